"""The servers themselves, before any worker runs: what they refuse, what they say, and that they end."""
import os
import shutil
import socket
import subprocess

import pytest

from http_client import Client
from stack import BASE, ROOT, Stack, read_accounts, table

PARTS = ("--only", "mariadb,slapd,nginx")
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
          "base-uri 'none'; object-src 'none'; frame-ancestors 'none'")


@pytest.fixture(scope="module")
def bare():
    with Stack("bare", *PARTS) as servers:
        yield servers


@pytest.fixture
def client(bare):
    return Client(bare.origin)


# ---- seeds

def test_each_leading_unit_has_two_filers():
    accounts = read_accounts(os.path.join(ROOT, "seeds", "accounts.tsv")).values()
    filers = [a.unit for a in accounts if a.roles == ("filer",)]
    assert sum(filers.count(unit) == 2 for unit in set(filers)) == 45
    assert len({a.password for a in accounts}) == len(accounts) and all(len(a.password) >= 10 for a in accounts)
    known = {row["name"] for row in table(os.path.join(ROOT, "seeds", "units.tsv"))}
    assert {a.unit for a in accounts} - known == {""}


def test_groups_have_no_code_and_codes_differ():
    rows = table(os.path.join(ROOT, "seeds", "units.tsv"))
    assert [r["name"] for r in rows if (r["kind"] == "group") != (r["code"] == "")] == []
    codes = [r["code"] for r in rows if r["code"]]
    assert len(set(codes)) == len(codes) == 51 and len({r["name"] for r in rows}) == len(rows) == 56


# ---- MariaDB (R06, R27)

def test_no_accounts_but_ours(bare):
    rows = bare.sql("SELECT User, Host FROM mysql.user ORDER BY User")
    assert {(r["User"], r["Host"]) for r in rows} == {
        (name, "localhost") for name in ("mariadb.sys", "root", "taizhang_app", "taizhang_signin", "taizhang_ctl",
                                         "taizhang_migrate", "taizhang_trigger", "taizhang_seal", "taizhang_audit", "taizhang_sync")}
    locked = bare.sql("SELECT User FROM mysql.global_priv WHERE JSON_VALUE(Priv, '$.account_locked')")
    assert {r["User"] for r in locked} == {"mariadb.sys", "taizhang_trigger"}
    assert [r for r in bare.sql("SHOW DATABASES") if r["Database"] == "test"] == []


@pytest.mark.parametrize("name, value", [
    ("secure_timestamp", "YES"), ("local_infile", "0"), ("innodb_snapshot_isolation", "1"),
    ("innodb_rollback_on_timeout", "1"), ("innodb_flush_log_at_trx_commit", "1"), ("skip_networking", "1"),
    ("collation_server", "utf8mb4_nopad_bin"), ("log_bin", "0"), ("tx_isolation", "REPEATABLE-READ")])
def test_server_setting(bare, name, value):
    assert bare.sql(f"SELECT @@global.{name} AS v") == [{"v": value}]


def test_password_is_needed(bare):
    done = subprocess.run(["mariadb", "--no-defaults", "--socket=" + bare.path("run", "mariadb.sock"), "-u",
                           "taizhang_app", "-e", "SELECT 1"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode != 0 and "1045" in done.stdout
    # 1044: known, but without rights as long as there is no schema.
    assert "1044" in bare.sql_as("app", "SELECT 1").stderr


def test_secrets_are_for_the_owner_only(bare):
    for name in os.listdir(bare.path("secret")):
        assert os.stat(bare.path("secret", name)).st_mode & 0o777 == 0o400, name
    assert os.stat(bare.path("secret")).st_mode & 0o777 == 0o700
    words = [bare.secret(name) for name in os.listdir(bare.path("secret"))]
    assert len(set(words)) == len(words) and all(len(word) == 64 for word in words)


# ---- the directory

def test_directory_wants_tls(bare):
    done = bare.ldap("ldapwhoami", tls=False)
    assert done.returncode != 0 and "onfidentiality required" in done.stderr
    assert bare.ldap("ldapwhoami").returncode == 0


def test_directory_shows_nothing_to_nobody(bare):
    done = bare.ldap("ldapsearch", "-LLL", "-b", BASE, bind=None)
    assert done.returncode != 0 and "dn:" not in done.stdout


def test_directory_certificate_of_another_authority_is_refused(bare):
    assert bare.ldap("ldapwhoami", ca="/etc/ssl/certs/ca-certificates.crt").returncode != 0


def test_service_sees_names_and_groups_but_no_password(bare):
    done = bare.ldap("ldapsearch", "-LLL", "-b", f"ou=people,{BASE}", "(uid=kjj1)", "*", "+")
    assert "departmentNumber: kjj" in done.stdout and "entryUUID: " in done.stdout
    assert "userPassword" not in done.stdout and "sn:" not in done.stdout
    done = bare.ldap("ldapsearch", "-LLL", "-b", f"ou=groups,{BASE}", f"(member=uid=sjj2,ou=people,{BASE})", "cn")
    assert "cn: tz-filers" in done.stdout and "cn: tz-auditors" in done.stdout


def test_every_account_can_bind(bare):
    for account in list(read_accounts(os.path.join(ROOT, "seeds", "accounts.tsv")).values())[::10]:
        done = bare.ldap("ldapwhoami", "-D", f"uid={account.login},ou=people,{BASE}", "-w", account.password, bind=None)
        assert done.returncode == 0, account.login


# ---- nginx (R19, R31, R65, R66)

def headers_are_there(page):
    assert page.headers["content-security-policy"] == [POLICY]
    assert page.headers["x-content-type-options"] == ["nosniff"]
    assert page.header("referrer-policy") == "same-origin"
    assert page.header("cross-origin-opener-policy") == "same-origin"
    assert page.header("cache-control") is not None
    assert page.header("server") == "nginx"


@pytest.mark.parametrize("path, status", [
    ("/static/favicon.svg", 200), ("/static/favicon.0123456789abcdef.svg", 200), ("/favicon.ico", 200),
    ("/static/", 404), ("/static/error/404.html", 404), ("/static/none.css", 404), ("/static/.git", 404),
    ("/static/../../conf/taizhang.conf", 400), ("/static/favicon.svg/../../../x.css", 400),
    ("/static/..%2f..%2fconf/x.css", 400), ("/dashboard", 502), pytest.param("/" + "a" * 40000, 414, id="long")])
def test_files_and_error_pages(client, path, status):
    page = client.get(path)
    assert page.status == status
    headers_are_there(page)
    if status != 200:
        assert "<html lang=\"zh-CN\">" in page.text and "返回首页" in page.text
        assert page.header("cache-control") == "no-store"
        assert "nginx" not in page.text.lower()


def test_hashed_name_is_kept_for_a_year(client):
    assert "immutable" in client.get("/static/favicon.0123456789abcdef.svg").header("cache-control")
    assert client.get("/static/favicon.svg").header("cache-control") == "no-cache"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND"])
def test_other_methods(client, method):
    page = client.request(method, "/dashboard")
    assert page.status == 405
    if method != "TRACE":
        assert page.header("allow") == "GET, HEAD, POST"


def test_large_body_is_refused_before_it_is_sent(bare):
    with socket.create_connection(("127.0.0.1", bare.port), timeout=10) as line:
        line.sendall(b"POST /plans HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10000000000\r\n\r\n")
        assert line.recv(4096).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("host, status", [("evil.example", 421), ("127.0.0.1.evil.example", 421), ("localhost", 502)])
def test_unknown_host(client, host, status):
    page = client.get("/", headers={"Host": host})
    assert page.status == status
    headers_are_there(page)


@pytest.mark.parametrize("request_bytes", [
    b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    pytest.param(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 70000 + b"\r\n\r\n", id="long header")])
def test_malformed_requests_go_no_further(bare, request_bytes):
    with socket.create_connection(("127.0.0.1", bare.port), timeout=10) as line:
        line.sendall(request_bytes)
        assert line.recv(65536).startswith(b"HTTP/1.1 400 ")


def test_log_has_no_query(bare, client):
    client.get("/dashboard?password=hidden-word")
    assert '"path":"/dashboard"' in bare.log("access") and "hidden-word" not in bare.log("access")


# ---- starting and ending

def test_starting_again_changes_nothing(bare):
    before = [bare.pid(name) for name in ("mariadb", "slapd", "nginx")]
    bare.start()
    assert [bare.pid(name) for name in ("mariadb", "slapd", "nginx")] == before


def test_too_many_tries_to_sign_in():
    with Stack("limits", "--only", "nginx", "--signin-rate", "1r/m") as servers:
        answers = [Client(servers.origin).post("/login", {"username": "x"}) for _ in range(25)]
        assert answers[0].status == 502
        assert answers[-1].status == 429 and answers[-1].header("retry-after") == "60"
        assert Client(servers.origin).get("/login").status == 502


def test_taken_port_is_told_and_nothing_runs():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        servers = Stack("taken", *PARTS)
        servers.options[servers.options.index("--http-port") + 1] = str(other.getsockname()[1])
        done = servers.servers("start", *servers.options, check=False)
        assert done.returncode == 1 and f"port {other.getsockname()[1]} on 127.0.0.1 is taken" in done.stdout
        assert "running, pid" not in servers.servers("status", check=False).stdout
        servers.__exit__()


def test_failed_step_is_told_and_what_was_started_ends():
    servers = Stack("fails", "--only", "slapd,nginx", "--page-rate", "nonsense")
    done = servers.servers("start", *servers.options, check=False)
    assert done.returncode == 1 and "nginx: the configuration is wrong" in done.stdout and "nonsense" in done.stdout
    assert "running, pid" not in servers.servers("status", check=False).stdout
    servers.__exit__()


def test_foreign_folder_is_left_alone(tmp_path):
    (tmp_path / "mine").write_text("x")
    for command in ("start", "stop"):
        done = subprocess.run([os.path.join(ROOT, "packaging", "servers"), command, str(tmp_path)],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert done.returncode == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine"]


# ---- the samples for production

def test_production_site_is_valid(bare, tmp_path):
    for part in ("headers", "http", "fastcgi", "errors", "locations"):
        with open(os.path.join(ROOT, "packaging", f"nginx-{part}.conf"), encoding="utf-8") as file:
            text = file.read().replace("@CONF@", str(tmp_path)).replace("@DIR@/etc", str(tmp_path))
        (tmp_path / f"nginx-{part}.conf").write_text(text, encoding="utf-8")
    with open(os.path.join(ROOT, "packaging", "nginx-site.conf"), encoding="utf-8") as file:
        site = file.read().replace("/etc/nginx/taizhang", str(tmp_path)).replace("/var/log/nginx", str(tmp_path))
    site = site.replace("/etc/taizhang/tls/site.pem", bare.path("tls", "ldap.pem"))
    site = site.replace("/etc/taizhang/tls/site.key", bare.path("tls", "ldap.key"))
    (tmp_path / "site.conf").write_text(site, encoding="utf-8")
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{ include {tmp_path}/site.conf; }}\n")
    done = subprocess.run(["nginx", "-t", "-e", str(tmp_path / "log"), "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("pool", ["page", "signin"])
def test_units_are_hardened(pool):
    unit = os.path.join(ROOT, "packaging", "systemd", f"taizhang-{pool}.service")
    done = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=20", unit], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0, done.stdout[-300:]
