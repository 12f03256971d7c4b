"""Tables → one `.xlsx` workbook, a sheet a table. Every text is text: nothing in it can run."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count, islice
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from workplan_extract.store.schema import Column, Table
from workplan_extract.store.workbook_xml import (
    CELL,
    HEADER,
    LONG,
    Sheet,
    parts_around,
    row_to_xml,
    sheet_end,
    sheet_part,
    sheet_start,
)

# What Excel can hold: rows of a sheet (the header is one) and characters of a cell.
SHEET_ROWS = 1_048_576
CELL_CHARACTERS = 32_767
CUT = " … (cut: the CSV has all of it)"

TITLE = "Workplans: planned, not delivered"
NOTE_WIDTH = 120
WIDTHS = {"integer": 10, "number": 10, "date": 12, "string": 24}
LONG_TEXT = ("activity", "text", "description", "expansion", "message", "purpose_titles", "heading", "title")

LITTLE_EFFORT = 3
"""Of zlib's levels: a fifth larger than at the usual 6, in half the time."""
AT_ONCE = 500
"""Rows that are packed in one go."""


def write_workbook(path: Path, note: str, tables: Iterable[tuple[Table, Iterable[Sequence[object]]]]) -> None:
    """A first sheet with a note to the reader, then a sheet a table. Rows are streamed: memory stays flat.

    A part of the file bears no date: the same tables give the same bytes.
    """
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=LITTLE_EFFORT) as book:
        sheets = [write_note(book, note)]
        for table, rows in tables:
            sheets += write_sheets(book, len(sheets) + 1, table, rows)
        for name, text in parts_around(TITLE, sheets):
            with book.open(name, "w") as part:
                part.write(text.encode())


def write_note(book: ZipFile, note: str) -> Sheet:
    """The first sheet: a line a row."""
    with book.open(sheet_part(1), "w") as part:
        part.write(sheet_start([(NOTE_WIDTH, CELL)]).encode())
        for number, line in enumerate(note.splitlines(), 1):
            part.write(row_to_xml(number, [line], [CELL]).encode())
        part.write(sheet_end().encode())
    return Sheet("about")


def write_sheets(book: ZipFile, number: int, table: Table, rows: Iterable[Sequence[object]]) -> Iterator[Sheet]:
    """The sheet of that number; a table longer than a sheet can be goes on in `NAME_2`, `NAME_3`, …"""
    rest = iter(rows)
    first = [*islice(rest, 1)]
    for nth in count(1):
        here = islice(chain(first, rest), SHEET_ROWS - 1)
        last = write_sheet(book, number + nth - 1, table.columns, here)
        yield Sheet(table.name if nth == 1 else f"{table.name}_{nth}", len(table.columns), last)
        first = [*islice(rest, 1)]
        if not first:
            break


def write_sheet(book: ZipFile, number: int, columns: Sequence[Column], rows: Iterator[Sequence[object]]) -> int:
    """Column names that stay in sight, widths that fit what stands under them, and the rows; the last row's number."""
    styles = [LONG if column.name in LONG_TEXT else CELL for column in columns]
    last = 1
    with book.open(sheet_part(number), "w", force_zip64=True) as part:
        part.write(sheet_start([*zip(map(width_of, columns), styles, strict=True)], is_frozen=True).encode())
        part.write(row_to_xml(1, [column.name for column in columns], [HEADER] * len(columns)).encode())
        while some := [*islice(rows, AT_ONCE)]:
            text = "".join(row_to_xml(place, map(fit_cell, row), styles) for place, row in enumerate(some, last + 1))
            part.write(text.encode())
            last += len(some)
        part.write(sheet_end(len(columns), last).encode())
    return last


def width_of(column: Column) -> int:
    """The width of a column, in characters."""
    return 60 if column.name in LONG_TEXT else max(WIDTHS[column.type], min(len(column.name) + 4, 24))


def fit_cell(value: object) -> object:
    """What a cell can hold of a value; a text that is cut says so. A cell counts UTF-16 units, as Excel does."""
    if not isinstance(value, str) or len(value) * 2 <= CELL_CHARACTERS:
        return value
    units = value.encode("utf-16-le")
    if len(units) // 2 <= CELL_CHARACTERS:
        return value
    room = (CELL_CHARACTERS - len(CUT)) * 2
    return units[:room].decode("utf-16-le", errors="ignore") + CUT
