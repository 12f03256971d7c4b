"""What cells of a column such as `Timeline` say."""

import pytest

from workplan_extract.reading.time_text import text_to_times


def _months(text: str, title: str = "When", first_month: int = 1) -> list[int]:
    """The months named, as numbers of the calendar, in the plan's order."""
    found = text_to_times(text, title, first_month, 2023)
    assert not found.doubt, found
    return [(place + first_month - 1) % 12 + 1 for place in sorted(found.places)]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Q1", [1, 2, 3]),
        ("Q2-Q3", [4, 5, 6, 7, 8, 9]),
        ("Q2–3", [4, 5, 6, 7, 8, 9]),
        ("Q1 & 4", [1, 2, 3, 10, 11, 12]),
        ("1st and 2nd quarter", [1, 2, 3, 4, 5, 6]),
        ("Quarter 3 2023", [7, 8, 9]),
        ("Q1 (Jan-Mar)", [1, 2, 3]),
        ("March 2023", [3]),
        ("Jan–Mar", [1, 2, 3]),
        ("May/June", [5, 6]),
        ("April, June and September", [4, 6, 9]),
        ("15-17 May", [5]),
        ("1 May – 3 July", [5, 6, 7]),
        ("28 April - 2 May 2023", [4, 5]),
        ("second half of 2023", [7, 8, 9, 10, 11, 12]),
        ("first half of March", [3]),
        ("Early March", [3]),
        ("By end of June", [6]),
        ("15/03/2023", [3]),
        ("2023-05-10", [5]),
        ("Throughout the year", list(range(1, 13))),
        ("TBC", []),
        ("", []),
    ],
)
def test_a_time_is_understood(text: str, months: list[int]) -> None:
    assert _months(text) == months


def test_a_bare_number_counts_what_the_title_names() -> None:
    assert _months("1, 3", "Quarter") == [1, 2, 3, 7, 8, 9]
    assert _months("3", "Month") == [3]


def test_quarters_count_from_the_plans_first_month() -> None:
    assert _months("Q3", first_month=7) == [1, 2, 3]
    assert _months("Dec 2023 - Feb 2024", first_month=7) == [12, 1, 2]


@pytest.mark.parametrize(
    "text",
    ["from March", "March onwards", "until June", "Nov – Feb", "March 2025", "03/04/2023", "2", "mid-2023",
     "March (tbc)", "soon", "Week 12", "H3", "2024"],
)  # fmt: skip
def test_what_is_not_understood_is_a_doubt(text: str) -> None:
    assert text_to_times(text, "When", 1, 2023).doubt


def test_ongoing_is_noted() -> None:
    found = text_to_times("Ongoing", "When", 1, 2023)
    assert len(found.places) == 12
    assert found.note
