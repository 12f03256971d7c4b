"""How many rows and ticks a tool got right, against the rows that the corpus was made with."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

MARKS = 4
"""Characters that a tick may come out as; a longer cell is text."""


def expected(pdf: Path) -> list[dict[str, Any]]:
    """The rows that a plan of the corpus has."""
    return list(json.loads(pdf.with_suffix(".rows.json").read_text(encoding="utf-8")))


def plain(text: object) -> str:
    """Text without differences of blanks."""
    return "".join(str(text).split())


def judge_tables(pdf: Path, tables: Iterable[Sequence[Sequence[object]]]) -> tuple[int, int]:
    """Rows whose text stands in a cell of its own, and those of them with as many ticks as are printed."""
    cells = [[plain(cell) for cell in row] for table in tables for row in table]
    rows = ticks = 0
    for want in expected(pdf):
        found = next((row for row in cells if plain(want["text"]) in row), None)
        if found:
            cells.remove(found)
            rows += 1
            marks = sum(0 < len(cell) <= MARKS for cell in found)
            # A number of the row may be one of its short cells.
            ticks += len(want["purposes"]) in {marks, marks - 1}
    return rows, ticks


def judge_plan(pdf: Path, activities: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """The same for our own plan; ticks must be those of the right purposes."""
    left = [(plain(one["activity"]), list(one["purposes"])) for one in activities]
    rows = ticks = 0
    for want in expected(pdf):
        found = next((one for one in left if one[0] == plain(want["text"])), None)
        if found:
            left.remove(found)
            rows += 1
            ticks += found[1] == list(want["purposes"])
    return rows, ticks
