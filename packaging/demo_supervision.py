"""What the supervision office and the bureaus of the demo do beside reporting: targets are confirmed and two of the five
misprints corrected, project lists are kept, periods are extended and frozen, one frozen figure is corrected. All through
the pages; what a page no longer offers was done before and is left alone.
"""
import re

import demo_texts as texts
from http_client import Refused

PLAN = "2023"
SPOT = re.compile(r"/spot-checks/\d+")
BASIS = "按市民营经济局、市自然资源和规划局核实的年度计划，原文漏印小数点，见督查室记录（演示数据）"
# 137万户, 容积率15: two of the five numbers that lost their decimal point. (task, printed) → corrected
CORRECTED = {(64, 137.0): "13.7", (82, 15.0): "1.5"}


def must(answer, what):
    if answer.status != 303:
        raise Refused(what, answer)


def form_of(page, address, action):
    return next((form for form in page.forms if form.action == address
                 and (form.fields.get("action") == action or form.offers("action", action))), None)


# ---- targets

def set_base(client, page, task):
    """A stock target is judged by how far it came from where the year began."""
    for form in page.forms:
        if form.fields.get("action") != "set" or form.fields.get("kind") != "stock" or form.fields.get("base"):
            continue
        goal = texts.goal_of(page, form.action)
        if goal is not None:
            must(client.send(form, fields={"base": texts.base(goal), "confirm": "1"}), f"base in task {task.no}")


def correct_misprint(client, page, task):
    """True: a correction was written, and the page is another now."""
    for form in page.forms:
        if form.fields.get("action") == "correct" and not form.fields.get("corrected"):
            right = CORRECTED.get((task.no, texts.goal_of(page, form.action)))
            if right is not None:
                must(client.send(form, fields={"corrected": right, "basis": BASIS, "confirm": "1"}),
                     f"correction in task {task.no}")
                return True
    return False


def settle_targets(client, task):
    path = f"/plans/{PLAN}/tasks/{task.no}/targets"
    page = client.get(path)
    if correct_misprint(client, page, task):
        page = client.get(path)
    set_base(client, page, task)
    page = client.get(path)
    form = form_of(page, path, "confirm-all")
    if form is not None:
        must(client.send(form, ("action", "confirm-all")), f"targets of task {task.no}")


# ---- project lists

def keep_items(client, task, unit, unit_id):
    path = f"/plans/{PLAN}/tasks/{task.no}/items/{unit_id}"
    for wish in texts.items(task, unit):
        page = client.get(f"{path}?edit=new")
        form = page.form("rev", "name")
        if form is None or wish["name"] in page.text:
            continue
        must(client.send(form, ("action", "add"), path, fields=wish), f"item of {unit} under task {task.no}")


def confirm_items(client, task, unit_id):
    path = f"/plans/{PLAN}/tasks/{task.no}/items/{unit_id}"
    form = form_of(client.get(path), path, "confirm_all")
    if form is not None:
        must(client.send(form, ("action", "confirm_all"), path), f"items of task {task.no}")


# ---- periods

def freeze(client, period):
    path = f"/plans/{PLAN}/periods/{period}/freeze"
    form = form_of_path(client.get(path), path)
    if form is not None:
        must(client.send(form), f"freezing {period}")


def form_of_path(page, path):
    return next((form for form in page.forms if form.action == path), None) if page.status == 200 else None


def extend(client, period, unit_id, due, reason):
    path = f"/plans/{PLAN}/periods/{period}/extend"
    form = form_of_path(client.get(path), path)
    if form is not None and reason not in client.get(f"/plans/{PLAN}/periods/{period}").text:
        must(client.send(form, fields={"unit": unit_id, "due": due, "reason": reason}), f"extension of {period}")


def correct(client, period, task, unit_id, light, reason):
    """A light that was judged too well, seen after the freezing: the frozen one stays, the correction stands beside it."""
    path = f"/plans/{PLAN}/periods/{period}/frozen/{task}/{unit_id}"
    form = form_of_path(client.get(path), path)
    if form is not None and reason not in client.get(f"/plans/{PLAN}/periods/{period}/frozen").text:
        must(client.send(form, fields={"light": light, "reason": reason}), f"correction in {period}")


# ---- second looks

def look_again(client, verdicts):
    """抽查复核: this reviewer's share of what others approved gets a verdict; the rest of the list stays for whoever tries the demo."""
    page = client.get("/spot-checks")
    for address, (verdict, comment) in zip([link for link in page.links if SPOT.fullmatch(link)], verdicts):
        form = client.get(address).form("rev", "comment")
        if form is not None:
            must(client.send(form, ("verdict", verdict), address, comment=comment), f"verdict at {address}")
