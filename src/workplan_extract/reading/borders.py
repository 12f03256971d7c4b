"""Where the borders between a table's columns are: drawn, or in the white between what the columns hold."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from workplan_extract.reading.geometry import Box, union
from workplan_extract.reading.header import Header
from workplan_extract.reading.header_leaves import Leaf
from workplan_extract.reading.lexicon import (
    is_purpose_group,
    title_to_kind,
    word_to_class,
)
from workplan_extract.reading.lines import line_to_furniture, words_to_lines
from workplan_extract.reading.page import PageView
from workplan_extract.reading.periods import text_to_heading
from workplan_extract.reading.separators import column_borders, vertical_edges
from workplan_extract.reading.signs import Sign
from workplan_extract.reading.words import Word

FIRM_KINDS = frozenset({"activity", "number", "location", "budget"})
"""Kinds that a title settles; a purpose may be called Partnerships, Finance or Training."""
UNMISTAKABLE = frozenset({"tick", "box_tick", "box_cross", "box_empty"})
"""Marks that stand in no sentence, however near one is."""
BAND_HEIGHT = 45.0
"""Rules between columns may pause for a band no higher than this, in points."""
CELL_MARGIN = 2.0
"""White left of where a column's cells begin that is counted to the column, in points."""
TICK_MARGIN = 5.0
"""White that a tick column keeps beside its marks, where nothing is drawn; in points."""

Reach = tuple[float, float] | None
"""How far to the left and right a tick column's title and marks reach; none for a column of text."""


@dataclass(frozen=True, slots=True)
class Ruler:
    """The borders that an earlier table under the same titles was read with; `weight` is its number of words."""

    titles: tuple[str, ...]
    places: tuple[float, ...]
    edges: tuple[float, ...]
    weight: int


@dataclass(frozen=True)
class Under:
    """What stands under a header: a zone of the page between `bounds`, down to `bottom`, with its marks.

    `kinds` are rulings and earlier tables' decisions, title → kind.
    """

    view: PageView
    header: Header
    bounds: tuple[float, float]
    bottom: float
    signs: tuple[Sign, ...]
    kinds: dict[str, str]
    furniture: frozenset[Word] = frozenset()
    """The words of the page's running lines."""

    @property
    def body(self) -> Box:
        """The zone below the header."""
        return Box(self.bounds[0], self.header.box.bottom, self.bounds[1], self.bottom)


@dataclass(frozen=True)
class Evidence:
    """What the columns' borders are decided by: drawn borders, words, marks that stand alone, coloured areas."""

    body: Box
    drawn: tuple[float, ...]
    words: tuple[Word, ...]
    marks: tuple[Sign, ...]
    grounds: tuple[Box, ...]
    kinds: dict[str, str]

    @property
    def text(self) -> list[Word]:
        """The words that are no marks; a dash says in columns of text, too, that there is nothing to say."""
        marked = {sign.word for sign in self.marks if sign.word is not None and sign.kind != "none"}
        return [word for word in self.words if word not in marked]


def gather(under: Under) -> Evidence:
    """Find on the page what tells about the columns under a header."""
    body = under.body
    words = _body_words(under)
    kept = set(words)
    drawn, reach = _drawn_borders(under.view, under.header, body)
    words = [word for word in words if len(drawn) < 3 or word.box.y_mid < reach]
    fills = [fill.box for fill in under.view.fills]
    grounds = tuple(box for box in fills if body.top - 2 <= box.top and box.bottom <= under.bottom)
    signs = [sign for sign in under.signs if sign.word is None or sign.word in kept]
    marks = isolated_signs(signs, words, body)
    return Evidence(body, tuple(drawn), tuple(words), tuple(marks), grounds, under.kinds)


def _body_words(under: Under) -> list[Word]:
    """The words below a header; running lines, bands, totals and notes tell nothing about columns."""
    body = under.body
    inside = [
        word
        for word in under.view.words
        if body.top < word.box.y_mid < body.bottom
        and body.x0 <= word.box.x_mid <= body.x1
        and word not in under.furniture
    ]
    notes = {word for line in words_to_lines(inside) if _is_no_row(line) for word in line}
    return [word for word in inside if word not in notes]


def _is_no_row(line: Sequence[Word]) -> bool:
    return line_to_furniture(line) is not None or text_to_heading(" ".join(word.text for word in line)) is not None


def by_rulers(edges: list[float], leaves: Sequence[Leaf], evidence: Evidence, rulers: Sequence[Ruler]) -> list[float]:
    """Take undrawn borders from the fullest table under the same titles, where no word here speaks against them."""
    titles, places = tuple(leaf.title for leaf in leaves), [leaf.box.x0 for leaf in leaves]
    same = [
        r for r in rulers if r.titles == titles and all(abs(a - b) < 2 for a, b in zip(r.places, places, strict=True))
    ]
    fullest = max(same, key=lambda ruler: ruler.weight, default=None)
    if fullest is None or fullest.weight <= len(evidence.words):
        return edges
    return [
        own if own in evidence.drawn or _crossed(theirs, evidence.words) > _crossed(own, evidence.words) else theirs
        for own, theirs in zip(edges, fullest.edges, strict=True)
    ]


def by_all_rows(edges: Sequence[float], leaves: Sequence[Leaf], whole: Evidence) -> list[float]:
    """Borders found below a header → those that all rows of its table agree with: undrawn ones cut no words in vain."""
    return [
        own if own in whole.drawn or _crossed(own, whole.words) <= _crossed(other, whole.words) else other
        for own, other in zip(edges, leaves_to_edges(leaves, whole), strict=True)
    ]


def _crossed(x: float, words: Sequence[Word]) -> int:
    return sum(word.box.x0 + 1 < x < word.box.x1 - 1 for word in words)


def _drawn_borders(view: PageView, header: Header, body: Box) -> tuple[list[float], float]:
    """x of the borders that are drawn along at least a third of the table, and the y down to which they are."""
    inside = [
        edge
        for edge in vertical_edges(view)
        if body.x0 - 1 <= edge.at <= body.x1 + 1 and edge.end > header.box.top and edge.start < body.bottom
    ]
    reach = body.top
    for edge in sorted(inside, key=lambda edge: edge.start):
        if edge.start <= reach + BAND_HEIGHT:
            reach = max(reach, edge.end)
    zone = Box(body.x0, body.top, body.x1, min(reach, body.bottom))
    return (column_borders(view, zone, 0.33), reach) if zone.height > 4 else ([], body.top)


def with_untitled(leaves: Sequence[Leaf], evidence: Evidence) -> list[Leaf]:
    """Add the columns that rules enclose and that hold words, but that the header leaves untitled."""
    added = []
    for x0, x1 in pairwise(evidence.drawn):
        holds = any(x0 <= word.box.x_mid <= x1 for word in evidence.words)
        if x1 - x0 > 6 and holds and not any(x0 <= leaf.box.x_mid <= x1 for leaf in leaves):
            added.append(Leaf(Box(x0, leaves[0].box.top, x1, leaves[0].box.bottom), ""))
    return sorted([*leaves, *added], key=lambda leaf: leaf.box.x_mid)


def leaves_to_edges(leaves: Sequence[Leaf], evidence: Evidence) -> list[float]:
    """The borders of the columns from left to right, one more than there are columns."""
    reaches = _leaf_reaches(leaves, evidence)
    text = evidence.text
    inner = [
        _border_between((a, b), (reaches[n], reaches[n + 1]), evidence.drawn, text)
        for n, (a, b) in enumerate(pairwise(leaves))
    ]
    return [_outer_edge(leaves, reaches, evidence, 0), *inner, _outer_edge(leaves, reaches, evidence, -1)]


def isolated_signs(signs: Sequence[Sign], words: Sequence[Word], body: Box) -> list[Sign]:
    """The marks of a body that stand by themselves: no word close by on the same line."""
    inside = [
        sign for sign in signs if body.top < sign.box.y_mid < body.bottom and body.x0 <= sign.box.x_mid <= body.x1
    ]
    by_base = sorted(words, key=_baseline)
    return [
        sign
        for sign in inside
        if sign.word is None
        or sign.kind in UNMISTAKABLE
        or not any(_is_beside(sign.word, word) for word in _about_line(sign.word, by_base))
    ]


def _baseline(word: Word) -> float:
    return word.baseline


def _about_line(mark: Word, by_base: Sequence[Word]) -> Sequence[Word]:
    """The words whose baselines are no further from a mark's than its size."""
    low, high = mark.baseline - mark.size, mark.baseline + mark.size
    return by_base[bisect_left(by_base, low, key=_baseline) : bisect_right(by_base, high, key=_baseline)]


def _is_beside(mark: Word, word: Word) -> bool:
    gap = max(word.box.x0 - mark.box.x1, mark.box.x0 - word.box.x1)
    return (
        word is not mark
        and abs(word.baseline - mark.baseline) < 0.3 * mark.size
        and gap < 0.45 * mark.size
        and word_to_class(word.text, word.font) is None
    )


def _leaf_reaches(leaves: Sequence[Leaf], evidence: Evidence) -> list[Reach]:
    """How far each tick column's title, marks and coloured cells reach."""
    homes: dict[int, list[Sign]] = {}
    for sign in evidence.marks:
        homes.setdefault(_nearest(leaves, sign.box.x_mid), []).append(sign)
    reaches: list[Reach] = []
    for number, leaf in enumerate(leaves):
        signs = homes.get(number, [])
        count = sum(sign.kind != "none" for sign in signs)  # a dash stands for nothing in columns of text, too
        is_ticks = _names_ticks(leaf, evidence.kinds) or _looks_like_ticks(leaf, count, evidence.words)
        cells = [box for box in evidence.grounds if _is_ground_of(box, leaf, leaves)]
        box = union([leaf.box, *(sign.box for sign in signs), *cells])
        reaches.append((box.x0, box.x1) if is_ticks else None)
    return reaches


def _nearest(leaves: Sequence[Leaf], x: float) -> int:
    """The place of the title nearest to an x."""
    return min(range(len(leaves)), key=lambda n: max(leaves[n].box.x0 - x, x - leaves[n].box.x1))


def _names_ticks(leaf: Leaf, kinds: dict[str, str]) -> bool:
    """Whether a title alone tells that its column holds marks."""
    known = kinds.get(leaf.title, "").startswith(("purpose ", "quarter", "half", "month"))
    return bool(leaf.run) or leaf.is_turned or known or is_purpose_group(leaf.group)


def _looks_like_ticks(leaf: Leaf, marks: int, words: Sequence[Word]) -> bool:
    """Whether what stands under a title tells so: marks, or under an unknown title nothing at all."""
    kind = title_to_kind(leaf.title)
    if kind in FIRM_KINDS:
        return False
    under = any(word.box.x0 < leaf.box.x1 and word.box.x1 > leaf.box.x0 for word in words)
    return marks >= 2 or (kind is None and (marks >= 1 or not under))


def _is_ground_of(box: Box, leaf: Leaf, leaves: Sequence[Leaf]) -> bool:
    """Whether a coloured area lies under one column's title and no other's."""
    under = [other for other in leaves if box.x0 - 1 <= other.box.x_mid <= box.x1 + 1]
    return under == [leaf] and box.width < 8 * leaf.box.width + 20 and box.height > 6


def _border_between(
    pair: tuple[Leaf, Leaf], reaches: tuple[Reach, Reach], drawn: Sequence[float], words: Sequence[Word]
) -> float:
    """A drawn border between two titles, else the white between what their columns hold."""
    a, b = pair
    between = [x for x in drawn if a.box.x_mid < x < b.box.x_mid]
    wish = (a.box.x1 + b.box.x0) / 2
    if between:
        return min(between, key=lambda x: abs(x - wish))
    left, right = reaches
    if left and right:
        return (left[1] + right[0]) / 2
    # a title stands in its own column, so no border runs through it
    inner = (a.box.x1, b.box.x0) if a.box.x1 < b.box.x0 else (a.box.x_mid, b.box.x_mid)
    x0, x1 = (left[1] if left else inner[0]), (right[0] if right else inner[1])
    by_base = sorted(words, key=lambda word: word.baseline)
    bases = [word.baseline for word in by_base]
    plain = [word for word in words if not _is_paragraph(word, _on_line(word, by_base, bases), a, b)]
    if x1 > x0 and right is None and _begins_cells(b.box.x0, plain):
        return b.box.x0 - min(CELL_MARGIN, (b.box.x0 - x0) / 2)
    return _in_the_white(plain, (x0, x1), reaches, wish) if x1 > x0 else wish


def _in_the_white(words: Sequence[Word], span: tuple[float, float], reaches: tuple[Reach, Reach], wish: float) -> float:
    """A border in the stretch that the fewest words cross: beside a tick column's marks, else in the widest."""
    left, right = reaches
    lines = len({round(word.baseline) for word in words})
    rivers = white_rivers(words, *span, slack=max(1, lines // 16) if left or right else 0)
    if not rivers:
        return wish
    if left or right:
        wide = [river for river in rivers if river[1] - river[0] >= 1.0] or rivers
        low, high = wide[0] if left else wide[-1]
        margin = min((high - low) / 2, TICK_MARGIN)
        return low + margin if left else high - margin
    low, high = max(rivers, key=lambda river: river[1] - river[0])
    # text begins at a column's left edge, so the border is nearer to the right one
    return high - min(0.3 * (high - low), 8.0)


def _begins_cells(x: float, words: Sequence[Word]) -> bool:
    """Whether cells begin right below a title's left edge, and no word runs through there."""
    begin = sum(abs(word.box.x0 - x) < 1.0 for word in words)
    return begin >= 1 and begin > _crossed(x - 1, words)


def _on_line(word: Word, by_base: Sequence[Word], bases: Sequence[float]) -> Sequence[Word]:
    """The words on one line with a word, itself among them; `bases` are the baselines of all, ascending."""
    return by_base[bisect_right(bases, word.baseline - 1) : bisect_left(bases, word.baseline + 1)]


def _is_paragraph(word: Word, beside: Sequence[Word], a: Leaf, b: Leaf) -> bool:
    """Whether a word is part of a line that runs on over both columns: text below the table, or a band in it."""
    if not a.box.x_mid - 200 < word.box.x_mid < b.box.x_mid + 200:
        return False
    line = sorted(beside, key=lambda w: w.box.x0)
    stretch = [word]
    for other in line[line.index(word) + 1 :]:
        if other.box.x0 - stretch[-1].box.x1 > 0.35 * word.size or abs(other.box.x0 - b.box.x0) < 1.5:
            break
        stretch.append(other)
    for other in reversed(line[: line.index(word)]):
        if stretch[0].box.x0 - other.box.x1 > 0.35 * word.size or abs(stretch[0].box.x0 - b.box.x0) < 1.5:
            break
        stretch.insert(0, other)
    return stretch[0].box.x0 <= a.box.x0 + 2 and stretch[-1].box.x1 >= b.box.x1 - 2


def white_rivers(words: Sequence[Word], x0: float, x1: float, slack: int = 0) -> list[tuple[float, float]]:
    """The stretches between `x0` and `x1` that the fewest words cross, or `slack` more."""
    steps = max(int((x1 - x0) * 2), 1)
    crossings = [0] * (steps + 2)
    for word in words:
        low, high = max(0, int((word.box.x0 - x0) * 2)), min(steps, int((word.box.x1 - x0) * 2) + 1)
        if low <= high and word.box.x1 > x0 and word.box.x0 < x1:
            crossings[low] += 1
            crossings[high + 1] -= 1
    counts = list(accumulate(crossings[: steps + 1]))
    most = min(counts) + slack
    rivers, start = [], None
    for step, count in enumerate([*counts, most + 1]):
        if count <= most and start is None:
            start = step
        elif count > most and start is not None:
            rivers.append((x0 + start / 2, x0 + (step - 1) / 2))
            start = None
    return rivers


def _outer_edge(leaves: Sequence[Leaf], reaches: Sequence[Reach], evidence: Evidence, end: Literal[0, -1]) -> float:
    """The table's left (0) or right (-1) edge: drawn, or as far as a tick column can reach, or the zone's."""
    leaf, reach, body = leaves[end], reaches[end], evidence.body
    outside = [x for x in evidence.drawn if (x < leaf.box.x_mid if end == 0 else x > leaf.box.x_mid)]
    if outside:
        return max(outside) if end == 0 else min(outside)
    if reach is None or len(leaves) < 2:
        return body.x0 if end == 0 else body.x1
    step = abs(leaf.box.x_mid - leaves[1 if end == 0 else -2].box.x_mid)
    if end == 0:
        return max(body.x0, min(reach[0] - 2, leaf.box.x_mid - 0.6 * min(step, 60)))
    return min(body.x1, max(reach[1] + 2, leaf.box.x_mid + 0.6 * min(step, 60)))
