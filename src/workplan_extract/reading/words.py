"""Characters → words, by the gaps between them rather than by space characters alone.

Justified text may come without spaces, letter-spaced text with a gap after every letter; both are measured per line.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from workplan_extract.reading.accents import pieces_to_text
from workplan_extract.reading.geometry import Box, overlap, union
from workplan_extract.reading.lexicon import word_to_class

WORD_GAP = 0.15
"""A gap wider than this share of the font size parts words, over what letter-spacing adds."""
BLANK_GAP = 0.05
"""With a space character in it, a gap this wide does."""
RAISED = 0.85
"""A word that is raised, or lowered, is smaller than this share of what it stands after."""
LANE = 40.0
"""Words whose baselines differ by more have nothing to do with each other, in points."""
BASELINE_SLACK = 1.2
"""Characters whose baselines differ by less may stand in one line, in points."""
SOFT_HYPHEN = "\u00ad"
INVISIBLE = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u180e"
)
LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
TEX_CODES = {f"(cid:{27 + n})": text for n, text in enumerate(("ff", "fi", "fl", "ffi", "ffl"))}
CODES = {**LIGATURES, **TEX_CODES, "(cid:127)": "•", "(cid:21)": "–"}
"""Ligatures as letters, those of TeX's bitmap fonts too, and the bullet that WinAnsi fonts print for code 127."""
ORDINALS = ("st", "nd", "rd", "th")
UNITS = ("m", "km", "cm", "mm", "ha", "CO")


class Glyph(NamedTuple):
    """A printed character. `turn` is its direction against the page's text: 0, 90 (upwards), 180, 270."""

    text: str
    box: Box
    size: float
    font: str
    turn: int
    x: float
    y: float
    """Origin of the character on its baseline."""


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a gap. A soft hyphen at its end is kept, for `cell_text` to join on."""

    text: str
    box: Box
    size: float
    font: str
    turn: int
    baseline: float


def glyphs_to_words(glyphs: Sequence[Glyph]) -> list[Word]:
    """The words of a page, superscripts joined to what they follow, in no order to rely on."""
    words: list[Word] = []
    for turn in sorted({glyph.turn for glyph in glyphs}):
        facing = [_upright(glyph) if turn else glyph for glyph in glyphs if glyph.turn == turn]
        lines = _glyphs_to_lines(facing)
        found = (word for line in lines for word in _line_to_words(line, turn))
        words += (_turned_back(word, turn) for word in found) if turn else found
    return attach_superscripts(words)


def _upright(glyph: Glyph) -> Glyph:
    """A turned character in coordinates in which its text runs to the right."""
    (x0, top, x1, bottom), x, y = glyph.box, glyph.x, glyph.y
    if glyph.turn == 90:
        return glyph._replace(box=Box(-bottom, x0, -top, x1), x=-y, y=x)
    if glyph.turn == 180:
        return glyph._replace(box=Box(-x1, -bottom, -x0, -top), x=-x, y=-y)
    if glyph.turn == 270:
        return glyph._replace(box=Box(top, -x1, bottom, -x0), x=y, y=-x)
    return glyph


def _turned_back(word: Word, turn: int) -> Word:
    """The inverse of `_upright`, for a word."""
    x0, top, x1, bottom = word.box
    if turn == 90:
        return replace(word, box=Box(top, -x1, bottom, -x0))
    if turn == 180:
        return replace(word, box=Box(-x1, -bottom, -x0, -top))
    if turn == 270:
        return replace(word, box=Box(-bottom, x0, -top, x1))
    return word


def _glyphs_to_lines(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Characters on one baseline, left to right; a character printed twice for boldness once."""
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=attrgetter("y")):
        if line and glyph.y - line[-1].y > BASELINE_SLACK:
            yield _left_to_right(line)
            line = []
        line.append(glyph)
    if line:
        yield _left_to_right(line)


def _left_to_right(line: Sequence[Glyph]) -> list[Glyph]:
    ordered = sorted(line, key=attrgetter("x", "y"))
    kept: list[Glyph] = []
    for glyph in ordered:
        # only the same letter can be one printed twice; one that stands apart from the last stands apart from all
        is_apart = not kept or glyph.x - kept[-1].x >= _overprint_reach(glyph)
        if is_apart or not any(glyph.text == before.text and _is_overprint(glyph, before) for before in kept[-3:]):
            kept.append(glyph)
    return kept


def _overprint_reach(glyph: Glyph) -> float:
    """So far from its first print a letter is printed again to look bold, in points, at most."""
    return max(0.25, 0.08 * glyph.size)


def _is_overprint(glyph: Glyph, before: Glyph) -> bool:
    near = _overprint_reach(glyph)
    return abs(glyph.x - before.x) < near and abs(glyph.y - before.y) < near and not glyph.text.isspace()


def _line_to_words(line: Sequence[Glyph], turn: int) -> Iterator[Word]:
    stretches = list(_stretches(line))
    for stretch in stretches:
        limit = _gap_limit(stretch, stretches)
        word: list[Glyph] = []
        end = 0.0
        spaced = False
        for glyph in stretch:
            if _shows_nothing(glyph.text):
                spaced = True
                continue
            gap = (glyph.box.x0 - end) / glyph.size if glyph.size else 0.0
            # a blank that opens no gap is none: browsers leave one wherever a word might have been hyphenated
            parts = word and (
                gap > limit
                or (spaced and gap > BLANK_GAP)
                or _changes(word[-1], glyph)
                or (gap > WORD_GAP and _are_signs(word[-1], glyph))
            )
            if parts:
                yield _glyphs_to_word(word, turn)
                word = []
            word.append(glyph)
            end, spaced = max(end, glyph.box.x1) if word[:-1] else glyph.box.x1, False
        if word:
            yield _glyphs_to_word(word, turn)


@lru_cache(maxsize=4096)
def _shows_nothing(text: str) -> bool:
    return text.isspace() or text in INVISIBLE or not text


def _changes(before: Glyph, glyph: Glyph) -> bool:
    """Whether the size jumps, as it does before a superscript."""
    return abs(before.size - glyph.size) > 0.2 * max(before.size, glyph.size)


def _stretches(line: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """A line cut where columns part: at gaps wider than two letters' height."""
    stretch: list[Glyph] = []
    end = 0.0
    for glyph in line:
        if _shows_nothing(glyph.text):
            if stretch:
                stretch.append(glyph)
            continue
        if stretch and glyph.box.x0 - end > 2 * glyph.size:
            yield stretch
            stretch = []
        stretch.append(glyph)
        end = glyph.box.x1
    if stretch:
        yield stretch


def _gap_limit(stretch: Sequence[Glyph], stretches: Sequence[Sequence[Glyph]]) -> float:
    """Share of the font size from which a gap parts words: more where the letters themselves are spaced.

    A stretch too short to tell is judged by all of its line that is set in the same type.
    """
    if _are_marks(stretch):
        return WORD_GAP
    gaps = _letter_gaps(stretch)
    if len(gaps) < 3:
        if "".join(glyph.text for glyph in stretch) in ORDINALS:
            return 0.6
        gaps = [gap for other in stretches if _is_same_type(other[0], stretch[0]) for gap in _letter_gaps(other)]
    if len(gaps) < 3:
        return WORD_GAP
    # most gaps of a line lie within words, so a low one tells how far letters are spaced
    tracking = sorted(gaps)[int(0.35 * len(gaps))]
    return WORD_GAP + (tracking if tracking > 0.05 else 0.0)


def _are_signs(before: Glyph, glyph: Glyph) -> bool:
    """Whether two characters are marks that are no letters, which stand in no spaced word."""
    return not before.text.isascii() and not glyph.text.isascii() and _are_marks((before, glyph))


def _are_marks(stretch: Sequence[Glyph]) -> bool:
    """Whether characters are marks one and all: they stand in columns side by side, and make no spaced word."""
    return all(_shows_nothing(glyph.text) or word_to_class(glyph.text, glyph.font) is not None for glyph in stretch)


def _letter_gaps(stretch: Sequence[Glyph]) -> list[float]:
    """Gaps between neighbours with no blank between them, as shares of the font size."""
    gaps = [
        (b.box.x0 - a.box.x1) / max(b.size, 1.0)
        for a, b in pairwise(stretch)
        if not _shows_nothing(a.text) and not _shows_nothing(b.text)
    ]
    return [gap for gap in gaps if gap < 0.9]


def _is_same_type(a: Glyph, b: Glyph) -> bool:
    return a.font == b.font and abs(a.size - b.size) < 0.1


def _glyphs_to_word(glyphs: Sequence[Glyph], turn: int) -> Word:
    text = "".join(CODES.get(glyph.text, glyph.text) for glyph in glyphs)
    if not text.isascii():
        text = pieces_to_text([(CODES.get(glyph.text, glyph.text), glyph.box.x0, glyph.box.x1) for glyph in glyphs])
    body = text[:-1].replace(SOFT_HYPHEN, "") + text[-1:]
    first = glyphs[0]
    return Word(body, union(glyph.box for glyph in glyphs), first.size, first.font, turn, first.y)


def attach_superscripts(words: Sequence[Word]) -> list[Word]:
    """Join raised small words to the word before them: ordinals and text stay, footnote marks go."""
    ordered = sorted(words, key=lambda word: (word.box.x0, word.box.top))
    sizes = {round(word.size, 1) for word in ordered}
    if len(sizes) < 2:
        return ordered
    largest = max(word.size for word in ordered)
    whole: list[Word] = []
    lanes: dict[int, list[int]] = {}
    for word in ordered:
        lane = int(word.baseline // LANE)
        place = None
        if word.size < RAISED * largest:
            near = [place for beside in (lane - 1, lane, lane + 1) for place in lanes.get(beside, ())]
            place = next((place for place in reversed(near) if _is_raised_after(word, whole[place])), None)
        if place is None:
            lanes.setdefault(lane, []).append(len(whole))
            whole.append(word)
        else:
            whole[place] = _with_superscript(whole[place], word)
    return whole


def _is_raised_after(word: Word, base: Word) -> bool:
    """Whether a smaller word is raised, or lowered, right after another."""
    if word.size >= RAISED * base.size or base.turn != word.turn:
        return False
    reach = 0.5 if word.text in ORDINALS and base.text[-1:].isdigit() else 0.25
    return (
        -0.3 * base.size < word.box.x0 - base.box.x1 < reach * base.size
        and word.baseline - base.baseline < 0.1 * base.size
        and overlap(word.box.top, word.box.bottom, base.box.top, base.box.bottom) > 0.3 * word.size
    )


def _with_superscript(base: Word, raised: Word) -> Word:
    text = base.text + (raised.text if _belongs(base.text, raised.text, base.baseline - raised.baseline > 0.8) else "")
    return replace(base, text=text, box=union([base.box, raised.box]))


def _belongs(base: str, raised: str, is_up: bool) -> bool:
    """Whether a raised or lowered word is text; if not, it is a footnote mark."""
    if not is_up:
        return True
    if raised.strip(".,;:").lower() in ORDINALS and base[-1:].isdigit():
        return True
    if base.endswith(UNITS) and raised in {"2", "3"}:
        return True
    return len(raised) > 1 and raised.isalpha()
