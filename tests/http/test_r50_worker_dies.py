"""Workers that are killed, or run out of memory, in the middle of people's work (R50, R58)."""
import mmap
import os
import random
import re
import signal
import struct
import subprocess
import threading
import time

import pytest

from http_client import Client, wait_for
from office import TEXT, Office
from stack import ROOT
from worker import Through, Worker

KILLS = 40
WORKERS = 4


def workers(stack):
    """Children of the page pool's supervisor that are the program by now."""
    found = []
    for pid in subprocess.run(["ps", "-o", "pid=", "--ppid", str(stack.pid("page"))], stdout=subprocess.PIPE, text=True).stdout.split():
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                if b"taizhang" in file.read().split(b"\0")[0]:
                    found.append(int(pid))
        except OSError:
            pass  # it has ended
    return found


class Writer(threading.Thread):
    """Saves one draft again and again; what was answered to each text."""

    def __init__(self, office, no, stop):
        super().__init__()
        self.office, self.path, self.stop = office, office.path(no, "2023-03"), stop
        self.no, self.answers, self.lost, self.odd = no, [], 0, []
        self.client = Client(office.client.origin)
        self.client.cookies = dict(office.client.cookies)

    def run(self):
        turn = 0
        while not self.stop.is_set():
            form = self.form()
            if form is None:
                continue
            turn += 1
            text = f"第{turn}次：{TEXT}"
            try:
                status = self.client.send(form, ("action", "save"), self.path, narrative=text).status
            except OSError:
                status = None
            self.answers.append((text, status))
            if status != 303:
                self.lost += 1
                if status != 502:
                    self.odd.append(status)

    def form(self):
        try:
            page = self.client.get(self.path + "/edit")
        except OSError:
            self.lost += 1
            return None
        if page.status != 200:
            self.lost += 1
            if page.status != 502:
                self.odd.append(page.status)
            return None
        return page.form("rev", "narrative")


def test_r50_killed_under_load(stack, person):
    """Each kill costs the request that the worker had at most; everybody else goes on; nothing acknowledged is lost, nothing is
    done twice; nginx gives no request to a second worker."""
    units = [("市发展改革委", "fgw1"), ("市科技局", "kjj1"), ("市商务局", "swj1"), ("市工业和信息化局", "gxj1")]
    offices = [Office(stack, person, unit, login) for unit, login in units]
    stop, dice = threading.Event(), random.Random(50)
    writers = [Writer(office, next(office._tasks), stop) for office in offices]
    [writer.start() for writer in writers]
    slowest = killed = 0
    while killed < KILLS:
        time.sleep(dice.uniform(0.02, 0.15))
        alive = workers(stack)
        if not alive:
            continue
        try:
            os.kill(dice.choice(alive), signal.SIGKILL)
        except ProcessLookupError:
            continue
        killed += 1
        if killed % 10 == 0:
            began = time.monotonic()
            wait_for("all workers", 10, lambda: len(workers(stack)) == WORKERS)
            slowest = max(slowest, time.monotonic() - began)
    stop.set()
    [writer.join() for writer in writers]
    assert slowest < 1, f"a place stayed empty for {slowest:.1f} s"
    assert sum(writer.lost for writer in writers) <= KILLS and [writer.odd for writer in writers] == [[]] * len(writers)
    for writer in writers:
        row = stack.sql(f"SELECT d.rev, d.narrative FROM draft d JOIN task t ON t.id = d.task_id WHERE t.no = {writer.no}"
                        f" AND d.unit_id = {writer.office.unit}")[0]
        acknowledged = [text for text, status in writer.answers if status == 303]
        after = [text for text, _ in writer.answers[[t for t, _ in writer.answers].index(acknowledged[-1]):]]
        assert row["narrative"] in after, "an acknowledged text is gone"
        assert len(acknowledged) <= int(row["rev"]) <= len(writer.answers) and len(acknowledged) > 10
    assert not re.search(r'"worker_seconds":"[^"]*,', stack.log("access")), "nginx has asked a second worker"
    assert stack.sanitizer_reports() == []


# ---- R58

@pytest.fixture(scope="module")
def hungry(stack, tmp_path_factory):
    """A worker whose n-th allocation fails: the number stands in a file that it has in its memory."""
    folder = tmp_path_factory.mktemp("hungry")
    library = folder / "nth_malloc.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(library), os.path.join(ROOT, "tests", "http", "nth_malloc.c"), "-ldl"], check=True)
    number = folder / "number"
    number.write_bytes(bytes(16))
    environment = {"LD_PRELOAD": str(library), "NTH_MALLOC": str(number),
                   "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0:" + os.environ.get("ASAN_OPTIONS", "")}
    with open(number, "r+b") as file, mmap.mmap(file.fileno(), 16) as memory, Worker(stack, "page", environment=environment) as worker:
        wait_for("the worker", 20, lambda: worker.ask("GET", "/healthz")[0] == 200)

        def fail_at(n):
            """The n-th allocation from now; what was counted since the last call."""
            counted = struct.unpack_from("q", memory, 8)[0]
            struct.pack_into("qq", memory, 0, n, 0)
            return counted
        yield worker, fail_at


def test_r58_each_allocation_may_fail(stack, person, hungry):
    """GLib ends a process that has no memory, so the request at hand is lost (502 at nginx) and the place is filled again; where a
    library reports it, the page says so. Either way: nothing half, and the next request is served."""
    worker, fail_at = hungry
    office = Office(stack, person, "市交通运输局", "jtj1")
    client = Through(worker, office.client)
    no = next(office._tasks)
    path = office.path(no, "2023-03")

    def save(turn):
        form = client.get(path + "/edit").form("rev", "narrative")
        return lambda: client.send(form, ("action", "save"), path, narrative=f"第{turn}次：{TEXT}").status

    assert save(0)() == 303
    fail_at(0)
    assert save(1)() == 303
    most = fail_at(0)
    assert most > 100, "the library does not count"
    ends, rev = {}, int(stack.sql("SELECT rev FROM draft d JOIN task t ON t.id = d.task_id"
                                  f" WHERE t.no = {no} AND d.unit_id = {office.unit}")[0]["rev"])
    dice = random.Random(58)
    for turn, n in enumerate(sorted(dice.sample(range(1, most // 2), 20)), 2):
        press = save(turn)
        fail_at(n)
        try:
            status = press()
        except ConnectionResetError:
            status = "ended"
        fail_at(0)
        wait_for("a worker", 10, lambda: client.get("/healthz").status == 200)
        row = stack.sql(f"SELECT d.rev, d.narrative FROM draft d JOIN task t ON t.id = d.task_id WHERE t.no = {no} AND d.unit_id = {office.unit}")[0]
        if status == 303:
            rev += 1
            assert int(row["rev"]) == rev and row["narrative"].startswith(f"第{turn}次")
        else:
            assert status in ("ended", 500, 503) and int(row["rev"]) in (rev, rev + 1)
            rev = int(row["rev"])
        ends[status] = ends.get(status, 0) + 1
    print(most, ends)
    assert ends.get("ended", 0) + ends.get(500, 0) + ends.get(503, 0) > 0, ends
