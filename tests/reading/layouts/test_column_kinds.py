"""Columns of time and of purposes in other shapes than ticks under numbers: what they say becomes the row's."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.factory.plain import Band, Cell, Table, tables_to_pdf
from workplan_extract.models import Reading, Row
from workplan_extract.reading import read_document
from workplan_extract.settings import DocumentSettings

SENTENCES = (
    "Train forty court clerks in the use of the new case register",
    "Publish a guide on fair hiring for small firms",
    "Hold a regional workshop on river safety for fire services",
    "Revise the manual for border nurses and print it",
    "Review the plan with members and publish the minutes",
    "Set up a help desk for seed growers in two districts",
)
COVER = ("Annual Workplan 2023", "Northern Lakes Office")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
TWO = (("1", 20.0), ("2", 20.0))


def read_tables(tables: Sequence[Table], folder: Path, cover: Sequence[str] = COVER) -> Reading:
    path = folder / "plain.pdf"
    path.write_bytes(tables_to_pdf(tables, cover))
    return read_document(path, DocumentSettings())


def _table(
    titles: Sequence[tuple[str, float]], cells: Sequence[tuple[Cell, ...]], heading: str = "Activities"
) -> Table:
    rows = tuple((text, *row) for text, row in zip(SENTENCES, cells, strict=False))
    return Table((("Activity", 0.0), *titles), rows, heading)


def _when(row: Row) -> tuple[object, ...]:
    days = [day.isoformat()[:7] if day else None for day in (row.starts_on, row.ends_on)]
    return row.quarters, row.period, *days


def _doubts(reading: Reading) -> list[tuple[str, int]]:
    return [(remark.code, remark.row) for remark in reading.remarks if remark.row is not None]


def _ticked(row: Row) -> tuple[int, ...]:
    return tuple(mark.purpose for mark in row.marks if mark.state == "ticked")


def _marks(*numbers: int, count: int) -> tuple[str, ...]:
    return tuple("X" if number in numbers else "" for number in range(1, count + 1))


@pytest.mark.parametrize("titles", [MONTHS, list("JFMAMJJASOND"), [f"{month}." for month in MONTHS]], ids="".join)
def test_marked_months(titles: list[str], tmp_path: Path) -> None:
    marked = [(1,), (2, 3, 4), (12,), (7, 8)]
    cells = [("X", "", *_marks(*months, count=12)) for months in marked]
    reading = read_tables([_table((*TWO, *((title, 26.0) for title in titles)), cells)], tmp_path)

    assert [_when(row) for row in reading.rows] == [
        ((1,), None, "2023-01", "2023-01"),
        ((1, 2), None, "2023-02", "2023-04"),
        ((4,), None, "2023-12", "2023-12"),
        ((3,), None, "2023-07", "2023-08"),
    ]
    assert [_ticked(row) for row in reading.rows] == [(1,)] * 4
    assert [row.position for row in reading.rows] == [1, 2, 3, 4]
    assert [mark.quarter for mark in reading.rows[1].quarter_marks if mark.state == "ticked"] == [1, 2]


def test_months_from_july_make_a_year_from_july(tmp_path: Path) -> None:
    titles = [(month, 27.0) for month in MONTHS[6:] + MONTHS[:6]]
    reading = read_tables([_table(titles, [_marks(1, count=12), _marks(7, count=12)])], tmp_path)

    assert [_when(row) for row in reading.rows] == [
        ((1,), None, "2023-07", "2023-07"),
        ((3,), None, "2024-01", "2024-01"),
    ]


def test_months_under_their_quarters(tmp_path: Path) -> None:
    titles = tuple((letter, 20.0) for letter in "JFMAMJJASOND")
    rows = tuple((text, *_marks(number, count=12)) for text, number in zip(SENTENCES, (3, 4, 10), strict=False))
    groups = tuple((f"Q{n}", 3 * n - 2, 3 * n) for n in (1, 2, 3, 4))
    reading = read_tables([Table((("Activity", 0.0), *titles), rows, "Activities", groups)], tmp_path)

    assert [row.quarters for row in reading.rows] == [(1,), (2,), (4,)]


@pytest.mark.parametrize("titles", [("H1", "H2"), ("1st half", "2nd half"), ("Jan-Jun", "Jul-Dec")], ids=str)
def test_marked_halves(titles: tuple[str, str], tmp_path: Path) -> None:
    cells = [("X", "", "X", ""), ("", "X", "", "X"), ("X", "X", "X", "X")]
    reading = read_tables([_table((*TWO, *((title, 42.0) for title in titles)), cells)], tmp_path)

    assert [_when(row) for row in reading.rows] == [
        ((), "H1", "2023-01", "2023-06"),
        ((), "H2", "2023-07", "2023-12"),
        ((1, 2, 3, 4), None, "2023-01", "2023-12"),
    ]
    assert [_ticked(row) for row in reading.rows] == [(1,), (2,), (1, 2)]


@pytest.mark.parametrize(
    ("titles", "first"),
    [
        (("Q1", "Q2", "Q3", "Q4"), "2023-01"),
        (("Jan-Mar", "Apr-Jun", "Jul-Sep", "Oct-Dec"), "2023-01"),
        (("Apr-Jun", "Jul-Sep", "Oct-Dec", "Jan-Mar"), "2023-04"),
        (("Q1 (Jul–Sep)", "Q2 (Oct–Dec)", "Q3 (Jan–Mar)", "Q4 (Apr–Jun)"), "2023-07"),
    ],
    ids=str,
)
def test_marked_quarters(titles: tuple[str, ...], first: str, tmp_path: Path) -> None:
    cells = [("X", "", *_marks(1, count=4)), ("", "X", *_marks(2, 4, count=4))]
    reading = read_tables([_table((*TWO, *((title, 46.0) for title in titles)), cells)], tmp_path)

    assert [row.quarters for row in reading.rows] == [(1,), (2, 4)]
    assert _when(reading.rows[0])[2] == first


@pytest.mark.parametrize("title", ["Timeline", "When", "Quarter", "Timeframe", "Planned date"])
def test_a_time_in_words(title: str, tmp_path: Path) -> None:
    said = ("Q1", "Q2-Q3", "March 2023", "Apr–Jun", "Throughout the year", "TBC")
    reading = read_tables([_table((*TWO, (title, 90.0)), [("X", "", text) for text in said])], tmp_path)

    assert [row.quarters for row in reading.rows] == [(1,), (2, 3), (1,), (2,), (1, 2, 3, 4), ()]
    assert [row.columns[0].text for row in reading.rows] == list(said)
    assert not [mark for row in reading.rows for mark in row.quarter_marks if mark.state == "unsure"]


def test_a_time_that_is_not_understood_is_unsure(tmp_path: Path) -> None:
    said = ("Q1", "after the rains", "Q3")
    reading = read_tables([_table((*TWO, ("Timeline", 90.0)), [("X", "", text) for text in said])], tmp_path)

    assert [row.quarters for row in reading.rows] == [(1,), (), (3,)]
    assert {mark.state for mark in reading.rows[1].quarter_marks} == {"unsure"}
    assert _doubts(reading) == [("period-unsure", 1)]


def test_a_time_beside_the_heading_must_agree_with_it(tmp_path: Path) -> None:
    cells = [("X", "", "February"), ("", "X", "May 2023")]
    reading = read_tables([_table((*TWO, ("Date", 90.0)), cells, "Quarter 1: January – March 2023")], tmp_path)

    assert [row.quarters for row in reading.rows] == [(1,), (1,)]
    assert _doubts(reading) == [("period-differs", 1)]


@pytest.mark.parametrize("title", ["Purpose", "Strategic Objective(s)", "Pillar", "Goals", "SO", "Contributes to goal"])
def test_purposes_in_words(title: str, tmp_path: Path) -> None:
    said = [("1; 3",), ("1, 3 and 4",), ("SO2",), ("II, IV",), ("1-3",), ("–",)]
    reading = read_tables([_table(((title, 80.0),), said, "Quarter 2: April – June 2023")], tmp_path)

    assert [_ticked(row) for row in reading.rows] == [(1, 3), (1, 3, 4), (2,), (2, 4), (1, 2, 3), ()]
    assert [purpose.number for purpose in reading.purposes] == [1, 2, 3, 4]
    mark = reading.rows[0].marks[0]
    assert "1; 3" in mark.evidence
    assert mark.bbox[0] > reading.rows[0].regions[0].bbox[0]
    assert (reading.reconciliation.marks_on_pages, reading.reconciliation.ticks) == (0, 0)


def test_a_purpose_that_is_not_understood_is_unsure(tmp_path: Path) -> None:
    said = [("1",), ("2",), ("see annex",), ("1; 2",)]
    reading = read_tables([_table((("Purpose", 80.0),), said, "Quarter 2: April – June 2023")], tmp_path)

    assert [{mark.state for mark in row.marks} for row in reading.rows][2] == {"unsure"}
    assert _doubts(reading) == [("tick-unsure", 2)]


def test_a_plan_in_words_alone(tmp_path: Path) -> None:
    said = [("1", "Q1"), ("2", "Q2"), ("1; 2", "Q3–Q4"), ("2", "May")]
    reading = read_tables([_table((("Purpose", 60.0), ("Timeline", 80.0)), said, "What we will do")], tmp_path)

    assert [row.quarters for row in reading.rows] == [(1,), (2,), (3, 4), (2,)]
    assert [_ticked(row) for row in reading.rows] == [(1,), (2,), (1, 2), (2,)]


def test_a_table_in_words_is_left_out_beside_tables_with_marks(tmp_path: Path) -> None:
    marked = _table(TWO, [("X", ""), ("", "X")], "Quarter 1")
    titles = (("Timeline", 60.0), ("Indicator", 80.0))
    follow_up = _table(titles, [("May", "40 clerks"), ("June", "1 guide")], "Follow-up of last year")
    reading = read_tables([follow_up, marked], tmp_path)

    assert [row.quarters for row in reading.rows] == [(1,), (1,)]
    assert [remark.code for remark in reading.remarks if remark.page == 2] == ["table-left-out"]


def test_bands_of_months(tmp_path: Path) -> None:
    rows = (Band("January"), (SENTENCES[0], "X", ""), Band("February 2023"), (SENTENCES[1], "", "X"), Band("July"),
            (SENTENCES[2], "X", "X"))  # fmt: skip
    reading = read_tables([Table((("Activity", 0.0), *TWO), rows, "Activities by month")], tmp_path)

    assert [_when(row)[0] for row in reading.rows] == [(1,), (1,), (3,)]
    assert [row.starts_on.month for row in reading.rows if row.starts_on] == [1, 2, 7]


def test_bands_over_two_quarters(tmp_path: Path) -> None:
    rows = (Band("Q1–Q2"), (SENTENCES[0], "X", ""), Band("Quarters 3 and 4"), (SENTENCES[1], "", "X"))
    reading = read_tables([Table((("Activity", 0.0), *TWO), rows, "Activities")], tmp_path)

    assert [row.quarters for row in reading.rows] == [(1, 2), (3, 4)]


def test_rows_under_a_heading_that_is_not_known_are_a_doubt(tmp_path: Path) -> None:
    reading = read_tables([_table(TWO, [("X", ""), ("", "X")], "When the snow melts")], tmp_path)

    assert [row.quarters for row in reading.rows] == [(), ()]
    assert [remark.code for remark in reading.remarks] == ["no-period"]


@pytest.mark.parametrize("width", [16.0, 22.0])
def test_marks_in_narrow_columns_make_no_word(width: float, tmp_path: Path) -> None:
    marked = [tuple(range(1, 13)), (3, 4, 5, 6, 7), (1, 2, 10, 11, 12)]
    cells = [("X", "", *_marks(*months, count=12)) for months in marked]
    reading = read_tables([_table((*TWO, *((letter, width) for letter in "JFMAMJJASOND")), cells)], tmp_path)

    assert [row.quarters for row in reading.rows] == [(1, 2, 3, 4), (1, 2, 3), (1, 4)]
