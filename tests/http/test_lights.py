"""Lights: values against the calendar, the ledger's own light with its reasons, missing reports, thresholds (ux.md 4.4, 4.5)."""
import json
import os
import re

import pytest

from office import Office, decide, words
from stack import ROOT

PLAN = "2023"
NARRATIVE = "一是完成项目前期论证和选址，二是召开现场推进会两次，三是走访企业三十余家。"

# The database's root plays the supervisor: a target with a round number, confirmed, with the event that the fence asks for.
SET_TARGET = """INSERT INTO audit_event (alg, etype, entity_id, entity_seq, at_us, actor, actor_unit, actor_role, ip, agent,
       action, result, req_id, req_no, body, prev_hash, hash, mac)
SELECT 1, 'target', id, version + 1, 0, 'test', '', '', '', '', 'target.set', 'ok', RANDOM_BYTES(16), 0, '{{}}',
       (SELECT b.hash FROM audit_event b WHERE b.etype = 'target' AND b.entity_id = target.id AND b.entity_seq = target.version),
       REPEAT(x'00', 32), REPEAT(x'00', 32) FROM target WHERE id = {id};
UPDATE target SET {sets}, version = version + 1 WHERE id = {id}"""


@pytest.fixture(scope="session")
def clock(stack):
    """clock('2023-04-06 09:00'); each test sets what it needs."""
    now = {"at": None}

    def at(when):
        if now["at"] != when:
            stack.set_clock(when)
            now["at"] = when
    return at


class Work:
    """A task led by one unit alone, with one target that counts."""

    def __init__(self, stack, person, unit, login, row):
        self.stack, self.office = stack, Office(stack, person, unit, login)
        self.no, self.target = int(row["no"]), int(row["id"])
        self.client, self.field = self.office.client, f"value.{row['id']}"

    def promise(self, goal=20, kind="cumulative", confirmed=True, **columns):
        person = self.stack.sql("SELECT MIN(id) AS id FROM person")[0]["id"]
        sets = {"kind": f"'{kind}'", "comparator": "'='", "base": "NULL", "due_on": "NULL", "pace": "''", "corrected": goal, "basis": "'测试取值'",
                "corrected_by": person, "corrected_at": "'2023-02-06'", "confirmed": int(confirmed),
                "confirmed_by": person if confirmed else "NULL", "confirmed_at": "NOW()" if confirmed else "NULL", **columns}
        self.stack.sql(SET_TARGET.format(id=self.target, sets=", ".join(f"{k} = {v}" for k, v in sets.items())))

    def path(self, period):
        return self.office.path(self.no, period)

    def form(self, period):
        return self.client.get(self.path(period) + "/edit").form("rev", "narrative")

    def press(self, period, action, value, form=None, **fields):
        form = form or self.form(period)
        typed = {"narrative": NARRATIVE, "light": "green", "light_reason": "", "next_steps": "下月继续推进。", self.field: value, **fields}
        return self.client.send(form, ("action", action), self.path(period), fields=typed)

    def hand_in(self, period, value, **fields):
        return self.office.hand_in(self.no, period, **{self.field: value, **fields})

    def light_page(self, client, period):
        return client.get(f"/plans/{PLAN}/tasks/{self.no}/lights/{period}")


def alone(stack, person, unit, login):
    rows = stack.sql(f"""SELECT t.no, g.id FROM task t JOIN target g ON g.task_id = t.id AND g.ended_on IS NULL
        JOIN unit u ON u.id = g.unit_id AND u.name = '{unit}'
       WHERE (SELECT COUNT(*) FROM task_lead l WHERE l.task_id = t.id) = 1
         AND (SELECT COUNT(*) FROM target x WHERE x.task_id = t.id AND x.ended_on IS NULL) = 1 ORDER BY t.no""")
    return [Work(stack, person, unit, login, row) for row in rows]


@pytest.fixture(scope="session")
def pool(stack, person, accounts):
    """Tasks with one lead and one target, of any unit with a filer; each test takes the next."""
    filers = {a.unit: a.login for a in accounts.values() if a.roles == ("filer",)}
    return iter([work for unit, login in sorted(filers.items()) for work in alone(stack, person, unit, login)])


@pytest.fixture
def work(pool):
    return next(pool)


def version(stack, report):
    return stack.sql(f"SELECT * FROM report_version WHERE report_id = {report['id']} ORDER BY round DESC LIMIT 1")[0]


def test_the_form_shows_what_is_due_and_what_the_ledger_says(work):
    work.promise(24)
    assert work.press("2023-01", "save", "1").status == 303
    said = words(work.client.get(work.path("2023-01") + "/edit"))
    assert "累计型，按序时比较" in said and "序时 2 " in said and "严重滞后" in said and "4%" in said
    assert re.search(r"系统按已填数值测算，建议 红灯 ?“.*”为1.*，按序时应达到2.*，严重滞后", said), said
    work.press("2023-01", "save", "2")
    said = words(work.client.get(work.path("2023-01") + "/edit"))
    assert "建议 绿灯" in said and "达到序时" in said and "8%" in said


def test_another_light_than_the_ledgers_needs_a_reason(stack, person, work):
    work.promise(24)
    form = work.form("2023-01")
    page = work.press("2023-01", "check", "1", form)
    assert page.status == 422 and "亮灯与系统建议不一致，请说明理由" in page.text and 'href="#light_reason"' in page.text
    forged = work.press("2023-01", "submit", "1", page.form("rev", "narrative"))
    assert forged.status == 422 and "亮灯与系统建议不一致，请说明理由" in forged.text
    assert work.office.report(work.no, "2023-01") is None
    report = work.hand_in("2023-01", "1", light_reason="两个项目月底集中验收，2月初入库。")
    assert (report["declared"], report["computed"]) == ("green", "red")
    stored = version(stack, report)
    why = json.loads(stored["why"])
    assert stored["computed"] == "red" and why["light"] == "red" and why["month"] == 1 and why["green_pct"] == 100
    assert [(r["kind"], r["planned_e4"], r["value_e4"]) for r in why["reasons"]] == [("target_bad", 20000, 10000)]
    assert why["targets"][0]["goal_e4"] == 240000 and why["targets"][0]["confirmed"] is True
    body = stack.sql(f"SELECT body FROM audit_event WHERE etype = 'report' AND entity_id = {report['id']}")[0]["body"]
    assert json.loads(body)["computed"] == [None, "red"]

    reviewer = person("dcs1")
    row = words(reviewer.get("/reviews"))
    assert "灯与建议不一致" in row and "自评 → 建议" in row
    page = words(reviewer.get(f"/reviews/{report['id']}"))
    assert "系统建议 红灯，与单位自评不一致" in page and "按序时应达到2" in page and "两个项目月底集中验收" in page
    assert decide(reviewer, report, "approve", light="yellow", comment="按序时认定黄灯。").status == 303

    page = words(work.light_page(person("zfb2"), "2023-01"))
    assert "系统建议红灯" in page and "单位自评绿灯" in page and "督查认定黄灯" in page and "两个项目月底集中验收" in page
    assert "按序时应达到2" in page and "完成序时进度的 100% 及以上亮绿灯" in page


def test_a_light_that_is_the_ledgers_needs_none(work):
    work.promise(24)
    report = work.hand_in("2023-01", "2")
    assert (report["declared"], report["computed"]) == ("green", "green")


def test_a_target_that_nobody_confirmed_suggests_nothing(stack, work):
    work.promise(24, confirmed=False)
    said = words(work.client.get(work.path("2023-01") + "/edit"))
    assert "没有已核定的量化目标，系统不作建议" in said and "待核" in said
    report = work.hand_in("2023-01", "1")
    assert report["computed"] == "none"
    assert json.loads(version(stack, report)["why"])["reasons"][0]["kind"] == "no_target"


def test_a_total_that_shrinks_is_explained(stack, person, work):
    work.promise(24)
    report = work.hand_in("2023-01", "5")
    assert decide(person("dcs1"), report, "approve", light="green", comment="").status == 303
    note = f"note.{work.target}"
    form = work.form("2023-02")
    page = work.press("2023-02", "check", "4.5", form)
    assert page.status == 422 and "累计值比上期减少 0.5，请说明原因" in page.text and f'href="#{note}"' in page.text
    assert work.press("2023-02", "submit", "4.5", page.form("rev", "narrative")).status == 422
    assert work.office.report(work.no, "2023-02") is None
    report = work.hand_in("2023-02", "4.5", **{note: "上月多计半个项目，本月核减。"})
    assert report["state"] == "submitted" and report["computed"] == "green"


def test_a_milestone_is_done_or_not(stack, work):
    work.promise(3, kind="milestone", due_on="'2023-01-31'")
    page = work.client.get(work.path("2023-01") + "/edit")
    assert re.search(rf'<select id="value.{work.target}"', page.text) and "节点型，1月末前达成" in words(page)
    assert '<option value="3"' in page.text and "未完成" in page.text and "已完成" in page.text
    page = work.press("2023-01", "check", "0")
    assert page.status == 422 and "亮灯与系统建议不一致" in page.text
    assert work.hand_in("2023-01", "3")["computed"] == "green"


def test_correction_on_the_task_page(person, work):
    work.promise(24)
    assert re.search(r"原文为 \S+，按勘误取 24（2023年2月6日 \S+，依据：测试取值）", words(person("zfb2").get(f"/plans/{PLAN}/tasks/{work.no}")))


def test_the_task_page_shows_completion_trend_and_judgement(person, work):
    work.promise(24)
    for period, value in (("2023-01", "2"), ("2023-02", "3.9")):
        report = work.hand_in(period, value, light="green" if value == "2" else "yellow", light_reason="进度略慢，已调整。")
        assert decide(person("dcs1"), report, "approve", light=report["declared"], comment="").status == 303
    page = person("zfb2").get(f"/plans/{PLAN}/tasks/{work.no}")
    said = words(page)
    assert "16%" in said and "序时 4 " in said and "低于序时" in said and "数据截至 2023年2月" in said
    assert "1月实际 2，序时 2；2月实际 3.9，序时 4" in page.text  # the small chart says its numbers
    assert f"/plans/{PLAN}/tasks/{work.no}/lights/2023-02" in page.links
    said = words(work.light_page(person("zfb2"), "2023-02"))
    assert "按当前进度（数值不再变化），3月将转红灯。" in said and "历次亮灯" in said


def test_what_is_not_approved_is_hidden(person, work):
    work.promise(24)
    work.hand_in("2023-01", "1", light_reason="月底集中验收，下月补齐。")
    for login, hidden in (("zfb2", True), ("dcs1", False), (work.client, False)):
        page = words(work.light_page(person(login) if isinstance(login, str) else login, "2023-01"))
        assert ("该报送尚未审核通过，暂不公开" in page) is hidden, login
        assert ("月底集中验收" in page) is not hidden and ("严重滞后" in page) is not hidden, login


@pytest.mark.parametrize("now, light, words_said", [
    ("2023-04-05 17:59", None, "尚未报送，还没有亮灯"),
    ("2023-04-05 18:01", "黄灯 系统", "已过截止时间，尚未报送"),
    ("2023-04-09 12:00", "黄灯 系统", "逾期未报已 2 个工作日"),  # a Sunday
    ("2023-04-12 23:59", "黄灯 系统", "逾期未报已 5 个工作日"),
    ("2023-04-13 00:01", "红灯 系统", "逾期未报已 6 个工作日，超过 5 个工作日"),
    # 23 April is a Sunday that is worked; 29 April to 3 May are off
    ("2023-05-03 09:00", "红灯 系统", "逾期未报已 18 个工作日"),
    ("2023-05-06 09:00", "红灯 系统", "逾期未报已 21 个工作日"),  # a Saturday that is worked
])
def test_a_missing_report(stack, session, clock, now, light, words_said):
    done = stack.ctl("calendar", os.path.join(ROOT, "seeds", "calendar-2023.tsv"))
    assert done.returncode == 0, done.stderr
    clock(now)
    said = words(session("zfb2").get(f"/plans/{PLAN}/tasks/2/lights/2023-03"))
    assert words_said in said
    if light:
        assert light in said and "逾期未报" in said
        assert "红灯" in light or "红灯 系统" not in said


def test_a_tasks_light_is_the_worst_of_its_leads(stack, session, person, clock, accounts):
    clock("2023-04-06 09:00")
    rows = stack.sql("""SELECT t.no, u.name FROM task t JOIN task_lead l ON l.task_id = t.id AND l.place = 1 JOIN unit u ON u.id = l.unit_id
        WHERE (SELECT COUNT(*) FROM task_lead x WHERE x.task_id = t.id) = 2 ORDER BY t.no""")
    filers = {a.unit: a.login for a in accounts.values() if a.roles == ("filer",)}
    row = next(r for r in rows if r["name"] in filers)
    office = Office(stack, session, row["name"], filers[row["name"]])
    report = office.hand_in(int(row["no"]), "2023-03")
    assert decide(session("dcs1"), report, "approve", light="green", comment="").status == 303
    said = words(session("zfb2").get(f"/plans/{PLAN}/tasks/{row['no']}/lights/2023-03"))
    assert "任务亮灯 黄灯取各牵头单位中最重的" in said and "绿灯 督查认定" in said and "黄灯 系统" in said


def test_thresholds_are_set_recorded_and_shown(stack, session, clock):
    clock("2023-04-03 09:00")
    done = stack.ctl("thresholds", PLAN, "--green", "95", "--yellow", "70", "--red-days", "3")
    assert done.returncode == 0 and "已设置" in done.stdout
    said = words(session("zfb2").get("/help/lights"))
    assert "完成序时进度的 95% 及以上亮绿灯，70% 及以上不足 95% 亮黄灯" in said and "超过 3 个工作日" in said
    event = stack.sql("SELECT body FROM audit_event WHERE action = 'plan.thresholds' ORDER BY id DESC LIMIT 1")[0]
    assert json.loads(event["body"]) == {"green_pct": [100, 95], "yellow_pct": [80, 70], "red_days": [5, 3]}
    assert "没有变化" in stack.ctl("thresholds", PLAN, "--green", "95", "--yellow", "70", "--red-days", "3").stdout
    assert stack.ctl("thresholds", PLAN, "--green", "100", "--yellow", "80", "--red-days", "5").returncode == 0


@pytest.mark.parametrize("arguments", [
    ("2023", "--green", "40", "--yellow", "30", "--red-days", "5"),
    ("2023", "--green", "90", "--yellow", "95", "--red-days", "5"),
    ("2023", "--green", "90", "--yellow", "80", "--red-days", "0"),
    ("2023", "--green", "x", "--yellow", "80", "--red-days", "5"),
    ("2023", "--green", "100"),
])
def test_thresholds_out_of_bounds(stack, arguments):
    before = stack.sql("SELECT version FROM plan")
    assert stack.ctl("thresholds", *arguments).returncode == 2
    assert stack.sql("SELECT version FROM plan") == before


def test_the_calendar_is_loaded_once(stack, tmp_path):
    path = os.path.join(ROOT, "seeds", "calendar-2023.tsv")
    stack.ctl("calendar", path)
    assert "新增 0 天，变更 0 天，共 33 天" in stack.ctl("calendar", path).stdout
    bad = tmp_path / "bad.tsv"
    for line in ("2023-13-01\trest\tx", "2023-01-01\tsleep\tx", "2023-01-01\trest"):
        bad.write_text("day\twork\tnote\n" + line + "\n", encoding="utf-8")
        assert stack.ctl("calendar", str(bad)).returncode == 2, line


def test_help(session, clock):
    clock("2023-04-03 09:00")
    client = session("kjj1")
    assert "/help/lights" in client.get("/help").links and "/help" in client.get("/dashboard").links
    said = words(client.get("/help/lights"))
    assert all(w in said for w in ("圆形，内有对勾", "三角形，内有叹号", "方形，内有叉", "虚线圆圈", "待核的量化目标不计入亮灯"))


def test_no_such_light(session):
    client = session("zfb2")
    for path in ("tasks/2/lights/2023-09", "tasks/999/lights/2023-03", "tasks/x/lights/2023-03"):
        assert client.get(f"/plans/{PLAN}/{path}").status == 404, path
