"""The real notice, seeds/qingdao-2023.txt, against the tables that were made by reading it (tests/rule/data)."""
from collections import Counter

import pytest

from notice_files import HERE, ROOT, notice_parse, table, target_key

DATA = HERE / "data"
NOTICE = ROOT / "seeds" / "qingdao-2023.txt"


@pytest.fixture(scope="module")
def targets():
    status, got, _, err = notice_parse(NOTICE, "--targets")
    assert status == 0, err
    return got


def units(task_no, role):
    named = [row for row in table(DATA / "task_units.tsv") if (row["task_no"], row["role"]) == (task_no, role)]
    return "、".join(row["unit_name"] for row in sorted(named, key=lambda row: int(row["order"])))


def test_tasks_sections_and_units_are_exact():
    status, got, warnings, err = notice_parse(NOTICE)
    assert status == 0, err
    assert [kind for _, kind in warnings if kind != "doubtful word"] == []
    want = [
        (row["task_no"], row["section_no"], row["title"], units(row["task_no"], "lead"), units(row["task_no"], "participant"))
        for row in table(DATA / "tasks.tsv")
    ]
    assert len(want) == 128
    assert [(r["no"], r["section"], r["title"], r["leads"], r["participants"]) for r in got] == want


def test_precision_and_recall_of_targets(targets, capsys):
    want = table(DATA / "targets.tsv")
    sure = Counter(target_key(row["task_no"], row) for row in want if row["certainty"] == "sure")
    either = Counter(target_key(row["task_no"], row) for row in want if row["certainty"] != "sure")
    found = Counter(target_key(row["no"], row) for row in targets)
    right = sum((found & sure).values())
    judged = sum((found - either).values())  # found and judged: rows that nobody is sure of count neither way
    precision, recall = right / judged, right / sum(sure.values())
    with capsys.disabled():
        print(
            f"\ntargets of {NOTICE.name}: {len(targets)} found, {sum(sure.values())} sure rows,"
            f" precision {precision:.3f} ({right}/{judged}), recall {recall:.3f} ({right}/{sum(sure.values())})"
        )
    assert precision >= 0.90
    assert recall >= 0.90


def test_no_excluded_number_is_a_target(targets):
    """A number may be excluded in one place of a task and promised in another, so the words around it count."""
    for row in table(DATA / "excluded_numbers.tsv"):
        context = row["context"]
        for found in targets:
            if found["no"] != row["task_no"] or found["value"] != row["number"]:
                continue
            promised = {
                target_key(w["task_no"], w) for w in table(DATA / "targets.tsv") if w["task_no"] == row["task_no"]
            }
            assert target_key(found["no"], found) in promised, f"{context} became {found['quote']}"


def test_the_misprints_are_flagged_and_few_others(targets):
    flagged = {target_key(row["no"], row) for row in targets if row["doubt"]}
    want = {target_key(r["task_no"], r) for r in table(DATA / "targets.tsv") if r["suspicious"] == "1"}
    assert len(want) == 5
    assert want <= flagged
    assert len(flagged - want) <= 3, flagged - want


def test_quotes_are_exact_words_of_the_notice(targets):
    text = NOTICE.read_text(encoding="utf-8")
    for row in targets:
        assert row["quote"] in text, row
        assert row["subject"], row


def test_a_file_that_is_no_notice(tmp_path):
    latin = tmp_path / "gbk.txt"
    latin.write_bytes("一、工作\n1.推进建设。".encode("gbk"))
    status, got, _, err = notice_parse(latin)
    assert (status, got) == (1, [])
    assert "第1行：不是 UTF-8 编码" in err
    prose = tmp_path / "prose.txt"
    prose.write_text("各位市民：\n大家好。\n", encoding="utf-8")
    status, _, _, err = notice_parse(prose)
    assert status == 1
    assert "没有找到带编号的任务" in err
    assert notice_parse(tmp_path / "missing.txt")[0] == 1
    assert notice_parse(prose, "--unknown")[0] == 2
