"""The page of one task, its history, and what its leads reported in one period."""
import html
import re
import unicodedata

import pytest

from office import TEXT, Office, decide, words

TASKS = "/plans/2023/tasks"


def plain(text):
    """Without blanks, full-width signs as half-width ones: what the widening of punctuation may change."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def inner(page, pattern):
    found = re.search(pattern, page.text, re.S)
    return html.unescape(re.sub(r"<[^>]+>", "", found[1])) if found else None


@pytest.fixture(scope="module")
def wlj(stack, person):
    """市文化和旅游局 leads 32, 104, 106, 107, 108, 110 and 111."""
    return Office(stack, person, "市文化和旅游局", "wlj1")


def test_the_issued_words_are_all_there(person, stack):
    """Every 9th task, and all whose text has several paragraphs: sign for sign, but for the width of punctuation."""
    for task in stack.sql("SELECT no, HEX(source) AS source FROM task WHERE no % 9 = 1 OR source LIKE '%\n%'"):
        page = person("zfb1").get(f"{TASKS}/{task['no']}")
        source = bytes.fromhex(task["source"]).decode()
        assert plain(inner(page, r'<div class="orig">(.*?)</div>')) == plain(source), task["no"]


def test_promises_are_marked_in_them(person, stack):
    rows = stack.sql("SELECT t.no, g.quote FROM target g JOIN task t ON t.id = g.task_id WHERE t.no IN (4, 29, 64, 82)")
    assert len(rows) > 8
    for task in rows:
        page = person("zfb1").get(f"{TASKS}/{task['no']}")
        marks = [plain(re.sub(r"<[^>]+>", "", html.unescape(m))) for m in re.findall(r"<mark>(.*?)</mark>", page.text)]
        assert any(plain(task["quote"]) in m for m in marks), task


def test_the_table_of_targets(person, stack):
    page = person("zfb1").get(f"{TASKS}/4")
    assert "35 项左右" in words(page) and "1500 项以上" in words(page) and "累计型，按序时比较，由市科技局报送" in words(page)
    for task in stack.sql("SELECT t.no, g.doubt FROM target g JOIN task t ON t.id = g.task_id WHERE g.doubt <> ''"):
        said = words(person("zfb1").get(f"{TASKS}/{task['no']}"))
        assert f"待核{task['doubt']}" in said, task
    assert "本任务为定性任务，没有量化目标。" in words(person("zfb1").get(f"{TASKS}/1"))


WHY = [
    # login, task, the sentence in place of the button
    ("swj1", 13, "本任务由市教育局牵头，您所在单位（市商务局）无编辑权限。"),
    ("swj1", 4, "本任务由市科技局、市工业和信息化局牵头，您所在单位（市商务局）无编辑权限。"),
    ("swj1", 127, "本任务由市政府督查室牵头，您所在单位（市商务局）无编辑权限。"),
]


@pytest.mark.parametrize("login, no, why", WHY)
def test_the_reason_stands_where_the_button_would(person, login, no, why):
    page = person(login).get(f"{TASKS}/{no}")
    assert why in words(page) and "/edit" not in page.text


def test_a_participant_reads(person, stack, accounts):
    logins = {a.unit: a.login for a in accounts.values() if a.roles == ("filer",)}
    part = next(r for r in stack.sql("SELECT t.no, u.name FROM task_participant p JOIN task t ON t.id = p.task_id "
                "JOIN unit u ON u.id = p.unit_id WHERE NOT EXISTS (SELECT 1 FROM task_lead l WHERE l.task_id = t.id AND "
                "l.unit_id = u.id) ORDER BY t.no") if r["name"] in logins)
    page = person(logins[part["name"]]).get(f"{TASKS}/{part['no']}")
    assert f"您所在单位（{part['name']}）为参与单位，可查看，不能填报。" in words(page)
    assert person(logins[part["name"]]).get(f"{TASKS}/{part['no']}/history").status == 403


@pytest.mark.parametrize("login", ["dcs1", "sjj1", "zfb1"])
def test_who_never_files_is_told_nothing(person, login):
    page = person(login).get(f"{TASKS}/13")
    assert "无编辑权限" not in page.text and "/edit" not in page.text


def test_tasks_without_a_printed_lead(person):
    page = person("dcs1").get(f"{TASKS}/126")
    said = words(page)
    assert "原文未列明牵头单位，由各责任单位共同落实。" in said and "市政府督查室 本单位 台账指定" in said
    assert "首位牵头" not in said
    assert "2023年3月进展" in said and "无编辑权限" not in said, "its own unit reports on it"


def test_the_button_follows_the_state(wlj, person):
    task = f"{TASKS}/104"
    assert "填写 2023年3月进展" in words(wlj.client.get(task)) and "2023年3月进展尚未填写。" in words(wlj.client.get(task))
    form = wlj.client.get(wlj.path(104, "2023-03") + "/edit").form("rev", "narrative")
    wlj.client.send(form, ("action", "save"), wlj.path(104, "2023-03"), fields={"narrative": "写到一半的内容"})
    said = words(wlj.client.get(task))
    assert "继续填写 2023年3月进展" in said and "2023年3月进展尚未提交。草稿由" in said and "仅本单位可见" in said
    for stranger in ("mzj1", "dcs1", "sjj1", "zfb1"):
        other = words(person(stranger).get(task))
        assert "草稿" not in other and "写到一半" not in other, stranger
    report = wlj.hand_in(104)
    page = wlj.client.get(task)
    assert "2023年3月进展待审核。" in words(page) and "/edit\">继续" not in page.text
    wlj.withdraw(104)
    assert "2023年3月进展已撤回，尚未重新提交。" in words(wlj.client.get(task))
    report = wlj.hand_in(104)
    assert decide(person("dcs1"), report, "return", comment="请补充数据").status == 303
    said = words(wlj.client.get(task))
    assert "修改后重新提交" in said and "2023年3月进展已退回，请按意见修改后重新提交。" in said
    report = wlj.hand_in(104)
    assert decide(person("dcs1"), report, "approve", light="green", comment="").status == 303
    said = words(wlj.client.get(task))
    assert "2023年3月进展已审核通过。" in said and "第 3 次报送" in said


def test_what_is_not_approved_is_not_told(wlj, person):
    secret = "一是这句话只给督查室看，二是审核通过以前不公开，三是请严格保密。"
    report = wlj.hand_in(106, narrative=secret + "\n第二段另起一行。")
    pages = [f"{TASKS}/106", f"{TASKS}/106/reports/2023-03"]
    for page in pages:
        for reader in ("wlj2", "dcs1", "sjj1"):
            assert secret + "\n第二段" in person(reader).get(page).text, (reader, page)
        for stranger in ("mzj1", "zfb1", "zfb2"):
            said = words(person(stranger).get(page))
            assert secret not in said and ("审核通过后公开" in said or "该报送尚未审核通过，暂不公开。" in said), stranger
            assert "自评" not in said
    assert decide(person("dcs1"), report, "approve", light="green", comment="").status == 303
    for page in pages:
        assert secret in person("mzj1").get(page).text
    wlj.hand_in(107, narrative=secret)
    wlj.withdraw(107)
    assert secret not in person("dcs1").get(f"{TASKS}/107/reports/2023-03").text, "taken back is the unit's own again"
    assert secret in wlj.client.get(f"{TASKS}/107/reports/2023-03").text


def test_all_leads_one_after_the_other(person, stack):
    page = person("zfb1").get(f"{TASKS}/4/reports/2023-03")
    heads = [re.sub(r"<[^>]+>", "", h).strip() for h in re.findall(r'<h2 id="u\d+">(.*?)</h2>', page.text)]
    assert heads == [r["name"] for r in stack.sql("SELECT u.name FROM task_lead l JOIN task t ON t.id = l.task_id JOIN unit u "
                                                  "ON u.id = l.unit_id WHERE t.no = 4 ORDER BY l.place")]
    assert person("zfb1").get(f"{TASKS}/4/reports/2029-01").status == 404


HISTORY = [
    ("wlj1", 200), ("wlj2", 200), ("dcs1", 200), ("sjj1", 200),
    ("mzj1", 403), ("zfb1", 403), ("zfb2", 403),
]


@pytest.mark.parametrize("login, status", HISTORY)
def test_who_reads_the_history(wlj, person, login, status):
    page = person(login).get(f"{TASKS}/108/history")
    assert page.status == status
    offered = f'{TASKS}/108/history"' in person(login).get(f"{TASKS}/108").text
    assert offered == (status == 200), "the link is there when it leads somewhere"


def test_the_history_tells_old_and_new(wlj, person):
    report = wlj.hand_in(108)
    decide(person("dcs1"), report, "return", comment="请写明数据来源")
    changed = TEXT.replace("两次", "三次")
    report = wlj.hand_in(108, narrative=changed)
    decide(person("dcs1"), report, "approve", light="green", comment="可以")
    page = wlj.client.get(f"{TASKS}/108/history")
    events = re.findall(r'<h2 id="e\d+">([^<]*)', page.text)
    assert events[:4] == ["审核通过", "提交报送", "退回修改", "提交报送"], "newest first"
    second = page.text.split("<article")[2]
    assert f"<del><span class=\"vh\">原为 </span>{TEXT}</del>" in second
    assert f"<ins><span class=\"vh\">改为 </span>{changed}</ins>" in second
    assert "请写明数据来源" in page.text


def test_another_leads_words_stay_its_own_in_the_history(stack, person):
    """Task 12 has several leads: the others see that 市教育局 did something, not what it wrote; reviewers see all."""
    jyj = Office(stack, person, "市教育局", "jyj1")
    secret = "一是这句话其他牵头单位看不到，二是引进青年人才十二人，三是召开专题会。"
    jyj.hand_in(12, period="2023-02", narrative=secret)
    other = next(r["name"] for r in stack.sql("SELECT u.name FROM task_lead l JOIN task t ON t.id = l.task_id JOIN unit u ON "
                 "u.id = l.unit_id WHERE t.no = 12 ORDER BY l.place") if r["name"] != "市教育局")
    login = {"市委组织部": "zzb1", "市人力资源社会保障局": "rsj1", "市科技局": "kjj1"}[other]
    page = person(login).get(f"{TASKS}/12/history")
    event = next(e for e in page.text.split("<article")[1:] if "提交报送" in e and "市教育局</h2>" in e and "2023年2月" in e)
    assert "其他牵头单位报送的具体内容不在此显示" in event and "<ins>" not in event and secret not in page.text
    assert secret in person("dcs1").get(f"{TASKS}/12/history").text


@pytest.mark.parametrize("path", ["/plans/2023/tasks/0", "/plans/2023/tasks/129", "/plans/2023/tasks/x", "/plans/1999/tasks/1",
                                  "/plans/2023/tasks/129/history", "/plans/2023/tasks/1/reports/x"])
def test_unknown_addresses(person, path):
    assert person("dcs1").get(path).status == 404
