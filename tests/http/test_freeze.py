"""A frozen period stays as it was: texts, numbers, lights; what is set right later stands beside it."""
import re
import threading
import time

import pytest

from office import Office, decide, words

PERIOD = "2023-03"
FROZEN = f"/plans/2023/periods/{PERIOD}/frozen"
BOARD = f"/plans/2023/periods/{PERIOD}"
LEDGER = f"/plans/2023/tasks?period={PERIOD}"


@pytest.fixture(scope="module", autouse=True)
def after_the_deadline(stack):
    stack.set_clock("2023-04-06 09:00")


@pytest.fixture(scope="module")
def supervisor(after_the_deadline, person):
    return person("dcs1")


@pytest.fixture(scope="module")
def kjj(after_the_deadline, stack, person):
    return Office(stack, person, "市科技局", "kjj1")


def main_of(page):
    """The page's own part, without frame, clock and tokens."""
    assert page.status == 200, words(page)[:300]
    return re.search(r"<main.*</main>", page.text, re.S)[0]


def same(now, then, label):
    """Long texts are not shown whole when they differ."""
    if now != then:
        at = next((i for i, (a, b) in enumerate(zip(now, then)) if a != b), min(len(now), len(then)))
        pytest.fail(f"{label}: now {now[at - 80:at + 80]!r}, then {then[at - 80:at + 80]!r}")


def shapes_of(page):
    """Number, light and state of each task of the ledger."""
    found = re.findall(r'<td class="num hide" role="cell">(\d+)</td>.*?<td data-l="本期亮灯"[^>]*>(.*?)</td>'
                       r'<td data-l="报送状态"[^>]*>(.*?)</td>', page.text, re.S)
    assert len(found) == 128
    return found


def freeze(client, period=PERIOD):
    page = client.get(f"/plans/2023/periods/{period}/freeze")
    form = page.form("rev", "rid")
    assert form is not None, words(page)[:400]
    return page, form, client.send(form)


@pytest.mark.parametrize("deed", ["submit", "withdraw", "submit again", "decide"])
def test_what_is_handed_in_or_decided_waits_for_the_period(stack, supervisor, kjj, deed):
    """Two connections: whoever holds the period's row holds up the deeds on its reports."""
    sql = f"START TRANSACTION; SELECT id FROM period WHERE code = '{PERIOD}' FOR UPDATE; DO SLEEP(1.5); ROLLBACK;"
    holder = threading.Thread(target=stack.sql_as, args=(None, sql))
    no = kjj.led()[-1]
    holder.start()
    time.sleep(0.3)
    begun = time.monotonic()
    if deed == "withdraw":
        kjj.withdraw(no)
    elif deed == "decide":
        assert decide(supervisor, kjj.report(no, PERIOD), "return", comment="请补充。").status == 303
    else:
        kjj.hand_in(no)
    waited = time.monotonic() - begun
    holder.join()
    assert waited > 0.7, f"{deed}: it waited {waited:.2f} s only"


def test_freezing_waits_for_what_is_being_handed_in(stack, supervisor):
    sql = "START TRANSACTION; SELECT id FROM period WHERE code = '2023-01' LOCK IN SHARE MODE; DO SLEEP(1.5); ROLLBACK;"
    holder = threading.Thread(target=stack.sql_as, args=(None, sql))
    holder.start()
    time.sleep(0.3)
    begun = time.monotonic()
    _, _, answer = freeze(supervisor, "2023-01")
    waited = time.monotonic() - begun
    holder.join()
    assert answer.status == 303 and waited > 0.7, f"{answer.status}, it waited {waited:.2f} s only"


def test_nothing_is_handed_in_after_freezing_even_in_a_race(stack, supervisor, kjj):
    """All reports of a unit are handed in while the period freezes: each is in the frozen lines, or was refused."""
    period = "2023-02"
    forms = {no: kjj.client.get(kjj.path(no, period) + "/edit").form("rev", "narrative") for no in kjj.led()}
    text = "一是完成项目前期论证和选址，二是召开现场推进会两次，三是走访企业三十余家。"
    answers = {}

    def hand_in_all():
        for no, form in forms.items():
            fields = {name: "16" for name in form.fields if name.startswith("value.")}
            fields.update({name: "按进度推进" for name in form.fields if name.startswith("note.")})
            fields.update(narrative=text, light="green", light_reason="按计划推进。", next_steps="继续。")
            answers[no] = kjj.client.send(form, ("action", "submit"), kjj.path(no, period), fields=fields).status

    worker = threading.Thread(target=hand_in_all)
    page = supervisor.get(f"/plans/2023/periods/{period}/freeze")
    worker.start()
    while len(answers) < 3 and worker.is_alive():
        time.sleep(0.005)
    answer = supervisor.send(page.form("rev", "rid"))
    worker.join()
    assert answer.status == 303
    lines = {int(r["task_no"]): r["state"] for r in stack.sql(
        f"SELECT f.task_no, f.state FROM frozen_line f JOIN period p ON p.id = f.period_id"
        f" WHERE p.code = '{period}' AND f.unit_id = {kjj.unit}")}
    for no, status in answers.items():
        assert status in (303, 403), f"task {no}: {status}"
        assert lines[no] == ("submitted" if status == 303 else "none"), f"task {no}: {status}, {lines[no]}"
    assert 403 in answers.values(), "the race was over before it began"
    late = stack.sql(
        "SELECT COUNT(*) AS n FROM audit_event r JOIN period p ON p.id = r.period_id JOIN audit_event f"
        f" ON f.etype = 'period' AND f.entity_id = p.id AND f.action = 'period.freeze'"
        f" WHERE p.code = '{period}' AND r.etype = 'report' AND r.id > f.id")
    assert late == [{"n": "0"}]


@pytest.fixture(scope="module")
def frozen(stack, supervisor, kjj):
    """March with an approved, a returned, a waiting report and many missing ones; frozen. → what pages said then."""
    tasks = kjj.led()
    approved = kjj.hand_in(4)
    assert decide(supervisor, approved, "approve", light="yellow", comment="进度偏慢。").status == 303
    returned = kjj.hand_in(tasks[0])  # beside the one of the last task, returned above
    assert decide(supervisor, returned, "return", comment="请补充数据。").status == 303
    kjj.hand_in(tasks[1])
    confirm, form, answer = freeze(supervisor)
    assert answer.status == 303, words(answer)[:400]
    supervisor.get(BOARD)  # says that it was frozen, once
    return {"confirm": words(confirm), "form": form, "frozen": main_of(supervisor.get(FROZEN)),
            "ledger": shapes_of(supervisor.get(LEDGER))}


def test_the_confirm_page_says_what_will_be_frozen(stack, frozen):
    n = int(stack.sql("SELECT COUNT(*) AS n FROM task_lead WHERE ended_on IS NULL")[0]["n"])
    assert f"将冻结 {n} 条报送情况，其中未报 {n - 4} 条、待审 1 条、退回 2 条、已通过 1 条" in frozen["confirm"]


def test_all_leads_are_stored_with_their_light(stack, frozen, kjj):
    rows = stack.sql(f"SELECT f.* FROM frozen_line f JOIN period p ON p.id = f.period_id WHERE p.code = '{PERIOD}'")
    n = int(stack.sql("SELECT COUNT(*) AS n FROM task_lead WHERE ended_on IS NULL")[0]["n"])
    assert len(rows) == n
    by_place = {(int(r["task_no"]), int(r["unit_id"])): r for r in rows}
    line = by_place[(4, kjj.unit)]
    assert (line["state"], line["declared"], line["decided"], line["light"]) == ("approved", "green", "yellow", "yellow")
    assert line["version_id"] is not None and line["title"] == "推进关键核心技术攻关"
    missing = [r for r in rows if r["state"] == "none"]
    assert all(r["overdue"] == "1" and r["computed"] == "yellow" and r["light"] == "yellow" for r in missing), "one day late"
    values = stack.sql(f"SELECT v.* FROM frozen_value v JOIN period p ON p.id = v.period_id WHERE p.code = '{PERIOD}'")
    assert len(values) == int(stack.sql("SELECT COUNT(*) AS n FROM target WHERE ended_on IS NULL AND unit_id IS NOT NULL")[0]["n"])
    reported = [v for v in values if v["value"] is not None]
    assert reported and all(v["value"] == "16.0000" for v in reported)


def test_the_second_press_freezes_nothing_anew(stack, supervisor, frozen):
    count = "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'period.freeze'"
    before = stack.sql(count)
    assert supervisor.send(frozen["form"]).status == 303
    assert stack.sql(count) == before


REFUSED = [("submit", 403), ("save", 403)]


@pytest.mark.parametrize("action, status", REFUSED)
def test_nothing_is_written_into_a_frozen_period(stack, frozen, kjj, action, status):
    no = kjj.led()[-1]
    form = kjj.client.get(kjj.path(no, "2023-01")).forms
    fields = {"csrf": kjj.client.get("/dashboard").form("csrf").fields["csrf"], "rev": "0", "action": action,
              "period": PERIOD, "narrative": "冻结以后不应再能写入的文字，冻结以后不应再能写入的文字。", "light": "green"}
    answer = kjj.client.post(kjj.path(no, PERIOD), fields)
    assert answer.status == status and "该报送期已关闭" in words(answer), form
    assert kjj.report(no, PERIOD)["state"] == "returned"


def test_no_decision_in_a_frozen_period(stack, supervisor, frozen, kjj):
    report = kjj.report(kjj.led()[1], PERIOD)
    csrf = supervisor.get("/dashboard").form("csrf").fields["csrf"]
    answer = supervisor.post(f"/reviews/{report['id']}", {"csrf": csrf, "rev": report["version"], "decision": "approve",
                                                          "light": "green", "comment": ""})
    assert answer.status in (403, 409)
    assert kjj.report(kjj.led()[1], PERIOD)["state"] == "submitted"


CHANGES = [
    ("a target is corrected", "UPDATE target SET corrected = 1, basis = '核对', corrected_by = (SELECT MIN(id) FROM person),"
     " corrected_at = NOW(6), version = version + 1 WHERE ended_on IS NULL"),
    ("the thresholds change", "UPDATE plan SET green_pct = 50, yellow_pct = 1, red_days = 1, version = version + 1"),
    ("a lead ends", "UPDATE task_lead SET ended_on = '2023-04-06', version = version + 1 WHERE place = 1"),
    ("a task is renamed", "UPDATE task SET title = CONCAT(title, '（改）'), version = version + 1"),
    ("a target is dropped", "UPDATE target SET ended_on = '2023-04-06', version = version + 1 WHERE no = 1"),
]


@pytest.mark.parametrize("label, statement", CHANGES)
def test_later_changes_do_not_touch_it(stack, supervisor, frozen, label, statement):
    """The fences are taken away for these: what matters is what the pages read afterwards."""
    names = [r["Trigger"] for table in ("target", "plan", "task_lead", "task") for r in stack.sql(
        f"SHOW TRIGGERS WHERE `Table` = '{table}' AND Event = 'UPDATE' AND Timing = 'BEFORE'")]
    assert names
    kept = {name: stack.sql(f"SHOW CREATE TRIGGER {name}")[0]["SQL Original Statement"] for name in names}
    try:
        for name in names:
            stack.sql(f"DROP TRIGGER {name}")
        done = stack.sql_as(None, statement)
        assert done.returncode == 0, f"{label}: {done.stderr}"
    finally:
        for name, text in kept.items():
            stack.sql("DELIMITER ;;\n" + text + " ;;\nDELIMITER ;")
    same(main_of(supervisor.get(FROZEN)), frozen["frozen"], label)
    same(shapes_of(supervisor.get(LEDGER)), frozen["ledger"], label)


def correct_form(client, no, unit):
    return client.get(f"{FROZEN}/{no}/{unit}").form("rev", "reason")


def corrections(stack):
    return stack.sql("SELECT field, old_text, new_text, reason FROM correction ORDER BY id")


WRONG = [
    ("no change", {"reason": "核对后改"}, "没有改动，无需更正"),
    ("no reason", {"light": "red", "reason": ""}, "请填写更正理由"),
    ("only blanks for a reason", {"light": "red", "reason": "  "}, "请填写更正理由"),
    ("words for a number", {"value": "很多", "reason": "核对后改"}, "请填写数字"),
    ("a number taken away", {"value": "", "reason": "核对后改"}, "不能更正为空"),
]


@pytest.mark.parametrize("label, fields, says", WRONG)
def test_a_wrong_correction_stores_nothing_and_loses_nothing(stack, supervisor, frozen, kjj, label, fields, says):
    form = correct_form(supervisor, 4, kjj.unit)
    value = next(name for name in form.fields if name.startswith("value."))
    sent = {value if name == "value" else name: text for name, text in fields.items()}
    answer = supervisor.send(form, fields=sent)
    assert answer.status == 422 and says in words(answer), label
    for name, text in sent.items():
        if name != "light":
            assert answer.form("rev", "reason").fields[name] == text, label
    assert corrections(stack) == []


def test_a_correction_stands_beside_the_frozen_figures(stack, supervisor, frozen, kjj):
    form = correct_form(supervisor, 4, kjj.unit)
    value = next(name for name in form.fields if name.startswith("value."))
    answer = supervisor.send(form, fields={value: "１8", "light": "red", "reason": "统计口径有误，经核实更正。"})
    assert answer.status == 303, words(answer)[:300]
    assert [(c["field"], c["old_text"], c["new_text"]) for c in corrections(stack)] == [("value", "16", "18"),
                                                                                        ("light", "yellow", "red")]
    assert supervisor.send(form, fields={value: "18", "light": "red", "reason": "统计口径有误，经核实更正。"}).status == 303
    assert len(corrections(stack)) == 2, "the second press stores nothing"
    assert supervisor.send(form, fields={value: "19", "light": "red", "reason": "又一次。"}).status == 409
    assert len(corrections(stack)) == 2, "a stale form stores nothing"
    page = main_of(supervisor.get(FROZEN))
    assert "统计口径有误，经核实更正" in page
    without = re.sub(r'<ul class="ul ml2">.*?</ul>', "", page, flags=re.S)
    counted = re.compile(r"更正 2 处|没有更正|<div class=\"note g\" role=\"status\">[^<]*</div>")
    same(counted.sub("", without), counted.sub("", frozen["frozen"]), "the frozen figures")
    lines = stack.sql(f"SELECT light FROM frozen_line f JOIN period p ON p.id = f.period_id WHERE p.code = '{PERIOD}'"
                      f" AND f.task_no = 4 AND f.unit_id = {kjj.unit}")
    assert lines == [{"light": "yellow"}]


PLACES = [("the report", "/plans/2023/tasks/4/reports/2023-03/{unit}"), ("the task", "/plans/2023/tasks/4")]


@pytest.mark.parametrize("label, address", PLACES)
def test_pages_of_the_report_say_frozen(stack, frozen, supervisor, kjj, label, address):
    stack.sql("SELECT 1")
    said = words(kjj.client.get(address.format(unit=kjj.unit)))
    assert "冻结" in said, label


def test_a_correction_is_an_event_and_only_for_frozen_periods(stack, supervisor, frozen, kjj):
    rows = stack.sql("SELECT etype, action, body FROM audit_event WHERE etype = 'correction'")
    assert len(rows) == 2 and all(r["action"] == "correction.new" for r in rows)
    done = stack.ctl("period", "2023", "2023-04", "open", "--opens", "2023-04-01", "--due", "2023-05-05 18:00")
    assert done.returncode == 0
    answer = supervisor.get(f"/plans/2023/periods/2023-04/frozen/4/{kjj.unit}")
    assert answer.status == 403 and "尚未冻结" in words(answer)


@pytest.mark.parametrize("login, status", [("dcs1", 200), ("sjj1", 200), ("zfb2", 200), ("kjj1", 403), ("zfb1", 403)])
def test_who_reads_the_frozen_figures(frozen, person, login, status):
    assert person(login).get(FROZEN).status == status
