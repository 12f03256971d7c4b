"""Titles, publishers and years of covers, and page numbers beside a name."""

import pytest

from tests.reading.narrative.test_reading_order import BOLD, PLAIN, words
from workplan_extract.reading.facts import Facts, Sources, find_facts
from workplan_extract.reading.page_words import PageWords, Style
from workplan_extract.reading.reading_order import reading_order
from workplan_extract.reading.running_lines import split_running_lines
from workplan_extract.reading.text_lines import page_to_lines
from workplan_extract.settings import DocumentSettings

LARGE, SMALL = BOLD._replace(size=28), PLAIN._replace(size=7)


def read_cover(*lines: tuple[str, float, Style], meta_title: str = "") -> Facts:
    found = tuple(word for text, base, style in lines for word in words(text, 50, base, style))
    cover = reading_order(page_to_lines(PageWords(1, found, 600, 800)))
    return find_facts(Sources(cover, (), meta_title, "", (), "", "", ()), DocumentSettings())


@pytest.mark.parametrize(
    ("lines", "title", "year"),
    [
        (
            [("Annual Work Plan 2024", 200, LARGE), ("www.coast.example 1 / 9", 780, SMALL)],
            "Annual Work Plan 2024",
            2024,
        ),
        (
            [("Annual Work Programme of the Coral", 200, LARGE), ("Coast Council 2024/25", 232, LARGE)],
            "Annual Work Programme of the Coral Coast Council 2024/25",
            2024,
        ),
        (
            [("Annual Programme of Work 2025–", 200, LARGE), ("2026", 232, LARGE)],
            "Annual Programme of Work 2025–2026",
            2025,
        ),
        (
            [("Action Plan", 200, LARGE), ("2024/25", 260, BOLD), ("Coral Coast Council", 280, BOLD)],
            "Action Plan 2024/25",
            2024,
        ),
        (
            [("Institute for Mountain Health", 200, LARGE), ("Programme of Work 2025", 232, LARGE)],
            "Programme of Work 2025",
            2025,
        ),
        ([("Operational Plan", 200, LARGE), ("FY2024/25", 260, BOLD)], "Operational Plan FY2024/25", 2024),
    ],
)
def test_titles(lines: list[tuple[str, float, Style]], title: str, year: int) -> None:
    facts = read_cover(*lines)
    assert (facts.title, facts.year) == (title, year)


def test_a_year_in_the_files_own_title_alone_is_found() -> None:
    facts = read_cover(("Annual Operational Plan", 200, LARGE), meta_title="Annual Operational Plan FY2024/25")
    assert (facts.title, facts.year) == ("Annual Operational Plan", 2024)


@pytest.mark.parametrize(
    ("text", "is_running"), [("2 | CCFC", True), ("The Coast Council · 1", True), ("40 | CCFC", False)]
)
def test_page_numbers_beside_a_name_stay_out(text: str, *, is_running: bool) -> None:
    found = (*words("Some text of the page", 50, 300), *words(text, 50, 785, SMALL))
    page = PageWords(2, found, 600, 800)
    assert [line.text for line in split_running_lines([(page, page_to_lines(page))]).running] == [text] * is_running


def test_a_name_of_the_cover_in_a_list_at_a_pages_foot_is_no_running_line() -> None:
    cover = PageWords(1, tuple(words("Coral Coast Council", 50, 60)), 600, 800)
    rows = [*words("Coral Coast Council", 150, 720), *words("Exclusive Economic Zone", 150, 736)]
    logo = words("Coral Coast Council", 50, 30)
    inner = PageWords(2, (*logo, *words("Some text of the page", 50, 300), *rows), 600, 800)
    found = split_running_lines([(page, page_to_lines(page)) for page in (cover, inner)])
    assert [(line.page, line.base) for line in found.running] == [(2, 30)]
