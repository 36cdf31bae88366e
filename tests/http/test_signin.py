"""Signing in and staying in: identity, one answer for all refusals, locks, sessions (R01, R03, R05, R09, R10, R12–R15)."""
import hashlib
import os
import re
import threading

import pytest

from conftest import EXTRA, NOW
from http_client import Client
from stack import ROOT, Stack, read_accounts
from worker import Worker

LOCKED_FOR = "2023-04-03 09:14"
AFTER_THE_LOCK = "2023-04-03 09:16"


@pytest.fixture(scope="module")
def stack():
    with Stack("signin", "--workers", "2", "--no-limits", "--address-most", "1000000", "--accounts", EXTRA, clock=NOW) as servers:
        servers.servers("load")
        yield servers
        servers.servers("stop", "--only", "pools")
        assert servers.sanitizer_reports() == []


@pytest.fixture(scope="module")
def accounts():
    return read_accounts(os.path.join(ROOT, "seeds", "accounts.tsv"), EXTRA)


def attempt(stack, login, password):
    return Client(stack.origin).sign_in(login, password)


def people(stack):
    return {row["uuid"]: row["login"] for row in stack.sql("SELECT HEX(uuid) AS uuid, login FROM person")}


# ---- who it is

@pytest.mark.parametrize("spelling", ["kjj1", "KJJ1", "Kjj1", " kjj1 ", "kjj1 ", "ｋｊｊ１", "ｋjj1", "kjj1\u3000", "kjj1\n"])
def test_one_person_however_spelled(stack, accounts, spelling):
    attempt(stack, "kjj1", accounts["kjj1"].password)
    before = people(stack)
    assert list(before.values()).count("kjj1") == 1
    assert attempt(stack, spelling, accounts["kjj1"].password).status in (303, 403)
    assert people(stack) == before


@pytest.mark.parametrize("login", ["*", "kjj*", "k*1", "*)(uid=*))(|(uid=*", "kjj1)(|(uid=*", "kjj1)(objectClass=*", "\\2a", "kjj1\\00",
                                   "kjj1)", "(", "&", "|", "\\", "uid=kjj1,ou=people,dc=taizhang,dc=example", "kjj1,ou=people", "#", "é"])
def test_filters_are_escaped(stack, accounts, login):
    before = people(stack)
    answer = attempt(stack, login, accounts["kjj1"].password)
    assert answer.status == 403 and "账号或密码不正确" in answer.text
    assert people(stack) == before


def test_password_is_taken_as_it_is(stack, accounts):
    right = accounts["changmi"].password
    assert len(right) >= 100 and right != right.strip()
    for variant in (right.strip(), right[:-1], right + " ", right[:72], right.upper(), right[1:], right.replace("，", ",", 1)):
        assert attempt(stack, "changmi", variant).status == 403
        stack.sql("DELETE FROM attempt")
    assert attempt(stack, "changmi", right).status == 303


def test_conflicting_roles_are_refused_with_the_reason(stack, accounts):
    clash = next(a for a in accounts.values() if {"auditor", "filer"} <= set(a.roles))
    answer = attempt(stack, clash.login, clash.password)
    assert answer.status == 403 and "不能兼任" in answer.text and "tz" not in answer.headers.get("set-cookie", [""])[0].split("=")[0:1]
    assert stack.sql("SELECT result FROM audit_event WHERE action = 'auth.refuse' ORDER BY id DESC LIMIT 1") == [{"result": "clash"}]


def test_nobody_without_unit_or_role(stack, accounts):
    lonely = next(a for a in accounts.values() if not a.roles)
    answer = attempt(stack, lonely.login, lonely.password)
    assert answer.status == 403 and "尚未分配单位和角色" in answer.text
    assert stack.sql("SELECT result FROM audit_event ORDER BY id DESC LIMIT 1") == [{"result": "no_role"}]


def test_first_sign_ins_at_once_make_one_person(stack, accounts):
    """Two workers insert the same person: the loser tries again and finds it."""
    account = accounts["swj2"] if "swj2" in accounts else list(accounts.values())[9]
    assert account.login not in people(stack).values()
    answers = []

    def one():
        answers.append(attempt(stack, account.login, account.password).status)

    threads = [threading.Thread(target=one) for _ in range(5)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert answers == [303] * 5
    assert list(people(stack).values()).count(account.login) == 1


# ---- one answer

def masked(page, login):
    text = re.sub(r'name="csrf" value="[^"]*"', "CSRF", page.text).replace(f'value="{login}"', "LOGIN")
    headers = {name: re.sub(r"tzv=[^;]*", "TZV", " ".join(values)) for name, values in page.headers.items()
               if name not in ("date", "content-length")}
    return page.status, text, headers


def test_one_answer_for_unknown_wrong_and_locked(stack, accounts):
    stack.sql("DELETE FROM attempt")
    unknown = masked(attempt(stack, "nobody99", "wrong"), "nobody99")
    wrong = masked(attempt(stack, "gxj1", "wrong"), "gxj1")
    for _ in range(5):
        attempt(stack, "gxj2", "wrong")
    locked = masked(attempt(stack, "gxj2", accounts["gxj2"].password), "gxj2")
    assert stack.sql("SELECT result FROM audit_event ORDER BY id DESC LIMIT 1") == [{"result": "locked"}]
    empty = masked(attempt(stack, "gxj1", ""), "gxj1")
    assert unknown == wrong == locked == empty
    assert unknown[0] == 403


# ---- locks

@pytest.fixture(scope="module")
def fresh(accounts):
    """One filer after the other: the directory itself locks somebody who was wrong twenty times."""
    return iter([a for a in accounts.values() if a.roles == ("filer",) and a.login[0] not in "kfgc"])


@pytest.fixture
def locked(stack, fresh):
    """Somebody who was wrong five times at nine o'clock."""
    account = next(fresh)
    stack.set_clock(NOW)
    stack.sql("DELETE FROM attempt")
    for _ in range(5):
        assert attempt(stack, account.login, "wrong").status == 403
    yield account
    stack.sql("DELETE FROM attempt")
    stack.set_clock(NOW)


def wide(text):
    return "".join(chr(ord(c) + 0xFEE0) for c in text)


def test_a_locked_person_is_refused_others_are_not(stack, accounts, locked):
    for spelling in (locked.login, locked.login.upper(), f" {locked.login} ", wide(locked.login)):
        assert attempt(stack, spelling, locked.password).status == 403, spelling
    assert attempt(stack, "fgw2", accounts["fgw2"].password).status == 303


def test_spellings_count_together(stack, fresh):
    account = next(fresh)
    stack.sql("DELETE FROM attempt")
    for spelling in (account.login, account.login.upper(), f" {account.login}", wide(account.login), account.login.title()):
        attempt(stack, spelling, "wrong")
    assert attempt(stack, account.login, account.password).status == 403
    assert {int(row["locks"]) for row in stack.sql("SELECT locks FROM attempt WHERE who LIKE 'n%'")} == {1}
    stack.sql("DELETE FROM attempt")


def test_a_lock_survives_a_restart_and_ends_by_itself(stack, locked):
    stack.set_clock(LOCKED_FOR)
    assert attempt(stack, locked.login, locked.password).status == 403
    stack.set_clock(AFTER_THE_LOCK)
    assert attempt(stack, locked.login, locked.password).status == 303


def test_tries_during_a_lock_do_not_make_it_longer(stack, locked):
    """R10: a stranger who goes on trying must not keep somebody out for a day."""
    for _ in range(12):
        assert attempt(stack, locked.login, "wrong").status == 403
    stack.set_clock(AFTER_THE_LOCK)
    assert attempt(stack, locked.login, locked.password).status == 303


def test_a_second_lock_is_longer(stack, locked):
    stack.set_clock(AFTER_THE_LOCK)
    for _ in range(5):
        attempt(stack, locked.login, "wrong")
    stack.set_clock("2023-04-03 09:40")
    assert attempt(stack, locked.login, locked.password).status == 403
    stack.set_clock("2023-04-03 09:47")
    assert attempt(stack, locked.login, locked.password).status == 303


def test_a_right_password_forgets_the_wrong_ones(stack, accounts):
    stack.sql("DELETE FROM attempt")
    for _ in range(3):
        for _ in range(4):
            attempt(stack, "fgw2", "wrong")
        assert attempt(stack, "fgw2", accounts["fgw2"].password).status == 303


def test_one_address_may_not_try_for_ever(accounts):
    with Stack("address", "--workers", "1", "--no-limits", "--address-most", "8", loaded=True) as servers:
        for number in range(8):
            assert attempt(servers, f"nobody{number}", "wrong").status == 403
        assert attempt(servers, "kjj1", accounts["kjj1"].password).status == 403
        assert servers.sql("SELECT result FROM audit_event ORDER BY id DESC LIMIT 1") == [{"result": "locked"}]


# ---- sessions

@pytest.fixture
def person(stack, accounts):
    client = Client(stack.origin)
    assert client.sign_in("kjj2", accounts["kjj2"].password).status == 303
    return client


def is_in(client):
    answer = client.get("/dashboard")
    assert answer.status in (200, 303)
    return answer.status == 200


def test_the_database_knows_only_the_hash(stack, person):
    token = person.cookies["tz"]
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token)
    stored = {row["h"] for row in stack.sql("SELECT LOWER(HEX(token_hash)) AS h FROM session")}
    assert hashlib.sha256(token.encode()).hexdigest() in stored
    for table in ("session", "audit_event", "attempt", "person"):
        columns = ", ".join(row["Field"] for row in stack.sql(f"SHOW COLUMNS FROM {table}"))
        found = stack.sql(f"SELECT COUNT(*) AS n FROM {table} WHERE LOCATE('{token}', CONCAT_WS('|', {columns})) > 0")
        assert found == [{"n": "0"}], table
    for name in ("page", "signin", "access", "nginx-error"):
        assert token not in stack.log(name)


def test_the_cookie_is_guarded(stack, accounts):
    cookies = Client(stack.origin).sign_in("kjj2", accounts["kjj2"].password).headers["set-cookie"]
    session = next(c for c in cookies if c.startswith("tz="))
    assert {part.strip() for part in session.split(";")[1:]} == {"Path=/", "HttpOnly", "SameSite=Strict"}


def test_a_planted_cookie_is_replaced(stack, accounts):
    planted = "A" * 43
    client = Client(stack.origin)
    client.cookies["tz"] = planted
    assert client.get("/dashboard").status == 303
    client.cookies["tz"] = planted
    assert client.sign_in("kjj2", accounts["kjj2"].password).status == 303
    assert client.cookies["tz"] != planted
    stranger = Client(stack.origin)
    stranger.cookies["tz"] = planted
    assert not is_in(stranger)


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: t + "A", lambda t: t.swapcase(), lambda t: "", lambda t: t[:-1] + "=",
                                    lambda t: f"{t}; tz={t}", lambda t: f'"{t}"', lambda t: "%" + t[1:]])
def test_another_token_is_nobodys(stack, person, change):
    other = Client(stack.origin)
    other.cookies["tz"] = change(person.cookies["tz"])
    assert not is_in(other)
    assert is_in(person)


@pytest.mark.parametrize("label, change, stays", [
    ("59 idle minutes", "seen_at = seen_at - INTERVAL 58 MINUTE", True),
    ("61 idle minutes", "seen_at = seen_at - INTERVAL 61 MINUTE", False),
    ("almost twelve hours", "created_at = created_at - INTERVAL 719 MINUTE", True),
    ("over twelve hours, never idle", "created_at = created_at - INTERVAL 721 MINUTE", False)])
def test_a_session_ends(stack, person, label, change, stays):
    hash_ = hashlib.sha256(person.cookies["tz"].encode()).hexdigest()
    stack.sql(f"UPDATE session SET {change} WHERE token_hash = x'{hash_}'")
    assert is_in(person) == stays
    assert stack.sql(f"SELECT COUNT(*) AS n FROM session WHERE token_hash = x'{hash_}'") == [{"n": "1" if stays else "0"}]


def test_using_it_keeps_it(stack, accounts):
    stack.set_clock(NOW)
    client = Client(stack.origin)
    assert client.sign_in("kjj2", accounts["kjj2"].password).status == 303
    for moment in ("2023-04-03 09:50", "2023-04-03 10:40", "2023-04-03 11:30"):
        stack.set_clock(moment)
        assert is_in(client), moment
    stack.set_clock("2023-04-03 12:32")
    assert not is_in(client)
    stack.set_clock(NOW)


def test_signing_out_ends_it(stack, person):
    token = person.cookies["tz"]
    assert person.sign_out().status == 303
    assert "tz" not in person.cookies
    person.cookies["tz"] = token
    assert not is_in(person)


def test_the_sixth_session_ends_the_oldest(stack, accounts):
    clients = []
    stack.sql("DELETE FROM session")
    for _ in range(6):
        clients.append(Client(stack.origin))
        assert clients[-1].sign_in("kjj2", accounts["kjj2"].password).status == 303
    assert [is_in(client) for client in clients] == [False] + [True] * 5


def test_an_unknown_name_writes_as_much_as_a_known_one(stack):
    rows = {}
    for login in ("gxj1", "nobody98"):
        stack.sql("DELETE FROM attempt")
        assert attempt(stack, login, "wrong").status == 403
        rows[login] = stack.sql("SELECT LEFT(who, 1) AS kind, wrong FROM attempt ORDER BY who")
    stack.sql("DELETE FROM attempt")
    assert rows["gxj1"] == rows["nobody98"] and len(rows["gxj1"]) == 3


def test_wrong_at_the_same_time_count_one_by_one(stack):
    """Each of six workers would have read the same number before any had written the next one."""
    stack.sql("DELETE FROM attempt")
    with Worker(stack, "signin", {"wrong_most": "100"}, forks=6) as worker:
        threads = [threading.Thread(target=worker.sign_in, args=("gxj1", "wrong")) for _ in range(18)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
    rows = stack.sql("SELECT LEFT(who, 1) AS kind, wrong FROM attempt ORDER BY who")
    stack.sql("DELETE FROM attempt")
    assert rows == [{"kind": kind, "wrong": "18"} for kind in "anp"]


def test_old_attempts_are_swept(stack):
    """A hundred with each refusal; those that still mean something stay."""
    stack.sql("DELETE FROM attempt; INSERT INTO attempt (who, wrong, since_at, locks)"
              " SELECT SHA2(seq, 256), 1, '2023-04-01 00:59:00' - INTERVAL seq SECOND, 0 FROM seq_1_to_150;"
              " INSERT INTO attempt (who, wrong, since_at, locks) SELECT CONCAT('x', seq), 1, '2023-04-01 01:30:00', 0 FROM seq_1_to_9")
    left = []
    for _ in range(2):
        attempt(stack, "gxj1", "wrong")
        left.append(int(stack.sql("SELECT COUNT(*) AS n FROM attempt WHERE since_at < '2023-04-02'")[0]["n"]))
    stack.sql("DELETE FROM attempt")
    assert left == [50 + 9, 9]


def refusals(stack, result):
    return stack.sql(f"SELECT body FROM audit_event WHERE action = 'auth.refuse' AND result = '{result}' ORDER BY id")


def test_repeats_within_a_minute_are_one_event(stack, locked):
    """security.md §3.8, 16: who goes on trying fills no log; how often it was is told with the next event."""
    stack.sql("DELETE FROM refusal")
    before = len(refusals(stack, "locked"))
    for _ in range(4):
        assert attempt(stack, locked.login, "wrong").status == 403
    assert len(refusals(stack, "locked")) == before + 1
    assert attempt(stack, locked.login, "wrong").status == 403
    stack.set_clock("2023-04-03 09:03")
    assert attempt(stack, locked.login, "wrong").status == 403
    found = refusals(stack, "locked")
    assert len(found) == before + 2 and "此前另有 4 次同样的登录" in found[-1]["body"]
    assert [row["untold"] for row in stack.sql("SELECT untold FROM refusal")] == ["0"]


def test_other_refusals_are_events_of_their_own(stack, accounts, locked):
    """Another person, or another reason, is no repeat."""
    stack.sql("DELETE FROM refusal")
    clash = next(a for a in accounts.values() if {"auditor", "filer"} <= set(a.roles))
    lonely = next(a for a in accounts.values() if not a.roles)
    before = {result: len(refusals(stack, result)) for result in ("locked", "clash", "no_role")}
    for _ in range(2):
        attempt(stack, locked.login, "wrong")
        attempt(stack, clash.login, clash.password)
        attempt(stack, lonely.login, lonely.password)
    assert {result: len(refusals(stack, result)) - n for result, n in before.items()} == {"locked": 1, "clash": 1, "no_role": 1}


def test_denials_are_counted_by_person_deed_and_reason(stack, accounts):
    def denials():
        return stack.sql("SELECT body FROM audit_event WHERE action = 'auth.deny' ORDER BY id")

    stack.set_clock(NOW)
    stack.sql("DELETE FROM refusal")
    before = len(denials())
    client = Client(stack.origin)
    assert client.sign_in("kjj1", accounts["kjj1"].password).status == 303
    for number in (1, 2, 3):
        assert client.get(f"/audit/{number}").status == 403
    assert len(denials()) == before + 1 and "/audit/1" in denials()[-1]["body"]
    assert client.get("/reviews").status == 403
    assert len(denials()) == before + 2, "another deed"
    stack.set_clock("2023-04-03 09:02")
    assert client.get("/audit/4").status == 403
    assert len(denials()) == before + 3 and "GET /audit/4（此前另有 2 次同类请求）" in denials()[-1]["body"]
    stack.set_clock(NOW)


OTHER_RIGHTS = """INSERT INTO audit_event (alg, etype, entity_id, entity_seq, at_us, actor, actor_unit, actor_role, ip, agent,
       action, result, req_id, req_no, body, prev_hash, hash, mac)
SELECT 1, 'person', p.id, p.version + 1, 0, 'test', '', '', '', '', 'person.change', 'ok', RANDOM_BYTES(16), 0, '{{}}', b.hash,
       RANDOM_BYTES(32), REPEAT(x'00', 32)
  FROM person p JOIN audit_event b ON b.etype = 'person' AND b.entity_id = p.id AND b.entity_seq = p.version WHERE p.login = 'kjj2';
UPDATE person SET {change}, version = version + 1 WHERE login = 'kjj2'"""


@pytest.mark.parametrize("change", ["roles = 2", "unit_id = NULL"])
def test_other_rights_at_a_sign_in_end_the_sessions_before_it(stack, accounts, change):
    """What a sign-in stores when the directory says something new, played by the database's root."""
    before = Client(stack.origin)
    assert before.sign_in("kjj2", accounts["kjj2"].password).status == 303 and is_in(before)
    stack.sql(OTHER_RIGHTS.format(change=change))
    assert not is_in(before)
    after = Client(stack.origin)
    assert after.sign_in("kjj2", accounts["kjj2"].password).status == 303 and is_in(after)


def test_a_session_is_lost_politely(stack, person):
    """Where one wanted to go is kept, and nowhere else."""
    person.cookies.clear()
    answer = person.get("/plans/2023/tasks?status=late&x=%E4%BB%BB")
    assert answer.status == 303
    assert answer.location == "/login?next=%2Fplans%2F2023%2Ftasks%3Fstatus%3Dlate%26x%3D%25E4%25BB%25BB"


@pytest.mark.parametrize("wanted, goes", [
    ("/plans/2023/tasks/1", "/plans/2023/tasks/1"), ("//evil.example", "/dashboard"), ("/\\evil.example", "/dashboard"),
    ("https://evil.example", "/dashboard"), ("/x\r\nSet-Cookie: a=b", None), ("javascript:alert(1)", "/dashboard"), ("", "/dashboard")])
def test_after_signing_in_only_to_ourselves(stack, accounts, wanted, goes):
    client = Client(stack.origin)
    form = client.get("/login").form("username", "password")
    answer = client.send(form, page_path="/login", username="kjj1", password=accounts["kjj1"].password, next=wanted)
    assert "a=b" not in str(answer.headers.get("set-cookie"))
    assert (answer.status, answer.location) == ((303, goes) if goes else (303, "/dashboard"))
