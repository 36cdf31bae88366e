"""Periods move by the clock, each move once: run twice, run on two machines at once."""
import subprocess
from datetime import datetime, timedelta

import pytest

from office import words

# code, opens, due, freezes (or None); what each sweep moves it to
DATES = {"opens": "2023-05-01", "due": "2023-05-05 18:00", "freezes": "2023-05-10 09:00"}


def sweep(stack, now=None):
    done = stack.ctl("sweep", *(["--now", now] if now else []))
    assert done.returncode == 0, done.stderr
    return done.stdout


def plan_period(stack, code):
    done = stack.ctl("period", "2023", code, "plan", "--opens", DATES["opens"], "--due", DATES["due"])
    assert done.returncode == 0, done.stderr
    return code


def row(stack, code):
    return stack.sql(f"SELECT p.*, (SELECT COUNT(*) FROM frozen_line f WHERE f.period_id = p.id) AS lines_n"
                     f" FROM period p WHERE p.code = '{code}'")[0]


def events(stack, code):
    """The actions on a period, and the versions that they made."""
    rows = stack.sql(f"SELECT e.action, e.entity_seq FROM audit_event e JOIN period p ON p.id = e.entity_id"
                     f" WHERE e.etype = 'period' AND p.code = '{code}' ORDER BY e.entity_seq")
    assert [int(r["entity_seq"]) for r in rows] == list(range(1, len(rows) + 1)), "a hole in the chain"
    return [r["action"] for r in rows]


def set_freezing(client, code, when="2023-5-10 9:00"):
    form = client.get(f"/plans/2023/periods/{code}/edit").form("opens", "freezes")
    answer = client.send(form, ("action", "save"), freezes=when)
    assert answer.status == 303, words(answer)[:300]


STEPS = [
    # label, the clock, state after it, actions so far
    ("before it opens", "2023-04-30 23:59", "planned", []),
    ("at the moment of opening", "2023-05-01 00:00", "open", ["period.open"]),
    ("the same again", "2023-05-01 00:00", "open", ["period.open"]),
    ("at the deadline it is still open", "2023-05-05 18:00", "open", ["period.open"]),
    ("after the deadline", "2023-05-05 18:01", "due", ["period.open", "period.due"]),
    ("before it freezes", "2023-05-10 08:59", "due", ["period.open", "period.due"]),
    ("at the moment of freezing", "2023-05-10 09:00", "frozen", ["period.open", "period.due", "period.freeze"]),
    ("for ever", "2023-12-31 09:00", "frozen", ["period.open", "period.due", "period.freeze"]),
]


def test_a_period_moves_by_the_clock_step_by_step(stack, person):
    plan_period(stack, "2023-04")
    set_freezing(person("dcs1"), "2023-04")
    for label, now, state, actions in STEPS:
        said = sweep(stack, now)
        found = row(stack, "2023-04")
        assert found["state"] == state, label
        assert events(stack, "2023-04")[2:] == actions, label
        assert (found["frozen_at"] is not None) == (state == "frozen"), label
        assert (int(found["lines_n"]) > 0) == (state == "frozen"), label
    assert "没有需要变动的报送期和督查通知" in said


def test_one_sweep_makes_up_for_all_that_was_missed(stack, person):
    plan_period(stack, "2023-05")
    set_freezing(person("dcs1"), "2023-05")
    said = sweep(stack, "2023-06-01 09:00")
    assert [line for line in said.splitlines() if "2023年5月" in line] == [
        "2023 2023年5月：填报中", "2023 2023年5月：已截止", "2023 2023年5月：已关闭"]
    assert events(stack, "2023-05")[2:] == ["period.open", "period.due", "period.freeze"]


def test_without_a_date_nobody_freezes_it(stack):
    plan_period(stack, "2023-06")
    sweep(stack, "2023-12-31 09:00")
    assert row(stack, "2023-06")["state"] == "due"


def test_two_sweeps_at_once_move_each_period_once(stack):
    """Twenty times: both processes start together; one event a move, and neither fails."""
    program = [f"{stack.programs}/taizhangctl", "--config", stack.path("etc", "taizhang.conf")]
    moved = 0
    for i in range(20):
        code = ["2023-07", "2023-08"][i % 2]
        if i < 2:
            plan_period(stack, code)
        else:  # back to the beginning
            again = stack.ctl("period", "2023", code, "plan", "--opens", DATES["opens"], "--due", DATES["due"])
            assert again.returncode == 0, again.stderr
        before = len(events(stack, code))
        both = [subprocess.Popen([*program, "sweep", "--now", "2023-05-06 09:00"], stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, text=True) for _ in range(2)]
        said = [process.communicate(timeout=60) for process in both]
        assert [process.returncode for process in both] == [0, 0], said
        assert events(stack, code)[before:] == ["period.open", "period.due"], f"run {i}: {said}"
        lines = [line for out, _ in said for line in out.splitlines() if f"2023年{int(code[-2:])}月" in line]
        assert len(lines) == 2, f"run {i}: each move is told once: {said}"
        moved += 2
    assert moved == 40


def test_text_that_nobody_came_back_for_goes(stack):
    began = datetime(2023, 4, 3, 1)  # the clock of these tests (conftest.py), in UTC
    for name, minutes in (("old", 61), ("new", 50)):
        stack.sql(f"INSERT INTO kept (id_hash, session, address, fields, kept_at) VALUES (UNHEX(SHA2('{name}', 256)),"
                  f" UNHEX(SHA2('x', 256)), '/x', '[]', '{began - timedelta(minutes=minutes)}')")
    sweep(stack)
    assert stack.sql("SELECT id_hash = UNHEX(SHA2('new', 256)) new FROM kept WHERE address = '/x'") == [{"new": "1"}]


@pytest.mark.parametrize("arguments", [["--now"], ["--now", "gestern"], ["2023"]])
def test_a_wrong_call_moves_nothing(stack, arguments):
    count = "SELECT COUNT(*) AS n FROM audit_event"
    before = stack.sql(count)
    assert stack.ctl("sweep", *arguments).returncode == 2
    assert stack.sql(count) == before


FREEZE = [("not due yet", "2023-03", 1), ("no such period", "2023-Q4", 1), ("no such plan's", None, 1)]


@pytest.mark.parametrize("label, code, status", FREEZE)
def test_freezing_by_hand_refuses(stack, label, code, status):
    done = stack.ctl("freeze", "2023" if code else "nichts", code or "2023-01")
    assert done.returncode == status, label
    assert done.stderr.strip()


def test_freezing_by_hand(stack):
    assert stack.ctl("freeze", "2023", "2023-01").returncode == 0
    assert row(stack, "2023-01")["state"] == "frozen"
    again = stack.ctl("freeze", "2023", "2023-01")
    assert again.returncode == 1 and "frozen" in again.stderr
