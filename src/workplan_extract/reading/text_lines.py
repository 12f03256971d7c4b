"""From words to lines: runs of words on one baseline with ordinary gaps."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from workplan_extract.reading.line_text import lines_to_text, words_to_text
from workplan_extract.reading.page_words import PageWords, Style, Word, turned

_SECTION_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})+")
WORD_GAP = 1.6
"""Widest gap, in font sizes, between two words of one line; justified lines reach it."""
LABEL_GAP = 0.5
"""The same between a bold word and a plain one: a term set close beside its text."""
JOIN_GAP = 0.5
"""Widest gap between two pieces of a line whose words do not follow each other in the page's content."""
FLUSH = 1.5
"""Points from the right edge within which a line is said to reach it."""
MATE = 2.0
"""Difference, in points, below which two baselines are one."""


class Line(NamedTuple):
    """One line of one column. `top`, `bottom`, `x0`, `x1` and `base` are points in the turned page.

    `is_label` tells a short text that stands in a column of its own beside the text that it labels, `has_mate` a line
    beside such a label on the same baseline, `is_dotted` a line that a bullet is drawn before; `starts_flow` tells the
    first line of a page or column, `right` is that column's right edge, and `is_justified` tells that its lines are set
    to reach it.
    """

    words: tuple[Word, ...]
    text: str
    page: int
    x0: float
    x1: float
    base: float
    style: Style
    is_label: bool = False
    has_mate: bool = False
    starts_flow: bool = False
    is_dotted: bool = False
    right: float = 0.0
    is_justified: bool = False

    @property
    def top(self) -> float:
        """Where capitals of the line reach, about."""
        return self.base - 0.75 * self.style.size

    @property
    def bottom(self) -> float:
        """Where its descenders reach, about."""
        return self.base + 0.2 * self.style.size


def page_to_lines(page: PageWords) -> list[Line]:
    """A page's lines from the top down, columns apart, in no order across them; one direction after the other."""
    turns = Counter(word.turn for word in page.words)
    lines: list[Line] = []
    for turn, _ in turns.most_common():
        pieces = _part_at_columns(_pieces([word for word in page.words if word.turn == turn]))
        dots = sorted(turned(x, y, turn) for x, y in page.dots)
        lines += [_dotted(_piece_to_line(piece, page.number), dots) for piece in pieces]
    return lines


def _dotted(line: Line, dots: Sequence[tuple[float, float]]) -> Line:
    """Mark a line that a small shape stands before, at the height of its letters."""
    low, high = line.base - 0.8 * line.style.size, line.base + 0.05 * line.style.size
    if any(2 < line.x0 - x < 2.5 * line.style.size and low < y < high for x, y in dots):
        return line._replace(is_dotted=True)
    return line


def _part_at_columns(pieces: list[list[Word]]) -> list[list[Word]]:
    """Part a term from the text set close beside it where text begins at that left edge on three lines or more."""
    edges = [_wide_gaps(piece) for piece in pieces]
    starts = Counter(round(piece[0].x0) for piece in pieces)
    starts += Counter(round(piece[at].x0) for piece, places in zip(pieces, edges, strict=True) for at in places)
    parted: list[list[Word]] = []
    for piece, places in zip(pieces, edges, strict=True):
        cuts = [at for at in places if starts[round(piece[at].x0)] > 2]
        parted += [piece[start:end] for start, end in pairwise([0, *cuts, len(piece)])]
    return parted


def _is_item_sign(text: str) -> bool:
    """Whether a line's first word is a bullet or number, that its item's text hangs on."""
    return text[-1] in ".):" or sum(map(str.isalnum, text)) < 2 or _SECTION_NUMBER.fullmatch(text) is not None


def _wide_gaps(piece: Sequence[Word]) -> list[int]:
    """The words of a line that may begin a column: after a gap wider than its others, or where the weight changes."""
    if all(word.text.isupper() for word in piece):  # capitals set apart, of which some letters stand further off
        return []
    gaps = [word.x0 - last.x1 for last, word in pairwise(piece)]
    usual = sorted(gaps)[len(gaps) // 2 - (len(gaps) % 2 == 0)] if len(gaps) > 1 else 0.0
    return [
        at
        for at, gap in enumerate(gaps, 1)
        if not (at == 1 and _is_item_sign(piece[0].text))
        and gap > (0.45 if piece[at].style.bold == piece[at - 1].style.bold else 0.3) * piece[at].style.size
        and (gap > 1.6 * usual or piece[at].style.bold != piece[at - 1].style.bold)
    ]


def _pieces(words: Sequence[Word]) -> list[list[Word]]:
    """Runs of words on one baseline with ordinary gaps."""
    pieces: list[list[Word]] = []
    for word in words:
        if pieces and _continues(pieces[-1][-1], word):
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return _join_pieces(pieces)


def _continues(last: Word, word: Word) -> bool:
    size = max(last.style.size, word.style.size)
    limit = LABEL_GAP if last.style.bold and not word.style.bold else WORD_GAP
    return abs(word.base - last.base) < 0.45 * size and -0.3 * size < word.x0 - last.x1 < limit * size


def _join_pieces(pieces: list[list[Word]]) -> list[list[Word]]:
    """Join pieces that touch on one baseline, for content that is not written in reading order."""
    pieces.sort(key=lambda piece: (round(piece[0].base), piece[0].x0))
    joined: list[list[Word]] = []
    for piece in pieces:
        last = joined[-1][-1] if joined else None
        size = piece[0].style.size
        if last and abs(piece[0].base - last.base) < 0.2 * size and abs(piece[0].x0 - last.x1) < JOIN_GAP * size:
            joined[-1].extend(piece)
        else:
            joined.append(piece)
    return joined


def _piece_to_line(piece: Sequence[Word], page: int) -> Line:
    weights: Counter[Style] = Counter()
    for word in piece:
        weights[word.style] += len(word.text)
    style = max(weights, key=lambda style: weights[style])
    base = next(word.base for word in piece if word.style == style)
    return Line(tuple(piece), words_to_text(piece), page, piece[0].x0, max(word.x1 for word in piece), base, style)


def split_line(line: Line, count: int) -> list[Line]:
    """A line → its first words and the rest, in the place that it has."""
    if not 0 < count < len(line.words):
        return [line]
    parts = [_piece_to_line(words, line.page) for words in (line.words[:count], line.words[count:])]
    first, rest = (part._replace(right=line.right, is_justified=line.is_justified) for part in parts)
    return [first._replace(starts_flow=line.starts_flow), rest]


def split_at(line: Line, starts: Sequence[float]) -> list[Line]:
    """A line → one for each column that it has words in."""
    columns = groupby(line.words, key=lambda word: sum(word.x0 > start - 2 for start in starts))
    return [_piece_to_line(list(words), line.page) for _, words in columns]


def printed_to_text(lines: Iterable[Line], known: Container[str]) -> str:
    """Lines of one paragraph as printed → its text on one line; `known` holds the document's words, case folded."""
    return lines_to_text((line.text for line in lines), known)


def body_style(lines: Iterable[Line]) -> Style:
    """The style that most of the text is set in; sizes are put together by half points."""
    weights: Counter[tuple[float, bool, int]] = Counter()
    for line in lines:
        weights[round(2 * line.style.size) / 2, line.style.bold, line.style.colour] += len(line.text)
    if not weights:
        return Style(10, False, False, 0)
    size, bold, colour = max(weights, key=lambda key: weights[key])
    return Style(size, bold, False, colour)
