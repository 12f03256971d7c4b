"""`write_output`: workplans → a folder with the database, CSVs, the workbook and the data package."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import TypedDict, Unpack

from workplan_extract.maintaining.sources import SourceFile
from workplan_extract.models import Frozen, Workplan
from workplan_extract.store.bundle import write_bundle
from workplan_extract.store.csvs import DICTIONARY_HEADER, dictionary_rows, write_csv
from workplan_extract.store.database import build_database, open_readonly, read_rows
from workplan_extract.store.datapackage import data_package
from workplan_extract.store.flatten import workplan_to_rows
from workplan_extract.store.names import Names
from workplan_extract.store.publication import publication
from workplan_extract.store.publish import publish
from workplan_extract.store.quality import load_quality
from workplan_extract.store.rows import Rows
from workplan_extract.store.schema import TABLES, WIDE
from workplan_extract.store.trust_rows import ActivityLinkRow, CorrectionRow, FindingKindRow, ReviewRow
from workplan_extract.store.workbook import write_workbook
from workplan_extract.vocabulary.findings import finding_kinds

DATABASE = "workplans.db"
PUBLISHED = (WIDE, *TABLES)


class Beside(TypedDict, total=False):
    """What is published beside the plans."""

    corrections: Sequence[CorrectionRow]
    reviews: Sequence[ReviewRow]
    links: Iterable[ActivityLinkRow]
    files: Callable[[Workplan], Rows]


def write_output(
    workplans: Iterable[Workplan], output: Path, *, sources: Sequence[SourceFile] = (), **beside: Unpack[Beside]
) -> None:
    """Publish plans as one step. The same input gives the same bytes in every file.

    Args:
        workplans: the plans, in the order in which they are to stand; taken one at a time.
        output: the folder; made if it is not there. Files of others in it are left alone.
        sources: what the maintainer states of the PDFs; a plan takes the row with its PDF's hash.
        **beside: `corrections`, cells that were set right, already applied to `workplans`; `reviews`, activities that
            a person checked; `links`, what became of each activity in the publisher's next plan; `files`,
            what is kept of a plan's PDF.

    Raises:
        StoreError: something could not be written, or two plans claim one id; `output` is as it was.
    """

    extra: Rows = {
        "corrections": [*beside.get("corrections", ())],
        "reviews": [*beside.get("reviews", ())],
    }

    def build(folder: Path) -> None:
        plans = batches(workplans, sources, extra, beside.get("files", _no_files))
        build_database(folder / DATABASE, chain(plans, link_batches(beside.get("links", ()))))
        write_exports(folder)
        write_bundle(folder)

    publish(output, build)


def _no_files(_: Workplan) -> Rows:
    return {}


def batches(
    workplans: Iterable[Workplan],
    sources: Sequence[SourceFile],
    extra: Rows,
    files: Callable[[Workplan], Rows] = _no_files,
) -> Iterator[Rows]:
    """All rows of the database, a plan at a time."""
    by_hash = {source.sha256: source for source in sources}
    names = Names()
    kinds: list[Frozen] = [FindingKindRow(**kind.model_dump()) for kind in finding_kinds().values()]
    yield {"finding_kinds": kinds, "quality": [*load_quality()]}
    for workplan in workplans:
        yield workplan_to_rows(workplan, names, by_hash.get(workplan.document.sha256))
        yield files(workplan)
    yield names.rows()
    yield extra


def link_batches(links: Iterable[ActivityLinkRow]) -> Iterator[Rows]:
    """The links, some at a time: there are as many as activities."""
    rest = iter(links)
    while some := [*islice(rest, 1000)]:
        yield {"activity_links": [*some]}


def write_exports(folder: Path) -> None:
    """The database of a folder → CSVs, the workbook, the data dictionary and the data package beside it."""
    with closing(open_readonly(folder / DATABASE)) as connection:
        for table in PUBLISHED:
            with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as stream:
                write_csv(stream, [column.name for column in table.columns], read_rows(connection, table))
        sheets = ((table, read_rows(connection, table)) for table in PUBLISHED)
        write_workbook(folder / "workplans.xlsx", publication().note, sheets)
        plans = connection.execute("SELECT title, url FROM documents ORDER BY rowid").fetchall()
    with (folder / "data_dictionary.csv").open("w", encoding="utf-8", newline="") as stream:
        write_csv(stream, DICTIONARY_HEADER, dictionary_rows(PUBLISHED))
    package = data_package(folder, PUBLISHED, plans, publication())
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8", newline="\n")
