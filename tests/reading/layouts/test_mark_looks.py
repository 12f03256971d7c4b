"""Marks that their look alone tells apart: pictures, drawings, colours. Read right, or unsure; never a silent tick."""

from pathlib import Path

import pytest

from tests.factory.painters import bar, dot, drawn, filled, form, hidden, inline, nothing, picture
from tests.factory.plain import Cell, Table, tables_to_pdf
from tests.reading.layouts.test_column_kinds import COVER, MONTHS, SENTENCES
from workplan_extract.models import Reading
from workplan_extract.reading import read_document
from workplan_extract.settings import DocumentSettings

PATTERN = ((1, 3), (2,), (1, 2, 4), (4,), (1,), (2, 3))
TITLES = (("Activity", 0.0), ("1", 30.0), ("2", 30.0), ("3", 30.0), ("4", 30.0))
PLAIN = DocumentSettings()


def _read(
    yes: Cell, no: Cell, folder: Path, below: tuple[str, ...] = (), settings: DocumentSettings = PLAIN
) -> Reading:
    rows = tuple(
        (text, *(yes if number in ticked else no for number in (1, 2, 3, 4)))
        for text, ticked in zip(SENTENCES, PATTERN, strict=True)
    )
    path = folder / "marks.pdf"
    table = Table(TITLES, rows, "Quarter 1: January - March 2023")
    path.write_bytes(tables_to_pdf([table], COVER, below))
    return read_document(path, settings)


def _states(reading: Reading, state: str) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(mark.purpose for mark in row.marks if mark.state == state) for row in reading.rows)


SURE: dict[str, tuple[Cell, Cell]] = {
    "pictures of ticks": (picture("tick"), nothing),
    "pictures of crosses alone": (picture("cross"), nothing),
    "an unknown picture alone": (picture("star"), nothing),
    "pictures of ticks and crosses": (picture("tick"), picture("cross")),
    "pictures of ticks and boxes": (picture("tick"), picture("box")),
    "pictures of ticks and dashes": (picture("tick"), picture("dash")),
    "pictures of ticked boxes": (picture("boxed tick"), picture("box")),
    "pictures of crossed boxes": (picture("boxed cross"), picture("box")),
    "pictures of ticked and crossed boxes": (picture("boxed tick"), picture("boxed cross")),
    "pictures of dots and rings": (picture("dot"), picture("ring")),
    "inline ticks": (inline("tick"), nothing),
    "inline ticks and crosses": (inline("tick"), inline("cross")),
    "forms of ticks and crosses": (form("tick"), form("cross")),
    "forms of boxes": (form("boxed tick"), form("box")),
    "drawn ticks and crosses": (drawn("tick"), drawn("cross")),
    "drawn crosses alone": (drawn("cross"), nothing),
    "drawn boxes": (drawn("boxed tick"), drawn("box")),
    "drawn boxes with crosses": (drawn("boxed cross"), drawn("box")),
    "drawn boxes with either": (drawn("boxed tick"), drawn("boxed cross")),
    "dots of one colour": (dot("#00aa00"), nothing),
    "cells of one colour": (filled("#2e7d32"), nothing),
}
UNSURE: dict[str, tuple[Cell, Cell]] = {
    "dots of two colours": (dot("#00aa00"), dot("#dd0000")),
    "pictures of dots of two colours": (picture("green dot"), picture("red dot")),
    "cells of two colours": (filled("#2e7d32"), filled("#dd3322")),
    "an unknown picture beside dots": (picture("star"), picture("dot")),
}


@pytest.mark.parametrize("name", SURE)
def test_a_look_is_understood(name: str, tmp_path: Path) -> None:
    reading = _read(*SURE[name], tmp_path)

    assert _states(reading, "ticked") == PATTERN
    assert _states(reading, "unsure") == ((),) * 6
    assert reading.remarks == ()


@pytest.mark.parametrize("name", UNSURE)
def test_a_look_that_could_mean_either_is_unsure(name: str, tmp_path: Path) -> None:
    reading = _read(*UNSURE[name], tmp_path)

    assert _states(reading, "ticked") == ((),) * 6
    assert {remark.code for remark in reading.remarks} == {"tick-unsure"}


def test_a_coloured_cell_beside_letters_is_unsure(tmp_path: Path) -> None:
    reading = _read("X", filled("#f4a261"), tmp_path)

    assert _states(reading, "ticked") == PATTERN
    assert all(mark.state != "empty" for row in reading.rows for mark in row.marks)


def test_a_tinted_column_is_no_mark(tmp_path: Path) -> None:
    rows = tuple((text, "X", filled("#cfe8cf"), "") for text in SENTENCES)
    table = Table(TITLES[:4], rows, "Quarter 1: January - March 2023")
    path = tmp_path / "tint.pdf"
    path.write_bytes(tables_to_pdf([table], COVER))
    reading = read_document(path, DocumentSettings())

    assert _states(reading, "ticked") == ((1,),) * 6
    assert _states(reading, "unsure") == ((),) * 6


def test_each_column_in_a_colour_of_its_own(tmp_path: Path) -> None:
    rows = tuple(
        (text, dot("#00aa00") if n % 2 else nothing, dot("#dd0000") if n % 3 else nothing)
        for n, text in enumerate(SENTENCES, 1)
    )
    path = tmp_path / "columns.pdf"
    path.write_bytes(tables_to_pdf([Table(TITLES[:3], rows, "Quarter 1: January - March 2023")], COVER))
    reading = read_document(path, DocumentSettings())

    assert _states(reading, "ticked") == ((1, 2), (2,), (1,), (2,), (1, 2), ())
    assert _states(reading, "unsure") == ((),) * 6


@pytest.mark.parametrize(
    ("legend", "state"),
    [("P = planned; X = tentative", "unsure"), ("X = planned", "ticked"), ("X = not planned", "empty")],
)
def test_a_legend_says_what_a_mark_means(legend: str, state: str, tmp_path: Path) -> None:
    reading = _read("X", nothing, tmp_path, (legend,))

    assert {mark.state for row in reading.rows for mark in row.marks if "glyph" in mark.evidence} == {state}


@pytest.mark.parametrize("how", ["white", "invisible", "clipped", "tiny", "covered"])
def test_a_mark_that_the_page_does_not_show_is_unsure(how: str, tmp_path: Path) -> None:
    reading = _read(hidden(how), nothing, tmp_path)

    assert _states(reading, "unsure") == PATTERN
    assert _states(reading, "ticked") == ((),) * 6


def test_a_mark_printed_twice_is_one(tmp_path: Path) -> None:
    reading = _read(hidden("twice"), nothing, tmp_path)

    assert _states(reading, "ticked") == PATTERN
    assert reading.reconciliation.marks_on_pages == 10


@pytest.mark.parametrize("with_ticks", [True, False], ids=["beside ticks", "alone"])
def test_bars_over_months(with_ticks: bool, tmp_path: Path) -> None:
    starts = ((1, 1), (2, 3), (7, 6), (12, 1))
    ticks = [("1", 22.0), ("2", 22.0)] if with_ticks else []
    titles = [("Activity", 0.0), *ticks, *((month, 26.0) for month in MONTHS)]
    rows = [
        (text, *(["X", ""] if with_ticks else []), *(bar(length) if n == first else "" for n in range(1, 13)))
        for text, (first, length) in zip(SENTENCES, starts, strict=False)
    ]
    path = tmp_path / "bars.pdf"
    path.write_bytes(tables_to_pdf([Table(tuple(titles), tuple(rows), "Activities")], COVER))
    reading = read_document(path, DocumentSettings())

    assert [row.quarters for row in reading.rows] == [(1,), (1, 2), (3, 4), (4,)]
    assert [(row.starts_on.month, row.ends_on.month) for row in reading.rows if row.starts_on and row.ends_on] == [
        (1, 1), (2, 4), (7, 12), (12, 12)
    ]  # fmt: skip
    assert _states(reading, "ticked") == ((1,) if with_ticks else (),) * 4


@pytest.mark.parametrize(
    ("yes", "no", "marks"),
    [
        ("P", "S", {"P": "ticked", "S": "empty"}),
        ("1", "0", {"1": "ticked", "0": "empty"}),
        (dot("#00aa00"), dot("#dd0000"), {"0.0 0.7 0.0": "ticked", "0.9 0.0 0.0": "empty"}),
    ],
    ids=["letters", "figures", "colours"],
)
def test_a_maintainer_rules_what_a_mark_means(yes: Cell, no: Cell, marks: dict[str, str], tmp_path: Path) -> None:
    settings = DocumentSettings.model_validate({"marks": marks})

    assert _states(_read(yes, no, tmp_path), "ticked") == ((),) * 6
    reading = _read(yes, no, tmp_path, (), settings)
    assert _states(reading, "ticked") == PATTERN
    assert _states(reading, "unsure") == ((),) * 6
    assert "as ruled" in reading.rows[0].marks[0].evidence


def test_a_maintainer_rules_what_a_column_holds(tmp_path: Path) -> None:
    rows = [(text, "X", when) for text, when in zip(SENTENCES, ("Q1", "Q3"), strict=False)]
    path = tmp_path / "ruled.pdf"
    titles = (("Activity", 0.0), ("In the wet months", 60.0), ("Clock", 60.0))
    path.write_bytes(tables_to_pdf([Table(titles, tuple(rows), "Activities")], COVER))
    ruled = {"In the wet months": "purpose 1", "Clock": "time"}
    reading = read_document(path, DocumentSettings.model_validate({"columns": ruled}))

    assert [row.quarters for row in reading.rows] == [(1,), (3,)]
    assert _states(reading, "ticked") == ((1,), (1,))
