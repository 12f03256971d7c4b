"""What a made-up plan says, before any design is chosen; and what a reader should get out of it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Period = Literal["H1", "H2"]
QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Activity:
    """One activity. `text` is in the markup of `markup.py`; `cells` are the other columns, (kind, text)."""

    text: str
    quarters: tuple[int, ...]
    purposes: tuple[int, ...]
    cells: tuple[tuple[str, str], ...] = ()
    half: Literal[1, 2] | None = None

    @property
    def months(self) -> tuple[int, ...]:
        """The months of its quarters, counted from the year's first."""
        return tuple(month for month in range(1, 13) if (month - 1) // 3 + 1 in self.quarters)

    def cell(self, kind: str) -> str:
        """The text of another column, empty where there is none."""
        return dict(self.cells).get(kind, "")


@dataclass(frozen=True)
class Plan:
    """A whole plan: who publishes it, for when, to what purposes, and its activities in order."""

    publisher: str
    acronym: str
    title: str
    year: int
    purposes: tuple[tuple[str, str], ...]
    activities: tuple[Activity, ...]
    first_month: int = 1
    prose: tuple[str, ...] = ()

    def under(self, group: int, *, halves: bool) -> tuple[int, ...]:
        """Indices of the activities that stand under a quarter (or a half-year), in order."""
        return tuple(
            index for index, each in enumerate(self.activities) if (each.half if halves else each.quarters[0]) == group
        )


@dataclass(frozen=True)
class ExpectedRow:
    """One row as a reader of the PDF would copy it out. `page` None: not known beforehand, so not judged."""

    text: str
    quarters: tuple[int, ...]
    period: Period | None
    position: int
    purposes: tuple[int, ...]
    page: int | None
    pages: tuple[int, ...] = ()
    columns: tuple[tuple[str, str, str], ...] = ()
    """(kind, title, text) of each further column."""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Case:
    """A PDF with what it should be read as."""

    name: str
    pdf: bytes
    rows: tuple[ExpectedRow, ...]
    purposes: int
