"""Headings of periods as plans word them, and the days that each is placed on."""

from datetime import date
from pathlib import Path

import pytest

from tests.factory.plain import Band, Cell, Table, tables_to_pdf
from workplan_extract.models import Reading
from workplan_extract.reading import read_document
from workplan_extract.reading.periods import Heading, heading_to_span, text_to_heading, text_to_time

QUARTER_2 = [
    "T2", "T2 2022", "Trimestre 2", "Trimestre 2: April - June", "2nd Trimester", "Trimester II (Apr - Jun)",
    "Second trimester", "Term 2", "Term 2 (2022)", "Months 4-6", "Months 4 to 6", "Month 4 – Month 6", "M4–M6",
    "Apr-Jun", "Apr–Jun", "Apr — Jun", "APR/JUN", "Apr. – Jun. 2022", "April to June 2022", "April until June",
    "From April to June", "April, May, June", "April / May / June", "Q2/2022", "Q2-2022", "Q2 '22", "Q2’22", "2nd Qtr",
    "2nd Qtr.", "QUARTER TWO", "Quarter II", "Quarter No. 2", "Quarter 2 of 4", "Quarter 2/4", "2022 Q2", "2022-Q2",
    "2022Q2", "Q22022", "2Q22", "2Q2022", "Q.2", "Second Quarter of 2022", "1 April - 30 June 2022",
    "1st April to 30th June 2022", "April 1 – June 30, 2022", "01/04/2022 – 30/06/2022", "04/01/2022 - 06/30/2022",
    "01.04.2022 - 30.06.2022", "2022-04-01 to 2022-06-30", "Quarterly plan: Q2", "Period 2: April – June",
    "Phase 2 (April – June 2022)", "Section 2. Second quarter", "Quarter 2 (3 months)", "Programme for April–June",
    "Priorities for April - June 2022", "Timeframe: Q2", "Q U A R T E R 2", "Q U A R T E R  T W O", "April-June 22",
    "Second three months", "2nd 3 months", "Apr 2022 - Jun 2022", "Apr’22–Jun’22", "FY22 Q2", "Q2 FY22", "Q2 | Apr–Jun",
]  # fmt: skip


@pytest.mark.parametrize("text", QUARTER_2)
def test_every_wording_of_the_second_quarter(text: str) -> None:
    heading = text_to_heading(text)
    assert heading is not None
    span = heading_to_span(heading, 1, 2022)
    assert (span.quarters, span.half) == ((2,), None)
    assert (span.starts_on, span.ends_on) == (date(2022, 4, 1), date(2022, 6, 30))


@pytest.mark.parametrize(
    "text",
    ["H2 2022", "Second semester", "2nd half 2022", "Second half-year", "July - December", "Semester II", "2H 2022",
     "Semestre 2", "HY2", "Months 7-12", "Last six months", "1 July - 31 December 2022", "Half year 2"],
)  # fmt: skip
def test_every_wording_of_the_second_half(text: str) -> None:
    heading = text_to_heading(text)
    assert heading is not None
    span = heading_to_span(heading, 1, 2022)
    assert (span.quarters, span.half) == ((), 2)
    assert (span.starts_on, span.ends_on) == (date(2022, 7, 1), date(2022, 12, 31))


@pytest.mark.parametrize(
    ("text", "first_month", "year", "quarters", "days"),
    [
        ("FY2021/22 Quarter 3 (January-March 2022)", 7, 2021, (3,), (date(2022, 1, 1), date(2022, 3, 31))),
        ("FY2021/22 Q1 (Jan–Mar 2022)", 1, 2021, (1,), (date(2022, 1, 1), date(2022, 3, 31))),
        ("1 January 2022 – 31 March 2022", 10, 2022, (2,), (date(2022, 1, 1), date(2022, 3, 31))),
        ("1 October 2021 – 31 December 2021", 10, 2022, (1,), (date(2021, 10, 1), date(2021, 12, 31))),
        ("December 2021 – February 2022", 12, 2021, (1,), (date(2021, 12, 1), date(2022, 2, 28))),
        ("December – February 2022", 12, 2021, (1,), (date(2021, 12, 1), date(2022, 2, 28))),
        ("Months 1-3", 7, 2022, (1,), (date(2022, 7, 1), date(2022, 9, 30))),
        ("Q3 2022/23", 4, 2022, (3,), (date(2022, 10, 1), date(2022, 12, 31))),
        ("15 January – 31 March 2022", 1, 2022, (1,), (date(2022, 1, 15), date(2022, 3, 31))),
        ("Quarters 3 and 4", 1, 2022, (3, 4), (date(2022, 7, 1), date(2022, 12, 31))),
        ("Quarters 1 to 4", 1, 2022, (1, 2, 3, 4), (date(2022, 1, 1), date(2022, 12, 31))),
        ("Months 1-12", 1, 2022, (1, 2, 3, 4), (date(2022, 1, 1), date(2022, 12, 31))),
    ],
)
def test_years_and_days_are_those_that_are_printed(
    text: str, first_month: int, year: int, quarters: tuple[int, ...], days: tuple[date, date]
) -> None:
    heading = text_to_heading(text)
    assert heading is not None
    span = heading_to_span(heading, first_month, year)
    assert (span.quarters, (span.starts_on, span.ends_on)) == (quarters, days)


@pytest.mark.parametrize("text", ["Q3/4", "Quarter 5", "Spring 2022", "03/04/2022 – 05/06/2022", "First four months"])
def test_what_may_mean_two_things_heads_no_period(text: str) -> None:
    assert text_to_heading(text) is None


@pytest.mark.parametrize(
    ("text", "months"),
    [("May 2022", (5, 5)), ("March", (3, 3)), ("April - May", (4, 5)), ("January - April 2022", (1, 4))],
)
def test_right_above_a_table_any_months_count(text: str, months: tuple[int, int]) -> None:
    heading = text_to_time(text)
    assert heading is not None
    assert heading.months == months


@pytest.mark.parametrize(
    "text", ["Spring", "Summer 2022", "Dry season", "Rest of the year", "All year", "Next quarter", "Quarter 5"]
)
def test_a_time_that_is_not_understood_is_known_for_one(text: str) -> None:
    assert text_to_time(text) == Heading(is_unknown=True)


@pytest.mark.parametrize(
    "text", ["Harvest", "All", "Purpose 2", "Train the crews in spring", "2022", "Year 1", "Annual plan"]
)
def test_other_lines_name_no_time(text: str) -> None:
    assert text_to_time(text) is None


def _rows(first: str) -> tuple[tuple[Cell, ...], ...]:
    return ((f"{first} the wardens of the northern valley", "✓", ""), (f"{first} a guide to the paths", "", "✓"))


def _read(
    tmp_path_factory: pytest.TempPathFactory, headings: list[str], title: str = "Annual Work Plan 2022"
) -> Reading:
    verbs = ["Train", "Print", "Visit", "Count"]
    titles = (("Activity", 0.0), ("Purpose 1", 70.0), ("Purpose 2", 70.0))
    tables = [Table(titles, _ticked(_rows(verb)), heading) for verb, heading in zip(verbs, headings, strict=False)]
    path = tmp_path_factory.mktemp("periods") / "plan.pdf"
    path.write_bytes(tables_to_pdf(tables, [title, "Council of Parks"]))
    return read_document(path)


def _ticked(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...] | Band, ...]:
    return tuple(tuple("X" if cell == "✓" else cell for cell in row) for row in rows)


def _periods(reading: Reading) -> list[tuple[tuple[int, ...], date | None]]:
    return [(row.quarters, row.starts_on) for row in reading.rows[::2]]


def test_a_month_above_a_table_is_its_period(tmp_path_factory: pytest.TempPathFactory) -> None:
    reading = _read(tmp_path_factory, ["Quarter 1", "May 2022", "July"])
    assert _periods(reading) == [((1,), date(2022, 1, 1)), ((2,), date(2022, 5, 1)), ((3,), date(2022, 7, 1))]


@pytest.mark.parametrize("heading", ["Spring 2022", "Rest of the year", "Quarter 5", "All year"])
def test_an_unknown_time_ends_the_period_before(heading: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    reading = _read(tmp_path_factory, ["Quarter 1", heading])
    assert _periods(reading) == [((1,), date(2022, 1, 1)), ((), None)]
    assert "no-period" in {remark.code for remark in reading.remarks}


def test_a_line_set_like_a_periods_heading_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    reading = _read(tmp_path_factory, ["Quarter 1", "The harvest", "Quarter 3"])
    assert [(r.code, r.page) for r in reading.remarks if r.code == "period-carried"] == [("period-carried", 3)]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["Term 1", "Term 2", "Term 3"], True),
        (["Term 1", "Term 2", "Term 3", "Term 4"], False),
        (["Trimester 1 (January – March)", "Trimester 2 (April – June)", "Trimester 3 (July – September)"], False),
        (["January – April", "May – August", "September – December"], True),
        (["Quarter 1 2022", "Quarter 2 2022", "Quarter 1 2023"], True),
        (["April – May", "June"], False),
    ],
)
def test_periods_that_make_no_quarters_are_told(
    headings: list[str], expected: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    codes = {remark.code for remark in _read(tmp_path_factory, headings).remarks}
    assert ("period-odd" in codes) == expected


def test_a_year_by_one_number_may_end_in_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    headings = ["Q1 (Jul–Sep)", "Q2 (Oct–Dec)"]
    codes = {remark.code for remark in _read(tmp_path_factory, headings, "Work Plan FY 2023").remarks}
    assert "year-start-unsure" in codes
    reading = _read(tmp_path_factory, headings, "Work Plan 2022/23")
    assert "year-start-unsure" not in {remark.code for remark in reading.remarks}
    assert _periods(reading)[1] == ((2,), date(2022, 10, 1))


@pytest.mark.parametrize(
    ("titles", "quarters", "purposes"),
    [
        (["Purpose 1", "Purpose 2", "T1", "T2", "T3", "T4"], (1, 3), [1, 2]),
        (["Purpose 1", "Purpose 2", "Q1/22", "Q2/22", "Q3/22", "Q4/22"], (1, 3), [1, 2]),
        (["Purpose 1", "Purpose 2", "Months 1-3", "Months 4-6", "Months 7-9", "Months 10-12"], (1, 3), [1, 2]),
        (["T1", "T2", "T3", "T4", "T5", "T6"], (), [1, 2, 3, 4, 5, 6]),
    ],
)
def test_columns_of_terms_and_of_themes(
    titles: list[str], quarters: tuple[int, ...], purposes: list[int], tmp_path: Path
) -> None:
    marks = ("X", "", "X", "", "X", "")
    table = Table(
        (("Activity", 0.0), *((title, 62.0) for title in titles)),
        tuple((f"{verb} the paths of the northern valley", *marks) for verb in ("Count", "Mend", "Map")),
    )
    path = tmp_path / "plan.pdf"
    path.write_bytes(tables_to_pdf([table], ["Annual Work Plan 2022", "Council of Parks"]))
    row = read_document(path).rows[0]
    assert (row.quarters, [mark.purpose for mark in row.marks]) == (quarters, purposes)
