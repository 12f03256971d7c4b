"""The order of the stages for one document. Nothing else; `making.py` has it done for many.

Imports of the stages that load large libraries stand inside the functions, so that a command which needs none of them
starts at once.
"""

from pathlib import Path

from workplan_extract.maintaining.corrections import apply_corrections, correct_reading
from workplan_extract.maintaining.maintained import Maintained, load_maintained, of_document
from workplan_extract.maintaining.reviews import check_reviews
from workplan_extract.models import Reading, Tagged, Workplan
from workplan_extract.settings import DocumentSettings, load_settings


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
    as_read = build_workplan(reading, *tag_reading(reading, settings))
    workplan = apply_corrections(as_read, own.corrections)
    findings = (*workplan.findings, *check_workplan(workplan), *check_reviews(workplan, own.reviews, as_read))
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
