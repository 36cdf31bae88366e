"""The form of one period's report: save, check, submit, withdraw, hand in again; what it refuses, and that nothing that
was typed is lost."""
import html
import random
import re
import unicodedata

import pytest

PLAN, PERIOD = "2023", "2023-03"
UNIT = "市发展改革委"  # it leads the most tasks
FIRST, SECOND = "fgw1", "fgw2"
FOREIGN = "市商务局"
GOOD = "一是完成高标准农田建设前期工作，二是召开推进会两次，三是走访企业三十家。"


class Desk:
    """One task of the unit, untouched so far, and the fields of its form."""

    def __init__(self, stack, task, period=PERIOD):
        self.stack, self.no, self.unit, self.period = stack, task["no"], task["unit"], period
        self.task = f"/plans/{PLAN}/tasks/{self.no}"
        self.path = f"{self.task}/reports/{period}/{self.unit}"

    def form(self, client):
        page = client.get(self.path + "/edit")
        assert page.status == 200, page.text
        return page.form("rev", "narrative")

    def press(self, client, action, form=None, **fields):
        return client.send(form or self.form(client), ("action", action), self.path, fields=fields)

    def good(self, form, **more):
        values = {name: "16" for name in form.fields if name.startswith("value.")}
        return {"narrative": GOOD, "light": "green", **values, **more}

    def submit(self, client, **more):
        form = self.form(client)
        answers = {name: "已改。" for name in form.fields if name.startswith("answer.")}
        page = self.press(client, "check", form, **self.good(form, **answers, **more))
        return self.press(client, "submit", page.form("rev", "narrative"))

    def rows(self, query):
        return self.stack.sql(query.format(of=f"""t.no = {self.no} AND p.code = '{self.period}' AND x.unit_id = {self.unit}"""))

    def draft(self):
        found = self.rows("SELECT x.*, HEX(x.narrative) AS narrative_hex FROM draft x JOIN task t ON t.id = x.task_id "
                          "JOIN period p ON p.id = x.period_id WHERE {of}")
        return found[0] if found else None

    def events(self):
        return [row["action"] for row in self.rows(
            "SELECT x.action FROM audit_event x JOIN task t ON t.id = x.task_id JOIN period p ON p.id = x.period_id "
            "WHERE {of} AND x.etype = 'report' ORDER BY x.id")]

    def report(self):
        found = self.rows("SELECT x.* FROM report x JOIN task t ON t.id = x.task_id JOIN period p ON p.id = x.period_id "
                          "WHERE {of}")
        return found[0] if found else None


FREE = """SELECT t.no, l.unit_id AS unit,
       (SELECT COUNT(*) FROM target g WHERE g.task_id = t.id AND g.unit_id = l.unit_id) AS targets
  FROM task_lead l JOIN task t ON t.id = l.task_id JOIN unit u ON u.id = l.unit_id JOIN period p ON p.code = '{period}'
 WHERE u.name = '{unit}' AND l.ended_on IS NULL
   AND NOT EXISTS (SELECT 1 FROM draft d WHERE d.task_id = t.id AND d.unit_id = u.id AND d.period_id = p.id)
   AND NOT EXISTS (SELECT 1 FROM report r WHERE r.task_id = t.id AND r.unit_id = u.id)
   AND NOT EXISTS (SELECT 1 FROM task_lead o JOIN unit f ON f.id = o.unit_id WHERE o.task_id = t.id AND f.name = '{foreign}')
 ORDER BY targets DESC, t.no"""


@pytest.fixture
def desk(stack):
    """A task of the unit that nobody has touched; with targets, while there are such."""
    free = stack.sql(FREE.format(period=PERIOD, unit=UNIT, foreign=FOREIGN))
    assert free, f"{UNIT} has no untouched task left"
    return Desk(stack, free[0])


@pytest.fixture
def filer(person):
    return person(FIRST)


@pytest.fixture
def colleague(person):
    return person(SECOND)


def counts(stack):
    return stack.sql("SELECT (SELECT COUNT(*) FROM draft) AS drafts, (SELECT COALESCE(SUM(rev), 0) FROM draft) AS revs, "
                     "(SELECT COUNT(*) FROM report) AS reports, (SELECT COUNT(*) FROM report_version) AS versions, "
                     "(SELECT COUNT(*) FROM audit_event WHERE etype = 'report') AS events")[0]


# ---- saving

def test_saving_an_empty_form_is_no_error(desk, filer):
    answer = desk.press(filer, "save")
    assert (answer.status, answer.location) == (303, desk.path + "/edit")
    assert desk.draft()["rev"] == "1" and desk.events() == []
    page = filer.get(answer.location)
    assert "已保存草稿（" in page.text and "由 " in page.text


def test_saving_returns_to_the_section(desk, filer):
    assert desk.press(filer, "save", at="s3").location == desk.path + "/edit#s3"
    assert desk.press(filer, "save", at="s9").location == desk.path + "/edit"


def test_enter_saves_a_draft(desk, filer):
    assert desk.form(filer).buttons[0] == ("action", "save")


def test_the_same_press_twice_is_one_saving(desk, filer):
    form = desk.form(filer)
    first = desk.press(filer, "save", form, narrative="写了一半")
    second = desk.press(filer, "save", form, narrative="写了一半")
    assert (first.status, second.status) == (303, 303)
    assert desk.draft()["rev"] == "1"


def signs():
    """Characters that people may type: of every plane, without control signs and halves of pairs."""
    plain = [chr(c) for c in range(0x20, 0x110000) if unicodedata.category(chr(c)) not in ("Cc", "Cs", "Cn", "Co")]
    four_bytes = [c for c in plain if ord(c) > 0xFFFF]
    nasty = list("\n\n\t\"'&<>`{}%\\;#+ \u3000\u2028\ufeff") + ["&amp;", "&#10;", "</textarea>", "{{X}}", "\r\n"[1:]]
    return plain, four_bytes, nasty


def texts(how_many):
    dice = random.Random(20230403)
    plain, four_bytes, nasty = signs()
    for _ in range(how_many):
        kinds = dice.choices((plain, four_bytes, nasty), weights=(2, 1, 3), k=dice.randrange(1, 60))
        yield "".join(dice.choice(kind) for kind in kinds)


def test_texts_come_back_byte_for_byte(desk, filer):
    """200 random texts through form, database and form again; also through the page that shows it once more."""
    form = desk.form(filer)
    one_line = next((name for name in form.fields if name.startswith("note.")), None)
    for number, text in enumerate(texts(200)):
        fields = {"narrative": text, "next_steps": text[::-1], "light_reason": text[:100]}
        if one_line:
            fields[one_line] = text.replace("\n", " ")
        assert desk.press(filer, "save", form, **fields).status == 303, number
        form = desk.form(filer)
        assert {name: form.fields[name] for name in fields} == fields, f"text {number}: {text!r}"
        if number % 20 == 0:
            assert bytes.fromhex(desk.draft()["narrative_hex"]).decode("utf-8") == text
            shown = desk.press(filer, "preview", form).form("rev", "narrative")
            assert {name: shown.fields[name] for name in fields} == fields, f"preview of text {number}: {text!r}"
            back = desk.press(filer, "edit", shown)
            assert back.status == 200
            form = back.form("rev", "narrative")
            assert {name: form.fields[name] for name in fields} == fields, f"form again, text {number}: {text!r}"


def test_newlines_as_browsers_send_them_are_one_sign(desk, filer):
    desk.press(filer, "save", narrative="一\r\n二\n三\r\n\r\n四")
    assert desk.form(filer).fields["narrative"] == "一\n二\n三\n\n四"


@pytest.mark.parametrize("field, most, words", [
    ("narrative", 2000, "进展情况超出 2000 字，请删减 35 字"),
    ("next_steps", 1000, "下一步措施超出 1000 字，请删减 35 字"),
    ("light_reason", 500, "亮灯说明超出 500 字，请删减 35 字"),
])
def test_too_long_a_text_is_kept_on_the_page(desk, filer, field, most, words):
    text = "长" * (most + 35)
    for action in ("save", "check", "preview"):
        page = desk.press(filer, action, **{field: text})
        assert page.status == 422, action
        assert words in page.text and "还没有存为草稿" in page.text
        assert page.form("rev", "narrative").fields[field] == text
    assert desk.draft() is None
    assert desk.press(filer, "save", **{field: text[:most]}).status == 303


# ---- checking

def test_the_check_says_what_is_missing_and_keeps_the_text(desk, filer):
    form = desk.form(filer)
    values = [name for name in form.fields if name.startswith("value.")]
    page = desk.press(filer, "check", form, narrative="太短", light="red", **{name: "一十六" for name in values})
    assert page.status == 422
    assert "<title>错误：" in page.text and "并已存为草稿（4月3日" in page.text
    assert 'id="errs" role="alert" tabindex="-1"' in page.text
    for words in ("请填写本期进展情况，不少于 20 字", "黄灯、红灯任务请说明理由", "黄灯、红灯任务请填写下一步措施"):
        assert page.text.count(words) == 2, f"{words}: in the summary and beside the field"
    assert page.text.count("请填写数字，例如 16 或 16.5") == 2 * len(values)
    for field in ("narrative", "light_reason", "next_steps", *values):
        assert f'<a href="#{field}">' in page.text and f'id="{field}-e"' in page.text
        assert re.search(rf'name="{re.escape(field)}"[^>]*aria-invalid="true"', page.text), field
        assert re.search(rf'name="{re.escape(field)}"[^>]*aria-describedby="[^"]*{re.escape(field)}-e', page.text) or \
            re.search(rf'aria-describedby="[^"]*{re.escape(field)}-e"[^>]*name="{re.escape(field)}"', page.text), field
    again = page.form("rev", "narrative")
    assert again.fields["narrative"] == "太短" and again.fields["light"] == "red"
    assert desk.draft()["narrative"] == "太短" and desk.report() is None
    # The form on the error page goes on from the saving that the check made.
    assert desk.press(filer, "save", again, narrative="更长一些").status == 303
    assert desk.draft()["rev"] == "2"


def test_no_light_is_a_complaint(desk, filer):
    form = desk.form(filer)
    page = desk.press(filer, "check", form, **desk.good(form, light=""))
    assert page.status == 422 and page.text.count("请选择亮灯") == 2 and '<a href="#light">' in page.text


def test_the_check_shows_the_report_once_more(desk, filer):
    form = desk.form(filer)
    page = desk.press(filer, "check", form, **desk.good(form))
    assert page.status == 200 and "提交前核对" in page.text and GOOD in page.text
    offered = page.form("rev", "narrative")
    assert offered.buttons == [("action", "submit"), ("action", "edit")]
    assert desk.report() is None and desk.draft()["rev"] == "1"


def test_a_preview_lists_what_is_missing_and_does_not_submit(desk, filer):
    page = desk.press(filer, "preview", narrative="太短")
    assert page.status == 200 and "请填写本期进展情况，不少于 20 字" in page.text
    assert page.form("rev", "narrative").buttons == [("action", "edit")]


# ---- submitting, withdrawing, handing in again

def test_the_way_of_a_report(desk, filer, colleague, person):
    answer = desk.submit(filer)
    assert (answer.status, answer.location) == (303, desk.task)
    said = filer.get("/reports")
    assert "已提交，等待督查室审核。本单位本期" in said.text and "还差" in said.text
    assert desk.report()["state"] == "submitted"

    view = filer.get(desk.path)
    assert view.status == 200 and GOOD in view.text and "待审核" in view.text
    assert filer.get(desk.path + "/edit").form("rev", "narrative") is None

    withdraw = view.form("rid")
    withdraw = next(form for form in view.forms if form.offers("action", "withdraw"))
    answer = filer.send(withdraw, ("action", "withdraw"), desk.path)
    assert (answer.status, answer.location, desk.report()["state"]) == (303, desk.task, "withdrawn")

    assert desk.form(filer).fields["narrative"] == GOOD, "the text is still in the form"
    assert desk.submit(filer, narrative=GOOD + "补充。").status == 303

    supervisor = person("dcs1")
    review = supervisor.get(f"/reviews/{desk.report()['id']}")
    form = review.form("rev", "comment")
    answer = supervisor.send(form, ("decision", "return"), f"/reviews/{desk.report()['id']}", comment="口径请核对后重报。")
    assert answer.status == 303, answer.text

    page = colleague.get(desk.path + "/edit")
    assert "督查室退回意见" in page.text and "口径请核对后重报。" in page.text
    assert desk.submit(colleague, narrative=GOOD + "已核对口径。").status == 303
    assert desk.events() == ["report.submit", "report.withdraw", "report.submit", "report.return", "report.submit"]
    assert "第 3 次报送" in colleague.get(desk.path).text


def test_the_same_submission_twice_is_one_event(desk, filer):
    form = desk.form(filer)
    ready = desk.press(filer, "check", form, **desk.good(form)).form("rev", "narrative")
    answers = [desk.press(filer, "submit", ready) for _ in range(2)]
    assert [a.status for a in answers] == [303, 303]
    assert desk.events() == ["report.submit"]


def test_other_words_under_the_same_request_are_not_taken_for_handed_in(desk, filer, colleague):
    """The browser's way back shows the old form with its old request id."""
    form = desk.form(filer)
    assert desk.press(filer, "submit", form, **desk.good(form)).status == 303
    later = GOOD + "后来补写的一句。"
    page = desk.press(filer, "submit", form, **{**desk.good(form), "narrative": later})
    assert page.status == 403 and "正在等待审核" in page.text and later in page.text
    assert desk.draft()["narrative"] == GOOD
    page = filer.post(desk.path, {"csrf": form.fields["csrf"], "rid": form.fields["rid"], "action": "withdraw"})
    assert page.status == 409 and desk.events() == ["report.submit"], "it was not withdrawn, and does not look so"


def test_a_submission_is_checked_again(desk, filer):
    form = desk.form(filer)
    ready = desk.press(filer, "check", form, **desk.good(form)).form("rev", "narrative")
    page = desk.press(filer, "submit", ready, narrative="太短")
    assert page.status == 422 and desk.report() is None and page.form("rev", "narrative").fields["narrative"] == "太短"


def test_typed_text_of_a_report_that_was_submitted_meanwhile_can_be_copied(desk, filer, colleague):
    form = desk.form(colleague)
    desk.submit(filer)
    page = desk.press(colleague, "save", form, narrative="我写的内容“不能丢”&<b>", light="yellow")
    assert page.status == 403 and re.search(r"该报送已于 .*4月3日 .* 由 .* 提交，正在等待审核", page.text)
    assert html.escape("我写的内容“不能丢”&<b>", quote=False) in page.text
    assert "进展情况" in page.text and ">narrative<" not in page.text and "黄灯" in page.text
    assert desk.draft()["narrative"] == GOOD


def test_withdrawing_what_was_not_submitted_is_refused(desk, filer):
    form = desk.form(filer)
    page = filer.post(desk.path, {"csrf": form.fields["csrf"], "rid": form.fields["rid"], "action": "withdraw"})
    assert page.status == 403 and desk.events() == []


# ---- two people at once

def test_a_stale_form_keeps_both_texts(desk, filer, colleague):
    """What both changed is asked about; what one of them did is merged (test_no_lost_text.py has the table)."""
    mine, theirs = desk.form(filer), desk.form(colleague)
    assert desk.press(colleague, "save", theirs, narrative="对方写的内容", next_steps="相同的措施").status == 303
    for action in ("save", "check", "preview"):
        page = desk.press(filer, action, mine, narrative="\n我写的内容", next_steps="相同的措施", light="yellow")
        assert page.status == 409, action
        assert "您和他人同时修改了 1 个项目" in page.text and "对方写的" in page.text
        form = page.form("rev", "narrative")
        assert form.fields["narrative"] == "\n我写的内容" and form.fields["light"] == "yellow"
        assert form.fields["next_steps"] == "相同的措施" and form.fields["rev"] == "1"
    assert desk.draft()["narrative"] == "对方写的内容"
    merged = desk.press(filer, "save", form, narrative="合并后的内容")
    assert merged.status == 303
    assert (desk.draft()["narrative"], desk.draft()["light"], desk.draft()["rev"]) == ("合并后的内容", "yellow", "2")


def test_a_stale_submission_is_shown_once_more(desk, filer, colleague):
    """What a colleague changed after the check is not handed in unseen."""
    form = desk.form(filer)
    ready = desk.press(filer, "check", form, **desk.good(form)).form("rev", "narrative")
    assert desk.press(colleague, "save", narrative="对方后来又改了").status == 303
    page = desk.press(filer, "submit", ready)
    assert page.status == 422 and "已合入同事" in page.text and page.form("rev", "narrative").fields["narrative"] == "对方后来又改了"
    assert desk.report() is None
    page = desk.press(filer, "submit", ready, narrative=GOOD + "我也改了。")
    assert page.status == 409 and "对方后来又改了" in page.form("rev", "narrative").fields["theirs.narrative"]
    assert page.form("rev", "narrative").fields["mine.narrative"] == GOOD + "我也改了。" and desk.report() is None


# ---- what is refused

@pytest.mark.parametrize("action", ["save", "check", "preview", "submit", "withdraw", "edit"])
def test_a_foreign_bureau_is_refused_with_the_leads_name(stack, desk, person, action):
    other = person("swj1")
    leads = [row["name"] for row in stack.sql(
        "SELECT u.name FROM task_lead l JOIN task t ON t.id = l.task_id JOIN unit u ON u.id = l.unit_id "
        f"WHERE t.no = {desk.no} AND l.ended_on IS NULL ORDER BY l.place")]
    csrf = next(form for form in other.get("/reports").forms if form.action == "/logout").fields["csrf"]
    before = counts(stack)
    for narrative in (GOOD, "长" * 2100, ""):
        page = other.post(desk.path, {"csrf": csrf, "action": action, "rev": "0", "narrative": narrative, "light": "green"})
        assert page.status == 403, (action, len(narrative))
        assert f"本任务由{'、'.join(leads)}牵头" in page.text and FOREIGN in page.text
    assert counts(stack) == before
    edit = other.get(desk.path + "/edit")
    assert edit.status == 403 and f"本任务由{'、'.join(leads)}牵头" in edit.text


def test_another_lead_of_the_task_may_not_fill_it_in(stack, person):
    row = stack.sql("SELECT t.no, a.unit_id AS unit FROM task t JOIN task_lead a ON a.task_id = t.id AND a.place = 1 "
                    "JOIN task_lead b ON b.task_id = t.id AND b.place > 1 JOIN unit u ON u.id = b.unit_id "
                    f"WHERE u.name = '{FOREIGN}' ORDER BY t.no LIMIT 1")[0]
    page = person("swj1").get(f"/plans/{PLAN}/tasks/{row['no']}/reports/{PERIOD}/{row['unit']}/edit")
    assert page.status == 403 and "牵头" in page.text


@pytest.mark.parametrize("login", ["sjj1", "dcs1", "zfb1", "zfb2"])
def test_other_roles_may_not_fill_it_in(desk, person, login):
    page = person(login).get(desk.path + "/edit")
    assert page.status == 403 and "没有这项操作的权限" in page.text


@pytest.mark.parametrize("field, value", [
    ("state", "approved"), ("unit_id", "7"), ("value.0", "1"), ("value.999999", "1"), ("value.x", "1"), ("value", "1"),
    ("note.999999", "x"), ("light", "purple"), ("action", "approve"), ("rev", "x"), ("rev", "-1"), ("rid", "short"),
    pytest.param("narrative", "长" * 20001, id="narrative-beyond-all-bounds"),
])
def test_what_the_form_does_not_have_is_refused(stack, desk, filer, field, value):
    form = desk.form(filer)
    before = counts(stack)
    page = filer.post(desk.path, {**form.fields, "action": "save", "narrative": "不能丢", **{field: value}})
    assert page.status == 400
    assert field == "narrative" or "不能丢" in page.text
    assert counts(stack) == before


@pytest.mark.parametrize("address", [
    "/plans/2023/tasks/999/reports/2023-03/1/edit", "/plans/2024/tasks/1/reports/2023-03/1/edit",
    "/plans/2023/tasks/1/reports/2023-13/1/edit", "/plans/2023/tasks/1/reports/2023-03/99999/edit",
    "/plans/2023/tasks/x/reports/2023-03/1/edit", "/plans/2023/tasks/1/reports/2023-03/-1/edit",
    "/plans/2023/tasks/1/reports/2023-03/1",
])
def test_unknown_addresses(filer, address):
    assert filer.get(address).status in ((404,) if address.endswith("edit") else (403, 404))


# ---- reading

def test_a_draft_is_not_public(desk, filer, person):
    desk.press(filer, "save", narrative="草稿里的话")
    assert filer.get(desk.path).status == 200 and "草稿里的话" in filer.get(desk.path).text
    for login in ("swj1", "dcs1"):
        page = person(login).get(desk.path)
        assert page.status == 403 and "草稿里的话" not in page.text, login


def test_a_submitted_report_is_read_by_the_reviewers_only(desk, filer, person):
    desk.submit(filer)
    assert person("swj1").get(desk.path).status == 403
    page = person("dcs1").get(desk.path)
    assert page.status == 200 and GOOD in page.text and f"/reviews/{desk.report()['id']}" in page.links


def approve(person, desk):
    supervisor, review = person("dcs1"), f"/reviews/{desk.report()['id']}"
    form = supervisor.get(review).form("rev", "comment")
    assert supervisor.send(form, ("decision", "approve"), review, comment="").status == 303


def test_an_approved_report_is_public_and_stands_beside_the_next_one(stack, person, colleague):
    """January is approved; March shows its values, and says when a running total has shrunk."""
    row = stack.sql("SELECT t.no, g.unit_id AS unit, g.id FROM target g JOIN task t ON t.id = g.task_id "
                    f"JOIN unit u ON u.id = g.unit_id WHERE u.name = '{UNIT}' AND g.kind = 'cumulative' "
                    "AND NOT EXISTS (SELECT 1 FROM report r WHERE r.task_id = t.id AND r.unit_id = u.id) LIMIT 1")[0]
    january, march = Desk(stack, row, "2023-01"), Desk(stack, row)
    value = f"value.{row['id']}"
    assert january.submit(colleague, **{value: "１，６００"}).status == 303
    approve(person, january)
    assert GOOD in person("swj1").get(january.path).text

    page = colleague.get(march.path + "/edit")
    assert re.search(r'data-l="上期值">1600[ <]', page.text) and january.path in page.links and GOOD in page.text
    form = page.form("rev", "narrative")
    page = march.press(colleague, "check", form, **march.good(form, **{value: "1599.5"}))
    assert page.status == 422 and "累计值比上期减少 0.5，请说明原因" in page.text
    form = page.form("rev", "narrative")
    ready = march.press(colleague, "check", form, **march.good(form, **{value: "1599.5", f"note.{row['id']}": "上期多计，本期核减。"}))
    assert ready.status == 200
    assert re.search(r"累计值比上期减少 0\.5[^。]*，已在说明中写明原因", ready.text)
    assert "进展情况与上期完全相同" in ready.text and "−0.5" in ready.text


# ---- 我的报送

def test_my_reports_count_and_order(stack, desk, filer):
    desk.press(filer, "save", narrative="只写了一半")
    page = filer.get(f"/reports?period={PERIOD}")
    total = len(stack.sql(f"SELECT l.id FROM task_lead l JOIN unit u ON u.id = l.unit_id WHERE u.name = '{UNIT}'"))
    done = len(stack.sql("SELECT r.id FROM report r JOIN unit u ON u.id = r.unit_id JOIN period p ON p.id = r.period_id "
                         f"WHERE u.name = '{UNIT}' AND p.code = '{PERIOD}' AND r.state IN ('submitted', 'approved')"))
    assert f"已提交 {done} / {total}" in page.text and "还剩 2 天" in page.text
    assert desk.path + "/edit" in page.links
    rows = {tab: filer.get(f"/reports?period={PERIOD}&st={tab}").text.count('<tr role="row"><th scope="row"')
            for tab in ("todo", "done", "all")}
    assert rows == {"todo": total - done, "done": done, "all": total}


def test_overdue_periods_say_so(filer):
    page = filer.get("/reports?period=2023-01")
    assert "逾期未报" in page.text and "已逾期" in page.text


def test_a_late_report_is_marked(stack, filer, desk):
    late = Desk(stack, {"no": desk.no, "unit": desk.unit}, "2023-01")
    page = filer.get(late.path + "/edit")
    assert "已过截止时间，提交后将记为逾期报送" in page.text
    form = page.form("rev", "narrative")
    ready = filer.send(form, ("action", "check"), late.path, fields=late.good(form))
    assert "提交后将记为逾期报送" in ready.text
    assert filer.send(ready.form("rev", "narrative"), ("action", "submit"), late.path).status == 303
    assert "逾期报送" in filer.get(late.path).text


FREEZE = """INSERT INTO audit_event (alg, etype, entity_id, entity_seq, at_us, actor, actor_unit, actor_role, ip, agent,
       action, result, req_id, req_no, body, prev_hash, hash, mac)
SELECT 1, 'period', id, version + 1, 0, 'test', '', '', '', '', 'period.state', 'ok', RANDOM_BYTES(16), 0, '{{}}',
       (SELECT b.hash FROM audit_event b WHERE b.etype = 'period' AND b.entity_id = period.id AND b.entity_seq = period.version),
       REPEAT(x'00', 32), REPEAT(x'00', 32) FROM period WHERE code = '{period}';
UPDATE period SET state = '{state}', version = version + 1 WHERE code = '{period}'"""


@pytest.fixture
def frozen(stack):
    """The database's root plays it, with an event that the fence asks for. There is no way back: the last test of all."""
    return lambda: stack.sql(FREEZE.format(period=PERIOD, state="frozen"))


def test_a_frozen_period_is_read_only(desk, filer, frozen):
    form = desk.form(filer)
    desk.press(filer, "save", form, narrative="关闭前的草稿")
    before = desk.draft()
    frozen()
    page = filer.get(desk.path + "/edit")
    assert page.status == 200 and page.form("rev", "narrative") is None
    assert "2023年3月报送期已关闭，内容不能修改" in page.text and "关闭前的草稿" in page.text
    answer = desk.press(filer, "save", form, narrative="关闭后写的", rev="1")
    assert answer.status == 403 and "报送期已关闭" in answer.text and "关闭后写的" in answer.text
    assert desk.draft() == before
    assert desk.path + "/edit" not in filer.get(f"/reports?period={PERIOD}").links
