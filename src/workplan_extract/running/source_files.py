"""The PDFs of plans → what the database keeps of them: the file, and a picture of each activity's row.

Pictures are drawn by the process that reads a plan, and kept beside it; those that are missing are drawn here.
A PDF that can't be drawn leaves its plan without pictures, and nothing else.
"""

import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from workplan_extract.errors import WorkplanError
from workplan_extract.models import Workplan
from workplan_extract.running.cache import write_atomically
from workplan_extract.running.isolation import Limits, each_isolated
from workplan_extract.running.row_pictures import NONE, SUFFIX, draw_rows, split_pictures
from workplan_extract.running.shelf import Kept, Shelf
from workplan_extract.store.kept_files import file_rows, picture_rows
from workplan_extract.store.rows import Rows


def keep_files(plans: Shelf, pdfs: Sequence[Path], folder: Path, limits: Limits) -> Callable[[Workplan], Rows]:
    """What to keep of each plan's PDF; of a plan whose PDF is not among them, nothing.

    Args:
        plans: the plans.
        pdfs: their PDFs.
        folder: where plans, and from now on pictures, are kept.
        limits: for the drawing of one PDF.
    """
    sources = {pdf.name: pdf for pdf in pdfs}
    kept = {document.id: one for document, one in zip(plans.documents, plans.kept, strict=True)}
    draw_missing([one for one in plans.kept if one.label.document.file in sources], sources, folder, limits)

    def keep(workplan: Workplan) -> Rows:
        pdf = sources.get(workplan.document.file)
        if pdf is None:
            return {}
        pictures = pictures_beside(kept[workplan.document.id])
        return rows_of_file(workplan, pdf.read_bytes(), pictures.read_bytes() if pictures.is_file() else NONE)

    return keep


def draw_missing(plans: Sequence[Kept], sources: dict[str, Path], folder: Path, limits: Limits) -> None:
    """Draw the pictures that are not kept yet; forget those of plans that are not kept any more."""
    wanted = {pictures_beside(one) for one in plans}
    for path in folder.glob(f"*{SUFFIX}"):
        if path not in wanted:
            path.unlink(missing_ok=True)
    missing = {sources[one.label.document.file]: one for one in plans if not pictures_beside(one).is_file()}
    work = partial(draw_plan, plans={pdf: one.path for pdf, one in missing.items()})
    for pdf, drawn in each_isolated(work, missing, limits):
        if not isinstance(drawn, WorkplanError):
            write_atomically(pictures_beside(missing[pdf]), drawn)


def pictures_beside(kept: Kept) -> Path:
    """The file of pictures that belongs to a kept plan."""
    return kept.path.with_suffix(SUFFIX)


def draw_plan(pdf: Path, plans: dict[Path, Path]) -> bytes:
    """The pictures of a PDF's rows, as they are kept: a line that lists them, then their bytes.

    Args:
        pdf: the PDF.
        plans: for each PDF, where its plan is kept.
    """
    lines = plans[pdf].read_bytes().split(b"\n")
    return draw_rows(pdf, Workplan.model_validate_json(lines[1]).activities)


def rows_of_file(workplan: Workplan, pdf: bytes, pictures: bytes) -> Rows:
    """The rows of one plan's file and pictures; a file that is not the one that was read is left out."""
    is_same = hashlib.sha256(pdf).hexdigest() == workplan.document.sha256
    ids = [activity.id for activity in workplan.activities]
    drawn = (
        (ids[cut.activity], cut.position, cut.page, cut.bbox, cut.media_type, content)
        for cut, content in split_pictures(pictures)
    )
    return {
        "document_files": [*file_rows(workplan.document.id, pdf)] if is_same else [],
        "pictures": [*picture_rows(drawn)] if is_same else [],
    }
