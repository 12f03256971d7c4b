"""Joining words and lines: hyphens, raised signs, letter-spaced words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workplan_extract.reading.line_text import lines_to_text, vocabulary_of, words_to_text
from workplan_extract.reading.page_words import BREAK, Style, Word

PLAIN = Style(10, bold=False, italic=False, colour=0)
SMALL = PLAIN._replace(size=6)


def word(text: str, x0: float, width: float, *, style: Style = PLAIN, base: float = 100, spaced: bool = True) -> Word:
    return Word(text, x0, x0 + width, base, style, 0, spaced)


@pytest.mark.parametrize(
    ("lines", "context", "text"),
    [
        (["the RSO-", "NEXUS guides"], [], "the RSO-NEXUS guides"),
        (["the RSO" + BREAK, "NEXUS guides"], [], "the RSO-NEXUS guides"),
        (["fit-for" + BREAK, "purpose work"], [], "fit-for-purpose work"),
        (["in part" + BREAK, "nership with"], ["a partnership of two"], "in partnership with"),
        (["mech‐", "anism of"], [], "mechanism of"),
        (["gender" + BREAK, "based violence"], ["more gender-sensitive work"], "gender-based violence"),
        (
            ["a non" + BREAK, "governmental body"],
            ["the part" + BREAK, "ners part in the partners"],
            "a non-governmental body",
        ),
        (["from 2024-", "25 onwards"], [], "from 2024-25 onwards"),
        (["a dash –", "like this"], [], "a dash – like this"),
        (["hosts the co" + BREAK, "chairs"], ["of the co-chairs there"], "hosts the co-chairs"),
        (["ends with a cut" + BREAK], [], "ends with a cut-"),
    ],
)
def test_hyphens_at_line_ends(lines: list[str], context: list[str], text: str) -> None:
    assert lines_to_text(lines, vocabulary_of([*lines, *context])) == text


def test_a_document_that_cuts_words_loses_its_hyphens() -> None:
    lines = [
        "we imple" + BREAK,
        "ment what was",
        "agreed to imple" + BREAK,
        "ment in full",
        "and imple" + BREAK,
        "ment it",
    ]
    assert lines_to_text(lines[:2], vocabulary_of(lines)) == "we implement what was"


def test_ordinals_are_joined_and_footnote_marks_dropped() -> None:
    raised = {"style": SMALL, "base": 96.0}
    words = [word("the", 0, 12), word("20", 15, 10), word("th", 25, 6, **raised), word("year", 34, 18)]  # type: ignore[arg-type]
    assert words_to_text([*words, word("3", 52, 3, **raised), word("on", 60, 9)]) == "the 20th year on"  # type: ignore[arg-type]


def test_words_without_printed_spaces_keep_their_gaps() -> None:
    assert words_to_text([word("Annual", 0, 30, spaced=False), word("plan", 34, 18, spaced=False)]) == "Annual plan"
    assert (
        words_to_text([word("day", 0, 16), word("'", 16, 3, spaced=False), word("s", 19, 5, spaced=False)]) == "day's"
    )


@given(st.lists(st.text("ABCDEFGH", min_size=2, max_size=8), min_size=1, max_size=4))
def test_letter_spaced_words_are_closed_up(printed: list[str]) -> None:
    x, letters = 0.0, []
    for text in printed:
        for letter in text:
            letters.append(word(letter, x, 6))
            x += 10
        x += 10
    if len(letters) >= 4:
        assert words_to_text(letters) == " ".join(printed)


@given(st.lists(st.text("abc –-‐\u00ad", min_size=1, max_size=12).filter(str.strip), max_size=6))
def test_joining_gives_one_clean_line_and_joining_again_changes_nothing(lines: list[str]) -> None:
    known = vocabulary_of(lines)
    text = lines_to_text(lines, known)
    assert "\n" not in text
    assert "  " not in text
    assert lines_to_text([text] if text else [], known) == text
