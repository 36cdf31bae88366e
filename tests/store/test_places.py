"""More of the third fence (sql/schema/070_places.sql): what a change with a right-looking event may still not do."""
import os
import re
import sys

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "http"))
from stack import Stack  # noqa: E402

REPORT, FILER, REVIEWER = 700001, 700000, 700003
NO_RIGHT, NO_COLUMN_RIGHT, FENCE = "1142", "1143", "1644"
VERSION = ("report_version (id, report_id, at_version, round, narrative, next_steps, light, light_reason, late, on_behalf, filed_by,"
           " submitted_at, value_count)")
DECISION = "decision (id, report_id, at_version, version_id, decision, comment, light, decided_by, decided_at)"


@pytest.fixture(scope="module")
def stack():
    with Stack("places", "--only", "mariadb,schema", loaded=True) as servers:
        done = servers.sql_as("app", handed_in_report())
        assert done.returncode == 0, done.stderr
        yield servers


def event(etype, row, seq, action="x", number="", prev=None):
    """An event that follows the one before it, as the application writes them; only its hash is made up."""
    follows = (f"COALESCE((SELECT hash FROM audit_event WHERE etype = '{etype}' AND entity_id = {row} AND entity_seq = {seq} - 1),"
               f" REPEAT(x'00', 32))")
    return (f"INSERT INTO audit_event ({'id, ' if number else ''}alg, etype, entity_id, entity_seq, at_us, actor, actor_unit,"
            f" actor_role, ip, agent, action, result, req_id, req_no, body, prev_hash, hash, mac)"
            f" SELECT {number + ', ' if number else ''}1, '{etype}', {row}, {seq}, 1, '', '', '', '', '', '{action}', 'ok',"
            f" RANDOM_BYTES(16), 0, '{{}}', {prev or follows}, RANDOM_BYTES(32), REPEAT(x'00', 32);")


def handed_in_report():
    people = "".join(f"{event('person', row, 1)} INSERT INTO person (id, version, uuid, login, name, unit_id, roles) VALUES ({row}, 1, RANDOM_BYTES(16), 'p', 'p', NULL, 1);"
                     for row in (FILER, REVIEWER))
    return f"""START TRANSACTION; {people}
    {event('report', REPORT, 1, 'report.submit')} {new_report(REPORT)};
    INSERT INTO {VERSION} VALUES (700002, {REPORT}, 1, 1, 'x', '', 'green', '', 0, 0, {FILER}, NOW(), 0);
    COMMIT;"""


def new_report(row, task=1):
    return (f"INSERT INTO report (id, version, task_id, unit_id, period_id, state, round, declared, late, filed_by, submitted_at)"
            f" SELECT {row}, 1, l.task_id, l.unit_id, p.id, 'submitted', 1, 'green', 0, {FILER}, NOW() FROM task_lead l"
            f" JOIN task t ON t.id = l.task_id JOIN period p WHERE t.no = {task} AND l.place = 1 AND p.code = '2023-03'")


def refused(stack, statement, code, words="", account="app"):
    done = stack.sql_as(account, statement)
    found = re.search(r"ERROR (\d+)", done.stderr)
    assert done.returncode != 0 and found, f"not refused: {statement}"
    assert found[1] == code and words in done.stderr, done.stderr


@pytest.mark.parametrize("table, column, value", [
    ("unit", "name", "'x'"), ("person", "uuid", "RANDOM_BYTES(16)"), ("plan", "code", "'2022'"), ("section", "plan_id", "1"),
    ("section", "no", "99"), ("task", "plan_id", "1"), ("task", "no", "999"), ("task_lead", "task_id", "1"), ("task_lead", "unit_id", "1"),
    ("task_participant", "task_id", "1"), ("task_participant", "unit_id", "1"), ("target", "task_id", "1"), ("target", "no", "99"),
    ("period", "plan_id", "1"), ("period", "code", "'2024-01'")])
def test_what_a_row_is_about_never_changes(stack, table, column, value):
    row = stack.sql(f"SELECT id, version FROM {table} LIMIT 1")[0]
    seq = int(row["version"]) + 1
    begin = f"START TRANSACTION; {event(table, row['id'], seq)} UPDATE {table} SET version = {seq}, "
    who = "app" if table in ("person", "period") else "ctl"
    refused(stack, f"SET foreign_key_checks = 0; {begin} {column} = {value} WHERE id = {row['id']};", FENCE, "never change", who)
    assert stack.sql_as(who, f"{begin} {column} = {column} WHERE id = {row['id']}; ROLLBACK").returncode == 0


SESSION = ("INSERT INTO session (token_hash, person_id, unit_id, roles, created_at, seen_at, ip, message)"
           f" VALUES (RANDOM_BYTES(32), {FILER}, NULL, 1, NOW(), NOW(), '', '')")


def test_only_signing_in_opens_a_session(stack):
    refused(stack, SESSION, NO_RIGHT)
    assert stack.sql_as("signin", SESSION).returncode == 0


@pytest.mark.parametrize("change", ["roles = 2", "unit_id = 1", f"person_id = {REVIEWER}", "token_hash = RANDOM_BYTES(32)", "created_at = NOW()"])
def test_a_session_stays_whose_it_is(stack, change):
    assert stack.sql_as("signin", SESSION).returncode == 0
    refused(stack, f"UPDATE session SET {change}", NO_COLUMN_RIGHT)
    refused(stack, f"UPDATE session SET {change}", NO_RIGHT, account="signin")
    assert stack.sql_as("app", "UPDATE session SET seen_at = NOW(), message = 'x' WHERE roles = 1").returncode == 0


def test_a_lead_that_has_ended_begins_no_report(stack):
    lead = stack.sql("SELECT l.id, l.version FROM task_lead l JOIN task t ON t.id = l.task_id WHERE t.no = 2 AND l.place = 1")[0]
    seq = int(lead["version"]) + 1
    end = f"{event('task_lead', lead['id'], seq)} UPDATE task_lead SET ended_on = NOW(), version = {seq} WHERE id = {lead['id']};"
    start = f"{event('report', 700009, 1, 'report.submit')} {new_report(700009, 2)};"
    refused(stack, f"START TRANSACTION; {end} {start}", FENCE, "no longer", account=None)
    assert stack.sql_as("app", f"START TRANSACTION; {start} ROLLBACK").returncode == 0


@pytest.mark.parametrize("label, action, decision, by, words", [
    ("another word than its event", "return", "approve", REVIEWER, "says something else"),
    ("one's own report", "approve", "approve", FILER, "of their own"),
    ("as it should be", "approve", "approve", REVIEWER, "")])
def test_a_decision_fits_its_event(stack, label, action, decision, by, words):
    statement = (f"START TRANSACTION; {event('report', REPORT, 2, 'report.' + action)}"
                 f" UPDATE report SET version = 2 WHERE id = {REPORT};"
                 f" INSERT INTO {DECISION} VALUES (700004, {REPORT}, 2, 700002, '{decision}', '', 'green', {by}, NOW()); ROLLBACK;")
    if words:
        refused(stack, statement, FENCE, words)
    else:
        assert stack.sql_as("app", statement).returncode == 0, label


def test_issued_words_stand_under_their_own_hash(stack):
    refused(stack, "INSERT INTO issued_text VALUES (RANDOM_BYTES(32), 'x')", FENCE, "not the hash", "ctl")
    assert stack.sql_as("ctl", "INSERT INTO issued_text VALUES (UNHEX(SHA2('x', 256)), 'x')").returncode == 0


@pytest.mark.parametrize("account", ["app", "signin", "ctl"])
def test_events_come_one_after_the_other(stack, account):
    refused(stack, event("report", REPORT, 2, number="4000000000"), FENCE, "nobody chooses", account)
    refused(stack, event("report", REPORT, 3), FENCE, "does not follow", account)
    refused(stack, event("report", REPORT, 2, prev="REPEAT(x'11', 32)"), FENCE, "does not follow", account)
    done = stack.sql_as(account, f"START TRANSACTION; {event('report', REPORT, 2)} ROLLBACK")
    assert done.returncode == 0, done.stderr
