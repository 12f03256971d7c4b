"""`raw/SOURCES.csv`: where each PDF comes from, as a maintainer states it."""

import csv
from pathlib import Path

from pydantic import Field, ValidationError

from workplan_extract.errors import SettingsError, first_error
from workplan_extract.models import Frozen


class SourceFile(Frozen):
    """One row of `raw/SOURCES.csv`."""

    file: str = Field(description="Name of the PDF in raw/")
    sha256: str = Field(description="SHA-256 of the PDF", pattern=r"^[0-9a-f]{64}$")
    title: str = Field(description="Title of the publication")
    publisher: str = Field(description="Organisation that published it")
    year: int = Field(description="First year that it is for")
    url: str = Field(description="Where it was published; empty where not known")
    retrieved_on: str = Field(description="Day on which it was retrieved, ISO 8601; empty where not known")
    note: str = Field(description="What a reader must know of this copy")
    activities: int | None = Field(default=None, ge=0, description="Activities that a person counted; empty: not yet")
    ticks: int | None = Field(default=None, ge=0, description="Ticks that a person counted; empty: not yet")


COUNTS = ("activities", "ticks")


def load_sources(raw: Path) -> tuple[SourceFile, ...]:
    """The rows of `SOURCES.csv` in a folder of PDFs, in the file's order; none where there is no such file.

    Raises:
        SettingsError: a row does not fit; the message starts with `file:line`.
    """
    path = raw / "SOURCES.csv"
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        return tuple(_row_to_source(row, reader.line_num) for row in reader)


def _row_to_source(row: dict[str, str], line: int) -> SourceFile:
    try:
        # An empty cell of a column that need not be there means the same as no such column.
        return SourceFile.model_validate({name: cell for name, cell in row.items() if cell or name not in COUNTS})
    except ValidationError as error:
        raise SettingsError(f"SOURCES.csv:{line}: {first_error(error)}") from error
