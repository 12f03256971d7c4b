"""A header's titles and what stands under them → columns with what they hold."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from workplan_extract.reading.borders import (
    FIRM_KINDS,
    Evidence,
    Ruler,
    Under,
    by_all_rows,
    by_rulers,
    gather,
    leaves_to_edges,
    with_untitled,
)
from workplan_extract.reading.header_leaves import Leaf
from workplan_extract.reading.labels import INITIAL
from workplan_extract.reading.lexicon import group_units, is_purpose_group, title_to_kind
from workplan_extract.reading.periods import text_to_heading

PERIODS = frozenset({"quarter", "half", "month"})
PERIOD_COUNTS = {2: "half", 3: "quarter", 4: "quarter", 6: "month", 12: "month"}
"""What columns that only count from one stand for under a title such as `Timeline`, by how many they are."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column from `x0` to `x1`.

    `kind` is activity, a `ColumnKind`, or one of marks: purpose, quarter, half, month, which are numbered; or one of
    words that stand for marks: purposes, time. A quarter or half whose title names its months alone has no number.
    """

    kind: str
    title: str
    x0: float
    x1: float
    number: int = 0
    months: tuple[int, int] | None = None
    """The first and last month that a column of time names."""

    @property
    def is_ticks(self) -> bool:
        """Whether the column holds marks."""
        return self.kind == "purpose" or self.is_period

    @property
    def is_period(self) -> bool:
        """Whether its marks tell when."""
        return self.kind in PERIODS


Columns = tuple[TableColumn, ...]


def header_to_columns(under: Under, rulers: Sequence[Ruler] = ()) -> tuple[Columns, Ruler]:
    """The columns below a header, and their borders for later tables; `rulers` are earlier tables' borders."""
    evidence = gather(under)
    leaves = with_untitled(under.header.leaves, evidence)
    return _with_edges(by_rulers(leaves_to_edges(leaves, evidence), leaves, evidence, rulers), leaves, evidence)


def rows_to_columns(under: Under, columns: Columns) -> tuple[Columns, Ruler] | None:
    """Look again at the columns found below a header, by all rows down to the table's end; none where they differ.

    The first look goes down to the first heading of a period, below which another table may stand.
    """
    evidence = gather(under)
    leaves = with_untitled(under.header.leaves, evidence)
    if [leaf.title for leaf in leaves] != [column.title for column in columns]:
        return None
    edges = [columns[0].x0, *(column.x1 for column in columns)]
    return _with_edges(by_all_rows(edges, leaves, evidence), leaves, evidence)


def _with_edges(edges: Sequence[float], leaves: Sequence[Leaf], evidence: Evidence) -> tuple[Columns, Ruler]:
    spans = list(pairwise(edges))
    contents = [_contents(span, evidence) for span in spans]
    lengths = Counter(leaf.run for leaf in leaves)
    named = [
        _leaf_to_column(leaf, span, content, evidence.kinds, lengths[leaf.run])
        for leaf, span, content in zip(leaves, spans, contents, strict=True)
    ]
    titles, places = tuple(leaf.title for leaf in leaves), tuple(leaf.box.x0 for leaf in leaves)
    return _numbered(_settled(_with_terms(named), leaves, contents)), Ruler(
        titles, places, tuple(edges), len(evidence.words)
    )


def _with_terms(columns: Sequence[TableColumn]) -> list[TableColumn]:
    """`T1` to `T4` beside columns of purposes in other words are terms of the year; alone they may be themes."""
    counted = [column for column in columns if column.kind == "purpose"]
    terms = [column for column in counted if INITIAL.fullmatch(column.title)]
    is_year = [column.number for column in terms] == [1, 2, 3, 4] and len(terms) < len(counted)
    return [replace(column, kind="quarter") if is_year and column in terms else column for column in columns]


@dataclass(frozen=True, slots=True)
class _Contents:
    marks: int
    words: int


def _contents(span: tuple[float, float], evidence: Evidence) -> _Contents:
    """How many marks and words stand in a column."""
    inside = [sign for sign in evidence.marks if span[0] < sign.box.x_mid < span[1] and sign.kind != "none"]
    marks = {sign.word for sign in evidence.marks if sign.word is not None}
    # a key or a note below the last mark says nothing of the column
    bottom = max((sign.box.bottom for sign in evidence.marks if sign.kind != "none"), default=evidence.body.bottom) + 2
    above = [word for word in evidence.words if word.box.y_mid < bottom]
    text = [word for word in above if span[0] < word.box.x_mid < span[1] and word not in marks]
    return _Contents(len(inside), len(text))


def _leaf_to_column(
    leaf: Leaf, span: tuple[float, float], contents: _Contents, kinds: dict[str, str], length: int
) -> TableColumn:
    """`length` is that of the run that the title counts in."""
    kind, number = _title_to_kind(leaf, contents, kinds, length)
    heading = text_to_heading(leaf.title)
    months = heading.months if heading and kind in PERIODS else None
    return TableColumn(kind, leaf.title, *span, number, months)


def _title_to_kind(leaf: Leaf, contents: _Contents, kinds: dict[str, str], length: int) -> tuple[str, int]:
    """Kind and number of a column; kind is `` where only the whole table can tell."""
    if leaf.title in kinds:
        kind, _, number = kinds[leaf.title].partition(" ")
        return kind, int(number or 0)
    if period := _title_to_period(leaf):
        return period
    if leaf.run:
        return _counted_period(leaf.group, length) or "purpose", leaf.number
    kind = title_to_kind(leaf.title) or ""
    is_open = _holds_marks(contents) or (not contents.words and is_purpose_group(leaf.group))
    return ("", 0) if is_open and kind not in FIRM_KINDS else (kind, 0)


def _title_to_period(leaf: Leaf) -> tuple[str, int] | None:
    """Kind and number of a column that its title places in the year; the number is 0 where only months are named."""
    heading = text_to_heading(leaf.title)
    style = leaf.run.partition(":")[0]
    if style in PERIODS:
        return style, leaf.number
    if heading is None or INITIAL.fullmatch(leaf.title):
        return None
    if heading.until:
        return ("half", heading.until // 2) if heading.until - (heading.quarter or 0) == 1 else None
    if heading.quarter or heading.half:
        return ("quarter", heading.quarter) if heading.quarter else ("half", heading.half or 0)
    return ("quarter" if heading.length == 3 else "half"), 0


def _counted_period(group: str, length: int) -> str | None:
    """What columns that count stand for if their group's title speaks of time: `Quarter`, `Months`, `Timeline`."""
    if title_to_kind(group) != "time":
        return None
    named = next((kind for word, kind in group_units().items() if word in group.lower()), None)
    return named or PERIOD_COUNTS.get(length)


def _holds_marks(contents: _Contents) -> bool:
    """Whether a column holds marks and hardly a word (a total below them, a letter that is no known mark)."""
    return contents.marks >= 1 and contents.words <= max(2, 0.4 * contents.marks)


def _settled(
    columns: Sequence[TableColumn], leaves: Sequence[Leaf], contents: Sequence[_Contents]
) -> list[TableColumn]:
    """Decide the columns that their own title leaves open, by what they hold and by their neighbours."""
    counted = any(column.kind == "purpose" for column in columns)
    settled = list(columns)
    for stretch in _open_stretches(columns, contents):
        marked = any(_holds_marks(contents[n]) or is_purpose_group(leaves[n].group) for n in stretch)
        wordless = all(contents[n].words <= max(2, 0.4 * contents[n].marks) for n in stretch)
        kind = "purpose" if not counted and (marked or wordless) else "other"
        for n in stretch:
            settled[n] = replace(columns[n], kind=kind)
    settled = [
        column if column.kind else replace(column, kind="number" if content.words else "other")
        for column, content in zip(settled, contents, strict=True)
    ]
    return _one_activity(settled, contents) if any(column.kind == "activity" for column in settled) else settled


def _open_stretches(columns: Sequence[TableColumn], contents: Sequence[_Contents]) -> list[list[int]]:
    """Places of titled columns of open kind, side by side; an empty one between two, or as narrow, is open too."""
    stretches: list[list[int]] = []
    open_ones = [column for column in columns if not column.kind]
    for n, column in enumerate(columns):
        beside = [other for other in (*columns[max(0, n - 1) : n], *columns[n + 1 : n + 2]) if not other.kind]
        is_like = len(beside) == 2 or (
            column.kind not in FIRM_KINDS and bool(beside) and _width(column) < 2 * max(_width(o) for o in open_ones)
        )
        empty = is_like and column.kind not in PERIODS and not contents[n].words and not contents[n].marks
        if (column.kind and not empty) or not column.title:
            continue
        if stretches and stretches[-1][-1] == n - 1:
            stretches[-1].append(n)
        else:
            stretches.append([n])
    return stretches


def _width(column: TableColumn) -> float:
    return column.x1 - column.x0


def _one_activity(columns: Sequence[TableColumn], contents: Sequence[_Contents]) -> list[TableColumn]:
    """Of several columns titled like activities, the one with the most words is it."""
    candidates = [n for n, column in enumerate(columns) if column.kind == "activity"]
    best = max(candidates, key=lambda n: (_is_plainly_activity(columns[n].title), contents[n].words))
    return [
        replace(column, kind="other") if n in candidates and n != best else column for n, column in enumerate(columns)
    ]


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
