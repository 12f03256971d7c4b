"""Pictures of a plan's rows as they are kept beside it: a line of JSON that lists them, then their bytes."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import TypeAdapter

from workplan_extract.errors import WorkplanError
from workplan_extract.models import Activity, BBox, Frozen

SUFFIX = ".pictures"
NONE = b"[]\n"


class Cut(Frozen):
    """A picture in a file of pictures: whose it is, what it shows, and how many bytes it has."""

    activity: int
    position: int
    page: int
    bbox: BBox
    media_type: str
    size: int


CUTS: TypeAdapter[list[Cut]] = TypeAdapter(list[Cut])


def draw_rows(pdf: Path, activities: Sequence[Activity]) -> bytes:
    """The pictures of a PDF's rows, in the order of the rows. A PDF that can't be drawn has none."""
    from workplan_extract.reading.cutouts import cut_rows  # noqa: PLC0415  # a run over unchanged files draws nothing

    try:
        drawn = sorted(cut_rows(pdf, activities), key=lambda one: one[:2])
    except (WorkplanError, OSError, RuntimeError, ValueError):
        return NONE
    cuts = [
        Cut(
            activity=activity, position=position, page=one.page, bbox=one.bbox, media_type=one.media_type,
            size=len(one.content),
        )
        for activity, position, one in drawn
    ]  # fmt: skip
    return CUTS.dump_json(cuts) + b"\n" + b"".join(one.content for _, _, one in drawn)


def split_pictures(pictures: bytes) -> Iterator[tuple[Cut, bytes]]:
    """A file of pictures → each with its bytes."""
    line, _, rest = pictures.partition(b"\n")
    start = 0
    for cut in CUTS.validate_json(line):
        yield cut, rest[start : start + cut.size]
        start += cut.size
