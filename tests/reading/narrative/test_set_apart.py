"""Terms set a little apart from their text, and words that an overhanging letter hides the gap between."""

import pytest

from workplan_extract.reading.glossary import lines_to_entries
from workplan_extract.reading.line_text import words_to_text
from workplan_extract.reading.page_words import Style, Word
from workplan_extract.reading.text_lines import Line


def _word(text: str, x0: float, x1: float, base: float = 100.0, *, bold: bool = False) -> Word:
    return Word(text, x0, x1, base, Style(10.0, bold, False, 0), 0)


def _line(*words: Word) -> Line:
    text = words_to_text(words)
    return Line(words, text, 1, words[0].x0, words[-1].x1, words[0].base, words[0].style)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("of", "all", "of all"), ("of", "collections.", "of collections."), ("Traf", "ficking", "Trafficking")],
)
def test_two_words_that_touch_stay_two(first: str, second: str, expected: str) -> None:
    assert words_to_text([_word(first, 10, 20), _word(second, 20.5, 60)]) == expected


def test_terms_are_read_whether_or_not_they_are_cut_off_their_text() -> None:
    lines = [
        _line(_word("ABF", 70, 90, bold=True), _word("Border", 94, 120), _word("Force", 124, 150)),
        _line(_word("CIFAL", 70, 105, 120, bold=True)),
        _line(_word("Global", 112, 140, 120), _word("Network", 144, 180, 120)),
        _line(_word("VCA", 70, 90, 140, bold=True), _word("Victim", 94, 120, 140), _word("Approach", 124, 160, 140)),
    ]

    entries = [(" ".join(term), " ".join(text)) for term, text in lines_to_entries(lines)]

    assert entries == [("ABF", "Border Force"), ("CIFAL", "Global Network"), ("VCA", "Victim Approach")]
