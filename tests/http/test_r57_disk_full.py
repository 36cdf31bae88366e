"""Disks that are full (R57): under the database, the logs, the sealer's own folder. Small tmpfs mounts stand in for them: what is told
is true, nothing is half, and when there is room again all goes on without a restart. Needs the right to mount."""
import json
import os
import shutil
import signal
import subprocess
import time

import pytest

from http_client import Client, wait_for
from office import Office
from stack import ROOT, Stack, read_accounts

DATA_MORE_MB, TEXT_CHARS = 24, 1900  # 12 MB are the server's own for temporary tables


class Disk:
    """A small disk mounted over one of the stack's folders, with what was in it."""

    def __init__(self, stack, folder, megabytes):
        self.stack, self.folder, self.name = stack, stack.path(folder), folder
        was = self.folder + ".was"
        os.rename(self.folder, was)
        mode = os.stat(was).st_mode & 0o7777
        os.mkdir(self.folder)
        used = int(subprocess.check_output(["du", "-sm", "--apparent-size", was], text=True).split()[0])
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={used + megabytes}m,mode={mode:o}", "tmpfs", self.folder], check=True)
        subprocess.run(["cp", "-a", "--sparse=never", was + "/.", self.folder], check=True)
        shutil.rmtree(was)

    def fill(self):
        with open(os.path.join(self.folder, "filler"), "wb", buffering=0) as file:
            for size in (1 << 20, 1 << 12, 1):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    pass

    def make_room(self):
        os.remove(os.path.join(self.folder, "filler"))

    def close(self):
        subprocess.run(["umount", "-l", self.folder], check=False)


def may_mount():
    if os.geteuid() != 0:
        return False
    os.makedirs(os.path.join(ROOT, "build", "tests"), exist_ok=True)
    probe = os.path.join(ROOT, "build", "tests", "mount-probe")
    os.makedirs(probe, exist_ok=True)
    good = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", probe], stderr=subprocess.DEVNULL, check=False).returncode == 0
    if good:
        subprocess.run(["umount", probe], check=True)
    return good


pytestmark = pytest.mark.skipif(not may_mount(), reason="no right to mount here")


@pytest.fixture(scope="module")
def disks():
    """Each is unmounted after the servers have ended."""
    made = {}
    yield made
    for disk in made.values():
        disk.close()


@pytest.fixture(scope="module")
def stack(disks):
    servers = Stack("full", "--workers", "2", "--no-limits", "--address-most", "1000000")
    try:
        servers.start()
        servers.servers("load")
        servers.servers("stop")
        servers.set_clock("2023-04-03 09:00")
        disks["data"], disks["log"], disks["seal"] = Disk(servers, "data", DATA_MORE_MB), Disk(servers, "log", 1), Disk(servers, "seal", 1)
        servers.start()
        yield servers
        assert servers.sanitizer_reports() == []
    finally:
        servers.servers("stop", check=False)
        for disk in disks.values():
            disk.close()
        servers.__exit__()


@pytest.fixture(scope="module")
def office(stack):
    accounts = read_accounts(os.path.join(ROOT, "seeds", "accounts.tsv"))

    def signed_in(login):
        client = Client(stack.origin)
        assert client.sign_in(login, accounts[login].password).status == 303
        return client
    return Office(stack, signed_in, "市发展改革委", "fgw1")


def number(stack, query):
    return int(stack.sql(f"SELECT ({query}) AS n")[0]["n"])


def all_sealed(stack):
    return number(stack, "SELECT (SELECT COUNT(*) FROM audit_pending) + (SELECT COUNT(*) FROM audit_event) -"
                         " (SELECT COALESCE(MAX(tree_size), 0) FROM audit_checkpoint)") == 0


def verifies(stack):
    wait_for("the sealer", 60, lambda: all_sealed(stack))
    done = stack.ctl("verify", "--json")
    assert done.returncode == 0, done.stdout[-2000:]


def submission(office, no, period):
    path = office.path(no, period)
    form = office.client.get(path + "/edit").form("rev", "narrative")
    values = {name: "16" for name in form.fields if name.startswith("value.")}
    fields = {**values, "narrative": os.urandom(TEXT_CHARS // 2).hex(), "light": "green", "light_reason": "", "next_steps": os.urandom(450).hex()}
    return lambda: office.client.send(form, ("action", "submit"), path, fields=fields), fields


def test_r57_the_disk_of_the_database_is_full(stack, disks, office):
    """Deeds go on while the tables have room of their own; then each is refused with its text, reading goes on, and nothing is half."""
    disks["data"].fill()
    before, refused = number(stack, "SELECT COUNT(*) FROM report"), []
    done = 0
    for period in ("2023-03", "2023-02", "2023-01"):
        for no in office.led():
            page = office.client.get(office.path(no, period) + "/edit")
            assert page.status == 200
            press, fields = submission(office, no, period)
            answer = press()
            if answer.status == 303:
                done += 1
                continue
            assert answer.status in (500, 503, 507) and fields["narrative"] in answer.text, answer.status
            refused.append(press)
            if len(refused) == 3:
                break
        if len(refused) == 3:
            break
    assert len(refused) == 3, f"{done} deeds and the disk was never full"
    assert Client(stack.origin).get("/healthz").status == 200 and office.client.get("/dashboard").status == 200
    assert number(stack, "SELECT COUNT(*) FROM report") == before + done
    assert number(stack, "SELECT COUNT(*) FROM report r WHERE r.version <> (SELECT COUNT(*) FROM audit_event e WHERE e.etype = 'report'"
                         " AND e.entity_id = r.id) OR NOT EXISTS (SELECT 1 FROM report_version v WHERE v.report_id = r.id)") == 0
    pid = stack.pid("mariadb")
    disks["data"].make_room()
    assert [press().status for press in refused] == [303] * 3
    assert stack.pid("mariadb") == pid and os.path.exists(f"/proc/{pid}"), "it was started again"
    verifies(stack)


def test_r57_the_disk_of_the_logs_is_full(stack, disks, office):
    """Nobody is stopped by it, and what can be written again is written."""
    disks["log"].fill()
    for page in ("/dashboard", "/nowhere", "/plans/2023/tasks"):
        assert office.client.get(page).status in (200, 404)
    path = office.path(office.led()[-1], "2023-03")
    form = office.client.get(path + "/edit").form("rev", "narrative")
    if form is not None:
        assert office.client.send(form, ("action", "save"), path, narrative="日志写不下的时候写的进展情况。").status == 303
    disks["log"].make_room()
    mark = f"/nowhere-{time.monotonic_ns()}"
    assert office.client.get(mark).status == 404
    wait_for("the logs", 5, lambda: mark in stack.log("access"))
    lines = stack.log("access").splitlines()
    broken = [line for line in lines if not is_json(line)]
    assert len(broken) <= 1, "more than the line that did not fit"
    assert office.client.get("/dashboard").status == 200


def is_json(line):
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def test_r57_the_disk_of_the_sealer_is_full(stack, disks, office):
    """Deeds go on unsealed; the sealer says why, signs nothing that it could not keep, and catches up. It looks again after half a
    minute (ctl/seal.c); the test starts another one instead of waiting for that."""
    verifies(stack)
    notes = number(stack, "SELECT COUNT(*) FROM audit_checkpoint")
    disks["seal"].fill()
    said = len(stack.log("seal"))
    office.client.get("/audit")  # refused: a denial is an event
    session = Client(stack.origin)
    accounts = read_accounts(os.path.join(ROOT, "seeds", "accounts.tsv"))
    assert session.sign_in("kjj1", accounts["kjj1"].password).status == 303
    wait_for("the sealer's complaint", 20, lambda: len(stack.log("seal")) > said)
    assert number(stack, "SELECT COUNT(*) FROM audit_checkpoint") <= notes + 1
    disks["seal"].make_room()
    os.kill(stack.pid("seal"), signal.SIGKILL)
    done = stack.ctl("seal", "--once")
    assert done.returncode == 0, done.stderr
    verifies(stack)
