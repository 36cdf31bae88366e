"""Who may, may; who may not gets 403 and no row changes (R34, R35). One table drives it: `taizhangctl rights`, which is
printed from the routes and the rule themselves; EXPECTED is what design.md §3 says of each POST address."""
import csv
import io
import os

import pytest

from stack import ROOT, table

# address of a POST route → the roles that may ever use it
EXPECTED = {
    "/login": {"anyone"},
    "/kept": {"filer", "supervisor", "auditor", "admin", "leader", "security"},
    "/logout": {"filer", "supervisor", "auditor", "admin", "leader", "security"},
    "/plans/{}/tasks/{}/reports/{}/{}": {"filer", "supervisor"},
    "/plans/{}/tasks/{}/reports/{}/{}/files": {"filer", "supervisor"},
    "/plans/{}/periods/{}/fill": {"filer", "supervisor"},
    "/returns": {"filer"},
    "/returns/{}": {"filer"},
    "/plans/{}/periods/new": {"supervisor"},
    "/plans/{}/periods/{}/edit": {"supervisor"},
    "/plans/{}/periods/{}/open": {"supervisor"},
    "/plans/{}/periods/{}/extend": {"supervisor"},
    "/plans/{}/periods/{}/freeze": {"supervisor"},
    "/plans/{}/periods/{}/frozen/{}/{}": {"supervisor"},
    "/plans/{}/tasks/{}/items/{}": {"filer", "supervisor"},
    "/plans/{}/tasks/{}/apply/{}": {"filer", "supervisor"},
    "/applications/{}": {"supervisor"},
    "/applications/{}/withdraw": {"filer", "supervisor"},
    "/applications/{}/reopen": {"supervisor"},
    "/plans/{}/tasks/{}/targets": {"supervisor"},
    "/plans/{}/tasks/{}/targets/{}": {"supervisor"},
    "/exports": {"filer", "supervisor", "auditor", "admin", "leader", "security"},
    "/audit/verify": {"auditor"},
    "/me/display": {"filer", "supervisor", "auditor", "admin", "leader", "security"},
    "/me/sessions": {"filer", "supervisor", "auditor", "admin", "leader", "security"},
    "/accounts/{}/end": {"security"},
    "/accounts/{}/unlock": {"security"},
    "/reviews/batch": {"supervisor"},
    "/reviews/{}": {"supervisor"},
    "/reviews/{}/undo": {"supervisor"},
    "/spot-checks/{}": {"supervisor"},
    "/notices/new": {"supervisor"},
    "/notices/{}/answer": {"filer", "supervisor"},
    "/notices/{}/settle": {"supervisor"},
    "/problems/{}/transition": {"filer", "supervisor"},
    "/problems/{}/notes": {"filer", "supervisor"},
    "/plans/{}/tasks/{}/problems/new": {"filer", "supervisor"},
    "/plans/{}/tasks/{}/instruct": {"leader"},
    "/instructions/{}": {"filer", "supervisor"},
    "/admin/units/new": {"admin"},
    "/admin/units/{}": {"admin"},
    "/bulletins/new": {"supervisor"},
    "/bulletins/{}/edit": {"supervisor"},
    "/bulletins/{}/issue": {"supervisor"},
    "/bulletins/{}/recall": {"supervisor"},
    "/bulletins/{}/scores": {"filer"},
    "/bulletins/{}/objections/{}": {"supervisor"},
    "/practices/new": {"filer"},
    "/practices/{}/edit": {"filer"},
    "/practices/{}/withdraw": {"filer"},
    "/practices/{}/decide": {"supervisor"},
    "/practices/{}/roll-out": {"supervisor"},
    "/practices/{}/note": {"filer"},
    "/briefs/new": {"supervisor"},
    "/briefs/{}/state": {"supervisor"},
    "/briefs/{}/edit": {"supervisor"},
    "/briefs/{}/pick": {"supervisor"},
}
PEOPLE = {"filer": "fgw2", "supervisor": "dcs1", "auditor": "sjj1", "admin": "zfb1", "leader": "zfb2", "security": "zfb3"}
# Everything a page may change, but for sessions (seen_at moves by itself) and events (a denial is one).
KEPT = ("instruction instruction_unit instruction_step unit unit_alias unit_member unit_succession person plan section task task_lead task_participant target period period_task period_extension frozen_line "
        "frozen_value correction report report_version report_value "
        "problem problem_step problem_unit problem_file problem_note return_reason report_answer decision_undo spot_check decision issued_text draft export_job work_item report_item evidence report_file "
        "notice notice_step reminder mail_out application application_file closing_check "
        "bulletin bulletin_part bulletin_score score_objection practice practice_unit brief brief_item").split()


def rights(stack):
    text = stack.ctl("rights").stdout
    return list(csv.DictReader(io.StringIO(text), delimiter="\t"))


def fingerprint(stack):
    rows = stack.sql("CHECKSUM TABLE " + ", ".join(KEPT))
    return {row["Table"]: row["Checksum"] for row in rows}


@pytest.fixture(scope="module")
def units(stack):
    return {row["name"]: int(row["id"]) for row in stack.sql("SELECT id, name FROM unit")}


@pytest.fixture(scope="module")
def leads():
    """task number → names of its lead units, from the checked table; 126–128 as the demo assigns them."""
    found = {}
    for row in table(os.path.join(ROOT, "tests", "rule", "data", "task_units.tsv")):
        if row["role"] == "lead":
            found.setdefault(int(row["task_no"]), []).append(row["unit_name"])
    return found | {no: ["市政府督查室"] for no in (126, 127, 128)}


@pytest.fixture(scope="module")
def report_id(stack, person, units):
    """A report of 市科技局 on task 1 for February that waits for a decision."""
    client = person("kjj1")
    unit = units["市科技局"]
    fields = report_fields(client, stack, 1, "2023-02", unit)
    fields.update(action="submit", narrative="二月份完成实验室基地主体工程，新增入驻团队四个，转化成果两项。", light="green")
    answer = client.post(f"/plans/2023/tasks/1/reports/2023-02/{unit}", fields)
    assert answer.status == 303, answer.text[:2000]
    return int(stack.sql(f"SELECT id FROM report WHERE unit_id = {unit}")[0]["id"])


@pytest.fixture(scope="module")
def told(stack, person, units):
    """An instruction to 市商务局, and its part: of another unit than any of PEOPLE."""
    client = person("zfb2")
    form = client.get("/plans/2023/tasks/4/instruct").form("csrf", "rid")
    fields = {k: v for k, v in form.fields.items() if not k.startswith("to.")}
    answer = client.post("/plans/2023/tasks/4/instruct", {**fields, f"to.{units['市商务局']}": "1", "body": "请抓紧办理。"})
    assert answer.status == 303, answer.text[:1000]
    part = stack.sql("SELECT id, instruction_id FROM instruction_unit")[0]
    return int(part["instruction_id"]), int(part["id"])


@pytest.fixture(scope="module")
def application_id(stack, person, units):
    """市科技局 asks for a later date of task 1."""
    client = person("kjj1")
    path = "/plans/2023/tasks/1/apply/date"
    form = client.get(path).form("reason", "evidence")
    answer = client.send(form, None, path, fields={"asked": "2024-3-31", "reason": "项目推迟。"})
    assert answer.status == 303, answer.text[:2000]
    return int(answer.header("location").rsplit("/", 1)[1])


@pytest.fixture(scope="module")
def practice(stack, person):
    """A draft of 市科技局 on a task in which 市发展改革委 has no part: its address, and the task's number."""
    mine, other = (f"SELECT {{}} FROM (SELECT task_id, unit_id FROM task_lead UNION SELECT task_id, unit_id FROM task_participant) x"
                   f" JOIN unit u ON u.id = x.unit_id WHERE x.task_id = t.id AND u.name = '{name}'" for name in ("市科技局", "市发展改革委"))
    no = stack.sql(f"SELECT MIN(t.no) AS no FROM task t WHERE EXISTS ({mine.format(1)}) AND NOT EXISTS ({other.format(1)})")[0]["no"]
    client = person("kjj1")
    answer = client.post("/practices/new", {"csrf": token_of(client), "action": "save", "rev": "0", "task": no, "title": "草稿", "body": "", "effect": ""})
    assert answer.status == 303, answer.text[:1000]
    return answer.location, no


def report_fields(client, stack, no, period, unit):
    page = client.get(f"/plans/2023/tasks/{no}/reports/{period}/{unit}/edit")
    form = page.form("csrf", "rev")
    assert form, page.status
    return dict(form.fields)


def token_of(client):
    return client.get("/dashboard").form("csrf").fields["csrf"]


def test_every_post_route_is_in_the_table_and_the_rule_agrees(stack):
    found = {row["address"]: set(row["roles"].split()) for row in rights(stack) if row["method"] == "POST"}
    assert found == EXPECTED


def test_a_route_without_a_deed_is_open_to_nobody(stack):
    for row in rights(stack):
        assert row["roles"].split(), f"{row['address']} has no door"


@pytest.fixture(scope="module")
def notice_id(person, units):
    """A notice to 市科技局 that nobody has signed for."""
    form = person("dcs1").get(f"/notices/new?plan=2023&unit={units['市科技局']}").form("matter", "body")
    answer = person("dcs1").send(form, None, "/notices/new", matter="推进情况", body="请说明进展和下一步措施。")
    assert answer.status == 303, answer.text[:2000]
    return int(answer.location.rsplit("/", 1)[1])


@pytest.fixture(scope="module")
def problem_id(stack, person, units):
    """A problem under task 1, raised by 市科技局, which is to say what is done about it."""
    client = person("kjj1")
    form = client.get("/plans/2023/tasks/1/problems/new").form("title", "body")
    answer = client.send(form, fields={"title": "用地手续未办结", "body": "影响开工。", "level": "unit", "due_on": "2023-4-30"})
    assert answer.status == 303, answer.text[:2000]
    return int(answer.location.rsplit("/", 1)[1])


def tries(units, report_id, notice_id, problem_id, told, application_id, practice):
    """address → the path and the fields of a POST that would change something if it were let through."""
    unit = units["市科技局"]
    instruction, part = told
    return {
        "/plans/{}/tasks/{}/reports/{}/{}": [
            (f"/plans/2023/tasks/2/reports/2023-03/{unit}", {"action": action, "rev": "0", "period": "2023-03", "light": "green",
                                                            "narrative": "不应被保存的文字，不应被保存的文字，不应。"})
            for action in ("save", "check", "submit", "withdraw")],
        "/plans/{}/tasks/{}/reports/{}/{}/files": [(f"/plans/2023/tasks/2/reports/2023-03/{unit}/files", fields)
                                                   for fields in ({"action": "upload"}, {"remove": "1"})],
        "/plans/{}/periods/{}/fill": [
            ("/plans/2023/periods/2023-03/fill", {"action": action, "period": "2023-03", "narrative.2": "不应被保存的文字", "rev.2": "0",
                                                  "light.2": "green", "pick.2": "1"})
            for action in ("save", "copy", "check", "submit")],
        "/returns": [("/returns", {"period": "2023-03"})],
        "/returns/{}": [("/returns/1", {})],
        "/plans/{}/periods/new": [("/plans/2023/periods/new", {"action": action, "code": "2023-12", "opens": "2023-12-25",
                                                               "due": "2024-1-5", "scope": "all"}) for action in ("save", "open")],
        "/plans/{}/periods/{}/edit": [("/plans/2023/periods/2023-03/edit", {"action": "save", "rev": "1", "opens": "2023-3-1",
                                                                            "due": "2023-4-9", "scope": "all"})],
        "/plans/{}/periods/{}/open": [("/plans/2023/periods/2023-03/open", {"rev": "1"})],
        "/plans/{}/periods/{}/extend": [("/plans/2023/periods/2023-02/extend", {"rev": "1", "unit": str(unit), "due": "2023-4-9",
                                                                                "reason": "不应生效"})],
        "/plans/{}/periods/{}/freeze": [("/plans/2023/periods/2023-01/freeze", {"rev": "1"})],
        "/plans/{}/periods/{}/frozen/{}/{}": [(f"/plans/2023/periods/2023-01/frozen/1/{unit}", {
            "rev": "0", "narrative": "不应更正", "light": "red", "reason": "不应生效"})],
        "/plans/{}/tasks/{}/items/{}": [
            (f"/plans/2023/tasks/2/items/{unit}", {"action": action, "item": "1", "rev": "1", "name": "不应新增", "person": "王海",
                                                   "starts_on": "2023-1-1", "due_on": "2023-6-1", "q1": "x", "end_reason": "x"})
            for action in ("add", "change", "end")],
        "/plans/{}/tasks/{}/apply/{}": [(f"/plans/2023/tasks/2/apply/{asks}", {"unit": str(unit), "asked": "2024-3-31", "reason": "不应提交"})
                                        for asks in ("date", "closure")],
        "/applications/{}": [(f"/applications/{application_id}", {"action": action, "rev": "1", "opinion": "不应生效"})
                             for action in ("grant", "refuse")],
        "/applications/{}/withdraw": [(f"/applications/{application_id}/withdraw", {"rev": "1"})],
        "/applications/{}/reopen": [(f"/applications/{application_id}/reopen", {"rev": "1", "reason": "不应重开"})],
        "/plans/{}/tasks/{}/targets": [("/plans/2023/tasks/64/targets", {"action": action, "rev.1": "1", "quote": "不应新增", "subject": "x"})
                                       for action in ("confirm-all", "add")],
        "/plans/{}/tasks/{}/targets/{}": [
            ("/plans/2023/tasks/64/targets/1", {"action": action, "rev": "1", "corrected": "1", "basis": "x", "reason": "x", "confirm": "1"})
            for action in ("confirm", "set", "correct", "uncorrect", "split", "drop")],
        "/reviews/batch": [("/reviews/batch", {"step": step, f"pick.{report_id}": "1"}) for step in ("confirm", "do")],
        "/reviews/{}/undo": [(f"/reviews/{report_id}/undo", {"decision": "1"})],
        "/bulletins/new": [("/bulletins/new", {"period": "2023/2023-01"})],
        "/bulletins/{}/edit": [("/bulletins/1/edit", {"rev": "1", "title": "不应生效", "shown.overall": "1"})],
        "/bulletins/{}/issue": [("/bulletins/1/issue", {"rev": "1"})],
        "/bulletins/{}/recall": [("/bulletins/1/recall", {"rev": "1", "reason": "不应生效"})],
        "/bulletins/{}/scores": [("/bulletins/1/scores", {"reason": "不应生效"})],
        "/bulletins/{}/objections/{}": [("/bulletins/1/objections/1", {"rev": "1", "result": result, "answer": "不应生效"})
                                        for result in ("upheld", "refused")],
        "/spot-checks/{}": [("/spot-checks/1", {"verdict": verdict, "comment": "不应生效", "rev": "1"}) for verdict in ("same", "different")],
        "/problems/{}/transition": [(f"/problems/{problem_id}/transition", {"move": move, "rev": "1", "words": "不应生效", "due_on": "2023-4-30",
                                                                            "level": "unit"}) for move in ("solve", "answer", "close", "reopen")],
        "/problems/{}/notes": [(f"/problems/{problem_id}/notes", {"words": "不应生效"})],
        "/plans/{}/tasks/{}/problems/new": [("/plans/2023/tasks/1/problems/new", {
            "unit": str(unit), "title": "不应提出", "body": "不应提出", "level": "unit", "due_on": "2023-4-30"})],
        "/plans/{}/tasks/{}/instruct": [("/plans/2023/tasks/2/instruct", {"body": "不应生效", "due_on": "2023-4-20", f"to.{unit}": "1"})],
        "/instructions/{}": [(f"/instructions/{instruction}", {"action": action, "part": str(part), "rev": "1", "words": "不应生效"})
                             for action in ("sign", "answer")],
        "/admin/units/new": [("/admin/units/new", {"kind": "bureau", "name": "不应新增", "short": "不应", "day": "2023-4-1", "reason": "不应生效",
                                                    f"old.{unit}": "1"})],
        "/admin/units/{}": [(f"/admin/units/{unit}", {"action": action, "rev": "1", "name": "不应生效", "short": "不应", "other": "1", "day": "2023-4-1",
                                                      "reason": "不应生效"}) for action in ("rename", "stop", "alias", "succeed")],
        "/practices/new": [("/practices/new", {"action": action, "rev": "0", "task": practice[1], "title": "不应保存", "body": "x", "effect": "x"})
                           for action in ("save", "submit")],
        "/practices/{}/edit": [(practice[0] + "/edit", {"action": action, "rev": "1", "task": practice[1], "title": "不应保存", "body": "x" * 60,
                                                        "effect": "x"}) for action in ("save", "submit")],
        "/practices/{}/withdraw": [(practice[0] + "/withdraw", {"rev": "1"})],
        "/practices/{}/decide": [(practice[0] + "/decide", {"action": action, "rev": "1", "opinion": "不应生效"}) for action in ("select", "send_back")],
        "/practices/{}/roll-out": [(practice[0] + "/roll-out", {"rev": "1", "ask": "不应生效", "all": "1"})],
        "/practices/{}/note": [(practice[0] + "/note", {"rev": "1", "note": "不应生效"})],
        "/briefs/new": [("/briefs/new", {})],
        "/briefs/{}/state": [("/briefs/1/state", {"action": action, "rev": "1", "reason": "不应生效"}) for action in ("issue", "recall", "drop")],
        "/briefs/{}/edit": [("/briefs/1/edit", {"action": "save", "rev": "1", "title": "不应生效"})],
        "/briefs/{}/pick": [("/briefs/1/pick", {"rev": "1", "report.1": "1"})],
        "/accounts/{}/end": [("/accounts/1001/end", {"reason": "不应生效"})],
        "/accounts/{}/unlock": [("/accounts/1001/unlock", {"reason": "不应生效"})],
        "/notices/new": [("/notices/new", {"plan": "2023", "kind": "order", "unit": str(unit), "matter": "不应印发", "body": "不应印发",
                                           "receive_by": "2023-4-20", "answer_by": "2023-4-21"})],
        "/notices/{}/answer": [(f"/notices/{notice_id}/answer", {"action": action, "rev": "1", "words": "不应生效"})
                               for action in ("receive", "answer")],
        "/notices/{}/settle": [(f"/notices/{notice_id}/settle", {"action": action, "rev": "1", "words": "不应生效", "answer_by": "2023-4-20"})
                               for action in ("settle", "return", "escalate", "withdraw")],
        "/exports": [("/exports", {"kind": "audit.xlsx", "query": ""})],
        "/reviews/{}": [(f"/reviews/{report_id}", {"decision": decision, "comment": "不应生效", "light": "green", "rev": "1"})
                        for decision in ("approve", "return", "approve-next")],
    }


@pytest.mark.parametrize("role", PEOPLE)
def test_each_role_at_each_post_address(stack, person, units, report_id, notice_id, problem_id, told, application_id, practice, role):
    client = person(PEOPLE[role])
    csrf = token_of(client)
    for address, posts in tries(units, report_id, notice_id, problem_id, told, application_id, practice).items():
        if role in EXPECTED[address] and role != "filer" and (address.startswith("/reviews/") or "/targets" in address
                                                              or EXPECTED[address] in ({"supervisor"}, {"security"}, {"leader"}, {"admin"})):
            continue  # the one who may: test_review.py, test_reviews_batch.py, test_targets.py, test_periods.py, test_duties.py
        if address == "/bulletins/{}/scores" and role == "filer":
            continue  # always about the filer's own unit: test_bulletins.py
        if address == "/exports" and role in ("auditor", "admin", "security"):
            continue  # change records are theirs: test_export.py
        if role == "supervisor" and address in ("/problems/{}/notes", "/plans/{}/tasks/{}/problems/new"):
            continue  # theirs on every task: test_problems.py
        if address.startswith("/returns") and role == "filer":
            continue  # own files only: test_returns.py
        for path, fields in posts:
            before = fingerprint(stack)
            answer = client.post(path, {"csrf": csrf, **fields})
            assert answer.status == 403, f"{role} {path} {fields}: {answer.status}"
            assert fingerprint(stack) == before, f"{role} {path}: rows changed"


@pytest.mark.parametrize("role", PEOPLE)
def test_each_role_at_each_page(stack, person, units, report_id, role):
    """GET: the door of the table is the door of the page."""
    client = person(PEOPLE[role])
    unit = units["市发展改革委"]
    places = {"/plans/{}/periods": "/plans/2023/periods", "/plans/{}/periods/new": "/plans/2023/periods/new",
              "/plans/{}/periods/{}": "/plans/2023/periods/2023-03", "/plans/{}/periods/{}/edit": "/plans/2023/periods/2023-03/edit",
              "/plans/{}/periods/{}/extend": "/plans/2023/periods/2023-03/extend",
              "/plans/{}/periods/{}/freeze": "/plans/2023/periods/2023-03/freeze",
              "/plans/{}/tasks": "/plans/2023/tasks", "/plans/{}/tasks/{}": "/plans/2023/tasks/5",
              "/notices": "/notices", "/notices/new": "/notices/new", "/search": "/search?q=port", "/returns": "/returns", "/burden": "/burden",
              "/plans/{}/periods/{}/fill.csv": "/plans/2023/periods/2023-03/fill.csv", "/exports": "/exports", "/plans/{}/summary": "/plans/2023/summary",
              "/plans/{}/tasks.xlsx": "/plans/2023/tasks.xlsx?sec=1", "/plans/{}/tasks.csv": "/plans/2023/tasks.csv?sec=1",
              "/admin/units": "/admin/units", "/admin/units/new": "/admin/units/new", "/instructions": "/instructions", "/plans/{}/tasks/{}/instruct": "/plans/2023/tasks/5/instruct", "/dashboard": "/dashboard", "/me": "/me", "/rights": "/rights", "/accounts": "/accounts", "/reports": "/reports", "/problems": "/problems", "/plans/{}/tasks/{}/problems/new": "/plans/2023/tasks/5/problems/new", "/reviews": "/reviews", "/practices": "/practices", "/practices/new": "/practices/new", "/briefs": "/briefs",
              "/briefs/adoption": "/briefs/adoption", "/briefs/adoption.xlsx": "/briefs/adoption.xlsx", "/audit": "/audit",
              "/reviews/{}": f"/reviews/{report_id}", "/plans/{}/tasks/{}/history": "/plans/2023/tasks/5/history",
              "/plans/{}/targets": "/plans/2023/targets", "/plans/{}/tasks/{}/targets": "/plans/2023/tasks/5/targets",
              "/plans/{}/items": "/plans/2023/items", "/plans/{}/tasks/{}/items/{}": f"/plans/2023/tasks/5/items/{unit}",
              "/plans/{}/tasks/{}/reports/{}/{}/edit": f"/plans/2023/tasks/5/reports/2023-03/{unit}/edit"}
    for row in rights(stack):
        if row["method"] != "GET" or row["address"] not in places:
            continue
        may = role in row["roles"].split()
        if role == "supervisor" and row["address"].endswith("{}/{}/edit"):
            may = False  # only 代填, for units that cannot sign in
        answer = client.get(places[row["address"]])
        assert (answer.status == 200) == may, f"{role} {row['address']}: {answer.status}"
        assert answer.status in (200, 403)


def test_filers_of_all_lead_units_against_all_tasks(stack, accounts, person, units, leads):
    """45 units × 128 tasks, with the lead's id in the address and with one's own: only an own led task is saved."""
    filers = {}
    for account in accounts.values():
        if account.roles == ("filer",) and any(account.unit in names for names in leads.values()):
            filers.setdefault(account.unit, account.login)
    assert len(filers) == 45
    allowed = denied = 0
    for unit, login in sorted(filers.items()):
        client = person(login)
        csrf = token_of(client)
        before = fingerprint(stack)
        for no in range(1, 129):
            may = unit in leads[no]
            others = [units[name] for name in leads[no] if name != unit]
            for target in [units[unit]] + others[:1]:
                fields = {"csrf": csrf, "action": "save", "rev": "0", "period": "2023-03", "narrative": f"{unit}对第{no}项的试写"}
                if may and target == units[unit]:
                    continue
                answer = client.post(f"/plans/2023/tasks/{no}/reports/2023-03/{target}", fields)
                assert answer.status == 403, f"{login} task {no} unit {target}: {answer.status}"
                denied += 1
        assert fingerprint(stack) == before, f"{login}: rows changed by a denied request"
        for no in [no for no in range(1, 129) if unit in leads[no]]:
            fields = {"csrf": csrf, "action": "save", "rev": "0", "period": "2023-03", "narrative": f"{unit}对第{no}项的试写"}
            answer = client.post(f"/plans/2023/tasks/{no}/reports/2023-03/{units[unit]}", fields)
            assert answer.status == 303, f"{login} task {no}: {answer.status}"
            allowed += 1
    assert allowed == 201
    rows = stack.sql("SELECT COUNT(*) AS n FROM draft d JOIN task_lead l USING (task_id, unit_id)"
                     " JOIN period p ON p.id = d.period_id WHERE p.code = '2023-03'")
    assert int(rows[0]["n"]) == 201
    print(f"\n{allowed} saves allowed, {denied} denied")


def test_the_sentence_names_the_lead(stack, person, units):
    client = person("fgw1")
    answer = client.post(f"/plans/2023/tasks/1/reports/2023-03/{units['市科技局']}",
                         {"csrf": token_of(client), "action": "save", "rev": "0", "period": "2023-03", "narrative": "试写"})
    assert answer.status == 403
    assert "本任务由市科技局牵头，您所在单位（市发展改革委）无编辑权限" in answer.text


def test_a_denial_is_an_event(stack, person):
    """Of somebody who was refused nothing yet: repeats within a minute are one event (act/repeats.h)."""
    client = person("swj2")
    count = ("SELECT COUNT(*) AS n FROM audit_event e JOIN person p ON p.id = e.person_id "
             "WHERE e.action = 'auth.deny' AND p.login = 'swj2'")
    before = int(stack.sql(count)[0]["n"])
    assert client.get("/audit").status == 403
    assert int(stack.sql(count)[0]["n"]) == before + 1
