"""Everything on a page that may be a mark in a tick cell, whatever it was made with."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from workplan_extract.reading.geometry import Box
from workplan_extract.reading.lexicon import word_to_class
from workplan_extract.reading.outlines import shape_to_class
from workplan_extract.reading.page import PageView
from workplan_extract.reading.words import Word

Maker = Literal["glyph", "path", "image", "checkbox", "fill"]


@dataclass(frozen=True, slots=True)
class Sign:
    """A possible mark. `kind` is a class of `data/tick_glyphs.csv`, `filled`, `picture`, or `unknown`.

    `look` tells marks of one kind apart: the colour of a dot or a filled cell, the digest of a picture.
    """

    box: Box
    maker: Maker
    kind: str
    evidence: str
    word: Word | None = None
    look: str = ""


def page_to_signs(view: PageView) -> list[Sign]:
    """All possible marks of a page, filled cells apart: those need the columns to be known."""
    return [*_glyph_signs(view), *_drawn_signs(view)]


def _glyph_signs(view: PageView) -> Iterator[Sign]:
    for word in view.words:
        kind = word_to_class(word.text, word.font)
        if kind is not None and word.turn == 0:
            yield Sign(word.box, "glyph", kind, glyph_evidence(word), word)


def glyph_evidence(word: Word) -> str:
    """`glyph U+2713 in DejaVuSans`; words of more than one letter as they stand."""
    name = f"U+{ord(word.text):04X}" if len(word.text) == 1 else repr(word.text)
    return f"glyph {name} in {word.font}"


def colour_name(colour: tuple[float, ...]) -> str:
    """A colour, coarsely, so that shades a reader takes for one are one."""
    return " ".join(f"{part:.1f}" for part in colour)


def _drawn_signs(view: PageView) -> Iterator[Sign]:
    for shape in view.shapes:
        kind = shape_to_class(shape)
        colour = next((path.colour for path in shape.paths if path.filled), shape.paths[0].colour)
        yield Sign(shape.box, "path", kind, f"drawn {kind.replace('_', ' ')}", look=colour_name(colour))
    for picture in view.pictures:
        yield Sign(picture.box, "image", "picture", "small image", look=picture.look)
    for field in view.fields:
        kind = {True: "box_tick", False: "box_empty", None: "unknown"}[field.is_on]
        state = {True: "on", False: "off", None: "of contradictory state"}[field.is_on]
        yield Sign(field.box, "checkbox", kind, f"form checkbox {state}")
