"""经验做法 and 简报 of the demo, through the pages: a unit's practice with the target that moved, selected and rolled out, and picked with
two approved reports into a brief that is issued. What is there already is left alone."""
import re

from http_client import Refused

TITLE = "“科技专员”驻企服务工作机制"
BODY = ("一是建立企业需求清单。选派科技专员驻企，逐户登记技术、人才、资金需求，按轻重缓急分类建账。二是组织专家上门会诊。"
        "按产业链组建专家团队，现场对接、现场签约，明确完成时限和责任人。三是每周调度闭环。问题当日交办、办结回访，未办结的逐级提请协调。")
EFFECT = "驻企服务企业四十余家，促成产学研合作十二项，企业反映的问题平均办理时间由十五天缩短到六天。"
EDITOR = "各单位要结合实际学习借鉴，进一步压实责任、加快进度。各单位好的经验做法，请及时报送市政府督查室。"


def must(answer, what):
    if answer.status != 303:
        raise Refused(what, answer)
    return answer.location


def at(client, path, end):
    return next(form for form in client.get(path).forms if form.action == path + end)


def moved(page):
    """The choices of the first target whose approved value rose, before and after; none: no fields."""
    values = {}
    for choice, words in re.findall(r'<option value="(\d+\.\d+)">([^<]*)<', page.text):
        if number := re.search(r"月：(-?[\d.]+)", words.replace(",", "")):
            values.setdefault(choice.split(".")[1], {})[choice] = float(number[1])
    for choices in values.values():
        first, last = (end(choices, key=lambda choice: int(choice.split(".")[0])) for end in (min, max))
        if choices[last] > choices[first]:
            return {"before": first, "after": last}
    return {}


def practice(lead, supervisor, no):
    page = lead.get(f"/practices/new?task={no}")
    fields = {"title": TITLE, "body": BODY, "effect": EFFECT, **moved(page)}
    path = must(lead.send(page.form("title", "body"), ("action", "submit"), fields=fields), "handing a practice in")
    must(supervisor.send(at(supervisor, path, "/decide"), ("action", "select"), opinion="做法具体、成效明显，可在全市推广。"), "selecting it")
    return path


def roll_out(supervisor, path):
    page = supervisor.get(path)
    units = re.findall(r'name="unit\.(\d+)"', page.text)[:3]
    form = next(form for form in page.forms if form.action == path + "/roll-out")
    must(supervisor.send(form, fields={"ask": "请结合实际借鉴，签收时写明打算。", **{f"unit.{unit}": "1" for unit in units}}), "rolling it out")


def brief(supervisor, period, path):
    draft = must(supervisor.send(next(f for f in supervisor.get("/briefs").forms if f.action == "/briefs/new")), "a new brief").removesuffix("/edit")
    page = supervisor.get(f"{draft}/pick?period={period}")
    picked = re.findall(r'name="(report\.\d+)"', page.text)[:2] + ["practice." + path.split("/")[-1]]
    must(supervisor.send(page.form("rev", "period"), fields={name: "1" for name in picked}), "picking its items")
    words = {"title": "一季度重点工作推进情况和经验做法", "lead_text": EDITOR, "report_to": "市委、市政府领导",
             "send_to": "市委办公室、市人大常委会办公室、市政协办公室", "issue_to": "各区人民政府，市政府各部门、各直属机构"}
    must(supervisor.send(supervisor.get(draft + "/edit").form("title", "lead_text"), ("action", "save"), fields=words), "the brief's words")
    must(supervisor.send(next(f for f in supervisor.get(draft).forms if f.offers("action", "issue")), ("action", "issue")), "issuing the brief")


def play(lead, supervisor, no):
    """lead: a filer of the unit that leads the task."""
    if TITLE in lead.get("/practices").text:
        return
    path = practice(lead, supervisor, no)
    roll_out(supervisor, path)
    brief(supervisor, "2023-02", path)
