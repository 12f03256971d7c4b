"""What is kept of the PDFs themselves, so that the database shows its own source: each row's picture, and the file."""

import hashlib
from collections.abc import Iterable, Iterator

from pydantic import Field

from workplan_extract.models import BBox, Frozen, Region
from workplan_extract.store.flatten import box_to_columns
from workplan_extract.store.rows import ACTIVITY, BOTTOM, LEFT, NTH, PLAN, RIGHT, TOP, said

# A part of a file. The site allows no value above a million bytes (`site/limits.py`), so a file is kept in parts.
PART_BYTES = 512 * 1024
# A picture larger than this is not kept; a row's is a hundred times smaller.
MOST_PICTURE_BYTES = 900_000


class DocumentFileRow(Frozen):
    """A part of a plan's PDF; all parts, one after the other, are the file."""

    document_id: str = Field(description=PLAN)
    part: int = Field(description="Number of the part, from 1")
    content: bytes = Field(description="The part's bytes")


class PictureRow(Frozen):
    """A picture of an activity's row as it stands on its page; a row cut by a page break has two."""

    activity_id: str = Field(description=ACTIVITY)
    position: int = Field(description=NTH)
    page: int = Field(description=said(Region, "page"))
    x0: float = Field(description=LEFT)
    top: float = Field(description=TOP)
    x1: float = Field(description=RIGHT)
    bottom: float = Field(description=BOTTOM)
    media_type: str = Field(description="image/jpeg")
    sha256: str = Field(description="SHA-256 of the picture, which is its address on the site")
    content: bytes = Field(description="The picture's bytes")


def file_rows(document: str, content: bytes) -> Iterator[DocumentFileRow]:
    """A plan's PDF in parts."""
    for part, start in enumerate(range(0, len(content), PART_BYTES), 1):
        yield DocumentFileRow(document_id=document, part=part, content=content[start : start + PART_BYTES])


def picture_rows(pictures: Iterable[tuple[str, int, int, BBox, str, bytes]]) -> Iterator[PictureRow]:
    """Activity, place among its own, page, box, media type and bytes → rows."""
    for activity, position, page, bbox, media_type, content in pictures:
        if len(content) <= MOST_PICTURE_BYTES:
            yield PictureRow(
                activity_id=activity, position=position, page=page, media_type=media_type, content=content,
                sha256=hashlib.sha256(content).hexdigest(), **box_to_columns(bbox),
            )  # fmt: skip
