"""Counts → what a chart shows. Pure; the templates draw it, and each chart is, or has beside it, a table."""

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
    """A table of counts whose cells are shaded."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """The sum of each column."""
        return tuple(sum(row.cells[nth].count for row in self.rows) for nth in range(len(self.columns)))


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


def make_grid(
    rows: Sequence[tuple[str, str, str]],
    columns: Sequence[tuple[str, str]],
    counts: Mapping[tuple[str, str], int],
    links: Mapping[tuple[str, str], str],
) -> Grid:
    """A grid of counts.

    Args:
        rows: key, label and address of each row.
        columns: key and label of each column.
        counts: (row key, column key) → count; what is not listed is 0.
        links: (row key, column key) → address of the rows behind the count.
    """
    # A grid of small counts stays light: the darkest shade is for as many as there are shades, or more.
    most = max(*counts.values(), SHADES) if counts else 0
    made = []
    for row, label, href in rows:
        keys = [(row, column) for column, _ in columns]
        cells = tuple(
            Cell(count=counts.get(key, 0), shade=shade(counts.get(key, 0), most), href=links.get(key, ""))
            for key in keys
        )
        made.append(GridRow(label=label, href=href, cells=cells, total=sum(cell.count for cell in cells)))
    return Grid(columns=tuple(label for _, label in columns), rows=tuple(made))


def make_bars(rows: Iterable[tuple[str, str, str, int]]) -> tuple[Bar, ...]:
    """(label, note, address, count) → bars, the longest 100 wide."""
    listed = list(rows)
    most = max((count for *_, count in listed), default=0)
    return tuple(
        Bar(label=label, note=note, href=href, count=count, width=round(100 * count / most, 1) if most else 0)
        for label, note, href, count in listed
    )
