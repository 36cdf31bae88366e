"""Targets as supervisors set them: each deed, each refusal, what was typed is kept, and what the importer leaves alone."""
import json
import re

import pytest

from office import Office, words
from test_import import run_import

PLAN = "2023"
SUPERVISOR, OTHER = "dcs1", "dcs2"


def page_of(no):
    return f"/plans/{PLAN}/tasks/{no}/targets"


class Desk:
    """A supervisor at the targets of one task."""

    def __init__(self, stack, client, no):
        self.stack, self.client, self.no = stack, client, no

    def page(self):
        return self.client.get(page_of(self.no))

    def rows(self, where="1"):
        return self.stack.sql("SELECT g.*, u.name AS unit_name, c.login AS confirmed_login FROM target g JOIN task t ON t.id = g.task_id"
                              " JOIN plan n ON n.id = t.plan_id LEFT JOIN unit u ON u.id = g.unit_id"
                              " LEFT JOIN person c ON c.id = g.confirmed_by"
                              f" WHERE n.code = '{PLAN}' AND t.no = {self.no} AND ({where}) ORDER BY g.no")

    def row(self, target):
        return self.rows(f"g.id = {target}")[0]

    def first(self, where="1"):
        return self.rows(f"g.ended_on IS NULL AND ({where})")[0]["id"]

    def form(self, action, target=None, page=None):
        path = page_of(self.no) + (f"/{target}" if target else "")
        for form in (page or self.page()).forms:
            if form.action == path and (form.fields.get("action") == action or form.offers("action", action)):
                return form
        return None

    def send(self, action, target=None, form=None, confirm=None, **fields):
        form = form or self.form(action, target)
        assert form is not None, f"no form {action}"
        sent = {**form.fields, "action": action, **fields}
        if confirm is not None:
            sent["confirm"] = "1" if confirm else "0"
        return self.client.post(form.action, sent)

    def last_event(self, target):
        return self.stack.sql(f"SELECT action, actor, body, task_id FROM audit_event WHERE etype = 'target' AND entity_id = {target}"
                              " ORDER BY entity_seq DESC LIMIT 1")[0]


@pytest.fixture
def desk(stack, person):
    return lambda no, who=SUPERVISOR: Desk(stack, person(who), no)


def events(stack):
    return int(stack.sql("SELECT COUNT(*) AS n FROM audit_event")[0]["n"])


def errors(page):
    """field of the form → the words beside it."""
    found = re.findall(r'<p class="err" id="([^"]+)-e"><span class="vh">错误：</span>([^<]*)</p>', page.text)
    return {name.rsplit("-", 2)[0]: text for name, text in found}


# ---- looking

def test_the_list_shows_doubtful_ones_first(stack, person):
    page = person(SUPERVISOR).get(f"/plans/{PLAN}/targets")
    shown = re.findall(r'/tasks/(\d+)/targets#t-(\d+)', page.text)
    doubtful = {r["id"] for r in stack.sql("SELECT id FROM target WHERE doubt <> '' AND confirmed = 0 AND ended_on IS NULL")}
    assert {no for no, _ in shown[:5]} == {"64", "82", "114", "27", "113"}
    assert {target for _, target in shown[:5]} == doubtful
    assert len(shown) == int(stack.sql("SELECT COUNT(*) AS n FROM target g JOIN task t ON t.id = g.task_id JOIN plan p ON p.id = t.plan_id"
                                       f" WHERE p.code = '{PLAN}' AND g.ended_on IS NULL")[0]["n"])


@pytest.mark.parametrize("label, query, where", [
    ("doubtful", "st=doubt", "g.doubt <> '' AND g.confirmed = 0"),
    ("to be looked at", "st=open", "g.doubt = '' AND g.confirmed = 0"),
    ("confirmed", "st=done", "g.confirmed = 1"),
    ("kind", "kind=stock", "g.kind = 'stock'"),
    ("a number is a task", "q=64", "t.no = 64"),
    ("full-width", "q=６４", "t.no = 64"),
    ("words", "q=老旧小区", "CONCAT(t.title, g.subject, g.quote) LIKE '%老旧小区%'"),
    ("both", "st=doubt&kind=stock", "g.doubt <> '' AND g.confirmed = 0 AND g.kind = 'stock'"),
])
def test_conditions_are_addresses(stack, person, label, query, where):
    from urllib.parse import quote
    page = person(SUPERVISOR).get(f"/plans/{PLAN}/targets?" + quote(query, safe="=&"))
    rows = stack.sql("SELECT g.id FROM target g JOIN task t ON t.id = g.task_id JOIN plan p ON p.id = t.plan_id"
                     f" WHERE p.code = '{PLAN}' AND g.ended_on IS NULL AND {where}")
    assert set(re.findall(r"#t-(\d+)", page.text)) == {row["id"] for row in rows}, label


def test_unknown_conditions_are_said_and_ignored(person):
    page = person(SUPERVISOR).get(f"/plans/{PLAN}/targets?st=maybe&unit=999999&kind=x&sort=no")
    assert page.status == 200
    assert "已忽略无法识别的条件：st=maybe、unit=999999、kind=x、sort=no" in words(page)


def test_nothing_fits(person):
    page = person(SUPERVISOR).get(f"/plans/{PLAN}/targets?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA%E8%AF%8D")
    assert "没有符合条件的目标。" in words(page) and "<table" not in page.text


def test_the_quotes_are_marked_in_the_text(desk):
    page = desk(64).page()
    marked = re.findall(r"<mark>(.*?)</mark><sup><a href=\"#t-(\d+)\">", page.text)
    assert [re.sub("，", ",", quote) for quote, _ in marked] == [row["quote"] for row in desk(64).rows()]


def test_a_task_without_targets(desk):
    page = desk(1).page()
    assert page.status == 200 and "本任务为定性任务，没有量化目标。" in words(page)


@pytest.mark.parametrize("login", ["fgw1", "sjj1", "zfb1", "zfb2"])
def test_others_read_and_set_nothing(stack, person, login):
    client = person(login)
    page = client.get(page_of(64))
    assert page.status == 200 and "惠及137万户" in page.text
    assert not any(form.action.startswith(page_of(64)) for form in page.forms)
    assert client.get(f"/plans/{PLAN}/targets").status == 200
    target = stack.sql("SELECT g.id FROM target g JOIN task t ON t.id = g.task_id WHERE t.no = 64 LIMIT 1")[0]["id"]
    csrf = client.get("/dashboard").form("csrf").fields["csrf"]
    before = stack.sql("CHECKSUM TABLE target")
    for path, fields in ((page_of(64), {"action": "confirm-all", f"rev.{target}": "1"}),
                         (f"{page_of(64)}/{target}", {"action": "confirm", "rev": "1"})):
        assert client.post(path, {"csrf": csrf, **fields}).status == 403
    assert stack.sql("CHECKSUM TABLE target") == before


def test_the_entry_is_in_the_navigation(person):
    """Beside the ledger, in the header's second row: whoever reads the ledger reads the targets."""
    for login in (SUPERVISOR, "fgw1"):
        row = " ".join(re.findall(r'<nav class="nav".*?</nav>', person(login).get(f"/plans/{PLAN}/tasks").text, re.S))
        assert f'href="/plans/{PLAN}/targets"' in row, login


# ---- confirming

def test_one_is_confirmed(desk):
    d = desk(4)
    target = d.first()
    form = d.form("confirm", target)
    answer = d.send("confirm", target, form=form)
    assert answer.status == 303 and answer.location.endswith(f"/targets#t-{target}")
    row = d.row(target)
    assert (row["confirmed"], row["confirmed_login"]) == ("1", SUPERVISOR)
    event = d.last_event(target)
    assert event["action"] == "target.confirm" and json.loads(event["body"])["confirmed"] == ["no", "yes"]
    assert "确认" in words(d.page()) and d.form("confirm", target) is None
    assert d.send("confirm", target, form=form).status == 303, "the second press of a button is no error"
    assert d.row(target)["version"] == row["version"]


def test_all_of_a_task_are_confirmed_but_not_the_doubtful_ones(stack, desk):
    d = desk(114)
    before = events(stack)
    form = d.form("confirm-all")
    n = sum(name.startswith("rev.") for name in form.fields)
    assert n == len(d.rows("g.doubt = ''")) > 1
    assert d.send("confirm-all", form=form).status == 303
    assert {row["confirmed"] for row in d.rows("g.doubt = ''")} == {"1"}
    assert {row["confirmed"] for row in d.rows("g.doubt <> ''")} == {"0"}
    assert events(stack) == before + n, "an event for each"
    assert d.send("confirm-all", form=form).status == 303 and events(stack) == before + n


def test_confirming_all_is_all_or_nothing(stack, desk):
    d = next(x for x in map(desk, range(30, 60)) if len(x.rows("g.doubt = '' AND g.confirmed = 0")) > 1)
    form, last = d.form("confirm-all"), d.rows("g.doubt = ''")[-1]["id"]
    assert d.send("set", last, confirm=False, **{"plan.12": "1"}).status == 303  # meanwhile
    answer = d.send("confirm-all", form=form)
    assert answer.status == 409 and "本任务的目标已有变化，您的操作没有生效。" in words(answer)
    assert {row["confirmed"] for row in d.rows()} == {"0"}


# ---- kind, base, date, unit, planned values

def test_terms_are_set(desk):
    d = desk(65)
    target = d.first()
    answer = d.send("set", target, confirm=True, kind="stock", base="１，０００", **{"plan.3": "1200", "plan.12": "2,000.5"})
    assert answer.status == 303, words(answer)[:600]
    row = d.row(target)
    assert (row["kind"], row["base"], row["pace"], row["confirmed"]) == ("stock", "1000.0000", "3:1200 12:2000.5000", "1")
    text = words(d.page())
    assert "基数 1000" in text and "3月末 1200，12月末 2000.5" in text
    body = json.loads(d.last_event(target)["body"])
    assert body["base"] == [None, "1000"] and body["pace"] == ["", "3:1200 12:2000.5000"]
    assert d.send("set", target, confirm=False, kind="milestone", base="", due_on="2023年9月30日",
                  **{f"plan.{m}": "" for m in range(1, 13)}).status == 303
    row = d.row(target)
    assert (row["kind"], row["base"], row["due_on"], row["pace"]) == ("milestone", None, "2023-09-30", "")
    assert (row["confirmed"], row["confirmed_by"]) == ("0", None), "nobody has confirmed these numbers"


def test_another_person_who_changes_a_confirmed_target_confirms_it_or_not(desk):
    d, other = desk(66), desk(66, OTHER)
    target = d.first()
    assert d.send("confirm", target).status == 303
    assert other.send("set", target, confirm=True, **{"plan.6": "1"}).status == 303
    assert d.row(target)["confirmed_login"] == OTHER
    assert d.send("set", target, confirm=False, **{"plan.6": "2"}).status == 303
    assert d.row(target)["confirmed"] == "0"


def test_the_unit_is_one_of_the_leads(stack, desk):
    no = stack.sql("SELECT t.no FROM target g JOIN task t ON t.id = g.task_id JOIN task_lead l ON l.task_id = t.id"
                   " WHERE g.ended_on IS NULL AND g.doubt = '' GROUP BY t.no HAVING COUNT(DISTINCT l.unit_id) > 1 LIMIT 1")[0]["no"]
    d = desk(int(no))
    target = d.first()
    second = stack.sql(f"SELECT l.unit_id FROM task_lead l JOIN task t ON t.id = l.task_id WHERE t.no = {no} AND l.place = 2")[0]["unit_id"]
    stranger = stack.sql("SELECT id FROM unit WHERE id NOT IN (SELECT l.unit_id FROM task_lead l JOIN task t ON t.id = l.task_id"
                         f" WHERE t.no = {no}) LIMIT 1")[0]["id"]
    version = d.row(target)["version"]
    answer = d.send("set", target, unit=stranger)
    assert answer.status == 422 and errors(answer) == {"unit": "责任单位须是本任务现在的牵头单位，请重新选择"}
    assert d.row(target)["version"] == version
    assert d.send("set", target, unit=second).status == 303
    assert d.row(target)["unit_id"] == second


@pytest.mark.parametrize("label, fields, want", [
    ("base in words", {"kind": "stock", "base": "十几个"}, {"base": "基数：请填写数字，例如 16 或 16.5"}),
    ("base of what adds up", {"kind": "cumulative", "base": "5"}, {"base": "只有存量型目标有基数。请清空基数，或把类型改为存量型"}),
    ("no day", {"kind": "milestone", "due_on": "九月底"}, {"due_on": "完成时限请填写日期，例如 2023-9-30"}),
    ("of last year", {"kind": "milestone", "due_on": "2022-9-30"}, {"due_on": "完成时限不能早于 2023 年"}),
    ("falling plan", {"kind": "cumulative", "plan.3": "9", "plan.6": "8"},
     {"plan.6": "6月计划值小于 3月：累计型目标填年初至当月末的累计数，不能减少"}),
    ("no kind", {"kind": "other"}, {"kind": "请选择目标类型"}),
    ("two at once", {"kind": "stock", "base": "-1", "plan.1": "a"},
     {"base": "基数：不能为负数", "plan.1": "1月计划值：请填写数字，例如 16 或 16.5"}),
])
def test_what_cannot_be_right_comes_back_as_typed(stack, desk, label, fields, want):
    d = desk(70)
    target = d.first()
    before = events(stack)
    answer = d.send("set", target, confirm=True, **fields)
    assert answer.status == 422 and errors(answer) == want, label
    form = d.form("set", target, answer)
    assert {name: form.fields[name] for name in fields if name != "kind"} == {n: v for n, v in fields.items() if n != "kind"}
    assert answer.text.count('id="errs"') == 1 and f'href="#{next(iter(want))}-set-{target}"' in answer.text
    assert re.search(r'<details class="np tf" open>\s*<summary>修改类型', answer.text), "the form stands open"
    assert events(stack) == before and d.row(target)["version"] == "1"


# ---- 勘误

def test_a_correction_stands_beside_the_printed_value(stack, desk, person):
    d = desk(82)
    target = d.first("g.doubt <> ''")
    basis = "按印发单位口头核实，见督查室记录"
    answer = d.send("correct", target, confirm=True, corrected="１.5", basis=basis)
    assert answer.status == 303, words(answer)[:600]
    row = d.row(target)
    assert (row["value"], row["corrected"], row["basis"], row["confirmed"]) == ("15.0000", "1.5000", basis, "1")
    text = words(d.page())
    assert f"原文为 15 以上，按勘误取 1.5 以上（2023年4月3日 黎军，依据：{basis}）" in text
    assert "勘误： 1.5" in words(person(SUPERVISOR).get(f"/plans/{PLAN}/targets?q=82")).replace("勘误：1.5", "勘误： 1.5")
    event = json.loads(d.last_event(target)["body"])
    assert event["corrected"] == [None, "1.5"] and event["basis"] == [None, basis] and "value" not in event
    answer = d.send("uncorrect", target, reason="")
    assert answer.status == 422 and errors(answer) == {"reason": "请填写撤回理由"}
    assert d.send("uncorrect", target, reason="记错了任务").status == 303
    row = d.row(target)
    assert (row["corrected"], row["basis"], row["corrected_by"], row["confirmed"]) == (None, "", None, "0")
    assert json.loads(d.last_event(target)["body"])["reason"] == [None, "记错了任务"]


@pytest.mark.parametrize("label, fields, want", [
    ("no basis", {"corrected": "13.7", "basis": " "}, {"basis": "请填写勘误依据，例如更正通知的文号或核实经过"}),
    ("no number", {"corrected": "", "basis": "x"}, {"corrected": "请填写数值，例如 16 或 16.5"}),
    ("the printed number", {"corrected": "137", "basis": "x"}, {"corrected": "勘误值与原文数值相同。原文无误的，直接确认即可"}),
    ("words", {"corrected": "十三万七", "basis": "x"}, {"corrected": "数值：请填写数字，例如 16 或 16.5"}),
    ("too long a basis", {"corrected": "13.7", "basis": "长" * 310}, {"basis": "勘误依据超出 300 字，请删减 10 字"}),
])
def test_a_correction_needs_a_number_and_a_basis(desk, label, fields, want):
    d = desk(64)
    target = d.first("g.doubt <> ''")
    answer = d.send("correct", target, **fields)
    assert answer.status == 422 and errors(answer) == want, label
    assert {name: d.form("correct", target, answer).fields[name] for name in fields} == fields
    assert d.row(target)["corrected"] is None


# ---- add, split, drop

def test_a_number_is_added_with_words_of_the_text(desk):
    d = desk(1)
    text = d.stack.sql("SELECT source FROM task t JOIN plan n ON n.id = t.plan_id WHERE n.code = '2023' AND t.no = 1")[0]["source"]
    quote = re.search(r"[^,。;(]{6,20},", text)[0]
    typed = quote.replace(",", "，")  # as the screen shows it
    answer = d.send("add", confirm=False, quote="不在原文里的话", subject="试加", comparator=">=", amount="3", kind="cumulative", unit_word="个")
    assert answer.status == 422 and errors(answer) == {"quote": "任务原文中没有这段文字。请从任务原文中原样复制，不要改动或跨段"}
    assert d.form("add", None, answer).fields["subject"] == "试加"
    form = d.form("add")
    fields = dict(quote=typed, subject="试加指标", comparator="range", amount="1", amount_max="２", kind="cumulative", unit_word="个")
    assert d.send("add", form=form, confirm=True, **fields).status == 303
    row = d.rows()[0]
    assert (row["quote"], row["value"], row["value_max"], row["origin"], row["confirmed"]) == (quote, "1.0000", "2.0000", "added", "1")
    assert row["unit_name"] == "市科技局"
    assert d.last_event(row["id"])["action"] == "target.add"
    assert d.send("add", form=form, confirm=True, **fields).status == 303 and len(d.rows()) == 1, "pressed twice"
    assert d.send("add", form=form, confirm=True, **{**fields, "subject": "另一个"}).status == 409, "other words under the same id are not lost"
    assert "<mark>" in d.page().text and "人工增加" in words(d.page())


def test_a_target_is_split(stack, desk):
    d = desk(113)
    target = d.first("g.doubt = ''")
    old = d.row(target)
    parts = {"subject.1": "甲", "amount.1": "4", "subject.2": "乙", "amount.2": "5", "amount.3": "", "subject.3": ""}
    answer = d.send("split", target, **{**parts, "amount.2": "", "reason": ""})
    assert answer.status == 422 and set(errors(answer)) == {"amount.2", "reason"}
    assert d.form("split", target, answer).fields["subject.1"] == "甲"
    before = events(stack)
    form = d.form("split", target)
    assert d.send("split", target, form=form, confirm=True, reason="两个对象", **parts).status == 303
    new = d.rows(f"g.split_of = {target}")
    assert [(r["subject"], r["value"], r["quote"], r["origin"], r["confirmed"]) for r in new] == [
        ("甲", "4.0000", old["quote"], "split", "1"), ("乙", "5.0000", old["quote"], "split", "1")]
    assert {r["kind"] for r in new} == {old["kind"]} and {r["unit_word"] for r in new} == {old["unit_word"]}
    assert d.row(target)["drop_reason"] == "两个对象" and d.row(target)["ended_on"] == "2023-04-03"
    assert events(stack) == before + 3 and d.last_event(target)["action"] == "target.split"
    assert d.send("split", target, form=form, confirm=True, reason="两个对象", **parts).status == 303
    assert events(stack) == before + 3, "pressed twice"
    assert f"拆分自“{old['subject']}”" in words(d.page())


def test_a_dropped_target_leaves_its_reports_readable(stack, desk, person):
    office = Office(stack, person, "市科技局", "kjj1")
    d = desk(next(no for no in office.led() if desk(no).rows("g.ended_on IS NULL AND g.unit_id = %d" % office.unit)
                  and no not in (1, 4)))
    target = d.first(f"g.unit_id = {office.unit}")
    subject = d.row(target)["subject"]
    open_form = office.client.get(office.path(d.no, "2023-03") + "/edit").form("rev", "narrative")
    office.hand_in(d.no, "2023-02")
    answer = d.send("drop", target, reason=" ")
    assert answer.status == 422 and errors(answer) == {"reason": "请填写取消理由"}
    assert d.send("drop", target, reason="与上级口径重复").status == 303
    row = d.row(target)
    assert (row["drop_reason"], row["ended_on"]) == ("与上级口径重复", "2023-04-03")
    text = words(d.page())
    assert "不再统计的目标" in text and "取消，理由：与上级口径重复" in text
    assert f"#t-{target}" not in person(SUPERVISOR).get(f"/plans/{PLAN}/targets").text
    report = office.report(d.no, "2023-02")
    for path in (office.path(d.no, "2023-02"), f"/plans/{PLAN}/tasks/{d.no}", office.path(d.no, "2023-03") + "/edit",
                 f"/plans/{PLAN}/tasks/{d.no}/reports/2023-02"):
        assert office.client.get(path).status == 200, path
    page = person(SUPERVISOR).get(f"/reviews/{report['id']}")
    assert page.status == 200 and subject in page.text.replace("，", ","), "what was reported stays readable"
    assert f"value.{target}" not in office.client.get(office.path(d.no, "2023-03") + "/edit").text
    typed = {f"value.{target}": "16", "narrative": "二月以来推进顺利，完成前期工作，文字不能丢失。"}
    answer = office.client.send(open_form, ("action", "save"), office.path(d.no, "2023-03"), fields=typed)
    assert answer.status == 409 and "文字不能丢失" in answer.text, "a form from before keeps what was typed"
    again = person(SUPERVISOR).post(f"{page_of(d.no)}/{target}", {"csrf": d.page().form("csrf").fields["csrf"], "action": "confirm", "rev": "2"})
    assert again.status == 409 and "这个目标已不再统计" in words(again)


# ---- two at once

@pytest.mark.parametrize("action, fields, stored", [
    ("set", {"kind": "stock", "base": "7"}, ("base", "8")),
    ("correct", {"corrected": "1.7", "basis": "乙的依据"}, ("basis", "甲的依据")),
    ("drop", {"reason": "乙的理由"}, None),
])
def test_a_stale_form_gets_both(desk, action, fields, stored):
    d, other = desk(27), desk(27, OTHER)
    target = d.rows("g.ended_on IS NULL")[-1]["id"]
    stale = other.form(action, target)
    change = {"set": {"kind": "stock", "base": "8"}, "correct": {"corrected": "1.8", "basis": "甲的依据"}, "drop": {"kind": "stock", "base": "9"}}[action]
    assert d.send("correct" if action == "correct" else "set", target, **change).status == 303
    version = d.row(target)["version"]
    answer = other.send(action, target, form=stale, **fields)
    assert answer.status == 409 and "已由 黎军 于" in words(answer)
    form = other.form(action, target, answer)
    assert form.fields["rev"] == version and all(form.fields[n] == v for n, v in fields.items() if n != "kind")
    if stored:
        assert f"现已保存为：<b>{stored[1]}</b>" in answer.text
    assert d.row(target)["version"] == version
    if action != "drop":
        assert other.send(action, target, form=form, confirm=False).status == 303, "looked at, and sent again"


@pytest.mark.parametrize("label, path, fields, status", [
    ("no such action", "/{}", {"action": "paint", "rev": "1"}, 400),
    ("of the task, at one", "/{}", {"action": "confirm-all", "rev": "1"}, 400),
    ("of one, at the task", "", {"action": "drop", "rev": "1"}, 400),
    ("no rev", "/{}", {"action": "confirm"}, 400),
    ("a field of no form", "/{}", {"action": "confirm", "rev": "1", "confirmed_by": "1"}, 400),
    ("nothing to confirm", "", {"action": "confirm-all"}, 400),
    ("no such target", "/999999999", {"action": "confirm", "rev": "1"}, 404),
    ("another task's target", "/{other}", {"action": "confirm", "rev": "1"}, 404),
    ("another task's target among all", "", {"action": "confirm-all", "rev.{other}": "1"}, 404),
])
def test_what_no_form_sends(stack, desk, label, path, fields, status):
    d = desk(64)
    target, other = d.first(), desk(113).rows()[-1]["id"]
    csrf = d.page().form("csrf").fields["csrf"]
    before = stack.sql("CHECKSUM TABLE target")
    fill = lambda text: text.replace("{other}", other).replace("{}", target)
    answer = d.client.post(page_of(64) + fill(path), {"csrf": csrf, **{fill(n): v for n, v in fields.items()}})
    assert answer.status == status, label
    assert stack.sql("CHECKSUM TABLE target") == before


# ---- the change record

def test_the_record_reads_well(stack, desk, person):
    d = desk(64)
    target = d.first("g.doubt <> ''")
    assert d.send("correct", target, confirm=True, corrected="13.7", basis="核实记录").status == 303
    assert d.send("set", target, confirm=True, **{"plan.6": "5", "plan.12": "13.7"}).status == 303
    ids = stack.sql(f"SELECT id, action FROM audit_event WHERE etype = 'target' AND entity_id = {target} AND action <> 'notice.import' ORDER BY id")
    text = [re.sub(r"\s+|<[^>]*>", "", person("sjj1").get(f"/audit/{row['id']}").text) for row in ids[-2:]]
    for said in ("勘误目标", "勘误值（无）13.7", "依据（无）核实记录", "已确认否（待核）是", "目标（无）老旧小区改造惠及"):
        assert said in text[0], said
    assert "设定目标" in text[1] and "计划值全年均衡（线性）6月末5，12月末13.7" in text[1]
    found = words(person("sjj1").get("/audit?group=target"))
    assert "勘误目标" in found


# ---- importing again

SMALL = """关于印发重点任务的通知
一、产业
1.培育企业。新增企业20家以上,建成园区3个,修建道路5条。(牵头单位:市科技局、市商务局)
2.建设园区。新增绿地15公顷以上,修建桥梁4座。(牵头单位:市商务局)
"""


class Imported(Desk):
    def rows(self, where="1"):
        return self.stack.sql("SELECT g.*, u.name AS unit_name FROM target g JOIN task t ON t.id = g.task_id JOIN plan n ON n.id = t.plan_id"
                              f" LEFT JOIN unit u ON u.id = g.unit_id WHERE n.code = 'again' AND t.no = {self.no} AND ({where}) ORDER BY g.no")

    def page(self):
        return self.client.get(f"/plans/again/tasks/{self.no}/targets")

    def form(self, action, target=None, page=None):
        path = f"/plans/again/tasks/{self.no}/targets" + (f"/{target}" if target else "")
        return next((f for f in (page or self.page()).forms if f.action == path
                     and (f.fields.get("action") == action or f.offers("action", action))), None)


SET = "kind base due_on pace unit_id corrected corrected_max basis corrected_by confirmed confirmed_by set_by drop_reason ended_on origin".split()


def test_the_importer_keeps_what_people_set(stack, person, tmp_path):
    run_import(stack, tmp_path, SMALL, "again")
    one, two = (Imported(stack, person(SUPERVISOR), no) for no in (1, 2))
    firms, parks, roads = (row["id"] for row in one.rows())
    green, bridges = (row["id"] for row in two.rows())
    commerce = stack.sql("SELECT id FROM unit WHERE name = '市商务局'")[0]["id"]
    assert one.send("set", firms, confirm=True, kind="stock", base="7", unit=commerce, **{"plan.6": "9"}).status == 303
    assert one.send("correct", parks, confirm=True, corrected="4", basis="更正通知").status == 303
    assert one.send("drop", roads, reason="另文下达").status == 303
    assert two.send("add", confirm=True, quote="建设园区", subject="新建园区", comparator="=", amount="1", unit_word="个", kind="milestone").status == 303
    assert two.send("split", bridges, confirm=False, reason="两类", **{"subject.1": "甲", "amount.1": "2", "subject.2": "乙", "amount.2": "2"}).status == 303
    before = {row["id"]: row for desk in (one, two) for row in desk.rows()}
    assert len(before) == 8

    done = run_import(stack, tmp_path, SMALL, "again")
    assert "新增 0 条，变更 0 条，终止 0 条" in done.stdout
    assert {row["id"]: row for desk in (one, two) for row in desk.rows()} == before

    # Other printed words: 待核 again, all else stays. A number before the others moves nothing.
    changed = SMALL.replace("新增企业20家以上,建成园区3个", "引进人才9人,新增企业30家以上,建成园区3个").replace("建成园区3个", "建成园区3个")
    run_import(stack, tmp_path, changed, "again")
    after = {row["id"]: row for desk in (one, two) for row in desk.rows()}
    assert len(after) == 9
    assert {k: v for k, v in after.items() if k in before and k != firms} == {k: v for k, v in before.items() if k != firms}
    row = after[firms]
    assert (row["value"], row["confirmed"], row["confirmed_by"]) == ("30.0000", "0", None)
    assert {c: row[c] for c in SET if not c.startswith("confirmed")} == {c: before[firms][c] for c in SET if not c.startswith("confirmed")}
    assert json.loads(one.last_event(firms)["body"])["confirmed"] == ["yes", "no"]

    # What the notice names no more is ended; dropped and added ones are left as they are; back again, it is as it was.
    run_import(stack, tmp_path, SMALL.replace("建成园区3个,", ""), "again")
    assert one.row(parks)["ended_on"] is not None and one.row(parks)["corrected"] == "4.0000"
    run_import(stack, tmp_path, SMALL, "again")
    row = one.row(parks)
    assert (row["ended_on"], row["corrected"], row["confirmed"]) == (None, "4.0000", "1")
    assert one.row(roads)["drop_reason"] == "另文下达" and one.row(roads)["ended_on"] == before[roads]["ended_on"]
    assert [r["origin"] for r in two.rows("g.ended_on IS NULL")] == ["notice", "added", "split", "split"]


