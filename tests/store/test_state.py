"""The digest of a row covers everything of it (sql/queries/state.sql): each column of each table, each row of its own. A table or
a column that is added and forgotten there would be a place where the ledger can be changed and nobody sees it."""
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "http"), str(ROOT / "tests" / "store")]
from forger import Forger  # noqa: E402
from stack import Stack  # noqa: E402

# Nothing of the ledger: rows of these may change and go (sql/schema/040_working.sql and others say so), or they are the log itself.
WORKING = {"attempt", "mail_out", "sheet_return", "form_time", "refusal", "kept", "session", "draft", "export_job", "book_stamp", "schema_migration", "verify_run", "display", "audit_event",
           "audit_pending", "audit_leaf", "audit_tile", "audit_checkpoint", "tree_state"}
OTHERWISE = {"issued_text": "its key is the hash of its bytes, and a plan's digest has the key: statement verify_issued"}


def statements():
    text = (ROOT / "sql" / "queries" / "state.sql").read_text(encoding="utf-8")
    return {m[1]: m[2].strip() for m in re.finditer(r"^-- state_(\w+) \(after i, upto i\) -> .*\n((?:(?!--).*\n?)*)", text, re.M)}


STATES = statements()
COVERED = {table: etype for etype, sql in STATES.items() for table in re.findall(r"(?:FROM|JOIN) (\w+) \w+(?: WHERE| ON)", sql)}


@pytest.fixture(scope="module")
def stack():
    with Stack("state", "--only", "mariadb,schema", loaded=True) as servers:
        yield servers


@pytest.fixture(scope="module")
def columns(stack):
    found = {}
    for row in stack.sql("SELECT table_name AS t, column_name AS c, column_type AS type, is_nullable AS n FROM information_schema.columns"
                         " WHERE table_schema = 'taizhang' ORDER BY t, ordinal_position"):
        found.setdefault(row["t"], []).append(row)
    del found["seq_id"]
    return found


def test_each_table_is_covered_or_said_to_be_working(columns):
    assert set(columns) == WORKING | set(OTHERWISE) | set(COVERED)


def test_each_type_is_known_to_the_program():
    code = (ROOT / "src" / "store" / "row_state.c").read_text(encoding="utf-8")
    assert set(re.findall(r'\{ "(\w+)", SQL_STATE_', code)) == set(STATES)


def other_value(column):
    """An expression that is another value of the column's type."""
    name, kind = column["c"], column["type"]
    if kind.startswith("enum"):
        words = re.findall(r"'([^']*)'", kind)
        return f"IF({name} = '{words[0]}', '{words[-1]}', '{words[0]}')"
    if re.match(r"(big|small|tiny|medium)?int|decimal", kind):
        return f"COALESCE({name}, 0) + 1"
    if kind.startswith("datetime"):
        return f"COALESCE({name}, '2023-01-01') + INTERVAL 1 MICROSECOND"
    if kind.startswith("date"):
        return f"COALESCE({name}, '2023-01-01') + INTERVAL 1 DAY"
    if "binary" in kind:
        return f"REPEAT('x', {re.search(r'[0-9]+', kind)[0]})"
    return f"IF({name} = 'x', 'y', 'x')"


def plain_value(column):
    """A value for a made-up row."""
    kind = column["type"]
    if kind.startswith("enum"):
        return f"'{re.findall(chr(39) + '([^' + chr(39) + ']*)' + chr(39), kind)[0]}'"
    if kind.startswith("date"):
        return "'2001-02-03'"
    return "REPEAT('a', 16)" if "binary" in kind else "1" if re.match(r".*int|decimal", kind) else "'a'"


PARENT = 7777
BELONGS = {"application_file": {"application_id": PARENT}, "closing_check": {"application_id": PARENT}, "instruction_step": {"part_id": PARENT}, "report_version": {"report_id": PARENT, "id": PARENT}, "report_value": {"version_id": PARENT},
           "report_item": {"version_id": PARENT}, "decision": {"report_id": PARENT}, "frozen_line": {"period_id": PARENT},
           "report_file": {"version_id": PARENT}, "return_reason": {"decision_id": 1}, "report_answer": {"version_id": PARENT}, "decision_undo": {"report_id": PARENT}, "notice_step": {"notice_id": PARENT},
           "frozen_value": {"period_id": PARENT}, "bulletin_part": {"bulletin_id": PARENT}, "bulletin_score": {"bulletin_id": PARENT},
           **{t: {"problem_id": PARENT} for t in ("problem_step", "problem_unit", "problem_file", "problem_note")}}


def state(etype):
    """Asks for the digest of the made-up row of this type."""
    return STATES[etype].replace("?", str(PARENT - 1), 1).replace("?", str(PARENT), 1)


def one_row(columns, table):
    known = BELONGS.get(table, {"id": PARENT})
    values = ", ".join(str(known[c["c"]]) if c["c"] in known else plain_value(c) for c in columns[table])
    return f"INSERT INTO {table} VALUES ({values});"


def tables_of(etype):
    return [etype] + [t for t, e in COVERED.items() if e == etype and t != etype]


@pytest.mark.parametrize("table", sorted(COVERED))
def test_each_column_counts(stack, columns, table):
    """A made-up row with all that hangs from it; each column changed in turn changes the digest."""
    etype = COVERED[table]
    rows = "".join(one_row(columns, t) for t in tables_of(etype))
    key = {"id": PARENT} if table not in BELONGS else BELONGS[table]
    where = " AND ".join(f"{c} = {v}" for c, v in key.items())
    script = f"DELETE FROM {etype} WHERE id = {PARENT}; {rows} {state(etype)};\n"
    changed = [c for c in columns[table] if c["c"] not in key]
    for column in changed:
        script += (f"SAVEPOINT s; UPDATE {table} SET {column['c']} = {other_value(column)} WHERE {where}; {state(etype)};"
                   f" ROLLBACK TO s;\n")
    script += f"DELETE FROM {table} WHERE {where}; {state(etype)};\n"
    forger = Forger(stack)
    digests = run(forger, etype, script)
    assert len(digests) == len(changed) + (2 if table != etype else 1)
    for column, digest in zip(changed + [{"c": "(the row itself)"}], digests[1:]):
        assert digest != digests[0], f"{table}.{column['c']} does not count in state_{etype}"


def run(forger, etype, script):
    """The digests that the script reads, in a transaction that leaves nothing behind."""
    fences = [row for row in forger.fences if row["at"] in tables_of(etype)]
    whole = "".join(f"DROP TRIGGER {row['name']};\n" for row in fences)
    whole += f"SET foreign_key_checks = 0, unique_checks = 0, sql_mode = '';\nSTART TRANSACTION;\n{script}\nROLLBACK;\n"
    whole += "DELIMITER //\n" + "".join(f"{row['again']}\n//\n" for row in fences)
    done = forger.stack.sql_as(None, whole.replace("UNHEX(SHA2(", "HEX(SHA2("))
    assert done.returncode == 0, done.stderr
    return [line.split("\t")[2] for line in done.stdout.splitlines() if line.startswith(f"{PARENT}\t")]


@pytest.mark.parametrize("one, other", [("NULL", "''"), ("'NULL'", "NULL"), ("'a\\'b'", "'a''b,'"), ("'a'", "'a '"), ("'1'", "'１'")])
def test_values_that_look_alike(stack, columns, one, other):
    script = (f"{one_row(columns, 'unit')} UPDATE unit SET code = {one} WHERE id = {PARENT}; {state('unit')};"
              f" UPDATE unit SET code = {other} WHERE id = {PARENT}; {state('unit')};\n")
    digests = run(Forger(stack), "unit", script)
    assert len(digests) == 2 and digests[0] != digests[1]


def test_what_is_next_to_each_other_is_not_mixed(stack, columns):
    script = (f"{one_row(columns, 'unit')} UPDATE unit SET name = 'ab', short = 'c' WHERE id = {PARENT}; {state('unit')};"
              f" UPDATE unit SET name = 'a', short = 'bc' WHERE id = {PARENT}; {state('unit')};\n")
    digests = run(Forger(stack), "unit", script)
    assert digests[0] != digests[1]
