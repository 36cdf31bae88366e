"""The March circular as the office makes it (issue 5, "shown at the end"): reports, a problem that is late, freezing, issue; printed by
Chromium, as .docx opened by LibreOffice, its checkpoint against the log; and the weights of its score."""
import io
import os
import re
import shutil
import subprocess

import openpyxl
import pytest

from http_client import wait_for
from office import Office, decide, words
from stack import ROOT

PERIOD = "2023-03"
SIGNS_PER_LINE, PITCH_PT = 28, 225 / 22 / 25.4 * 72
PROBLEM = {"title": "用地手续未办结", "body": "建设用地规划许可尚未核发，影响二期开工。", "level": "unit", "due_on": "2023-4-11"}


@pytest.fixture(scope="module")
def supervisor(stack, person):
    stack.set_clock("2023-04-11 23:30")  # all reports are late
    return person("dcs1")


@pytest.fixture(scope="module")
def draft(stack, supervisor, person):
    units = [Office(stack, person, "市科技局", "kjj1"), Office(stack, person, "市商务局", "swj1")]
    for unit in units:
        assert decide(supervisor, unit.hand_in(), "approve", light="green", comment="同意。").status == 303
    form = units[0].client.get("/plans/2023/tasks/1/problems/new").form("title", "body")
    assert units[0].client.send(form, fields=PROBLEM).status == 303
    stack.set_clock("2023-04-12 00:10")  # the same sessions, the next day
    page = supervisor.get(f"/plans/2023/periods/{PERIOD}/freeze")
    assert supervisor.send(page.form("rev", "rid")).status == 303
    answer = supervisor.send(supervisor.get("/bulletins/new").form("period", "rid"), fields={"period": "2023/" + PERIOD})
    form = supervisor.get(answer.location + "/edit").form("rev", "title")
    assert supervisor.send(form, fields={"words.overall": "督" * 400}).status == 303
    return answer.location


def test_problems_in_the_draft(supervisor, draft):
    text = words(supervisor.get(draft))
    assert "本期新增问题1件，销号0件；未销号1件，其中超期1件。" in text and "各责任单位问题销号情况" in text
    rows = list(openpyxl.load_workbook(io.BytesIO(supervisor.get(draft + "/xlsx").body))["问题"].iter_rows(values_only=True))
    assert rows[:2] == [("责任单位", "本期新增", "本期销号", "未销号", "其中超期"), ("市科技局", 1, 0, 1, 1)]


@pytest.mark.parametrize("arguments, said, status", [
    ((), "按时报送 40 分", 0), (("--late", "10"), "已设置", 0), (("--late", "10"), "没有变化", 0), (("--late", "20"), "已设置", 0),
    (("--late", "41"), "", 2), (("--late", "x"), "", 2), (("--other", "1"), "", 2)])
def test_weights(stack, supervisor, draft, arguments, said, status):
    """A draft keeps the weights it was made with; each change has its event."""
    before = words(supervisor.get(draft))
    done = stack.ctl("score", "2023", *arguments)
    assert done.returncode == status and said in done.stdout, done.stdout + done.stderr
    events = stack.sql("SELECT COUNT(*) AS n FROM audit_event WHERE action = 'plan.score'")[0]["n"]
    versions = stack.sql("SELECT COUNT(*) AS n FROM plan p JOIN audit_event e ON e.etype = 'plan' AND e.entity_id = p.id AND e.entity_seq = p.version")
    assert versions[0]["n"] == "1" and (said != "已设置" or int(events) > 0)
    assert words(supervisor.get(draft)) == before


@pytest.fixture(scope="module")
def issued(stack, supervisor, draft):
    wait_for("the sealer", 60, lambda: stack.sql("SELECT COUNT(*) AS n FROM audit_pending")[0]["n"] == "0" and
             supervisor.get(draft + "/issue").form("rev", "rid") is not None and "建议几秒钟后刷新" not in supervisor.get(draft + "/issue").text)
    assert supervisor.send(supervisor.get(draft + "/issue").form("rev", "rid")).status == 303
    return draft


def test_ties_share_a_rank(stack, issued):
    rows = stack.sql("SELECT place, score_e1 FROM bulletin_score WHERE place > 0 ORDER BY place, score_e1 DESC")
    places = [int(row["place"]) for row in rows]
    scores = [int(row["score_e1"]) for row in rows]
    assert places == [1 + sum(other > score for other in scores) for score in scores] and len(set(places)) < len(places)


def text_of(pdf, *options):
    return subprocess.run(["pdftotext", *options, pdf, "-"], check=True, stdout=subprocess.PIPE, text=True).stdout


def test_printed(stack, issued, tmp_path):
    """GB/T 9704: A4, 28 signs a line, lines of 225 mm / 22, page numbers — 1 —."""
    pdf = str(tmp_path / "march.pdf")
    folder = os.path.join(ROOT, "tests", "browser")
    subprocess.run(["node", os.path.join(folder, "print.js"), stack.origin, "dcs1", pdf, issued + "/print"], cwd=folder, check=True, timeout=120)
    flat = re.sub(r"\s", "", text_of(pdf))
    assert "市政府督查室文件" in flat and "〔2023〕第1期" in flat and "—1—" in flat and "问题销号情况" in flat
    lines = [line.strip() for line in text_of(pdf, "-layout").splitlines() if set(line.strip()) == {"督"}]
    assert len(lines[0]) == SIGNS_PER_LINE - 2 and {len(line) for line in lines[1:-1]} == {SIGNS_PER_LINE}
    tops = sorted({float(top) for top in re.findall(r'yMin="([\d.]+)"[^>]*>督{28}<', text_of(pdf, "-bbox", "-f", "1", "-l", "1"))})
    assert len(tops) > 5 and abs((tops[-1] - tops[0]) / (len(tops) - 1) - PITCH_PT) < 0.15  # Chromium rounds each to a pixel


def test_docx_in_libreoffice(supervisor, issued, tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("no LibreOffice")
    (tmp_path / "march.docx").write_bytes(supervisor.get(issued + "/docx").body)
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/home", "--convert-to", "pdf", "--outdir", str(tmp_path),
                    str(tmp_path / "march.docx")], check=True, timeout=180, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    flat = re.sub(r"\s", "", text_of(str(tmp_path / "march.pdf")))
    assert "市政府督查室文件" in flat and "—1—" in flat and "未销号1件，其中超期1件" in flat and "抄送：" in flat


def test_objection_beside_the_score(supervisor, person, stack, issued):
    unit = stack.sql("SELECT id FROM unit WHERE name = '市科技局'")[0]["id"]
    client, path = person("kjj1"), f"{issued}/scores/{unit}"
    form = next(f for f in client.get(path).forms if f.action == issued + "/scores")
    before = supervisor.get(issued + "/print").body
    assert client.send(form, fields={"reason": "请核实。"}).status == 303
    beside = "市科技局</a> <span class=\"st y\">异议待答复</span>"
    assert supervisor.get(issued).text.count(beside) == 1 and supervisor.get(issued + "/print").body == before
    form = next(f for f in supervisor.get(path).forms if "/objections/" in f.action)
    assert supervisor.send(form, ("result", "refused"), path, fields={"answer": "核实无误。"}).status == 303
    assert beside not in supervisor.get(issued).text


def test_checkpoint(stack, supervisor, issued, tmp_path):
    kept = tmp_path / "kept.note"
    kept.write_bytes(supervisor.get(issued + "/checkpoint").body)
    done = stack.ctl("verify", "--checkpoint", str(kept))
    assert done.returncode == 0, done.stdout + done.stderr
    frozen = stack.sql("SELECT l.leaf_index AS i FROM audit_event e JOIN audit_leaf l ON l.audit_id = e.id WHERE e.action = 'period.freeze'")[0]["i"]
    assert int(frozen) < int(kept.read_text().split("\n")[1])
    kept.write_text(kept.read_text().replace("\n", "\n1", 1))
    assert stack.ctl("verify", "--checkpoint", str(kept)).returncode != 0
