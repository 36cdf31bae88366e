"""What the database keeps of work items and of what reports say of them (sql/schema/083_work_items.sql), whoever holds the
pages' account: each change has its event, a list belongs to a lead, a submission speaks of its own list and only once."""
import os
import sys

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "http"))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from stack import Stack  # noqa: E402
from test_places import FILER, NO_RIGHT, event, handed_in_report, refused  # noqa: E402

FENCE, FOREIGN_KEY, TWICE = "1644", "1452", "1062"
OWN, OTHER, VERSION = 700100, 700101, 700002
COLUMNS = "work_item (id, version, task_id, unit_id, no, name, person, starts_on, due_on, q1, q2, q3, q4, confirmed)"


def new_item(row, task, no=1, version=1):
    """On the list of the task's first lead."""
    return (f"INSERT INTO {COLUMNS} SELECT {row}, {version}, l.task_id, l.unit_id, {no}, 'x', 'x', '2023-01-01', '2023-06-01', 'x', '', '', '',"
            f" 0 FROM task_lead l JOIN task t ON t.id = l.task_id WHERE t.no = {task} AND l.place = 1;")


@pytest.fixture(scope="module")
def stack():
    """Items on the lists of tasks 1 and 2; a submission on task 1 that has room for two items."""
    with Stack("item-fences", "--only", "mariadb,schema", loaded=True) as servers:
        for statement in (handed_in_report().replace("value_count)", "value_count, item_count)").replace("NOW(), 0);", "NOW(), 0, 2);"),
                          f"START TRANSACTION; {event('work_item', OWN, 1)} {new_item(OWN, 1)} {event('work_item', OTHER, 1)}"
                          f" {new_item(OTHER, 2)} COMMIT"):
            done = servers.sql_as("app", statement)
            assert done.returncode == 0, done.stderr
        yield servers


def said(place, item=OWN, version=VERSION, state="doing"):
    return f"INSERT INTO report_item VALUES ({version}, {place}, {item}, '{state}', 'x');"


@pytest.mark.parametrize("label, statement, code, words", [
    ("a new item without its event", new_item(700102, 1, 2), FENCE, "no audit event"),
    ("a new item that is not version 1", f"START TRANSACTION; {event('work_item', 700102, 1)} {new_item(700102, 1, 2, version=2)}", FENCE,
     "no audit event"),
    ("a change without its event", f"UPDATE work_item SET name = 'y', version = 2 WHERE id = {OWN}", FENCE, "no audit event"),
    ("a change that keeps the version", f"UPDATE work_item SET name = 'y' WHERE id = {OWN}", FENCE, "no audit event"),
    ("a number twice", f"START TRANSACTION; {event('work_item', 700102, 1)} {new_item(700102, 1)}", TWICE, ""),
    ("deleting one", f"DELETE FROM work_item WHERE id = {OWN}", NO_RIGHT, ""),
    ("the list of a unit that does not lead", f"START TRANSACTION; {event('work_item', 700102, 1)}" + new_item(700102, 1, 2).replace(
        "l.unit_id, 2", "(SELECT id FROM unit WHERE name = '市商务局'), 2"), FENCE, "does not lead"),
    ("an item of another task", said(1, OTHER), FENCE, "another task or unit"),
    ("an item that does not exist", said(1, 799999), FENCE, "another task or unit"),
    ("more than the submission counts", said(3), FENCE, "complete"),
    ("place 0", said(0), FENCE, "complete"),
    ("of no submission", said(1, version=799999), FENCE, "complete"),
    ("an item twice", f"START TRANSACTION; {said(1)} {said(2)}", TWICE, ""),
    ("a state that is none", said(1, state="lost"), "1265", ""),
    ("changing what was said", "UPDATE report_item SET result = 'y'", NO_RIGHT, ""),
    ("taking it back", "DELETE FROM report_item", NO_RIGHT, ""),
])
def test_what_the_database_refuses(stack, label, statement, code, words):
    tables = "CHECKSUM TABLE work_item, report_item"
    before = stack.sql(tables)
    refused(stack, statement, code, words)
    assert stack.sql(tables) == before, label


@pytest.mark.parametrize("column, value", [("task_id", "2"), ("unit_id", "2"), ("no", "9"), ("id", "700200")])
def test_an_item_stays_on_its_list(stack, column, value):
    change = f"START TRANSACTION; {event('work_item', OWN, 2)} UPDATE work_item SET version = 2, {column} = {value} WHERE id = {OWN};"
    refused(stack, f"SET foreign_key_checks = 0; {change}", FENCE)


def test_a_lead_that_has_ended_lists_nothing_new(stack):
    lead = stack.sql("SELECT l.id, l.version FROM task_lead l JOIN task t ON t.id = l.task_id WHERE t.no = 2 AND l.place = 1")[0]
    seq = int(lead["version"]) + 1
    end = f"{event('task_lead', lead['id'], seq)} UPDATE task_lead SET ended_on = NOW(), version = {seq} WHERE id = {lead['id']};"
    refused(stack, f"START TRANSACTION; {end} {event('work_item', 700102, 1)} {new_item(700102, 2, 2)}", FENCE, "does not lead", account=None)


def test_rows_never_change_whoever_asks(stack):
    """As the database's root: the triggers, not the grants."""
    assert stack.sql_as("app", said(1)).returncode == 0
    for statement in ("UPDATE report_item SET result = 'y'", "DELETE FROM report_item", f"DELETE FROM work_item WHERE id = {OTHER}"):
        refused(stack, statement, FENCE, "never", account=None)


def test_the_right_thing_passes(stack):
    change = (f"START TRANSACTION; {event('work_item', OWN, 2)} UPDATE work_item SET version = 2, confirmed = 1, confirmed_by = {FILER},"
              f" confirmed_at = NOW() WHERE id = {OWN}; ROLLBACK")
    done = stack.sql_as("app", change)
    assert done.returncode == 0, done.stderr
