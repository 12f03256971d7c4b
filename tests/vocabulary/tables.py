"""The vocabulary's CSV files as plain rows, read without the product's own loaders."""

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[2] / "src" / "workplan_extract" / "data"
Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """`data/NAME.csv` → one dict a row."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def header(name: str) -> list[str]:
    """The column names of `data/NAME.csv`."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def parts(cell: str) -> list[str]:
    """`a;b` → `["a", "b"]`; an empty cell has no parts."""
    return cell.split(";") if cell else []


def owners(pairs: list[tuple[str, str]]) -> dict[str, set[str]]:
    """(name, whose name it is) → the owners of each name, case aside."""
    found: dict[str, set[str]] = {}
    for name, owner in pairs:
        found.setdefault(name.casefold(), set()).add(owner)
    return found


def shared(pairs: list[tuple[str, str]]) -> dict[str, set[str]]:
    """The names that have more than one owner, for a short message."""
    return {name: who for name, who in owners(pairs).items() if len(who) > 1}


def sort_key(name: str) -> tuple[str, str]:
    """The order of the files: case aside, then as written."""
    return name.casefold(), name
