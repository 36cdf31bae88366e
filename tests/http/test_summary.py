"""Sections and units summed up: the same numbers as the database and as the ledger, and charts that say them."""
import re

import pytest

from office import Office, decide, words

SUMMARY = "/plans/2023/summary"


def rows(page):
    """Name → its numbers by column title."""
    table = re.search(r'(?s)<table class="tbl stk sum".*?</table>', page.text)[0]
    titles = [re.sub(r"<[^>]+>", "", t) for t in re.findall(r"(?s)<th scope=\"col\".*?</th>", table)]
    found = {}
    for row in re.findall(r'(?s)<tr role="row"(?: class="tot")?><th scope="row".*?</tr>', table):
        cells = re.findall(r"(?s)<t[dh][ >].*?</t[dh]>", row)
        texts = [re.sub(r"<[^>]+>", "", c).strip() for c in cells]
        found[texts[0]] = {"svg": cells[6], **dict(zip(titles, texts))}
    return found


@pytest.fixture(scope="module")
def zjj(stack, person):
    return Office(stack, person, "市住房城乡建设局", "zjj1")


@pytest.fixture(scope="module")
def filled(person, zjj):
    """February: one approved red, one on its way as yellow."""
    first, second = zjj.led()[:2]
    report = zjj.hand_in(first, period="2023-02", light="red", light_reason="用地手续未办结，进度严重滞后。")
    assert decide(person("dcs1"), report, "approve", light="red", comment="同意").status == 303
    zjj.hand_in(second, period="2023-02", light="yellow", light_reason="进度略慢，正在追赶。")
    return first, second


def test_sections_add_up(stack, person):
    found = rows(person("zfb2").get(SUMMARY))
    all_row = found.pop("全市")
    assert len(found) == 11 and int(all_row["任务"]) == 128
    for column in ("任务", "应报", "已报", "通过", "逾期", "绿灯", "黄灯", "红灯", "未亮灯"):
        assert sum(int(r[column]) for r in found.values()) == int(all_row[column]), column
    leads = stack.sql("SELECT COUNT(*) AS n FROM task_lead WHERE ended_on IS NULL")[0]["n"]
    assert all_row["应报"] == leads
    for row in found.values():
        assert sum(int(row[c]) for c in ("绿灯", "黄灯", "红灯", "未亮灯")) == int(row["任务"])


def test_a_units_row(person, zjj, filled):
    page = person("dcs1").get(f"{SUMMARY}?by=unit&period=2023-02")
    row = rows(page)[zjj.name]
    n = len(zjj.led())
    assert (row["任务"], row["应报"], row["已报"], row["通过"]) == (str(n), str(n), "2", "1")
    assert (row["红灯"], row["逾期"]) == (row["红灯"], str(n - 2)), "February is over: who has not reported is late"
    assert re.search(r'aria-label="绿灯 \d+ 项，黄灯 \d+ 项，红灯 \d+ 项，未亮灯 \d+ 项"', row["svg"])
    assert f"红灯 {row['红灯']} 项" in row["svg"], "the chart says the numbers of the table"


def test_what_is_not_approved_is_not_everybodys(person, zjj, filled):
    """A missing report's light is the ledger's and everybody's; what a unit says of itself is not."""
    seen = rows(person("dcs1").get(f"{SUMMARY}?by=unit&period=2023-02"))[zjj.name]
    other = rows(person("zfb2").get(f"{SUMMARY}?by=unit&period=2023-02"))[zjj.name]
    assert int(seen["黄灯"]) == int(other["黄灯"]) + 1 and int(other["未亮灯"]) == int(seen["未亮灯"]) + 1


def test_the_same_as_the_ledger(person, filled):
    client = person("dcs1")
    row = rows(client.get(f"{SUMMARY}?period=2023-02"))["全市"]
    ledger = client.get("/plans/2023/tasks?period=2023-02")
    strip = re.search(r'class="dist"[^>]*aria-label="绿灯(\d+)项，黄灯(\d+)项，红灯(\d+)项，未亮灯(\d+)项"', ledger.text).groups()
    assert strip == (row["绿灯"], row["黄灯"], row["红灯"], row["未亮灯"])


def test_links_lead_to_the_tasks(person, zjj):
    page = person("zfb2").get(f"{SUMMARY}?by=unit&period=2023-02")
    address = re.search(rf'<a href="([^"]+)">{zjj.name}</a>', page.text)[1].replace("&amp;", "&")
    assert address == f"/plans/2023/tasks?unit={zjj.unit}&period=2023-02"
    assert f"找到 {len(zjj.led())} 项任务" in words(person("zfb2").get(address))


def test_months_in_a_chart_and_a_table(person, filled):
    page = person("zfb2").get(SUMMARY)
    chart = re.search(r'<svg class="chart"[^>]*aria-label="([^"]+)"', page.text)[1]
    assert [part.split("：")[0] for part in chart.split("；")] == ["1月", "2月", "3月"]
    assert "style=" not in page.text
    months = re.search(r'(?s)<table class="tbl cnts.*?</table>', page.text)[0]
    for part in chart.split("；"):
        label, said = part.split("：")
        row = re.search(rf"(?s)<th scope=\"row\"[^>]*>{label}</th>(.*?)</tr>", months)[1]
        assert re.findall(r">(\d+)</td>", row) == re.findall(r"\d+", said)


def test_unknown_words_fall_back(person):
    assert "全市" in rows(person("zfb2").get(f"{SUMMARY}?by=colour&period=2031-01"))
    assert person("zfb2").get("/plans/1999/summary").status == 404
