"""Counts → what a chart shows. Pure; the templates draw it, and each chart is, or has beside it, a table."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from workplan_extract.models import Frozen

# Steps of shade in a grid; the style sheet has a colour for each, the last with light text.
SHADES = 5


class Cell(Frozen):
    """A count in a grid, with where its rows are listed."""

    count: int
    shade: int
    href: str


class GridRow(Frozen):
    """A row of a grid."""

    label: str
    href: str
    cells: tuple[Cell, ...]
    total: int


class Grid(Frozen):
    """A table of counts whose cells are shaded. `totals` has a figure for each column, `total` one for all."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    totals: tuple[int, ...]
    total: int


class Tally(Frozen):
    """Things counted by row and column, by row, by column and in all; each thing once in each of these figures."""

    cells: dict[tuple[str, str], int]
    rows: dict[str, int]
    columns: dict[str, int]
    total: int


class Bar(Frozen):
    """A bar: `width` of 100, `parts` as (class, start, width) of 100."""

    label: str
    note: str
    href: str
    count: int
    width: float


def shade(count: int, most: int) -> int:
    """0 for nothing, else 1 to `SHADES` in even steps up to the largest count."""
    return 0 if count <= 0 or most <= 0 else max(1, -(-count * SHADES // most))


def tally(things: Iterable[tuple[str, str, str]]) -> Tally:
    """(row key, column key, thing) → how many different things there are.

    An activity that goes on for two quarters stands in two columns and is still one activity, so that a row's total may
    be less than the sum of its cells.
    """
    listed = set(things)
    return Tally(
        cells=Counter((row, column) for row, column, _ in listed),
        rows=Counter(row for row, _ in {(row, thing) for row, _, thing in listed}),
        columns=Counter(column for column, _ in {(column, thing) for _, column, thing in listed}),
        total=len({thing for *_, thing in listed}),
    )


def make_grid(
    rows: Sequence[tuple[str, str, str]],
    columns: Sequence[tuple[str, str]],
    counted: Tally,
    links: Mapping[tuple[str, str], str],
) -> Grid:
    """A grid of counts.

    Args:
        rows: key, label and address of each row.
        columns: key and label of each column.
        counted: by the keys of rows and columns; what is not listed is 0.
        links: (row key, column key) → address of the rows behind the count.
    """
    # A grid of small counts stays light: the darkest shade is for as many as there are shades, or more.
    counts = counted.cells
    most = max([SHADES, *counts.values()])
    made = []
    for row, label, href in rows:
        keys = [(row, column) for column, _ in columns]
        cells = tuple(
            Cell(count=counts.get(key, 0), shade=shade(counts.get(key, 0), most), href=links.get(key, ""))
            for key in keys
        )
        made.append(GridRow(label=label, href=href, cells=cells, total=counted.rows.get(row, 0)))
    return Grid(
        columns=tuple(label for _, label in columns),
        rows=tuple(made),
        totals=tuple(counted.columns.get(column, 0) for column, _ in columns),
        total=counted.total,
    )


def make_bars(rows: Iterable[tuple[str, str, str, int]]) -> tuple[Bar, ...]:
    """(label, note, address, count) → bars, the longest 100 wide."""
    listed = list(rows)
    most = max((count for *_, count in listed), default=0)
    return tuple(
        Bar(label=label, note=note, href=href, count=count, width=round(100 * count / most, 1) if most else 0)
        for label, note, href, count in listed
    )
