"""离线填报: a unit's form leaves as .xlsx or .csv, is filled in elsewhere, and comes back as drafts, and only as that. What was
not touched comes back equal, whoever saved the file in between."""
import csv
import io
import re
import subprocess
import time
import zipfile

import openpyxl
import pytest

from office import Office, words

FILL = "/plans/2023/periods/2023-03/fill"
TEXT = "一是完成项目前期论证和选址，二是召开现场推进会两次，三是走访企业三十余家。"
# What spreadsheets like to change: formulas, leading marks, blanks, escapes of XML, digits.
AWKWARD = ["=1+1 开头的等号", "'以撇号开头", "'=撇号和等号", "''两个撇号", "+86 532", "-3 分", "@某人", " 前后有空格 ", "两行\n一行", "引号\"和,逗号",
           "字面的_x0041_和_x000D_", "<b>&amp;</b>", "0012", "1-2", "𠮷野家😀", "\t制表", "末尾换行\n", "1,200"]
KEY = "行标识（请勿修改）"


@pytest.fixture(scope="module")
def fgw(stack, person):
    return Office(stack, person, "市发展改革委", "fgw1")


@pytest.fixture(scope="module")
def filled(stack, fgw):
    """Each task's draft holds something awkward; returns the numbers."""
    form = fgw.client.get(FILL).form("rid")
    led = fgw.led()
    fields = {}
    for i, no in enumerate(led):
        fields[f"narrative.{no}"] = AWKWARD[i % len(AWKWARD)]
        fields[f"next_steps.{no}"] = AWKWARD[(i + 3) % len(AWKWARD)]
        fields[f"light.{no}"] = ("green", "yellow", "red")[i % 3]
    for name in form.fields:
        if name.startswith("value."):
            fields[name] = ("16", "1,200", "12.50", "")[int(name.split(".")[1]) % 4]
        elif name.startswith("note."):
            fields[name] = "'说明"
    assert fgw.client.send(form, ("action", "save"), FILL, fields=fields).status == 303
    return led


def drafts(stack, office):
    rows = stack.sql(f"SELECT t.no, d.rev, d.narrative, d.next_steps, d.light, d.light_reason, d.amounts FROM draft d "
                     f"JOIN task t ON t.id = d.task_id JOIN period p ON p.id = d.period_id "
                     f"WHERE p.code = '2023-03' AND d.unit_id = {office.unit}")
    return {int(row["no"]): row for row in rows}


def sheet(client, form="xlsx", period="2023-03"):
    answer = client.get(f"/plans/2023/periods/{period}/fill.{form}")
    assert answer.status == 200, words(answer)[:300]
    return answer.body


def upload(client, name, content, period="2023-03"):
    form = client.get(f"/returns?period={period}").form("rid")
    return client.send_files(form, ("period", period), "/returns", [(name, content)])


def look(client, name, content, period="2023-03"):
    answer = upload(client, name, content, period)
    assert answer.status == 303, words(answer)[:500]
    return client.get(answer.location)


def counts(page):
    return tuple(map(int, re.search(r"(\d+) 项可采用，(\d+) 行未采用，(\d+) 项没有改动", words(page)).groups()))


def take(client, page):
    form = page.form("rid")
    return client.send(form, None, page.url)


def edit(content, change):
    """change(rows): rows of dicts by title, in an own table that is written back."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = book["填报表"]
    titles = [cell.value for cell in rows[1]]
    for row in rows.iter_rows(min_row=2):
        change({title: cell for title, cell in zip(titles, row)})
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def of_task(row, no):
    return row["序号"].value == no


def through_office(content, name, kind, tmp_path):
    source = tmp_path / name
    source.write_bytes(content)
    out = tmp_path / "out"
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", kind,
                    "--outdir", str(out), str(source)], check=True, capture_output=True, timeout=120)
    return next(out.iterdir()).read_bytes()


def test_the_form_leaves_with_a_row_for_each_task_and_target(stack, fgw, filled):
    book = openpyxl.load_workbook(io.BytesIO(sheet(fgw.client)))
    rows = book["填报表"]
    titles = [cell.value for cell in rows[1]]
    key = titles.index(KEY)
    assert rows.column_dimensions[openpyxl.utils.get_column_letter(key + 1)].hidden and rows.protection.sheet
    assert [row[0].value for row in rows.iter_rows(min_row=2) if row[0].value is not None] == filled
    targets = int(stack.sql(f"SELECT COUNT(*) AS n FROM target WHERE unit_id = {fgw.unit} AND ended_on IS NULL")[0]["n"])
    assert rows.max_row == 1 + len(filled) + targets
    narrative = titles.index("进展情况")
    assert not rows.cell(2, narrative + 1).protection.locked and rows.cell(2, 1).protection.locked
    assert [row[narrative].value for row in rows.iter_rows(min_row=2) if row[0].value][0] == AWKWARD[0]


@pytest.mark.parametrize("by", ["as it was", "openpyxl", "LibreOffice", "csv", "csv in GB18030", "LibreOffice from csv"])
def test_what_nobody_touched_comes_back_equal(stack, fgw, filled, tmp_path, by):
    before = drafts(stack, fgw)
    name, content = "填报表.xlsx", sheet(fgw.client, "csv" if "csv" in by else "xlsx")
    if by == "openpyxl":
        content = edit(content, lambda row: None)
    elif by == "LibreOffice":
        content = through_office(content, "in.xlsx", "xlsx", tmp_path)
    elif "csv" in by:
        name = "填报表.csv"
    if by == "csv in GB18030":
        content = content.decode("utf-8-sig").encode("gb18030")
    if by == "LibreOffice from csv":
        name, content = "填报表.xlsx", through_office(content, "in.csv", "xlsx:Calc MS Excel 2007 XML", tmp_path)
        changed = look_rows(content)
        assert changed, "read as a table"
        return  # a spreadsheet reads 1,200 and 0012 of a .csv as numbers: told, not equal
    page = look(fgw.client, name, content)
    assert counts(page) == (0, 0, len(filled)), words(page)[:1500]
    assert page.form("rid") is None and drafts(stack, fgw) == before


def look_rows(content):
    return openpyxl.load_workbook(io.BytesIO(content)).active.max_row > 10


@pytest.mark.parametrize("by", ["openpyxl", "LibreOffice", "csv"])
def test_edited_elsewhere_it_comes_back_as_drafts(stack, fgw, filled, tmp_path, by):
    no = filled[{"openpyxl": 0, "LibreOffice": 1, "csv": 2}[by]]
    new = f"'={by}，\n第二行 <b>" + ("" if by == "openpyxl" else " _x0041_")  # which openpyxl writes for an A
    if by == "csv":
        rows = list(csv.DictReader(io.StringIO(sheet(fgw.client, "csv").decode("utf-8-sig"), newline="")))
        for row in rows:
            if row["序号"] == str(no):
                row["进展情况"], row["亮灯"] = "'" + new, "黄灯"
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
        name, content = "填报表.csv", out.getvalue().encode("gb18030")
    else:
        def change(row):
            if of_task(row, no):
                row["进展情况"].value, row["亮灯"].value = new, "黄灯"
                row["进展情况"].data_type = "s"
        name, content = "填报表.XLSX", edit(sheet(fgw.client), change)
        if by == "LibreOffice":
            content = through_office(content, "in.xlsx", "xlsx", tmp_path)
    before = drafts(stack, fgw)
    page = look(fgw.client, name, content)
    assert counts(page) == (1, 0, len(filled) - 1), words(page)[:1500]
    assert "<ins>" in page.text and drafts(stack, fgw) == before, "nothing is written before it is confirmed"
    assert take(fgw.client, page).status == 303
    after = drafts(stack, fgw)
    assert after[no]["narrative"] == new and after[no]["light"] == "yellow" and after[no]["amounts"] == before[no]["amounts"]
    assert int(after[no]["rev"]) == int(before[no]["rev"]) + 1
    assert {k: v for k, v in after.items() if k != no} == {k: v for k, v in before.items() if k != no}
    assert "已采用 1 项为草稿" in words(fgw.client.get(FILL))
    assert take(fgw.client, page).status == 303 and drafts(stack, fgw) == after, "a second press is nothing"
    assert stack.sql("SELECT result, body FROM audit_event WHERE action = 'sheet.take' ORDER BY id DESC LIMIT 1")[0]["result"] == "ok"
    assert fgw.report(no) is None, "a draft, not a report"


def test_values_are_judged_as_the_form_judges_them(stack, fgw, filled):
    seen = []

    def change(row):
        if row["序号"].value is None and len(seen) < 4:
            seen.append(row)
            row["本期值"].value = ("十六家左右", 18.5, "=1+1", None)[len(seen) - 1]
            row["本期值"].data_type = ("s", "n", "f", "n")[len(seen) - 1]
            if len(seen) == 2:
                row["本期值"].number_format = "General"
    content = edit(sheet(fgw.client), change)
    page = look(fgw.client, "a.xlsx", content)
    said = words(page)
    assert "请填写一个数字" in said or "本期值：" in said
    assert "单元格是公式，请粘贴为数值或文字" in said and "18.5" in said
    assert counts(page)[1] >= 1


def test_a_colleague_saved_since_the_export(stack, fgw, filled, person):
    content = sheet(fgw.client)
    mine, theirs = filled[4], filled[5]
    colleague = person("fgw2")
    form = colleague.get(FILL).form("rid")
    assert colleague.send(form, ("action", "save"), FILL, fields={f"narrative.{theirs}": "甲乙丙丁"}).status == 303

    def change(row):
        if row["序号"].value in (mine, theirs):
            row["进展情况"].value = "离线填写的内容。"
    page = look(fgw.client, "a.xlsx", edit(content, change))
    said = words(page)
    assert counts(page)[:2] == (1, 1) and "保存了新版本" in said and "甲乙丙丁" in said
    assert take(fgw.client, page).status == 303
    now = drafts(stack, fgw)
    assert now[mine]["narrative"] == "离线填写的内容。" and now[theirs]["narrative"] == "甲乙丙丁"


def test_saved_between_looking_and_taking(stack, fgw, filled, person):
    no = filled[6]

    def change(row):
        if of_task(row, no):
            row["进展情况"].value = "离线填写，核对时还可采用。"
    page = look(fgw.client, "a.xlsx", edit(sheet(fgw.client), change))
    assert counts(page)[0] == 1
    colleague = person("fgw2")
    form = colleague.get(FILL).form("rid")
    assert colleague.send(form, ("action", "save"), FILL, fields={f"narrative.{no}": "同事抢先。"}).status == 303
    assert take(fgw.client, page).status == 303
    assert drafts(stack, fgw)[no]["narrative"] == "同事抢先。"


def test_what_is_handed_in_is_refused(stack, fgw, filled):
    no = filled[7]
    content = sheet(fgw.client)
    fgw.hand_in(no)

    def change(row):
        if of_task(row, no):
            row["进展情况"].value = "提交以后又改的内容，不应被采用。"
    page = look(fgw.client, "a.xlsx", edit(content, change))
    assert counts(page)[:2] == (0, 1) and "该报送已提交，撤回后才能修改" in words(page)
    assert str(no) not in [str(r[0].value) for r in openpyxl.load_workbook(io.BytesIO(sheet(fgw.client)))["填报表"].iter_rows(min_row=2)]
    fgw.withdraw(no)


KEYS = {
    "another task": lambda k, led: ":".join(k[:4] + [str(led[1])] + k[5:]),
    "another unit": lambda k, led: ":".join(k[:3] + ["9999"] + k[4:]),
    "another revision": lambda k, led: ":".join(k[:6] + ["99"] + k[7:]),
    "another period": lambda k, led: ":".join(k[:2] + ["2023-02"] + k[3:]),
    "cut": lambda k, led: ":".join(k)[:-3],
    "nonsense": lambda k, led: "第一项",
    "none": lambda k, led: None,
}


@pytest.mark.parametrize("label", KEYS)
def test_touched_keys(stack, fgw, filled, label):
    no = filled[0]

    def change(row):
        if of_task(row, no):
            row["进展情况"].value = "标识被改动的行。"
            row[KEY].value = KEYS[label](row[KEY].value.split(":"), filled)
    before = drafts(stack, fgw)
    page = look(fgw.client, "a.xlsx", edit(sheet(fgw.client), change))
    assert counts(page)[:2] == (0, 1)
    assert ("没有行标识" if label == "none" else "行标识被改动") in words(page)
    assert drafts(stack, fgw) == before


def test_a_row_twice(fgw, filled):
    content = sheet(fgw.client, "csv")
    lines = content.decode("utf-8-sig").split("\r\n")
    doubled = "\r\n".join(lines[:2] + [re.sub("一", "二", lines[1])] + lines[1:])
    page = look(fgw.client, "a.csv", doubled.encode("utf-8"))
    assert "表中有重复的行" in words(page) and counts(page)[0] == 0


LOCKED = {"任务或指标": "改了题目", "年度目标": "一百家", "上期值": "15 家", "计量单位": "项"}


@pytest.mark.parametrize("title", LOCKED)
def test_locked_cells(stack, fgw, filled, title):
    """Who takes the sheet's protection away means something by it: it is said, and nothing of the task is taken."""
    seen = []

    def change(row):
        if (row["序号"].value is None) == (title != "任务或指标") and not seen:
            seen.append(row[title].value)
            row[title].value = LOCKED[title]
            row["说明" if title != "任务或指标" else "进展情况"].value = "同一行里的改动。"
    before = drafts(stack, fgw)
    page = look(fgw.client, "a.xlsx", edit(sheet(fgw.client), change))
    assert counts(page) == (0, 1, len(filled) - 1), words(page)[:1500]
    assert f"“{title}”不能修改，台账中是“" in words(page) and LOCKED[title] in words(page)
    assert drafts(stack, fgw) == before


def test_blanks_around_a_title_are_nothing(fgw, filled):
    def change(row):
        row["任务或指标"].value = f" {row['任务或指标'].value.strip()}\n"
    assert counts(look(fgw.client, "a.xlsx", edit(sheet(fgw.client), change))) == (0, 0, len(filled))


def test_too_long(stack, fgw, filled):
    def change(row):
        if of_task(row, filled[8]):
            row["进展情况"].value = "长" * 20000
    before = drafts(stack, fgw)
    page = look(fgw.client, "a.xlsx", edit(sheet(fgw.client), change))
    assert counts(page)[:2] == (0, 1) and "超出" in words(page) and "请删减" in words(page) and drafts(stack, fgw) == before


def test_a_closed_period(stack, fgw, person):
    """Frozen between looking and taking."""
    content = edit(sheet(fgw.client, period="2023-01"),
                   lambda row: row["序号"].value and setattr(row["进展情况"], "value", "期末之后。"))
    page = look(fgw.client, "a.xlsx", content, "2023-01")
    assert counts(page)[0] == len(fgw.led())
    supervisor = person("dcs1")
    form = supervisor.get("/plans/2023/periods/2023-01/freeze").form("rev", "rid")
    assert supervisor.send(form).status == 303
    again = fgw.client.get(page.url)
    assert counts(again)[:2] == (0, len(fgw.led())) and again.form("rid") is None, words(again)[:800]
    assert take(fgw.client, page).status == 403
    assert stack.sql("SELECT COUNT(*) AS n FROM draft d JOIN period p ON p.id = d.period_id WHERE p.code = '2023-01'")[0]["n"] == "0"


def test_another_units_form_and_another_period(stack, fgw, filled, person):
    other = person("kjj1")
    page = look(other, "a.xlsx", sheet(fgw.client))
    take_n, refused, same = counts(page)
    assert (take_n, same) == (0, 0) and refused > len(filled) and "不是本单位的行" in words(page)
    page = look(fgw.client, "a.xlsx", sheet(fgw.client, period="2023-02"))
    assert counts(page)[0] == 0 and "是2023年2月的行，本次导回的是2023年3月" in words(page)


def test_what_is_kept_of_it_is_ones_own(fgw, filled, person):
    page = look(fgw.client, "甲.xlsx", sheet(fgw.client))
    assert person("fgw2").get(page.url).status == 404 and person("kjj1").get(page.url).status == 404
    listed = words(fgw.client.get("/returns"))
    assert "甲.xlsx" in listed and "尚未采用" in listed
    assert person("dcs1").get("/returns").status == 403


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return out.getvalue()


BOOK = {
    "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="填报表" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": "<worksheet><sheetData/></worksheet>",
}
LAUGHS = ('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi"))
          + "]><worksheet><sheetData><row><c><v>&i;</v></c></row></sheetData></worksheet>")
BOMBS = {
    "no zip": (b"hello", "不是 Excel 工作簿"),
    "old book": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 .xls 或加了密码"),
    "cut": (packed(BOOK)[:-40], "不是 Excel 工作簿"),
    "a zip of something else": (packed({"a.txt": "x"}), "不是 Excel 工作簿"),
    "no such sheet": (packed({**BOOK, "xl/workbook.xml": BOOK["xl/workbook.xml"].replace("填报表", "甲").replace(
        "</sheets>", '<sheet name="乙" r:id="r2"/></sheets>')}), "没有名为“填报表”的工作表"),
    "no keys": (packed(BOOK), "没有“行标识”列"),
    "zip bomb": (packed({**BOOK, "xl/worksheets/sheet1.xml": "<worksheet>" + " " * (60 << 20) + "</worksheet>"}), "超出填报表的大小"),
    "many rows": (packed({**BOOK, "xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + "<row/>" * 3000 + "</sheetData></worksheet>"}), "超出填报表的大小"),
    "deep": (packed({**BOOK, "xl/worksheets/sheet1.xml": "<a>" * 5000}), "超出填报表的大小"),
    "entities": (packed({**BOOK, "xl/worksheets/sheet1.xml": LAUGHS}), "含有不允许的文档定义"),
    "outside entity": (packed({**BOOK, "xl/workbook.xml": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><workbook/>'}), "含有不允许的文档定义"),
    "no XML": (packed({**BOOK, "xl/worksheets/sheet1.xml": "<worksheet><sheetData>"}), "文件不完整或已损坏"),
    "a million rows": (packed({**BOOK, "xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + '<row><c t="n"><v>1</v></c></row>' * 10 ** 6}), "超出填报表的大小"),
    "a cell of 20 MB": (packed({**BOOK, "xl/worksheets/sheet1.xml": '<worksheet><sheetData><row><c t="str"><v>' + "x" * (30 << 20)}), "超出填报表的大小"),
    "shared texts without end": (packed({**BOOK, "xl/sharedStrings.xml": "<sst>" + "<si><t>甲</t></si>" * 10 ** 6}), "超出填报表的大小"),
    "many parts": (packed({**BOOK, **{f"x/{i}": "" for i in range(1000)}}), "超出填报表的大小"),
    "empty": (b"", "文件是空的"),
    "too large": (b"x" * (5 << 20), "超过 4 MB"),
}


@pytest.mark.parametrize("label", BOMBS)
def test_files_that_are_none_of_ours(stack, fgw, filled, label):
    content, why = BOMBS[label]
    before = drafts(stack, fgw)
    began = time.monotonic()
    answer = upload(fgw.client, "a.xlsx", content)
    assert time.monotonic() - began < 2, "quickly, also under the sanitizers"
    assert answer.status == 422 and why in words(answer), words(answer)[:600]
    assert "草稿没有任何改动" in words(answer) and drafts(stack, fgw) == before


@pytest.mark.parametrize("name, content, why", [
    ("a.csv", "甲,\"乙".encode(), "引号不成对"), ("a.csv", b"\xff\xfe\x00a", "文字编码不能识别"), ("a.csv", b"a,b\r\n", "没有“行标识”列"),
    ("a.docx", b"x", "请上传 .xlsx 或 .csv"), ("a.csv", b"a\n" * 10 ** 6, "超出填报表的大小")])
def test_csv_that_is_none_of_ours(fgw, name, content, why):
    answer = upload(fgw.client, name, content)
    assert answer.status == 422 and why in words(answer), words(answer)[:600]


def test_no_file_at_all(fgw):
    form = fgw.client.get("/returns?period=2023-03").form("rid")
    answer = fgw.client.post("/returns", form.fields)
    assert answer.status == 422 and "请选择填好的文件" in words(answer)
