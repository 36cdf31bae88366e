"""What the database keeps of a target (sql/schema/086_target_set.sql), whoever holds the pages' account: printed words
stay, a correction has a basis, what people add stands in the issued text, a unit that does not lead answers for nothing."""
import os
import sys

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "http"))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from stack import Stack  # noqa: E402
from test_places import event, refused  # noqa: E402

NO_COLUMN_RIGHT, FENCE = "1143", "1644"
PERSON = 700000
BY = f"{PERSON}, confirmed_at = NOW()"


@pytest.fixture(scope="module")
def stack():
    with Stack("target-fences", "--only", "mariadb,schema", loaded=True) as servers:
        done = servers.sql_as("app", f"START TRANSACTION; {event('person', PERSON, 1)}"
                              f" INSERT INTO person (id, version, uuid, login, name, unit_id, roles) VALUES ({PERSON}, 1, RANDOM_BYTES(16), 'p', 'p', NULL, 1); COMMIT")
        assert done.returncode == 0, done.stderr
        yield servers


def target(stack):
    """One that 市商务局 does not lead."""
    return stack.sql("SELECT g.* FROM target g WHERE g.unit_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM task_lead l"
                     " JOIN unit u ON u.id = l.unit_id WHERE l.task_id = g.task_id AND u.name = '市商务局') LIMIT 1")[0]


def change(row, what):
    seq = int(row["version"]) + 1
    return f"START TRANSACTION; {event('target', row['id'], seq)} UPDATE target SET version = {seq}, {what} WHERE id = {row['id']};"


@pytest.mark.parametrize("column, value", [
    ("subject", "'x'"), ("comparator", "'='"), ("value", "1"), ("value_max", "1"), ("unit_word", "'x'"), ("quote", "'x'"),
    ("doubt", "''"), ("task_id", "1"), ("no", "99"), ("origin", "'added'"), ("split_of", "1"), ("id", "1")])
def test_pages_never_touch_printed_words(stack, column, value):
    refused(stack, change(target(stack), f"{column} = {value}"), NO_COLUMN_RIGHT)


@pytest.mark.parametrize("label, what, code, words", [
    ("confirmed by nobody", "confirmed = 1", FENCE, "somebody confirms"),
    ("confirmed by somebody", f"confirmed = 1, confirmed_by = {BY}", "", ""),
    ("a correction without basis", f"corrected = 1, corrected_by = {PERSON}", FENCE, "a correction has"),
    ("a basis without correction", "basis = 'x'", FENCE, "a correction has"),
    ("a correction by nobody", "corrected = 1, basis = 'x'", FENCE, "a correction has"),
    ("a correction", f"corrected = 1, basis = 'x', corrected_by = {PERSON}", "", ""),
    ("half a correction", "corrected_max = 1", FENCE, "a correction has"),
    ("dropped and still counting", f"drop_reason = 'x', dropped_by = {PERSON}", FENCE, "says why"),
    ("dropped by nobody", "drop_reason = 'x', ended_on = '2023-04-03'", FENCE, "says why"),
    ("dropped", f"drop_reason = 'x', dropped_by = {PERSON}, ended_on = '2023-04-03'", "", ""),
    ("the base of what adds up", "kind = 'cumulative', base = 1", FENCE, "only a stock"),
    ("the day of a stock", "kind = 'stock', due_on = '2023-09-30'", FENCE, "only a stock"),
    ("a unit that does not lead", "unit_id = (SELECT id FROM unit WHERE name = '市商务局')", FENCE, "does not lead"),
])
@pytest.mark.parametrize("before", ["", "SET check_constraint_checks = 0; SET foreign_key_checks = 0;"])
def test_what_a_target_may_be(stack, before, label, what, code, words):
    statement = f"{before} {change(target(stack), what)} ROLLBACK"
    if code:
        refused(stack, statement, code, words)
    else:
        done = stack.sql_as("app", statement)
        assert done.returncode == 0, label + done.stderr


def test_nobody_takes_back_a_drop(stack):
    row = target(stack)
    seq = int(row["version"]) + 1
    refused(stack, change(row, f"drop_reason = 'x', dropped_by = {PERSON}, ended_on = '2023-04-03'")
            + f"{event('target', row['id'], seq + 1)} UPDATE target SET version = {seq + 1}, drop_reason = '', dropped_by = NULL,"
            f" ended_on = NULL WHERE id = {row['id']};", FENCE, "stays dropped")


@pytest.mark.parametrize("label, origin, split_of, unit, quote, code, words", [
    ("as it should be", "added", "NULL", "g.unit_id", "g.quote", "", ""),
    ("a part", "split", "g.id", "g.unit_id", "g.quote", "", ""),
    ("words of nobody", "added", "NULL", "g.unit_id", "'不在原文中'", FENCE, "not in the text"),
    ("no words", "added", "NULL", "g.unit_id", "''", FENCE, "not in the text"),
    ("a part of nothing", "split", "NULL", "g.unit_id", "g.quote", FENCE, "split from"),
    ("no part of something", "added", "g.id", "g.unit_id", "g.quote", FENCE, "split from"),
    ("another's unit", "added", "NULL", "(SELECT id FROM unit WHERE name = '市商务局')", "g.quote", FENCE, "does not lead"),
])
def test_what_people_add_stands_in_the_text(stack, label, origin, split_of, unit, quote, code, words):
    row = target(stack)
    statement = (f"START TRANSACTION; {event('target', 700100, 1)} INSERT INTO target (id, version, task_id, unit_id, no, subject,"
                 f" comparator, value, unit_word, quote, doubt, kind, confirmed, origin, split_of) SELECT 700100, 1, g.task_id, {unit},"
                 f" 99, 'x', '=', 1, '', {quote}, '', 'cumulative', 0, '{origin}', {split_of} FROM target g WHERE g.id = {row['id']};"
                 " ROLLBACK")
    if code:
        refused(stack, statement, code, words)
    else:
        done = stack.sql_as("app", statement)
        assert done.returncode == 0, label + done.stderr
