"""Applications of the demo, through the pages: an extension that was granted and one that waits, and a task that was struck off and, as
the office found it unfinished, reopened at once. What a page no longer offers was done before and is left alone."""
from http_client import Refused

PLAN = "2023"


def must(answer, what):
    if answer.status != 303:
        raise Refused(what, answer)
    return answer


def ask(client, no, asks, **fields):
    """The application's address; None: there is one of this task already."""
    path = f"/plans/{PLAN}/tasks/{no}/apply/{asks}"
    if "/applications/" in client.get(f"/plans/{PLAN}/tasks/{no}").text:
        return None
    form = client.get(path).form("reason", "evidence")
    said = {name: "年底前可以达到，已列入单位月度督办，按季核对。" for name in form.fields if name.startswith("explain.")}
    return must(client.send(form, None, path, fields={**fields, **said}), f"{asks} of task {no}").location


def decide(client, path, action, **fields):
    form = next(f for f in client.get(path).forms if f.offers("action", action))
    must(client.send(form, ("action", action), path, fields=fields), f"{action} {path}")


def play(lead, supervisor, late, waits, done):
    """lead: a filer of the unit that leads the three tasks."""
    path = ask(lead, late, "date", asked="2024-3-31", reason="因主要设备交货推迟三个月，安装调试须在明年一季度完成，申请延期。",
               evidence="设备采购合同补充协议，存本单位办公室")
    if path:
        decide(supervisor, path, "grant", opinion="情况属实，同意延期；请按月报送设备到货和安装进度。")
    ask(lead, waits, "date", asked="2024-2-29", reason="项目选址调整后需重新办理环评，办理时限约两个月，申请延期。",
        evidence="选址调整会议纪要，存本单位办公室")
    path = ask(lead, done, "closure", reason="年度任务已提前完成，成果已通过验收并投入使用。", evidence="验收报告，存本单位办公室")
    if path:
        decide(supervisor, path, "grant", opinion="经现场核验，完成情况属实，同意销号。", verified="site", verifiers="周明、韩冰", verified_on="2023-4-3")
        form = next(f for f in supervisor.get(path).forms if f.action.endswith("/reopen"))
        must(supervisor.send(form, None, f"{path}/reopen", fields={"reason": "群众反映部分成果尚未投入使用，请整改后再申请销号。"}),
             f"reopening task {done}")
