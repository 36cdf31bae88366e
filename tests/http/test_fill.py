"""One page for all tasks of a unit: each row is judged for itself, what is right is saved, nothing that was typed is lost."""
import re

import pytest

from office import Office, decide, words

PATH = "/plans/2023/periods/2023-03/fill"
TEXT = "一是完成项目前期论证和选址，二是召开现场推进会两次，三是走访企业三十余家。"


@pytest.fixture(scope="module")
def fgw(stack, person):
    return Office(stack, person, "市发展改革委", "fgw1")


@pytest.fixture
def colleague(person):
    return person("fgw2")


def open_page(client, path=PATH):
    page = client.get(path)
    assert page.status == 200, words(page)[:400]
    return page.form("rid")


def press(client, action, form, **changes):
    return client.send(form, ("action", action), PATH, fields=changes)


def numbers(form):
    """The numbers of the tasks that can be written."""
    return [int(name.partition(".")[2]) for name in form.fields if name.startswith("narrative.")]


def drafts(stack, office):
    rows = stack.sql(f"SELECT t.no, d.rev, d.narrative, d.light, d.copied_from FROM draft d JOIN task t ON t.id = d.task_id "
                     f"JOIN period p ON p.id = d.period_id WHERE p.code = '2023-03' AND d.unit_id = {office.unit}")
    return {int(row["no"]): row for row in rows}


def targets_of(stack, office, no):
    return [f"value.{row['id']}" for row in stack.sql(
        f"SELECT g.id FROM target g JOIN task t ON t.id = g.task_id WHERE t.no = {no} AND g.unit_id = {office.unit} "
        "AND g.ended_on IS NULL ORDER BY g.no")]


def good(stack, office, no, **more):
    fields = {f"narrative.{no}": TEXT, f"light.{no}": "green", f"next_steps.{no}": "下月继续推进。",
              **{name: "16" for name in targets_of(stack, office, no)}}
    return {**fields, **{f"{name}.{no}": value for name, value in more.items()}}


def test_the_page_has_a_row_for_each_task_that_the_unit_leads(stack, fgw):
    page = fgw.client.get(PATH)
    led = fgw.led()
    assert len(led) == 31 and numbers(page.form("rid")) == led
    assert "批量填报 2023年3月进展" in words(page) and f"已提交 0 / {len(led)}" in words(page)
    assert page.text.count("<details open") == 0, "rows are closed until somebody opens them"
    assert all(f"{fgw.path(no, '2023-03')}/edit" in page.links for no in led)


def test_an_unchanged_page_writes_nothing(stack, fgw):
    before = drafts(stack, fgw)
    answer = press(fgw.client, "save", open_page(fgw.client))
    assert answer.status == 303 and drafts(stack, fgw) == before
    assert "没有改动，草稿保持原样" in words(fgw.client.get(PATH))


def test_one_press_saves_all_rows_that_are_right_and_marks_the_others(stack, fgw):
    form = open_page(fgw.client)
    led = numbers(form)
    with_target = next(no for no in led if targets_of(stack, fgw, no))
    long, bad_number = led[0] if led[0] != with_target else led[1], targets_of(stack, fgw, with_target)[0]
    fields = {f"narrative.{no}": f"{TEXT}第{no}项。" for no in led}
    fields.update({f"narrative.{long}": "字" * 2035, bad_number: "十六家左右"})
    answer = press(fgw.client, "save", form, **fields)
    assert answer.status == 422 and answer.text.startswith("<!doctype") and "<title>错误：" in answer.text
    said = words(answer)
    assert f"已保存 {len(led) - 2} 项，2 项需要修改" in said
    assert f"第 {long} 项：进展情况超出 2000 字，请删减 35 字" in said and f"第 {with_target} 项：" in said
    assert {f"#narrative.{long}", f"#{bad_number}"} <= set(answer.links)
    kept = answer.form("rid").fields
    assert kept[f"narrative.{long}"] == "字" * 2035 and kept[bad_number] == "十六家左右"
    assert sorted(drafts(stack, fgw)) == sorted(set(led) - {long, with_target})
    opened = re.findall(r'<li id="t\.(\d+)" tabindex="-1"><input[^>]*><details open', answer.text)
    assert sorted(map(int, opened)) == sorted([long, with_target]), "rows with errors come opened"
    again = press(fgw.client, "save", answer.form("rid"), **{f"narrative.{long}": TEXT, bad_number: "１，２００"})
    assert again.status == 303 and sorted(drafts(stack, fgw)) == led
    assert "已保存 2 项草稿" in words(fgw.client.get(PATH))
    assert {row["rev"] for row in drafts(stack, fgw).values()} == {"1"}, "rows that were saved before are not written again"


def test_a_colleague_saved_meanwhile(stack, fgw, colleague):
    form = open_page(fgw.client)
    mine, theirs = numbers(form)[:2]
    other = open_page(colleague)
    assert press(colleague, "save", other, **{f"narrative.{mine}": "同事写的第一项。", f"narrative.{theirs}": "同事写的第二项。"}).status == 303
    answer = press(fgw.client, "save", form, **{f"narrative.{mine}": "我写的第一项。"})
    said = words(answer)
    assert answer.status == 409 and "已保存 0 项，1 项已有变化" in said
    assert "同事写的第一项。" in said and answer.form("rid").fields[f"narrative.{mine}"] == "我写的第一项。"
    assert answer.form("rid").fields[f"narrative.{theirs}"] == "同事写的第二项。", "a row that I did not touch shows what is stored"
    assert drafts(stack, fgw)[mine]["narrative"] == "同事写的第一项。"
    assert press(fgw.client, "save", answer.form("rid")).status == 303
    now = drafts(stack, fgw)
    assert now[mine]["narrative"] == "我写的第一项。" and now[theirs]["narrative"] == "同事写的第二项。"


def test_the_same_press_twice_is_one(stack, fgw):
    form = open_page(fgw.client)
    no = numbers(form)[2]
    change = {f"narrative.{no}": TEXT + "两次按下。"}
    assert [press(fgw.client, "save", form, **change).status for _ in range(2)] == [303, 303]
    assert drafts(stack, fgw)[no]["rev"] == "2"


def test_nothing_ticked(fgw):
    answer = press(fgw.client, "check", open_page(fgw.client))
    assert answer.status == 422 and "请先勾选要提交的任务" in words(answer)


def test_ticked_rows_must_be_complete(stack, fgw):
    form = open_page(fgw.client)
    first, second = numbers(form)[:2]
    fields = {**good(stack, fgw, first), **good(stack, fgw, second, light="yellow"), f"pick.{first}": "1", f"pick.{second}": "1"}
    answer = press(fgw.client, "check", form, **fields)
    said = words(answer)
    assert answer.status == 422 and "已保存 1 项，1 项需要修改" in said
    assert f"第 {second} 项：黄灯、红灯任务请说明理由" in said
    assert answer.form("rid").fields.get(f"pick.{second}") == "1", "the tick stays"
    assert fgw.report(first) is None and fgw.report(second) is None, "nothing is handed in before it was checked"
    assert drafts(stack, fgw)[second]["light"] == "yellow", "what was typed is in the draft"


def test_check_then_submit_by_name(stack, fgw):
    form = open_page(fgw.client)
    first, second, third = numbers(form)[:3]
    fields = {**good(stack, fgw, first), **good(stack, fgw, second), **{f"pick.{no}": "1" for no in (first, second)}}
    page = press(fgw.client, "check", form, **fields)
    said = words(page)
    assert page.status == 200 and "提交前核对：2023年3月进展 2 项" in said
    assert f"{first}. " in said and f"{second}. " in said and f"{third}. " not in said
    assert fgw.report(first) is None
    confirm = page.form("rid")
    assert "narrative" not in " ".join(confirm.fields), "the drafts are stored: the page carries only what it names"
    assert [press(fgw.client, "submit", confirm).status for _ in range(2)] == [303, 303]
    for no in (first, second):
        assert fgw.report(no)["state"] == "submitted" and fgw.report(no)["round"] == "1"
    events = stack.sql("SELECT entity_id FROM audit_event WHERE action = 'report.submit'")
    assert sorted(row["entity_id"] for row in events if row["entity_id"] in (fgw.report(first)["id"], fgw.report(second)["id"])) == \
        sorted([fgw.report(first)["id"], fgw.report(second)["id"]]), "one event each"
    page = fgw.client.get(PATH)
    assert f"已提交 2 / {len(fgw.led())}" in words(page) and first not in numbers(page.form("rid"))


def test_a_draft_that_changed_after_the_check_is_not_handed_in(stack, fgw, colleague):
    form = open_page(fgw.client)
    first, second = numbers(form)[:2]
    fields = {**good(stack, fgw, first), **good(stack, fgw, second), **{f"pick.{no}": "1" for no in (first, second)}}
    confirm = press(fgw.client, "check", form, **fields).form("rid")
    assert press(colleague, "save", open_page(colleague), **{f"narrative.{first}": TEXT + "同事改了。"}).status == 303
    answer = press(fgw.client, "submit", confirm)
    assert answer.status == 409 and "已提交 1 项，1 项没有提交" in words(answer)
    assert fgw.report(first) is None and fgw.report(second)["state"] == "submitted"


def test_an_untouched_row_that_a_colleague_wrote_is_checked_as_it_stands(stack, fgw, colleague):
    form = open_page(fgw.client)
    no = numbers(form)[0]
    assert press(colleague, "save", open_page(colleague), **good(stack, fgw, no, narrative=TEXT + "同事补充。")).status == 303
    page = press(fgw.client, "check", form, **{f"pick.{no}": "1"})
    assert page.status == 200 and "同事补充。" in words(page)
    assert press(fgw.client, "submit", page.form("rid")).status == 303 and fgw.report(no)["state"] == "submitted"


def test_a_row_that_was_handed_in_meanwhile_keeps_its_typed_text(stack, fgw, colleague):
    form = open_page(fgw.client)
    no = numbers(form)[0]
    Office.hand_in(fgw, no)
    answer = press(fgw.client, "save", form, **{f"narrative.{no}": "太晚才写完的一段话。"})
    assert answer.status == 409 and "该报送已提交，撤回后才能修改" in words(answer) and "太晚才写完的一段话。" in answer.text
    assert drafts(stack, fgw)[no]["narrative"] != "太晚才写完的一段话。"


def test_what_was_given_back_comes_opened_with_its_reason(stack, fgw, person):
    no = numbers(open_page(fgw.client))[0]
    report = fgw.hand_in(no)
    assert decide(person("dcs1"), report, "return", comment="请补充佐证。").status == 303
    page = fgw.client.get(PATH)
    assert "请补充佐证。" in words(page)
    assert re.search(rf'<li id="t\.{no}"[^>]*><input[^>]*><details open', page.text)


def test_copy_begins_with_the_last_approved_words(stack, fgw, person):
    office = Office(stack, person, "市商务局", "swj1")
    client, led = office.client, office.led()
    for no in led[:2]:
        report = office.hand_in(no, "2023-02", narrative=f"{TEXT}二月第{no}项。")
        assert decide(person("dcs1"), report, "approve").status == 303
    page = client.get(PATH)
    assert "沿用上期（2 项未填）" in words(page)
    form = page.form("rid")
    answer = client.send(form, ("action", "copy"), PATH, fields={f"narrative.{led[1]}": "自己写的。"})
    assert answer.status == 303
    now = drafts(stack, office)
    assert now[led[0]]["narrative"] == f"{TEXT}二月第{led[0]}项。" and now[led[0]]["copied_from"] == "2023-02"
    assert now[led[0]]["light"] == "", "the light is judged anew"
    assert now[led[1]]["narrative"] == "自己写的。" and now[led[1]]["copied_from"] == ""
    assert set(now) == set(led[:2])


# ---- what is refused

@pytest.mark.parametrize("login, path, status", [
    ("fgw1", "/plans/2023/periods/2023-09/fill", 404),
    ("fgw1", "/plans/1999/periods/2023-03/fill", 404),
    ("sjj1", PATH, 403), ("zfb1", PATH, 403), ("zfb2", PATH, 403), ("dcs1", PATH, 200),
])
def test_addresses(person, login, path, status):
    assert person(login).get(path).status == status


@pytest.mark.parametrize("field, status", [
    ("narrative.1", 403),    # 市科技局 leads it
    ("narrative.999", 400), ("narrative.x", 400), ("value.999999", 400), ("light.{no}", 400), ("other.{no}", 400), ("rev.{no}", 400),
])
def test_fields_that_are_not_ours(stack, fgw, field, status):
    form = open_page(fgw.client)
    before = drafts(stack, fgw)
    answer = press(fgw.client, "save", form, **{field.format(no=numbers(form)[0]): "不应被保存"})
    assert answer.status == status and drafts(stack, fgw) == before


def test_a_value_of_another_unit_is_refused(stack, fgw):
    foreign = stack.sql(f"SELECT g.id FROM target g WHERE g.unit_id <> {fgw.unit} AND g.task_id NOT IN "
                        f"(SELECT task_id FROM task_lead WHERE unit_id = {fgw.unit}) LIMIT 1")[0]["id"]
    assert press(fgw.client, "save", open_page(fgw.client), **{f"value.{foreign}": "5"}).status == 403


def test_the_largest_form_that_people_can_type_gets_in(fgw):
    """All texts at their limits, and then some: 1 MB is for other forms."""
    form = open_page(fgw.client)
    long = {name: "督" * 4000 for name in form.fields if name.startswith(("narrative.", "next_steps."))}
    answer = press(fgw.client, "save", form, **long)
    assert answer.status == 422 and "项需要修改" in words(answer)
    assert answer.form("rid").fields[f"narrative.{numbers(form)[0]}"] == "督" * 4000
    assert fgw.client.post("/plans/2023/tasks/5/items/1", {"name": "督" * 200000}).status == 413


@pytest.mark.parametrize("sent", ["2023-02", "", None])
def test_a_form_of_another_period_saves_nothing_and_loses_nothing(stack, fgw, sent):
    form = open_page(fgw.client)
    no, before = numbers(form)[0], drafts(stack, fgw)
    fields = {**form.fields, f"narrative.{no}": "写错了报送期的一段话。", "action": "save", "period": sent}
    answer = fgw.client.post(PATH, {name: value for name, value in fields.items() if value is not None})
    assert answer.status == 422 and "表单的报送期与页面地址（2023年3月）不一致，没有保存" in words(answer)
    assert answer.form("rid").fields[f"narrative.{no}"] == "写错了报送期的一段话。" and drafts(stack, fgw) == before
    assert press(fgw.client, "save", answer.form("rid")).status == 303
    assert drafts(stack, fgw)[no]["narrative"] == "写错了报送期的一段话。"
