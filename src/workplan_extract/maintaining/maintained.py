"""What a maintainer writes beside the PDFs of a folder: sources, corrections and reviews."""

from pathlib import Path

from workplan_extract.maintaining import corrections as fixes
from workplan_extract.maintaining import reviews as checks
from workplan_extract.maintaining.corrections import Correction, load_corrections
from workplan_extract.maintaining.reviews import Review, load_reviews
from workplan_extract.maintaining.sources import SourceFile, load_sources
from workplan_extract.models import Frozen


class Maintained(Frozen):
    """All of it, in the order of the files."""

    sources: tuple[SourceFile, ...] = ()
    corrections: tuple[Correction, ...] = ()
    reviews: tuple[Review, ...] = ()


def load_maintained(raw: Path) -> Maintained:
    """`SOURCES.csv`, `corrections.csv` and `reviews.csv` of a folder, as far as they are there.

    Raises:
        SettingsError: a line does not fit; the message starts with `file:line`.
    """
    return Maintained(sources=load_sources(raw), corrections=load_corrections(raw), reviews=load_reviews(raw))


def of_document(maintained: Maintained, document: str) -> Maintained:
    """What concerns one plan; of the sources none, as they go by file."""
    return Maintained(
        corrections=fixes.of_document(maintained.corrections, document),
        reviews=checks.of_document(maintained.reviews, document),
    )


def check_plans(maintained: Maintained, documents: list[str]) -> None:
    """Every correction and every review must be of a plan that there is.

    Raises:
        SettingsError: one is of a plan that no PDF gives.
    """
    for file, lines in ((fixes.FILE, maintained.corrections), (checks.FILE, maintained.reviews)):
        fixes.check_documents([one.document for one in lines], documents, [one.line for one in lines], file)
