"""`workplans.zip`: everything in one file, with a note and checksums. The same files give the same bytes."""

import hashlib
import io
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from workplan_extract.store.csvs import spreadsheet_row, write_csv
from workplan_extract.store.database import open_readonly, read_rows
from workplan_extract.store.publication import publication
from workplan_extract.store.schema import WIDE

BUNDLE = "workplans.zip"
# In the ZIP alone: the CSVs of the folder are all of one kind, without a byte order mark.
EXCEL_CSV = "activities-for-excel.csv"

# The earliest date that a ZIP can hold: the bytes must not tell when it was made.
DATE = (1980, 1, 1, 0, 0, 0)
READABLE_FILE = 0o644 << 16


def write_bundle(folder: Path) -> None:
    """All published files of a folder → `workplans.zip` beside them."""
    sums: list[str] = []
    with ZipFile(folder / BUNDLE, "w", ZIP_DEFLATED, compresslevel=6) as bundle:
        for name, content in bundled_files(folder):
            add(bundle, name, content)
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
        add(bundle, "SHA256SUMS", "".join(sums).encode())


def bundled_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file that goes into the ZIP, one at a time."""
    database = folder / "workplans.db"
    yield "README.txt", make_readme(database).encode()
    yield EXCEL_CSV, make_excel_csv(database).encode("utf-8-sig")
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name != BUNDLE:
            yield path.name, path.read_bytes()


def make_excel_csv(database: Path) -> str:
    """`activities_wide` as a CSV that Excel opens right by double click; the byte order mark is for the encoder."""
    text = io.StringIO(newline="")
    with closing(open_readonly(database)) as connection:
        write_csv(text, [column.name for column in WIDE.columns], map(spreadsheet_row, read_rows(connection, WIDE)))
    return text.getvalue()


def add(bundle: ZipFile, name: str, content: bytes) -> None:
    """One file into the ZIP."""
    entry = ZipInfo(name, DATE)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = READABLE_FILE
    bundle.writestr(entry, content)


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
