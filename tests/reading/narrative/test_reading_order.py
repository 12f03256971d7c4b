"""The reading order of a page's lines: a law that holds for any page, and layouts by example."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workplan_extract.reading.carried_heads import carry_heads
from workplan_extract.reading.page_words import PageWords, Style, Word
from workplan_extract.reading.reading_order import reading_order
from workplan_extract.reading.text_lines import Line, page_to_lines

PLAIN = Style(10, bold=False, italic=False, colour=0)
BOLD = PLAIN._replace(bold=True)


def words(text: str, x0: float, base: float, style: Style = PLAIN) -> list[Word]:
    found: list[Word] = []
    for token in text.split():
        found.append(Word(token, x0, x0 + 5 * len(token), base, style, 0, spaced=True))
        x0 += 5 * len(token) + 3
    return found


def read(*pieces: list[Word]) -> list[str]:
    page = PageWords(1, tuple(word for piece in pieces for word in piece), 600, 800)
    return [line.text for line in reading_order(page_to_lines(page))]


def test_columns_are_read_one_after_the_other() -> None:
    left = [words(f"left line {number} goes on here", 50, 100 + 12 * number) for number in range(4)]
    right = [words(f"right line {number} goes on here", 320, 106 + 12 * number) for number in range(4)]
    assert [text.split()[0] for text in read(*left, *right)] == ["left"] * 4 + ["right"] * 4


def test_labels_are_read_with_the_text_beside_them() -> None:
    rows = [
        ("ABC", "Alpha Beta Corporation"),
        ("DEF", "Delta Echo Foundation of the North"),
        ("GHI", "Golf Hotel India"),
    ]
    pieces = [
        piece
        for number, (label, text) in enumerate(rows)
        for piece in (words(label, 50, 100 + 16 * number, BOLD), words(text, 150, 100 + 16 * number))
    ]
    assert read(*pieces) == [text for row in rows for text in row]


@pytest.mark.parametrize("turned", [0, 1])
def test_boxes_in_a_grid_are_read_row_by_row(turned: int) -> None:
    def box(name: str, x0: float, base: float) -> list[list[Word]]:
        text = [words("some words that fill the box", x0, base + 14 + 12 * number) for number in range(2 + turned)]
        return [words(name, x0, base, BOLD), *text]

    pieces = [*box("One", 50, 100), *box("Three", 50, 200), *box("Two", 320, 100), *box("Four", 320, 200)]
    assert [text for text in read(*pieces) if text.istitle()] == ["One", "Two", "Three", "Four"]


def _page(number: int, *pieces: list[Word]) -> list[Line]:
    page = PageWords(number, tuple(word for piece in pieces for word in piece), 600, 800)
    return reading_order(page_to_lines(page))


def test_numbers_of_cards_go_with_their_texts_overleaf() -> None:
    large = BOLD._replace(size=20)
    first = [
        words("Text above the cards runs over the page", 50, 600),
        words("3", 50, 700, large),
        words("4", 320, 700, large),
    ]
    left = [words(f"left line {number} is in a card", 50, 60 + 12 * number) for number in range(3)]
    right = [words(f"right line {number} is in a card", 320, 60 + 12 * number) for number in range(3)]

    pages = carry_heads([_page(1, *first), _page(2, *left, *right)])

    assert [line.text.split()[0] for line in pages[0]] == ["Text"]
    assert [line.text.split()[0] for line in pages[1]] == ["3", "left", "left", "left", "4", "right", "right", "right"]


def test_numbers_at_a_pages_foot_stay_where_no_columns_follow() -> None:
    first = [words("Text above them runs over the page", 50, 600), words("3", 50, 700), words("4", 320, 700)]
    pages = carry_heads([_page(1, *first), _page(2, words("and goes on overleaf in one column", 50, 60))])
    assert [len(lines) for lines in pages] == [3, 1]


def test_a_heading_below_columns_that_nothing_follows_stays_below() -> None:
    left = [words(f"left line {number} goes on here", 50, 100 + 12 * number) for number in range(4)]
    right = [words(f"right line {number} goes on here", 320, 106 + 12 * number) for number in range(4)]
    heading = words("First quarter", 50, 190, BOLD._replace(size=16))
    assert read(*left, *right, heading)[-1] == "First quarter"


def test_a_heading_is_not_parted_at_the_columns_of_the_table_below() -> None:
    heading = words("ABBREV IATION S", 50, 80, BOLD._replace(size=16))
    rows: list[list[Word]] = []
    for number, (term, text) in enumerate([("ABC", "Alpha"), ("DEF", "Delta"), ("GHI", "Golf")]):
        base = 110 + 16 * number
        rows += [words(term, 50, base), words("....", 100, base), words(text, 180, base)]
    assert read(heading, *rows)[0] == "ABBREV IATION S"


@st.composite
def pages(draw: st.DrawFn) -> PageWords:
    count = draw(st.integers(0, 25))
    found: list[Word] = []
    for number in range(count):
        x0, base = draw(st.integers(0, 500)), draw(st.integers(20, 780))
        style = draw(st.sampled_from([PLAIN, BOLD, PLAIN._replace(size=16), PLAIN._replace(colour=255)]))
        text = " ".join(f"w{number}x{at}" for at in range(draw(st.integers(1, 6))))
        turn = draw(st.sampled_from([0, 0, 0, 90]))
        found += [word._replace(turn=turn) for word in words(text, x0, base, style)]
    return PageWords(1, tuple(found), 600, 800)


@given(pages())
@settings(max_examples=150, deadline=None)
def test_every_word_is_read_once(page: PageWords) -> None:
    ordered = reading_order(page_to_lines(page))
    assert Counter(word for line in ordered for word in line.words) == Counter(page.words)
