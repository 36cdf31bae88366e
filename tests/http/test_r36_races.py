"""Several at once, and somebody who takes away the right meanwhile (R35, R36, R37, R40, R41). What the browser of each person
says stands in the order of the audit log in the end."""
import base64
import random
import subprocess
import threading
import time
from urllib.parse import quote

import pytest

from http_client import Client, wait_for
from office import TEXT, Office, decide, review_form, words

HELD = 0.7  # seconds; a worker's statement waits for a lock for one


@pytest.fixture(scope="module")
def office(stack, person):
    return Office(stack, person, "市发展改革委", "fgw1")


@pytest.fixture(scope="module")
def foreign(stack, person):
    return Office(stack, person, "市商务局", "swj1")


def copy_of(client):
    """One more window of the same browser: its own connection."""
    window = Client(client.origin)
    window.cookies = client.cookies
    return window


def together(*deeds):
    """Runs them at the same moment; what each returned, in their order."""
    answers, gate = [None] * len(deeds), threading.Barrier(len(deeds))

    def run(i):
        gate.wait()
        answers[i] = deeds[i]()
    crowd = [threading.Thread(target=run, args=(i,)) for i in range(len(deeds))]
    [one.start() for one in crowd]
    [one.join() for one in crowd]
    return answers


def event_sql(etype, entity, action):
    """The event that the fence asks for, as the database's root may write it."""
    return (f"INSERT INTO audit_event (alg, etype, entity_id, entity_seq, at_us, actor, actor_unit, actor_role, ip, agent, action,"
            f" result, req_id, req_no, body, prev_hash, hash, mac) SELECT 1, '{etype}', id, version + 1, 0, 'test', '', '', '', '',"
            f" '{action}', 'ok', RANDOM_BYTES(16), 0, '{{}}', (SELECT b.hash FROM audit_event b WHERE b.etype = '{etype}' AND"
            f" b.entity_id = x.id AND b.entity_seq = x.version), REPEAT(x'00', 32), REPEAT(x'00', 32) FROM {etype} x WHERE id = {entity};\n")


class Held:
    """A transaction of somebody else that has locked a row, and changes it in the end."""

    def __init__(self, stack, lock, change, seconds=HELD):
        self.said = stack.path("run", f"held{time.monotonic_ns()}")
        statements = f"START TRANSACTION; {lock}; SELECT SLEEP({seconds}) INTO @slept; {change} COMMIT;"
        self.process = subprocess.Popen(["mariadb", "--no-defaults", "--socket=" + stack.path("run", "mariadb.sock"),
                                         "--default-character-set=utf8mb4", "taizhang", "-e", statements], stdout=subprocess.DEVNULL)
        wait_for("the lock", 5, lambda: self.process.poll() is not None or stack.sql(
            "SELECT id FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP(0%'"))

    def wait(self):
        assert self.process.wait(20) == 0


# ---- R36: the right is looked at on the locked row

LEAD = "SELECT id FROM task_lead WHERE id = {lead} FOR UPDATE"
PERIOD = "SELECT id FROM period WHERE code = '{period}' FOR UPDATE"


def lead_of(stack, office, no):
    return stack.sql(f"SELECT l.id FROM task_lead l JOIN task t ON t.id = l.task_id WHERE t.no = {no} AND l.unit_id = {office.unit}")[0]["id"]


def end_lead(lead):
    return event_sql("task_lead", lead, "lead.end") + f"UPDATE task_lead SET ended_on = '2023-04-03', version = version + 1 WHERE id = {lead};"


def deeds_of(stack, office, no, period):
    """Events of this report, and of the rows that were taken away, in the order of the log."""
    return [row["action"] for row in stack.sql(
        f"SELECT e.action FROM audit_event e LEFT JOIN report r ON e.etype = 'report' AND r.id = e.entity_id LEFT JOIN task t ON t.id = r.task_id"
        f" LEFT JOIN period p ON p.id = r.period_id WHERE e.action IN ('lead.end', 'period.state') OR (t.no = {no} AND p.code = '{period}'"
        f" AND r.unit_id = {office.unit}) ORDER BY e.id")]


def filled(client, office, no, period):
    form = client.get(office.path(no, period) + "/edit").form("rev", "narrative")
    values = {name: "16" for name in form.fields if name.startswith("value.")}
    return form, {**values, "narrative": TEXT, "light": "green", "light_reason": "", "next_steps": "下月继续推进。"}


def press(client, office, no, period, action, **more):
    """A window with the form open; what it sends later."""
    window = copy_of(client)
    if action == "withdraw":
        form, fields = next(f for f in window.get(office.path(no, period)).forms if f.offers("action", "withdraw")), {}
    else:
        form, fields = filled(window, office, no, period)
    return lambda: window.send(form, ("action", action), office.path(no, period), fields={**fields, **more})


@pytest.mark.parametrize("action", ["save", "save again", "submit", "withdraw"])
def test_r36_the_lead_ends_while_they_write(stack, office, action):
    """The row is locked by who takes the task away: the deed waits, looks again, and is refused."""
    no = next(office._tasks)
    if action == "withdraw":
        office.hand_in(no)
    if action == "save again":
        assert press(office.client, office, no, "2023-03", "save")().status == 303
    deed = press(office.client, office, no, "2023-03", action.split()[0], **({"narrative": TEXT + "又写了一句。"} if "again" in action else {}))
    before = stack.sql("CHECKSUM TABLE draft, report, report_version")
    lead = lead_of(stack, office, no)
    holder = Held(stack, LEAD.format(lead=lead), end_lead(lead))
    began = time.monotonic()
    answer = deed()
    holder.wait()
    assert answer.status == 403 and time.monotonic() - began > HELD / 2, words(answer)[:300]
    assert stack.sql("CHECKSUM TABLE draft, report, report_version") == before


def test_r36_the_lead_ends_while_they_change_an_item(stack, office):
    no = next(office._tasks)
    path = f"/plans/2023/tasks/{no}/items/{office.unit}"
    fields = {"name": "现场服务", "person": "王海", "starts_on": "2023-4-5", "due_on": "2023-9-30", "q2": "走访 20 家"}
    assert office.client.send(office.client.get(path + "?edit=new").form("rev", "name"), ("action", "add"), path, fields=fields).status == 303
    form = office.client.get(path + "?edit=1").form("rev", "name")
    before = stack.sql("CHECKSUM TABLE work_item")
    lead = lead_of(stack, office, no)
    holder = Held(stack, LEAD.format(lead=lead), end_lead(lead))
    answer = office.client.send(form, ("action", "change"), path, fields={**fields, "person": "李海"})
    holder.wait()
    assert answer.status == 403 and stack.sql("CHECKSUM TABLE work_item") == before, answer.status


def test_r36_fifty_edits_and_the_lead_ends_among_them(stack, office):
    """Fifty people's presses while the task goes to another unit: none by the old one stands behind that in the log."""
    no = next(office._tasks)
    office.hand_in(no)
    windows = [copy_of(office.client) for _ in range(5)]
    lead = lead_of(stack, office, no)
    statuses = []

    def edits(window):
        for _ in range(10):
            page = window.get(office.path(no, "2023-03"))
            form = next((f for f in page.forms if f.offers("action", "withdraw")), None)
            if form is not None:
                answer = window.send(form, ("action", "withdraw"), office.path(no, "2023-03"))
            else:
                form = window.get(office.path(no, "2023-03") + "/edit").form("rev", "narrative")
                if form is None:
                    statuses.append(None)
                    continue
                values = {name: "16" for name in form.fields if name.startswith("value.")}
                answer = window.send(form, ("action", "submit"), office.path(no, "2023-03"),
                                     fields={**values, "narrative": TEXT, "light": "green", "next_steps": "继续推进。"})
            statuses.append(answer.status)

    crowd = [threading.Thread(target=edits, args=(window,)) for window in windows]
    [one.start() for one in crowd]
    wait_for("some edits", 20, lambda: len([s for s in statuses if s == 303]) >= 8)
    Held(stack, LEAD.format(lead=lead), end_lead(lead), 0.1).wait()
    [one.join() for one in crowd]
    order = deeds_of(stack, office, no, "2023-03")
    assert len(statuses) == 50 and statuses.count(303) + 1 == len([a for a in order if a.startswith("report.")])
    ended = len(order) - 1 - order[::-1].index("lead.end")
    assert not [a for a in order[ended + 1:] if a.startswith("report.")], order
    assert statuses.count(303) >= 8 and statuses[-1] in (403, None)


@pytest.mark.parametrize("action", ["save", "save again", "submit", "withdraw", "return"])
def test_r36_the_period_is_frozen_while_they_write(stack, office, person, action):
    """The deed has a lock on the period for itself (LOCK IN SHARE MODE in lead_lock), waits, looks again and is refused. For most
    deeds the fences would make it wait as well (they read the period inside the change); saving a draft once more touches nothing
    but the draft: without the lock it would be the one that is not refused. Each action has a period of its own."""
    period = {"save": "2023-11", "save again": "2023-10", "submit": "2023-12", "withdraw": "2024-01", "return": "2024-02"}[action]
    done = stack.ctl("period", "2023", period, "open", "--opens", "2023-03-01", "--due", "2023-04-20 18:00")
    assert done.returncode == 0, done.stderr
    no = next(office._tasks)
    if action in ("withdraw", "return"):
        report = office.hand_in(no, period)
    if action == "return":
        reviewer = copy_of(person("dcs1"))
        form = review_form(reviewer, report)

        def deed():
            return decide(reviewer, report, "return", form, comment="请补充数据口径后重报。")
    else:
        if action == "save again":
            assert press(office.client, office, no, period, "save")().status == 303
        deed = press(office.client, office, no, period, action.split()[0], narrative=TEXT + "又写了一句。")
    before = stack.sql("CHECKSUM TABLE draft, report, report_version, decision")
    row = stack.sql(f"SELECT id FROM period WHERE code = '{period}'")[0]["id"]
    holder = Held(stack, PERIOD.format(period=period), event_sql("period", row, "period.state") +
                  f"UPDATE period SET state = 'frozen', version = version + 1 WHERE id = {row};")
    answer = deed()
    holder.wait()
    assert answer.status == 403 and ("关闭" in answer.text or "冻结" in answer.text), (answer.status, words(answer)[:400])
    assert stack.sql("CHECKSUM TABLE draft, report, report_version, decision") == before


# ---- R40: lost updates

def test_r40_two_people_save_again_and_again(stack, office, person):
    """Whoever saved over an older state than the newest is told, with both texts; successes are the draft's revisions."""
    no = next(office._tasks)
    people = [copy_of(person("fgw1")), copy_of(person("fgw2"))]
    saved, refused = [0, 0], [0, 0]

    def write(who):
        dice = random.Random(who)
        form = people[who].get(office.path(no, "2023-03") + "/edit").form("rev", "narrative")
        for turn in range(30):
            mine = f"第{who}人第{turn}次：" + "字" * dice.randrange(1, 20)
            answer = people[who].send(form, ("action", "save"), office.path(no, "2023-03"), narrative=mine)
            if answer.status == 303:
                saved[who] += 1
                form = people[who].get(office.path(no, "2023-03") + "/edit").form("rev", "narrative")
            else:
                refused[who] += 1
                assert answer.status == 409 and mine in answer.text, answer.status
                form = answer.form("rev", "narrative")
    together(lambda: write(0), lambda: write(1))
    rev = stack.sql(f"SELECT d.rev FROM draft d JOIN task t ON t.id = d.task_id JOIN period p ON p.id = d.period_id WHERE t.no = {no}"
                    f" AND d.unit_id = {office.unit} AND p.code = '2023-03'")[0]["rev"]
    assert sum(saved) == int(rev) and min(saved) > 0 and sum(saved) + sum(refused) == 60


# ---- R41: the same press many times

@pytest.mark.parametrize("deed", ["submit", "withdraw", "return", "item"])
def test_r41_twenty_at_once_are_one(stack, office, person, deed):
    """One event, and twenty equal answers."""
    no = next(office._tasks)
    if deed in ("withdraw", "return"):
        report = office.hand_in(no)
    if deed == "return":
        client, path = person("dcs1"), f"/reviews/{report['id']}"
        form, fields, button = review_form(client, report), {"comment": "请补充数据口径后重报。"}, ("decision", "return")
    elif deed == "withdraw":
        client, path, fields, button = office.client, office.path(no, "2023-03"), {}, ("action", "withdraw")
        form = next(f for f in client.get(path).forms if f.offers(*button))
    elif deed == "item":
        client, path, button = office.client, f"/plans/2023/tasks/{no}/items/{office.unit}", ("action", "add")
        form = client.get(path + "?edit=new").form("rev", "name")
        fields = {"name": "现场服务", "person": "王海", "starts_on": "2023-4-5", "due_on": "2023-9-30", "q2": "走访 20 家"}
    else:
        client, path, button = office.client, office.path(no, "2023-03"), ("action", "submit")
        form, fields = filled(client, office, no, "2023-03")
    text = form.fields["rid"]
    request = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).hex()
    windows = [copy_of(client) for _ in range(20)]
    answers = together(*(lambda w=w: w.send(form, button, path, fields=fields) for w in windows))
    assert {(a.status, a.location) for a in answers} == {(303, answers[0].location)}, [a.status for a in answers]
    assert stack.sql(f"SELECT COUNT(*) AS n FROM audit_event WHERE req_id = x'{request}'")[0]["n"] == "1"
    assert form.fields["rid"] and {client.send(form, button, path, fields=fields).status for _ in range(2)} == {303}
    assert stack.sql(f"SELECT COUNT(*) AS n FROM audit_event WHERE req_id = x'{request}'")[0]["n"] == "1"


# ---- R37: what is approved is what was seen

def test_r42_many_change_the_plan_at_once(stack, person):
    """Every change of the plan ends in one row that all of them want: nobody is told to come back later."""
    office = [copy_of(person(login)) for login in ("dcs1", "dcs2") * 4]
    tasks = [row["no"] for row in stack.sql("SELECT DISTINCT t.no FROM task t JOIN target g ON g.task_id = t.id"
                                            " WHERE g.confirmed = 0 ORDER BY t.no LIMIT 40")]

    def confirm(client, led):
        return [client.send(form, ("action", "confirm-all")).status for form in
                (next(f for f in client.get(f"/plans/2023/tasks/{no}/targets").forms if f.offers("action", "confirm-all"))
                 for no in led)]

    answers = together(*[lambda i=i: confirm(office[i], tasks[i::len(office)]) for i in range(len(office))])
    assert sum(answers, []) == [303] * len(tasks) and len(tasks) == 40


def test_r37_approving_what_was_handed_in_again(stack, office, person):
    """Form opened at the first version, the second is there when it is sent: refused, with the comment; a replay as well."""
    no = next(office._tasks)
    first = office.hand_in(no)
    reviewer = copy_of(person("dcs1"))
    old = review_form(reviewer, first)
    office.withdraw(no)
    office.hand_in(no, narrative=TEXT + "改过的一句。")
    answer = decide(reviewer, first, "approve", old, light="green", comment="我看的是上一次的")
    assert answer.status == 409 and "我看的是上一次的" in answer.text
    assert office.report(no)["state"] == "submitted"


def test_r37_two_reviewers_at_once(stack, office, person):
    """One says yes, the other no, at the same moment: one decision."""
    for _ in range(3):
        report = office.hand_in(next(office._tasks))
        first, second = copy_of(person("dcs1")), copy_of(person("dcs2"))
        forms = review_form(first, report), review_form(second, report)
        answers = together(lambda: decide(first, report, "approve", forms[0], light="green", comment=""),
                           lambda: decide(second, report, "return", forms[1], comment="请补充数据口径后重报。"))
        assert sorted(a.status for a in answers) == [303, 409], [a.status for a in answers]
        assert stack.sql(f"SELECT COUNT(*) AS n FROM decision WHERE report_id = {report['id']}")[0]["n"] == "1"


# ---- R35: another unit's numbers in every place where a number may stand

def test_r35_foreign_numbers_in_forms_and_lists(stack, office, foreign, person):
    """Task, unit, target, item and request numbers of another unit, in the path and in fields: nothing is written."""
    mine, theirs = next(office._tasks), next(no for no in foreign.led() if no not in office.led())
    form, fields = filled(office.client, office, mine, "2023-03")
    target = stack.sql(f"SELECT g.id FROM target g JOIN task t ON t.id = g.task_id WHERE g.unit_id = {foreign.unit} LIMIT 1")
    before = stack.sql("CHECKSUM TABLE draft, report, report_version, report_value, work_item")
    csrf = form.fields["csrf"]
    for path in (foreign.path(theirs, "2023-03"), f"/plans/2023/tasks/{theirs}/reports/2023-03/{office.unit}",
                 f"/plans/2023/tasks/{mine}/reports/2023-03/{foreign.unit}"):
        for action in ("save", "check", "preview", "submit", "withdraw", "copy"):
            answer = office.client.post(path, {**form.fields, **fields, "action": action, "csrf": csrf})
            assert answer.status in (400, 403, 404, 409), (path, action, answer.status)  # 409: the list of targets is not the form's
    for unit, no in ((foreign.unit, theirs), (office.unit, theirs), (foreign.unit, mine)):
        answer = office.client.post(f"/plans/2023/tasks/{no}/items/{unit}", {
            "csrf": csrf, "rid": "", "rev": "0", "action": "add", "name": "别家的项目", "person": "王海", "starts_on": "2023-4-5",
            "due_on": "2023-9-30", "q1": "走访", "q2": "", "q3": "", "q4": "", "span_reason": ""})
        assert answer.status in (403, 404), (no, unit, answer.status)
    assert stack.sql("CHECKSUM TABLE draft, report, report_version, report_value, work_item") == before
    if target:  # a field for a target of somebody else, in a form of one's own
        more = {f"value.{target[0]['id']}": "99", f"note.{target[0]['id']}": "别家的"}
        answer = office.client.send(form, ("action", "save"), office.path(mine, "2023-03"), fields={**fields, **more})
        assert answer.status in (303, 400)
        stored = stack.sql(f"SELECT amounts FROM draft d JOIN task t ON t.id = d.task_id WHERE t.no = {mine} AND d.unit_id = {office.unit}")
        assert not stored or f'"{target[0]["id"]}"' not in stored[0]["amounts"]


def test_r35_one_foreign_task_in_a_batch(stack, office, foreign):
    """The form that fills in all tasks: with one of another unit among them nothing is taken from it."""
    page = office.client.get("/plans/2023/periods/2023-03/fill")
    form = page.form("csrf", "rid")
    theirs = next(foreign._tasks)
    names = [name for name in form.fields if "narrative" in name]
    assert names
    sample = names[0]
    own = next(part for part in sample.replace("narrative", "").split(".") if part)
    sneaked = sample.replace(own, str(theirs))
    before = stack.sql(f"SELECT COUNT(*) AS n FROM draft d JOIN task t ON t.id = d.task_id WHERE t.no = {theirs}")
    office.client.send(form, ("action", "save"), "/plans/2023/periods/2023-03/fill", fields={sneaked: "别家的进展情况，二十个字以上，凑够字数。"})
    assert stack.sql(f"SELECT COUNT(*) AS n FROM draft d JOIN task t ON t.id = d.task_id WHERE t.no = {theirs}") == before


def test_r35_drafts_are_seen_by_nobody_else(stack, office, foreign, person):
    """What one unit has typed and not handed in: not in others' pages, searches, counts, exports."""
    word = "独一无二的草稿用语甲乙丙"
    no = next(office._tasks)
    form, fields = filled(office.client, office, no, "2023-03")
    fields["narrative"] = word + TEXT
    assert office.client.send(form, ("action", "save"), office.path(no, "2023-03"), fields=fields).status == 303
    assert word in office.client.get(office.path(no, "2023-03") + "/edit").text
    for login in ("swj1", "zfb2", "sjj1"):
        client = person(login)
        for path in (f"/plans/2023/tasks/{no}", office.path(no, "2023-03"), office.path(no, "2023-03") + "/edit",
                     f"/plans/2023/tasks/{no}/reports/2023-03", f"/plans/2023/tasks/{no}/history", "/search?q=" + quote("独一无二的草稿用语"),
                     "/plans/2023/tasks", "/plans/2023/tasks.csv", "/plans/2023/tasks.xlsx", "/plans/2023/summary", "/dashboard"):
            answer = client.get(path)
            if path.startswith("/search"):
                assert "没有" in answer.text and answer.text.count(word) == 0, (login, path)
            assert answer.status in (200, 403, 404) and word not in answer.text, (login, path, answer.status)
