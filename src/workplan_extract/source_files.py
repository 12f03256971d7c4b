"""The PDFs of plans → what the database keeps of them: the file, and a picture of each activity's row."""

from collections.abc import Callable, Mapping
from pathlib import Path

from workplan_extract.models import Workplan
from workplan_extract.store.kept_files import file_rows, picture_rows
from workplan_extract.store.rows import Rows


def keep_files(pdfs: Mapping[str, Path]) -> Callable[[Workplan], Rows]:
    """What to keep of each plan's PDF. `pdfs` are known by name; of a plan whose PDF is not among them, nothing."""

    def keep(workplan: Workplan) -> Rows:
        pdf = pdfs.get(workplan.document.file)
        return rows_of_file(workplan, pdf) if pdf else {}

    return keep


def rows_of_file(workplan: Workplan, pdf: Path) -> Rows:
    """The rows of one plan's file and pictures."""
    from workplan_extract.reading.cutouts import cut_rows  # noqa: PLC0415  # a run over unchanged files draws nothing

    cut = cut_rows(pdf, workplan.activities)
    drawn = ((id_, nth, one.page, one.bbox, one.media_type, one.content) for id_, nth, one in cut)
    return {
        "document_files": [*file_rows(workplan.document.id, pdf.read_bytes())],
        "pictures": [*picture_rows(drawn)],
    }
