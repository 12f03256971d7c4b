"""Setting type: words → lines of a given width → strings at places."""

import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import pairwise

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from tests.factory import fonts
from tests.factory.design import Design
from tests.factory.markup import Piece, Word, text_to_paragraphs
from tests.factory.sheet import Layer, Text

LEADING = 1.25
LETTERSPACE = 0.9
RAISED_SIZE = 0.62
STANDARD = {
    "sans": "Helvetica",
    "sans-bold": "Helvetica-Bold",
    "serif": "Times-Roman",
    "serif-bold": "Times-Bold",
}
LIGATURES = {"fi": "\ufb01", "fl": "\ufb02"}
HYPHENS = {"soft": "\u00ad", "u2010": "\u2010", "hard": "-"}
NEEDS_EMBEDDED = {"ligatures", "soft", "u2010"}
SYLLABLE = re.compile(r"(?<=[aeiouy])(?=[bcdfghjklmnpqrstvwxz][aeiouy])|(?<=[lmnrst])(?=[bcdfgkmpt][aeiou])")


@dataclass(frozen=True)
class SetLine:
    """One line of a cell; `tail` is the hyphen that the setting put at its end, `is_last` of its paragraph."""

    words: tuple[Word, ...]
    is_last: bool = True
    tail: str = ""

    @property
    def plain(self) -> str:
        """The line's characters."""
        return " ".join("".join(piece.text for piece in word) for word in self.words)


@cache
def _metrics(bold: bool) -> TTFont:
    return TTFont("metrics", BytesIO(fonts.body_font(bold=bold)))


def font_of(design: Design, *, bold: bool = False) -> str:
    """The logical font of a design's text."""
    family = "embedded" if design.text in NEEDS_EMBEDDED else design.font
    return family + ("-bold" if bold else "")


def width_of(text: str, font: str, size: float, spacing: float = 0.0) -> float:
    """Width of a string in points."""
    if font in STANDARD:
        plain = stringWidth(text, STANDARD[font], size)
    elif font.startswith("embedded"):
        plain = _metrics(font.endswith("bold")).stringWidth(text, size)
    else:
        plain = 0.8 * size * len(text)
    return float(plain) + spacing * len(text)


def _piece_width(piece: Piece, font: str, size: float, spacing: float) -> float:
    return width_of(piece.text, font, size if piece.style == "normal" else size * RAISED_SIZE, spacing)


def word_width(word: Word, font: str, size: float, spacing: float) -> float:
    """Width of a word with its superscripts."""
    return sum(_piece_width(piece, font, size, spacing) for piece in word)


def spacing_of(design: Design) -> float:
    """Extra space after each letter."""
    return LETTERSPACE if design.text == "spaced" else 0.0


def _breaks(word: Word, design: Design) -> list[tuple[Word, str, Word]]:
    """Ways to break a word at a line's end, the longest head first: (head, hyphen to print, rest)."""
    if len(word) != 1:
        return []
    text = word[0].text
    ways = [(m.end(), "") for m in re.finditer(r"(?<=[A-Za-z]{2})-(?=[A-Za-z]{2})", text)]
    if design.text in HYPHENS and re.fullmatch(r"[a-z]{8,}", text):
        places = (m.start() for m in SYLLABLE.finditer(text))
        ways += [(at, HYPHENS[design.text]) for at in places if 3 <= at <= len(text) - 3]
    return [((Piece(text[:at]),), hyphen, (Piece(text[at:]),)) for at, hyphen in sorted(ways, reverse=True)]


def words_to_lines(words: list[Word], width: float, font: str, size: float, design: Design) -> list[SetLine]:
    """Greedy line breaking. A word wider than the column stands alone."""
    spacing = spacing_of(design)
    space = width_of(" ", font, size, spacing)
    lines: list[SetLine] = []
    current: list[Word] = []
    used = 0.0
    queue = list(words)
    while queue:
        word = queue.pop(0)
        need = word_width(word, font, size, spacing) + (space if current else 0)
        if used + need <= width:
            current.append(word)
            used += need
            continue
        room = width - used - (space if current else 0)
        for head, hyphen, rest in _breaks(word, design):
            if word_width(head, font, size, spacing) + width_of(hyphen, font, size, spacing) <= room:
                lines.append(SetLine((*current, head), is_last=False, tail=hyphen))
                queue.insert(0, rest)
                break
        else:
            if not current:
                lines.append(SetLine((word,), is_last=False))
                continue
            lines.append(SetLine(tuple(current), is_last=False))
            queue.insert(0, word)
        current, used = [], 0.0
    if current:
        lines.append(SetLine(tuple(current)))
    return lines


def text_to_lines(text: str, width: float, font: str, size: float, design: Design) -> list[SetLine]:
    """Markup → lines, paragraph by paragraph."""
    return [
        line for paragraph in text_to_paragraphs(text) for line in words_to_lines(paragraph, width, font, size, design)
    ]


def simple_lines(text: str, width: float, font: str, size: float) -> list[str]:
    """Plain text → lines, for headers and prose."""
    return [line.plain for line in words_to_lines([(Piece(w),) for w in text.split()], width, font, size, Design())]


@dataclass(frozen=True)
class Pen:
    """Where and how a line is written."""

    page: int
    font: str
    size: float
    colour: str = "#1a1a1a"
    layer: Layer = "words"
    column: int = 0

    def text(self, x: float, y: float, text: str, *, size: float | None = None, spacing: float = 0.0) -> Text:
        """A string in this pen's hand."""
        return Text(self.page, x, y, text, self.font, size or self.size, self.colour, 0, spacing, self.layer,
                    self.column)  # fmt: skip


def _shown(text: str, design: Design) -> str:
    if design.text == "ligatures":
        for letters, ligature in LIGATURES.items():
            text = text.replace(letters, ligature)
    return text


def _runs(words: tuple[Word, ...], tail: str) -> list[Piece]:
    """Pieces of a whole line, neighbours of one style joined."""
    pieces: list[Piece] = []
    for index, word in enumerate(words):
        for piece in ((Piece(" "),) if index else ()) + word:
            if pieces and pieces[-1].style == piece.style == "normal":
                pieces[-1] = Piece(pieces[-1].text + piece.text)
            else:
                pieces.append(piece)
    return [*pieces, Piece(tail)] if tail else pieces


def _pieces_to_texts(pieces: list[Piece], x: float, y: float, pen: Pen, design: Design) -> list[Text]:
    spacing, texts = spacing_of(design), []
    for piece in pieces:
        raised = piece.style != "normal"
        size = pen.size * RAISED_SIZE if raised else pen.size
        shown = _shown(piece.text, design)
        texts.append(pen.text(x, y - (0.38 * pen.size if raised else 0), shown, size=size, spacing=spacing))
        x += width_of(shown, pen.font, size, spacing)
    return texts


def _text_to_chars(text: Text, design: Design) -> list[Text]:
    places = [width_of(text.text[:index], text.font, text.size) for index in range(len(text.text))]
    pen = Pen(text.page, text.font, text.size, text.colour, text.layer, text.column)
    return [pen.text(text.x + at, text.y, c) for at, c in zip(places, text.text, strict=True) if c != " "]


def _justified(line: SetLine, x: float, y: float, width: float, *, pen: Pen, design: Design) -> list[Text]:
    """Words placed one by one, without a space glyph between them."""
    widths = [word_width(word, pen.font, pen.size, 0) for word in line.words]
    space = width_of(" ", pen.font, pen.size)
    slack = width - sum(widths)
    gaps = max(1, len(widths) - 1)
    gap = space if line.is_last else max(space, min(slack / gaps, 3.5 * space))
    starts = [x]
    for last, _ in pairwise(widths):
        starts.append(starts[-1] + last + gap)
    return [
        text
        for start, word in zip(starts, line.words, strict=True)
        for text in _pieces_to_texts(list(word), start, y, pen, design)
    ]


def line_to_texts(line: SetLine, x: float, y: float, width: float, *, pen: Pen, design: Design) -> list[Text]:
    """A set line → strings with their places, as the design's way of writing text wants."""
    if design.text == "justified":
        return _justified(line, x, y, width, pen=pen, design=design)
    texts = _pieces_to_texts(_runs(line.words, line.tail), x, y, pen, design)
    if design.text == "chars":
        return [char for text in texts for char in _text_to_chars(text, design)]
    return texts
