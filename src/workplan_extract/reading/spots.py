"""Where on the page the words of an activity stand: the characters of a row, aligned with the text read from it.

The text that was read has lost its lines, soft hyphens, ligatures and footnote marks, and the row holds other cells
besides. So both are reduced to letters and digits, and the text is looked for in the row's characters in several
orders: that of the file's content, then column by column, then line by line. Where none holds it in one piece, the two
are aligned (Indel distance), and a mention of which a tenth can't be placed is not placed at all.
"""

import ctypes
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from rapidfuzz.distance import Indel

from workplan_extract.models import Activity, BBox, LocationMention, OrganisationMention, Region
from workplan_extract.reading.geometry import Box, cluster, union
from workplan_extract.reading.pictures import opened

# Points: neighbours on a line whose tops differ by less, columns that are further apart.
LINE_SLACK = 3.0
COLUMN_GAP = 4.0
# Share of a mention's letters that must have been found.
PLACED = 0.9
# PDFium's device coordinates are whole numbers; this many to a point.
FINE = 100

Mention = OrganisationMention | LocationMention


class Letter(NamedTuple):
    """A letter or digit, folded, with the box of its character as a reader sees the page."""

    text: str
    page: int
    box: Box


def place_mentions(pdf: Path, activities: Sequence[Activity]) -> dict[str, list[tuple[Region, ...]]]:
    """For each activity, by id, the boxes of its organisations and then of its places; none where one isn't found.

    Raises:
        NotAPdfError, EncryptedError: the PDF can't be opened.
    """
    wanted = {region.page for activity in activities for region in activity.regions}
    with opened(pdf) as document:
        letters = {number: page_letters(document, number) for number in sorted(wanted) if number <= len(document)}
    return {activity.id: activity_spots(activity, letters) for activity in activities}


def page_letters(document: pypdfium2.PdfDocument, number: int) -> list[Letter]:
    """The letters and digits of a page in the order of its content."""
    page = document[number - 1]
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        to_seen = seen_by_reader(page)
        return [
            Letter(text, number, box)
            for index in range(pdfium.FPDFText_CountChars(text_page))
            if (folded := fold_character(chr(pdfium.FPDFText_GetUnicode(text_page, index))))
            for box in [character_box(text_page, index, to_seen)]
            for text in folded
        ]
    finally:
        pdfium.FPDFText_ClosePage(text_page)
        page.close()


def fold_character(character: str) -> str:
    """The letters and digits that a character stands for, lower case: `ﬁ` is two, a hyphen none."""
    return "".join(one for one in unicodedata.normalize("NFKC", character).casefold() if one.isalnum())


def character_box(
    text_page: pdfium.FPDF_TEXTPAGE, index: int, to_seen: Callable[[float, float], tuple[float, float]]
) -> Box:
    """The box of a character, as high as its font."""
    rect = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(rect))
    (ax, ay), (bx, by) = to_seen(rect.left, rect.top), to_seen(rect.right, rect.bottom)
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def seen_by_reader(page: pypdfium2.PdfPage) -> Callable[[float, float], tuple[float, float]]:
    """The page's own coordinates → points from its top left corner as seen."""
    width, height = (round(side * FINE) for side in page.get_size())

    def to_seen(x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, ctypes.byref(across), ctypes.byref(down))
        return across.value / FINE, down.value / FINE

    return to_seen


def activity_spots(activity: Activity, letters: Mapping[int, Sequence[Letter]]) -> list[tuple[Region, ...]]:
    """The boxes of each mention of one activity, organisations first."""
    row = [letter for region in activity.regions for letter in row_letters(region, activity, letters)]
    text = [(folded, index) for index, char in enumerate(activity.activity) for folded in fold_character(char)]
    places = align("".join(folded for folded, _ in text), row)
    mentions: tuple[Mention, ...] = (*activity.organisations, *activity.locations)
    return [mention_regions(mention, text, places, row) for mention in mentions]


def row_letters(region: Region, activity: Activity, letters: Mapping[int, Sequence[Letter]]) -> list[Letter]:
    """The letters of a row on one page, its tick cells left out."""
    cells = [mark.bbox for mark in activity.marks if mark.page == region.page]
    cells += [mark.bbox for mark in activity.quarter_marks if mark.page == region.page]
    return [
        letter
        for letter in letters.get(region.page, ())
        if is_inside(letter.box, region.bbox, 1.0) and not any(is_inside(letter.box, cell, 0.0) for cell in cells)
    ]


def is_inside(box: Box, outer: BBox, slack: float) -> bool:
    """Whether the middle of a box lies in another, give or take `slack` points."""
    x0, top, x1, bottom = outer
    return x0 - slack <= box.x_mid <= x1 + slack and top - slack <= box.y_mid <= bottom + slack


def align(text: str, row: Sequence[Letter]) -> dict[int, Letter]:
    """Index of each letter of the text → the letter on the page."""
    if not text or not row:
        return {}
    orders = [list(row), by_column(row), by_line(row)]
    for order in orders:
        start = "".join(letter.text for letter in order).find(text)
        if start >= 0:
            return dict(enumerate(order[start : start + len(text)]))
    streams = ["".join(letter.text for letter in order) for order in orders]
    best = max(range(len(orders)), key=lambda index: Indel.similarity(text, streams[index]))
    blocks = (step for step in Indel.opcodes(text, streams[best]) if step.tag == "equal")
    return {
        step.src_start + offset: orders[best][step.dest_start + offset]
        for step in blocks
        for offset in range(step.src_end - step.src_start)
    }


def by_line(row: Iterable[Letter]) -> list[Letter]:
    """In the order of the lines, each from left to right."""
    ordered = sorted(row, key=lambda letter: (letter.page, letter.box.bottom))
    lines: list[list[Letter]] = []
    for letter in ordered:
        last = lines[-1][-1] if lines else None
        if last and last.page == letter.page and letter.box.bottom - last.box.bottom < LINE_SLACK:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return [letter for line in lines for letter in sorted(line, key=lambda one: one.box.x0)]


def by_column(row: Sequence[Letter]) -> list[Letter]:
    """Column by column, as far as a gap runs through all lines of the row."""
    edges: list[float] = []
    reach = None
    for letter in sorted(row, key=lambda one: one.box.x0):
        if reach is None or letter.box.x0 - reach > COLUMN_GAP:
            edges.append(letter.box.x0)
        reach = max(reach or 0.0, letter.box.x1)
    columns = [
        [one for one in row if low <= one.box.x0 < high]
        for low, high in zip(edges, [*edges[1:], float("inf")], strict=True)
    ]
    return [letter for column in columns for letter in by_line(column)]


def mention_regions(
    mention: Mention, text: Sequence[tuple[str, int]], places: Mapping[int, Letter], row: Sequence[Letter]
) -> tuple[Region, ...]:
    """The boxes of one mention, one a line; none where too little of it was found."""
    if mention.start is None or mention.end is None:
        return letters_to_regions(find_letters(mention.mention, row))
    wanted = [index for index, (_, char) in enumerate(text) if mention.start <= char < mention.end]
    found = [places[index] for index in wanted if index in places]
    return letters_to_regions(found) if wanted and len(found) >= PLACED * len(wanted) else ()


def find_letters(words: str, row: Sequence[Letter]) -> list[Letter]:
    """The letters of a name that stands in another cell of the row."""
    folded = "".join(fold_character(char) for char in words)
    for order in (list(row), by_column(row)):
        start = "".join(letter.text for letter in order).find(folded)
        if folded and start >= 0:
            return order[start : start + len(folded)]
    return []


def letters_to_regions(letters: Sequence[Letter]) -> tuple[Region, ...]:
    """One box a line."""
    regions = []
    for page in dict.fromkeys(letter.page for letter in letters):
        boxes = [letter.box for letter in letters if letter.page == page]
        for bottoms in cluster({box.bottom for box in boxes}, LINE_SLACK):
            line = union(box for box in boxes if bottoms[0] <= box.bottom <= bottoms[-1])
            regions.append(Region(page=page, bbox=tuple(round(edge, 2) for edge in line)))
    return tuple(regions)
