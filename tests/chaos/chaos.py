"""kill -9 at random under the load of real deeds, and what must hold afterwards (R48, R50, R52; the method is Jepsen's).

Filers, item keepers and a supervisor work through HTTP. Each writes into a log of its own, with fsync, what it is about to do and what
it was answered. Meanwhile workers, the sealer and mariadbd are killed; whoever supervises them in production starts them again. In
the end the log and the database are compared: what was acknowledged is stored with its event, nothing is half."""
import base64
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "http"), os.path.join(HERE, "..", "..", "packaging")]
from http_client import Client, wait_for  # noqa: E402
from office import TEXT  # noqa: E402
from stack import ROOT, Stack, read_accounts  # noqa: E402

NOW = "2023-04-03 09:00"
PERIODS = ("2023-01", "2023-02", "2023-03")
FILERS = (("市发展改革委", "fgw1"), ("市工业和信息化局", "gxj1"), ("市科技局", "kjj1"), ("市商务局", "swj1"))
SUPERVISORS = ("dcs1", "dcs2")
AWAY = (502, 503, 504)  # it may have been done
WORKERS = 4


class Log:
    """The client's side of the truth: one JSON object a line, on the disk before anything else happens."""

    def __init__(self, path):
        self.file, self.lock, self.rows = open(path, "a", encoding="utf-8"), threading.Lock(), []

    def add(self, **row):
        with self.lock:
            self.rows.append(row)
            self.file.write(json.dumps(row, ensure_ascii=False) + "\n")
            self.file.flush()
            os.fsync(self.file.fileno())


class Person(threading.Thread):
    """Somebody at work until told to go home."""

    def __init__(self, name, client, log, stop, dice):
        super().__init__(name=name)
        self.client, self.log, self.stop, self.dice, self.broken = client, log, stop, dice, None
        self.deeds = 0

    def run(self):
        try:
            while not self.stop.is_set():
                self.work()
        except Exception as error:  # told at the end: a thread that died silently would make the load look light
            self.broken = error

    def get(self, path):
        """The page, or None while the servers are away."""
        try:
            page = self.client.get(path)
        except OSError:
            return None
        if page.status in AWAY:
            time.sleep(0.05)
            return None
        assert page.status == 200, f"{self.name}: {path}: {page.status}"
        return page

    def press(self, kind, form, button, path, where, **fields):
        """Sends it; when the answer is lost, now and then again. The last answer is logged: done, refused, or unknown."""
        rid, again = form.fields["rid"], self.dice.choice((0, 0, 3))
        self.deeds += 1
        self.log.add(do="sent", kind=kind, rid=rid, where=where, by=self.name, text=fields.get("narrative"))
        while True:
            try:
                answer = self.client.send(form, button, path, fields=fields)
                status = answer.status
            except OSError:
                status = None
            if status not in (None, *AWAY) or again == 0 or self.stop.is_set():
                break
            again -= 1
            time.sleep(0.3)
        end = "unknown" if status in (None, *AWAY) else "done" if status == 303 else "refused"
        assert end != "refused" or status in (403, 404, 409, 422), f"{self.name}: {kind} {path}: {status}"
        self.log.add(do=end, kind=kind, rid=rid, where=where, status=status, text=fields.get("narrative"))


class Filer(Person):
    """One unit's filer: drafts, reports, withdrawals, and the project list."""

    def __init__(self, *rest, unit, tasks):
        super().__init__(*rest)
        self.unit, self.places = unit, [(no, period) for no in tasks for period in PERIODS]

    def work(self):
        no, period = self.dice.choice(self.places)
        path = f"/plans/2023/tasks/{no}/reports/{period}/{self.unit}"
        if self.dice.random() < 0.15:
            return self.add_item(no)
        page = self.get(path + "/edit")
        form = page and page.form("rev", "narrative")
        if form is None:
            return page and self.withdraw(path, (no, period))
        action = self.dice.choice(("save", "save", "submit"))
        values = {name: "16" for name in form.fields if name.startswith("value.")}
        values.update({name: "已按意见修改。" for name in form.fields if name.startswith("answer.")})  # of a return's reasons
        return self.press(action, form, ("action", action), path, [no, period, self.unit], **values, light="green", light_reason="",
                          narrative=f"{TEXT}（{self.dice.getrandbits(64):x}）", next_steps="下月继续推进。")

    def withdraw(self, path, place):
        page = self.get(path)
        form = page and next((f for f in page.forms if f.offers("action", "withdraw")), None)
        if form:
            self.press("withdraw", form, ("action", "withdraw"), path, [*place, self.unit])

    def add_item(self, no):
        path = f"/plans/2023/tasks/{no}/items/{self.unit}"
        page = self.get(path + "?edit=new")
        form = page and page.form("rev", "name")
        if form:
            self.press("item", form, ("action", "add"), path, [no, self.unit], name=f"现场服务{self.dice.getrandbits(32):x}", person="王海",
                       starts_on="2023-4-5", due_on="2023-9-30", q2="走访 20 家")


class Supervisor(Person):
    def work(self):
        page = self.get("/reviews")
        waiting = page and [link for link in page.links if link.startswith("/reviews/") and link[9:].isdigit()]
        if not waiting:
            time.sleep(0.1)
            return
        path = self.dice.choice(waiting)
        page = self.get(path)
        form = page and page.form("rev", "comment")
        if not form:
            return
        if self.dice.random() < 0.3:
            self.press("approve", form, ("decision", "approve"), path, [path], light="green", comment="")
        else:
            self.press("return", form, ("decision", "return"), path, [path], comment="请补充数据口径后重报。")


class Killer:
    """Kills, and starts again what nobody here supervises."""

    def __init__(self, stack, dice):
        self.stack, self.dice, self.killed, self.bag = stack, dice, {"worker": 0, "sealer": 0, "mariadbd": 0}, []

    def workers(self):
        out = subprocess.run(["ps", "-o", "pid=", "--ppid", str(self.stack.pid("page"))], stdout=subprocess.PIPE, text=True).stdout
        return [int(pid) for pid in out.split()]

    def strike(self):
        if not self.bag:
            self.bag = self.dice.sample(sorted(self.killed), 3)
        victim = self.bag.pop()
        pid = self.dice.choice(self.workers() or [0]) if victim == "worker" else self.stack.pid("seal" if victim == "sealer" else "mariadb")
        try:
            if pid:
                os.kill(pid, signal.SIGKILL)
                self.killed[victim] += 1
        except ProcessLookupError:
            pass
        if victim == "mariadbd":
            self.stack.start("--only", "mariadb")
        self.keep_sealing()

    def keep_sealing(self):
        """As systemd would (Restart=always): also after it has ended because the database was away."""
        try:
            with open(f"/proc/{self.stack.pid('seal')}/stat", encoding="ascii") as file:
                if file.read().rsplit(")", 1)[1].split()[0] != "Z":
                    return
        except FileNotFoundError:
            pass
        with open(self.stack.path("log", "seal.log"), "a", encoding="utf-8") as log:
            sealer = subprocess.Popen([os.path.join(self.stack.programs, "taizhangctl"), "--config", self.stack.path("etc", "taizhang.conf"),
                                       "seal", "--loop"], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        with open(self.stack.path("run", "seal.pid"), "w", encoding="ascii") as file:
            file.write(f"{sealer.pid}\n")


# ---- afterwards

def number(stack, query):
    return int(stack.sql(f"SELECT ({query}) AS n")[0]["n"])


def request_hex(rid):
    return base64.urlsafe_b64decode(rid + "=" * (-len(rid) % 4)).hex().upper()


def compare_deeds(stack, rows, faults):
    """Every deed but a saved draft is looked up by its request id: once when acknowledged, never when refused."""
    stored = {row["r"]: (row["action"], int(row["n"])) for row in stack.sql(
        "SELECT HEX(req_id) AS r, MIN(action) AS action, COUNT(*) AS n FROM audit_event WHERE req_no < 100 GROUP BY req_id")}
    ends = {}
    for row in rows:
        if row["do"] != "sent" and row["kind"] != "save":
            ends[row["rid"]] = row
    count = {"acknowledged": 0, "unknown, stored": 0, "unknown, not stored": 0, "refused": 0}
    for rid, row in ends.items():
        action, events = stored.get(request_hex(rid), (None, 0))
        if events > 1:
            faults.append(f"{row['kind']} {row['where']}: {events} events of one request")
        if row["do"] == "done":
            count["acknowledged"] += 1
            if events != 1:
                faults.append(f"LOST: {row['kind']} {row['where']} was acknowledged, {events} events")
        elif row["do"] == "unknown":
            count["unknown, stored" if events else "unknown, not stored"] += 1
        else:
            count["refused"] += 1
    return count


def compare_drafts(stack, rows, faults):
    """One unit has one writer here: a draft holds the last acknowledged text, or one sent after it whose fate is unknown, or that was
    refused as a report (422): such a text is kept as a draft."""
    drafts = {(int(row["no"]), row["code"], int(row["unit_id"])): row for row in stack.sql(
        "SELECT t.no, p.code, d.unit_id, d.rev, d.narrative FROM draft d JOIN task t ON t.id = d.task_id JOIN period p ON p.id = d.period_id")}
    places = {}
    for row in rows:
        if row["do"] != "sent" and row["kind"] in ("save", "submit"):
            places.setdefault(tuple(row["where"]), []).append(row)
    acknowledged = 0
    for place, history in places.items():
        draft = drafts.get(place)
        may_be = [None]
        for row in history:
            may_be = [row["text"]] if row["do"] == "done" else [*may_be, row["text"]]
        done = sum(row["do"] == "done" for row in history)
        acknowledged += sum(row["do"] == "done" and row["kind"] == "save" for row in history)
        if (draft and draft["narrative"]) not in may_be:
            faults.append(f"LOST: the draft of {place} is none of the last texts: {draft and draft['narrative']!r}, not {may_be}")
        if draft and not done <= int(draft["rev"]) <= len(history):
            faults.append(f"the draft of {place} was saved {draft['rev']} times, {done} acknowledged, {len(history)} sent")
    return acknowledged


def compare_rows(stack, faults):
    """Each row's version is the number of its events, and each event has its row; each report has its submissions and decisions."""
    tables = [row["t"] for row in stack.sql(
        "SELECT c.table_name AS t FROM information_schema.columns c WHERE c.table_schema = 'taizhang' AND c.column_name = 'version'"
        " AND EXISTS (SELECT 1 FROM taizhang.audit_event e WHERE e.etype = c.table_name)")]
    count = 0
    for table in tables:
        count += number(stack, f"SELECT COUNT(*) FROM {table}")
        half = number(stack, f"SELECT COUNT(*) FROM {table} x WHERE x.version <> (SELECT COUNT(*) FROM audit_event e WHERE e.etype = '{table}'"
                             f" AND e.entity_id = x.id)")
        orphans = number(stack, f"SELECT COUNT(*) FROM audit_event e WHERE e.etype = '{table}' AND NOT EXISTS (SELECT 1 FROM {table} x WHERE"
                                " x.id = e.entity_id AND x.version >= e.entity_seq)")
        if half or orphans:
            faults.append(f"HALF: {table}: {half} rows whose version is not the number of their events, {orphans} events without their row")
    for what, query in {
            "reports without as many submissions as rounds": "SELECT COUNT(*) FROM report r WHERE r.round <> (SELECT COUNT(*) FROM report_version v"
                                                             " WHERE v.report_id = r.id)",
            "submissions without their values": "SELECT COUNT(*) FROM report_version v WHERE v.value_count <> (SELECT COUNT(*) FROM report_value x"
                                                " WHERE x.version_id = v.id)",
            "decisions without their event": "SELECT COUNT(*) FROM decision d WHERE NOT EXISTS (SELECT 1 FROM audit_event e WHERE e.etype = 'report'"
                                             " AND e.entity_id = d.report_id AND e.entity_seq = d.at_version)"}.items():
        half = number(stack, query)
        if half:
            faults.append(f"HALF: {half} {what}")
    return len(tables), count


def wait_sealed(stack, killer):
    def is_sealed():
        killer.keep_sealing()
        return number(stack, "SELECT (SELECT COUNT(*) FROM audit_pending) + (SELECT COUNT(*) FROM audit_event) -"
                             " (SELECT COALESCE(MAX(tree_size), 0) FROM audit_checkpoint)") == 0
    wait_for("the sealer", 60, is_sealed)


def settle(stack, killer, log, people, began, say):
    """All comparisons; the faults that were found."""
    faults = [f"{one.name} broke off: {one.broken!r}" for one in people if one.broken]
    faults += [f"sanitizer: {line}" for line in stack.sanitizer_reports()]
    wait_sealed(stack, killer)
    deeds = compare_deeds(stack, log.rows, faults)
    drafts = compare_drafts(stack, log.rows, faults)
    tables, rows = compare_rows(stack, faults)
    checked = stack.ctl("verify", "--json")
    report = json.loads(checked.stdout) if checked.stdout.startswith("{") else {}
    if checked.returncode != 0:
        faults.append(f"verify: exit {checked.returncode}: {checked.stdout[:2000]} {checked.stderr[:500]}")
    say(f"kills: {sum(killer.killed.values())} (" + ", ".join(f"{name} {n}" for name, n in killer.killed.items()) + ")")
    say(f"deeds sent: {sum(one.deeds for one in people)} by {len(people)} people in {time.monotonic() - began:.0f} s")
    say("with an event: " + ", ".join(f"{name} {n}" for name, n in deeds.items()))
    say(f"drafts: acknowledged {drafts}")
    say(f"rows whose version was compared with their events: {rows} in {tables} tables")
    say(f"verify: exit {checked.returncode}, {report.get('verdict')}, {report.get('size')} sealed events, "
        f"{number(stack, 'SELECT COUNT(*) FROM audit_checkpoint')} checkpoints")
    say(f"acknowledged and lost: {sum(f.startswith('LOST') for f in faults)}; half: {sum(f.startswith('HALF') for f in faults)}; "
        f"other faults: {sum(not f.startswith(('LOST', 'HALF')) for f in faults)}")
    for fault in faults:
        say("FAULT " + fault)
    return faults


def people_of(stack, log, stop, seed):
    accounts = read_accounts(os.path.join(ROOT, "seeds", "accounts.tsv"))

    def browser(login):
        client = Client(stack.origin, timeout=60)
        assert client.sign_in(login, accounts[login].password).status == 303, login
        return client
    people = []
    for unit, login in FILERS:
        row = stack.sql(f"SELECT id FROM unit WHERE name = '{unit}'")[0]["id"]
        tasks = [int(r["no"]) for r in stack.sql(f"SELECT t.no FROM task t JOIN task_lead l ON l.task_id = t.id WHERE l.unit_id = {row}")]
        people.append(Filer(login, browser(login), log, stop, random.Random(f"{seed} {login}"), unit=int(row), tasks=tasks))
    return people + [Supervisor(login, browser(login), log, stop, random.Random(f"{seed} {login}")) for login in SUPERVISORS]


def run(kills, seed, say=print):
    """True: nothing was lost, nothing half, all verifies."""
    began = time.monotonic()
    with Stack("chaos", "--workers", str(WORKERS), "--no-limits", "--address-most", "1000000", clock=NOW) as stack:
        stack.servers("load")
        log, stop, dice = Log(stack.path("state", "acknowledged.jsonl")), threading.Event(), random.Random(seed)
        people, killer = people_of(stack, log, stop, seed), Killer(stack, dice)
        began = time.monotonic()
        [one.start() for one in people]
        while sum(killer.killed.values()) < kills:
            time.sleep(dice.uniform(0.1, 2.0))
            killer.strike()
        time.sleep(1)
        stop.set()
        [one.join() for one in people]
        faults = settle(stack, killer, log, people, began, say)
        stack.servers("stop", "--only", "pools")
        return faults == []
