"""The files that the site hands out: those that were published beside the database."""

from pathlib import Path
from zipfile import ZipFile

from workplan_extract.models import Frozen
from workplan_extract.store.bundle import BUNDLE, EXCEL_CSV
from workplan_extract.store.schema import TABLES


class Download(Frozen):
    """A file to be fetched."""

    name: str
    title: str
    note: str
    size: int


# In the order of the page, the likeliest first. Every table's own CSV follows.
OFFERED = {
    BUNDLE: ("Everything in one ZIP", "All files below, with their checksums and a note on how to read them"),
    EXCEL_CSV: ("Activities for Excel", "One row an activity; opens right by double click, accents and all"),
    "activities_wide.csv": ("Activities as CSV", "The same for R, pandas and other programs: plain UTF-8"),
    "workplans.xlsx": ("Workbook", "A sheet a table; every text is text, no formulas"),
    "workplans.db": ("Database", "SQLite, with full-text search and the pictures of the source"),
    "data_dictionary.csv": ("Data dictionary", "What each column of each table means"),
    "datapackage.json": ("Data package", "The tables described for programs (Frictionless)"),
}
TIDY = {f"{table.name}.csv": (table.title, table.description) for table in TABLES}
MEDIA_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".db": "application/vnd.sqlite3",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}


def downloads(database: Path) -> tuple[Download, ...]:
    """The main files that stand beside a database."""
    return _present(database, OFFERED)


def tidy_downloads(database: Path) -> tuple[Download, ...]:
    """The tables' own CSVs that stand beside a database."""
    return _present(database, TIDY)


def read_bundled(database: Path, name: str) -> bytes | None:
    """The content of a file that stands in the ZIP alone; None where there is no ZIP, or it is no such file."""
    bundle = database.parent / BUNDLE
    if name != EXCEL_CSV or not bundle.is_file():
        return None
    with ZipFile(bundle) as opened:
        return opened.read(name)


def find_download(database: Path, name: str) -> Path | None:
    """The file of that name, if it is one that the site hands out and it is there."""
    if name == EXCEL_CSV or (name not in OFFERED and name not in TIDY):
        return None
    path = database if name == "workplans.db" else database.parent / name
    return path if path.is_file() else None


def media_type(name: str) -> str:
    """The media type of a file that is handed out."""
    return MEDIA_TYPES[Path(name).suffix]


def _present(database: Path, offered: dict[str, tuple[str, str]]) -> tuple[Download, ...]:
    sizes = ((name, _size(database, name)) for name in offered)
    return tuple(
        Download(name=name, title=offered[name][0], note=offered[name][1], size=size) for name, size in sizes if size
    )


def _size(database: Path, name: str) -> int:
    path = find_download(database, name)
    bundle = database.parent / BUNDLE
    if path or name != EXCEL_CSV or not bundle.is_file():
        return path.stat().st_size if path else 0
    with ZipFile(bundle) as opened:
        return opened.getinfo(name).file_size
