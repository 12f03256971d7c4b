"""`workplans.zip`: everything in one file, with a note to the reader and checksums. The same files give the same bytes."""

import hashlib
import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from workplan_extract.store.database import open_readonly
from workplan_extract.store.publication import publication

BUNDLE = "workplans.zip"

# The earliest date that a ZIP can hold: the bytes must not tell when it was made.
DATE = (1980, 1, 1, 0, 0, 0)
READABLE_FILE = 0o644 << 16


def write_bundle(folder: Path) -> None:
    """All published files of a folder → `workplans.zip` beside them."""
    paths = [path for path in sorted(folder.iterdir()) if path.is_file() and path.name != BUNDLE]
    with ZipFile(folder / BUNDLE, "w", ZIP_DEFLATED, compresslevel=6) as bundle:
        readme = make_readme(folder / "workplans.db").encode()
        add(bundle, "README.txt", readme)
        sums = [(hashlib.sha256(readme).hexdigest(), "README.txt")]
        for path in paths:
            content = path.read_bytes()
            add(bundle, path.name, content)
            sums.append((hashlib.sha256(content).hexdigest(), path.name))
        add(bundle, "SHA256SUMS", "".join(f"{sha256}  {name}\n" for sha256, name in sums).encode())


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
        plans = connection.execute("SELECT * FROM documents ORDER BY rowid").fetchall()
    about = publication()
    template = files("workplan_extract").joinpath("data", "bundle_readme.txt").read_text(encoding="utf-8")
    return template.format(
        plans="\n".join(plan_lines(plan) for plan in plans) or "  none",
        citations="\n".join(f"  {plan['publisher']} ({plan['year'] or 'n.d.'}). {plan['title']} [planned, not delivered]."
                            f"\n  In: {about.title} [data set]." for plan in plans) or "  -",
        licence=about.licence.title,
        licence_path=about.licence.path,
    )  # fmt: skip


def plan_lines(plan: sqlite3.Row) -> str:
    """A plan with the PDF that it was read from."""
    note = f"\n    {plan['note']}" if plan["note"] else ""
    return f"  {plan['title']} ({plan['publisher']})\n    {plan['file']}, SHA-256 {plan['sha256']}{note}"
