"""`workplans.zip`: everything in one file, with a note and checksums. The same files give the same bytes."""

import hashlib
import io
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from workplan_extract.store.csvs import spreadsheet_row, write_csv
from workplan_extract.store.database import open_readonly, read_rows
from workplan_extract.store.publication import publication
from workplan_extract.store.schema import WIDE

BUNDLE = "workplans.zip"
# In the ZIP alone: the CSVs of the folder are all of one kind, without a byte order mark.
EXCEL_CSV = "activities-for-excel.csv"

READABLE_FILE = 0o644 << 16
# Pictures and PDFs are most of it, and packed already.
LEAST_EFFORT = 1
CHUNK = 1 << 20


def write_bundle(folder: Path) -> None:
    """All published files of a folder → `workplans.zip` beside them. Files are streamed: memory stays flat."""
    sums: list[str] = []
    with ZipFile(folder / BUNDLE, "w", ZIP_DEFLATED, compresslevel=LEAST_EFFORT) as bundle:
        for name, size, content in bundled_files(folder):
            sums.append(f"{add(bundle, name, size, content)}  {name}\n")
        note = "".join(sums).encode()
        add(bundle, "SHA256SUMS", len(note), io.BytesIO(note))


def bundled_files(folder: Path) -> Iterator[tuple[str, int, IO[bytes]]]:
    """Name, size and content of each file that goes into the ZIP, one at a time."""
    database = folder / "workplans.db"
    for name, made in (
        ("README.txt", make_readme(database).encode()),
        (EXCEL_CSV, make_excel_csv(database).encode("utf-8-sig")),
    ):
        yield name, len(made), io.BytesIO(made)
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name != BUNDLE:
            with path.open("rb") as stream:
                yield path.name, path.stat().st_size, stream


def make_excel_csv(database: Path) -> str:
    """`activities_wide` as a CSV that Excel opens right by double click; the byte order mark is for the encoder."""
    text = io.StringIO(newline="")
    with closing(open_readonly(database)) as connection:
        write_csv(text, [column.name for column in WIDE.columns], map(spreadsheet_row, read_rows(connection, WIDE)))
    return text.getvalue()


def add(bundle: ZipFile, name: str, size: int, content: IO[bytes]) -> str:
    """One file into the ZIP, under the earliest date that a ZIP can hold; its SHA-256."""
    total = hashlib.sha256()
    with bundle.open(name, "w", force_zip64=size >= 1 << 31) as entry:
        while chunk := content.read(CHUNK):
            total.update(chunk)
            entry.write(chunk)
    bundle.getinfo(name).external_attr = READABLE_FILE
    return total.hexdigest()


def make_readme(database: Path) -> str:
    """The note to the reader of the ZIP."""
    with closing(open_readonly(database)) as connection:
        connection.row_factory = sqlite3.Row
        plans = [dict(row) for row in connection.execute("SELECT * FROM documents ORDER BY rowid")]
    about = publication()
    citation = "  {publisher} ({year}). {title} [planned, not delivered].\n  In: {dataset} [data set]."
    cited = [citation.format(**{**plan, "year": plan["year"] or "n.d."}, dataset=about.title) for plan in plans]
    template = files("workplan_extract").joinpath("data", "bundle_readme.txt").read_text(encoding="utf-8")
    return template.format(
        plans="\n".join(plan_lines(plan) for plan in plans) or "  none",
        citations="\n".join(cited) or "  none",
        licence=about.licence.title,
        licence_path=about.licence.path,
    )


def plan_lines(plan: Mapping[str, object]) -> str:
    """A plan with the PDF that it was read from."""
    note = f"\n    {plan['note']}" if plan["note"] else ""
    return f"  {plan['title']} ({plan['publisher']})\n    {plan['file']}, SHA-256 {plan['sha256']}{note}"
