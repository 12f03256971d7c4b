"""Letters whose accents are glyphs of their own, as old TeX fonts and some exports set them."""

import re
import unicodedata
from collections.abc import Sequence

SPACING = {
    "´": "\u0301",
    "`": "\u0300",
    "ˆ": "\u0302",
    "˜": "\u0303",
    "¨": "\u0308",
    "¯": "\u0304",
    "˘": "\u0306",
    "˙": "\u0307",
    "˚": "\u030a",
    "˝": "\u030b",
    "ˇ": "\u030c",
    "¸": "\u0327",
    "˛": "\u0328",
}
"""Accents that stand alone, and what they are over a letter."""
DOTLESS = {"ı": "i", "ȷ": "j"}
# an acute or grave before a consonant may be an apostrophe
_BEFORE_LETTER = re.compile(r"([´`])([aeiouyAEIOUYı])|([ˆ˜¨¯˘˙˚˝ˇ¸˛])([^\W\d_])")


def compose(letter: str, accent: str) -> str | None:
    """A letter and an accent that stands alone → the accented letter; None where there is none."""
    if accent not in SPACING or len(letter) != 1:
        return None
    whole = unicodedata.normalize("NFC", DOTLESS.get(letter, letter) + SPACING[accent])
    return whole if len(whole) == 1 else None


def pieces_to_text(pieces: Sequence[tuple[str, float, float]]) -> str:
    """Glyphs of a word from left to right, each with its left and right edge → its text.

    An accent goes with the letter that it is printed over, whichever of them comes first.
    """
    texts = [text for text, _, _ in pieces]
    for at, (accent, x0, x1) in enumerate(pieces):
        if accent not in SPACING:
            continue
        beside = [(_shared(x0, x1, pieces[near]), near) for near in (at - 1, at + 1) if 0 <= near < len(pieces)]
        share, near = max(beside, default=(0.0, at))
        whole = compose(texts[near], accent) if share > 0.5 else None
        if whole:
            texts[near], texts[at] = whole, ""
    return unicodedata.normalize("NFC", "".join(texts))


def _shared(x0: float, x1: float, piece: tuple[str, float, float]) -> float:
    """The share of an accent's width that stands over another glyph."""
    return (min(x1, piece[2]) - max(x0, piece[1])) / max(x1 - x0, 0.1)


def text_to_composed(text: str) -> str:
    """Running text without places: accents are taken to be printed before their letters, as TeX does."""
    return unicodedata.normalize("NFC", _BEFORE_LETTER.sub(_composed, text))


def _composed(found: re.Match[str]) -> str:
    accent, letter = (part for part in found.groups() if part)
    return compose(letter, accent) or found[0]
