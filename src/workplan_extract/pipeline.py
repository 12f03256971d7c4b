"""The order of the stages for one document, and for many. Nothing else.

Imports of the stages that load large libraries stand inside the functions, so that a command which needs none of them
starts at once.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from workplan_extract.corrections import apply_corrections, correct_reading
from workplan_extract.errors import WorkplanError
from workplan_extract.maintained import Maintained, load_maintained, of_document
from workplan_extract.models import Frozen, Reading, Tagged, Workplan
from workplan_extract.reviews import check_reviews
from workplan_extract.settings import DocumentSettings, load_settings


class Failure(Frozen):
    """A PDF that gave no workplan, and why."""

    file: str
    reason: str


class Outcome(Frozen):
    """What a run over several PDFs gave, in the order of the files."""

    workplans: tuple[Workplan, ...]
    failures: tuple[Failure, ...]


def extract_workplan(pdf: Path, maintained: Maintained | None = None) -> Workplan:
    """One PDF → its workplan, with the corrections applied.

    Args:
        pdf: the PDF; its settings are taken from the TOML file beside it.
        maintained: what else stands beside the PDF, if that was read already.

    Raises:
        DocumentError: nothing can be read from the PDF.
        SettingsError: the TOML file, a correction or a review does not fit.
    """
    from workplan_extract.checks import check_workplan  # noqa: PLC0415
    from workplan_extract.reading import read_document  # noqa: PLC0415
    from workplan_extract.records import build_workplan  # noqa: PLC0415

    settings = load_settings(pdf)
    reading = read_document(pdf, settings)
    own = of_document(maintained or load_maintained(pdf.parent), reading.document.id)
    reading = correct_reading(reading, own.corrections)
    workplan = build_workplan(reading, *tag_reading(reading, settings))
    workplan = apply_corrections(workplan, own.corrections)
    findings = (*workplan.findings, *check_workplan(workplan), *check_reviews(workplan, own.reviews))
    return workplan.model_copy(update={"findings": findings})


def tag_reading(
    reading: Reading, settings: DocumentSettings
) -> tuple[tuple[Tagged, ...], tuple[tuple[Tagged, ...], ...]]:
    """What each row names: in its sentence, and in its other columns; one name an organisation over the whole plan."""
    from workplan_extract.tagging import Context, Tagger, link_organisations  # noqa: PLC0415

    document = reading.document
    context = Context(
        publisher=document.publisher,
        publisher_acronym=document.publisher_acronym,
        glossary=reading.glossary,
        settings=settings,
    )
    tagger = Tagger(context)
    sentences = tuple(tagger.tag(row.text for row in reading.rows))
    columns = [tuple(tagger.tag_column(cell.text, cell.kind) for cell in row.columns) for row in reading.rows]
    cells = [cell for row in columns for cell in row]
    linked = iter(link_organisations((*sentences, *cells), context))
    return tuple(next(linked) for _ in sentences), tuple(tuple(next(linked) for _ in row) for row in columns)


def extract_many(
    pdfs: Iterable[Path],
    progress: Callable[[Path], None] = lambda _: None,
    *,
    maintained: Maintained,
    extract: Callable[[Path, Maintained], Workplan] = extract_workplan,
) -> Outcome:
    """PDFs → workplans; one that fails is reported and the rest go on.

    Args:
        pdfs: the PDFs, in the order of the results.
        progress: called before each PDF.
        maintained: what stands beside the PDFs.
        extract: what makes a workplan of a PDF, or fetches one that was kept.
    """
    workplans: list[Workplan] = []
    failures: list[Failure] = []
    for pdf in pdfs:
        progress(pdf)
        try:
            workplans.append(extract(pdf, maintained))
        except WorkplanError as error:
            failures.append(Failure(file=pdf.name, reason=str(error)))
    return Outcome(workplans=separate_ids(workplans), failures=tuple(failures))


def separate_ids(workplans: Sequence[Workplan]) -> tuple[Workplan, ...]:
    """Plans that claim the same id keep apart: all but the first take their file's name into their ids, and say so."""
    from workplan_extract.records import rename_workplan  # noqa: PLC0415

    taken: set[str] = set()
    separated = []
    for workplan in workplans:
        kept = workplan if workplan.document.id not in taken else rename_workplan(workplan)
        taken.add(kept.document.id)
        separated.append(kept)
    return tuple(separated)
