"""Every statement finds its rows by a key: EXPLAIN of each, on the real schema with the notice in it.

A statement that reads a whole table stands below with the table's name and why that is right."""
import json
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "http"), str(ROOT / "sql")]
from stack import Stack  # noqa: E402

# Tables that stay small whatever happens: reading all of one is the quickest way.
SMALL = {"plan", "unit", "section", "period", "calendar_day"}
WHOLE_TABLE = {
    ("remind_people", "person"): "every filer and supervisor, once a day",
    ("dash_persons", "person"): "counts them all, for the one admin",
    ("review_batch", "j"): "the ids that were ticked, at most 50",
    ("export_old", "export_job"): "the jobs of seven days, looked through when a runner sweeps",
    ("verify_counts", "audit_leaf"): "counts them all, once a verification, which reads them all anyway",
    ("verify_counts", "audit_event"): "the same",
    ("verify_counts", "audit_tile"): "the same",
    ("verify_counts", "audit_checkpoint"): "the same",
    ("evidence_stored", "evidence"): "every file, compared with the folder at night",
    ("verify_issued", "issued_text"): "a handful of notices, each hashed anew",
    ("freeze_sealed", "audit_pending"): "the outbox holds what the last second brought",
    ("seal_state", "audit_pending"): "the outbox holds what the last second brought",
    ("checkpoint_last", "audit_checkpoint"): "the key backwards, one row",
    ("verify_run_list", "verify_run"): "the key backwards, thirty rows",
    ("verify_run_next", "verify_run"): "the key forwards to the first that waits; one row a verification in all the years",
    ("brief_practices", "practice"): "the key backwards, until thirty were selected",
    ("burden_counts", "reminder"): "the reminders of a year, counted for one page",
    ("burden_counts", "form_time"): "the same of the time that forms took",
    ("problem_list", "task_participant"): "the parts of the plans' tasks, gathered once for the whole list",
    ("bulletin_list", "bulletin"): "the circulars of all years, a dozen a year, 200 at most",
    ("account_list", "person"): "all accounts, for the one security administrator",
    ("account_locks", "attempt"): "those who were wrong in the last two days, for the same",
    ("unit_import_names", "unit_alias"): "all other names of units, once an import",
    ("book_former_names", "unit_alias"): "all former names, once a plan is read anew",
    ("unit_parts", "task_participant"): "seven rows in the notice; once a reform",
    ("unit_import_names", "unit_succession"): "the same",
    ("session_people", "session"): "everybody who is signed in, once in two minutes",
    ("session_delete_old", "session"): "a few rows a person, and it is swept once a sign-in",
}
VALUES = {"i": "1", "s": "'2023'", "b": "x'00'", "t": "'2023-04-03 00:00:00'", "d": "'1.0'"}
LATE_US = "1680000000019900"
NOT_EXPLAINED = ("CREATE", "SHOW", "DO", "SET")


def statements():
    """transform.py runs when it is imported as a program only by name, so its reading part is taken as text."""
    source = (ROOT / "sql" / "transform.py").read_text(encoding="utf-8")
    space = {}
    exec(compile(source[:source.rindex("\nmain()")], "transform.py", "exec"), space)
    return [s for path in sorted((ROOT / "sql" / "queries").glob("*.sql")) for s in space["read"](path)]


def filled(statement):
    """Moments in microseconds are late ones: what is asked about is the last days."""
    text = "\n".join(statement["sql"])
    values = iter(LATE_US if name.endswith("_us") else VALUES[kind] for name, kind in statement["in"])
    return "".join(next(values) if c == "?" else c for c in text)


def tables(plan):
    """(table, access type, rows) of each table of a JSON plan."""
    if isinstance(plan, dict):
        if "table_name" in plan:
            yield plan["table_name"], plan.get("access_type"), plan.get("rows", 0), plan.get("key")
        for value in plan.values():
            yield from tables(value)
    elif isinstance(plan, list):
        for value in plan:
            yield from tables(value)


@pytest.fixture(scope="module")
def stack():
    with Stack("explain", "--only", "mariadb,schema", loaded=True) as servers:
        grow(servers)
        yield servers


def grow(servers):
    """Reports, events, sessions in such numbers that reading all of them would not pay. As root and without the fences:
    it is the optimizer's view that counts here, not the truth of the rows."""
    for row in servers.sql("SELECT trigger_name AS t FROM information_schema.triggers WHERE trigger_schema = 'taizhang'"):
        servers.sql(f"DROP TRIGGER {row['t']}")
    done = servers.sql_as(None, """
        SET foreign_key_checks = 0, sql_log_bin = 0;
        INSERT INTO person (id, version, uuid, login, name, unit_id, roles) SELECT 1000000 + seq, 1, UNHEX(MD5(seq)), CONCAT('p', seq), '名', NULL, 1 FROM seq_1_to_2000;
        INSERT INTO report (id, version, task_id, unit_id, period_id, state, round, declared, light, late, filed_by,
               submitted_at, decided_at)
          SELECT 2000000 + 1000 * p.id + l.id, 1, l.task_id, l.unit_id, p.id,
               ELT(1 + (l.id + p.id) % 4, 'submitted', 'approved', 'approved', 'approved'), 1, 'green', NULL, 0, 1000001, NOW(6), NULL
          FROM period p JOIN task_lead l;
        INSERT INTO report_version (id, report_id, at_version, round, narrative, next_steps, light, light_reason, late,
               on_behalf, filed_by, submitted_at, value_count)
          SELECT 900000000 + id, id, 1, 1, 'x', '', 'green', '', 0, 0, 1000001, NOW(6), 0 FROM report;
        INSERT INTO report_value SELECT 900000000 + r.id, g.no, g.id, 1, '' FROM report r JOIN target g ON g.task_id = r.task_id;
        INSERT INTO work_item (id, version, task_id, unit_id, no, name, person, starts_on, due_on, q1, q2, q3, q4, confirmed)
          SELECT 600000000 + 10 * l.id + seq, 1, l.task_id, l.unit_id, seq, 'x', 'x', '2023-01-01', '2023-12-31', 'x', '', '', '', 0
          FROM task_lead l JOIN seq_1_to_5;
        INSERT INTO report_item SELECT 900000000 + r.id, i.no, i.id, 'doing', '' FROM report r
          JOIN work_item i ON i.task_id = r.task_id AND i.unit_id = r.unit_id;
        INSERT INTO evidence SELECT 700000000 + 10 * (r.id % 10000000) + seq, 1, r.task_id, r.unit_id, r.period_id, seq, CONCAT(seq, '.pdf'),
               'pdf', 1, REPEAT('x', 32), CONCAT(r.id, '-', seq), 0, 1000001, NOW(6), NULL, NULL FROM report r JOIN seq_1_to_3;
        INSERT INTO report_file SELECT 900000000 + r.id, e.no, e.id FROM report r
          JOIN evidence e ON e.period_id = r.period_id AND e.task_id = r.task_id AND e.unit_id = r.unit_id;
        INSERT INTO decision (id, report_id, at_version, version_id, decision, comment, light, decided_by, decided_at)
          SELECT 800000000 + id, id, 2, 900000000 + id, 'approve', '', 'green', 1000001, NOW(6) FROM report;
        INSERT INTO return_reason SELECT d.id, seq, 'x' FROM decision d JOIN seq_1_to_3;
        INSERT INTO report_answer SELECT 900000000 + id, 1, 800000000 + id, 1, '' FROM report;
        INSERT INTO decision_undo SELECT id, report_id, 3, 1000001, NOW(6) FROM decision;
        INSERT INTO spot_check (id, version, report_id, decision_id, drawn, share, state)
          SELECT 700000000 + id, 1, id, 800000000 + id, 1, 10, ELT(1 + id % 10, 'waiting', 'same', 'different', 'void', 'same', 'same', 'same', 'same', 'same', 'same')
          FROM report;
        INSERT INTO period_task SELECT 300000000 + 1000 * seq + t.id % 1000, 1, 7000 + seq, t.id, 1 FROM task t JOIN seq_1_to_40;
        INSERT INTO period_extension SELECT 310000000 + 1000 * seq + u.id, 1, 7000 + seq, u.id, NOW(6), 'x', 1000001, NOW(6)
          FROM unit u JOIN seq_1_to_40;
        INSERT INTO frozen_line SELECT 7000 + seq, l.task_id, l.unit_id, l.place, 1, 'x', 'x', 'x', 900000000 + l.id, 'approved', 1, 0, 0,
               'green', 'green', 'green', 'green', '' FROM task_lead l JOIN seq_1_to_20;
        INSERT INTO frozen_value SELECT 7000 + seq, g.id, g.task_id, g.unit_id, 'x', 'x', g.kind, g.comparator, 1, NULL, NULL, NULL, 1, 1
          FROM target g JOIN seq_1_to_20 WHERE g.unit_id IS NOT NULL;
        INSERT INTO correction (id, version, period_id, task_id, unit_id, field, old_text, new_text, reason, made_by, made_at)
          SELECT 320000000 + 1000 * seq + l.id % 1000, 1, 7000 + seq, l.task_id, l.unit_id, 'light', '', 'red', 'x', 1000001, NOW(6)
          FROM task_lead l JOIN seq_1_to_20;
        INSERT INTO notice (id, version, kind, year, no, plan_id, unit_id, task_id, period_id, subject, body, state, receive_by, answer_by, issued_at)
          SELECT 400000000 + 100 * (l.id % 1000000) + seq, 1, ELT(1 + seq % 3, 'remind', 'urge', 'order'), 1900 + seq, l.id % 60000, t.plan_id, l.unit_id, l.task_id, NULL,
                 'x', 'x', ELT(1 + seq % 9, 'issued', 'settled', 'settled', 'settled', 'escalated', 'settled', 'settled', 'settled', 'settled'), NOW(6), NOW(6), NOW(6)
          FROM task_lead l JOIN task t ON t.id = l.task_id JOIN seq_1_to_20;
        INSERT INTO notice_step SELECT id, 1, 'issue', '', 0, 1000001, NOW(6) FROM notice;
        INSERT INTO reminder SELECT 500000000 + 100 * b.id + seq, 1, b.id, 1, '2023-01-01' + INTERVAL seq DAY, 1, 0, '[]', NOW(6)
          FROM person b JOIN seq_1_to_5 WHERE b.id > 1000000;
        INSERT INTO mail_out (mark, person_id, subject, body, state, made_at, next_at)
          SELECT CONCAT('digest-', id), person_id, 'x', 'x', IF(id % 50, 'sent', 'waiting'), NOW(6), NOW(6) FROM reminder;
        ANALYZE TABLE notice, notice_step, reminder, mail_out;
        INSERT INTO problem (id, version, task_id, unit_id, title, body, level, step, step_no, step_at, due_on, raised_by, raised_unit, raised_at)
          SELECT 400000000 + 100 * (l.id % 100000) + seq, 1, l.task_id, l.unit_id, 'x', 'x', 'unit', IF(seq = 1, 'solve', 'closed'), 1, NOW(6), '2023-03-01',
                 1000001, l.unit_id, NOW(6) FROM task_lead l JOIN seq_1_to_20;
        INSERT INTO problem_step SELECT id, 1, 1, 'raise', 'found', 'x', 'unit', NULL, 0, 0, 1000001, NULL, NOW(6) FROM problem;
        INSERT INTO problem_step SELECT id, 2, 2, 'answer', 'feedback', 'x', 'unit', NULL, 0, 0, 1000001, NULL, NOW(6) FROM problem;
        INSERT INTO problem_note SELECT id, 3, 'x', 1000001, NULL, NOW(6) FROM problem;
        INSERT INTO problem_unit SELECT p.id, 1, 1, p.unit_id, NULL FROM problem p;
        INSERT INTO session (token_hash, person_id, unit_id, roles, created_at, seen_at, ip, message) SELECT UNHEX(SHA2(seq, 256)), 1000000 + seq % 2000, NULL, 1, NOW(6), NOW(6), '', ''
          FROM seq_1_to_3000;
        INSERT INTO refusal SELECT UNHEX(SHA2(seq, 256)), NOW(6), 0 FROM seq_1_to_3000;
        INSERT INTO attempt SELECT SHA2(seq, 256), 1, NOW(6), NULL, 0 FROM seq_1_to_3000;
        INSERT INTO audit_event (alg, etype, entity_id, entity_seq, at_us, person_id, actor, actor_unit, actor_role, ip, agent,
               action, result, task_id, req_id, req_no, body, prev_hash, hash, mac)
          SELECT 1, 'auth', 5000000 + seq, 1, 1680000000000000 + seq, 1000000 + seq % 2000, '', '', '', '', '',
                 ELT(1 + seq % 5, 'auth.sign_in', 'auth.refuse', 'auth.deny', 'x', 'y'), 'ok', seq % 128,
                 UNHEX(MD5(CONCAT('r', seq))), 0, '{}', '', '', '' FROM seq_1_to_20000;
        INSERT INTO unit_alias SELECT 330000000 + 1000 * seq + u.id, 1, u.id, CONCAT(u.name, seq), '', 'alias', NULL, NULL, 'x', 1000001, NOW(6)
          FROM unit u JOIN seq_1_to_20;
        INSERT INTO unit_member SELECT 340000000 + 1000 * g.id + u.id, 1, g.id, u.id, '2023-01-01', NULL, 'x', 1000001, NOW(6)
          FROM unit g JOIN unit u WHERE g.kind = 'group' AND u.kind = 'bureau';
        INSERT INTO unit_succession SELECT 350000000 + id, 1, id, id + 1, '2023-01-01', 'x', 1000001, NOW(6) FROM unit LIMIT 20;
        ANALYZE TABLE problem, problem_step, problem_note, problem_unit;
        INSERT INTO instruction SELECT 360000000 + seq, 1, (SELECT MIN(id) FROM task) + seq % 100, NULL, 'x', '2023-04-01', 1000001, NOW(6) FROM seq_1_to_2000;
        INSERT INTO instruction_unit SELECT 370000000 + ROW_NUMBER() OVER (), 1, i.id, u.id, IF(i.id % 20, 'settled', 'waiting')
          FROM instruction i JOIN unit u ON u.id % 10 = i.id % 10;
        INSERT INTO instruction_step SELECT id, seq, 'sign', '', 0, 1000001, NOW(6) FROM instruction_unit JOIN seq_2_to_4;
        INSERT INTO bulletin (id, version, plan_id, period_id, state, title, main_to, copies_to, score_on_time, score_late, score_green,
               score_yellow, score_return, score_least, drafted_by, drafted_at, year, no, issued_at)
          SELECT 380000000 + seq, 1, p.plan_id, p.id, 'issued', 'x', '', '', 1, 1, 1, 1, 1, 1, 1000001, NOW(6), 2000 + seq, 1, NOW(6)
          FROM (SELECT id, plan_id FROM period ORDER BY id LIMIT 1) p JOIN seq_1_to_200;
        INSERT INTO bulletin_part SELECT id, v.seq, w.seq, 1, '' FROM bulletin JOIN seq_1_to_3 v JOIN seq_1_to_7 w;
        INSERT INTO bulletin_score SELECT b.id, u.id, 'x', 1, 3, 900, '[]' FROM bulletin b JOIN unit u;
        INSERT INTO score_objection (id, version, bulletin_id, unit_id, reason, raised_by, raised_at, state)
          SELECT 390000000 + ROW_NUMBER() OVER (), 1, bulletin_id, unit_id, 'x', 1000001, NOW(6), 'upheld' FROM bulletin_score;
        INSERT INTO practice (id, version, task_id, unit_id, state, title, body, effect, saved_by, saved_at, submitted_by, submitted_at)
          SELECT 410000000 + 100 * (l.id % 100000) + seq, 1, l.task_id, l.unit_id, COALESCE(ELT(1 + seq % 20, 'selected', 'rolled_out', 'draft', 'returned'), 'submitted'), 'x', 'x', 'x',
                 1000001, NOW(6), 1000001, '2010-01-01' + INTERVAL 200 * seq DAY FROM task_lead l JOIN seq_1_to_20;
        INSERT INTO practice_unit (id, version, practice_id, unit_id, told_at, noted_at) SELECT 420000000 + ROW_NUMBER() OVER (), 1, p.id, u.id, NOW(6), NOW(6)
          FROM practice p JOIN unit u ON u.id % 10 = p.id % 10 WHERE p.state = 'rolled_out';
        INSERT INTO brief (id, version, plan_id, state, year, no, title, lead_text, report_to, send_to, issue_to, made_by, made_at, issued_by, issued_at)
          SELECT 430000000 + seq, 1, (SELECT MIN(id) FROM plan), COALESCE(ELT(1 + seq % 50, 'draft', 'dropped', 'recalled'), 'issued'), 1900 + seq % 200, seq, 'x', '', '', '', '', 1000001, NOW(6),
                 1000001, NOW(6) FROM seq_1_to_4000;
        INSERT INTO brief_item (id, version, brief_id, place, version_id, practice_id, unit_id, task_id, source_title, source_text, title, text)
          SELECT 440000000 + 10 * (b.id % 10000000) + seq, 1, b.id, seq, (SELECT MIN(id) FROM report_version) + seq, NULL, l.unit_id, l.task_id, 'x', 'x', 'x', 'x'
          FROM brief b JOIN seq_1_to_5 JOIN (SELECT task_id, unit_id FROM task_lead LIMIT 1) l;
        UPDATE brief_item x JOIN practice p ON p.id = 410000000 + 100 * (x.id % 500) + 1 SET x.practice_id = p.id, x.version_id = NULL, x.unit_id = p.unit_id WHERE x.place = 5;
        ANALYZE TABLE practice, practice_unit, brief, brief_item;
        ANALYZE TABLE instruction, instruction_unit, instruction_step, unit_alias, unit_member, unit_succession, bulletin, bulletin_part, bulletin_score, score_objection, person, period_task, period_extension, frozen_line, frozen_value, correction, work_item, report_item, evidence, report_file, report, report_version, report_value, decision, return_reason, report_answer, decision_undo, spot_check, session, attempt, refusal, audit_event, task, task_lead, unit, period, target;
        """)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("statement", statements(), ids=lambda s: s["name"])
def test_finds_its_rows_by_a_key(stack, statement):
    text = filled(statement)
    if text.split()[0].upper() in NOT_EXPLAINED:
        pytest.skip("nothing to explain")
    done = stack.sql_as(None, "EXPLAIN FORMAT=JSON " + text)
    assert done.returncode == 0, done.stderr
    plan = json.loads(done.stdout.split("\n", 1)[1].encode().decode("unicode_escape"))
    names = re.findall(r"\b(?:FROM|JOIN|UPDATE)\s+(\w+)(?:\s+(?:AS\s+)?(?!ON\b|JOIN\b|WHERE\b|LEFT\b|SET\b|ORDER\b)(\w+))?", text)
    real = {alias or table: table for table, alias in names}
    whole = {real.get(name, name) for name, kind, _, _ in tables(plan) if kind in ("ALL", "index") and name[0] != "<"}
    allowed = {table for name, table in WHOLE_TABLE if name == statement["name"]}
    assert whole - allowed - SMALL == set(), done.stdout


def test_the_list_holds_no_statement_that_is_gone():
    names = {s["name"] for s in statements()}
    assert {name for name, _ in WHOLE_TABLE} - names == set()
