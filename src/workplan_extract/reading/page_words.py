"""From a PDF's pages to words with their place and style, by pypdfium2's text pages alone.

A word's place is given in the page as a reader sees it (crop box and /Rotate applied), then turned by the word's own
direction, so that text set by a turned matrix reads from left to right like any other.
"""

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from workplan_extract.models import BBox
from workplan_extract.reading.accents import text_to_composed

RAISED = 0.9
"""Ratio of sizes below which raised signs are footnote marks or ordinals."""
FEWEST_WORDS, MOST_OBJECTS = 40, 4000
"""Drawn bullets are looked for on pages of at least so many words and at most so many objects, to stay cheap."""
BREAK = "\u00ad"
"""Stands at the end of a word that PDFium found cut at a line's end, whether its hyphen was soft or hard."""

# A run of printed characters; U+0002 (U+FFFE in bulk text) is PDFium's sign for a hyphen at a line's end.
_WORD = re.compile(r"[^\s\x00\x02\ufffe]+[\x02\ufffe]?")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f\ufffe\uffff]")
# Bitmap fonts of TeX name no characters; these codes of its Cork encoding, and its bullet, are no other font's.
TEX_CODES = {0x0F: "•", 0x88: "•", 0x10: "“", 0x11: "”", 0x15: "–", 0x16: "—"}
TEX_CODES |= {0x1B + number: chr(0xFB00 + number) for number in range(5)}
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_SHAPES = (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE)
_RAISABLE = re.compile(r"(?:\d{1,2}|[*†‡§]+|st|nd|rd|th)$")
# Computer Modern and its kin name bold faces `bx` or `b` before the design size: CMBX10, SFSSBX12
_BOLD_NAME = re.compile(r"bold|black|heavy|demi|medium|(?:cm|sf|ec|ls|lm)(?:ss)?bx?\w{0,2}\d", re.IGNORECASE)
_FORCE_BOLD = 1 << 18  # PDF 32000-1, table 123; PDFium's weight is guessed from stems and calls serif faces bold
_ITALIC_NAME = re.compile(r"italic|oblique", re.IGNORECASE)


class Style(NamedTuple):
    """How a word is set: size in points as seen, weight, slope and fill colour (0xRRGGBB)."""

    size: float
    bold: bool
    italic: bool
    colour: int


class Word(NamedTuple):
    """A word on a page. `base` is its baseline; x0, x1 and base are points in the turned page.

    `spaced` tells that a printed space stands before it in the content, not one that PDFium has put there.
    """

    text: str
    x0: float
    x1: float
    base: float
    style: Style
    turn: int
    spaced: bool = False


class PageBox(NamedTuple):
    """The visible part of a page in its own coordinates, and its rotation in degrees."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own coordinates → points from the top left corner as seen."""
        match self.rotation:
            case 90:
                return y - self.bottom, x - self.left
            case 180:
                return self.right - x, y - self.bottom
            case 270:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as seen, in points."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation in (90, 270) else (width, height)


class PageWords(NamedTuple):
    """One page's words in the order of its content, and its width and height as seen.

    `dots` are the centres of small drawn shapes, as lists are bulleted with.
    """

    number: int
    words: tuple[Word, ...]
    width: float
    height: float
    dots: tuple[tuple[float, float], ...] = ()


def pdf_to_words(pdf: pdfium.PdfDocument, excluded: dict[int, list[BBox]]) -> Iterator[PageWords]:
    """The words of each page outside the excluded boxes; every page is closed before the next is opened."""
    for index in range(len(pdf)):
        page = pdf[index]
        try:
            yield _page_to_words(page, index + 1, excluded.get(index + 1, []))
        finally:
            page.close()


def _page_to_words(page: pdfium.PdfPage, number: int, excluded: Sequence[BBox]) -> PageWords:
    box = _page_box(page)
    text_page = pdfium_c.FPDFText_LoadPage(page)
    try:
        words = tuple(_words(text_page, box, excluded))
    finally:
        pdfium_c.FPDFText_ClosePage(text_page)
    has_lists = len(words) >= FEWEST_WORDS and pdfium_c.FPDFPage_CountObjects(page) <= MOST_OBJECTS
    return PageWords(number, words, *box.size, _dots(page, box) if has_lists else ())


def _dots(page: pdfium.PdfPage, box: PageBox) -> tuple[tuple[float, float], ...]:
    """Centres of the page's small shapes and pictures, about as wide as high."""
    dots: list[tuple[float, float]] = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    edges = tuple(map(ctypes.byref, (left, bottom, right, top)))
    for index in range(pdfium_c.FPDFPage_CountObjects(page)):
        pointer = pdfium_c.FPDFPage_GetObject(page, index)
        if pdfium_c.FPDFPageObj_GetType(pointer) not in _SHAPES:
            continue
        pdfium_c.FPDFPageObj_GetBounds(pointer, *edges)
        width, height = right.value - left.value, top.value - bottom.value
        if 1.2 < width < 8 and 1.2 < height < 8 and 0.4 < width / height < 2.5:
            dots.append(box.seen((left.value + right.value) / 2, (bottom.value + top.value) / 2))
    return tuple(dots)


def _page_box(page: pdfium.PdfPage) -> PageBox:
    # unlike a page's own boxes, PDFium gives the visible one as inherited from the page tree, too
    left, bottom, right, top = page.get_bbox()
    if right <= left or top <= bottom:  # a crop box outside the paper is ignored by viewers
        left, bottom, right, top = _sorted_box(page.get_mediabox())
    return PageBox(left, bottom, right, top, page.get_rotation() % 360)


def _sorted_box(box: BBox) -> BBox:
    """Any two opposite corners name a box."""
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


def _text(text_page: pdfium_c.FPDF_TEXTPAGE) -> str:
    """One character of Python text for each of PDFium's, so that an index into one is an index into the other."""
    count = pdfium_c.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    if pdfium_c.FPDFText_GetText(text_page, 0, count, buffer) == count + 1:
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", errors="replace")
        if len(text) == count:
            return text.translate(TEX_CODES)
    codes = (pdfium_c.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join(map(chr, codes)).translate(TEX_CODES)


def _words(text_page: pdfium_c.FPDF_TEXTPAGE, box: PageBox, excluded: Sequence[BBox]) -> Iterator[Word]:
    text = _text(text_page)
    styles = _Styles(text_page, box, text)
    x, y, rect = ctypes.c_double(), ctypes.c_double(), pdfium_c.FS_RECTF()
    x_ref, y_ref, rect_ref = ctypes.byref(x), ctypes.byref(y), ctypes.byref(rect)
    origin, loose = pdfium_c.FPDFText_GetCharOrigin, pdfium_c.FPDFText_GetLooseCharBox
    generated = pdfium_c.FPDFText_IsGenerated
    width, height = box.size
    for match in _WORD.finditer(text):
        first, last = match.start(), match.end() - 1
        origin(text_page, first, x_ref, y_ref)
        seen_x, seen_y = box.seen(x.value, y.value)
        if not (-1 <= seen_x <= width + 1 and -1 <= seen_y <= height + 1):
            continue
        if excluded and _is_inside(seen_x, seen_y - 3, excluded):  # 3 points up: inside even where the box is tight
            continue
        style, turn = styles.of_word(first)
        if turn is None:
            continue
        loose(text_page, last, rect_ref)
        start, base = turned(seen_x, seen_y, turn)
        end = _end(rect, box, turn)
        printed = match.group()
        if _RAISABLE.search(printed):
            printed = styles.without_footnote_mark(printed, first, style)
        clean = _clean(printed)
        if clean:
            spaced = first > 0 and text[first - 1].isspace() and generated(text_page, first - 1) == 0
            yield Word(clean, start, end, base, style, turn, spaced)


def _end(rect: pdfium_c.FS_RECTF, box: PageBox, turn: int) -> float:
    """The x at which a character ends in the turned page."""
    if not turn and not box.rotation:  # as nearly all are
        return float(max(rect.left, rect.right) - box.left)
    ends = (turned(*box.seen(rect.left, rect.bottom), turn), turned(*box.seen(rect.right, rect.top), turn))
    return max(ends[0][0], ends[1][0])


def _is_inside(x: float, y: float, boxes: Sequence[BBox]) -> bool:
    return any(x0 - 0.5 <= x <= x1 + 0.5 and top - 0.5 <= y <= bottom + 0.5 for x0, top, x1, bottom in boxes)


def turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point as seen → its place when the page is turned so that text of this direction is upright."""
    match turn:
        case 90:  # runs up the page
            return -y, x
        case 180:
            return -x, -y
        case 270:  # runs down the page
            return y, -x
        case _:
            return x, y


def _clean(printed: str) -> str:
    """Ligatures spelt out and invisible characters dropped, but for the sign of a cut word at the end."""
    if printed.isascii() and printed.isprintable():
        return printed
    cut = printed[-1] in "\x02\ufffe" or (printed[-1] == BREAK and len(printed) > 1)
    spelt = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), printed)
    return text_to_composed(_INVISIBLE.sub("", spelt)) + (BREAK if cut else "")


class _Styles:
    """Style and direction of a text page's characters, looked up once for each text object.

    Holds a cache for the life of one text page; a font is bold if its name or its descriptor says so.
    """

    def __init__(self, text_page: pdfium_c.FPDF_TEXTPAGE, box: PageBox, text: str) -> None:
        self._text_page, self._box, self._text = text_page, box, text
        self._line_end = -1
        self._line_style: tuple[Style, int | None] | None = None
        self._objects: dict[int, tuple[Style, int | None]] = {}
        self._fonts: dict[int, tuple[bool, bool]] = {}

    def at(self, index: int) -> tuple[Style, int | None]:
        """Style of a character, and its direction as seen: 0, 90, 180 or 270 degrees, None for a slanted line."""
        pointer = pdfium_c.FPDFText_GetTextObject(self._text_page, index)
        key = _address(pointer)
        found = self._objects.get(key)
        if found is None:
            found = self._objects[key] = self._look_up(index, pointer)
        return found

    def of_word(self, index: int) -> tuple[Style, int | None]:
        """Style and direction of a word, by its first character; words are asked for in their order.

        A line that is one text object from end to end is looked up once.
        """
        if index >= self._line_end:
            end = self._text.find("\n", index)
            self._line_end = end if end >= 0 else len(self._text)
            last = index + len(self._text[index : self._line_end].rstrip()) - 1
            self._line_style = self._over(index, last)
        return self._line_style or self.at(index)

    def _over(self, first: int, last: int) -> tuple[Style, int | None] | None:
        """The style of all characters from the first to the last; none where they are of more than one text object.

        PDFium puts the characters of one object behind one another.
        """
        ends = [pdfium_c.FPDFText_GetTextObject(self._text_page, index) for index in (first, last)]
        return self.at(first) if ends[0] and _address(ends[0]) == _address(ends[1]) else None

    def without_footnote_mark(self, printed: str, first: int, style: Style) -> str:
        """Drop raised small digits and signs at a word's end; a raised ordinal (20th) and a unit (km2) stay."""
        mark = _RAISABLE.search(printed)
        if mark is None or mark.start() == 0 or mark.group().isalpha() or printed[: mark.start()] in ("m", "km", "cm"):
            return printed
        x, y, raised = ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
        pdfium_c.FPDFText_GetCharOrigin(self._text_page, first, ctypes.byref(x), ctypes.byref(y))
        for start in range(mark.start(), len(printed)):
            small, _ = self.at(first + start)
            pdfium_c.FPDFText_GetCharOrigin(self._text_page, first + start, ctypes.byref(x), ctypes.byref(raised))
            if small.size < RAISED * style.size and abs(raised.value - y.value) > 0.15 * style.size:
                return printed[:start]
        return printed

    def _look_up(self, index: int, pointer: object) -> tuple[Style, int | None]:
        matrix = pdfium_c.FS_MATRIX()
        pdfium_c.FPDFText_GetMatrix(self._text_page, index, ctypes.byref(matrix))
        scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)) or 1.0
        size = pdfium_c.FPDFText_GetFontSize(self._text_page, index) * scale
        bold, italic = self._font(pdfium_c.FPDFTextObj_GetFont(pointer)) if pointer else (False, False)
        if pointer and pdfium_c.FPDFTextObj_GetTextRenderMode(pointer) == pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE:
            bold = True
        return Style(round(size, 1), bold, italic, _colour(pointer)), self._direction(matrix.a, matrix.b)

    def _direction(self, a: float, b: float) -> int | None:
        degrees = math.degrees(math.atan2(b, a)) - self._box.rotation
        turn = round(degrees / 90) * 90
        return turn % 360 if abs(degrees - turn) < 8 else None

    def _font(self, font: Any) -> tuple[bool, bool]:
        key = _address(font)
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = _weight_and_slope(font)
        return found


def _address(pointer: Any) -> int:
    """What a pointer of ctypes points to, as a number; 0 for null."""
    return ctypes.addressof(pointer.contents) if pointer else 0


def _weight_and_slope(font: object) -> tuple[bool, bool]:
    buffer = ctypes.create_string_buffer(200)
    pdfium_c.FPDFFont_GetBaseFontName(font, buffer, 200)
    name = buffer.value.decode("latin-1")
    forced = bool(pdfium_c.FPDFFont_GetFlags(font) & _FORCE_BOLD)
    bold = bool(_BOLD_NAME.search(name)) or forced
    return bold, bool(_ITALIC_NAME.search(name))


def _colour(pointer: object) -> int:
    if not pointer:
        return 0
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium_c.FPDFPageObj_GetFillColor(pointer, *map(ctypes.byref, (red, green, blue, alpha)))
    return red.value << 16 | green.value << 8 | blue.value
