"""The dashboards: what must I do now? One answer a role."""
import os
import time
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


def own_lights(page):
    card = re.search(r'<ul class="ltn">(.*?)</ul>', page.text, re.S)[1]
    return {word: int(n) for word, n in re.findall(r"(绿灯|黄灯|红灯|未亮灯)</span> <b>(\d+)</b>", card)}


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
    assert own_lights(page) == {"绿灯": 1, "黄灯": 1, "红灯": 0, "未亮灯": len(kjj.led()) - 2}, "as far as this unit may know"
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
    overdue = [int(n) for n in re.findall(r'<span class="st late">(\d+) 项</span> <a [^>]*>催办</a></td></tr>', page.text)]
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


def test_distribution_is_the_ledgers(stack, person):
    """Each task once, by the light that counts: the same strip as on the ledger's page."""
    for login in ("dcs1", "zfb2"):
        ledger = person(login).get("/plans/2023/tasks?period=2023-03")
        strip = re.search(r'<svg class="dist"[^>]*aria-label="([^"]*)"', ledger.text)[1]
        found = dict(re.findall(r"(绿灯|黄灯|红灯|未亮灯)\s*(\d+)", strip))
        counts = [int(found.get(word, 0)) for word in ("绿灯", "黄灯", "红灯", "未亮灯")]
        page = person(login).get("/dashboard")
        want = "绿灯 {} 项，黄灯 {} 项，红灯 {} 项，未亮灯 {} 项".format(*counts)
        assert f'aria-label="{want}"' in page.text, login
        row = re.search(r'>2023年3月</th>(.*?)</tr>', page.text, re.S)[1]
        assert [int(n) for n in re.findall(r'data-l="[^"]*">(\d+)<', row)] == counts and sum(counts) == 128
        assert 'class="chart"' in page.text and "自下而上" in page.text, "three periods are a trend"


def test_each_count_of_ones_own_lights_opens_the_ledger_with_that_many(kjj):
    page = kjj.client.get("/dashboard")
    links = [link for link in page.links if "light=" in link and "mine=1" in link]
    assert len(links) == 4
    for link, (word, n) in zip(links, own_lights(page).items()):
        said = words(kjj.client.get(link))
        assert (f"找到 {n} 项任务" in said) if n else ("没有符合条件的任务" in said), (link, word, n)


def test_numbers_fall_when_the_work_is_done(stack, kjj, person):
    """Each deed, and the number that it moves."""
    reviewer = person("dcs1")

    def numbers():
        page, queue, nav = kjj.client.get("/dashboard"), reviewer.get("/dashboard"), kjj.client.get("/plans/2023/tasks")
        done = re.search(r"已提交 (\d+) / (\d+)", words(page))
        waiting = re.search(r"待审核 (\d+) 件", words(queue))
        badge = re.search(r'<span class="cnt">(\d+)<span class="vh">项待办', nav.text)
        return {"todo": len(items(page)), "done": int(done[1]), "waiting": int(waiting[1]) if waiting else 0,
                "badge": int(badge[1]) if badge else 0, "missing": unit_row(queue, "市科技局")[5]}

    before = numbers()
    no = next(n for n in kjj.led() if kjj.report(n) is None)
    report = kjj.hand_in(no)
    handed = numbers()
    assert handed == {"todo": before["todo"] - 1, "done": before["done"] + 1, "waiting": before["waiting"] + 1,
                      "badge": before["badge"] - 1, "missing": before["missing"] - 1}
    assert decide(reviewer, report, "return", comment="请补充。").status == 303
    back = numbers()
    assert back == {**handed, "todo": handed["todo"] + 1, "done": handed["done"] - 1, "waiting": handed["waiting"] - 1,
                    "badge": handed["badge"] + 1}
    report = kjj.hand_in(no)
    assert decide(reviewer, report, "approve").status == 303
    assert numbers() == {**handed, "waiting": handed["waiting"] - 1}


def test_the_way_to_all_tasks_on_one_page(kjj):
    assert "/plans/2023/periods/2023-03/fill" in kjj.client.get("/dashboard").links


def test_who_is_late_can_be_urged_by_a_text(person):
    page = person("dcs1").get("/dashboard")
    urging = re.search(r'<textarea readonly[^>]*aria-label="催报文字">(.*?)</textarea>', page.text, re.S)[1]
    late = unit_row(page, "市科技局")[6]
    assert f"市科技局 {late} 项" in urging and "以下单位逾期未报" in urging


def test_targets_that_nobody_has_looked_at(stack, person):
    page = person("dcs1").get("/dashboard")
    n = stack.sql("SELECT COUNT(*) AS n FROM target WHERE confirmed = 0 AND ended_on IS NULL")[0]["n"]
    assert f"待核目标 {n} 个" in words(page) and "/plans/2023/targets" in page.links


def test_what_turned_red_since_the_period_before(stack, kjj, person):
    no = next(n for n in kjj.led() if kjj.report(n, "2023-02") is None and kjj.report(n) is None)
    before = kjj.hand_in(no, "2023-02")
    assert decide(person("dcs2"), before, "approve").status == 303
    now = kjj.hand_in(no, light="red", light_reason="资金未落实", next_steps="商财政部门。")
    assert decide(person("dcs2"), now, "approve").status == 303
    for login in ("dcs1", "zfb2"):
        said = words(person(login).get("/dashboard"))
        worse = said.split("与2023年2月相比的红灯与黄灯")[1].split("好转")[0]
        assert "变差" in worse and f"{no}. " in worse, login


def test_admin_sees_disk_and_backup(stack, person):
    mark = stack.path("state", "backup")
    page = person("zfb1").get("/dashboard").text
    assert re.search(r"剩余 [\d.]+ [MG]B，共 [\d.]+ [MG]B", page) and "尚无备份记录" in page
    for hours, stale in ((47, False), (49, True)):
        with open(mark, "w", encoding="ascii"):
            pass
        os.utime(mark, (time.time() - hours * 3600,) * 2)
        page = person("zfb1").get("/dashboard").text
        assert "尚无备份记录" not in page and ("已超过 2 天" in page) is stale, hours
    os.remove(mark)


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
    bulk = stack.sql("SELECT COUNT(*) AS n FROM audit_event WHERE action LIKE 'report.%' AND result = 'ok'"
                     " GROUP BY person_id, action, at_us DIV 60000000 HAVING n >= 10 ORDER BY MAX(id) DESC")
    told = said.split("10 次以上")[1:]
    assert len(told) == bool(bulk) and [f"{row['n']} 次" in told[0] for row in bulk] == [True] * len(bulk)


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
