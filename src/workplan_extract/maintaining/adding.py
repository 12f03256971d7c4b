"""`workplan-extract add`: a PDF becomes one of the plans in `raw/`, with its row in `SOURCES.csv`."""

import csv
import hashlib
import io
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from workplan_extract.errors import SettingsError
from workplan_extract.maintaining.sources import SourceFile, load_sources
from workplan_extract.models import Workplan
from workplan_extract.records import slug

HEADING = ("file", "sha256", "title", "publisher", "year", "url", "retrieved_on", "note", "activities", "ticks")


def refuse_copy(pdf: Path, raw: Path) -> Path:
    """Where in `raw/` the PDF is to stand.

    Raises:
        SettingsError: the same bytes are there already, or another PDF of that name.
    """
    sha256 = file_hash(pdf)
    for known in sorted(raw.glob("*")):
        if known.suffix.lower() == ".pdf" and known.is_file() and file_hash(known) == sha256:
            raise SettingsError(f"{pdf.name}: the same file is there already as {known}; nothing was added")
    for source in load_sources(raw):
        if source.sha256 == sha256:
            raise SettingsError(f"{pdf.name}: SOURCES.csv has this file already, as {source.file}; nothing was added")
    place = raw / f"{slug(pdf.stem) or 'plan'}.pdf"
    if place.exists():
        raise SettingsError(
            f"{pdf.name}: {place} is there already, with other content; if this is a new edition of it, put it in its "
            "place and change its hash in SOURCES.csv, else give the PDF another name"
        )
    return place


def file_hash(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def refuse_same_plan(plan: Workplan, known: Iterable[Workplan]) -> None:
    """One publisher has one plan a year.

    Raises:
        SettingsError: another PDF gives that plan.
    """
    for other in known:
        if other.document.id == plan.document.id:
            raise SettingsError(
                f"{plan.document.file}: {other.document.file} gives the plan {plan.document.id} already; put a new "
                "edition in its place, or give publisher_acronym or year in a TOML file beside the PDF"
            )


def plan_to_source(plan: Workplan, file: str, url: str, retrieved_on: date | None) -> SourceFile:
    """The row of `SOURCES.csv`, as read from the document.

    Raises:
        SettingsError: the document does not say whose plan it is, or for which year.
    """
    document = plan.document
    if document.year is None or not document.publisher:
        missing = "for which year it is" if document.year is None else "whose plan it is"
        raise SettingsError(
            f'{document.file}: the PDF does not say {missing}; put year = 2023 or publisher = "…" into '
            f"{Path(document.file).with_suffix('.toml')} beside it, and add it again"
        )
    return SourceFile(
        file=file,
        sha256=document.sha256,
        title=document.title,
        publisher=document.publisher,
        year=document.year,
        url=url,
        retrieved_on=retrieved_on.isoformat() if retrieved_on else "",
        note="",
    )


def copy_in(pdf: Path, place: Path, source: SourceFile) -> None:
    """Copy the PDF, and the TOML file beside it if there is one, and add the row to `SOURCES.csv`: all or nothing."""
    place.parent.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    try:
        for given, kept in ((pdf, place), (pdf.with_suffix(".toml"), place.with_suffix(".toml"))):
            if given.is_file() and not kept.exists():
                made.append(kept)
                shutil.copyfile(given, kept)
        append_source(place.parent / "SOURCES.csv", source)
    except OSError as error:
        for path in made:
            path.unlink(missing_ok=True)
        raise SettingsError(f"{place}: can't be added: {error.strerror or error}") from error


def append_source(path: Path, source: SourceFile) -> None:
    """Add a row, in the columns that the file has; what stands there stays as it is, to the byte."""
    text = path.read_bytes().decode("utf-8") if path.is_file() else ",".join(HEADING) + "\n"
    heading = next(csv.reader([text.removeprefix("\ufeff").splitlines()[0]]))
    row = {name: "" if value is None else str(value) for name, value in source.model_dump().items()}
    line = io.StringIO()
    csv.DictWriter(line, heading, lineterminator="\n", extrasaction="ignore").writerow(row)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes((text + ("" if text.endswith("\n") else "\n") + line.getvalue()).encode())
    part.replace(path)
