"""The circular (通报) of the demo: drafted from a frozen period, some words changed, issued; a unit objects to its score. Through
the pages only; what is there already is left alone."""
import re

from http_client import Refused

PLAN = "2023"
WORDS = "为推动年度重点工作落地见效，现将本期推进情况通报如下。"
OBJECTION = "本单位报送被退回一次，系附件格式问题，内容没有改动，请核实是否计入减分。"


def must(answer, what):
    if answer.status != 303:
        raise Refused(what, answer)
    return answer.location


def issue(client, period):
    """The address of the circular; None: there was one already."""
    page = client.get("/bulletins/new")
    form = page.form("period", "rid")
    if form is None or f"{period[:4]}年{int(period[5:])}月" in re.sub(r"<nav.*?</nav>", "", client.get("/bulletins").text, flags=re.S):
        return None
    path = must(client.send(form, fields={"period": f"{PLAN}/{period}"}), "draft of the circular")
    edit = client.get(path + "/edit").form("rev", "title")
    must(client.send(edit, fields={"words.overall": WORDS}), "words of the circular")
    confirm = client.get(path + "/issue").form("rev", "rid")
    if confirm is None:
        return None  # the log has no checkpoint yet
    must(client.send(confirm), "issuing the circular")
    return path


def object_to(client, path, unit_id):
    page = client.get(f"{path}/scores/{unit_id}")
    form = next((f for f in page.forms if f.action == path + "/scores"), None)
    if form is not None:
        must(client.send(form, fields={"reason": OBJECTION}), "objection to a score")
