"""Read a made PDF with the product and judge what came."""

from pathlib import Path

from tests.factory.judge import Verdict, judge, refusal
from tests.factory.plan import Case
from workplan_extract.errors import DocumentError
from workplan_extract.reading import read_document
from workplan_extract.settings import DocumentSettings


def case_to_verdict(case: Case, folder: Path) -> Verdict:
    """Write the PDF into a folder, read it, compare. Whatever but a `DocumentError` is raised goes through."""
    path = folder / f"{case.name}.pdf"
    path.write_bytes(case.pdf)
    try:
        reading = read_document(path, DocumentSettings())
    except DocumentError as error:
        return refusal(case, error)
    return judge(case, reading)
