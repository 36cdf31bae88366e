"""The third fence (design.md §7): what the database itself refuses, whoever holds the workers' accounts.

Each forbidden statement is sent as the account itself, with its password; it must fail with the error that the fence
gives, and no table may have changed by one byte (F1, F3, R44, R47)."""
import os
import re
import subprocess
import sys

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "http"))
from stack import ROOT, Stack  # noqa: E402

EVENT = """INSERT INTO audit_event (alg, etype, entity_id, entity_seq, at_us, actor, actor_unit, actor_role, ip, agent, action, result,
 req_id, req_no, body, prev_hash, hash, mac) VALUES (1, '{etype}', {id}, {seq}, 1, '', '', '', '', '', '{action}', 'ok',
 RANDOM_BYTES(16), 0, '{{}}', REPEAT('0', 32), REPEAT('0', 32), REPEAT('0', 32));"""
LEDGER = ("unit", "person", "plan", "section", "task", "task_lead", "task_participant", "target", "period", "report")
PLAN = ("unit", "plan", "section", "task", "task_lead", "task_participant")
ONLY_ADDED = ("report_version", "report_value", "decision", "issued_text", "audit_event")
TABLES = LEDGER + ONLY_ADDED + ("audit_pending", "session", "draft", "attempt")
REPORT = 700001
NO_RIGHT, NO_TABLE_RIGHT, NO_COLUMN_RIGHT, FENCE, FOREIGN_KEY = "1044", "1142", "1143", "1644", "1452"
VERSION = ("report_version (id, report_id, at_version, round, narrative, next_steps, light, light_reason, late, on_behalf, filed_by,"
           " submitted_at, value_count)")
DECISION = "decision (id, report_id, at_version, version_id, decision, comment, light, decided_by, decided_at)"


def writer(table):
    """The account that may change the table: pages change nothing of the plan but targets and periods."""
    return "ctl" if table in PLAN + ("issued_text",) else "app"


def event(etype, row, seq, action="x"):
    return EVENT.format(etype=etype, id=row, seq=seq, action=action)


def following(etype, row, seq):
    """The next event of a row, as the application writes it; only its own hash is made up."""
    return event(etype, row, seq).replace("REPEAT('0', 32)", f"(SELECT e.hash FROM audit_event e WHERE e.etype = '{etype}'"
                                          f" AND e.entity_id = {row} AND e.entity_seq = {int(seq) - 1})", 1)


@pytest.fixture(scope="module")
def stack():
    with Stack("fences", "--only", "mariadb,schema", loaded=True) as servers:
        done = servers.sql_as("app", handed_in_report())
        assert done.returncode == 0, done.stderr
        yield servers


def handed_in_report():
    """One report, written as the application writes it: so the fences do let the right thing through."""
    return f"""START TRANSACTION;
    {event('person', 700000, 1)}
    INSERT INTO person (id, version, uuid, login, name, unit_id, roles) VALUES (700000, 1, x'00112233445566778899aabbccddeeff', 'p', 'p', NULL, 1);
    {event('report', REPORT, 1, 'report.submit')}
    INSERT INTO report (id, version, task_id, unit_id, period_id, state, round, declared, late, filed_by, submitted_at)
      SELECT {REPORT}, 1, l.task_id, l.unit_id, p.id, 'submitted', 1, 'green', 0, 700000, NOW()
        FROM task_lead l JOIN task t ON t.id = l.task_id JOIN period p WHERE t.no = 1 AND l.place = 1 AND p.code = '2023-03';
    INSERT INTO {VERSION} VALUES (700002, {REPORT}, 1, 1, 'x', '', 'green', '', 0, 0, 700000, NOW(), 0);
    COMMIT;"""


@pytest.fixture
def unchanged(stack):
    """Whatever the test tries, the tables stay as they are."""
    before = checksums(stack)
    yield stack
    assert checksums(stack) == before


def checksums(stack):
    return {row["Table"]: row["Checksum"] for row in stack.sql("CHECKSUM TABLE " + ", ".join(TABLES) + " EXTENDED")}


def refused(stack, account, statement, *codes):
    done = stack.sql_as(account, statement)
    found = re.search(r"ERROR (\d+)", done.stderr)
    assert done.returncode != 0 and found, f"not refused: {statement}"
    assert not codes or found[1] in codes, done.stderr


@pytest.mark.parametrize("table", LEDGER)
@pytest.mark.parametrize("before", ["", "SET foreign_key_checks = 0; ", "SET sql_mode = ''; SET unique_checks = 0; "])
def test_no_change_without_its_event(unchanged, table, before):
    refused(unchanged, writer(table), f"{before}UPDATE {table} SET version = version + 1 LIMIT 1", FENCE)
    refused(unchanged, writer(table), f"{before}UPDATE {table} SET version = version LIMIT 1", FENCE)


@pytest.mark.parametrize("table", LEDGER)
def test_version_grows_by_one(unchanged, table):
    row = unchanged.sql(f"SELECT id, version FROM {table} LIMIT 1")[0]
    seq = int(row["version"])
    for jump in (0, 2, -1):
        words = event(table, row["id"], seq + jump) if jump > 0 else ""
        refused(unchanged, writer(table), f"START TRANSACTION; {words} UPDATE {table} SET version = {seq + jump} WHERE id = {row['id']};")


@pytest.mark.parametrize("table", LEDGER)
def test_id_never_changes(unchanged, table):
    row = unchanged.sql(f"SELECT id, version FROM {table} LIMIT 1")[0]
    seq = int(row["version"]) + 1
    refused(unchanged, writer(table), f"SET foreign_key_checks = 0; START TRANSACTION; {event(table, 990001, seq)}"
            f" UPDATE {table} SET id = 990001, version = {seq} WHERE id = {row['id']};", FENCE, NO_COLUMN_RIGHT)


@pytest.mark.parametrize("table", LEDGER + ONLY_ADDED)
@pytest.mark.parametrize("statement", [
    "DELETE FROM {t}", "TRUNCATE {t}", "DROP TABLE {t}", "ALTER TABLE {t} ADD x INT", "REPLACE INTO {t} SELECT * FROM {t} LIMIT 1",
    "LOCK TABLES {t} WRITE; DELETE FROM {t}", "CREATE TRIGGER x BEFORE INSERT ON {t} FOR EACH ROW SET @x = 1",
    "DROP TRIGGER {t}_insert", "DROP TRIGGER {t}_update", "RENAME TABLE {t} TO y", "CREATE INDEX x ON {t} (id)",
    "OPTIMIZE TABLE {t}; DELETE FROM {t}", "GRANT DELETE ON {t} TO CURRENT_USER()",
    "SET foreign_key_checks = 0; DELETE FROM {t} LIMIT 1"])
@pytest.mark.parametrize("account", ["app", "ctl"])
def test_nothing_is_deleted_or_redefined(unchanged, account, table, statement):
    refused(unchanged, account, statement.format(t=table))


@pytest.mark.parametrize("table", ("plan", "section", "task", "issued_text"))
def test_pages_change_nothing_of_the_plan(unchanged, table):
    """Not even with the event that such a change needs: a task changes only by an application (114_applications.sql)."""
    columns = [row["Field"] for row in unchanged.sql(f"SHOW COLUMNS FROM {table}")]
    refused(unchanged, "app", f"INSERT INTO {table} SELECT * FROM {table}", NO_TABLE_RIGHT)
    refused(unchanged, "app", f"UPDATE {table} SET {columns[0]} = {columns[0]}", NO_TABLE_RIGHT, "1143")
    if "version" in columns:
        row = unchanged.sql(f"SELECT id, version + 1 AS seq FROM {table} LIMIT 1")[0]
        refused(unchanged, "app", f"START TRANSACTION; {following(table, row['id'], row['seq'])}"
                f" UPDATE {table} SET version = {row['seq']} WHERE id = {row['id']};", NO_TABLE_RIGHT, "1644")


@pytest.mark.parametrize("table", ["task_lead", "task_participant"])
def test_pages_hand_a_lead_over_only_by_a_succession(unchanged, table):
    """With the events of such a change, and without a row that says who took over from whom."""
    row = unchanged.sql(f"SELECT id, version + 1 AS seq, task_id, place FROM {table} LIMIT 1")[0]
    source = ", 'assigned', NULL" if table == "task_lead" else ", NULL"
    refused(unchanged, "app", f"START TRANSACTION; {following(table, row['id'], row['seq'])}"
            f" UPDATE {table} SET ended_on = '2023-04-01', version = {row['seq']} WHERE id = {row['id']};", FENCE)
    refused(unchanged, "app", f"START TRANSACTION; {event(table, 990007, 1)} INSERT INTO {table} SELECT 990007, 1, {row['task_id']}, id, 9{source}"
            " FROM unit WHERE name = '市审计局';", FENCE)
    refused(unchanged, "app", f"UPDATE {table} SET place = 1, version = {row['seq']} WHERE id = {row['id']}", NO_COLUMN_RIGHT)


def test_no_new_name_without_the_former_one(unchanged):
    """The event of the change is there; nothing keeps the old name."""
    row = unchanged.sql("SELECT id, version + 1 AS seq FROM unit LIMIT 1")[0]
    refused(unchanged, "app", f"START TRANSACTION; {following('unit', row['id'], row['seq'])}"
            f" UPDATE unit SET name = 'x', version = {row['seq']} WHERE id = {row['id']};", FENCE)


@pytest.mark.parametrize("column", ["kind", "code"])
def test_pages_never_change_who_signs_in_for_a_unit(unchanged, column):
    row = unchanged.sql("SELECT id, version + 1 AS seq FROM unit LIMIT 1")[0]
    refused(unchanged, "app", f"START TRANSACTION; {following('unit', row['id'], row['seq'])}"
            f" UPDATE unit SET {column} = {column}, version = {row['seq']} WHERE id = {row['id']};", NO_COLUMN_RIGHT)


@pytest.mark.parametrize("statement", [
    "INSERT INTO unit_succession SELECT 990008, 1, a.id, b.id, '2023-04-01', 'x', 700000, NOW() FROM unit a JOIN unit b LIMIT 1, 1",
    "INSERT INTO unit_alias SELECT 990008, 1, id, 'x', '', 'alias', NULL, NULL, 'x', 700000, NOW() FROM unit LIMIT 1",
    "INSERT INTO unit_member SELECT 990008, 1, g.id, u.id, '2023-01-01', NULL, 'x', 700000, NOW() FROM unit g JOIN unit u"
    " WHERE g.kind = 'group' AND u.kind = 'bureau' LIMIT 1"])
def test_no_word_about_units_without_its_event(unchanged, statement):
    refused(unchanged, "app", statement, FENCE)


def test_only_the_administrator_says_who_took_over(unchanged):
    """The event is there; the person (a filer) is the wrong one."""
    refused(unchanged, "app", f"START TRANSACTION; {event('unit_succession', 990008, 1)} INSERT INTO unit_succession"
            " SELECT 990008, 1, a.id, b.id, '2023-04-01', 'x', 700000, NOW() FROM unit a JOIN unit b ON b.id > a.id LIMIT 1;", FENCE)


@pytest.mark.parametrize("table", ["target", "period"])
def test_pages_change_targets_and_periods_with_their_event(unchanged, table):
    row = unchanged.sql(f"SELECT id, version + 1 AS seq FROM {table} LIMIT 1")[0]
    done = unchanged.sql_as("app", f"START TRANSACTION; {following(table, row['id'], row['seq'])}"
                            f" UPDATE {table} SET version = {row['seq']} WHERE id = {row['id']}; ROLLBACK")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("table", ["person", "report", "report_version", "report_value", "decision", "session", "draft", "attempt"])
@pytest.mark.parametrize("statement", ["UPDATE {t} SET {c} = {c}", "INSERT INTO {t} SELECT * FROM {t}", "DELETE FROM {t}"])
def test_the_operator_writes_nothing_of_people_and_reports(unchanged, table, statement):
    column = unchanged.sql(f"SHOW COLUMNS FROM {table}")[0]["Field"]
    refused(unchanged, "ctl", statement.format(t=table, c=column), NO_TABLE_RIGHT)


@pytest.mark.parametrize("table", ["session", "draft", "attempt"])
def test_the_operator_reads_no_sessions_and_drafts(unchanged, table):
    refused(unchanged, "ctl", f"SELECT * FROM {table}", NO_TABLE_RIGHT)


@pytest.mark.parametrize("table", ONLY_ADDED)
def test_what_is_only_added_never_changes(unchanged, table):
    column = unchanged.sql(f"SHOW COLUMNS FROM {table}")[0]["Field"]
    refused(unchanged, writer(table), f"UPDATE {table} SET {column} = {column}", NO_TABLE_RIGHT)
    refused(unchanged, writer(table), f"INSERT INTO {table} SELECT * FROM {table} LIMIT 1 ON DUPLICATE KEY UPDATE {column} = {column}")


@pytest.mark.parametrize("table", ONLY_ADDED)
def test_not_even_root_changes_it_by_accident(unchanged, table):
    if not unchanged.sql(f"SELECT 1 FROM {table} LIMIT 1"):
        pytest.skip("no row")
    column = unchanged.sql(f"SHOW COLUMNS FROM {table}")[0]["Field"]
    refused(unchanged, None, f"UPDATE {table} SET {column} = {column} LIMIT 1", FENCE)
    refused(unchanged, None, f"DELETE FROM {table} LIMIT 1", FENCE)


def report_of(task, unit):
    return (f"INSERT INTO report (id, version, task_id, unit_id, period_id, state, round, declared, late, filed_by, submitted_at)"
            f" SELECT 700009, 1, t.id, u.id, p.id, 'submitted', 1, 'green', 0, 700000, NOW()"
            f" FROM task t JOIN unit u JOIN period p WHERE t.no = {task} AND u.name = '{unit}' AND p.code = '2023-03'")


@pytest.mark.parametrize("before", ["", "SET foreign_key_checks = 0;"])
def test_no_report_of_a_unit_that_does_not_lead(unchanged, before):
    """Task 1 is led by 市科技局; 市商务局 has no part in it. F1: foreign keys alone can be switched off."""
    refused(unchanged, "app", f"{before} START TRANSACTION; {event('report', 700009, 1)} {report_of(1, '市商务局')};",
            FOREIGN_KEY, FENCE)


def test_a_report_stays_where_it_is(unchanged):
    for column, other in (("unit_id", "(SELECT id FROM unit WHERE name = '市商务局')"),
                          ("task_id", "(SELECT id FROM task WHERE no = 2)"), ("period_id", "(SELECT id FROM period WHERE code = '2023-01')")):
        refused(unchanged, "app", f"SET foreign_key_checks = 0; START TRANSACTION; {event('report', REPORT, 2)}"
                f" UPDATE report SET version = 2, {column} = {other} WHERE id = {REPORT};", FENCE)


def test_no_words_are_added_to_a_submission(unchanged):
    refused(unchanged, "app", f"INSERT INTO {VERSION} VALUES (700003, {REPORT}, 2, 2, 'x', '', 'green', '', 0, 0, 700000, NOW(), 0)",
            FENCE)
    refused(unchanged, "app", "INSERT INTO report_value SELECT 700002, 3, id, 1, '' FROM target LIMIT 1", FENCE)


def test_no_decision_without_its_event(unchanged):
    refused(unchanged, "app", f"INSERT INTO {DECISION} VALUES (700004, {REPORT}, 1, 700002, 'approve', '', 'green', 700000, NOW())", FENCE)


def test_no_decision_on_words_of_another_report(unchanged):
    """The event and the new version are there, only the submission is another's."""
    refused(unchanged, "app", f"""SET foreign_key_checks = 0; START TRANSACTION; {event('report', REPORT, 2, 'report.approve')}
        UPDATE report SET version = 2, state = 'approved' WHERE id = {REPORT};
        INSERT INTO {DECISION} VALUES (700004, {REPORT}, 2, 700003, 'approve', '', 'green', 700000, NOW());""", FENCE)


@pytest.mark.parametrize("account", ["app", "signin", "ctl"])
@pytest.mark.parametrize("statement", [
    "SET timestamp = 1", "SET GLOBAL local_infile = 1", "SET GLOBAL sql_mode = ''", "SET sql_log_bin = 0",
    "SET GLOBAL innodb_flush_log_at_trx_commit = 0", "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE session",
    "LOAD DATA INFILE '/etc/passwd' INTO TABLE session", "SELECT 1 INTO OUTFILE '/tmp/taizhang-fence'", "SELECT * FROM mysql.user",
    "CREATE TABLE x (a INT)", "CREATE VIEW x AS SELECT 1", "CREATE PROCEDURE x() SELECT 1", "CREATE USER x", "SET ROLE admin",
    "CREATE DATABASE x", "USE mysql", "FLUSH TABLES", "SHUTDOWN", "KILL (SELECT 1)", "CREATE TEMPORARY TABLE x (a INT)",
    "SET PASSWORD FOR root@localhost = PASSWORD('x')", "DROP DATABASE taizhang", "INSTALL SONAME 'x'", "CREATE EVENT x ON SCHEDULE EVERY 1 DAY DO DELETE FROM session"])
def test_no_other_way_in(unchanged, account, statement):
    refused(unchanged, account, statement)


@pytest.mark.parametrize("table", [t for t in TABLES if t not in ("person", "audit_event", "audit_pending", "session", "attempt")])
@pytest.mark.parametrize("statement", ["UPDATE {t} SET {c} = {c}", "INSERT INTO {t} SELECT * FROM {t}", "DELETE FROM {t}"])
def test_the_sign_in_account_writes_nothing_of_the_ledger(unchanged, table, statement):
    column = unchanged.sql(f"SHOW COLUMNS FROM {table}")[0]["Field"]
    refused(unchanged, "signin", statement.format(t=table, c=column), NO_TABLE_RIGHT)


@pytest.mark.parametrize("table", ["plan", "task", "report", "report_version", "decision", "draft"])
def test_the_sign_in_account_reads_nothing_of_the_ledger(unchanged, table):
    refused(unchanged, "signin", f"SELECT * FROM {table}", NO_TABLE_RIGHT)


def test_the_sign_in_account_changes_people_only_with_their_event(unchanged):
    refused(unchanged, "signin", "UPDATE person SET roles = 31, version = version + 1", FENCE)
    refused(unchanged, "signin", "UPDATE audit_event SET actor = ''", NO_TABLE_RIGHT)
    refused(unchanged, "signin", "DELETE FROM person", NO_TABLE_RIGHT)


@pytest.mark.parametrize("account", ["app", "signin", "ctl"])
@pytest.mark.parametrize("statement", [
    "INSERT INTO seq_id VALUES (1, 1, 9, 1, 1, 1, 0, 0)", "ALTER SEQUENCE seq_id RESTART 1", "DROP SEQUENCE seq_id",
    "INSERT INTO seq_id (next_not_cached_value) VALUES (1)", "SET sql_mode = ''; INSERT INTO seq_id (next_not_cached_value) VALUES (1)",
    "UPDATE seq_id SET next_not_cached_value = 1", "REPLACE INTO seq_id (next_not_cached_value) VALUES (1)", "TRUNCATE seq_id"])
def test_numbers_are_never_given_twice(stack, account, statement):
    def take():
        return int(stack.sql_as(account, "SELECT NEXTVAL(seq_id)").stdout.split()[-1])

    before = take()
    refused(stack, account, statement)
    stack.sql_as(account, "SELECT SETVAL(seq_id, 1)")  # allowed, and without effect
    assert take() > before


def test_the_account_of_the_fences_cannot_come_in(stack):
    stack.sql("SET PASSWORD FOR 'taizhang_trigger'@'localhost' = PASSWORD('known-for-once')")
    done = subprocess.run(["mariadb", "--no-defaults", "--socket=" + stack.path("run", "mariadb.sock"), "-utaizhang_trigger",
                           "-pknown-for-once", "-e", "SELECT 1"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode != 0 and "ERROR 4151" in done.stdout, done.stdout


def in_order(line):
    """The server names the columns of a right in any order."""
    return re.sub(r"\((.*?)\)", lambda m: "(" + ", ".join(sorted(m[1].split(", "))) + ")", line)


@pytest.mark.parametrize("account", ["app", "signin", "ctl", "trigger"])
def test_rights_are_those_of_the_manifest(stack, account):
    with open(f"{ROOT}/sql/grants.sql", encoding="utf-8") as file:
        want = {in_order(line.strip().rstrip(";")) for line in file if line.startswith("GRANT ") and f"`taizhang_{account}`" in line}
    rows = stack.sql(f"SHOW GRANTS FOR 'taizhang_{account}'@'localhost'")
    got = {in_order(text) for row in rows for text in row.values() if not text.startswith("GRANT USAGE")}
    assert got == want
    assert all(" ON `taizhang`.`" in line for line in got)
    assert "DELETE" not in "".join(line for line in got if not re.search(r"`(session|draft|attempt|refusal|kept|export_job|sheet_return)`", line))
