"""Proofs of one record and of growth, and the witness on a second machine (security.md §3.5, §3.6)."""
import os
import subprocess
import sys

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "http"))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from forger import Forger, seal  # noqa: E402
from stack import Stack  # noqa: E402


@pytest.fixture(scope="module")
def stack():
    with Stack("proof", "--only", "mariadb,schema", loaded=True) as servers:
        assert seal(servers).returncode == 0
        yield servers


def alone(stack, *arguments):
    """taizhangctl with no configuration: what a second machine has."""
    return subprocess.run([os.path.join(stack.programs, "taizhangctl"), "--config", "/nowhere", *arguments], text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, check=False)


def public_key(stack):
    return stack.path("etc", "seal.pub")


def written(stack, name, text):
    path = stack.path("tmp", name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def deed(stack, green):
    done = stack.ctl("thresholds", "2023", "--green", str(green), "--yellow", "70", "--red-days", "5")
    assert done.returncode == 0, done.stderr
    assert seal(stack).returncode == 0


def check(stack, text):
    return alone(stack, "proof", "--check", written(stack, "record.tlog-proof", text), "--pubkey", public_key(stack))


def proof(stack, number):
    done = stack.ctl("proof", str(number))
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_records_are_proved_offline(stack):
    """One of each kind of event, the first and the last: what is read from the proof is what the log says."""
    rows = stack.sql("SELECT MIN(id) AS id FROM audit_event GROUP BY etype UNION SELECT MAX(id) FROM audit_event")
    assert len(rows) > 8
    for row in rows:
        event = stack.sql(f"SELECT etype, entity_id, entity_seq, actor, action, body FROM audit_event WHERE id = {row['id']}")[0]
        done = check(stack, proof(stack, row["id"]))
        assert done.returncode == 0, done.stderr
        assert f"对象 {event['etype']} {event['entity_id']} 第 {event['entity_seq']} 版" in done.stdout
        assert event["body"] in done.stdout and event["actor"] in done.stdout and event["action"] in done.stdout


@pytest.mark.parametrize("change", [lambda t: t.replace("index 1", "index 2", 1), lambda t: t.replace("extra AQ", "extra AR", 1),
                                    lambda t: t.replace("taizhang.example/audit\n", "taizhang.example/other\n", 1),
                                    lambda t: t.replace("— ", "- "), lambda t: t[:-9], lambda t: ""])
def test_a_changed_proof_is_refused(stack, change):
    text = proof(stack, stack.sql("SELECT audit_id AS i FROM audit_leaf WHERE leaf_index = 17")[0]["i"])
    assert change(text) != text
    done = check(stack, change(text))
    assert done.returncode in (1, 2) and "证明不成立" in done.stderr


def test_the_proof_of_a_changed_record_does_not_hold(stack):
    forger = Forger(stack)
    forger.save()
    event = forger.event("etype = 'task'")
    forger.sql(f"UPDATE audit_event SET actor = '别人' WHERE id = {event['id']}")
    assert check(stack, proof(stack, event["id"])).returncode == 1
    forger.restore()


@pytest.mark.parametrize("number", ["0", "999999999", "x", "-1", ""])
def test_no_such_record(stack, number):
    assert stack.ctl("proof", number).returncode != 0


def test_one_that_is_not_sealed_yet(stack):
    done = stack.ctl("thresholds", "2023", "--green", "97", "--yellow", "71", "--red-days", "5")
    assert done.returncode == 0
    done = stack.ctl("proof", stack.sql("SELECT MAX(id) AS id FROM audit_event")[0]["id"])
    assert done.returncode == 1 and "has no leaf" in done.stderr
    assert seal(stack).returncode == 0


# ---- the witness

@pytest.fixture
def witness(stack, tmp_path):
    (tmp_path / "memory").mkdir()
    (tmp_path / "seed").write_text("11" * 32, encoding="ascii")
    where = ["--folder", str(tmp_path / "memory"), "--pubkey", public_key(stack)]

    def size():
        done = alone(stack, "witness", *where, "--size")
        assert done.returncode == 0, done.stderr
        return int(done.stdout)

    def add(request):
        return alone(stack, "witness", *where, "--key", str(tmp_path / "seed"), "--name", "witness.example", "--add",
                     written(stack, "request", request))

    def growth():
        done = stack.ctl("proof", "--growth", str(size()))
        assert done.returncode == 0, done.stderr
        return done.stdout

    return size, add, growth


def test_the_witness_signs_what_goes_on(stack, witness):
    size, add, growth = witness
    assert size() == 0
    for green in (91, 92, 93):
        deed(stack, green)
        done = add(growth())
        assert done.returncode == 0, done.stderr
        assert "— taizhang.example/audit " in done.stdout and "— witness.example " in done.stdout
        assert size() == int(stack.sql("SELECT size FROM tree_state")[0]["size"])
    signed = written(stack, "signed.note", done.stdout)
    assert stack.ctl("verify", "--checkpoint", signed).returncode == 0  # the second signature hurts nobody


def test_the_witness_refuses_another_past(stack, witness):
    """The log made anew and signed with the stolen key: whoever was shown the old one sees it (T10)."""
    size, add, growth = witness
    assert add(growth()).returncode == 0
    forger = Forger(stack)
    forger.save()
    event = forger.event("etype = 'unit' AND entity_seq = 1")
    event["actor"] = "别人"
    forger.write_event(event, forger.audit_key())
    forger.forget_tree()
    deed(stack, 96)
    before = size()
    done = add(growth())
    assert done.returncode == 1 and "do not go on" in done.stderr
    assert size() == before
    forger.restore()


def test_the_witness_refuses_less(stack, witness):
    size, add, growth = witness
    old = growth()
    assert add(old).returncode == 0
    deed(stack, 94)
    assert add(growth()).returncode == 0
    assert add(old).returncode == 1
    done = stack.ctl("proof", "--growth", str(size() + 1))
    assert done.returncode == 2 and "smaller" in done.stderr
