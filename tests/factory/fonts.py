"""Fonts made on the spot, so that the PDFs do not depend on what a machine has installed.

Tick glyphs are polygons of our own; the text font is Bitstream Vera, which ReportLab brings along, with a few more
characters mapped.
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from math import cos, pi, sin
from pathlib import Path

import reportlab
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont as Font

Contour = list[tuple[int, int]]
EM = 1000


def _circle(radius: int, x: int = 400, y: int = 350, *, inner: bool = False) -> Contour:
    steps = range(24) if inner else range(24, 0, -1)
    return [(round(x + radius * cos(pi * s / 12)), round(y + radius * sin(pi * s / 12))) for s in steps]


def _square(low: int, high: int, *, inner: bool = False) -> Contour:
    corners = [(low, low), (low, high), (high, high), (high, low)]
    return corners[::-1] if inner else corners


TICK: Contour = [(80, 330), (150, 400), (300, 230), (640, 700), (720, 640), (310, 60)]
HEAVY: Contour = [(50, 330), (160, 440), (300, 290), (620, 740), (760, 640), (310, 10)]
SMALL_TICK: Contour = [(220, 350), (270, 400), (360, 290), (560, 560), (610, 520), (365, 190)]
CROSS: Contour = [
    (100, 110), (330, 350), (100, 590), (160, 650), (390, 410), (620, 650),
    (680, 590), (450, 350), (680, 110), (620, 50), (390, 290), (160, 50),
]  # fmt: skip
ROOT: Contour = [(60, 380), (190, 430), (320, 160), (470, 760), (760, 760), (760, 700), (520, 700), (350, 0), (300, 0),
                 (160, 330), (80, 310)]  # fmt: skip
FRAME = [_square(50, 700), _square(110, 640, inner=True)]
SHAPES: dict[str, list[Contour]] = {
    "tick": [TICK],
    "heavy": [HEAVY],
    "cross": [CROSS],
    "root": [ROOT],
    "disc": [_circle(300)],
    "ring": [_circle(300), _circle(240, inner=True)],
    "bullet": [_circle(170)],
    "box": FRAME,
    "boxed_tick": [*FRAME, SMALL_TICK],
    "button": [_square(30, 740), TICK[::-1]],
}
UNICODE = {
    0x2713: "tick", 0x2714: "heavy", 0x2611: "boxed_tick", 0x2705: "button", 0x221A: "root", 0x25CF: "disc",
    0x25CB: "ring", 0x2022: "bullet", 0x2717: "cross", 0x2610: "box",
}  # fmt: skip
WINGDINGS = {0xFC: "tick", 0xFB: "cross", 0xFE: "boxed_tick", 0xA8: "box"}
# ReportLab keeps one font a PostScript name, so each has its own; all of them are met in real PDFs.
MARK_FONTS: dict[str, tuple[str, dict[int, str]]] = {
    "marks": ("MarksSans", UNICODE),
    "wingdings": ("Wingdings", WINGDINGS),
    "wingdings_pua": ("Wingdings-Regular", {0xF000 + code: glyph for code, glyph in WINGDINGS.items()}),
    "wingdings_latin": ("WingdingsRegular", WINGDINGS),
    "wingdings2": ("Wingdings2", {0x50: "tick", 0x4F: "cross", 0xA3: "box", 0x52: "boxed_tick"}),
    "webdings_latin": ("Webdings", {0x61: "heavy", 0x72: "cross"}),
    "symbol_pua": ("SymbolMT", {0xF0D6: "root", 0xF0B7: "bullet"}),
    "icons": ("FontAwesome", {0xF00C: "heavy", 0xF00D: "cross"}),
}
BODY_EXTRAS = {0x2010: 0x2D, 0x2011: 0x2D}


def _glyph(contours: list[Contour]) -> object:
    pen = TTGlyphPen(None)
    for contour in contours:
        pen.moveTo(contour[0])
        for point in contour[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


@cache
def mark_font(name: str) -> bytes:
    """A TrueType font of tick shapes under one of the names of `MARK_FONTS`."""
    postscript, codes = MARK_FONTS[name]
    glyphs = [".notdef", "space", *sorted(set(codes.values()))]
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({32: "space", **codes})
    builder.setupGlyf({glyph: _glyph(SHAPES.get(glyph, [])) for glyph in glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (800, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": postscript, "styleName": "Regular", "psName": postscript})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    return _font_to_bytes(builder.font)


@cache
def body_font(*, bold: bool = False) -> bytes:
    """The embedded text font: Vera, with the hyphens that it lacks."""
    path = Path(reportlab.__file__).parent / "fonts" / ("VeraBd.ttf" if bold else "Vera.ttf")
    font = Font(path, recalcTimestamp=False)
    for table in _unicode_tables(font):
        table.update({code: table[like] for code, like in BODY_EXTRAS.items()})
    return _font_to_bytes(font)


def _unicode_tables(font: Font) -> Iterator[dict[int, str]]:
    return (table.cmap for table in font["cmap"].tables if table.isUnicode() and 0x2D in table.cmap)


def _font_to_bytes(font: Font) -> bytes:
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = 3_500_000_000
    stream = BytesIO()
    font.save(stream)
    return stream.getvalue()
