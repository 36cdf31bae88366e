"""Whoever holds the pages' password (sql/schema/130-133): units, who leads and 批示 change only as a recorded succession, a granted
application or the leader's own word says, each change with its event."""
import os
import sys

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "http"))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from stack import Stack  # noqa: E402
from test_places import NO_COLUMN_RIGHT, NO_RIGHT, event, refused  # noqa: E402

FENCE, TWICE = "1644", "1062"
ADMIN, LEADER, FILER = 700010, 700011, 700012
ALIAS, MEMBER, FOLLOWS, WORD, PART = 700020, 700021, 700022, 700023, 700024
OLD, NEW = "市体育局", "市外办"  # the first one's lead goes to the second one


def person(row, roles):
    return (f"{event('person', row, 1)} INSERT INTO person (id, version, uuid, login, name, unit_id, roles) VALUES ({row}, 1, RANDOM_BYTES(16),"
            f" 'p{row}', 'p', NULL, {roles});")


def unit(name):
    return f"(SELECT id FROM unit WHERE name = '{name}')"


def by(who, etype, row, seq, action="x"):
    """The event with its person, as the application writes it."""
    return event(etype, row, seq, action).replace("INSERT INTO audit_event (", "INSERT INTO audit_event (person_id, ").replace(
        " SELECT ", f" SELECT {who}, ", 1)


def alias(row, who, name="别名", kind="alias"):
    return f"INSERT INTO unit_alias SELECT {row}, 1, id, '{name}', '', '{kind}', NULL, NULL, 'x', {who}, NOW() FROM unit WHERE name = '{NEW}';"


def member(row, who):
    return (f"INSERT INTO unit_member SELECT {row}, 1, g.id, u.id, '2023-01-01', NULL, 'x', {who}, NOW() FROM unit g JOIN unit u"
            f" WHERE g.kind = 'group' AND u.name = '{NEW}' LIMIT 1;")


def follows(row, who, old=OLD, new=NEW):
    return f"INSERT INTO unit_succession VALUES ({row}, 1, {unit(old)}, {unit(new)}, '2023-04-01', 'x', {who}, NOW());"


def said(row, who):
    return f"INSERT INTO instruction SELECT {row}, 1, id, NULL, 'x', '2023-04-10', {who}, NOW() FROM task LIMIT 1;"


def told(row, state="waiting"):
    return f"INSERT INTO instruction_unit VALUES ({row}, 1, {WORD}, {unit(NEW)}, '{state}');"


@pytest.fixture(scope="module")
def stack():
    """An administrator, a leader and a filer; a name, a member, a succession and a 批示 rightly made."""
    with Stack("unit-fences", "--only", "mariadb,schema") as servers:
        servers.servers("load")
        for statement in (person(ADMIN, 8) + person(LEADER, 16) + person(FILER, 1), f"{by(ADMIN, 'unit_alias', ALIAS, 1)} {alias(ALIAS, ADMIN)}",
                          f"{by(ADMIN, 'unit_member', MEMBER, 1)} {member(MEMBER, ADMIN)}",
                          f"{by(ADMIN, 'unit_succession', FOLLOWS, 1)} {follows(FOLLOWS, ADMIN)}",
                          f"{by(LEADER, 'instruction', WORD, 1)} {said(WORD, LEADER)} {by(LEADER, 'instruction_unit', PART, 1)} {told(PART)}"):
            done = servers.sql_as("app", f"START TRANSACTION; {statement} COMMIT")
            assert done.returncode == 0, done.stderr
        yield servers


UNIT = "INSERT INTO unit (id, version, name, short, kind, code) VALUES (700030, 1, '新局', '新', 'bureau', {code});"


@pytest.mark.parametrize("label, statement, code, words", [
    ("a unit without its event", UNIT.format(code="NULL"), FENCE, ""),
    ("a unit by a filer", f"{by(FILER, 'unit', 700030, 1, 'unit.new')} {UNIT.format(code='NULL')}", FENCE, "not made by the administrator"),
    ("a unit by another deed", f"{by(ADMIN, 'unit', 700030, 1)} {UNIT.format(code='NULL')}", FENCE, "not made by the administrator"),
    ("a unit that somebody can sign in for", f"{by(ADMIN, 'unit', 700030, 1, 'unit.new')} {UNIT.format(code=repr('x'))}", FENCE, "a way to sign in"),
    ("an alias without its event", alias(700031, ADMIN), FENCE, "no audit event"),
    ("an alias by a filer", f"{by(FILER, 'unit_alias', 700031, 1)} {alias(700031, FILER)}", FENCE, "not by the administrator"),
    ("an alias that is another word now", f"{by(ADMIN, 'unit_alias', ALIAS, 2)} UPDATE unit_alias SET name = 'y', version = 2 WHERE id = {ALIAS}",
     NO_COLUMN_RIGHT, ""),
    ("an alias ended without its event", f"UPDATE unit_alias SET ended_on = '2023-04-01', version = 2 WHERE id = {ALIAS}", FENCE, "no audit event"),
    ("an alias taken away", f"DELETE FROM unit_alias WHERE id = {ALIAS}", NO_RIGHT, ""),
    ("a member without its event", member(700031, ADMIN), FENCE, "no audit event"),
    ("a member by a filer", f"{by(FILER, 'unit_member', 700031, 1)} {member(700031, FILER)}", FENCE, "not by the administrator"),
    ("a member of a bureau", f"{by(ADMIN, 'unit_member', 700031, 1)} INSERT INTO unit_member VALUES (700031, 1, {unit(OLD)}, {unit(NEW)},"
     f" '2023-01-01', NULL, 'x', {ADMIN}, NOW())", FENCE, "only to groups"),
    ("a member ended without its event", f"UPDATE unit_member SET ended_on = '2023-04-01', version = 2 WHERE id = {MEMBER}", FENCE, "no audit event"),
    ("a succession without its event", follows(700031, ADMIN, "市贸促会"), FENCE, "no audit event"),
    ("a succession by a filer", f"{by(FILER, 'unit_succession', 700031, 1)} {follows(700031, FILER, '市贸促会')}", FENCE, "not by this person"),
    ("who follows upon itself", f"{by(ADMIN, 'unit_succession', 700031, 1)} {follows(700031, ADMIN, '市贸促会', '市贸促会')}", FENCE, "not of this unit"),
    ("followed twice", f"{by(ADMIN, 'unit_succession', 700031, 1)} {follows(700031, ADMIN)}", TWICE, ""),
    ("a succession that says another day", f"UPDATE unit_succession SET on_day = '2023-05-01' WHERE id = {FOLLOWS}", NO_RIGHT, ""),
    ("批示 without its event", said(700031, LEADER), FENCE, "no audit event"),
    ("批示 by a filer", f"{by(FILER, 'instruction', 700031, 1)} {said(700031, FILER)}", FENCE, "not by a leader"),
    ("批示 with other words", f"UPDATE instruction SET body = 'y' WHERE id = {WORD}", NO_RIGHT, ""),
    ("told without its event", f"INSERT INTO instruction_unit VALUES (700031, 1, {WORD}, {unit(OLD)}, 'waiting')", FENCE, "no audit event"),
    ("told and settled at once", f"{by(LEADER, 'instruction_unit', 700031, 1)} INSERT INTO instruction_unit VALUES (700031, 1, {WORD}, {unit(OLD)},"
     " 'settled')", FENCE, "no audit event"),
    ("signed without its event", f"UPDATE instruction_unit SET state = 'signed', version = 2 WHERE id = {PART}", FENCE, "no audit event"),
    ("settled before the answer", f"{by(FILER, 'instruction_unit', PART, 2)} UPDATE instruction_unit SET state = 'settled', version = 2 WHERE id = {PART}",
     FENCE, "no such step"),
    ("told to another", f"UPDATE instruction_unit SET unit_id = {unit(OLD)}, version = 2 WHERE id = {PART}", NO_COLUMN_RIGHT, ""),
    ("words of a step nobody made", f"INSERT INTO instruction_step VALUES ({PART}, 2, 'sign', '', 0, {FILER}, NOW())", FENCE, "not made"),
    ("a step with other words", "UPDATE instruction_step SET words = 'y'", NO_RIGHT, ""),
    ("a 批示 taken away", f"DELETE FROM instruction_unit WHERE id = {PART}", NO_RIGHT, ""),
])
def test_what_the_pages_password_may_not_do(stack, label, statement, code, words):
    refused(stack, f"START TRANSACTION; {statement}", code, words)


def lead(stack, where):
    return stack.sql(f"SELECT l.id, l.version + 1 AS seq, l.task_id FROM task_lead l JOIN unit u ON u.id = l.unit_id WHERE {where} LIMIT 1")[0]


def test_a_unit_that_leads_does_not_stop(stack):
    row = stack.sql("SELECT id, version + 1 AS seq FROM unit WHERE name = '市商务局'")[0]
    change = f"UPDATE unit SET stopped_on = '2023-04-01', version = {row['seq']} WHERE id = {row['id']};"
    refused(stack, f"START TRANSACTION; {by(FILER, 'unit', row['id'], row['seq'])} {change}", FENCE, "not changed by the administrator")
    refused(stack, f"START TRANSACTION; {by(ADMIN, 'unit', row['id'], row['seq'])} {change}", FENCE, "leads tasks")


def test_who_was_followed_does_not_come_back(stack):
    """Stopped with its lead handed over, in one transaction; then it is too late to resume."""
    row, unit_row = lead(stack, f"u.name = '{OLD}'"), stack.sql(f"SELECT id, version + 1 AS seq FROM unit WHERE name = '{OLD}'")[0]
    stop = (f"START TRANSACTION; {by(ADMIN, 'task_lead', row['id'], row['seq'])} UPDATE task_lead SET ended_on = '2023-04-01', version = {row['seq']}"
            f" WHERE id = {row['id']}; {by(ADMIN, 'unit', unit_row['id'], unit_row['seq'])} UPDATE unit SET stopped_on = '2023-04-01',"
            f" version = {unit_row['seq']} WHERE id = {unit_row['id']};")
    done = stack.sql_as("app", stop + " ROLLBACK")
    assert done.returncode == 0, done.stderr
    again = int(unit_row["seq"]) + 1
    refused(stack, f"{stop} {by(ADMIN, 'unit', unit_row['id'], again)} UPDATE unit SET stopped_on = NULL, version = {again} WHERE id = {unit_row['id']};",
            FENCE, "taken over")


def new_lead(task, name):
    return (f"{by(ADMIN, 'task_lead', 700040, 1)} INSERT INTO task_lead (id, version, task_id, unit_id, place, source)"
            f" VALUES (700040, 1, {task}, {unit(name)}, 9, 'assigned');")


def test_a_lead_goes_only_where_the_succession_says(stack):
    """OLD → NEW is recorded: its task's lead may end on that day and NEW may begin there; no other day, task or unit."""
    row, other = lead(stack, f"u.name = '{OLD}'"), lead(stack, "u.name = '市商务局'")
    seen = f"START TRANSACTION; {by(ADMIN, 'task_lead', row['id'], row['seq'])}"
    end = f"UPDATE task_lead SET ended_on = '{{}}', version = {row['seq']} WHERE id = {row['id']};"
    refused(stack, f"{seen} {end.format('2023-03-01')}", FENCE, "only a succession")
    refused(stack, f"START TRANSACTION; {by(ADMIN, 'task_lead', other['id'], other['seq'])} UPDATE task_lead SET ended_on = '2023-04-01',"
            f" version = {other['seq']} WHERE id = {other['id']};", FENCE, "only a succession")
    refused(stack, f"START TRANSACTION; {new_lead(row['task_id'], NEW)}", FENCE, "hands it over")
    rightly = f"{seen} {end.format('2023-04-01')}"
    refused(stack, f"{rightly} {new_lead(other['task_id'], NEW)}", FENCE, "hands it over")
    refused(stack, f"{rightly} {new_lead(row['task_id'], '市财政局')}", FENCE, "hands it over")
    done = stack.sql_as("app", f"{rightly} {new_lead(row['task_id'], NEW)} ROLLBACK")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("table", ["task_lead", "task_participant"])
def test_what_ended_comes_back_only_on_the_successions_task(stack, table):
    """NEW follows OLD on one task; a lead or part of NEW elsewhere, ended by the operator, stays ended."""
    row = stack.sql(f"SELECT l.id, l.version AS v, l.task_id FROM {table} l JOIN unit u ON u.id = l.unit_id WHERE u.name = '{NEW}' LIMIT 1")
    if not row:
        done = stack.sql_as("ctl", f"START TRANSACTION; {event(table, 700050, 1)} INSERT INTO {table} (id, version, task_id, unit_id, place"
                            f"{', source' if table == 'task_lead' else ''}) SELECT 700050, 1, MIN(id), {unit(NEW)}, 9"
                            f"{', ' + repr('assigned') if table == 'task_lead' else ''} FROM task; COMMIT")
        assert done.returncode == 0, done.stderr
        row = [{"id": 700050, "v": 1}]
    at, seq = row[0]["id"], int(row[0]["v"]) + 1
    done = stack.sql_as("ctl", f"START TRANSACTION; {event(table, at, seq)} UPDATE {table} SET ended_on = '2023-02-01', version = {seq} WHERE id = {at}; COMMIT")
    assert done.returncode == 0, done.stderr
    refused(stack, f"START TRANSACTION; {by(ADMIN, table, at, seq + 1)} UPDATE {table} SET ended_on = NULL, version = {seq + 1} WHERE id = {at};", FENCE,
            "only a succession")
