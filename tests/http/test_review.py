"""The review queue and the single review: who may decide, what is refused, and that no comment is ever lost."""
import re

import pytest

from office import Office, decide, review_form, words

OTHER_ROLES = {"filer": "kjj1", "auditor": "sjj1", "admin": "zfb1", "leader": "zfb2"}
COMMENT = "请补充数据口径，\n并写明下一步时限 <b>&amp;</b>。"


@pytest.fixture(scope="module")
def fgw(stack, person):
    return Office(stack, person, "市发展改革委", "fgw1")


@pytest.fixture(scope="module")
def dcs(stack, person):
    """The supervision office as it files for tasks 126–128 (代填)."""
    return Office(stack, person, "市政府督查室", "dcs1")


@pytest.fixture(scope="module")
def standing(fgw):
    """A report that waits while others try in vain to decide on it."""
    return fgw.hand_in()


@pytest.fixture
def first(person):
    return person("dcs1")


@pytest.fixture
def second(person):
    return person("dcs2")


def state(stack, report):
    """All that a decision may change, of one report."""
    return stack.sql(f"SELECT r.state, r.version, r.light, (SELECT COUNT(*) FROM decision d WHERE d.report_id = r.id) AS decisions,"
                     f" (SELECT COUNT(*) FROM audit_event e WHERE e.etype = 'report' AND e.entity_id = r.id) AS events"
                     f" FROM report r WHERE r.id = {report['id']}")[0]


def queue_ids(page):
    return list(dict.fromkeys(int(m[1]) for m in (re.fullmatch(r"/reviews/(\d+)", link) for link in page.links) if m))


# ---- the queue

def test_empty_queue_says_what_is_missing(stack, first):
    if stack.sql("SELECT COUNT(*) AS n FROM report WHERE state = 'submitted'")[0]["n"] != "0":
        pytest.skip("only before the first report")
    page = first.get("/reviews")
    missing = stack.sql("SELECT COUNT(*) AS n FROM task_lead WHERE ended_on IS NULL")[0]["n"]
    assert f"没有待审核的报送。2023年3月还有 {missing} 项未提交。" in words(page)
    assert "/plans/2023/tasks?period=2023-03" in page.links


def test_handed_in_again_stands_on_top_then_the_oldest(stack, fgw, first):
    waiting = [fgw.hand_in() for _ in range(3)]
    again = waiting[2]
    assert decide(first, again, "return", comment=COMMENT).status == 303
    no = int(stack.sql(f"SELECT t.no FROM task t WHERE t.id = {again['task_id']}")[0]["no"])
    fgw.hand_in(no)
    page = first.get("/reviews")
    ids = queue_ids(page)
    wanted = stack.sql("SELECT id FROM report WHERE state = 'submitted' ORDER BY round > 1 DESC, submitted_at, id")
    assert ids == [int(row["id"]) for row in wanted] and ids[0] == int(again["id"])
    assert f"待审核 {len(ids)} 件" in words(page) and "第2次报送" in words(page)


@pytest.fixture(scope="module")
def mixture(fgw):
    fgw.hand_in(light="red", light_reason="资金未落实", next_steps="商财政部门。")
    fgw.hand_in(period="2023-02")


@pytest.mark.parametrize("query, fits", [
    ("light=red", lambda r: r["declared"] == "red"),
    ("light=green", lambda r: r["declared"] == "green"),
    ("flag=returned", lambda r: r["round"] != "1"),
    ("flag=late", lambda r: r["late"] == "1"),
    ("period=2023-02", lambda r: r["code"] == "2023-02"),
    ("unit={unit}", lambda r: True),
    ("unit=987654", lambda r: False),
])
def test_filters(stack, fgw, mixture, first, query, fits):
    rows = stack.sql("SELECT r.*, p.code FROM report r JOIN period p ON p.id = r.period_id WHERE r.state = 'submitted'")
    page = first.get("/reviews?" + query.format(unit=fgw.unit))
    assert sorted(queue_ids(page)) == sorted(int(r["id"]) for r in rows if fits(r))
    if query == "unit=987654":
        assert "没有符合条件的报送" in words(page)


@pytest.mark.parametrize("query", ["light=purple", "flag=x", "unit=abc"])
def test_unknown_conditions_are_ignored_and_said(mixture, first, query):
    page = first.get("/reviews?" + query)
    assert page.status == 200 and f"已忽略无法识别的条件：{query}" in words(page) and queue_ids(page)


def test_what_needs_attention(stack, first, person):
    """A lower cumulative value and another light than last time are flagged, in the queue and on the review."""
    row = stack.sql("SELECT t.no, g.id, g.subject, u.name FROM target g JOIN task t ON t.id = g.task_id JOIN unit u ON u.id = g.unit_id "
                    "WHERE g.kind = 'cumulative' AND u.name = '市科技局' ORDER BY t.no LIMIT 1")[0]
    office, no, field = Office(stack, person, "市科技局", "kjj1"), int(row["no"]), f"value.{row['id']}"
    before = office.hand_in(no, "2023-01", **{field: "20"})
    assert decide(first, before, "approve").status == 303
    now = office.hand_in(no, "2023-02", **{field: "12.5", f"note.{row['id']}": "上月多计，本月核减。"}, light="yellow", light_reason="进度偏慢", next_steps="加快。")
    for flag in ("lower", "light", "late"):
        assert int(now["id"]) in queue_ids(first.get(f"/reviews?flag={flag}")), flag
    assert int(now["id"]) not in queue_ids(first.get("/reviews?flag=returned"))
    page = words(first.get(f"/reviews/{now['id']}"))
    assert "20 " in page and "12.5 " in page and "−7.5 倒退" in page and "1 个累计值比上期减少" in page
    assert "与上期已通过内容对比（2023年1月 → 2023年2月）" in page and "变差" in page and "进度偏慢" in page


# ---- deciding

def test_approving(stack, fgw, first):
    report = fgw.hand_in()
    answer = decide(first, report, "approve")
    assert (answer.status, answer.location) == (303, "/reviews")
    assert state(stack, report) == {"state": "approved", "version": "2", "light": "green", "decisions": "1", "events": "2"}
    assert re.search(r"已通过第 \d+ 项（市发展改革委）。", words(first.get("/reviews")))
    assert "已通过第" not in words(first.get("/reviews")), "the message is shown once"


def test_the_reviewers_light_may_differ_with_a_reason(stack, fgw, first):
    report = fgw.hand_in()
    answer = decide(first, report, "approve", light="yellow")
    assert answer.status == 422 and state(stack, report)["state"] == "submitted"
    assert "认定亮灯与单位自评不一致，请在意见中说明理由" in words(answer)
    form = answer.form("rev", "comment")
    assert form.fields["light"] == "yellow"
    assert decide(first, report, "approve", form, comment="与序时进度不符").status == 303
    assert state(stack, report)["light"] == "yellow"


@pytest.mark.parametrize("label, fields, complaint", [
    ("no comment", {"comment": ""}, "退回必须填写意见"),
    ("blanks only", {"comment": " \n　"}, "退回必须填写意见"),
    ("too long", {"comment": "长" * 1001}, "意见超出 1000 字，请删减 1 字"),
])
def test_a_return_that_is_refused_keeps_what_was_typed(stack, standing, first, label, fields, complaint):
    report = standing
    before = state(stack, report)
    answer = decide(first, report, "return", light="red", **fields)
    assert answer.status == 422 and complaint in words(answer), label
    assert 'id="errs"' in answer.text and "#comment" in answer.links and "<title>错误：" in answer.text
    form = answer.form("rev", "comment")
    assert form.fields["comment"] == fields["comment"] and form.fields["light"] == "red"
    assert state(stack, report) == before


def test_returned_and_handed_in_again(stack, fgw, first, second):
    report = fgw.hand_in()
    no = int(stack.sql(f"SELECT no FROM task WHERE id = {report['task_id']}")[0]["no"])
    assert decide(first, report, "return", comment=COMMENT).status == 303
    assert state(stack, report)["state"] == "returned"
    fgw.hand_in(no, narrative="按退回意见核对数据口径，补充了下一步的完成时限和责任处室。")
    page = second.get(f"/reviews/{report['id']}")
    said = words(page)
    assert "第 2 次报送" in said and "上次退回意见（第 1 次报送，黎军" in said
    assert "并写明下一步时限 <b>&amp;</b>。" in said and "<b>&amp;</b>" not in page.text, "shown as typed, never as markup"
    assert decide(second, report, "approve").status == 303


def test_the_text_keeps_its_lines(fgw, first):
    report = fgw.hand_in(narrative="第一行：完成了前期工作。\n第二行：召开了推进会两次。")
    assert "第一行：完成了前期工作。\n第二行：召开了推进会两次。" in first.get(f"/reviews/{report['id']}").text


def test_enter_decides_nothing(stack, standing, first):
    report = standing
    form = review_form(first, report)
    assert form.buttons[0] == ("decision", "keep")
    before = state(stack, report)
    answer = decide(first, report, "keep", form, comment=COMMENT, light="red")
    kept = answer.form("rev", "comment")
    assert answer.status == 200 and kept.fields["comment"] == COMMENT and kept.fields["light"] == "red"
    assert state(stack, report) == before


def test_pressed_twice_is_one_decision(stack, fgw, first):
    report = fgw.hand_in()
    form = review_form(first, report)
    answers = [decide(first, report, "approve", form) for _ in range(2)]
    assert [a.status for a in answers] == [303, 303] and state(stack, report)["decisions"] == "1"


# ---- somebody was first

def test_another_reviewer_was_first(stack, fgw, first, second):
    report = fgw.hand_in()
    form = review_form(first, report)
    assert decide(second, report, "approve").status == 303
    before = state(stack, report)
    answer = decide(first, report, "return", form, comment=COMMENT)
    assert answer.status == 409 and re.search(r"该报送已被 谭素云 于 4月3日 \d\d:\d\d 处理：审核通过", words(answer))
    assert "并写明下一步时限 &lt;b&gt;&amp;amp;&lt;/b&gt;。</textarea>" in answer.text, "the comment is kept, to be copied"
    assert answer.form("rev", "comment") is None and state(stack, report) == before


def test_deciding_twice_on_what_is_known_to_be_decided(stack, fgw, first, second):
    """A form that nobody was shown: the state forbids it, nobody was first."""
    report = fgw.hand_in()
    form = review_form(first, report)
    assert decide(second, report, "approve").status == 303
    before = state(stack, report)
    form.fields["rev"] = str(before["version"])
    answer = decide(first, report, "return", form, comment=COMMENT)
    assert answer.status == 403 and state(stack, report) == before


def test_taken_back_meanwhile(stack, fgw, first):
    report = fgw.hand_in()
    no = int(stack.sql(f"SELECT no FROM task WHERE id = {report['task_id']}")[0]["no"])
    form = review_form(first, report)
    fgw.withdraw(no)
    answer = decide(first, report, "return", form, comment=COMMENT)
    assert answer.status == 409 and "填报单位已撤回" in words(answer) and "并写明下一步时限" in words(answer)
    assert "一是完成项目前期论证" not in answer.text, "what was taken back is not shown"
    assert answer.form("rev", "comment") is None


def test_taken_back_and_handed_in_again_meanwhile(stack, fgw, first):
    """The old version cannot be approved in place of the new one; the comment stays in the form."""
    report = fgw.hand_in()
    no = int(stack.sql(f"SELECT no FROM task WHERE id = {report['task_id']}")[0]["no"])
    form = review_form(first, report)
    fgw.withdraw(no)
    fgw.hand_in(no, narrative="这是撤回后重新提交的内容，数据已按最新口径核对并更新。")
    answer = decide(first, report, "approve", form, comment=COMMENT)
    assert answer.status == 409 and "填报单位已撤回并重新提交" in words(answer) and "这是撤回后重新提交的内容" in words(answer)
    fresh = answer.form("rev", "comment")
    assert fresh.fields["comment"] == COMMENT and state(stack, report)["state"] == "submitted"
    assert decide(first, report, "approve", fresh).status == 303


def test_a_decided_report_is_shown_with_its_result(fgw, first, second):
    report = fgw.hand_in()
    decide(second, report, "approve", comment="内容完整")
    page = first.get(f"/reviews/{report['id']}")
    assert page.status == 200 and page.form("rev", "comment") is None
    assert "谭素云 于 4月3日" in words(page) and "审核通过，认定 绿灯" in words(page) and "内容完整" in words(page)


# ---- who may not

def test_nobody_decides_on_what_he_filed_himself(stack, dcs, first, second):
    report = dcs.hand_in(126)
    page = first.get(f"/reviews/{report['id']}")
    assert "该报送由您本人填写或提交，须由其他督查员审核。" in words(page) and page.form("rev", "comment") is None
    form = review_form(second, report)
    other = first.get("/reviews").form("csrf").fields["csrf"]
    before = state(stack, report)
    for decision in ("approve", "approve-next", "return"):
        answer = decide(first, report, decision, form, csrf=other, rid="", comment="同意")
        assert answer.status == 403 and "该报送由您本人填写或提交" in words(answer), decision
    assert state(stack, report) == before
    assert decide(second, report, "approve").status == 303


@pytest.mark.parametrize("role, login", OTHER_ROLES.items())
def test_only_supervisors_review(stack, standing, person, role, login):
    report = standing
    client = person(login)
    form = review_form(person("dcs1"), report)
    csrf = client.get("/dashboard").form("csrf").fields["csrf"]
    before = state(stack, report)
    assert client.get("/reviews").status == 403 and client.get(f"/reviews/{report['id']}").status == 403
    for decision in ("approve", "return", "approve-next", "keep"):
        answer = decide(client, report, decision, form, csrf=csrf, rid="", comment=COMMENT)
        assert answer.status == 403, decision
    assert "审核由市政府督查室办理" in words(answer) and state(stack, report) == before
    assert "/reviews" not in client.get("/dashboard").links


@pytest.mark.parametrize("label, path, fields, status", [
    ("unknown report", "/reviews/999999999", {}, 404),
    ("no number", "/reviews/abc", {}, 404),
    ("unknown decision", None, {"decision": "delete"}, 400),
    ("a field that is not of the form", None, {"decision": "approve", "state": "approved"}, 400),
    ("rev is no number", None, {"decision": "approve", "rev": "x"}, 400),
])
def test_what_is_no_decision(stack, standing, first, label, path, fields, status):
    report = standing
    form = review_form(first, report)
    before = state(stack, report)
    answer = first.send(form, ("decision", fields.get("decision", "approve")), fields=fields) if path is None else \
        first.post(path, {**form.fields, "decision": "approve"})
    assert answer.status == status, label
    assert state(stack, report) == before


# ---- last, for it empties the queue

def test_approve_and_next_walks_the_queue_to_its_end(stack, fgw, first):
    fgw.hand_in()
    ids = queue_ids(first.get("/reviews"))
    here = ids[0]
    for _ in range(len(ids)):
        answer = decide(first, {"id": here}, "approve-next")
        left = {int(r["id"]) for r in stack.sql("SELECT id FROM report WHERE state = 'submitted'")}
        assert answer.status == 303 and here not in left
        if not left:
            assert answer.location == "/reviews"
            return
        here = int(answer.location.removeprefix("/reviews/"))
        assert here in left
    pytest.fail("the queue did not end")
