"""The five given typesettings of the first plan: every row, tick and page, and nothing in doubt."""

import csv
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import FIXTURES, GOLD, REFERENCE, ROOT
from workplan_extract.models import Reading, Row
from workplan_extract.reading import read_document

PLANS = [REFERENCE, *FIXTURES]
each_plan = pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)


@cache
def _read(path: Path) -> Reading:
    return read_document(path)


def _gold_rows(path: Path) -> list[tuple[int, int, str, str, int]]:
    with (ROOT / "tests" / "fixtures" / "pages.csv").open(encoding="utf-8") as file:
        pages = {(r["fixture"], r["quarter"], r["position"]): int(r["page"]) for r in csv.DictReader(file)}
    with (GOLD / "activities.csv").open(encoding="utf-8") as file:
        return [
            (
                int(row["quarter"]),
                int(row["position"]),
                row["activity"],
                row["purposes"],
                pages.get((path.stem, row["quarter"], row["position"]), int(row["page"])),
            )
            for row in csv.DictReader(file)
        ]


def _as_gold(row: Row) -> tuple[int, int, str, str, int]:
    ticked = ";".join(str(mark.purpose) for mark in row.marks if mark.state == "ticked")
    return row.quarters[0], row.position, row.text, ticked, row.regions[0].page


@each_plan
def test_every_row_and_tick_stands_on_its_page(path: Path) -> None:
    assert [_as_gold(row) for row in _read(path).rows] == _gold_rows(path)


@each_plan
def test_nothing_is_unsure_or_remarked(path: Path) -> None:
    reading = _read(path)
    assert {mark.state for row in reading.rows for mark in row.marks} == {"ticked", "empty"}
    assert [remark for remark in reading.remarks if remark.row is not None or remark.page is not None] == []


@each_plan
def test_the_tally_agrees(path: Path) -> None:
    tally = _read(path).reconciliation
    assert (tally.rows, tally.ticks, tally.unsure, tally.marks_on_pages) == (56, 99, 0, 99)
    assert tally.words_in_tables == tally.words_in_rows > 1000
    assert sorted([*tally.pages_with_tables, *tally.pages_skipped]) == list(range(1, tally.pages + 1))


@each_plan
def test_periods_are_placed_in_the_calendar(path: Path) -> None:
    rows = _read(path).rows
    spans = {(row.quarters, str(row.starts_on), str(row.ends_on)) for row in rows}
    assert spans == {
        ((1,), "2022-01-01", "2022-03-31"),
        ((2,), "2022-04-01", "2022-06-30"),
        ((3,), "2022-07-01", "2022-09-30"),
        ((4,), "2022-10-01", "2022-12-31"),
    }


@each_plan
def test_every_row_has_a_mark_and_a_box_on_each_of_its_pages(path: Path) -> None:
    for row in _read(path).rows:
        assert [mark.purpose for mark in row.marks] == [1, 2, 3, 4]
        pages = [region.page for region in row.regions]
        assert pages == sorted(set(pages))
        for region in row.regions:
            x0, top, x1, bottom = region.bbox
            assert 0 <= x0 < x1 <= 850
            assert 0 <= top < bottom <= 850


def test_rows_cut_by_a_page_break_keep_a_box_on_both_pages() -> None:
    reading = _read(next(path for path in FIXTURES if path.stem == "browser-print"))
    cut = [(row.quarters[0], row.position) for row in reading.rows if len(row.regions) == 2]
    assert cut == [(2, 2), (3, 3), (4, 2), (4, 18)]
    assert reading.reconciliation.rows_healed == 4
