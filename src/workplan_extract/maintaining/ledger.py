"""CSV files that people add lines to, by hand, in a spreadsheet, or from what the review page hands out."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from workplan_extract.errors import SettingsError


def read_ledger(
    path: Path, columns: Sequence[str], optional: Sequence[str] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers and rows, in the file's order; none where there is no such file.

    Files may be appended to one another: a heading that comes again is skipped, and so is a line that was added twice.

    Args:
        path: the file, UTF-8.
        columns: the columns that it must have, in any order.
        optional: columns that it may have; a row without them has an empty text there.

    Raises:
        SettingsError: the file can't be read, or a row has too few or too many cells; the message has `file:line`.
    """
    if not path.is_file():
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name}:1: can't be read as UTF-8: {error}") from error
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    heading: list[str] = []
    seen: set[tuple[str, ...]] = set()
    for line, cells in numbered_rows(reader, path.name):
        if not heading or set(columns) <= set(cells):
            heading = check_heading(cells, columns, optional, path.name)
        elif len(cells) != len(heading):
            raise SettingsError(f"{path.name}:{line}: {len(cells)} cells where the heading has {len(heading)}")
        elif tuple(cells) not in seen:
            seen.add(tuple(cells))
            yield line, dict.fromkeys(optional, "") | dict(zip(heading, cells, strict=True))


def numbered_rows(reader: Iterator[list[str]], name: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that are not blank, with the line on which each starts, from 1."""
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]
            line = getattr(reader, "line_num", line) + 1
    except csv.Error as error:
        raise SettingsError(f"{name}:{line}: {error}") from error


def check_heading(cells: Sequence[str], columns: Sequence[str], optional: Sequence[str], name: str) -> list[str]:
    """The heading, if it has the columns, and no others."""
    missing = [column for column in columns if column not in cells]
    unknown = [cell for cell in cells if cell not in (*columns, *optional)]
    if missing or unknown or len(set(cells)) != len(cells):
        found = f"it has {','.join(cells)}"
        raise SettingsError(f"{name}:1: the heading must be {','.join(columns)} (with commas between); {found}")
    return list(cells)
