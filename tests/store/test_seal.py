"""The sealer (security.md §3.4): killed at any step it goes on where it was; two of them never sign two trees; what is wrong is
not sealed; the log's own accounts can only add (R47, R48)."""
import json
import os
import subprocess
import sys

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "http"))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from forger import Forger, last_note, note_parts, seal, verify  # noqa: E402
from stack import Stack  # noqa: E402

STEPS = ("begun", "inserted", "committed", "remembered", "signed", "logged", "noted", "published")
KILLED = -9


@pytest.fixture(scope="module")
def stack():
    with Stack("seal", "--only", "mariadb,schema", loaded=True) as servers:
        assert seal(servers).returncode == 0
        servers.deeds = 0
        yield servers


def deed(stack):
    stack.deeds += 1
    done = stack.ctl("thresholds", "2023", "--green", str(90 + stack.deeds % 7), "--yellow", "70", "--red-days", str(1 + stack.deeds % 5))
    assert done.returncode == 0, done.stderr


def number(stack, what, table):
    return int(stack.sql(f"SELECT {what} AS n FROM {table}")[0]["n"])


def all_notes(stack):
    """Every checkpoint that was ever signed, as the sealer's own log has them."""
    with open(stack.path("seal", "notes.log"), encoding="utf-8") as file:
        return ["taizhang.example/audit\n" + part for part in file.read().split("taizhang.example/audit\n")[1:]]


def one_tree(stack):
    """No two checkpoints of the same size say different things, and each stored one was logged."""
    roots = {}
    for note in all_notes(stack):
        _, size, root = note_parts(note)
        assert roots.setdefault(size, root) == root
    stored = stack.sql("SELECT tree_size, HEX(root) AS root FROM audit_checkpoint")
    assert all(roots[int(row["tree_size"])].hex().upper() == row["root"] for row in stored)


def is_well(stack):
    """All is sealed, signed, published, and verifies."""
    assert number(stack, "COUNT(*)", "audit_pending") == 0
    size = number(stack, "size", "tree_state")
    assert size == number(stack, "COUNT(*)", "audit_leaf") == number(stack, "COUNT(*)", "audit_event")
    assert size == number(stack, "MAX(tree_size)", "audit_checkpoint")
    assert f"{size:020d}.note" in os.listdir(stack.path("checkpoints"))
    one_tree(stack)
    status, report, said = verify(stack)
    assert status == 0, (report, said)


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_a_step(stack, step):
    """TAIZHANG_SEAL_STOP is known to debug builds only; without it nothing is killed and the test says so."""
    deed(stack)
    assert seal(stack, stop=step).returncode == KILLED
    assert seal(stack).returncode == 0
    is_well(stack)


def test_killed_again_and_again(stack):
    for step in STEPS + STEPS[::-1]:
        deed(stack)
        assert seal(stack, stop=step).returncode == KILLED
    assert seal(stack).returncode == 0
    is_well(stack)


def test_nothing_new_is_not_signed_again(stack):
    assert seal(stack).returncode == 0
    before = number(stack, "COUNT(*)", "audit_checkpoint"), len(all_notes(stack))
    assert seal(stack).returncode == 0
    assert before == (number(stack, "COUNT(*)", "audit_checkpoint"), len(all_notes(stack)))


def test_a_second_sealer_waits(stack):
    """The folder's lock: one of many at the same time seals, the others say why not."""
    for _ in range(3):
        deed(stack)
        command = [os.path.join(stack.programs, "taizhangctl"), "--config", stack.path("etc", "taizhang.conf"), "seal", "--once"]
        crowd = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)]
        ends = [(one.communicate(timeout=60)[1], one.returncode) for one in crowd]
        assert any(code == 0 for _, code in ends)
        assert all(code == 0 or "another sealer runs" in said for said, code in ends), ends
    assert seal(stack).returncode == 0
    is_well(stack)


def test_a_sealer_elsewhere_with_its_own_old_memory(stack):
    """A copy of the folder on another machine: it finds in the database what it has not sealed itself, checks it, goes on."""
    forger = Forger(stack)
    forger.save("copy")
    deed(stack)
    assert seal(stack).returncode == 0
    for name in os.listdir(stack.path("seal")):
        os.remove(stack.path("seal", name))
    folder = os.path.join(forger.store, "copy", "seal")
    for name in os.listdir(folder):
        os.link(os.path.join(folder, name), stack.path("seal", name))
    deed(stack)
    assert seal(stack).returncode == 0
    assert verify(stack)[0] == 0
    forger.restore("copy")


@pytest.mark.parametrize("change", ["leaf_hash = REPEAT('x', 32)", "state = NULL"])
def test_what_is_in_the_database_is_not_believed(stack, change):
    """The sealer ended after the commit; before it came back the new leaf was changed."""
    forger = Forger(stack)
    forger.save()
    deed(stack)
    assert seal(stack, stop="committed").returncode == KILLED
    forger.sql(f"UPDATE audit_leaf SET {change} ORDER BY leaf_index DESC LIMIT 1")
    done = seal(stack)
    assert done.returncode == 1 and "is not that of its event" in done.stderr
    forger.restore()


def test_another_checkpoint_in_the_place_of_ours(stack):
    forger = Forger(stack)
    forger.save()
    forger.sql("UPDATE audit_checkpoint SET note = CONCAT(note, ' ') ORDER BY tree_size DESC LIMIT 1")
    deed(stack)
    done = seal(stack)
    assert done.returncode == 1 and "is not ours" in done.stderr
    forger.restore()


def test_a_bad_event_holds_up_no_other(stack):
    forger = Forger(stack)
    forger.save()
    deed(stack)
    bad = forger.event("etype = 'plan' ORDER BY entity_seq DESC")
    good = bad["mac"]
    forger.sql(f"UPDATE audit_event SET mac = REPEAT('x', 32) WHERE id = {bad['id']}")
    done = stack.ctl("period", "2023", "2023-04", "plan", "--opens", "2023-04-28", "--due", "2023-05-05 18:00")
    assert done.returncode == 0, done.stderr
    done = seal(stack)
    assert done.returncode == 1 and f"event {bad['id']} is not sealed" in done.stderr
    assert number(stack, "COUNT(*)", "audit_pending") == 1  # the period's is sealed
    deed(stack)  # one that follows the bad one cannot be sealed either: it would stand there without its past
    assert seal(stack).returncode == 1 and number(stack, "COUNT(*)", "audit_pending") == 2
    assert verify(stack)[0] == 1
    forger.sql(f"UPDATE audit_event SET mac = x'{good}' WHERE id = {bad['id']}")
    assert seal(stack).returncode == 0
    is_well(stack)


def test_the_outbox_holds_what_is_sealed_already(stack):
    """The pages' account may put any number into the outbox; that stops nothing."""
    row = stack.sql("SELECT MIN(id) AS id FROM audit_event")[0]["id"]
    assert stack.sql_as("app", f"INSERT INTO audit_pending VALUES ({row})").returncode == 0
    deed(stack)
    assert seal(stack).returncode == 0
    is_well(stack)


def test_an_outbox_number_without_an_event(stack):
    forger = Forger(stack)
    forger.save()
    assert stack.sql_as("app", "INSERT INTO audit_pending VALUES (999999999)").returncode == 0
    deed(stack)
    done = seal(stack)
    assert done.returncode == 1 and "event 999999999 is not sealed: it is gone" in done.stderr
    assert number(stack, "COUNT(*)", "audit_pending") == 1
    forger.sql("DELETE FROM audit_pending WHERE audit_id = 999999999")
    is_well(stack)


# ---- after a disaster

CEREMONY = ("--reason", "磁盘损坏，恢复了前一日的备份", "--auditor", "覃宏伟", "--admin", "孙丽")


def test_an_epoch_ceremony(stack):
    """The last backup is a day old: nothing is signed until the ceremony, and what was lost stays visible."""
    forger = Forger(stack)
    forger.save()
    old = number(stack, "size", "tree_state")
    deed(stack)
    deed(stack)
    assert seal(stack).returncode == 0
    outside = last_note(stack)
    forger.restore_database()
    assert seal(stack).returncode == 1
    assert stack.ctl("epoch", "--reason", "x").returncode == 2
    assert stack.ctl("epoch", "--reason", "x", "--auditor", "a", "--admin", "a").returncode == 2
    done = stack.ctl("epoch", *CEREMONY)
    assert done.returncode == 0 and "taizhang.example/audit/epoch2" in done.stdout, done.stderr
    deed(stack)
    assert seal(stack).returncode == 0
    body = json.loads(stack.sql("SELECT body FROM audit_event WHERE action = 'seal.epoch'")[0]["body"].replace("\n", "\\n"))
    with open(outside, encoding="utf-8") as file:
        assert body["last_note"][1] == file.read()
    assert body["sealed"] == [old + 2, old] and body["reason"][1] == CEREMONY[1] and "覃宏伟" in body["present"][1]
    status, report, _ = verify(stack)
    assert (status, report["epochs"], report["size"]) == (0, 1, old + 2)
    assert note_parts(stack.sql(f"SELECT note FROM audit_checkpoint WHERE tree_size = {old + 2}")[0]["note"])[0].endswith("/epoch2")
    status, report, _ = verify(stack, "--checkpoint", outside)  # the lost records are not explained away
    assert status == 1 and [f["kind"] for f in report["findings"]] == ["other_epoch"]
    early = note_of(stack, old)
    assert verify(stack, "--checkpoint", early)[0] == 0  # a checkpoint from before the loss still holds
    done = stack.ctl("epoch", *CEREMONY)
    assert done.returncode == 1 and "no ceremony is needed" in done.stderr
    forger.restore()


def note_of(stack, size):
    path = stack.path("tmp", "early.note")
    with open(path, "w", encoding="utf-8") as file:
        file.write(stack.sql(f"SELECT note FROM audit_checkpoint WHERE tree_size = {size}")[0]["note"])
    return path


def test_an_epoch_ceremony_without_the_sealers_memory(stack):
    forger = Forger(stack)
    forger.save()
    for name in os.listdir(stack.path("seal")):
        os.remove(stack.path("seal", name))
    assert seal(stack).returncode == 1
    done = stack.ctl("epoch", *CEREMONY)
    assert done.returncode == 2 and "--number" in done.stderr
    assert stack.ctl("epoch", *CEREMONY, "--number", "2").returncode == 0
    assert seal(stack).returncode == 0 and verify(stack)[0] == 0
    forger.restore()


def test_no_ceremony_over_rows_that_are_wrong(stack):
    forger = Forger(stack)
    forger.save()
    forger.sql("UPDATE audit_event SET actor = '别人' ORDER BY id LIMIT 1")
    done = stack.ctl("epoch", *CEREMONY)
    assert done.returncode == 1 and "is not as it was sealed" in done.stderr
    forger.restore()


REFUSED = [
    ("seal", "UPDATE audit_leaf SET state = NULL"), ("seal", "DELETE FROM audit_leaf"), ("seal", "DELETE FROM audit_event"),
    ("seal", "UPDATE audit_event SET body = ''"), ("seal", "INSERT INTO audit_event (id) VALUES (1)"), ("seal", "UPDATE audit_tile SET idx = 1"),
    ("seal", "DELETE FROM audit_checkpoint"), ("seal", "UPDATE audit_checkpoint SET note = ''"), ("seal", "UPDATE task SET title = ''"),
    ("seal", "TRUNCATE audit_leaf"), ("seal", "DELETE FROM tree_state"), ("seal", "SELECT * FROM session"),
    ("app", "INSERT INTO audit_leaf VALUES (0, 1, NULL, REPEAT('x', 32))"), ("app", "DELETE FROM audit_pending"),
    ("app", "UPDATE tree_state SET size = 0"), ("app", "UPDATE verify_run SET verdict = 'ok'"),
    ("app", "INSERT INTO audit_checkpoint VALUES (1, REPEAT('x', 32), '', 1)"), ("audit", "UPDATE audit_event SET body = ''"),
    ("audit", "DELETE FROM verify_run"), ("audit", "INSERT INTO audit_pending VALUES (1)"), ("audit", "UPDATE unit SET short = ''"),
    ("audit", "SELECT * FROM session"), ("ctl", "SELECT * FROM audit_leaf"), ("signin", "SELECT * FROM audit_leaf")]


@pytest.mark.parametrize("account, statement", REFUSED, ids=[f"{a}: {s}" for a, s in REFUSED])
def test_an_account_without_the_right(stack, account, statement):
    done = stack.sql_as(account, statement)
    assert done.returncode != 0 and ("1142" in done.stderr or "1143" in done.stderr), done.stderr


FENCES = ["UPDATE audit_leaf SET state = NULL LIMIT 1", "DELETE FROM audit_leaf LIMIT 1", "UPDATE audit_tile SET hashes = '' LIMIT 1",
          "DELETE FROM audit_tile LIMIT 1", "UPDATE audit_checkpoint SET note = '' LIMIT 1", "DELETE FROM audit_checkpoint LIMIT 1",
          "UPDATE tree_state SET size = size - 1", "DELETE FROM tree_state",
          "INSERT INTO audit_leaf VALUES (99999999, 99999999, NULL, REPEAT('x', 32))"]


@pytest.mark.parametrize("statement", FENCES)
def test_rows_of_the_tree_are_only_added(stack, statement):
    """Whoever the writer is: the fences of 100_seal.sql."""
    done = stack.sql_as(None, statement)
    assert done.returncode != 0 and "1644" in done.stderr, done.stderr


def test_the_operators_check_knows_both_accounts(stack):
    for account in ("seal", "audit"):
        stack.sql(f"GRANT DELETE ON taizhang.task TO 'taizhang_{account}'@'localhost'")
        try:
            assert f"account taizhang_{account}" in stack.ctl("check").stderr
            assert (seal(stack).returncode if account == "seal" else verify(stack)[0]) != 0
        finally:
            stack.sql(f"REVOKE DELETE ON taizhang.task FROM 'taizhang_{account}'@'localhost'")
    assert stack.ctl("check").returncode == 0


def test_the_report_is_json(stack):
    status, report, _ = verify(stack)
    assert status == 0 and json.dumps(report) and report["first_bad_leaf"] == -1
