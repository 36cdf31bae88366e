"""What the directory says of an account beside yes and no, and what it has taken away (R04, R05, R15).

slapd's ppolicy overlay plays each state; the service's own words and events are looked at."""
import crypt
import statistics
import time

import pytest

from http_client import Client
from ldap_edit import change, dn_of, modify
from stack import BASE, ROOT, Stack, read_accounts
from worker import Worker

REFUSED = "账号或密码不正确，或账号已被暂时锁定"
NEW_PASSWORD = "qingming-5566"


@pytest.fixture(scope="module")
def stack():
    with Stack("policy", "--workers", "2", "--no-limits", "--address-most", "1000000", loaded=True, clock="2023-04-03 09:00") as servers:
        change(servers, "".join(f"""dn: cn={name},ou=policies,{BASE}
objectClass: person
objectClass: pwdPolicy
cn: {name}
sn: {name}
pwdAttribute: userPassword
{lines}

""" for name, lines in (("short", "pwdMaxAge: 1"), ("grace", "pwdMaxAge: 1\npwdGraceAuthNLimit: 9"), ("reset", "pwdMustChange: TRUE"))),
               "-a")
        yield servers
        servers.servers("stop", "--only", "pools")
        assert servers.sanitizer_reports() == []


@pytest.fixture(scope="module")
def accounts():
    return read_accounts(f"{ROOT}/seeds/accounts.tsv")


@pytest.fixture(scope="module")
def fresh(accounts):
    """One filer after the other, because what is done to one is not undone."""
    return iter([a for a in accounts.values() if a.roles == ("filer",)])


@pytest.fixture(autouse=True)
def nobody_is_locked(stack):
    stack.sql("DELETE FROM attempt")


def age(stack, account, policy):
    """The password is a new one under a policy that lets it live for a second."""
    modify(stack, dn_of(account), "replace: pwdPolicySubentry", f"pwdPolicySubentry: cn={policy},ou=policies,{BASE}")
    done = stack.ldap("ldappasswd", "-s", NEW_PASSWORD, dn_of(account), bind="root")
    assert done.returncode == 0, done.stderr
    time.sleep(2.1)
    return NEW_PASSWORD


def lock(stack, account):
    modify(stack, dn_of(account), "add: pwdAccountLockedTime", "pwdAccountLockedTime: 000001010000Z")
    return account.password


def reset(stack, account):
    modify(stack, dn_of(account), "replace: pwdPolicySubentry", f"pwdPolicySubentry: cn=reset,ou=policies,{BASE}", "-",
           "replace: pwdReset", "pwdReset: TRUE")
    return account.password


def no_role(stack, account):
    modify(stack, f"cn=tz-filers,ou=groups,{BASE}", "delete: member", f"member: {dn_of(account)}")
    return account.password


def clash(stack, account):
    modify(stack, f"cn=tz-auditors,ou=groups,{BASE}", "add: member", f"member: {dn_of(account)}")
    return account.password


def no_unit(stack, account):
    modify(stack, dn_of(account), "delete: departmentNumber")
    return account.password


def two_units(stack, account):
    modify(stack, dn_of(account), "add: departmentNumber", *(f"departmentNumber: {code}" for code in ("kjj", "swj") if code not in code_of(stack, account)))
    return account.password


def code_of(stack, account):
    return stack.sql(f"SELECT code FROM unit WHERE name = '{account.unit}'")[0]["code"]


def last_event(stack):
    return stack.sql("SELECT action, result FROM audit_event ORDER BY id DESC LIMIT 1")[0]


def attempt(stack, account, password):
    client = Client(stack.origin)
    return client, client.sign_in(account.login, password)


def is_in(client):
    return client.get("/dashboard").status == 200


STATES = [
    ("locked by the directory", lock, "locked_there", REFUSED, True),
    ("expired", lambda s, a: age(s, a, "short"), "expired", REFUSED, False),
    ("must be changed", reset, "must_change", "请先在统一身份认证平台修改密码", False),
    ("no role any more", no_role, "no_role", "尚未分配单位和角色", False),
    ("roles that must not meet", clash, "clash", "不能兼任", False),
    ("no unit any more", no_unit, "no_role", "尚未分配单位和角色", False),
    ("two units", two_units, "units", "不止一个报送单位", False),
]


@pytest.mark.parametrize("label, happen, result, words, stays", STATES, ids=[s[0] for s in STATES])
def test_each_state_has_its_event_and_ends_what_was_open(stack, fresh, label, happen, result, words, stays):
    """A lock may be a stranger's doing: it ends nothing. For the others the password was right."""
    account = next(fresh)
    before, answer = attempt(stack, account, account.password)
    assert answer.status == 303 and is_in(before)
    password = happen(stack, account)
    assert is_in(before)
    _, answer = attempt(stack, account, password)
    assert answer.status == 403 and words in answer.text
    assert last_event(stack) == {"action": "auth.refuse", "result": result}
    assert is_in(before) == stays


@pytest.mark.parametrize("happen", [lambda s, a: age(s, a, "short"), reset, no_role, clash, two_units],
                         ids=["expired", "must be changed", "no role", "clash", "two units"])
def test_a_wrong_password_tells_nothing_of_it_and_ends_nothing(stack, fresh, happen):
    account = next(fresh)
    before, answer = attempt(stack, account, account.password)
    assert answer.status == 303
    happen(stack, account)
    _, answer = attempt(stack, account, "wrong")
    assert answer.status == 403 and REFUSED in answer.text
    assert last_event(stack) == {"action": "auth.refuse", "result": "wrong"} and is_in(before)


def test_others_go_on(stack, fresh):
    other, account = next(fresh), next(fresh)
    bystander, answer = attempt(stack, other, other.password)
    assert answer.status == 303
    attempt(stack, account, account.password)
    no_role(stack, account)
    assert attempt(stack, account, account.password)[1].status == 403
    assert is_in(bystander)


def test_grace_is_told(stack, fresh):
    account = next(fresh)
    password = age(stack, account, "grace")
    client, answer = attempt(stack, account, password)
    assert answer.status == 303 and last_event(stack)["result"] == "ok"
    assert "密码已过期，还可登录 8 次" in client.get("/dashboard").text


@pytest.mark.parametrize("others", [["elsewhere"], ["elsewhere", "else-2"], ["x" * 80], ["无此单位"]])
def test_of_several_units_the_one_that_is_ours(stack, fresh, others):
    account = next(fresh)
    code = code_of(stack, account)
    modify(stack, dn_of(account), "replace: departmentNumber", *(f"departmentNumber: {word}" for word in [*others, code]))
    client, answer = attempt(stack, account, account.password)
    assert answer.status == 303 and account.unit in client.get("/dashboard").text


def test_more_units_than_are_looked_at(stack, fresh):
    account = next(fresh)
    modify(stack, dn_of(account), "replace: departmentNumber", f"departmentNumber: {code_of(stack, account)}",
           *(f"departmentNumber: else-{n}" for n in range(8)))
    _, answer = attempt(stack, account, account.password)
    assert answer.status == 403 and last_event(stack)["result"] == "units"


# ---- time (R05)

APART_MS, STROKE_MS = 10, 100  # a machine that is busy with something else may need one stroke more


def refuse(worker, login, password):
    began = time.monotonic()
    status, page = worker.sign_in(login, password)
    took = time.monotonic() - began
    assert status == 403 and REFUSED in page
    return took * 1000


def medians(worker, kinds, tries):
    """The kinds take turns, so that a machine that gets slower meanwhile is no difference between them."""
    took = {kind: [] for kind in kinds}
    for n in range(tries):
        for kind, (login, password) in kinds.items():
            took[kind].append(refuse(worker, login.format(n=n), password))
    found = {kind: round(statistics.median(times), 1) for kind, times in took.items()}
    print(found)
    return found


def events(stack, since):
    return {row["result"] for row in stack.sql(f"SELECT result FROM audit_event WHERE id > {since}")}


def newest(stack):
    return stack.sql("SELECT MAX(id) AS id FROM audit_event")[0]["id"]


def test_the_time_of_a_refusal_tells_nothing(stack, fresh):
    """Nobody, a wrong password, an account that is locked here, one that is locked there, one that has expired."""
    wrong, locked, locked_there, expired = next(fresh), next(fresh), next(fresh), next(fresh)
    modify(stack, dn_of(wrong), "replace: pwdPolicySubentry", f"pwdPolicySubentry: cn=reset,ou=policies,{BASE}")  # it never locks
    lock(stack, locked_there)
    password = age(stack, expired, "short")
    with Worker(stack, "signin", {"wrong_most": "5"}) as worker:
        for _ in range(5):
            worker.sign_in(locked.login, "wrong")
    since = newest(stack)
    with Worker(stack, "signin", {"wrong_most": "100"}) as worker:
        found = medians(worker, {"wrong": (wrong.login, "wrong"), "unknown": ("nobody{n}", "wrong"), "locked": (locked.login, locked.password),
                                 "locked_there": (locked_there.login, locked_there.password), "expired": (expired.login, password)}, 40)
    assert events(stack, since) == found.keys()
    assert max(found.values()) - min(found.values()) < APART_MS, found


def test_nor_does_a_hash_that_takes_its_time(stack, fresh):
    """No password is hashed for nobody: a directory with costly hashes would tell by its speed who exists."""
    account = next(fresh)
    costly = crypt.crypt(account.password, "$6$rounds=700000$salt")
    modify(stack, dn_of(account), "replace: userPassword", f"userPassword: {{CRYPT}}{costly}", "-",
           "replace: pwdPolicySubentry", f"pwdPolicySubentry: cn=reset,ou=policies,{BASE}")
    with Worker(stack, "signin", {"wrong_most": "100"}) as worker:
        refuse(worker, account.login, "wrong")
        found = medians(worker, {"wrong": (account.login, "wrong"), "unknown": ("nobody{n}", "wrong")}, 12)
    assert found["wrong"] > 250 and abs(found["wrong"] - found["unknown"]) < STROKE_MS + APART_MS, found
