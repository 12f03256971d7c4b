"""Headings of periods in the wordings that plans use."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workplan_extract.reading.periods import Heading, heading_to_span, text_to_heading


@pytest.mark.parametrize(
    ("text", "quarter", "half", "months"),
    [
        ("Quarter 1: January - March 2022", 1, None, (1, 3)),
        ("Q3 (Jul–Sep)", 3, None, (7, 9)),
        ("Third quarter", 3, None, None),
        ("QUARTER ONE", 1, None, None),
        ("Quarter III", 3, None, None),
        ("2022 Q1", 1, None, None),
        ("1Q 2023", 1, None, None),
        ("Q1 | Jan–Mar 2022", 1, None, (1, 3)),
        ("First quarter (April to June)", 1, None, (4, 6)),
        ("Quarter 2 – April, May and June 2023", 2, None, (4, 6)),
        ("Q2 Apr-Jun (cont'd)", 2, None, (4, 6)),
        ("January to March 2022", None, None, (1, 3)),
        ("H1 2023", None, 1, None),
        ("First half", None, 1, None),
        ("Semester 2: July – December", None, 2, (7, 12)),
        ("January–June 2024", None, None, (1, 6)),
        ("Quarter 1 (Q1)", 1, None, None),
        ("Q1 FY 24/25", 1, None, None),
        ("1. First quarter", 1, None, None),
        ("II. Quarter", 2, None, None),
        ("Table 2: Second quarter 2024", 2, None, None),
        ("1 January – 31 March 2024", None, None, (1, 3)),
        ("Jan 1 to Mar 31, 2024", None, None, (1, 3)),
        ("First six months", None, 1, None),
        ("Months 7–9 (July to September 2022)", 3, None, (7, 9)),
        ("Months 1 to 6", None, 1, None),
        ("Term 3: July to September", 3, None, (7, 9)),
    ],
)
def test_a_heading_names_its_period(
    text: str, quarter: int | None, half: int | None, months: tuple[int, int] | None
) -> None:
    heading = text_to_heading(text)
    assert heading is not None
    assert (heading.quarter, heading.half, heading.months) == (quarter, half, months)


@pytest.mark.parametrize(
    "text",
    [
        "In the first quarter of 2022 the office moved",
        "Annual Workplan 2022",
        "1 2 3 4",
        "3",
        "May",
        "March 2022",
        "Activities",
        "Purpose 1",
        "Months 2–4",
        "Hosting of the Q3 meeting",
        "",
        "Quarter 5",
    ],
)
def test_what_says_more_or_less_is_no_heading(text: str) -> None:
    assert text_to_heading(text) is None


@pytest.mark.parametrize("text", ["Quarters 1 and 2", "Q1–Q2", "Quarter 1 & Quarter 2 2023"])
def test_a_heading_over_two_quarters(text: str) -> None:
    heading = text_to_heading(text)
    assert heading is not None
    span = heading_to_span(heading, 1, 2023)
    assert (span.quarters, span.starts_on, span.ends_on) == ((1, 2), date(2023, 1, 1), date(2023, 6, 30))


def test_a_maintainers_pattern_comes_first() -> None:
    heading = text_to_heading("Tranche 3", r"Tranche (?P<quarter>\d)")
    assert heading is not None
    assert heading.quarter == 3


@pytest.mark.parametrize(
    ("text", "first_month", "year", "starts", "ends"),
    [
        ("Q1", 1, 2022, date(2022, 1, 1), date(2022, 3, 31)),
        ("Q4", 4, 2023, date(2024, 1, 1), date(2024, 3, 31)),
        ("Quarter 4 (January to March 2024)", 4, 2023, date(2024, 1, 1), date(2024, 3, 31)),
        ("Q3 2023/24", 7, None, date(2024, 1, 1), date(2024, 3, 31)),
        ("H2", 7, 2025, date(2026, 1, 1), date(2026, 6, 30)),
        ("Quarter 1: December 2022 – February 2023", 12, 2022, date(2022, 12, 1), date(2023, 2, 28)),
        ("Q1", 1, None, None, None),
    ],
)
def test_a_period_is_placed_in_the_plans_year(
    text: str, first_month: int, year: int | None, starts: date | None, ends: date | None
) -> None:
    heading = text_to_heading(text)
    assert heading is not None
    span = heading_to_span(heading, first_month, year)
    assert (span.starts_on, span.ends_on) == (starts, ends)


@given(quarter=st.integers(1, 4), first_month=st.integers(1, 12), year=st.integers(1950, 2150))
def test_quarters_follow_each_other_without_a_gap(quarter: int, first_month: int, year: int) -> None:
    this = heading_to_span(Heading(quarter=quarter), first_month, year)
    after = heading_to_span(Heading(quarter=quarter % 4 + 1), first_month, year + quarter // 4)
    assert this.ends_on is not None
    assert after.starts_on is not None
    assert (after.starts_on - this.ends_on).days == 1
