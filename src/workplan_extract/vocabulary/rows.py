"""Reads a CSV of `data/` into rows of a frozen model; a row that does not fit names its file and line."""

import csv
from collections.abc import Iterator
from importlib.resources import files
from itertools import zip_longest
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, ValidationError

from workplan_extract.errors import VocabularyError, first_error
from workplan_extract.models import Frozen

M = TypeVar("M", bound=Frozen)


def _split(cell: object) -> object:
    """`a;b; c` → `("a", "b", "c")`; what is no text is left to the model."""
    return tuple(part.strip() for part in cell.split(";") if part.strip()) if isinstance(cell, str) else cell


Names = Annotated[tuple[str, ...], BeforeValidator(_split)]
"""A cell with `;` between its values."""


def read_rows(name: str, model: type[M]) -> tuple[M, ...]:
    """`data/NAME.csv` → one `model` a row, in the file's order.

    Raises:
        VocabularyError: a column is missing or unknown, or a cell does not fit; the message starts with `file:line`.
    """
    text = files("workplan_extract").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    return tuple(parse_rows(text, f"{name}.csv", model))


def parse_rows(text: str, name: str, model: type[M]) -> Iterator[M]:
    """CSV text with a header → one `model` a row; `name` is the file's name for messages.

    Raises:
        VocabularyError: a column is missing or unknown, or a cell does not fit; the message starts with `file:line`.
    """
    reader = csv.reader(text.splitlines())
    columns = next(reader, [])
    for cells in filter(None, reader):
        try:
            yield model.model_validate(_row(columns, cells))
        except ValidationError as error:
            raise VocabularyError(f"{name}:{reader.line_num}: {first_error(error)}") from error


def _row(columns: list[str], cells: list[str]) -> dict[str, str]:
    """Cells by column; a missing one is empty, one too many has no heading. `DictReader` takes thrice as long."""
    if len(cells) == len(columns):
        return dict(zip(columns, cells, strict=True))
    return dict(
        zip_longest(
            [*columns, "(no heading)"][: max(len(cells), len(columns))], cells[: len(columns) + 1], fillvalue=""
        )
    )
