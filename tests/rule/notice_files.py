"""Runs taizhangctl notice-parse and reads what it prints; shared by the tests of notices."""
import csv
import io
import os
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

KINDS = {
    "编号与前面重复": "number twice",
    "编号与前面不连续": "number gap",
    "括号没有成对": "bracket open",
    "这段文字不属于任何任务": "text outside",
    "没能读懂其中的单位": "units unread",
    "这一章节没有任务": "section empty",
    "数字疑似漏印小数点": "doubtful word",
}


def rows(text):
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def table(path):
    return rows(Path(path).read_text(encoding="utf-8"))


def notice_parse(path, *options):
    """(exit status, rows printed, [(line, kind)] of the warnings, stderr)"""
    done = subprocess.run(
        [os.environ["TAIZHANGCTL"], "notice-parse", *options, str(path)], capture_output=True, timeout=60, check=False
    )
    err = done.stderr.decode("utf-8")
    warnings = []
    for line in err.splitlines():
        if not line.startswith("第"):
            continue
        where, kind, _ = line.split("：", 2)
        warnings.append((int(where[1:-1]), KINDS[kind]))
    return done.returncode, rows(done.stdout.decode("utf-8")), warnings, err


def target_key(no, row):
    return (int(no), row["comparator"], row["value"], row["value_max"], row["unit"])
