"""A cheap look at every page with pypdfium2: which ones may hold a table of activities."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from workplan_extract.errors import NotAPdfError
from workplan_extract.reading.labels import ROMAN
from workplan_extract.reading.lexicon import is_purpose_group, title_to_kind
from workplan_extract.reading.opening import naming_damage
from workplan_extract.reading.periods import text_to_heading

LARGEST = 20_000
"""Points that a page may be wide or high; PDF itself allows 14,400 (ISO 32000-1, annex C.2)."""


FEW_MARKS = 3
MANY_DRAWINGS = 6
EDGE_LENGTH = 300
"""Characters at a page's beginning and end, in the order of its content, where running lines are looked for."""
SHORTEST_RUNNING = 3
LONGEST_HEADER = 20
"""Words of a table's header, where pdfium runs its cells into one line, at most."""
FEW_PAGES = 4
SAME_PLACE = 4
"""Characters by which a running line may move from page to page."""
SHORT_LINE = 5
"""Words of a line in which a title stands for itself, with a count or two beside it, at most."""
COUNTED = re.compile(r"[A-Z]{1,3}\.?\d{1,2}")
"""A title that counts, with the letters before its number."""
NO_MARKS = frozenset("aAI&|-–—•◦▪·:,.;/+")
"""Characters that stand alone in running text, too."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What a page's text, and the number of its drawings, tell."""

    number: int
    text: str
    has_title: bool
    """Whether a line is, or holds, the title of a column of activities."""
    opens_line: bool
    """Whether a short line starts with such a title."""
    has_period: bool
    lone: int
    """Words of one character: marks, and titles that count."""
    drawings: int
    """Paths, pictures and form fields, up to `MANY_DRAWINGS`."""
    is_empty: bool
    """Whether nothing at all is drawn, not even a space."""

    has_size: bool
    """Whether its box (`/MediaBox`) encloses anything, as one with swapped corners does."""

    @property
    def may_hold_table(self) -> bool:
        """Whether something beside the title speaks of a table: a period, marks or counts, or drawings."""
        speaks = self.has_period or self.lone >= FEW_MARKS
        return (self.has_title and speaks) or (self.opens_line and self.drawings >= MANY_DRAWINGS)


def document_to_glances(path: Path, pdf: pypdfium2.PdfDocument) -> list[Glance]:
    """Every page's text, and whether it speaks of a table of activities.

    Raises:
        NotAPdfError: a page can't be read or drawn; what stands on it would be missed in silence.
    """
    glances = []
    for index in range(len(pdf)):
        with naming_damage(path, index + 1):
            size = pdf.get_page_size(index)
        if max(size) > LARGEST:
            raise NotAPdfError(path, "the page is larger than any paper", "print it to a new PDF", index + 1)
        if min(size) <= 0:
            raise NotAPdfError(path, "the page has no size: its boxes do not meet", "print it to a new PDF", index + 1)
        with naming_damage(path, index + 1):
            glance = page_to_glance(pdf, index)
        if not (glance.has_size or glance.is_empty):
            raise NotAPdfError(path, "the page has no size: its box is empty", "print it to a new PDF", index + 1)
        glances.append(glance)
    return glances


def page_to_glance(pdf: pypdfium2.PdfDocument, index: int) -> Glance:
    """One page's text, read and closed."""
    page = pdf[index]
    textpage = page.get_textpage()
    text = textpage.get_text_range(errors="ignore").replace("\r\n", "\n")
    textpage.close()
    drawings = _count_drawings(page)
    is_empty = not drawings and not pdfium.FPDFPage_CountObjects(page.raw)
    left, bottom, right, top = page.get_mediabox()
    page.close()
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    titled = [line for line in lines if _has_title(line)]
    return Glance(
        number=index + 1,
        text=text,
        has_title=bool(titled),
        opens_line=any(_opens_with_title(line) for line in lines),
        has_period=any(text_to_heading(line) is not None or _lists_periods(line) for line in lines if len(line) < 60)
        or any(text_to_heading(word) is not None for line in titled for word in line.split()),
        lone=sum(len(word) == 1 and word not in NO_MARKS for word in text.split()),
        drawings=drawings,
        is_empty=is_empty,
        has_size=left != right and bottom != top,
    )


def mentions_title(text: str) -> bool:
    """Whether words that would do as the title of a column of activities stand anywhere in a page's text."""
    stretches = (stretch for line in text.splitlines() for _, stretch in _stretches(_split_joined(line)))
    return any(title_to_kind(stretch) == "activity" for stretch in stretches)


def _count_drawings(page: pypdfium2.PdfPage) -> int:
    """Paths, pictures, forms and annotations of a page, counted no further than `MANY_DRAWINGS`."""
    count = pdfium.FPDFPage_GetAnnotCount(page.raw)
    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        if count >= MANY_DRAWINGS:
            break
        kind = pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page.raw, number))
        # a form may hold a whole page's drawings
        count += MANY_DRAWINGS if kind == pdfium.FPDF_PAGEOBJ_FORM else kind != pdfium.FPDF_PAGEOBJ_TEXT
    return int(count)


def _has_title(line: str) -> bool:
    """Whether a line is a title of the column of activities, starts with one, or holds one among other titles.

    pdfium may run a table's cells, and even its rows, together into one line.
    """
    if title_to_kind(re.sub(r"(?<=\b\w) (?=\w\b)", "", line)) == "activity":
        return True
    words = _split_joined(line)
    stretches = list(_stretches(words))
    places = {i for i, text in stretches if title_to_kind(text) == "activity"}
    if not places:
        return False
    lone = sum(_counts(word) for word in words)
    others = (title_to_kind(text) is not None or is_purpose_group(text) for i, text in stretches if i not in places)
    return len(words) <= SHORT_LINE or lone >= 2 or any(others)


def _split_joined(line: str) -> list[str]:
    """A line's words; pdfium may leave out the space between two cells."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", line).split()


def _stretches(words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Up to four words from each capital on, with the place of the first."""
    for i, word in enumerate(words):
        if word[0].isupper() and word[1:2].isalpha():
            yield from ((i, " ".join(words[i:j])) for j in range(i + 1, min(i + 4, len(words)) + 1))


def _counts(word: str) -> bool:
    """Whether a word is a title that counts, or a mark: `1`, `IV`, `SO3`."""
    return (
        (len(word) == 1 and word not in NO_MARKS)
        or (len(word) > 1 and word in ROMAN)
        or COUNTED.fullmatch(word) is not None
    )


def _lists_periods(line: str) -> bool:
    """Whether a line is nothing but periods, as columns of quarters are titled."""
    words = line.split()
    return len(words) > 1 and all(text_to_heading(word) is not None for word in words)


def _opens_with_title(line: str) -> bool:
    """Whether a line of a few words starts with a title."""
    words = _split_joined(line)
    return len(words) <= LONGEST_HEADER and any(title_to_kind(" ".join(words[:n])) == "activity" for n in range(1, 5))


@dataclass(frozen=True)
class Running:
    """What the pages of a document begin and end with, white space left out and numbers made alike."""

    edges: tuple[tuple[str, str], ...]

    def repeats(self, text: str) -> bool:
        """Whether a fifth of the pages print a text at their beginning, or at their end.

        Two are too few in a plan of more than a few pages: activities repeat words, too, and a page break may cut them
        anywhere.
        """
        plain = masked(text)
        if len(plain) < SHORTEST_RUNNING:
            return False
        fewest = 2 if len(self.edges) <= FEW_PAGES else max(3, ceil(len(self.edges) / 5))
        starts = [start.find(plain) for start, _ in self.edges if plain in start]
        ends = [len(end) - end.rfind(plain) for _, end in self.edges if plain in end]
        return any(_most_alike(places) >= fewest for places in (starts, ends))


def _most_alike(places: Sequence[int]) -> int:
    """How many pages have a text at about the same place: words of activities come and go anywhere."""
    ordered = sorted(places)
    spans = [(bisect_left(ordered, place - SAME_PLACE), bisect_right(ordered, place + SAME_PLACE)) for place in ordered]
    return max((last - first for first, last in spans), default=0)


def running_lines(glances: Sequence[Glance]) -> Running:
    """The beginnings and ends of all pages, to know running headers and footers by."""
    texts = [masked(glance.text) for glance in glances]
    return Running(tuple((text[:EDGE_LENGTH], text[-EDGE_LENGTH:]) for text in texts))


def masked(line: str) -> str:
    """A line with its numbers made alike."""
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", line)).lower()
