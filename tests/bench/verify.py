#!/usr/bin/env python3
"""Measures the sealer and the verifier of the release build on so many events of our own making: two fifths sign-ins, the rest
changes of rows that have thirty versions each.

    tests/bench/run --verify [EVENTS]      (tests/bench/verify.py EVENTS [--bin DIR])

Prints rows a second and the verifier's largest resident size, for all of the events and for a tenth of them: it must not grow
with their number, only with that of the rows.
"""
import argparse
import hashlib
import hmac
import json
import os
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path[:0] = [os.path.join(ROOT, "tests", "http"), os.path.join(ROOT, "tests", "store")]
from forger import COLUMNS, canon  # noqa: E402
from stack import Stack, user_name  # noqa: E402

VERSIONS, PART = 30, 2000
BODY = ('{"narrative":["本月完成阶段任务，召开调度会两次。","本月完成阶段任务，召开调度会三次，走访企业二十家。"],'
        '"light":["green","yellow"]}')


def event(n, etype, entity, seq, prev):
    return {"etype": etype, "entity_id": str(entity), "entity_seq": str(seq), "at_us": str(1680000000000000 + n * 1000),
            "person_id": str(1000 + n % 50), "actor": "王磊", "actor_unit": "市科技局", "actor_role": "filer", "ip": "10.20.30.40",
            "agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/108.0", "session": "ab" * 32, "action": "report.submit",
            "result": "ok", "task_id": "17", "unit_id": "5", "period_id": "3", "req_id": f"{n:032x}", "req_no": "0", "body": BODY,
            "prev_hash": prev}


def events(count):
    """In the order of record: rows take turns."""
    rows = max(1, count * 3 // 5 // VERSIONS)
    last = {}
    for n in range(count):
        if n % 5 < 2:
            yield event(n, "auth", 2 ** 60 + n, 1, "00" * 32)
            continue
        turn = n // 5 * 3 + n % 5 - 2
        row = 1 + turn % rows
        seq, prev = last.get(row, (0, "00" * 32))
        made = event(n, "calendar_day", row, seq + 1, prev)
        last[row] = (seq + 1, hashlib.sha256(canon(made)).hexdigest())
        yield made


def values(made, key):
    data = canon(made)
    cells = []
    for name in COLUMNS:
        value = made[name]
        cells.append(f"x'{value}'" if name in ("session", "req_id", "prev_hash")
                     else value if name in ("entity_id", "entity_seq", "at_us", "person_id", "task_id", "unit_id", "period_id", "req_no")
                     else "'" + value + "'")
    cells += [f"x'{hashlib.sha256(data).hexdigest()}'", f"x'{hmac.new(key, data, hashlib.sha256).hexdigest()}'"]
    return "(1," + ",".join(cells) + ")"


def fill(stack, count):
    """As root, without the fences, which would ask for each row; what is loaded is what the application would have written."""
    key = bytes.fromhex(stack.secret("audit_key"))
    for row in stack.sql("SELECT trigger_name AS t FROM information_schema.triggers WHERE event_object_table IN"
                         " ('audit_event', 'calendar_day', 'audit_leaf')"):
        if row["t"] != "audit_leaf_insert":
            stack.sql(f"DROP TRIGGER {row['t']}")
    client = subprocess.Popen(["mariadb", "--no-defaults", "--socket=" + stack.path("run", "mariadb.sock"), f"--user={user_name()}",
                               "--default-character-set=utf8mb4", "taizhang"], stdin=subprocess.PIPE, text=True)
    versions, part = {}, []

    def send():
        if part:
            client.stdin.write(f"INSERT INTO audit_event (alg, {', '.join(COLUMNS)}, hash, mac) VALUES {','.join(part)};\n")
            part.clear()

    client.stdin.write("SET unique_checks = 0, foreign_key_checks = 0;\n")
    for made in events(count):
        if made["etype"] == "calendar_day":
            versions[made["entity_id"]] = made["entity_seq"]
        part.append(values(made, key))
        if len(part) == PART:
            send()
    send()
    for row, version in versions.items():
        client.stdin.write(f"INSERT INTO calendar_day VALUES ({row}, {version}, '1900-01-01' + INTERVAL {row} DAY, 1, '');\n")
    client.stdin.write("INSERT INTO audit_pending SELECT id FROM audit_event e WHERE NOT EXISTS (SELECT 1 FROM audit_leaf l"
                       " WHERE l.audit_id = e.id);\n")
    client.stdin.close()
    if client.wait() != 0:
        raise SystemExit("the events could not be loaded")


def timed(stack, *arguments):
    """(seconds, what the process used, output)"""
    began = time.monotonic()
    child = subprocess.Popen([os.path.join(stack.programs, "taizhangctl"), "--config", stack.path("etc", "taizhang.conf"), *arguments],
                             stdout=subprocess.PIPE, text=True)
    out = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit(f"{arguments}: {status} {out[-2000:]}")
    return time.monotonic() - began, used, out


def measure(programs, count):
    with Stack("verify-bench", "--only", "mariadb,schema", program_folder=programs) as stack:
        fill(stack, count)
        seconds, _, _ = timed(stack, "seal", "--once")
        print(f"seal    {count:9d} events  {seconds:6.1f} s  {count / seconds:9.0f} /s", flush=True)
        rounds = []
        for _ in range(3):
            server = cpu_seconds(stack.pid("mariadb"))
            _, used, out = timed(stack, "verify", "--json")
            report = json.loads(out)
            assert report["verdict"] == "ok" and report["size"] == count, out
            rounds.append((report["duration_us"] / 1e6, used.ru_utime + used.ru_stime, cpu_seconds(stack.pid("mariadb")) - server,
                           used.ru_maxrss))
        seconds, own, server, kb = min(rounds)
        print(f"verify  {count:9d} events  {seconds:6.2f} s  {count / seconds:9.0f} /s  (processor: own {own:.2f} s, mariadbd {server:.2f} s)"
              f"  {kb} kB resident, {report['entities']} rows", flush=True)


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("events", type=int, nargs="?", default=1_000_000)
    arguments.add_argument("--bin", default=os.path.join(ROOT, "build", "release"))
    given = arguments.parse_args()
    measure(given.bin, given.events // 10)
    measure(given.bin, given.events)


if __name__ == "__main__":
    main()
