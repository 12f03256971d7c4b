"""Tables → CSV: UTF-8 without a byte order mark, `\\n` between rows, text verbatim.

A value that is not known is an empty cell, as an empty text is.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from workplan_extract.store.schema import Table


def write_csv(stream: TextIO, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A header and rows. `stream` is opened with `newline=""`.

    Python's writer leaves a lone carriage return unquoted where rows end in `\\n`, so that a reader would take it for
    the end of a row; with its default `\\r\\n` it quotes both. The row's end is therefore exchanged afterwards.
    """
    csv.writer(_RowEnds(stream)).writerows([header])
    csv.writer(_RowEnds(stream)).writerows(rows)


class _RowEnds:
    """Hands each row on with `\\n` at its end."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, row: str) -> int:
        return self._stream.write(row.removesuffix("\r\n") + "\n")


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
DICTIONARY_HEADER = ("table", "column", "type", "required", "key", "references", "values", "description")


def dictionary_rows(tables: Iterable[Table]) -> Iterator[tuple[str, ...]]:
    """The data dictionary: one row a column of every table, in their order."""
    for table in tables:
        for column in table.columns:
            yield (
                table.name,
                column.name,
                column.type,
                "yes" if column.required else "",
                "yes" if column.name in table.key else "",
                column.references,
                "; ".join(column.values),
                column.description,
            )


def spreadsheet_row(row: Sequence[object]) -> tuple[object, ...]:
    """A row for a CSV that a spreadsheet opens: a text that it would run as a formula gets an apostrophe before it.

    The characters are those that OWASP lists under "CSV Injection".
    """
    return tuple(f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell for cell in row)
