"""The dashboards: what must I do now? One answer a role."""
import re

import pytest

from office import Office, decide, words


@pytest.fixture(scope="module")
def kjj(stack, person):
    return Office(stack, person, "市科技局", "kjj1")


def items(page):
    """The words of each thing to do."""
    todo = re.search(r'<ol class="q todo">(.*?)</ol>', page.text, re.S)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", item)).strip() for item in todo[1].split("</li>")[:-1]] if todo else []


def unit_row(page, name):
    row = re.search(rf">{name}</a></th>(.*?)</tr>", page.text, re.S)[1]
    return [int(n) for n in re.findall(r'data-l="[^"]*">(?:<[^>]*>)?(\d+)', row)]


def test_before_anything_was_handed_in(stack, kjj, person):
    """First test of the file: nothing exists yet."""
    page = kjj.client.get("/dashboard")
    led = len(kjj.led())
    assert "2023年3月报送，还剩 2 天" in words(page) and f"已提交 0 / {led}" in words(page)
    todo = items(page)
    assert len(todo) == 3 * led
    overdue = ["逾期未报" in item for item in todo]
    assert overdue == [True] * (2 * led) + [False] * led, "逾期未报 stands before 未报送"
    assert "还没有报送记录。" in words(page)
    assert "没有待审核的报送" in words(person("dcs1").get("/dashboard"))
    assert "本期没有红灯和黄灯任务。" in words(person("zfb2").get("/dashboard"))


def test_each_thing_to_do_has_its_button(kjj):
    page = kjj.client.get("/dashboard")
    edits = [link for link in page.links if link.endswith("/edit")]
    assert len(edits) == len(items(page)) and len(set(edits)) == len(edits)
    assert kjj.client.get(edits[0]).status == 200


def test_progress_and_order_of_things_to_do(stack, kjj, person):
    first, second, third = kjj.led()[:3]
    kjj.hand_in(first)
    back = kjj.hand_in(second)
    done = kjj.hand_in(third, light="yellow", light_reason="进度偏慢", next_steps="加快。")
    assert decide(person("dcs1"), back, "return", comment="请补充佐证。").status == 303
    assert decide(person("dcs1"), done, "approve").status == 303
    page = kjj.client.get("/dashboard")
    assert f"已提交 2 / {len(kjj.led())}" in words(page)
    top = items(page)[0]
    assert top.startswith(f"{second}. ") and "已退回" in top and "退回：请补充佐证。" in top and "修改" in top
    lights = re.findall(r"(绿灯|黄灯|红灯|未亮灯) (\d+) 项", words(page))
    assert lights == [("绿灯", "0"), ("黄灯", "1"), ("红灯", "0"), ("未亮灯", str(len(kjj.led()) - 1))]
    recent = words(page).split("最近动态")[1]
    assert f"第 {third} 项 审核通过" in recent and f"第 {second} 项 被退回" in recent and f"第 {first} 项 已提交" in recent


def test_another_unit_sees_nothing_of_it(kjj, person):
    page = person("gxj1").get("/dashboard")
    assert "请补充佐证" not in page.text and "郭明" not in page.text


def test_supervisor(stack, kjj, person):
    page = person("dcs1").get("/dashboard")
    waiting = stack.sql("SELECT COUNT(*) AS n FROM report WHERE state = 'submitted'")[0]["n"]
    assert f"待审核 {waiting} 件" in words(page) and "（今天）" in words(page)
    led = len(kjj.led())
    # 应报 已报 待审 通过 退回 未报 逾期未报
    assert unit_row(page, "市科技局") == [led, 3, 1, 1, 1, led - 3, 2 * led]
    assert "本室牵头任务的待办" in words(page) and any("/reports/2023-03/" in link for link in page.links)
    overdue = [int(n) for n in re.findall(r'<span class="st late">(\d+) 项</span></td></tr>', page.text)]
    assert overdue == sorted(overdue, reverse=True) and len(overdue) > 40, "who is behind most stands first"


def test_red_and_yellow_with_reasons(stack, kjj, person):
    """Reviewers also see what is declared; a leader sees what is approved, and reds first."""
    fourth, fifth = kjj.led()[3:5]
    kjj.hand_in(fourth, light="red", light_reason="资金未落实", next_steps="商财政部门。")
    report = kjj.hand_in(fifth)
    assert decide(person("dcs2"), report, "approve", light="red", comment="督查发现进度滞后").status == 303
    reviewer, leader = words(person("dcs1").get("/dashboard")), words(person("zfb2").get("/dashboard"))
    assert "资金未落实" in reviewer and "资金未落实" not in leader
    for said in (reviewer, leader):
        assert said.index("督查认定：督查发现进度滞后") < said.index("进度偏慢")


def test_distribution_counts_each_task_once(stack, person):
    rows = stack.sql("SELECT t.no, MAX(CASE r.light WHEN 'red' THEN 3 WHEN 'yellow' THEN 2 WHEN 'green' THEN 1 ELSE 0 END) AS w "
                     "FROM task t LEFT JOIN (report r JOIN period p ON p.id = r.period_id AND p.code = '2023-03') "
                     "ON r.task_id = t.id AND r.state = 'approved' GROUP BY t.no")
    worst = [int(row["w"]) for row in rows]
    want = f"绿灯 {worst.count(1)} 项，黄灯 {worst.count(2)} 项，红灯 {worst.count(3)} 项，未亮灯 {worst.count(0)} 项"
    for login in ("dcs1", "zfb2"):
        assert f'aria-label="{want}"' in person(login).get("/dashboard").text, login
    assert len(worst) == 128 and worst.count(3) == 1


def test_admin(stack, person):
    page = person("zfb1").get("/dashboard")
    said = words(page)
    sha = stack.sql("SELECT HEX(sha256) AS h FROM plan")[0]["h"].lower()
    assert "11 个章节，128 项任务" in said and sha in said and "2023年3月2023年3月28日" in said.replace(" 00:00", "")
    silent = said.split("无人登录过的牵头单位")[1]
    assert "市商务局" in silent and "市科技局" not in silent, "kjj1 has signed in, nobody of 市商务局 has"
    assert "/audit" in page.links and "填报中" in said and "已截止" in said


def test_auditor(stack, person):
    person("kjj1").get("/reviews")
    page = person("sjj1").get("/dashboard")
    said = words(page)
    submits = stack.sql("SELECT COUNT(*) AS n FROM audit_event WHERE action = 'report.submit'")[0]["n"]
    assert f"提交报送{submits}{submits}" in said.replace(" ", "")
    unusual = said.split("需留意的记录")[1].split("变更数量")[0]
    assert "郭明" in unusual and "GET /reviews" in unusual and "夜间操作" not in unusual.split("原因")[1]


@pytest.mark.parametrize("login, words_of_others", [
    ("kjj1", ("待审核 ", "需留意的记录", "导入状态", "全市亮灯分布")),
    ("dcs1", ("需留意的记录", "导入状态", "最近动态")),
    ("sjj1", ("导入状态", "全市亮灯分布", "待办")),
    ("zfb1", ("需留意的记录", "全市亮灯分布", "待办")),
    ("zfb2", ("需留意的记录", "导入状态", "待办", "各单位报送情况")),
])
def test_each_role_sees_its_own_part(person, login, words_of_others):
    page = person(login).get("/dashboard")
    said = words(page)
    assert page.status == 200 and page.text.count("<h1") == 1
    assert [other for other in words_of_others if other in said] == []


def test_two_roles_share_one_page(person):
    said = words(person("duoshe").get("/dashboard"))
    assert said.count("全市亮灯分布") == 1 and "各单位报送情况" in said


def test_what_is_done_at_night_is_shown(stack, session):
    """Last test of the file: it moves the clock."""
    stack.set_clock("2023-04-03 23:30")
    session("kjj2")
    said = words(session("sjj1").get("/dashboard"))
    assert "夜间操作" in said.split("需留意的记录")[1].split("变更数量")[0] and "夏萌" in said


def test_after_the_deadline(stack, session):
    stack.set_clock("2023-04-06 09:00")
    said = words(session("kjj1").get("/dashboard"))
    assert "2023年3月报送已截止" in said and "已逾期 1 天" in said
