"""Pictures of the rows of activities, cut out of their pages."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from workplan_extract.models import Activity, BBox
from workplan_extract.reading.pictures import Picture, PictureSettings, draw_part, opened

# So much of its surroundings is shown with a row, in points: enough to see its lines, and that nothing is cut off.
MARGIN = 5.0
SETTINGS = PictureSettings(scale=2.0, quality=70, most_pixels=2_500_000)


def cut_rows(pdf: Path, activities: Iterable[Activity]) -> Iterator[tuple[int, int, Picture]]:
    """The index of each activity, the place of the region among its own, from 1, and its picture.

    Raises:
        NotAPdfError, EncryptedError: the PDF can't be opened.
    """
    with opened(pdf) as document:
        for index, activity in enumerate(activities):
            for nth, region in enumerate(activity.regions, 1):
                yield index, nth, draw_part(document, region.page, widened(region.bbox), SETTINGS)


def widened(bbox: BBox) -> BBox:
    """A box with a margin around it."""
    x0, top, x1, bottom = bbox
    return (x0 - MARGIN, top - MARGIN, x1 + MARGIN, bottom + MARGIN)
