"""One private set of servers for a run of tests, started through packaging/servers."""
import csv
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass

import prepared

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SERVERS = os.path.join(ROOT, "packaging", "servers")
BASE = "dc=taizhang,dc=example"
REPORTS_OF_SANITIZERS = re.compile(r"AddressSanitizer|LeakSanitizer|UndefinedBehaviorSanitizer|runtime error:")


@dataclass(frozen=True)
class Account:
    login: str
    password: str
    name: str
    unit: str
    roles: tuple


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))


def read_accounts(*paths):
    return {row["login"]: Account(row["login"], row["password"], row["name"], row["unit"],
                                  tuple(role for role in row["roles"].split(",") if role))
            for path in paths for row in table(path)}


def free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


class Stack:
    """Servers in a folder of their own under build/tests. Use as a context: they end with it.

    It begins with a copy of a prepared database (prepared.py): with the schema, and where `loaded` with the notice, at
    prepared.NOW. bare: it begins with nothing. clock: what set_clock() would be told after the start."""

    def __init__(self, name, *options, program_folder=None, loaded=False, bare=False, clock=None):
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.programs = program_folder or os.environ.get("TAIZHANG_TEST_BIN", os.path.join(ROOT, "build", "dev"))
        parent = os.path.join(ROOT, "build", "tests")
        os.makedirs(parent, exist_ok=True)
        sweep(parent)
        self.dir = tempfile.mkdtemp(prefix=f"{name}-{os.getpid()}-", dir=parent)
        self.parent, self.loaded, self.bare = parent, loaded, bare or not has_schema(options)
        if clock:
            self.set_clock(clock)
        self.options = ["--bin", self.programs, "--http-port", str(self.port), "--sync-every", "0", *options]

    def __enter__(self):
        if not self.bare:
            prepared.put(self.parent, self.programs, self.dir, self.loaded,
                         lambda: Stack("prepare", "--only", "mariadb,schema", program_folder=self.programs, bare=True))
        self.start()
        return self

    def __exit__(self, *why):
        self.servers("stop", check=False)
        if not os.environ.get("TAIZHANG_KEEP"):
            shutil.rmtree(self.dir, ignore_errors=True)

    def start(self, *options):
        return self.servers("start", *self.options, *options)

    def servers(self, command, *arguments, check=True):
        done = subprocess.run([SERVERS, command, self.dir, *arguments], cwd=ROOT, text=True, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=240)
        if check and done.returncode != 0:
            raise RuntimeError(f"servers {command}: {done.stdout}")
        return done

    def path(self, *parts):
        return os.path.join(self.dir, *parts)

    def secret(self, name):
        with open(self.path("secret", name), encoding="ascii") as file:
            return file.read()

    def log(self, name):
        """What a server wrote: access, page, signin, mariadb, slapd, nginx-error, ctl."""
        try:
            with open(self.path("log", name + ".log"), encoding="utf-8", errors="replace") as file:
                return file.read()
        except FileNotFoundError:
            return ""

    def pid(self, name):
        with open(self.path("run", name + ".pid"), encoding="ascii") as file:
            return int(file.read())

    def ctl(self, *arguments):
        """taizhangctl with this stack's configuration; the result, not checked."""
        return subprocess.run([os.path.join(self.programs, "taizhangctl"), "--config", self.path("etc", "taizhang.conf"),
                               *arguments], cwd=ROOT, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=120)

    def set_clock(self, when):
        """when: '2023-04-03 09:00' in Qingdao. The workers are started again, so that they see it."""
        wanted = int(subprocess.check_output(["date", "-d", when + " +0800", "+%s"]))
        os.makedirs(self.path("etc"), exist_ok=True)
        with open(self.path("etc", "clock_offset"), "w", encoding="ascii") as file:
            file.write(f"{wanted - int(time.time())}\n")
        if os.path.exists(self.path("run", "page.pid")):
            self.servers("restart", "--only", "pools")

    def sql(self, statement):
        """Rows as dicts of texts, as the database's root. NULL is None; ask for HEX() of bytes."""
        done = self.sql_as(None, statement)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        lines = done.stdout.split("\n")[:-1]
        names = lines[0].split("\t") if lines else []
        return [dict(zip(names, map(plain, line.split("\t")))) for line in lines[1:]]

    def sql_as(self, account, statement):
        """The client's result, not checked: for what must be refused. account: app, signin, ctl, migrate; None is root."""
        who = [f"--user=taizhang_{account}"] if account else [f"--user={user_name()}"]
        password = {"MYSQL_PWD": self.secret(account)} if account else {}
        return subprocess.run(["mariadb", "--no-defaults", "--socket=" + self.path("run", "mariadb.sock"), *who, "--batch",
                               "--default-character-set=utf8mb4", "taizhang"], input=statement, text=True,
                              env={**os.environ, **password}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)

    def ldap(self, program, *arguments, bind="service", tls=True, ca=None):
        """An ldap-utils program against this directory. bind: service, root, or None for nobody."""
        names = {"service": (f"cn=taizhang,ou=services,{BASE}", "ldap"), "root": (f"cn=root,{BASE}", "ldap_root")}
        with open(self.path("etc", "options"), encoding="utf-8") as file:
            port = re.search(r"^ldap_port=(\d+)$", file.read(), re.M)[1]
        who = ["-D", names[bind][0], "-y", self.path("secret", names[bind][1])] if bind else []
        return subprocess.run([program, "-x", *(["-ZZ"] if tls else []), "-H", f"ldap://127.0.0.1:{port}", *who, *arguments],
                              env={**os.environ, "LDAPTLS_CACERT": ca or self.path("tls", "ca.pem")}, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=30)

    def sanitizer_reports(self):
        return [line for name in ("page", "signin", "jobs", "sync", "ctl", "migrate") for line in self.log(name).splitlines()
                if REPORTS_OF_SANITIZERS.search(line)]


def plain(text):
    """One cell of the client's batch output."""
    if text == "NULL":
        return None
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t", "0": "\0"}.get(m[1], m[1]), text)


def user_name():
    return subprocess.check_output(["id", "-un"], text=True).strip()


def has_schema(options):
    """Whether the servers that are started are a house with a database in it."""
    return "--only" not in options or "schema" in options[options.index("--only") + 1].split(",")


def sweep(parent):
    """Ends what a run that was killed has left: folders whose maker is gone."""
    for name in os.listdir(parent):
        found = re.search(r"-(\d+)-[^-]*$", name)
        if found and not os.path.exists(f"/proc/{found[1]}"):
            folder = os.path.join(parent, name)
            if os.path.exists(os.path.join(folder, ".taizhang-servers")):
                subprocess.run([SERVERS, "stop", folder], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            shutil.rmtree(folder, ignore_errors=True)
