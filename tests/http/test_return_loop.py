"""The return loop: reasons answered one by one, what changed since, decisions taken back, approvals looked at twice (抽查复核)."""
import hashlib
import hmac
import re
from datetime import datetime, timedelta

import pytest

from conftest import NOW
from http_client import wait_for
from office import Office, decide, words

THREE = "数据口径请核对。\n\n  请写明下一步时限  \n请补充“佐证”材料 <b>&amp;</b>"
REASONS = ["数据口径请核对。", "请写明下一步时限", "请补充“佐证”材料 <b>&amp;</b>"]
TEXT = "一是完成培育库入库评审50家，二是召开现场推进会两次，三是走访企业三十余家，推动项目落地。"


@pytest.fixture(scope="module")
def fgw(stack, person):
    return Office(stack, person, "市发展改革委", "fgw1")


@pytest.fixture
def first(person):
    return person("dcs1")


@pytest.fixture
def second(person):
    return person("dcs2")


def number(stack, report):
    return int(stack.sql(f"SELECT no FROM task WHERE id = {report['task_id']}")[0]["no"])


def returned(fgw, reviewer, comment=THREE, **more):
    report = fgw.hand_in(narrative=TEXT)
    assert decide(reviewer, report, "return", comment=comment, **more).status == 303
    return report


def edit_form(fgw, no):
    return fgw.client.get(fgw.path(no, "2023-03") + "/edit").form("rev", "narrative")


def send(fgw, no, action, **fields):
    return fgw.client.send(edit_form(fgw, no), ("action", action), fgw.path(no, "2023-03"), fields=fields)


@pytest.fixture(scope="module")
def clock(stack):
    """Minutes after NOW; only forwards, since each step starts the workers again."""
    def shift(minutes):
        stack.set_clock((datetime.strptime(NOW, "%Y-%m-%d %H:%M") + timedelta(minutes=minutes)).strftime("%Y-%m-%d %H:%M"))
    yield shift
    shift(0)


def undo_form(client, report, page="/reviews"):
    return next((f for f in client.get(page).forms if f.action == f"/reviews/{report['id']}/undo"), None)


def undo(client, report, page="/reviews"):
    form = undo_form(client, report, page)
    assert form is not None, "no button to take it back"
    return client.send(form, None, page)


def report_row(stack, report):
    return stack.sql(f"SELECT state, round, light, decided_at, version FROM report WHERE id = {report['id']}")[0]


# ---- reasons

@pytest.mark.parametrize("label, comment, ticked, reasons", [
    ("one line", "请核对。", [], ["请核对。"]),
    ("lines, blanks between", THREE, [], REASONS),
    ("a phrase alone", "", [1], ["请补充佐证材料"]),
    ("a phrase behind the words", "请核对。", [2, 3], ["请核对。", "数据口径请核对", "请写明下一步时限"]),
    ("a phrase that stands there already", "数据口径请核对", [2], ["数据口径请核对"]),
    ("eight", "\n".join("一二三四五六七八"), [], list("一二三四五六七八")),
])
def test_each_line_of_a_return_is_a_reason(stack, fgw, first, label, comment, ticked, reasons):
    report = returned(fgw, first, comment, **{f"phrase.{n}": "1" for n in ticked})
    rows = stack.sql("SELECT y.place, y.reason, d.reason_count FROM return_reason y JOIN decision d ON d.id = y.decision_id "
                     f"WHERE d.report_id = {report['id']} ORDER BY y.place")
    assert [row["reason"] for row in rows] == reasons and {row["reason_count"] for row in rows} == {str(len(reasons))}
    page = fgw.client.get(fgw.path(number(stack, report), "2023-03") + "/edit")
    assert f"共 {len(reasons)} 条" in words(page) and all(reason in words(page) for reason in reasons)


def test_too_many_reasons_are_refused_and_kept(stack, fgw, first):
    report, comment = fgw.hand_in(), "\n".join("一二三四五六七八九")
    answer = decide(first, report, "return", comment=comment, **{"phrase.2": "1"})
    assert answer.status == 422 and "退回意见最多 8 条（每行一条），现有 10 条，请合并" in words(answer)
    form = answer.form("rev", "comment")
    assert form.fields["comment"] == comment and form.fields["phrase.2"] == "1"
    assert report_row(stack, report)["state"] == "submitted"


def test_an_approval_has_no_reasons(stack, fgw, first):
    report = fgw.hand_in()
    assert decide(first, report, "approve", comment="同意。\n很好。").status == 303
    assert stack.sql(f"SELECT reason_count FROM decision WHERE report_id = {report['id']}") == [{"reason_count": "0"}]


# ---- answers

def test_each_reason_is_ticked_or_answered(stack, fgw, first):
    report = returned(fgw, first)
    no = number(stack, report)
    form = edit_form(fgw, no)
    assert [name for name in form.fields if name.startswith(("answer.", "mended."))] == ["answer.1", "answer.2", "answer.3"]
    answer = send(fgw, no, "submit", **{"mended.1": "1", "answer.2": "  ", "narrative": TEXT})
    assert answer.status == 422 and report_row(stack, report)["state"] == "returned"
    said = words(answer)
    assert "第 1 条退回意见" not in said
    for place in (2, 3):
        assert f"第 {place} 条退回意见“{REASONS[place - 1]}”：请勾选“已改”或填写说明" in said
        assert f"#answer.{place}" in answer.links, "the summary leads to the field"
    kept = answer.form("rev", "narrative")
    assert kept.fields.get("mended.1") == "1" and "mended.2" not in kept.fields


def test_the_draft_keeps_ticks_and_words(stack, fgw, first):
    report = returned(fgw, first)
    no = number(stack, report)
    typed = {"mended.1": "1", "answer.2": "已写明“6月底前”，\n责任人王海 <i>", "mended.3": "1", "answer.3": "另附清单"}
    assert send(fgw, no, "save", **typed).status == 303
    form = edit_form(fgw, no)
    assert {name: form.fields.get(name) for name in typed} == typed
    form.fields.pop("mended.1")  # a tick taken back is no tick
    assert fgw.client.send(form, ("action", "save"), fgw.path(no, "2023-03")).status == 303
    assert "mended.1" not in edit_form(fgw, no).fields


def test_the_reviewer_sees_each_reason_with_its_answer(stack, fgw, first):
    report = returned(fgw, first)
    no = number(stack, report)
    now = TEXT.replace("50家", "500家").replace("三十余家", "三十五家") + "四是组织对接会。"
    checked = send(fgw, no, "check", narrative=now, **{"mended.1": "1", "answer.2": "已写明6月底前", "mended.3": "1", "answer.3": "另附清单"})
    assert checked.status == 200 and "退回意见与答复" in words(checked), "the page that checks shows them, too"
    assert fgw.client.send(checked.form("rev", "narrative"), ("action", "submit"), fgw.path(no, "2023-03")).status == 303
    page = first.get(f"/reviews/{report['id']}")
    said = words(page)
    assert re.search("1. 数据口径请核对。答复：已改 ?2. 请写明下一步时限答复：已写明6月底前3. 请补充“佐证”材料 <b>&amp;</b>答复：已改 另附清单", said), said[:900]
    assert "与退回版对比（第 1 次报送 → 第 2 次报送）" in said and "（第 2 次报送）" in said
    assert "评审删除：50新增：500家" in said, "whole numbers, never a 0 slipped in"
    assert "走访企业三十删除：余新增：五家" in said, "single characters"
    assert "新增：四是组织对接会。" in said
    rows = stack.sql("SELECT a.place, a.mended, a.answer FROM report_answer a JOIN report_version v ON v.id = a.version_id "
                     f"WHERE v.report_id = {report['id']} ORDER BY a.place")
    assert [(row["mended"], row["answer"]) for row in rows] == [("1", ""), ("0", "已写明6月底前"), ("1", "另附清单")]
    body = stack.sql(f"SELECT body FROM audit_event WHERE etype = 'report' AND entity_id = {report['id']} ORDER BY id DESC LIMIT 1")
    assert "已改；另附清单" in body[0]["body"]


def test_reasons_are_told_to_the_unit_and_the_reviewers_only(stack, person, fgw, first):
    no = number(stack, returned(fgw, first))
    fgw.hand_in(no)
    assert decide(first, fgw.report(no), "approve").status == 303
    for login, told in (("fgw2", True), ("dcs2", True), ("sjj1", True), ("kjj1", False), ("zfb2", False)):
        read = person(login).get(fgw.path(no, "2023-03"))
        assert read.status == 200 and ("数据口径请核对" in words(read)) == told, login


def test_a_second_return_asks_anew(stack, fgw, first):
    report = returned(fgw, first, "先改一处。")
    no = number(stack, report)
    assert send(fgw, no, "submit", narrative=TEXT, **{"mended.1": "1", "answer.1": "改了"}).status == 303
    assert decide(first, fgw.report(no), "return", comment="再改一处。\n还有一处。").status == 303
    form = edit_form(fgw, no)
    assert form.fields["answer.1"] == "" and "mended.1" not in form.fields and "answer.2" in form.fields
    fgw.hand_in(no)
    assert stack.sql(f"SELECT state, round FROM report WHERE id = {report['id']}") == [{"state": "submitted", "round": "3"}]
    page = words(first.get(f"/reviews/{report['id']}"))
    assert "还有一处。答复：已按意见修改。" in page and "先改一处" not in page


def test_withdrawn_after_a_return_the_answers_are_still_there(stack, fgw, first):
    report = returned(fgw, first, "请核对。")
    no = number(stack, report)
    assert send(fgw, no, "submit", narrative=TEXT + "补充。", **{"mended.1": "1"}).status == 303
    fgw.withdraw(no)
    form = edit_form(fgw, no)
    assert form.fields["narrative"] == TEXT + "补充。" and form.fields["mended.1"] == "1"
    assert "该报送已撤回。修改后请重新提交" in words(fgw.client.get(fgw.path(no, "2023-03") + "/edit"))
    assert fgw.client.send(form, ("action", "submit"), fgw.path(no, "2023-03")).status == 303
    assert "请核对。答复：已改" in words(first.get(f"/reviews/{report['id']}"))


def test_returned_stands_first_for_the_unit_and_again_first_for_the_reviewers(stack, fgw, first):
    fgw.hand_in()
    report = returned(fgw, first, "请核对。")
    no = number(stack, report)
    for address in ("/reports", "/dashboard"):
        paths = [link for link in fgw.client.get(address).links if re.fullmatch(r"/plans/2023/tasks/\d+/reports/2023-03/\d+(/edit)?", link)]
        state = stack.sql("SELECT r.state FROM report r JOIN task t ON t.id = r.task_id WHERE t.no = "
                          + re.search(r"tasks/(\d+)", paths[0])[1] + f" AND r.unit_id = {fgw.unit} AND r.state = 'returned'")
        assert state, f"{address}: {paths[:2]}"
    fgw.hand_in(no)
    page = first.get("/reviews")
    rows = list(dict.fromkeys(link for link in page.links if re.fullmatch(r"/reviews/\d+", link)))
    waiting = stack.sql("SELECT id, round FROM report WHERE state = 'submitted' ORDER BY round > 1 DESC, submitted_at, id")
    assert rows == [f"/reviews/{row['id']}" for row in waiting] and waiting[0]["round"] == "2"
    assert "第2次报送" in words(page)


# ---- what changed

@pytest.fixture(scope="module")
def story(stack, fgw, person):
    """Approved in January; March handed in three times."""
    no = next(fgw._tasks)
    january = fgw.hand_in(no, "2023-01", narrative="一月份完成评审12家，启动选址。全年目标已分解到各处室。")
    assert decide(person("dcs1"), january, "approve").status == 303
    report = fgw.hand_in(no, narrative="三月份完成评审20家，启动选址。全年目标已分解到各处室。")
    for text in ("三月份完成评审25家，启动选址。全年目标已分解到各处室。", "三月份完成评审25家，完成选址。全年目标已分解到各处室。"):
        assert decide(person("dcs1"), report, "return", comment="请核对。").status == 303
        report = fgw.hand_in(no, narrative=text)
    return no, report


@pytest.mark.parametrize("query, wanted, unwanted", [
    ("", ["2023年1月 → 2023年3月第 3 次报送", "删除：一新增：三", "删除：12新增：25", "未变"], []),
    ("?view=whole", ["全年目标已分解到各处室。"], ["未变"]),
    ("?view=sides", ["删除：12", "新增：25"], ["删除：12新增：25"]),
    ("?with=returned", ["第 2 次报送 → 第 3 次报送", "选址", "删除：启动新增：完成"], ["删除：20", "新增：25"]),
    ("?of=2&with=1", ["第 1 次报送 → 第 2 次报送", "删除：20新增：25"], ["新增：完成"]),
    ("?of=3&with=1&view=whole", ["删除：20新增：25", "删除：启动新增：完成"], []),
])
def test_two_versions_side_by_side(fgw, story, query, wanted, unwanted):
    page = fgw.client.get(fgw.path(story[0], "2023-03") + "/diff" + query)
    said = words(page)
    assert page.status == 200
    for text in wanted:
        if text != "未变":
            assert text in said, f"{text}: {said}"
    for text in unwanted:
        assert text not in said, f"{text}: {said}"


@pytest.mark.parametrize("query", ["?of=4", "?of=0", "?of=x", "?with=9", "?with=x", "?of=2&with=2", "?of=1&with=returned&view=x&of=0"])
def test_no_such_version(fgw, story, query):
    page = fgw.client.get(fgw.path(story[0], "2023-03") + "/diff" + query)
    assert page.status in (400, 404) or query == "?of=1&with=returned&view=x&of=0"


@pytest.mark.parametrize("login, query, status", [
    ("kjj1", "", 403), ("kjj1", "?of=2&with=1", 403), ("sjj1", "?of=2&with=1", 200), ("dcs2", "", 200), ("fgw2", "?of=2&with=1", 200),
])
def test_who_may_compare_what_waits(fgw, person, story, login, query, status):
    assert person(login).get(fgw.path(story[0], "2023-03") + "/diff" + query).status == status


def test_earlier_versions_stay_readable_to_those_who_had_them(stack, fgw, person, story):
    path = fgw.path(story[0], "2023-03")
    page = fgw.client.get(path)
    assert "共 3 个版本" in words(page) and f"{path}?v=1" in page.links and f"{path}/diff?of=3&with=2" in page.links
    old = words(fgw.client.get(path + "?v=1"))
    assert "这是第 1 次报送的内容" in old and "完成评审20家" in old
    assert fgw.client.get(path + "?v=9").status == 404 and fgw.client.get(path + "?v=x").status == 404
    assert decide(person("dcs1"), story[1], "approve").status == 303
    assert person("kjj1").get(path).status == 200, "approved: everybody reads it"
    assert person("kjj1").get(path + "?v=1").status == 404, "but not what was never approved"
    assert "个版本" not in words(person("kjj1").get(path))
    assert person("kjj1").get(path + "/diff").status == 200 and person("kjj1").get(path + "/diff?of=2&with=1").status == 403


# ---- taking back

@pytest.mark.parametrize("decision", ["approve", "return"])
def test_a_decision_is_taken_back(stack, fgw, first, decision):
    report = fgw.hand_in()
    queue = [row["id"] for row in stack.sql("SELECT id FROM report WHERE state = 'submitted' ORDER BY round > 1 DESC, submitted_at, id")]
    assert decide(first, report, decision, comment="请核对。").status == 303
    strip = words(first.get("/reviews"))
    assert f"第 {number(stack, report)} 项（市发展改革委，2023年3月）{'已通过' if decision == 'approve' else '已退回'}。撤销" in strip
    answer = undo(first, report)
    assert (answer.status, answer.location) == (303, f"/reviews/{report['id']}")
    assert report_row(stack, report) == {"state": "submitted", "round": "1", "light": None, "decided_at": None, "version": "3"}
    assert queue == [row["id"] for row in stack.sql("SELECT id FROM report WHERE state = 'submitted' ORDER BY round > 1 DESC, submitted_at, id")]
    assert stack.sql(f"SELECT decision FROM decision WHERE report_id = {report['id']}") == [{"decision": decision}], "it stays"
    assert stack.sql(f"SELECT COUNT(*) AS n FROM decision_undo WHERE report_id = {report['id']}")[0]["n"] == "1"
    page = words(first.get(f"/reviews/{report['id']}"))
    assert "已撤销对第" in page and "审核意见" in page and "上次退回意见" not in page
    assert undo_form(first, report) is None
    assert decide(first, report, "approve").status == 303, "and decided anew"
    path = fgw.path(number(stack, report), "2023-03")
    assert "（已撤销）" in words(fgw.client.get(path))
    event = stack.sql(f"SELECT action, body FROM audit_event WHERE etype = 'report' AND entity_id = {report['id']} AND entity_seq = 3")[0]
    assert event["action"] == "report.undo" and decision in event["body"]


def test_twice_the_same_press_is_one(stack, fgw, first):
    report = fgw.hand_in()
    assert decide(first, report, "approve").status == 303
    form = undo_form(first, report)
    assert [first.send(form, None, "/reviews").status for _ in range(2)] == [303, 303]
    assert report_row(stack, report)["version"] == "3"


def test_only_whoever_decided_takes_it_back(stack, fgw, first, second):
    report = fgw.hand_in()
    assert decide(first, report, "approve").status == 303
    form = undo_form(first, report)
    assert undo_form(second, report) is None and undo_form(second, report, f"/reviews/{report['id']}") is None
    fields = dict(form.fields)
    fields["csrf"] = second.get("/reviews").form("csrf").fields["csrf"]
    answer = second.post(form.action, fields)
    assert answer.status == 403 and "只能由其本人撤销" in words(answer)
    assert report_row(stack, report)["state"] == "approved"


def test_after_somebody_acted_it_is_too_late(stack, fgw, first):
    report = returned(fgw, first, "请核对。")
    form = undo_form(first, report)
    fgw.hand_in(number(stack, report))
    answer = first.send(form, None, "/reviews")
    assert answer.status == 409 and "没有撤销" in words(answer) and "（第 2 次报送）" in words(answer)
    assert report_row(stack, report)["state"] == "submitted" and report_row(stack, report)["round"] == "2"


def test_the_unit_that_was_mending_it_is_told(stack, fgw, first):
    """Its text is shown to be copied, and is in the draft when it takes the report back."""
    report = returned(fgw, first, "请核对。")
    no = number(stack, report)
    form = edit_form(fgw, no)
    assert undo(first, report, f"/reviews/{report['id']}").status == 303
    answer = fgw.client.send(form, ("action", "save"), fgw.path(no, "2023-03"), narrative=TEXT + "正在修改。", **{"answer.1": "口径已统一"})
    assert answer.status == 403 and "由 黎军 撤销了审核，报送重新等待审核" in words(answer)
    assert TEXT + "正在修改。" in answer.text and "口径已统一" in answer.text


def test_a_return_that_is_being_worked_on_stays(stack, fgw, first):
    report = returned(fgw, first)
    no = number(stack, report)
    form = undo_form(first, report)
    assert send(fgw, no, "save", narrative=TEXT + "退回以后写的话。").status == 303
    answer = first.send(form, None, "/reviews")
    assert answer.status == 409 and "填报单位已经开始修改" in words(answer)
    assert report_row(stack, report)["state"] == "returned"
    assert "退回以后写的话。" in edit_form(fgw, no).fields["narrative"]


def test_after_ten_minutes_it_is_too_late(stack, fgw, person, clock):
    report, other = fgw.hand_in(), fgw.hand_in()
    client = person("dcs1")
    assert decide(client, report, "approve").status == 303 and decide(client, other, "approve").status == 303
    late, early = undo_form(client, report), undo_form(client, other)
    clock(9)
    assert client.send(early, None, "/reviews").status == 303, "within ten minutes"
    clock(12)
    assert undo_form(client, report) is None and undo_form(client, report, f"/reviews/{report['id']}") is None
    answer = client.send(late, None, "/reviews")
    assert answer.status == 403 and "已超过十分钟" in words(answer)
    assert report_row(stack, report)["state"] == "approved"


def test_a_batch_is_taken_back_one_by_one(stack, fgw, first):
    reports = [fgw.hand_in() for _ in range(2)]
    fields = {f"pick.{report['id']}": report["version"] for report in reports}
    csrf = first.get("/reviews").form("csrf").fields["csrf"]
    page = first.post("/reviews/batch", {"csrf": csrf, "step": "confirm", **fields})
    form = next(f for f in page.forms if f.offers("step", "do"))
    assert first.send(form, ("step", "do"), "/reviews/batch").status == 303
    assert all(report_row(stack, report)["state"] == "approved" for report in reports)
    assert undo(first, reports[0], f"/reviews/{reports[0]['id']}").status == 303
    assert [report_row(stack, report)["state"] for report in reports] == ["submitted", "approved"]


# ---- looking twice

@pytest.fixture(scope="module")
def gxj(stack, person):
    return Office(stack, person, "市工业和信息化局", "gxj1")


@pytest.fixture
def share(stack):
    def set_share(percent):
        done = stack.ctl("spot-share", "2023", str(percent))
        assert done.returncode == 0, done.stderr
    yield set_share
    set_share(0)


@pytest.mark.parametrize("argument", ["101", "-1", "x", ""])
def test_no_such_share(stack, argument):
    assert stack.ctl("spot-share", "2023", argument).returncode != 0


def check_of(stack, report):
    rows = stack.sql(f"SELECT * FROM spot_check WHERE report_id = {report['id']} ORDER BY id DESC")
    return rows[0] if rows else None


def verdict(client, check, answer, **fields):
    form = client.get(f"/spot-checks/{check['id']}").form("rev", "comment")
    assert form is not None, "no form"
    return client.send(form, ("verdict", answer), f"/spot-checks/{check['id']}", fields=fields)


def test_the_draw_can_be_made_again_by_whoever_holds_the_key(stack, gxj, first, share):
    share(50)
    reports = [gxj.hand_in() for _ in range(4)]
    for report in reports:
        assert decide(first, report, "approve").status == 303
    with open(stack.path("secret", "audit_key"), encoding="ascii") as file:
        key = bytes.fromhex(file.read().strip())
    for report in reports:
        version = stack.sql(f"SELECT id FROM report_version WHERE report_id = {report['id']}")[0]["id"]
        drawn = int.from_bytes(hmac.new(key, f"spot {version}".encode(), hashlib.sha256).digest()[:8], "big") % 10000
        check = check_of(stack, report)
        assert (check is not None) == (drawn < 5000), drawn
        assert check is None or (check["drawn"], check["share"]) == (str(drawn), "50")
        body = stack.sql(f"SELECT body FROM audit_event WHERE etype = 'report' AND entity_id = {report['id']} AND action = 'report.approve'")
        assert f"{drawn:04d}" in body[0]["body"], "what was not drawn is recorded, too"


def test_nothing_is_drawn_of_nothing(stack, gxj, first, share):
    share(0)
    report = gxj.hand_in()
    assert decide(first, report, "approve").status == 303
    assert check_of(stack, report) is None


def test_the_second_reviewer_agrees(stack, gxj, first, second, share):
    share(100)
    report = gxj.hand_in()
    assert decide(first, report, "approve").status == 303
    check = check_of(stack, report)
    assert check["state"] == "waiting"
    assert f"/spot-checks/{check['id']}" in second.get("/spot-checks").links and "/spot-checks" in second.get("/reviews").links
    assert f"/spot-checks/{check['id']}" not in first.get("/spot-checks").links, "the first reviewer does not look at an own approval"
    before = report_row(stack, report)
    answer = verdict(second, check, "same")
    assert (answer.status, answer.location) == (303, "/spot-checks")
    assert check_of(stack, report)["state"] == "same" and report_row(stack, report) == before
    assert "抽查复核：一致" in words(gxj.client.get(gxj.path(number(stack, report), "2023-03")))
    event = stack.sql(f"SELECT action, actor FROM audit_event WHERE etype = 'spot_check' AND entity_id = {check['id']} ORDER BY entity_seq")
    assert [(row["action"], row["actor"]) for row in event] == [("spot.draw", "黎军"), ("spot.same", "谭素云")]


def test_whoever_approved_or_filed_is_refused(stack, gxj, first, share):
    share(100)
    report = gxj.hand_in()
    assert decide(first, report, "approve").status == 303
    check = check_of(stack, report)
    page = first.get(f"/spot-checks/{check['id']}")
    assert page.form("rev", "comment") is None and "须由其他督查员复核" in words(page)
    form = undo_form(first, report, f"/reviews/{report['id']}")
    answer = first.post(f"/spot-checks/{check['id']}", {"csrf": form.fields["csrf"], "rid": form.fields["rid"], "rev": "1",
                                                        "verdict": "same", "comment": ""})
    assert answer.status == 403 and check_of(stack, report)["state"] == "waiting"


def test_not_the_same_opens_the_way_back(stack, gxj, first, second, share, clock):
    share(100)
    report = gxj.hand_in()
    assert decide(first, report, "approve").status == 303
    check = check_of(stack, report)
    answer = verdict(second, check, "different", comment="  ")
    assert answer.status == 422 and "不一致的，请写明哪里不一致" in words(answer)
    assert verdict(second, check, "different", comment="数据与佐证不符，应为黄灯。").status == 303
    assert report_row(stack, report)["state"] == "approved", "the report itself does not change"
    for client, address in ((first, f"/reviews/{report['id']}"), (gxj.client, gxj.path(number(stack, report), "2023-03"))):
        said = words(client.get(address))
        assert "抽查复核：不一致" in said and "应为黄灯" in said and "由原审核人撤销审核后重新办理" in said
    assert verdict_again(second, check).status == 409
    assert "您审核通过的报送有 1 件复核不一致" in words(first.get("/reviews")) and "复核不一致" not in words(second.get("/reviews"))
    clock(50)
    form = undo_form(first, report, f"/reviews/{report['id']}")
    assert form is not None, "found wrong: it may be taken back later than ten minutes"
    assert first.send(form, None, "/reviews").status == 303
    assert check_of(stack, report)["state"] == "void" and check_of(stack, report)["comment"] == "数据与佐证不符，应为黄灯。"
    assert report_row(stack, report)["state"] == "submitted"


def verdict_again(client, check):
    csrf = client.get("/reviews").form("csrf").fields["csrf"]
    return client.post(f"/spot-checks/{check['id']}", {"csrf": csrf, "rid": "A" * 21 + "A", "rev": "1", "verdict": "same", "comment": "x"})


def test_taking_back_makes_the_check_void_and_the_same_submission_draws_the_same(stack, gxj, first, second, share):
    share(100)
    report = gxj.hand_in()
    assert decide(first, report, "approve").status == 303
    check = check_of(stack, report)
    stale = second.get(f"/spot-checks/{check['id']}").form("rev", "comment")
    assert undo(first, report, f"/reviews/{report['id']}").status == 303
    assert check_of(stack, report)["state"] == "void"
    answer = second.send(stale, ("verdict", "different"), f"/spot-checks/{check['id']}", comment="我的意见")
    assert answer.status == 409 and "我的意见" in answer.text, "words are never lost"
    assert decide(first, report, "approve").status == 303
    again = check_of(stack, report)
    assert again["id"] != check["id"] and again["drawn"] == check["drawn"] and again["state"] == "waiting"


@pytest.mark.parametrize("label, statement, words", [
    ("a reason more than the return has", "INSERT INTO return_reason SELECT id, reason_count + 1, 'x' FROM decision WHERE reason_count > 0 LIMIT 1",
     "this return is complete"),
    ("a reason of an approval", "INSERT INTO return_reason SELECT id, 1, 'x' FROM decision WHERE decision = 'approve' LIMIT 1",
     "this return is complete"),
    ("an answer before the question", "INSERT INTO report_answer SELECT version_id, 1, id, 1, '' FROM decision WHERE reason_count > 0 LIMIT 1",
     "does not follow that return"),
    ("taking back without an event", "INSERT INTO decision_undo SELECT d.id, r.id, r.version, d.decided_by, d.decided_at FROM decision d "
     "JOIN report r ON r.id = d.report_id WHERE r.state = 'approved' AND NOT EXISTS (SELECT 1 FROM decision_undo u WHERE u.decision_id = d.id) "
     "LIMIT 1", "no audit event"),
    ("a check that nobody drew", "INSERT INTO spot_check (id, version, report_id, decision_id, drawn, share, state) "
     "SELECT 900001, 1, report_id, id, 1, 10, 'waiting' FROM decision WHERE decision = 'approve' LIMIT 1", "no audit event"),
    ("a verdict without an event", "UPDATE spot_check SET state = 'same', version = version + 1", "no audit event"),
    ("other words for a reason", "UPDATE return_reason SET reason = 'x'", "denied"),
    ("other words for an answer", "UPDATE report_answer SET answer = 'x'", "denied"),
    ("a check that goes away", "DELETE FROM spot_check", "denied"),
    ("the share of a plan, by a page", "UPDATE plan SET spot_share = 0, version = version + 1", "denied"),
])
def test_the_database_refuses_the_rest(stack, label, statement, words):
    done = stack.sql_as("app", statement)
    assert done.returncode != 0 and words in done.stderr, f"{label}: {done.stderr}"


def test_the_log_still_verifies(stack):
    """Every row above is digested as sql/queries/state.sql says."""
    wait_for("the sealer", 20, lambda: stack.sql("SELECT COUNT(*) AS n FROM audit_pending")[0]["n"] == "0")
    done = stack.ctl("verify")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
