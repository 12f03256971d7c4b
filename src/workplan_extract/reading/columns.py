"""The header's titles, the rules and the body's white space → columns with what they hold."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from workplan_extract.reading.geometry import Box
from workplan_extract.reading.header import Header, Leaf
from workplan_extract.reading.labels import text_to_labels
from workplan_extract.reading.lexicon import title_to_kind
from workplan_extract.reading.page import PageView
from workplan_extract.reading.periods import text_to_heading
from workplan_extract.reading.separators import column_borders
from workplan_extract.reading.signs import Sign
from workplan_extract.reading.words import Word


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column from `x0` to `x1`. `kind` is activity, purpose, quarter or a `ColumnKind`; ticks are numbered."""

    kind: str
    title: str
    x0: float
    x1: float
    number: int = 0

    @property
    def is_ticks(self) -> bool:
        """Whether the column holds marks."""
        return self.kind in {"purpose", "quarter"}


Columns = tuple[TableColumn, ...]


def header_to_columns(
    view: PageView, header: Header, bottom: float, bounds: tuple[float, float], signs: Sequence[Sign], kinds: dict[str, str]
) -> Columns:
    """Columns below a header, down to `bottom`; `kinds` are a maintainer's rulings, title → kind."""
    body = Box(bounds[0], header.box.bottom, bounds[1], bottom)
    words = [w for w in view.words if body.top < w.box.y_mid < body.bottom and body.x0 <= w.box.x_mid <= body.x1]
    drawn = _drawn_borders(view, header, body)
    leaves = _with_untitled(header.leaves, drawn, words)
    inner = [_border_between(a, b, drawn, words) for a, b in zip(leaves, leaves[1:], strict=False)]
    edges = [_outer_left(leaves, drawn, body), *inner, _outer_right(leaves, drawn, body)]
    spans = list(zip(edges, edges[1:], strict=False))
    contents = [_contents(span, words, signs, body) for span in spans]
    named = [_leaf_to_column(leaf, span, content, kinds) for leaf, span, content in zip(leaves, spans, contents, strict=True)]
    return _numbered(_settled(named, leaves, contents))


def _drawn_borders(view: PageView, header: Header, body: Box) -> list[float]:
    probe = Box(body.x0, body.top - 3, body.x1, min(body.bottom, body.top + 30))
    return column_borders(view, probe, 0.5)


def _with_untitled(leaves: Sequence[Leaf], drawn: Sequence[float], words: Sequence[Word]) -> list[Leaf]:
    """Add the columns that rules enclose and that hold words, but that the header leaves untitled."""
    added = []
    for x0, x1 in zip(drawn, drawn[1:], strict=False):
        holds = any(x0 <= word.box.x_mid <= x1 for word in words)
        if x1 - x0 > 6 and holds and not any(x0 <= leaf.box.x_mid <= x1 for leaf in leaves):
            added.append(Leaf(Box(x0, leaves[0].box.top, x1, leaves[0].box.bottom), ""))
    return sorted([*leaves, *added], key=lambda leaf: leaf.box.x_mid)


def _border_between(a: Leaf, b: Leaf, drawn: Sequence[float], words: Sequence[Word]) -> float:
    """A drawn border between two titles, else the middle of two counted ones, else the widest white river."""
    between = [x for x in drawn if a.box.x_mid < x < b.box.x_mid]
    if between:
        return min(between, key=lambda x: abs(x - (a.box.x1 + b.box.x0) / 2))
    if a.run and a.run == b.run:
        return (a.box.x_mid + b.box.x_mid) / 2
    return widest_river(words, a.box.x_mid, b.box.x_mid, (a.box.x1 + b.box.x0) / 2)


def widest_river(words: Sequence[Word], x0: float, x1: float, wish: float) -> float:
    """The middle of the widest stretch between `x0` and `x1` that the fewest words cross; `wish` where there is none."""
    steps = max(int(x1 - x0), 1)
    crossings = [0] * (steps + 1)
    for word in words:
        low, high = max(0, int(word.box.x0 - x0 - 0.5)), min(steps, int(word.box.x1 - x0 + 0.5))
        for step in range(low, high + 1):
            crossings[step] += 1
    fewest = min(crossings)
    best, start = (0, 0), None
    for step, count in enumerate([*crossings, fewest + 1]):
        if count == fewest and start is None:
            start = step
        elif count != fewest and start is not None:
            best = max(best, (start, step - 1), key=lambda run: run[1] - run[0])
            start = None
    return x0 + sum(best) / 2 if best[1] > best[0] else wish


def _outer_left(leaves: Sequence[Leaf], drawn: Sequence[float], body: Box) -> float:
    outside = [x for x in drawn if x < leaves[0].box.x_mid]
    if outside:
        return min(outside)
    if leaves[0].run and len(leaves) > 1:
        return max(body.x0, leaves[0].box.x_mid - 0.75 * (leaves[1].box.x_mid - leaves[0].box.x_mid))
    return body.x0


def _outer_right(leaves: Sequence[Leaf], drawn: Sequence[float], body: Box) -> float:
    outside = [x for x in drawn if x > leaves[-1].box.x_mid]
    if outside:
        return max(outside)
    if leaves[-1].run and len(leaves) > 1:
        return min(body.x1, leaves[-1].box.x_mid + 0.75 * (leaves[-1].box.x_mid - leaves[-2].box.x_mid))
    return body.x1


@dataclass(frozen=True, slots=True)
class _Contents:
    marks: int
    words: int


def _contents(span: tuple[float, float], words: Sequence[Word], signs: Sequence[Sign], body: Box) -> _Contents:
    inside = [
        sign for sign in signs if span[0] < sign.box.x_mid < span[1] and body.top < sign.box.y_mid < body.bottom
    ]
    marks = {sign.word for sign in inside if sign.word is not None}
    text = [word for word in words if span[0] < word.box.x_mid < span[1] and word not in marks]
    return _Contents(len(inside), len(text))


def _leaf_to_column(leaf: Leaf, span: tuple[float, float], contents: _Contents, kinds: dict[str, str]) -> TableColumn:
    kind, number = _title_to_kind(leaf, contents, kinds)
    return TableColumn(kind, leaf.title, *span, number)


def _title_to_kind(leaf: Leaf, contents: _Contents, kinds: dict[str, str]) -> tuple[str, int]:
    """Kind and number of a column; kind is `` where only the whole table can tell."""
    if leaf.title in kinds:
        kind, _, number = kinds[leaf.title].partition(" ")
        return kind, int(number or 0)
    heading = text_to_heading(leaf.title)
    if leaf.run == "quarter" or (heading and heading.quarter):
        return "quarter", leaf.number or (heading.quarter or 0 if heading else 0)
    if leaf.run:
        is_quarters = re.search(r"(?i)\b(quarters?|qtrs?|timing|timeline|schedule)\b", leaf.group) and leaf.number <= 4
        return ("quarter", leaf.number) if is_quarters else ("purpose", leaf.number)
    kind = title_to_kind(leaf.title) or ""
    if contents.marks >= 1 and contents.words <= 0.2 * contents.marks and kind != "activity":
        return "", 0
    return kind, 0


def _settled(columns: Sequence[TableColumn], leaves: Sequence[Leaf], contents: Sequence[_Contents]) -> list[TableColumn]:
    """Decide the columns that their own title leaves open, by what they hold and by their neighbours."""
    counted = any(column.kind == "purpose" for column in columns)
    settled = []
    for column, leaf, content in zip(columns, leaves, contents, strict=True):
        if column.kind:
            settled.append(column)
        elif not counted and leaf.title and content.words <= 0.2 * content.marks and (content.marks or leaf.group):
            settled.append(replace(column, kind="purpose"))
        elif not leaf.title and content.words:
            settled.append(replace(column, kind="number"))
        else:
            settled.append(replace(column, kind="other"))
    if not any(column.kind == "activity" for column in settled):
        return settled
    return _one_activity(settled, contents)


def _one_activity(columns: Sequence[TableColumn], contents: Sequence[_Contents]) -> list[TableColumn]:
    """Of several columns titled like activities, the one with the most words is it."""
    candidates = [n for n, column in enumerate(columns) if column.kind == "activity"]
    best = max(candidates, key=lambda n: (_is_plainly_activity(columns[n].title), contents[n].words))
    return [replace(column, kind="other") if n in candidates and n != best else column for n, column in enumerate(columns)]


def _is_plainly_activity(title: str) -> bool:
    return "activit" in title.lower()


def _numbered(columns: Sequence[TableColumn]) -> Columns:
    """Number purposes from 1 in the order of their columns, unless they carry numbers; quarters likewise."""
    numbered = []
    purpose = 0
    for column in columns:
        if column.kind == "purpose" and not column.number:
            purpose += 1
            numbered.append(replace(column, number=purpose))
        else:
            purpose = max(purpose, column.number) if column.kind == "purpose" else purpose
            numbered.append(column)
    return tuple(numbered)


def named_number(title: str) -> int | None:
    """The number that a named purpose's title starts with: `2. Capacity building`, `Goal 2: …`."""
    head = re.match(r"\s*([A-Za-z ]{0,20}?\d{1,2})\s*[.:)–-]", title)
    labels = text_to_labels(head[1]) if head else []
    return labels[0].number if labels else None


Parting = Callable[[Word, Word], bool]
