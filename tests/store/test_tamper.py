"""Tampering is proved (R46; security.md §3.7, T0–T16): each by the database's root, some with the keys; each must be found, with
the number of the leaf where there is one."""
import json
import os
import sys

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "http"))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from forger import Forger, last_note, seal, verify  # noqa: E402
from stack import Stack  # noqa: E402

NO_KEY = bytes(32)


@pytest.fixture(scope="module")
def stack():
    """The notice is loaded and sealed: some six hundred leaves, two full tiles."""
    with Stack("tamper", "--only", "mariadb,schema", loaded=True) as servers:
        servers.plan = servers.sql("SELECT green_pct, yellow_pct, red_days FROM plan")[0]
        assert seal(servers).returncode == 0
        deed(servers, "90", "70")
        done = seal(servers)
        assert done.returncode == 0, done.stderr
        Forger(servers).save()
        yield servers


@pytest.fixture
def forger(stack):
    made = Forger(stack)
    yield made
    made.restore()


def deed(stack, green="95", yellow="75"):
    """One more event, as the operator makes it."""
    done = stack.ctl("thresholds", "2023", "--green", green, "--yellow", yellow, "--red-days", "5")
    assert done.returncode == 0, done.stderr


def size(stack):
    return int(stack.sql("SELECT size FROM tree_state")[0]["size"])


def found(stack, kind, leaf=None, *arguments):
    """The verifier finds this, and names the leaf as the first that is bad."""
    status, report, _ = verify(stack, *arguments)
    assert status == 1 and report["verdict"] == "tampered", report
    assert kind in [f["kind"] for f in report["findings"]], report["findings"]
    if leaf is not None:
        assert report["first_bad_leaf"] == leaf, report["findings"]
    return [f for f in report["findings"] if f["kind"] == kind][0]


def clean(stack, *arguments):
    status, report, said = verify(stack, *arguments)
    assert status == 0 and report["verdict"] == "ok" and report["findings"] == [], (report, said)
    return report


def test_t0_nothing_was_done(stack):
    report = clean(stack, "--checkpoint", last_note(stack))
    assert report["size"] == report["events"] == size(stack) and report["unsealed"] == 0
    assert report["rows"] == report["entities"] and report["tiles"] == size(stack) // 256


@pytest.mark.parametrize("change", ["body = CONCAT(body, ' ')", "body = CONCAT(body, '\\0x')", "alg = 2"])
def test_t1_the_content_of_an_event(stack, forger, change):
    event = forger.event("etype = 'task'")
    forger.sql(f"UPDATE audit_event SET {change} WHERE id = {event['id']}")
    named = found(stack, "event_changed", forger.leaf_of(event["id"]))
    assert named["audit_id"] == int(event["id"]) and named["etype"] == "task" and named["at_us"] == int(event["at_us"])


@pytest.mark.parametrize("change", ["actor = '别人'", "at_us = at_us - 86400000000", "ip = '10.0.0.1'", "person_id = 1", "result = 'no'",
                                    "req_no = req_no + 1000", "session = REPEAT('x', 32)", "entity_id = entity_id + 1"])
def test_t2_who_and_when(stack, forger, change):
    event = forger.event("etype = 'task_lead'")
    forger.sql(f"UPDATE audit_event SET {change} WHERE id = {event['id']}")
    found(stack, "event_changed", forger.leaf_of(event["id"]))


def test_t3_an_event_taken_out(stack, forger):
    event = forger.event("etype = 'target'")
    leaf = forger.leaf_of(event["id"])
    forger.sql(f"DELETE FROM audit_event WHERE id = {event['id']}")
    assert found(stack, "event_gone", leaf)["audit_id"] == int(event["id"])


def test_t3_an_event_taken_out_with_its_leaf(stack, forger):
    event = forger.event("etype = 'target'")
    leaf = forger.leaf_of(event["id"])
    forger.sql(f"DELETE FROM audit_event WHERE id = {event['id']}; DELETE FROM audit_leaf WHERE leaf_index = {leaf}")
    found(stack, "leaf_gone", leaf)


def test_t3_an_event_taken_out_and_the_leaves_moved_up(stack, forger):
    event = forger.event("etype = 'target'")
    leaf = forger.leaf_of(event["id"])
    forger.sql(f"DELETE FROM audit_event WHERE id = {event['id']}; DELETE FROM audit_leaf WHERE leaf_index = {leaf};"
               f" UPDATE audit_leaf SET leaf_index = leaf_index - 1 WHERE leaf_index > {leaf} ORDER BY leaf_index;"
               " UPDATE tree_state SET size = size - 1")
    found(stack, "tile")
    found(stack, "tail_cut")


def test_t4_two_events_swapped(stack, forger):
    one, two = forger.event("etype = 'unit'"), forger.event("etype = 'unit' ORDER BY id DESC")
    forger.sql(f"UPDATE audit_event SET id = 99999999 WHERE id = {one['id']}; UPDATE audit_event SET id = {one['id']} WHERE id = {two['id']};"
               f" UPDATE audit_event SET id = {two['id']} WHERE id = 99999999")
    found(stack, "leaf_changed", min(forger.leaf_of(one["id"]), forger.leaf_of(two["id"])))


def inserted(forger, key, sealed):
    """One more event of a row, with the right chain and hash."""
    event = forger.event("etype = 'plan' ORDER BY entity_seq DESC")
    event.update(entity_seq=str(int(event["entity_seq"]) + 1), prev_hash=event["hash"], req_id="77" * 16)
    forger.sql("INSERT INTO audit_event (id, alg, etype, entity_id, entity_seq, at_us, actor, actor_unit, actor_role, ip, agent, action,"
               f" result, req_id, req_no, body, prev_hash, hash, mac) SELECT 88888, 1, 'x', {event['entity_id']}, 0, 1, '', '', '', '', '', '',"
               " '', x'00', 0, '', hash, hash, mac FROM audit_event LIMIT 1")
    event["id"] = "88888"
    forger.write_event(event, key)
    if sealed:
        forger.sql("INSERT INTO audit_leaf SELECT size, 88888, NULL, REPEAT('0', 32) FROM tree_state; UPDATE tree_state SET size = size + 1")
        return forger.reseal_leaf(event)
    return None


@pytest.mark.parametrize("sealed", [False, True], ids=["not sealed", "with a leaf"])
def test_t5_an_event_put_in_without_the_key(stack, forger, sealed):
    leaf = inserted(forger, NO_KEY, sealed)
    assert found(stack, "event_forged", leaf)["audit_id"] == 88888


def test_t5_an_event_put_in_with_the_key(stack, forger):
    """Somebody with the key can write events; the row that it is about did not change with it."""
    inserted(forger, forger.audit_key(), True)
    found(stack, "row_version")


def cut_tail(forger, n):
    """The last events, which made periods, with all that tells of them."""
    before = size(forger.stack)
    rows = forger.stack.sql(f"SELECT e.id, e.etype, e.entity_id FROM audit_leaf l JOIN audit_event e ON e.id = l.audit_id"
                            f" WHERE l.leaf_index >= {before - n}")
    script = ""
    for row in rows:
        script += f"DELETE FROM audit_event WHERE id = {row['id']};"
        if row["etype"] != "plan":
            script += f"DELETE FROM {row['etype']} WHERE id = {row['entity_id']};"
    plan = [row for row in rows if row["etype"] == "plan"]
    assert len(plan) == 1, "the last deed of the fixture"
    was = ", ".join(f"{column} = {value}" for column, value in forger.stack.plan.items())
    script += f"UPDATE plan SET {was}, version = version - 1 WHERE id = {plan[0]['entity_id']};"
    forger.sql(script + f"DELETE FROM audit_leaf WHERE leaf_index >= {before - n}; UPDATE tree_state SET size = {before - n};"
               f" DELETE FROM audit_checkpoint WHERE tree_size > {before - n}; DELETE FROM audit_tile WHERE (idx + 1) * 256 > {before - n}")
    return before - n


def test_t6_the_tail_cut_off(stack, forger):
    outside = last_note(stack)
    left = cut_tail(forger, 3)
    found(stack, "tail_cut", left, "--checkpoint", outside)
    done = seal(stack)
    assert done.returncode == 1 and f"ROLLED BACK {left + 3}→{left}" in done.stderr


def test_t7_the_tail_cut_off_and_the_sealer_made_to_forget(stack, forger):
    outside = last_note(stack)
    left = cut_tail(forger, 3)
    for name in os.listdir(stack.path("seal")):
        os.remove(stack.path("seal", name))
    done = seal(stack)
    assert done.returncode == 1 and "holds no memory" in done.stderr
    found(stack, "tail_cut", left, "--checkpoint", outside)


def test_t8_a_row_removed_with_all_its_history(stack, forger):
    event = forger.event("etype = 'period' AND entity_seq = 1")
    leaf = forger.leaf_of(event["id"])
    forger.sql(f"DELETE FROM audit_event WHERE etype = 'period' AND entity_id = {event['entity_id']};"
               f" DELETE FROM period WHERE id = {event['entity_id']}")
    found(stack, "event_gone", leaf)


@pytest.mark.parametrize("tiles", [False, True], ids=["tiles left", "tiles thrown away"])
def test_t9_the_chain_of_a_row_made_anew_with_the_key(stack, forger, tiles):
    event = forger.event("etype = 'unit' AND entity_seq = 1")
    event["actor"] = "别人"
    forger.write_event(event, forger.audit_key())
    leaf = forger.reseal_leaf(event)
    if tiles:
        forger.sql("DELETE FROM audit_tile")
    named = found(stack, "root")
    assert named["leaf"] <= leaf < named["leaf_end"]
    if not tiles:
        assert found(stack, "tile")["leaf"] == leaf


def test_t10_everything_made_anew_and_signed_with_the_stolen_key(stack, forger):
    outside = last_note(stack)
    event = forger.event("etype = 'unit' AND entity_seq = 1")
    event["actor"] = "别人"
    leaf = forger.leaf_of(event["id"])
    forger.write_event(event, forger.audit_key())
    forger.forget_tree()
    assert seal(stack).returncode == 0
    clean(stack)  # within the system nothing can be seen any more
    named = found(stack, "root", None, "--checkpoint", outside)
    assert named["leaf"] <= leaf < named["leaf_end"] and named["detail"] == outside


ROWS = [("unit", "short = '改'"), ("plan", "title = '改'"), ("section", "title = '改'"), ("task", "body = CONCAT(body, ' ')"),
        ("task_lead", "place = place + 1"), ("task_participant", "ended_on = '2023-01-01'"), ("target", "value = value + 0.0001"),
        ("period", "due_at = due_at + INTERVAL 1 MICROSECOND")]


@pytest.mark.parametrize("table, change", ROWS, ids=[t for t, _ in ROWS])
def test_t11_the_ledger_changed_behind_the_log(stack, forger, table, change):
    row = stack.sql(f"SELECT id FROM {table} ORDER BY id LIMIT 1")[0]["id"]
    forger.sql(f"UPDATE {table} SET {change} WHERE id = {row}")
    named = found(stack, "row_changed")
    assert named["etype"] == table and named["entity_id"] == int(row)


def test_t11_a_version_more(stack, forger):
    forger.sql("UPDATE task SET version = version + 1 ORDER BY id LIMIT 1")
    found(stack, "row_version")


def test_t11_a_row_removed_and_one_added(stack, forger):
    forger.sql("DELETE FROM target ORDER BY id LIMIT 1")
    found(stack, "row_gone")
    forger.restore()
    forger.sql("INSERT INTO unit (id, version, name, short, kind, code) VALUES (99999999, 1, '影子局', '影子局', 'bureau', 'shadow')")
    assert found(stack, "row_unknown")["entity_id"] == 99999999


def test_t11_the_issued_words(stack, forger):
    forger.sql("UPDATE issued_text SET bytes = CONCAT(bytes, ' ')")
    found(stack, "issued_changed")


@pytest.mark.parametrize("change", ["leaf_hash = REPEAT('x', 32)", "state = REPEAT('x', 32)", "state = NULL"])
def test_t12_a_leaf(stack, forger, change):
    forger.sql(f"UPDATE audit_leaf SET {change} WHERE leaf_index = 300")
    found(stack, "leaf_changed", 300)


def test_t12_leaves_that_point_to_each_others_events(stack, forger):
    a, b = (stack.sql(f"SELECT audit_id AS i FROM audit_leaf WHERE leaf_index = {n}")[0]["i"] for n in (300, 310))
    forger.sql(f"UPDATE audit_leaf SET audit_id = 99999999 WHERE leaf_index = 300; UPDATE audit_leaf SET audit_id = {a} WHERE leaf_index = 310;"
               f" UPDATE audit_leaf SET audit_id = {b} WHERE leaf_index = 300")
    found(stack, "leaf_changed", 300)


@pytest.mark.parametrize("change, leaf", [
    ("UPDATE audit_tile SET hashes = CONCAT(SUBSTR(hashes, 1, 320), REPEAT('x', 32), SUBSTR(hashes, 353)) WHERE idx = 1", 266),
    ("DELETE FROM audit_tile WHERE idx = 0", 0), ("UPDATE audit_tile SET hashes = '' WHERE idx = 1", 256)])
def test_t13_a_tile(stack, forger, change, leaf):
    forger.sql(change)
    found(stack, "tile", leaf)


def test_t13_a_tile_too_many(stack, forger):
    forger.sql("INSERT INTO audit_tile SELECT 1, 0, hashes FROM audit_tile WHERE idx = 0")
    found(stack, "size")


@pytest.mark.parametrize("change", [
    "note = REPLACE(note, 'taizhang.example/audit\\n', 'taizhang.example/other\\n')", "note = REPLACE(note, '— ', '— x')",
    "root = REPEAT('x', 32)", "note = ''", "tree_size = tree_size - 1"])
def test_t14_a_checkpoint_of_the_database(stack, forger, change):
    forger.sql("DELETE FROM audit_checkpoint WHERE tree_size = (SELECT MAX(tree_size) - 1 FROM audit_checkpoint)")  # room for the last case
    forger.sql(f"UPDATE audit_checkpoint SET {change} ORDER BY tree_size DESC LIMIT 1")
    found(stack, "note")


def test_t14_all_checkpoints_gone(stack, forger):
    old = forger.event("etype = 'unit' AND entity_seq = 1")
    old["at_us"] = "1600000000000000"
    forger.write_event(old, forger.audit_key())
    forger.reseal_leaf(old)
    forger.forget_tree()
    assert seal(stack).returncode == 0
    clean(stack)
    forger.sql("DELETE FROM audit_checkpoint")
    found(stack, "unsigned")
    assert seal(stack).returncode == 0  # the sealer knows its last one and puts it back
    assert clean(stack)["checkpoints"] == 1


def other_key(stack):
    """The name of our log with another key."""
    config = stack.path("tmp", "other.conf")
    with open(stack.path("etc", "taizhang.conf"), encoding="utf-8") as file:
        text = file.read().replace("/secret/seal_key", "/secret/csrf_key")
    with open(config, "w", encoding="utf-8") as file:
        file.write(text)
    return config


def test_t14_checkpoints_of_another_key(stack):
    import subprocess
    key = subprocess.run([os.path.join(stack.programs, "taizhangctl"), "--config", other_key(stack), "seal-key"], check=True,
                         capture_output=True, text=True).stdout.strip()
    found(stack, "note", None, "--pubkey", key)


@pytest.mark.parametrize("change", [
    lambda note: note.replace("taizhang.example/audit\n", "taizhang.example/other\n", 1),
    lambda note: note.replace("\n", "\n1", 1), lambda note: note.replace("— taizhang", "— taixhang"), lambda note: "x" + note])
def test_t14_a_given_checkpoint_that_was_not_signed_so(stack, change):
    path = stack.path("tmp", "changed.note")
    with open(last_note(stack), encoding="utf-8") as file, open(path, "w", encoding="utf-8") as out:
        out.write(change(file.read()))
    assert found(stack, "note", None, "--checkpoint", path)["detail"] == path


def test_t15_an_event_altered_before_it_is_sealed(stack, forger):
    deed(stack)
    event = forger.event("etype = 'plan' ORDER BY entity_seq DESC")
    event["body"] = json.dumps({"green_pct": [90, 1]})
    forger.write_event(event, NO_KEY)
    done = seal(stack)
    assert done.returncode == 1 and f"event {event['id']} is not sealed: its MAC is wrong" in done.stderr
    assert found(stack, "event_forged")["audit_id"] == int(event["id"])
    assert stack.sql("SELECT COUNT(*) AS n FROM audit_pending")[0]["n"] == "1"


def test_t16_an_old_backup_put_back(stack, forger):
    old = size(stack)
    deed(stack)
    assert seal(stack).returncode == 0
    outside = last_note(stack)
    forger.restore_database()
    done = seal(stack)
    assert done.returncode == 1 and f"ROLLED BACK {old + 1}→{old}" in done.stderr
    found(stack, "tail_cut", old, "--checkpoint", outside)
    deed(stack, "99", "60")  # and it goes on from there: another event stands where the lost one was
    assert seal(stack).returncode == 1
    found(stack, "tail_cut", old, "--checkpoint", outside)


def test_t16_an_old_backup_put_back_with_the_sealers_folder(stack, forger):
    deed(stack)
    assert seal(stack).returncode == 0
    outside = last_note(stack)
    forger.restore()
    deed(stack, "99", "60")
    assert seal(stack).returncode == 0
    clean(stack)
    named = found(stack, "root", None, "--checkpoint", outside)
    assert named["leaf"] < size(stack) == named["leaf_end"]


@pytest.mark.parametrize("arguments", [("--pubkey", "nonsense+1+2"), ("--checkpoint", "/nowhere.note"), ("--what",)])
def test_what_cannot_be_verified_is_not_called_tampered(stack, arguments):
    assert verify(stack, *arguments)[0] == 2


def test_an_event_that_waits_too_long(stack, forger):
    deed(stack)
    clean(stack)
    event = forger.event("etype = 'plan' ORDER BY entity_seq DESC")
    event["at_us"] = str(int(event["at_us"]) - 61_000_000)
    forger.write_event(event, forger.audit_key())
    forger.sql("DELETE FROM audit_pending")  # hides nothing
    assert found(stack, "unsealed")["audit_id"] == int(event["id"])
