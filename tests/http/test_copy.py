"""沿用上期: the last approved words as a start. They never replace typed ones unasked, and the reviewer is told."""
import pytest

from office import Office, decide, words

TEXT = "一是完成码头扩建前期论证，二是召开现场推进会两次，三是走访企业三十余家。"


@pytest.fixture(scope="module")
def office(stack, person):
    return Office(stack, person, "市农业农村局", "nyj1")


@pytest.fixture(scope="module")
def last(office, person):
    """The numbers of tasks that were approved for February."""
    numbers = office.led()[:5]
    for no in numbers:
        report = office.hand_in(no, "2023-02", narrative=f"{TEXT}二月第{no}项。", next_steps="三月继续。")
        assert decide(person("dcs1"), report, "approve").status == 303
    return iter(numbers)


def form_of(office, no, period="2023-03"):
    return office.client.get(office.path(no, period) + "/edit").form("rev", "narrative")


def press(office, no, action, form, **fields):
    return office.client.send(form, ("action", action), office.path(no, "2023-03"), fields=fields)


def draft(stack, office, no):
    rows = stack.sql(f"SELECT d.* FROM draft d JOIN task t ON t.id = d.task_id JOIN period p ON p.id = d.period_id "
                     f"WHERE t.no = {no} AND p.code = '2023-03' AND d.unit_id = {office.unit}")
    return rows[0] if rows else None


def test_an_empty_form_begins_with_last_periods_words(stack, office, last):
    no = next(last)
    form = form_of(office, no)
    value = next((name for name in form.fields if name.startswith("value.")), None)
    answer = press(office, no, "copy", form, **({value: "3"} if value else {}))
    assert answer.status == 303 and answer.location.endswith("/edit#s1")
    fields = form_of(office, no).fields
    assert fields["narrative"] == f"{TEXT}二月第{no}项。" and fields["next_steps"] == "三月继续。"
    assert "light" not in fields, "the light is this period's own"
    assert value is None or fields[value] == "3", "what was typed stays, and last period's numbers are not copied"
    assert draft(stack, office, no)["copied_from"] == "2023-02"


def test_typed_words_are_not_replaced_unasked(stack, office, last):
    no = next(last)
    page = press(office, no, "copy", form_of(office, no), narrative="自己写的一段。", light="yellow")
    said = words(page)
    assert page.status == 200 and "用2023年2月的文字替换已填写的文字？" in said and "自己写的一段。" in said
    assert f"{TEXT}二月第{no}项。" in said and draft(stack, office, no) is None, "nothing is stored before the answer"
    question = page.form("rev", "narrative")
    kept = press(office, no, "edit", question)
    assert kept.status == 200 and kept.form("rev", "narrative").fields["narrative"] == "自己写的一段。"
    assert press(office, no, "copy_over", question).status == 303
    now = draft(stack, office, no)
    assert now["narrative"] == f"{TEXT}二月第{no}项。" and now["light"] == "yellow" and now["copied_from"] == "2023-02"


def test_saving_later_keeps_where_it_came_from_and_the_reviewer_sees_it(stack, office, last, person):
    no = next(last)
    assert press(office, no, "copy", form_of(office, no)).status == 303
    report = office.hand_in(no, narrative=f"{TEXT}三月开工建设。", next_steps="三月继续。")
    version = stack.sql(f"SELECT copied_from FROM report_version WHERE report_id = {report['id']}")[0]
    assert version["copied_from"] == "2023-02"
    page = person("dcs1").get(f"/reviews/{report['id']}")
    said = words(page)
    assert "沿用 2023年2月 内容起草" in said
    assert "与上期相同 1 句，共 2 句" in said, said
    assert "新增：三月开工建设。" in said and "新增：一是" not in said
    assert "与上期相同 1 句，共 1 句" in said.split("下一步措施")[1]


def test_one_that_was_written_anew_says_nothing_of_copying(office, last, person):
    no = next(last)
    report = office.hand_in(no, narrative="三月份完成主体封顶，设备进场安装，组织联合调试三次。")
    page = person("dcs1").get(f"/reviews/{report['id']}")
    assert "内容起草" not in words(page) and "与上期相同 0 句" in words(page)


def test_somebody_saved_meanwhile(stack, office, last, person):
    no = next(last)
    form = form_of(office, no)
    colleague = Office(stack, person, "市农业农村局", "nyj2")
    assert press(colleague, no, "save", form_of(colleague, no), narrative="同事写的。").status == 303
    answer = press(office, no, "copy", form)
    assert answer.status == 409 and "同事写的。" in words(answer)
    assert draft(stack, office, no)["narrative"] == "同事写的。"


def test_nothing_to_copy(office):
    no = office.led()[-1]
    page = office.client.get(office.path(no, "2023-01") + "/edit")
    assert "沿用上期" not in words(page)
