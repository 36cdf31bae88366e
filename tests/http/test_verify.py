"""The auditors' pages of the sealed log (ux.md 4.12): start, progress, result, history, files; who reads is recorded (R39)."""
import json
import os
import re
import subprocess
import time

import pytest

VERIFY = "/audit/verify"
FILES = ("/audit/checkpoint", "/audit/key")


def words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))


def start(client):
    form = client.get(VERIFY).form("csrf", "rid")
    answer = client.post(VERIFY, dict(form.fields))
    assert answer.status == 303, answer.text[:1000]
    return answer.headers["location"][0]


def result(client, where):
    for _ in range(120):
        page = client.get(where)
        assert page.status == 200
        if "结论" in page.text or "未能完成" in page.text:
            return page
        time.sleep(0.5)
    raise AssertionError("the verification did not end: " + words(page))


@pytest.fixture(scope="module")
def auditor(person):
    return person("sjj1")


def wait_sealed(stack):
    for _ in range(60):
        if stack.sql("SELECT (SELECT COUNT(*) FROM audit_pending) + (SELECT COUNT(*) FROM audit_event) -"
                     " (SELECT COALESCE(MAX(tree_size), 0) FROM audit_checkpoint) AS n")[0]["n"] == "0":
            return
        time.sleep(0.5)
    raise AssertionError("not sealed")


def test_a_verification_from_the_page(stack, auditor):
    where = start(auditor)
    page = result(auditor, where)
    assert "未发现异常" in page.text and "根摘要" in page.text, words(page)
    history = auditor.get(VERIFY)
    assert where in history.text and "未发现异常" in history.text
    assert "核验" in auditor.get("/audit").text
    report = auditor.get(where + "/report")
    assert report.status == 200 and json.loads(report.text)["verdict"] == "ok"
    run = stack.sql("SELECT * FROM verify_run ORDER BY id DESC LIMIT 1")[0]
    assert run["state"] == "done" and int(run["rows_done"]) == json.loads(report.text)["size"]
    events = stack.sql(f"SELECT body FROM audit_event WHERE action = 'audit.verify' AND body LIKE '%\"{run['id']}\"%'")
    assert len(events) == 1


def test_one_that_goes_on_is_not_begun_twice(stack, auditor):
    """Nobody takes it up: the runner is stopped."""
    pid = stack.pid("jobs")
    os.kill(pid, 19)
    try:
        first = start(auditor)
        page = auditor.get(first)
        assert "等待核验" in page.text and 'data-poll="1"' in page.text and '<noscript><meta http-equiv="refresh"' in page.text
        assert start(auditor) == first
    finally:
        os.kill(pid, 18)
    assert "未发现异常" in result(auditor, first).text


def test_files_for_the_auditor(stack, auditor, tmp_path):
    wait_sealed(stack)
    for address in FILES:
        answer = auditor.get(address)
        assert answer.status == 200 and "attachment" in answer.headers["content-disposition"][0]
    note, key = tmp_path / "a.note", tmp_path / "a.pub"
    note.write_text(auditor.get(FILES[0]).text, encoding="utf-8")
    key.write_text(auditor.get(FILES[1]).text, encoding="utf-8")
    done = stack.ctl("verify", "--pubkey", str(key), "--checkpoint", str(note))
    assert done.returncode == 0, done.stdout


def test_the_proof_of_a_record(stack, auditor, tmp_path):
    wait_sealed(stack)
    row = stack.sql("SELECT id, actor FROM audit_event WHERE etype = 'target' LIMIT 1")[0]
    assert f"/audit/{row['id']}/proof" in auditor.get(f"/audit/{row['id']}").text
    answer = auditor.get(f"/audit/{row['id']}/proof")
    assert answer.status == 200
    (tmp_path / "r").write_text(answer.text, encoding="utf-8")
    done = subprocess.run([os.path.join(stack.programs, "taizhangctl"), "proof", "--check", str(tmp_path / "r"), "--pubkey",
                           stack.path("etc", "seal.pub")], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and row["actor"] in done.stdout, done.stderr
    assert auditor.get("/audit/999999999/proof").status == 404


@pytest.mark.parametrize("login", ["fgw2", "dcs1", "zfb1", "zfb2"])
def test_only_auditors_verify(stack, person, login):
    client = person(login)
    for address in (VERIFY, VERIFY + "/1", VERIFY + "/1/report", "/audit/1/proof", *FILES):
        assert client.get(address).status == 403, address


def test_reading_is_recorded_once_a_day_and_kind(stack, session):
    client = session("sjj1")

    def recorded():
        return [row["body"] for row in stack.sql("SELECT body FROM audit_event WHERE action = 'audit.read' ORDER BY id")]

    client.get("/audit?task=1&ip=10.9")
    before = recorded()
    assert '{"looked":[null,"列表：任务、IP"]}' in before and not any("10.9" in body for body in before)
    client.get("/audit?task=2&ip=10.8")
    client.get("/audit?task=1&ip=10.9&before=5")
    assert recorded() == before
    client.get("/audit?unit=%E5%B8%82%E7%A7%91%E6%8A%80%E5%B1%80&task=1")
    assert recorded() == before + ['{"looked":[null,"列表：单位、任务"]}']


def test_tampering_is_said_in_plain_words(stack, auditor):
    """A verdict of this kind, from a run that found it; the row is put back."""
    wait_sealed(stack)
    fence = "audit_event_update"
    again = stack.sql(f"SELECT action_statement AS s FROM information_schema.triggers WHERE trigger_name = '{fence}'")[0]["s"]
    row = stack.sql("SELECT id, actor FROM audit_event WHERE etype = 'task' LIMIT 1")[0]
    stack.sql(f"DROP TRIGGER {fence}")
    try:
        stack.sql(f"UPDATE audit_event SET actor = '别人' WHERE id = {row['id']}")
        page = result(auditor, start(auditor))
        assert "请勿修改数据" in page.text and "系统错误" not in page.text and f'href="/audit/{row["id"]}"' in page.text, words(page)
        assert "核验发现异常" in auditor.get("/audit").text
    finally:
        stack.sql(f"UPDATE audit_event SET actor = '{row['actor']}' WHERE id = {row['id']}")
        done = stack.sql_as(None, f"DELIMITER //\nCREATE DEFINER = 'taizhang_trigger'@'localhost' TRIGGER {fence} BEFORE UPDATE ON audit_event"
                            f" FOR EACH ROW {again}\n//\n")
        assert done.returncode == 0, done.stderr
    assert "未发现异常" in result(auditor, start(auditor)).text


def test_writes_go_on_without_the_sealer_and_the_page_says_so(stack, auditor, session):
    """R48: sealing that stands still stops nobody; its age is shown; what waited is sealed later."""
    pid = stack.pid("seal")
    os.kill(pid, 19)
    try:
        session("fgw2")  # a sign-in is an event
        assert int(stack.sql("SELECT COUNT(*) AS n FROM audit_pending")[0]["n"]) > 0
        for _ in range(15):
            page = auditor.get("/audit")
            if "等待封存" in page.text:
                break
            time.sleep(1)
        assert "等待封存" in page.text, words(page)
    finally:
        os.kill(pid, 18)
    wait_sealed(stack)
