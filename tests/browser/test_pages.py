"""The pages of each mechanism of the notice, empty, full and with their forms, against axe-core, the content security policy and 320 px
(pages.js); what they look like on paper."""
import json
import os
import sys

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(os.path.dirname(HERE), "http"), os.path.join(os.path.dirname(os.path.dirname(HERE)), "packaging")]
from http_client import Client  # noqa: E402
from stack import ROOT, Stack, read_accounts  # noqa: E402
from test_browser import node, PICTURES  # noqa: E402


@pytest.fixture(scope="module")
def stack():
    with Stack("pages", "--workers", "4", "--no-limits", "--address-most", "1000000", loaded=True, clock="2023-04-03 09:00") as servers:
        yield servers
        servers.servers("stop", "--only", "pools")
        assert servers.sanitizer_reports() == []


def test_applications(stack):
    """The list empty and full, the form of each matter, an extension that waits, the task page beside them."""
    accounts = read_accounts(os.path.join(ROOT, "seeds", "accounts.tsv"))
    unit = Client(stack.origin)
    unit.sign_in("kjj1", accounts["kjj1"].password)
    path = "/plans/2023/tasks/1/apply"
    form = unit.get(f"{path}/date").form("reason", "evidence")
    one = unit.send(form, None, f"{path}/date", fields={"asked": "2024-3-31", "reason": "设备交货推迟三个月。", "evidence": "补充协议"}).location
    kinds = ",".join(f"{path}/{asks}" for asks in ("date", "deadline", "target", "content", "lead", "assignment", "light", "closure"))
    node("pages.js", stack.origin, f"kjj1=/applications,/applications?state=refused,{one},{kinds},/plans/2023/tasks/1",
         f"dcs1=/applications,/applications?state=refused,{one}")


def test_problems(stack):
    """Board and list, empty and full; a problem before those who hold its step and those who look on; each form of a move."""
    accounts = read_accounts(os.path.join(ROOT, "seeds", "accounts.tsv"))
    node("pages.js", stack.origin, "dcs1=/problems,/problems?view=list")
    unit = Client(stack.origin)
    unit.sign_in("kjj1", accounts["kjj1"].password)
    path = "/plans/2023/tasks/1/problems/new"
    form = unit.get(path).form("title", "body")
    one = unit.send(form, None, path, fields={"title": "用地手续未办结", "body": "影响开工。", "level": "unit", "due_on": "2023-4-30"}).location
    node("pages.js", stack.origin, f"kjj1=/problems,/problems?view=list,{path},{one},{one}?move=solve,{one}?move=coordinate,/plans/2023/tasks/1",
         f"dcs1=/problems,{one}", "zfb2=/problems")


def test_supervision_notices_and_reminders(stack):
    """One notice that waits for the unit's answer, the form that issues one, the paper, a day's digest."""
    accounts = read_accounts(os.path.join(ROOT, "seeds", "accounts.tsv"))
    office, unit = Client(stack.origin), Client(stack.origin)
    for client, login in ((office, "dcs1"), (unit, "kjj1")):
        client.sign_in(login, accounts[login].password)
    number = stack.sql("SELECT id FROM unit WHERE name = '市科技局'")[0]["id"]
    new = f"/notices/new?plan=2023&kind=order&unit={number}&task=1&period=2023-02"
    notice = office.send(office.get(new).form("matter", "body"), None, "/notices/new").location
    unit.send(next(f for f in unit.get(notice).forms if f.offers("action", "receive")), ("action", "receive"), f"{notice}/answer")
    assert stack.ctl("digest", "--now", "2023-04-03 07:30").returncode == 0
    node("pages.js", stack.origin, f"kjj1=/dashboard,/reminders,/notices,/notices?state=all&kind=urge,{notice},{notice}/print",
         f"dcs1=/dashboard,/reminders,/notices,/notices/new,{new},{notice},/plans/2023/periods/2023-02", f"sjj1=/notices,{notice}")
    os.makedirs(PICTURES, exist_ok=True)
    printed = json.loads(node("print.js", stack.origin, "dcs1", os.path.join(PICTURES, "notice.pdf"), f"{notice}/print"))
    assert printed["pages"] == 1 and not printed["wide"]


def test_instructions_and_units(stack):
    """One 批示 that waits for its settling; the lists, the forms, a unit with a former name and another one."""
    accounts = read_accounts(os.path.join(ROOT, "seeds", "accounts.tsv"))
    leader, unit, admin = Client(stack.origin), Client(stack.origin), Client(stack.origin)
    for client, login in ((leader, "zfb2"), (unit, "kjj1"), (admin, "zfb1")):
        client.sign_in(login, accounts[login].password)
    word = leader.send(leader.get("/plans/2023/tasks/1/instruct").form("csrf", "body"), fields={"body": "请排出计划。", "due_on": "2023-4-10"}).location
    unit.send(unit.get(word).form("part", "rev"), fields={"action": "sign"})
    number = stack.sql("SELECT id FROM unit WHERE name = '市科技局'")[0]["id"]
    form = next(f for f in admin.get(f"/admin/units/{number}").forms if f.offers("action", "alias"))
    assert admin.send(form, fields={"action": "alias", "name": "市科学技术局", "reason": "全称"}).status == 303
    node("pages.js", stack.origin, f"kjj1=/dashboard,/instructions,{word},/plans/2023/tasks/1", f"dcs1=/instructions,{word}",
         f"zfb2=/dashboard,/instructions,{word},/plans/2023/tasks/1/instruct", f"zfb1=/admin/units,/admin/units/{number},/admin/units/new")
    unit.send(unit.get(word).form("part", "rev"), fields={"action": "answer", "words": "已排出。"})
    node("pages.js", stack.origin, f"dcs1=/dashboard,{word}")


def test_briefs_and_practices(stack):
    """The lists empty and full, a practice at each hand, a brief as draft with nothing picked, its pick page and A4."""
    accounts = read_accounts(os.path.join(ROOT, "seeds", "accounts.tsv"))
    office, unit = Client(stack.origin), Client(stack.origin)
    for client, login in ((office, "dcs1"), (unit, "kjj1")):
        client.sign_in(login, accounts[login].password)
    node("pages.js", stack.origin, "kjj1=/briefs,/practices,/briefs/adoption")
    said = {"title": "驻企服务机制", "body": "一是建立需求清单，专人对接，逐户登记；" * 3, "effect": "服务企业四十余家。"}
    form = unit.get("/practices/new?task=1").form("title", "body")
    practice = unit.send(form, ("action", "submit"), fields=said).location
    node("pages.js", stack.origin, f"dcs1={practice}")
    decide = next(f for f in office.get(practice).forms if f.offers("action", "select"))
    assert office.send(decide, ("action", "select"), opinion="可推广。").status == 303
    brief = office.send(next(f for f in office.get("/briefs").forms if f.action == "/briefs/new")).location.removesuffix("/edit")
    number = practice.split("/")[-1]
    assert office.send(office.get(brief + "/pick").form("rev", "period"), fields={f"practice.{number}": "1"}).status == 303
    node("pages.js", stack.origin, f"kjj1=/practices,/practices/new,/practices/new?task=1,{practice}",
         f"dcs1=/briefs,{brief},{brief}/edit,{brief}/pick,{brief}/print,/practices,{practice},/briefs/adoption")
