"""Notices of other places, in other manners: tests/rule/notices/NAME.txt with what a reader finds in it beside it.

NAME.tasks.tsv, NAME.targets.tsv and NAME.problems.tsv were written by reading, not by copying what the program prints.
In targets.tsv doubt is 1 where the number must be flagged, 0 where it must not; `either` marks a number that one may
call a promise or not."""
from collections import Counter

import pytest

from notice_files import HERE, notice_parse, table, target_key

NOTICES = sorted(path for path in (HERE / "notices").glob("*.txt"))


def ids(path):
    return path.stem


@pytest.mark.parametrize("path", NOTICES, ids=ids)
def test_tasks_and_units(path):
    status, got, _, err = notice_parse(path)
    assert status == 0, err
    want = table(path.with_suffix(".tasks.tsv"))
    keys = ("no", "section", "title", "leads", "participants")
    assert [tuple(row[k] for k in keys) for row in got] == [tuple(row[k] for k in keys) for row in want]


@pytest.mark.parametrize("path", NOTICES, ids=ids)
def test_what_is_not_understood_is_said(path):
    _, _, warnings, _ = notice_parse(path)
    want = [(int(row["line"]), row["kind"]) for row in table(path.with_suffix(".problems.tsv"))]
    assert sorted(warnings) == sorted(want)


@pytest.mark.parametrize("path", NOTICES, ids=ids)
def test_targets(path):
    _, got, _, _ = notice_parse(path, "--targets")
    want = table(path.with_suffix(".targets.tsv"))
    found = Counter(target_key(row["no"], row) for row in got)
    sure = Counter(target_key(row["no"], row) for row in want if row["doubt"] != "either")
    allowed = Counter(target_key(row["no"], row) for row in want)
    assert sure - found == Counter(), "missed"
    assert found - allowed == Counter(), "found what promises nothing"


@pytest.mark.parametrize("path", NOTICES, ids=ids)
def test_doubts(path):
    _, got, _, _ = notice_parse(path, "--targets")
    flagged = {target_key(row["no"], row) for row in got if row["doubt"]}
    want = {target_key(row["no"], row) for row in table(path.with_suffix(".targets.tsv")) if row["doubt"] == "1"}
    assert flagged == want


@pytest.mark.parametrize("path", NOTICES, ids=ids)
def test_quotes_are_exact(path):
    _, got, _, _ = notice_parse(path, "--targets")
    text = path.read_text(encoding="utf-8-sig").replace("\r", " ").replace("\n", " ")
    for row in got:
        assert row["quote"] in text, row
        assert row["subject"], row
