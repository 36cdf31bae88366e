"""taizhangctl import: all or nothing, again is harmless, what was issued is kept byte for byte."""
import os

import pytest

from stack import ROOT, table

NOTICE = os.path.join(ROOT, "seeds", "qingdao-2023.txt")
DATA = os.path.join(ROOT, "tests", "rule", "data")

SMALL = """关于印发重点任务的通知
一、产业
1.培育企业。新增企业20家以上。(牵头单位:市科技局、市商务局,参与单位:市财政局)
2.建设园区。建成园区3个、道路5条。(牵头单位:市商务局)
"""


def run_import(stack, folder, text, plan, expect=0):
    path = folder / f"{plan}.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    done = stack.ctl("import", str(path), "--plan", plan, "--year", "2023")
    assert done.returncode == expect, done.stdout + done.stderr
    return done


def rows(stack, plan, what):
    return stack.sql({
        "tasks": f"SELECT t.no, t.title, t.version FROM task t JOIN plan n ON n.id = t.plan_id WHERE n.code = '{plan}' ORDER BY t.no",
        "leads": "SELECT t.no, u.name, l.place, l.ended_on IS NOT NULL AS ended FROM task_lead l JOIN task t ON t.id = l.task_id"
                 f" JOIN plan n ON n.id = t.plan_id JOIN unit u ON u.id = l.unit_id WHERE n.code = '{plan}' ORDER BY t.no, l.place",
        "targets": "SELECT t.no, g.no AS g, g.value, g.unit_word, g.ended_on IS NOT NULL AS ended FROM target g JOIN task t ON"
                   f" t.id = g.task_id JOIN plan n ON n.id = t.plan_id WHERE n.code = '{plan}' ORDER BY t.no, g.no",
    }[what])


def test_the_notice_stands_in_the_database_as_the_checked_tables_say(stack):
    tasks = rows(stack, "2023", "tasks")
    assert [(row["no"], row["title"]) for row in tasks] == [(r["task_no"], r["title"])
                                                            for r in table(os.path.join(DATA, "tasks.tsv"))]
    printed = [(r["task_no"], r["unit_name"], r["order"]) for r in table(os.path.join(DATA, "task_units.tsv")) if r["role"] == "lead"]
    stored = [(r["no"], r["name"], r["place"]) for r in rows(stack, "2023", "leads") if int(r["no"]) <= 125]
    assert stored == printed


def test_the_issued_text_is_kept_byte_for_byte(stack):
    with open(NOTICE, "rb") as file:
        issued = file.read()
    kept = stack.sql("SELECT HEX(x.bytes) AS h FROM plan n JOIN issued_text x USING (sha256) WHERE n.code = '2023'")
    assert bytes.fromhex(kept[0]["h"]) == issued


def test_importing_again_changes_nothing(stack):
    count = "SELECT (SELECT COUNT(*) FROM audit_event) AS events, (SELECT COUNT(*) FROM task) AS tasks"
    before = stack.sql(count)
    done = stack.ctl("import", NOTICE, "--plan", "2023", "--year", "2023")
    assert done.returncode == 0 and "新增 0 条，变更 0 条，终止 0 条" in done.stdout
    assert stack.sql(count) == before


def test_a_changed_notice_updates_by_number_and_ends_what_is_gone(stack, tmp_path):
    run_import(stack, tmp_path, SMALL, "small")
    changed = SMALL.replace("20家", "25家").replace("市科技局、市商务局", "市商务局、市教育局").replace("、道路5条", "")
    done = run_import(stack, tmp_path, changed, "small")
    assert "终止：第 1 项的牵头单位" in done.stdout and "终止：第 2 项的量化目标" in done.stdout
    assert len(rows(stack, "small", "tasks")) == 2
    leads = [(r["name"], r["ended"]) for r in rows(stack, "small", "leads") if r["no"] == "1"]
    assert sorted(leads) == sorted([("市商务局", "0"), ("市教育局", "0"), ("市科技局", "1")])
    targets = [(r["no"], r["value"], r["ended"]) for r in rows(stack, "small", "targets")]
    assert targets == [("1", "25.0000", "0"), ("2", "3.0000", "0"), ("2", "5.0000", "1")]
    run_import(stack, tmp_path, SMALL, "small")
    assert ("市科技局", "0") in [(r["name"], r["ended"]) for r in rows(stack, "small", "leads")]


@pytest.mark.parametrize("label, text", [("not UTF-8", SMALL.encode("gb18030")), ("no task", "关于印发的通知\n没有编号的文字。\n"), ("empty", "")])
def test_what_cannot_be_read_writes_nothing(stack, tmp_path, label, text):
    before = stack.sql("SELECT COUNT(*) AS n FROM audit_event")
    done = run_import(stack, tmp_path, text, "bad", expect=2)
    assert done.stderr.strip(), label
    assert stack.sql("SELECT COUNT(*) AS n FROM plan WHERE code = 'bad'") == [{"n": "0"}]
    assert stack.sql("SELECT COUNT(*) AS n FROM audit_event") == before


def test_a_failure_half_way_leaves_no_trace(stack, tmp_path):
    """A title longer than its column fails after the plan and its section were written: all of it is rolled back."""
    text = SMALL + "3." + "长" * 300 + "。正文。(牵头单位:市财政局)\n"
    run_import(stack, tmp_path, text, "half", expect=1)
    assert stack.sql("SELECT COUNT(*) AS n FROM plan WHERE code = 'half'") == [{"n": "0"}]
