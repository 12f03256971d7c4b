"""Where one activity ends and the next begins.

Drawn borders (rules, edges of fills) part rows for certain. Whether they part *all* rows shows in the marks: where a
band between two borders holds marks on more than one line, the borders leave something open, and the lines of the band
are divided by the best-scoring segmentation over all evidence: gaps, marks, numbers, sentence starts (a shortest-path
search as in Knuth and Plass's paragraph breaking, over lines instead of words).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Literal

from workplan_extract.reading.geometry import centres

Anchor = Literal["first", "middle", "last"]
ANCHORS: tuple[Anchor, ...] = ("first", "middle", "last")


SURE = 9.0
"""Margin of a boundary that is drawn."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A printed line of the table's text columns. `fits` tells whether its first word had room on the line before."""

    top: float
    bottom: float
    first: float
    """Baseline of its first line; `baseline` is that of its last, where cells are centred apart."""
    baseline: float
    starts_capital: bool
    goes_on: bool
    """Whether its first word has a small letter."""
    starts_numbered: bool
    has_activity: bool
    fits: bool | None
    """None where the column of activities prints nothing before."""


@dataclass(frozen=True, slots=True)
class Band:
    """What lies between two drawn borders: lines and the y of its lines of marks."""

    top: float
    bottom: float
    slots: tuple[Slot, ...]
    marks: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RowSpan:
    """A row from `top` to `bottom`; `margin` is how much better it scores than without its upper boundary."""

    top: float
    bottom: float
    margin: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """What lies between two bands of a table, or all of it: lines, and the y of its marks."""

    top: float
    bottom: float
    slots: tuple[Slot, ...]
    marks: tuple[float, ...]


def stretches_to_rows(stretches: Sequence[Stretch], borders: Sequence[float], size: float) -> list[list[RowSpan]]:
    """A table's stretches and drawn borders → the rows of each stretch, top to bottom; `size` is the font's."""
    leading = usual_leading([slot for stretch in stretches for slot in stretch.slots], size)
    stretches = [replace(stretch, slots=tuple(merge_slots(stretch.slots, leading))) for stretch in stretches]
    drawn = [_to_bands(stretch, borders) for stretch in stretches]
    every = [band for bands in drawn for band in bands if band.slots]
    cut = _cut_off([band for bands in drawn for band in bands])
    if are_complete(every, leading):
        return [[_to_span(band) for band in bands if band.slots or band in cut] for bands in drawn]
    divided = [[[_to_rows(band, name, leading, cut) for band in bands] for bands in drawn] for name in ANCHORS]
    best = max(divided, key=lambda found: sum(score for bands in found for score, _ in bands))
    return [[row for _, rows in bands for row in rows] for bands in best]


def _to_rows(band: Band, anchor: Anchor, leading: float, cut: Sequence[Band]) -> tuple[float, list[RowSpan]]:
    """The best division of a band, with its score; a band without words is a row where a page's edge cuts it off."""
    if band.slots:
        return _segment(band, anchor, leading)
    return 0.0, [_to_span(band)] if band in cut else []


def _to_span(band: Band) -> RowSpan:
    return RowSpan(band.top, band.bottom, SURE)


def _cut_off(bands: Sequence[Band]) -> list[Band]:
    """The first and the last band where they hold marks alone: of a row whose words stand on another page."""
    filled = [band for band in bands if band.slots or band.marks]
    return [band for band in (*filled[:1], *filled[-1:]) if not band.slots] if len(filled) > 1 else []


def _to_bands(stretch: Stretch, borders: Sequence[float]) -> list[Band]:
    """Cut at every border that no line straddles."""
    slots, top, bottom = stretch.slots, stretch.top, stretch.bottom
    cuts = [y for y in borders if top < y < bottom and not any(s.top + 2 < y < s.bottom - 2 for s in slots)]
    edges = [top, *cuts, bottom]
    lines = centres(stretch.marks, 3.5)
    return [
        Band(
            y0,
            y1,
            tuple(slot for slot in slots if y0 <= (slot.top + slot.bottom) / 2 < y1),
            tuple(y for y in lines if y0 <= y < y1),
        )
        for y0, y1 in pairwise(edges)
    ]


def are_complete(bands: Sequence[Band], leading: float) -> bool:
    """Whether the drawn borders part all rows.

    They do not where a band holds marks on two lines, nor where bands are few and a gap in one parts sentences.
    """
    if any(len(band.marks) > 1 or sum(slot.starts_numbered for slot in band.slots) > 1 for band in bands):
        return False
    drawn = sum(len(band.slots) > 0 for band in bands)
    gapped = sum(_has_row_gap(band, leading) for band in bands)
    return gapped == 0 if drawn < 4 else gapped <= 0.2 * drawn


def _has_row_gap(band: Band, leading: float) -> bool:
    """Whether a gap in a band is clearly wider than lines' usual distance, with a sentence starting after it."""
    return any(
        b.first - a.baseline > 1.25 * leading
        and b.starts_capital
        and any(slot.has_activity for slot in band.slots[:place])
        for place, (a, b) in enumerate(pairwise(band.slots), 1)
    )


def merge_slots(slots: Sequence[Slot], leading: float) -> list[Slot]:
    """Join lines that stand too close to follow each other: cells of one row, each centred on its own."""
    merged: list[Slot] = []
    for slot in slots:
        if merged and slot.first - merged[-1].baseline < 0.72 * leading:
            merged[-1] = _joined(merged[-1], slot)
        else:
            merged.append(slot)
    return merged


def _joined(a: Slot, b: Slot) -> Slot:
    text = a if a.has_activity else b
    return Slot(
        top=min(a.top, b.top),
        bottom=max(a.bottom, b.bottom),
        first=a.first,
        baseline=b.baseline,
        starts_capital=text.starts_capital,
        goes_on=text.goes_on,
        starts_numbered=a.starts_numbered or b.starts_numbered,
        has_activity=a.has_activity or b.has_activity,
        fits=text.fits,
    )


def usual_leading(slots: Sequence[Slot], size: float) -> float:
    """Distance of the lines within a row: where a line goes on with a small letter, else by the font's size."""
    inner = [b.first - a.baseline for a, b in pairwise(slots) if b.has_activity and a.has_activity and b.goes_on]
    inner = [gap for gap in inner if 0.8 * size < gap < 2.2 * size]
    return median(inner) if inner else 1.25 * size


def _segment(band: Band, anchor: Anchor, leading: float) -> tuple[float, list[RowSpan]]:
    """The best division of a band's lines into rows, with its score."""
    slots = band.slots
    count = len(slots)
    openings = _openings(slots, leading)
    scores = {
        (i, j): _row_score(band, i, j, anchor) for i in range(count) for j in range(i + 1, min(count, i + 40) + 1)
    }
    best: list[float] = [0.0]
    back: list[int] = [0]
    for j in range(1, count + 1):
        options = [(best[i] + openings[i] + scores[i, j], i) for i in range(max(0, j - 40), j)]
        score, start = max(options)
        best.append(score)
        back.append(start)
    starts = []
    j = count
    while j > 0:
        starts.append(back[j])
        j = back[j]
    starts.reverse()
    return best[count], _starts_to_spans(band, starts, scores, openings)


def _limits(band: Band, i: int, j: int) -> tuple[float, float]:
    """Heights between which a row of lines `i` up to `j` owns the marks: halfway to its neighbours."""
    slots = band.slots
    top = band.top if i == 0 else (slots[i - 1].bottom + slots[i].top) / 2
    bottom = band.bottom if j == len(slots) else (slots[j - 1].bottom + slots[j].top) / 2
    return top, bottom


def _openings(slots: Sequence[Slot], leading: float) -> list[float]:
    """How much speaks for a row's beginning at each line."""
    gaps = [b.first - a.baseline for a, b in pairwise(slots)]
    spread = max(max(gaps, default=0) - leading, 0.25 * leading)
    numbered = sum(slot.starts_numbered for slot in slots)
    openings = [0.0]
    for gap, slot in zip(gaps, slots[1:], strict=True):
        score = 4.0 * min((gap - leading) / spread, 1.0) - 1.2 if gap > 1.08 * leading else -1.8
        score += (1.0 if slot.starts_capital else -3.0) if slot.has_activity else -2.0
        score += {True: 1.5, False: -0.7, None: 0.0}[slot.fits]
        if numbered >= 2 and slot.starts_numbered:
            score += 1.5
        openings.append(score)
    return openings


def _row_score(band: Band, i: int, j: int, anchor: Anchor) -> float:
    """How much speaks for a band's lines `i` up to `j` being one row: they hold an activity, its marks, its number."""
    slots = band.slots[i:j]
    if not any(slot.has_activity for slot in slots):
        return -9.0
    is_numbered = any(slot.starts_numbered for slot in band.slots)
    return _marks_score(slots, band.marks, _limits(band, i, j), anchor) + _numbers_score(slots, is_numbered)


def _numbers_score(slots: Sequence[Slot], is_numbered: bool) -> float:
    """Where rows are numbered, each has one number, on whichever of its lines the number is centred."""
    if not is_numbered:
        return 0.0
    count = sum(slot.starts_numbered for slot in slots)
    return {0: -3.0, 1: 2.5}.get(count, -6.0 * (count - 1))


def _marks_score(slots: Sequence[Slot], marks: Sequence[float], limits: tuple[float, float], anchor: Anchor) -> float:
    """A row has one line of marks, where the table prints its marks."""
    inside = [y for y in marks if limits[0] <= y < limits[1]]
    if not inside:
        return -1.5 if marks else 0.0
    score = 0.0 if len(inside) == 1 else -6.0 * (len(inside) - 1)
    text = [slot for slot in slots if slot.has_activity] or slots
    height = min(slot.bottom - slot.top for slot in text)
    off = min(abs(inside[0] - _anchor_height(some, anchor, height)) for some in (text, slots))
    return score + 1.5 - 3.0 * min(off / height, 1.5)


def _anchor_height(slots: Sequence[Slot], anchor: Anchor, height: float) -> float:
    """Where a table that prints its marks at the first, middle or last line puts a row's."""
    if anchor == "first":
        return slots[0].top + height / 2
    if anchor == "last":
        return slots[-1].bottom - height / 2
    return (slots[0].top + slots[-1].bottom) / 2


def _starts_to_spans(
    band: Band, starts: Sequence[int], scores: dict[tuple[int, int], float], openings: Sequence[float]
) -> list[RowSpan]:
    """Rows with their margins: what would be lost by joining a row to the one before."""
    ends = [*starts[1:], len(band.slots)]
    spans = []
    for position, (i, j) in enumerate(zip(starts, ends, strict=True)):
        margin = SURE
        if position:
            before = starts[position - 1]
            joined = scores.get((before, j), -99.0)
            margin = scores[before, i] + scores[i, j] + openings[i] - joined
        top, bottom = _limits(band, i, j)
        spans.append(RowSpan(top, bottom, margin))
    return spans
