"""The ledger: all tasks on one page, what the conditions leave of them, and what it does not tell to whom."""
import re
import urllib.parse

import pytest

from office import Office, decide, words

LEDGER = "/plans/2023/tasks"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def numbers(page):
    """The tasks of the table, in its order."""
    return [int(n) for n in re.findall(r'<a class="tt" href="tasks/(\d+)"', page.text)]


def row(page, no):
    """The words of one task's row, cell by cell."""
    found = re.search(rf'<tr role="row"[^>]*><td[^>]*>{no}</td>.*?</tr>', page.text, re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0])) if found else None


def query(**fields):
    return LEDGER + "?" + urllib.parse.urlencode(fields, doseq=True)


def hrefs(page, css_class):
    return [re.sub("&amp;", "&", h) for h in re.findall(rf'<a class="{css_class}" href="([^"]*)"', page.text)]


@pytest.fixture(scope="module")
def jyj(stack, person):
    """市教育局 leads 12 (with others), 13 and 114."""
    return Office(stack, person, "市教育局", "jyj1")


@pytest.fixture(scope="module")
def filled(jyj, person):
    """March: 13 handed in, 114 a draft, 12 approved as yellow."""
    jyj.hand_in(13, light="red", light_reason="受上级批复影响，进度滞后。")
    form = jyj.client.get(jyj.path(114, "2023-03") + "/edit").form("rev", "narrative")
    answer = jyj.client.send(form, ("action", "save"), jyj.path(114, "2023-03"), fields={"narrative": "只写了一半"})
    assert answer.status == 303
    report = jyj.hand_in(12, light="yellow", light_reason="进度略慢。")
    assert decide(person("dcs1"), report, "approve", light="yellow", comment="同意").status == 303


def test_all_tasks_by_section(person, stack):
    page = person("zfb1").get(LEDGER)
    assert page.status == 200
    assert numbers(page) == list(range(1, 129))
    assert "共 128 项任务，按章节排列" in words(page) and "2023年3月报送期" in words(page)
    groups = re.findall(r'<tr class="grp".*?</tr>', page.text, re.S)
    assert len(groups) == 11 == len(re.findall(r'<a href="#s\d+">', page.text))
    assert sum(int(re.search(r"<small>(\d+) 项", g)[1]) for g in groups) == 128
    assert len(page.body) < 180_000, "gzip makes 13 KB of it"


def sql_numbers(stack, where):
    return [int(r["no"]) for r in stack.sql(f"SELECT DISTINCT t.no FROM task t JOIN section s ON s.id = t.section_id LEFT JOIN "
            f"task_lead l ON l.task_id = t.id AND l.ended_on IS NULL LEFT JOIN unit u ON u.id = l.unit_id LEFT JOIN "
            f"task_participant k ON k.task_id = t.id LEFT JOIN unit v ON v.id = k.unit_id WHERE {where} ORDER BY t.no")]


CONDITIONS = [
    # label, fields ({unit:name} stands for its id), the same in SQL
    ("a word of the text", {"q": "数据中心"}, "CONCAT(t.title, '|', t.body) LIKE '%数据中心%'"),
    ("two words, both", {"q": "青岛 产业"}, "CONCAT(t.title, t.body, u.name, COALESCE(v.name, '')) LIKE '%青岛%' AND "
                                            "CONCAT(t.title, t.body, u.name, COALESCE(v.name, '')) LIKE '%产业%'"),
    ("a unit's name", {"q": "市体育局"}, "u.name = '市体育局' OR v.name = '市体育局' OR t.body LIKE '%市体育局%'"),
    ("full-width sign", {"q": "５Ｇ"}, "CONCAT(t.title, t.body) LIKE '%5G%'"),
    ("one section", {"sec": "3"}, "s.no = 3"),
    ("two sections", {"sec": ["3", "5"]}, "s.no IN (3, 5)"),
    ("lead", {"unit": "{市商务局}"}, "u.name = '市商务局'"),
    ("participant", {"part": "{市发展改革委}"}, "v.name = '市发展改革委'"),
    ("with targets", {"target": "yes"}, "EXISTS (SELECT 1 FROM target g WHERE g.task_id = t.id)"),
    ("without", {"target": "no"}, "NOT EXISTS (SELECT 1 FROM target g WHERE g.task_id = t.id)"),
    ("lead and section", {"unit": "{市发展改革委}", "sec": "2"}, "u.name = '市发展改革委' AND s.no = 2"),
    ("nothing", {"q": "绝无此词"}, "0"),
]


@pytest.mark.parametrize("label, fields, where", CONDITIONS, ids=[c[0] for c in CONDITIONS])
def test_conditions(person, stack, label, fields, where):
    ids = {r["name"]: r["id"] for r in stack.sql("SELECT id, name FROM unit")}
    sent = {k: ids[v[1:-1]] if isinstance(v, str) and v.startswith("{") else v for k, v in fields.items()}
    page = person("zfb1").get(query(**sent))
    want = sql_numbers(stack, where)
    assert numbers(page) == want
    assert f"找到 {len(want)} 项任务（共 128 项）" in words(page)


def test_nothing_found_says_so_and_what_next(person):
    page = person("zfb1").get(query(q="绝无此词", sec=2))
    assert "没有符合条件的任务。可以减少条件，或清除全部条件。" in words(page).replace(" 可以", "可以")
    assert "<table" not in page.text and "关键词“绝无此词”" in words(page)


def test_a_number_alone_is_an_address(person, stack):
    alone = int(stack.sql("SELECT t.no FROM task t WHERE t.no > 30 AND NOT EXISTS (SELECT 1 FROM task o WHERE o.no <> t.no AND "
                          "CONCAT(o.title, o.body) LIKE CONCAT('%', t.no, '%')) ORDER BY t.no LIMIT 1")[0]["no"])
    for typed in (str(alone), str(alone).translate(WIDE), f" {alone} "):
        answer = person("zfb1").get(query(q=typed))
        assert (answer.status, answer.location) == (303, f"{LEDGER}/{alone}"), typed
    page = person("zfb1").get(query(q="20"))
    assert page.status == 200 and 20 in numbers(page) and len(numbers(page)) > 1


def test_the_word_found_stands_in_its_line(person):
    page = person("zfb1").get(query(q="数据中心"))
    assert re.search(r'<span class="ctx">原文：[^<]*<mark>数据中心</mark>', page.text)


@pytest.mark.parametrize("sent, said", [
    ("light=purple", "light=purple"), ("sec=99", "sec=99"), ("unit=abc", "unit=abc"), ("period=2031-01", "period=2031-01"),
    ("since=2023-13-45", "since=2023-13-45"), ("sort=colour", "sort=colour"), ("x=%3Cscript%3E", "x=&lt;script&gt;"),
    ("target=maybe&light=blue", "target=maybe，light=blue"), ("mine=1", "mine=1"),
])
def test_unknown_values_are_ignored_and_said(person, sent, said):
    """The leader has no unit, so that mine=1 means nothing to them."""
    page = person("zfb1").get(f"{LEDGER}?{sent}")
    assert page.status == 200 and len(numbers(page)) == 128
    assert re.search(r"已忽略无法识别的条件：(.*?)</p>", page.text)[1].replace("<span>", "").replace("</span>", "") == said


def test_links_have_one_order_and_nothing_empty(person):
    page = person("zfb1").get(f"{LEDGER}?sort=-updated&target=yes&st=&q=&light=red&light=none&sec=2&unit=&period=2023-02")
    assert "?sec=2&light=none&light=red&target=yes&period=2023-02" not in page.text  # &amp; in attributes
    chips = hrefs(page, "chip")
    assert chips[0] == "?light=none&light=red&period=2023-02&target=yes&sort=-updated", "without the section"
    assert "?sec=2&light=red&period=2023-02&target=yes&sort=-updated" in chips, "without 未亮灯"
    assert "?sec=2&light=none&light=red&target=yes&sort=-updated" in chips, "without the period"
    assert len(chips) == 5


def test_the_current_period_is_no_condition(person):
    page = person("zfb1").get(f"{LEDGER}?q=&sec=&unit=&st=&period=2023-03&part=&target=&since=")
    assert "已选条件" not in page.text and "共 128 项任务，按章节排列" in words(page)


def test_sorting_drops_the_groups(person):
    page = person("zfb1").get(query(sort="-no"))
    assert numbers(page) == list(range(128, 0, -1))
    assert 'class="grp"' not in page.text and "恢复按章节排列" in page.text
    assert page.text.count('aria-sort="descending"') == 1 and page.text.count('aria-sort="none"') == 4
    assert 'href="?sort=no"' in page.text, "the same header turns the order"


def test_own_rows(jyj, filled):
    page = jyj.client.get(query(mine=1))
    assert numbers(page) == jyj.led() and page.text.count('class="me"') == len(jyj.led())
    full = jyj.client.get(LEDGER)
    assert re.search(r"本单位牵头</span><span class=\"v\">(\d+)", full.text)[1] == str(len(jyj.led()))
    assert "牵头" in row(full, 13) and "查看" in row(full, 13), "what was handed in can only be looked at"
    assert "填报" in row(full, 114) and f'href="tasks/114/reports/2023-03/{jyj.unit}/edit"' in full.text


SEEN = [
    # who, task 13 (handed in, red), task 114 (draft)
    ("jyj1", ("红灯 自评", "待审核"), "草稿"),
    ("jyj2", ("红灯 自评", "待审核"), "草稿"),
    ("dcs1", ("红灯 自评", "待审核"), "未报送"),
    ("sjj1", ("红灯 自评", "待审核"), "未报送"),
    ("mzj1", ("未亮灯", "待审核"), "未报送"),
    ("zfb1", ("未亮灯", "待审核"), "未报送"),
]


@pytest.mark.parametrize("login, handed_in, draft", SEEN, ids=[s[0] for s in SEEN])
def test_who_sees_what_is_not_approved(person, filled, login, handed_in, draft):
    page = person(login).get(LEDGER)
    seen = row(page, 13)
    assert all(word in seen for word in handed_in), seen
    assert ("自评" in seen) == ("自评" in handed_in[0])
    assert draft in row(page, 114), row(page, 114)
    found = person(login).get(query(st="draft", q="学"))
    assert (114 in numbers(found)) == (draft == "草稿"), "a condition tells no more than the row"


def test_an_approved_light_is_everybodys(person, filled):
    page = person("mzj1").get(query(light="yellow"))
    assert 12 in numbers(page) and "自评" not in row(page, 12)
    assert re.search(r"1/\d 家已通过", row(page, 12))


def test_updated_since(person, filled):
    assert 12 in numbers(person("mzj1").get(query(since="2023年4月1日")))
    assert numbers(person("mzj1").get(query(since="2023/5/1"))) == []


def test_status_of_another_period(person, filled):
    page = person("mzj1").get(query(period="2023-01", st="overdue", sec=1))
    assert numbers(page) and all("逾期未报" in row(page, no) for no in numbers(page))


def test_workers_notice_a_change_of_the_plan(stack, person):
    """Workers keep the plan in memory; each of them must show a change with the next request."""
    def due(page):
        return re.search(r"截止 (\d+年\d+月\d+日)", words(page))[1]

    def set_due(day):
        done = stack.ctl("period", "2023", "2023-01", "open", "--opens", "2023-02-01", "--due", f"{day} 18:00")
        assert done.returncode == 0, done.stderr

    before = stack.sql("SELECT opens_at, due_at FROM period WHERE code = '2023-01'")[0]
    old = due(person("zfb1").get(query(period="2023-01")))
    day = "-".join(f"{int(n):02}" for n in re.findall(r"\d+", old))
    try:
        set_due("2023-02-07")
        assert {due(person("zfb1").get(query(period="2023-01"))) for _ in range(40)} == {"2023年2月7日"}
    finally:
        set_due(day)
    assert {due(person("zfb1").get(query(period="2023-01"))) for _ in range(40)} == {old}
    after = stack.sql("SELECT opens_at, due_at FROM period WHERE code = '2023-01'")[0]
    assert after["due_at"] == before["due_at"]


def test_workers_notice_a_change_of_a_report(jyj, filled, person):
    """Workers keep the number of reports that a unit still owes; each must show a change with the next request."""
    def owed():
        return {int(re.search(r'class="cnt">(\d+)<', jyj.client.get(LEDGER).text)[1]) for _ in range(40)}

    before = owed()
    assert len(before) == 1
    assert decide(person("dcs1"), jyj.report(13), "return", comment="请补充数据。").status == 303
    assert owed() == {min(before) + 1}
    jyj.hand_in(13, light="red", light_reason="受上级批复影响，进度滞后。")
    assert owed() == before


def test_completion_beside_the_pace(stack, person):
    """From confirmed targets and approved values only; and every worker, each of which keeps them, sees an approval."""
    lead = stack.sql("SELECT t.no, u.name, MIN(g.value) AS goal FROM task t JOIN target g ON g.task_id = t.id AND g.kind = 'cumulative' "
                     "AND g.comparator IN ('>=', '=', '>') AND g.doubt = '' JOIN unit u ON u.id = g.unit_id AND u.code = 'nyj' GROUP BY t.no, u.name HAVING "
                     "COUNT(*) = 1 AND (SELECT COUNT(*) FROM target o WHERE o.task_id = MIN(g.task_id)) = 1 AND "
                     "(SELECT COUNT(*) FROM task_lead l WHERE l.task_id = MIN(g.task_id)) = 1 ORDER BY t.no LIMIT 1")
    assert lead, "no task with one plain target"
    no, goal = int(lead[0]["no"]), float(lead[0]["goal"])
    office = Office(stack, person, lead[0]["name"], "nyj1")
    seen = row(person("zfb2").get(LEDGER), no)
    assert "1 个目标待核" in seen, seen
    supervisor = person("dcs1")
    page = supervisor.get(f"{LEDGER}/{no}/targets")
    form = next(f for f in page.forms if f.offers("action", "confirm-all"))
    assert supervisor.send(form, ("action", "confirm-all"), f"{LEDGER}/{no}/targets").status == 303

    def shown():
        pages = {row(person("zfb2").get(LEDGER), no) for _ in range(40)}
        return {re.search(r"(\d+)% 达到序时的目标 (\d/\d)", p).groups() for p in pages}

    assert shown() == {("0", "0/1")}
    target = stack.sql(f"SELECT g.id FROM target g JOIN task t ON t.id = g.task_id WHERE t.no = {no}")[0]["id"]
    half = {f"value.{target}": f"{goal / 2:.4f}".rstrip("0").rstrip("."), "light": "green"}
    report = office.hand_in(no, **half)
    assert shown() == {("0", "0/1")}, "what is not approved does not count"
    assert decide(supervisor, report, "approve", light="green", comment="同意").status == 303
    assert shown() == {("50", "1/1")}
    bar = re.search(rf'<td[^>]*>{no}</td>.*?<svg class="bar"[^>]*aria-label="([^"]+)"', person("zfb2").get(LEDGER).text, re.S)[1]
    assert bar == "平均完成率 50%，序时进度 25%"
    first = numbers(person("zfb2").get(query(sort="-done")))[0]
    assert first == no, "the furthest stands first"


def test_no_such_plan(person):
    assert person("zfb1").get("/plans/1999/tasks").status == 404
