"""Separate duties (R37, R38, R39): three keepers of the house, none with a part in its business; what each sees and does."""
import itertools
import re
import time

import pytest

from http_client import Client
from office import words
from stack import BASE, ROOT, Stack, read_accounts

KEEPERS = {"auditor": ("tz-auditors", 4), "admin": ("tz-admins", 8), "security": ("tz-security", 32)}
OTHERS = {"filer": ("tz-filers", 1), "supervisor": ("tz-supervisors", 2), "leader": ("tz-leaders", 16)}
GROUPS = {**KEEPERS, **OTHERS}
PAIRS = [(a, b) for a, b in itertools.combinations(GROUPS, 2) if a in KEEPERS or b in KEEPERS]


@pytest.fixture(scope="module")
def stack():
    with Stack("duties", "--workers", "2", "--no-limits", "--address-most", "1000000", loaded=True, clock="2023-04-03 09:00") as servers:
        yield servers
        servers.servers("stop", "--only", "pools")
        assert servers.sanitizer_reports() == []


@pytest.fixture(scope="module")
def accounts():
    return read_accounts(f"{ROOT}/seeds/accounts.tsv")


@pytest.fixture(scope="module")
def fresh(accounts):
    return iter([a for a in accounts.values() if a.roles == ("filer",)])


def sign_in(stack, account, password=None):
    client = Client(stack.origin)
    return client, client.sign_in(account.login, password or account.password)


def signed_in(stack, account):
    client, answer = sign_in(stack, account)
    assert answer.status == 303, f"{account.login}: {answer.status}"
    return client


@pytest.fixture
def keeper(stack, accounts):
    return signed_in(stack, accounts["zfb3"])


def is_in(client):
    return client.get("/dashboard").status == 200


def member(stack, role, how, account):
    path = stack.path("tmp", "change.ldif")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"dn: cn={GROUPS[role][0]},ou=groups,{BASE}\nchangetype: modify\n{how}: member\n"
                   f"member: uid={account.login},ou=people,{BASE}\n")
    done = stack.ldap("ldapmodify", "-f", path, bind="root")
    assert done.returncode == 0, done.stderr


def last_event(stack):
    return stack.sql("SELECT action, result, etype, actor, body FROM audit_event ORDER BY id DESC LIMIT 1")[0]


# ---- 三员

@pytest.mark.parametrize("pair", PAIRS, ids=["+".join(pair) for pair in PAIRS])
def test_no_keeper_has_another_role(stack, fresh, pair):
    """In the directory, and so at the sign-in; in the database, whoever writes the row and whatever a session switches off."""
    account = next(fresh)
    for role in pair:
        if role != "filer":
            member(stack, role, "add", account)
    if "filer" not in pair:
        member(stack, "filer", "delete", account)
    _, answer = sign_in(stack, account)
    assert answer.status == 403 and "不能兼任" in answer.text
    event = last_event(stack)
    assert (event["action"], event["result"], event["actor"]) == ("auth.refuse", "clash", account.name)
    roles = GROUPS[pair[0]][1] | GROUPS[pair[1]][1]
    for switched in ("", "SET check_constraint_checks = 0; SET foreign_key_checks = 0;"):
        done = stack.sql_as(None, f"{switched} INSERT INTO person (id, version, uuid, login, name, roles) VALUES (1, 1, RANDOM_BYTES(16), 'x', 'x', {roles})")
        assert done.returncode != 0, f"{roles} was stored"
    row = ("START TRANSACTION; INSERT INTO audit_event (alg, etype, entity_id, entity_seq, at_us, actor, actor_unit, actor_role, ip, agent, action,"
           " result, req_id, req_no, body, prev_hash, hash, mac) VALUES (1, 'person', 77, 1, 1, '', '', '', '', '', 'x', 'ok', RANDOM_BYTES(16), 0,"
           f" '', REPEAT(x'00', 32), RANDOM_BYTES(32), REPEAT(x'00', 32)); SET check_constraint_checks = 0; INSERT INTO person (id, version, uuid, login, name,"
           f" roles) VALUES (77, 1, RANDOM_BYTES(16), 'x', 'x', {roles}); COMMIT")
    done = stack.sql_as("signin", row)
    assert "a keeper of the house has no other role" in done.stderr, done.stderr


def test_what_a_keeper_could_post(stack):
    """R38: no business route. What the auditor may post is a record of asking, or about the auditor's own account."""
    rows = [line.split("\t") for line in stack.ctl("rights").stdout.splitlines()[1:]]
    posts = {role: {address for method, address, _, roles in rows if method == "POST" and role in roles.split()} for role in KEEPERS}
    own = {"/logout", "/me/display", "/me/sessions", "/kept", "/exports"}
    assert posts["auditor"] - own == {"/audit/verify"}
    # The directory of units is the administrator's: names, groups, successions. No plan, task or report.
    assert {address for address in posts["admin"] - own if not address.startswith("/admin/units/")} == set()
    assert posts["security"] - own == {"/accounts/{}/end", "/accounts/{}/unlock"}


# ---- the page that says who may do what

def table(page):
    found = re.search(r"<tbody.*?</tbody>", page.text[page.text.index("全部权限"):], re.S)[0]
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
            for row in re.findall(r"<tr.*?</tr>", found, re.S)]


def test_the_rights_page_is_the_rule(stack, keeper):
    """Each row of it against `taizhangctl rights`, which is printed from the routes: a role that has no word has no door."""
    rows = [line.split("\t") for line in stack.ctl("rights").stdout.splitlines()[1:]]
    doors = {deed: set(roles.split()) for _, _, deed, roles in rows if "anyone" not in roles}
    shown = table(keeper.get("/rights"))
    order = ["filer", "supervisor", "auditor", "admin", "leader", "security"]
    by_set = [{role for role, cell in zip(order, row[1:]) if not cell.startswith("—")} for row in shown]
    assert len(shown) >= 20 and all(len(row) == 7 for row in shown)
    for deed, roles in doors.items():
        assert roles in by_set, deed
    said = {row[0]: row[1:] for row in shown}
    assert said["填写、保存草稿"][:3] == ["本单位牵头的任务", "代填：没有可登录账号的单位和督查室本身", "—不可以"]
    assert said["审核：通过、退回、认定亮灯"][:2] == ["—不可以", "可以（本人提交的除外）"]
    assert said["查看变更记录"] == ["—不可以", "—不可以", "可以", "本人的操作记录", "—不可以", "本人的操作记录"]
    assert said["查看进展报送"] == ["已通过的报送；本单位的全部", "可以", "可以", "已通过的报送", "已通过的报送", "已通过的报送"]
    assert not any(re.search(r"[a-z_]{4}", row[0]) for row in shown), "a deed without a word"


def test_the_groups_are_the_configurations(stack, keeper):
    page = words(keeper.get("/rights"))
    assert "本人的权限市政府办公室，安全管理员" in page
    for role, (name, _) in GROUPS.items():
        assert f"cn={name},ou=groups,{BASE}" in page, role
    assert 'href="/rights"' in keeper.get("/help").text and 'href="/rights"' in keeper.get("/me").text


# ---- my own account

def test_my_sign_ins_also_those_that_failed(stack, fresh):
    account = next(fresh)
    signed_in(stack, account)
    sign_in(stack, account, "wrong-1")
    me = signed_in(stack, account)
    page = words(me.get("/me"))
    rows = re.search(r"浏览器(.*?)正在使用的登录", page)[1]
    assert rows.count("已登录") == 2 and rows.count("未成功 密码不正确") == 1
    assert rows.index("已登录") < rows.index("未成功"), "newest first"
    assert f"姓名{account.name}单位{account.unit}填报员由目录组授予：cn=tz-filers" in page


def test_tries_behind_a_lock_are_told_too(stack, fresh):
    account = next(fresh)
    me = signed_in(stack, account)
    for _ in range(6):
        sign_in(stack, account, "wrong")
    page = words(me.get("/me"))
    assert page.count("未成功 密码不正确") == 5 and "未成功 账号暂时锁定" in page
    stack.sql("DELETE FROM attempt")


def send(client, path, action, **fields):
    form = next(f for f in client.get(path).forms if f.action == action)
    return client.post(action, {**form.fields, **fields})


def test_ending_ones_other_sessions(stack, fresh):
    account = next(fresh)
    other, stranger, me = signed_in(stack, account), signed_in(stack, next(fresh)), signed_in(stack, account)
    assert send(me, "/me", "/me/sessions").status == 303
    assert "已结束其他 1 处登录" in words(me.get("/me"))
    assert (is_in(other), is_in(me), is_in(stranger)) == (False, True, True)
    event = last_event(stack)
    assert (event["action"], event["etype"], event["actor"]) == ("person.end_others", "person", account.name)
    assert '"sessions":[-1,1]' in event["body"]


@pytest.mark.parametrize("choice, seen", [
    ({"size": "large"}, 'data-size="large"'), ({"space": "compact"}, 'data-density="compact"'),
    ({"look": "dark"}, 'media="screen"'), ({"look": "auto"}, "prefers-color-scheme:dark"),
    ({"size": "<script>", "look": "x" * 16}, 'lang="zh-CN">')])
def test_how_the_pages_look(stack, fresh, choice, seen):
    account = next(fresh)
    me = signed_in(stack, account)
    usual = {"size": "usual", "space": "usual", "look": "light"}
    events = stack.sql("SELECT COUNT(*) AS n FROM audit_event")
    assert send(me, "/me", "/me/display", **{**usual, **choice}).status == 303
    assert seen in me.get("/dashboard").text
    assert stack.sql("SELECT COUNT(*) AS n FROM audit_event") == events, "a look is no deed"
    assert seen in signed_in(stack, account).get("/help").text, "stored with the person"
    me.sign_out()
    assert seen in me.get("/login").text, "the cookie tells the page to sign in"


# ---- accounts

def account_path(stack, account):
    return f"/accounts/{stack.sql(f'SELECT id FROM person WHERE login = {chr(39)}{account.login}{chr(39)}')[0]['id']}"


def test_ending_somebodys_sessions(stack, fresh, keeper):
    account = next(fresh)
    clients = [signed_in(stack, account), signed_in(stack, account)]
    path = account_path(stack, account)
    refused = send(keeper, path, f"{path}/end", reason="  ")
    assert refused.status == 422 and "请写明理由" in refused.text and all(map(is_in, clients))
    long = send(keeper, path, f"{path}/end", reason="长" * 201)
    assert long.status == 422 and "长" * 201 in long.text and all(map(is_in, clients))
    form = next(f for f in keeper.get(path).forms if f.action == f"{path}/end")
    fields = {**form.fields, "reason": "离岗，设备未收回"}
    for _ in range(2):  # pressed twice is once
        assert keeper.post(f"{path}/end", fields).status == 303
    assert not any(map(is_in, clients))
    events = stack.sql(f"SELECT actor, actor_role, body FROM audit_event WHERE action = 'person.end' AND body LIKE '%{account.login}%'")
    assert len(events) == 1 and events[0]["actor_role"] == "security"
    assert "离岗，设备未收回" in events[0]["body"] and '"sessions":[-1,2]' in events[0]["body"]
    assert "离岗，设备未收回" in words(keeper.get(path))
    assert f"{account.name} {account.login}" in words(keeper.get("/accounts?q=" + account.login))


def test_lifting_a_lock(stack, fresh, keeper):
    """R10: the right password works at once, and who lifted it and why is on record."""
    account = next(fresh)
    signed_in(stack, account)
    for _ in range(5):
        sign_in(stack, account, "wrong")
    assert sign_in(stack, account)[1].status == 403
    path = account_path(stack, account)
    assert account.name in words(keeper.get("/accounts?state=locked"))
    assert send(keeper, path, f"{path}/unlock", reason="").status == 422
    assert send(keeper, path, f"{path}/unlock", reason="本人到场核实").status == 303
    assert sign_in(stack, account)[1].status == 303
    event = stack.sql("SELECT actor, body FROM audit_event WHERE action = 'person.unlock'")
    assert len(event) == 1 and event[0]["actor"] == "石玉梅" and "本人到场核实" in event[0]["body"]
    assert account.name not in words(keeper.get("/accounts?state=locked"))


@pytest.mark.parametrize("login, reads", [("zfb3", True), ("sjj1", True), ("zfb1", False), ("dcs1", False), ("zfb2", False)])
def test_who_sees_accounts(stack, accounts, fresh, login, reads):
    client = signed_in(stack, accounts[login])
    somebody = account_path(stack, accounts["zfb3"]) if login != "zfb3" else "/accounts"
    for path in ("/accounts", somebody):
        assert client.get(path).status == (200 if reads else 403)
    if login == "sjj1":
        assert not any(f.action.startswith("/accounts/") for f in client.get(somebody).forms), "an auditor only reads"
    assert client.get("/accounts/999999").status == (404 if reads else 403)


def test_the_list_tells_what_is_wrong(stack, accounts, keeper):
    lonely = next(a for a in accounts.values() if not a.roles)
    sign_in(stack, lonely)
    page = words(keeper.get("/accounts"))
    assert f"{lonely.name}未分配单位或角色" in page
    assert "青岛蓝谷管理局0 项" in page and "系统管理员" in page
    assert "没有符合条件的账号" in words(keeper.get("/accounts?q=nobody-of-this-name"))


def test_the_log_and_the_rows_agree(stack):
    """Every one of these deeds is in the chain of its person's row, and sealed."""
    for _ in range(100):
        if stack.sql("SELECT COUNT(*) AS n FROM audit_pending") == [{"n": "0"}]:
            break
        time.sleep(0.2)
    done = stack.ctl("verify")
    assert done.returncode == 0, done.stdout + done.stderr
