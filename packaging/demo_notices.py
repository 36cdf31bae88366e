"""Supervision notices of the demo, through the pages: who forgot February's report is urged, signs and answers; another unit has a
督办单 that it signed for and has still to answer. What was issued before is left alone."""
from http_client import Refused

PLAN = "2023"
DELAYED = ("2月份进展材料在科室流转时延误，未在截止前提交。现已补齐，责任处室负责人已作说明；"
           "自3月起由专人在截止前3个工作日核对报送情况。")
ORDERED = "调度发现该项任务部分项目进度滞后。请逐项核实滞后原因，明确责任单位、赶工措施和完成时间，书面报市政府督查室。"


def must(answer, what):
    if answer.status != 303:
        raise Refused(what, answer)
    return answer


def issue(office, kind, unit_id, task, period="", **fields):
    """The notice's address; None: this unit has one of that kind already."""
    if "/notices/" in office.get(f"/notices?kind={kind}&state=all&unit={unit_id}").text.replace("/notices/new", ""):
        return None
    form = office.get(f"/notices/new?plan={PLAN}&kind={kind}&unit={unit_id}&task={task}&period={period}").form("matter", "body")
    return must(office.send(form, None, "/notices/new", fields=fields), f"{kind} about task {task}").location


def answer(unit, path, step, **fields):
    form = next((f for f in unit.get(path).forms if f.offers("action", step)), None)
    if form is not None:
        must(unit.send(form, ("action", step), f"{path}/answer", fields=fields), f"{step} at {path}")


def play(office, late, ordered):
    """late: (filer, unit's number, task's number) of a unit that has not handed in February's report; ordered: likewise, of another."""
    filer, unit_id, task = late
    path = issue(office, "urge", unit_id, task, "2023-02")
    if path is not None:
        answer(filer, path, "receive")
        answer(filer, path, "answer", words=DELAYED)
    filer, unit_id, task = ordered
    path = issue(office, "order", unit_id, task, body=ORDERED)
    if path is not None:
        answer(filer, path, "receive")
