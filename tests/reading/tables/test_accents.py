"""Accents that are glyphs of their own, and marks that print nothing."""

import pytest

from workplan_extract.reading.accents import pieces_to_text, text_to_composed
from workplan_extract.reading.geometry import Box
from workplan_extract.reading.words import Glyph, glyphs_to_words


def _glyph(text: str, x: float, width: float = 5.0) -> Glyph:
    return Glyph(text, Box(x, 90, x + width, 100), 10, "CMR10", 0, x, 98)


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        ([("f", 0, 3), ("´", 3.4, 7.4), ("e", 3, 8)], "fé"),
        ([("f", 0, 3), ("e", 3, 8), ("´", 3.4, 7.4), ("e", 8, 13)], "fée"),
        ([("¨", 0.2, 4), ("ı", 0, 4.2), ("v", 4.2, 9)], "ïv"),
        ([("o", 0, 5), ("´", 5.1, 8), ("s", 8.1, 12)], "o´s"),
        ([("e", 0, 5), ("\u0301", 5, 5), ("t", 5, 8)], "ét"),
        ([("¸", 0.5, 4), ("c", 0, 5)], "ç"),
    ],
)
def test_an_accent_goes_with_the_letter_below_it(pieces: list[tuple[str, float, float]], text: str) -> None:
    assert pieces_to_text(pieces) == text


@pytest.mark.parametrize(
    ("printed", "text"),
    [("S˜ao Tom´e", "São Tomé"), ("the state´s", "the state´s"), ("Cura\u0063\u0327ao", "Curaçao"), ("plain", "plain")],
)
def test_running_text_is_composed(printed: str, text: str) -> None:
    assert text_to_composed(printed) == text


def test_marks_of_direction_print_nothing() -> None:
    glyphs = [_glyph("\u200e", 0, 0), _glyph("B", 0), _glyph("e", 5), _glyph("\u202c", 10, 0), _glyph("d", 10)]
    assert [word.text for word in glyphs_to_words(glyphs)] == ["Bed"]
