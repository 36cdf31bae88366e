"""Headless Chromium at the pages: the main job with and without scripts, and every page against axe-core, the content
security policy, 320 px. Pictures are kept in build/tests-pictures."""
import json
import os
import subprocess
import sys

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(os.path.dirname(HERE), "http"), os.path.join(os.path.dirname(os.path.dirname(HERE)), "packaging")]
from stack import ROOT, Stack  # noqa: E402

PICTURES = os.path.join(ROOT, "build", "tests-pictures")


@pytest.fixture(scope="module")
def stack():
    with Stack("browser", "--workers", "4", "--no-limits", "--address-most", "1000000", loaded=True, clock="2023-04-03 09:00") as servers:
        yield servers
        servers.servers("stop", "--only", "pools")
        assert servers.sanitizer_reports() == []


def node(script, *arguments):
    done = subprocess.run(["node", os.path.join(HERE, script), *arguments], cwd=HERE, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=280)
    print(done.stdout)
    assert done.returncode == 0, done.stdout[-4000:]
    return done.stdout


def test_the_main_job(stack):
    node("main_job.js", stack.origin, os.path.join(PICTURES, "main-job"))


def test_no_text_is_lost(stack):
    """Two people in one report, a session that ends in mid-text, saving by itself, the copy of this machine."""
    node("no_lost_text.js", stack.origin, os.path.join(PICTURES, "no-lost-text"))


def test_every_page_for_every_role(stack):
    """After the main job there is a report in each of the lists."""
    review = stack.sql("SELECT id FROM report LIMIT 1")[0]["id"]
    event = stack.sql("SELECT MAX(id) AS id FROM audit_event WHERE etype = 'report'")[0]["id"]
    unit = stack.sql("SELECT id FROM unit WHERE name = '市科技局'")[0]["id"]
    task = "/plans/2023/tasks/1"
    report = f"{task}/reports/2023-03/{unit}"
    node("pages.js", stack.origin, "-=/login",
         f"kjj1=/dashboard,/plans/2023/tasks,/plans/2023/tasks?light=red,{task},/plans/2023/tasks/29,/plans/2023/tasks/127,"
         f"{task}/history,/plans/2023/items,{task}/items/{unit},{task}/items/{unit}?edit=new,{task}/reports/2023-03,{report},/plans/2023/tasks/4/reports/2023-03/{unit}/edit,/reports,"
         f"{report}/files,{report}/diff?with=previous-period,/me,/rights,"
         f"/reviews@403,/nowhere@404,/search,/search?q=%E6%95%B0%E6%8D%AE%E4%B8%AD%E5%BF%83,/plans/2023/summary,/plans/2023/summary?by=unit,/exports,/returns,/burden",
         f"dcs1=/dashboard,/reviews,/reviews/{review},/plans/2023/tasks,/plans/2023/targets,/plans/2023/tasks/64/targets,/plans/2023/tasks/1/targets,/spot-checks,/burden,/burden?period=year,/bulletins,/bulletins/new,/me", f"sjj1=/dashboard,/audit,/audit/{event}",
         "zfb1=/dashboard,/audit,/exports", "zfb3=/dashboard,/accounts,/rights", "zfb2=/dashboard,/plans/2023/tasks/5")


def test_the_ledger_on_paper(stack):
    """128 tasks on at most eight landscape pages, which say by whom, when and under which conditions."""
    os.makedirs(PICTURES, exist_ok=True)
    printed = json.loads(node("print.js", stack.origin, "dcs1", os.path.join(PICTURES, "ledger.pdf"), "/plans/2023/tasks"))
    assert 5 <= printed["pages"] <= 8 and printed["wide"]
    assert printed["said"].startswith("打印人：市政府督查室 ") and "打印时间：2023年4月3日" in printed["said"]
    assert "筛选条件：报送期：2023年3月，全部任务" in printed["said"]


def test_the_main_job_without_scripts():
    with Stack("noscript", "--workers", "2", "--no-limits", "--address-most", "1000000", loaded=True, clock="2023-04-03 09:00") as servers:
        node("main_job.js", servers.origin, os.path.join(PICTURES, "main-job-without-scripts"), "n")
