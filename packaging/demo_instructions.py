"""批示 of the demo, through the pages: one that was signed for and answered, one that is open; another name of a unit. What stands
already is left alone."""
from http_client import Refused

PLAN = "2023"


def must(answer, what):
    if answer.status != 303:
        raise Refused(what, answer)
    return answer


def say(leader, no, body, due_on):
    """The instruction's address; None: it was said before."""
    path = f"/plans/{PLAN}/tasks/{no}/instruct"
    if body[:20] in leader.get("/instructions").text:
        return None
    return must(leader.send(leader.get(path).form("csrf", "body"), fields={"body": body, "due_on": due_on}), f"instruction on task {no}").location


def step(client, path, action, words=""):
    form = client.get(path).form("part", "rev")
    fields = {"action": action, **({"words": words} if words else {})}
    must(client.send(form, fields=fields), f"{action} at {path}")


def name_it(admin, unit_id, name):
    page = admin.get(f"/admin/units/{unit_id}")
    if f"<b>{name}</b>" in page.text:
        return
    form = next(form for form in page.forms if form.offers("action", "alias"))
    must(admin.send(form, fields={"action": "alias", "name": name, "reason": "公文中的全称（演示数据）"}), f"alias of unit {unit_id}")


def play(leader, lead, admin, answered, waiting, unit_id):
    """lead: a filer of the one unit that leads the task answered."""
    path = say(leader, answered, "进度偏慢，请对照年度目标排出逐周赶工计划，明确责任人，一周内报办理情况。", "2023-4-10")
    if path:
        step(lead, path, "sign")
        step(lead, path, "answer", "已排出4月至6月逐周计划，每周五由分管负责人调度，计划附后。")
    say(leader, waiting, "请会同有关单位研究，提出解决意见后反馈。", "2023-4-12")
    name_it(admin, unit_id, "市科学技术局")
