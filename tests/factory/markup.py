"""The markup of an activity's text: `20^{th}` is a superscript, `~{1}` a footnote mark, ` | ` parts paragraphs."""

import re
from dataclasses import dataclass
from typing import Literal

Style = Literal["normal", "raised", "note"]
PIECE = re.compile(r"\^\{(?P<raised>[^}]*)\}|~\{(?P<note>[^}]*)\}|(?P<normal>[^\^~]+|[\^~])")
PARAGRAPH = re.compile(r"\s*\|\s*")


@dataclass(frozen=True)
class Piece:
    """A run of characters of one style."""

    text: str
    style: Style = "normal"


Word = tuple[Piece, ...]


def text_to_paragraphs(text: str) -> list[list[Word]]:
    """Markup → paragraphs of words of pieces."""
    return [[_word(word) for word in paragraph.split()] for paragraph in PARAGRAPH.split(text)]


def _word(word: str) -> Word:
    return tuple(_piece(match) for match in PIECE.finditer(word))


def _piece(match: re.Match[str]) -> Piece:
    for style in ("raised", "note", "normal"):
        if match[style] is not None:
            return Piece(match[style], style)
    raise AssertionError(match)


def text_to_plain(text: str) -> str:
    """Markup → the text on one line as `gold/GUIDELINES.md` wants it: ordinals joined, footnote marks dropped."""
    words = (word for paragraph in text_to_paragraphs(text) for word in paragraph)
    return " ".join(filter(None, ("".join(p.text for p in word if p.style != "note") for word in words)))


def without_notes(text: str) -> str:
    """Markup without its footnote marks, for designs that print none."""
    return re.sub(r"~\{[^}]*\}", "", text)


def on_one_paragraph(text: str) -> str:
    """Markup without lists and paragraphs."""
    return PARAGRAPH.sub(" ", text).replace(" * ", " ")
