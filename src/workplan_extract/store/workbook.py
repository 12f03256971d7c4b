"""Tables → one `.xlsx` workbook, a sheet a table. Every text is text: nothing in it can run."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workplan_extract.errors import StoreError
from workplan_extract.store.schema import Table

# What Excel can hold: rows of a sheet (the header is one) and characters of a cell.
SHEET_ROWS = 1_048_576
CELL_CHARACTERS = 32_767
CUT = " … (cut: the CSV has all of it)"

# Any fixed date will do: the workbook's bytes must not tell when it was made.
CREATED = datetime(2000, 1, 1)

WIDTHS = {"integer": 10, "number": 10, "date": 12, "string": 24}
LONG_TEXT = ("activity", "text", "description", "expansion", "message", "purpose_titles", "heading", "title")


@dataclass(frozen=True)
class Formats:
    """How cells look."""

    header: Format
    cell: Format
    long: Format


def write_workbook(path: Path, note: str, tables: Iterable[tuple[Table, Iterable[Sequence[object]]]]) -> None:
    """A first sheet with a note to the reader, then a sheet a table. Rows are streamed: memory stays flat.

    Raises:
        StoreError: the file cannot be written.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "tmpdir": str(path.parent),
    }
    try:
        with xlsxwriter.Workbook(str(path), options) as book:
            book.set_properties({"created": CREATED, "title": "Workplans: planned, not delivered"})
            write_note(book, note)
            formats = Formats(
                header=book.add_format({"bold": True, "bottom": 1}),
                cell=book.add_format({"valign": "top"}),
                long=book.add_format({"valign": "top", "text_wrap": True}),
            )
            for table, rows in tables:
                write_sheets(book, formats, table, rows)
    except XlsxWriterException as error:
        raise StoreError(f"{path.name} cannot be written: {error}") from error


def write_note(book: xlsxwriter.Workbook, note: str) -> None:
    """The first sheet: a line a row."""
    about = book.add_worksheet("about")
    about.set_column(0, 0, 120)
    for number, line in enumerate(note.splitlines()):
        about.write_string(number, 0, line)


def write_sheets(book: xlsxwriter.Workbook, formats: Formats, table: Table, rows: Iterable[Sequence[object]]) -> None:
    """One sheet; a table longer than a sheet can be goes on in `NAME_2`, `NAME_3`, …"""
    rest = iter(rows)
    number = 1
    first = list(islice(rest, 1))
    while first or number == 1:
        sheet = book.add_worksheet(table.name if number == 1 else f"{table.name}_{number}")
        write_header(sheet, formats, table)
        count = 0
        for count, row in enumerate(islice(chain(first, rest), SHEET_ROWS - 1), 1):
            write_row(sheet, count, row)
        sheet.autofilter(0, 0, max(count, 1), len(table.columns) - 1)
        first = list(islice(rest, 1))
        number += 1


def write_header(sheet: Worksheet, formats: Formats, table: Table) -> None:
    """Column names that stay in sight, and widths that fit what stands under them."""
    for position, column in enumerate(table.columns):
        is_long = column.name in LONG_TEXT
        width = 60 if is_long else max(WIDTHS[column.type], min(len(column.name) + 4, 24))
        sheet.set_column(position, position, width, formats.long if is_long else formats.cell)
        sheet.write_string(0, position, column.name, formats.header)
    sheet.freeze_panes(1, 0)


def write_row(sheet: Worksheet, number: int, row: Sequence[object]) -> None:
    """Numbers as numbers, text as text, nothing where there is nothing."""
    for position, value in enumerate(row):
        if isinstance(value, (int, float)):
            sheet.write_number(number, position, value)
        elif value:
            sheet.write_string(number, position, fit_cell(str(value)))


def fit_cell(text: str) -> str:
    """Text that a cell can hold; what is cut says so. A cell counts UTF-16 units, as Excel does."""
    if len(text.encode("utf-16-le")) // 2 <= CELL_CHARACTERS:
        return text
    room = (CELL_CHARACTERS - len(CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + CUT
