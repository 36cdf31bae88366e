"""What the database keeps of 延期、调整、异议、销号 (sql/schema/114_applications.sql, 137_part_objections.sql), whoever holds the pages'
account: each change has its event, what was asked and decided stays, a task changes only by an application."""
import os
import sys

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "http"))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from stack import Stack  # noqa: E402
from test_places import FILER, NO_RIGHT, REVIEWER, event, handed_in_report, refused  # noqa: E402

FENCE, FOREIGN_KEY, TWICE = "1644", "1452", "1062"
WAITING, STRUCK, PART, FILE, STRANGE = 700300, 700301, 700302, 700310, 700311
COLUMNS = ("application (id, version, task_id, unit_id, asks, period_id, target_id, stood, asked, reason, evidence, file_count, check_count, state,"
           " on_behalf, applied_by, applied_at)")
EVIDENCE = "evidence (id, version, task_id, unit_id, period_id, no, name, kind, size_bytes, sha256, stored, on_behalf, kept_by, kept_at)"
OTHER = "(SELECT u.id FROM unit u WHERE u.name = '市商务局')"


def new(row, task, asks="date", version=1, state="waiting", files=0, checks=0):
    """Of the task's first lead."""
    return (f"INSERT INTO {COLUMNS} SELECT {row}, {version}, l.task_id, l.unit_id, '{asks}', NULL, NULL, '2023-12-31', '2024-03-31', 'x', '', {files}, {checks},"
            f" '{state}', 0, {FILER}, NOW() FROM task_lead l JOIN task t ON t.id = l.task_id WHERE t.no = {task} AND l.place = 1;")


def of_part(row, asks):
    """Of the first unit that takes part in a task and leads it not."""
    return (f"INSERT INTO {COLUMNS} SELECT {row}, 1, b.task_id, b.unit_id, '{asks}', NULL, NULL, 'participant', '', 'x', '', 0, 0, 'waiting', 0, {FILER},"
            " NOW() FROM task_participant b LEFT JOIN task_lead l ON l.task_id = b.task_id AND l.unit_id = b.unit_id WHERE l.id IS NULL AND b.ended_on IS NULL"
            " ORDER BY b.id LIMIT 1;")


def kept_file(row, task, stored):
    return (f"{event('evidence', row, 1)} INSERT INTO {EVIDENCE} SELECT {row}, 1, l.task_id, l.unit_id, p.id, 9, 'a{row}.pdf', 'pdf', 1, REPEAT('a', 32),"
            f" '{stored}', 0, {FILER}, NOW() FROM task_lead l JOIN task t ON t.id = l.task_id JOIN period p WHERE t.no = {task} AND l.place = 1"
            " AND p.code = '2023-03';")


def decided(row, seq, state="granted", by=REVIEWER):
    return (f"{event('application', row, seq)} UPDATE application SET version = {seq}, state = '{state}', opinion = 'x', decided_by = {by}, decided_at = NOW()"
            f" WHERE id = {row};")


@pytest.fixture(scope="module")
def stack():
    """One application that waits, with room for one file and one line; one 销号 that was granted; files of tasks 1 and 2."""
    with Stack("application-fences", "--only", "mariadb,schema", loaded=True) as servers:
        for statement in (handed_in_report(),
                          f"START TRANSACTION; {event('application', WAITING, 1)} {new(WAITING, 1, files=1, checks=1)} {event('application', STRUCK, 1)}"
                          f" {new(STRUCK, 2, 'closure')} {event('application', PART, 1)} {of_part(PART, 'assignment')} COMMIT;",
                          f"START TRANSACTION; {kept_file(FILE, 1, 'f1')} {kept_file(STRANGE, 2, 'f2')} COMMIT;", decided(STRUCK, 2)):
            done = servers.sql_as("app", statement)
            assert done.returncode == 0, done.stderr
        yield servers


def changed(column, value, row=WAITING, seq=2):
    return f"START TRANSACTION; {event('application', row, seq)} UPDATE application SET version = {seq}, {column} = {value} WHERE id = {row};"


def reopened(row, seq, reason="'x'", by=REVIEWER):
    return (f"START TRANSACTION; {event('application', row, seq)} UPDATE application SET version = {seq}, reopen_reason = {reason}, reopened_by = {by},"
            f" reopened_at = NOW() WHERE id = {row};")


@pytest.mark.parametrize("label, statement, code, words", [
    ("a new one without its event", new(700320, 1), FENCE, "no audit event"),
    ("a new one that is not version 1", f"START TRANSACTION; {event('application', 700320, 1)} {new(700320, 1, version=2)}", FENCE, "no audit event"),
    ("a new one that is granted", f"START TRANSACTION; {event('application', 700320, 1)} {new(700320, 1, state='granted')}", FENCE, "no audit event"),
    ("of a unit that has no part", f"START TRANSACTION; {event('application', 700320, 1)}" + new(700320, 1, "assignment").replace(
        "l.unit_id,", "(SELECT u.id FROM unit u WHERE u.id NOT IN (SELECT unit_id FROM task_lead WHERE task_id = l.task_id) AND u.id NOT IN"
        " (SELECT unit_id FROM task_participant WHERE task_id = l.task_id) LIMIT 1),", 1), FENCE, "does not lead"),
    ("of a unit that only takes part", f"START TRANSACTION; {event('application', 700320, 1)} {of_part(700320, 'date')}", FENCE, "does not lead"),
    ("a change without its event", f"UPDATE application SET state = 'withdrawn', version = 2 WHERE id = {WAITING}", FENCE, "no audit event"),
    ("a change that keeps the version", f"UPDATE application SET opinion = 'y' WHERE id = {WAITING}", FENCE, "no audit event"),
    ("decided by whoever asked", f"START TRANSACTION; {decided(WAITING, 2, by=FILER)}", FENCE, "a second person"),
    ("decided by nobody", f"START TRANSACTION; {decided(WAITING, 2, by='NULL')}", FENCE, "a second person"),
    ("decided again", f"START TRANSACTION; {decided(STRUCK, 3, 'refused')}", FENCE, "decided once"),
    ("another opinion", changed("opinion", "'y'", STRUCK, 3), FENCE, "decided once"),
    ("other names of who verified", changed("verifiers", "'y'", STRUCK, 3), FENCE, "decided once"),
    ("reopening what waits", reopened(WAITING, 2), FENCE, "only what was struck off"),
    ("reopening without a reason", reopened(STRUCK, 3, reason="''"), FENCE, "only what was struck off"),
    ("reopening by nobody", reopened(STRUCK, 3, by="NULL"), FENCE, "only what was struck off"),
    ("deleting one", f"DELETE FROM application WHERE id = {WAITING}", NO_RIGHT, ""),
    ("a file of another task", f"INSERT INTO application_file VALUES ({WAITING}, 1, {STRANGE})", FENCE, "another task or unit"),
    ("a file that does not exist", f"INSERT INTO application_file VALUES ({WAITING}, 1, 799999)", FENCE, "another task or unit"),
    ("more files than it counts", f"INSERT INTO application_file VALUES ({WAITING}, 2, {FILE})", FENCE, "complete"),
    ("changing a file", f"UPDATE application_file SET evidence_id = {STRANGE}", NO_RIGHT, ""),
    ("taking a file back", "DELETE FROM application_file", NO_RIGHT, ""),
    ("more lines than it counts", f"INSERT INTO closing_check VALUES ({WAITING}, 2, 'items', NULL, 1, 'x', '')", FENCE, "complete"),
    ("a line of nothing", "INSERT INTO closing_check VALUES (799999, 1, 'items', NULL, 1, 'x', '')", FENCE, "complete"),
    ("changing a line", "UPDATE closing_check SET met = 1", NO_RIGHT, ""),
    ("taking a line back", "DELETE FROM closing_check", NO_RIGHT, ""),
])
def test_what_the_database_refuses(stack, label, statement, code, words):
    tables = "CHECKSUM TABLE application, application_file, closing_check"
    before = stack.sql(tables)
    refused(stack, statement, code, words)
    assert stack.sql(tables) == before, label


@pytest.mark.parametrize("column, value", [
    ("task_id", "(SELECT id FROM task WHERE no = 3)"), ("unit_id", OTHER), ("asks", "'closure'"), ("stood", "'y'"), ("asked", "'y'"),
    ("reason", "'y'"), ("evidence", "'y'"), ("file_count", "9"), ("check_count", "9"), ("on_behalf", "1"), ("applied_by", str(REVIEWER)),
    ("applied_at", "'2020-01-01'"), ("period_id", "(SELECT MIN(id) FROM period)"), ("target_id", "(SELECT MIN(id) FROM target)")])
def test_what_was_asked_never_changes(stack, column, value):
    refused(stack, changed(column, value), FENCE, "what was asked never changes")


@pytest.mark.parametrize("change", ["state = 'closed'", "due_on = '2024-03-31'", "extended = extended + 1", "adjusted = 'y'", "closed_at = NOW()"])
@pytest.mark.parametrize("account", ["app", "ctl"])
def test_a_task_changes_only_by_an_application(stack, account, change):
    """Not even with its own event: the request must be one that changed an application of that task."""
    task = stack.sql("SELECT id, version FROM task WHERE no = 1")[0]
    seq = int(task["version"]) + 1
    statement = f"START TRANSACTION; {event('task', task['id'], seq)} UPDATE task SET version = {seq}, {change} WHERE id = {task['id']};"
    done = stack.sql_as(account, statement)
    assert done.returncode != 0 and ("no application stands behind" in done.stderr or "denied" in done.stderr), done.stderr


@pytest.mark.parametrize("table, words", [("task_lead", "only a succession or an application"), ("task_participant", "only a succession or an application")])
def test_who_leads_and_takes_part_changes_only_by_an_application(stack, table, words):
    row = stack.sql(f"SELECT id, version FROM {table} WHERE ended_on IS NULL LIMIT 1")[0]
    seq = int(row["version"]) + 1
    refused(stack, f"START TRANSACTION; {event(table, row['id'], seq)} UPDATE {table} SET version = {seq}, ended_on = NOW() WHERE id = {row['id']};",
            FENCE, words)


def test_it_is_reopened_once(stack):
    """Last: it changes what the others look at."""
    done = stack.sql_as("app", reopened(STRUCK, 3) + " COMMIT")
    assert done.returncode == 0, done.stderr
    refused(stack, reopened(STRUCK, 4), FENCE, "only what was struck off")
    done = stack.sql_as("app", f"INSERT INTO application_file VALUES ({WAITING}, 1, {FILE}); INSERT INTO closing_check VALUES ({WAITING}, 1, 'items', NULL, 1, 'x', '')")
    assert done.returncode == 0, done.stderr
    refused(stack, f"UPDATE application_file SET place = 1 WHERE application_id = {WAITING}", FENCE, "never change", account=None)
    refused(stack, f"DELETE FROM closing_check WHERE application_id = {WAITING}", FENCE, "never deleted", account=None)
    refused(stack, f"DELETE FROM application WHERE id = {STRUCK}", FENCE, "never deleted", account=None)
