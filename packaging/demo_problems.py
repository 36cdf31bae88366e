"""Problems of the demo, through the pages: one goes all five steps and is once refused, one waits in coordination with a group, one
was found and left. What a page no longer offers was done before and is left alone."""
from http_client import Refused

PLAN = "2023"


def must(answer, what):
    if answer.status != 303:
        raise Refused(what, answer)
    return answer


def raise_it(client, no, **fields):
    """The problem's address; None: one of this name stands there already."""
    path = f"/plans/{PLAN}/tasks/{no}/problems/new"
    if fields["title"] in client.get(f"/plans/{PLAN}/tasks/{no}").text:
        return None
    form = client.get(path).form("title", "body")
    return must(client.send(form, fields=fields), f"problem under task {no}").location


def move(client, path, name, **fields):
    form = next((f for f in client.get(f"{path}?move={name}").forms if f.fields.get("move") == name), None)
    if form is not None:
        must(client.send(form, fields=fields), f"{name} at {path}")


def play(lead, supervisor, no):
    """lead: a filer of the unit that leads the task alone."""
    path = raise_it(lead, no, title="二期用地规划许可尚未核发", body="用地规划许可仍在审查，影响二期开工，需有关部门加快办理。",
                    level="unit", due_on="2023-4-10")
    if path is None:
        return
    move(lead, path, "solve", words="与审批部门每周对接，4月中旬前取得许可。", due_on="2023-4-14")
    move(lead, path, "answer", words="许可已核发。")
    move(supervisor, path, "refuse", words="请补充许可证编号和核发日期。", due_on="2023-4-12")
    move(lead, path, "answer", words="许可证编号已补充，3月30日核发。")
    move(supervisor, path, "close", words="情况属实，同意销号。")
    raise_it(lead, no, title="设备采购资金缺口较大", body="首批设备采购资金尚有缺口，需财政部门支持。", level="department", due_on="2023-4-7")
