"""The month that a plan's year begins in, from headings, columns and sentences."""

import pytest

from workplan_extract.reading.periods import Heading, heading_to_span, text_to_heading
from workplan_extract.reading.plan_year import PlanYear, Sources, find_plan_year


def _year(*, headings: tuple[str, ...] = (), title: str = "", prose: str = "", beside: str = "") -> PlanYear:
    found = [heading for text in headings if (heading := text_to_heading(text))]
    return find_plan_year(Sources(found, (), title, [prose], [beside]), None)


def test_the_ordinal_counts_whatever_month_the_year_starts_in() -> None:
    assert _year(headings=("Quarter 1 (April to June)",)).first_month == 4
    assert heading_to_span(Heading(quarter=2), 4, 2023).quarters == (2,)


@pytest.mark.parametrize(
    ("text", "first_month", "year"),
    [
        ("Plan of Activities\nJuly 2027 – June 2028", 7, 2027),
        ("JULY 2027 - JUNE 2028", 7, 2027),
        ("1 April 2026 to 31 March 2027", 4, 2026),
        ("Apr 1, 2026 – Mar 31, 2027", 4, 2026),
        ("It runs from October to September 2026.", 10, 2025),
        ("The financial year runs from 1 July to 30 June.", 7, None),
        ("Our fiscal year begins on 1 October.", 10, None),
        ("the year ending 31 March 2025", 4, None),
        ("This plan covers the twelve months to the end of June.", 7, None),
    ],
)
def test_the_plans_text_tells_when_its_year_starts(text: str, first_month: int, year: int | None) -> None:
    found = _year(prose=text)
    assert (found.first_month, found.year, found.remarks) == (first_month, year, ())


def test_a_sentence_on_some_months_tells_nothing() -> None:
    assert _year(prose="The office was closed from May to June 2022.") == PlanYear(1)


def test_an_activitys_months_are_not_the_plans() -> None:
    assert _year(beside="Teach forty nurses from July 2023 to June 2024 in the new ward") == PlanYear(1)
    assert _year(beside="Financial year July 2023 – June 2024").first_month == 7


@pytest.mark.parametrize(
    ("headings", "first_month", "sure"),
    [
        (("April–June", "July–September", "October–December", "January–March"), 4, True),
        (("October–December", "January–March"), 10, True),
        (("January–March", "April–June"), 1, True),
        (("July–December", "January–June"), 7, True),
        (("April–June", "July–September"), 1, False),
        (("Q1 (April–June)", "Q2 (July–September)"), 4, True),
        (("Q1 (April–June)", "Q2 (April–June)", "Q3 (October–December)"), 4, False),
    ],
)
def test_months_in_headings(headings: tuple[str, ...], first_month: int, sure: bool) -> None:
    found = _year(headings=headings)
    assert (found.first_month, not found.remarks) == (first_month, sure)


def test_a_year_over_two_without_months_gives_no_dates() -> None:
    found = _year(title="Workplan 2024/25", headings=("Quarter 1",))
    assert found.is_unknown
    assert [remark.code for remark in found.remarks] == ["no-dates"]


def test_headings_and_text_that_contradict_each_other_are_a_doubt() -> None:
    found = _year(headings=("Q1 (April–June)",), prose="Our financial year begins on 1 July.")
    assert found.first_month == 4
    assert "April, July" in found.remarks[0].message


def test_a_third_of_a_year_is_a_doubt() -> None:
    found = _year(headings=("First Trimester (January–April)",))
    assert [remark.code for remark in found.remarks] == ["year-start-unsure"]
