"""What a page draws: its characters in runs, its paths and images, as pdfminer's interpreter finds them, in less time.

pdfminer makes an object of twenty attributes of every character, and copies the state of the graphics for each piece
of text. Here a character is a tuple, and what all characters of a piece share is kept once. The numbers are
pdfminer's own, to the last bit, but for the widths of fonts that only share a standard font's name.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar, cast

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.fontmetrics import FONT_METRICS
from pdfminer.layout import LTChar, LTComponent, LTContainer, LTPage
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFType1Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFStackT, PDFTextState
from pdfminer.pdftypes import dict_value, int_value, list_value, num_value, resolve1, stream_value
from pdfminer.psparser import PSKeyword
from pdfminer.utils import Matrix, Point, apply_matrix_rect
from pdfplumber.page import Page

from workplan_extract.reading.content import UnknownTokenError, content_to_objects

State = TypeVar("State", PDFTextState, PDFGraphicState)
Char = tuple[str, float, float, float, float, float, float]
"""Text, origin x and y on the baseline, and box x0, y0, x1, y1; in points from the page's bottom left corner."""


class Run(NamedTuple):
    """Characters that were shown together: in one font, size and direction."""

    matrix: tuple[float, float, float, float]
    """a, b, c and d of the text's matrix (ISO 32000-1, 8.3.3)."""
    font: str
    chars: list[Char]


class Layout(NamedTuple):
    """All that a page draws, in the order in which it does: text, and everything else."""

    runs: list[Run]
    items: list[LTComponent]


def page_to_layout(page: Page) -> Layout:
    """What a page draws: what `page.layout` holds, in less time."""
    device = Device(page.pdf.rsrcmgr, page.page_number)
    Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    return Layout(device.runs, device.items)


def _leaves(container: LTContainer[LTComponent]) -> Iterator[LTComponent]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _leaves(item)
        else:
            yield item


class Device(PDFLayoutAnalyzer):
    """pdfminer's device, which keeps characters apart."""

    def __init__(self, resources: PDFResourceManager, number: int) -> None:
        super().__init__(resources, pageno=number)
        self.runs: list[Run] = []
        self.items: list[LTComponent] = []
        self._fonts: dict[PDFFont, dict[int, tuple[str, float]]] = {}

    def receive_layout(self, ltpage: LTPage) -> None:
        """The page is complete."""
        self.items = list(_leaves(ltpage))

    def render_string_horizontal(  # noqa: PLR0913, PLR0917  # pdfminer's own
        self,
        seq: PDFTextSeq,
        matrix: Matrix,
        pos: Point,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        charspace: float,
        wordspace: float,
        rise: float,
        dxscale: float,
        ncs: PDFColorSpace,  # noqa: ARG002
        graphicstate: PDFGraphicState,  # noqa: ARG002
    ) -> Point:
        """A piece of text that runs across; where the next one starts."""
        x, y = pos
        known = self._fonts.setdefault(font, {})
        shown: list[tuple[str, float, float]] = []
        needs_space = False
        for piece in seq:
            if isinstance(piece, bytes):
                for cid in font.decode(piece):
                    if needs_space:
                        x += charspace
                    if cid not in known:
                        known[cid] = self._look_up(font, cid)
                    text, width = known[cid]
                    advance = width * fontsize * scaling
                    shown.append((text, x, advance))
                    x += advance
                    if cid == 32 and wordspace:
                        x += wordspace
                    needs_space = True
            elif isinstance(piece, int | float):
                x -= piece * dxscale
                needs_space = True
        if shown:
            # a raised baseline is the one that the character stands on
            chars = place_chars(shown, matrix, y + rise, font.get_descent() * fontsize, fontsize)
            self.runs.append(Run(matrix[:4], font.fontname, chars))
        return x, y

    def render_char(  # noqa: PLR0913, PLR0917  # pdfminer's own
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """A character of text that runs down, which is rare: as pdfminer has it."""
        text, width = self._look_up(font, cid)
        char = LTChar(
            matrix, font, fontsize, scaling, rise, text, width, font.char_disp(cid), ncs, graphicstate
        )  # fmt: skip
        self.runs.append(Run(matrix[:4], font.fontname, [(text, matrix[4], matrix[5], *char.bbox)]))
        return char.adv

    def _look_up(self, font: PDFFont, cid: int) -> tuple[str, float]:
        """A character's text, and its width as a share of the font's size."""
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = self.handle_undefined_char(font, cid)
        return text, font.char_width(cid)


def place_chars(
    shown: Sequence[tuple[str, float, float]], matrix: Matrix, y: float, bottom: float, size: float
) -> list[Char]:
    """Characters, each with its x and its advance in text space → their places, by the text's matrix.

    A character's box is as wide as its advance and as high as its size.
    """
    a, b, c, d, e0, f0 = matrix
    chars: list[Char] = []
    for text, x, advance in shown:
        e, f = x * a + y * c + e0, x * b + y * d + f0
        right, low, high = a * advance + e, d * bottom + f, d * (bottom + size) + f
        if b or c or right < e or high < low:
            edges = apply_matrix_rect((a, b, c, d, e, f), (0, bottom, advance, bottom + size))
            chars.append((text, e, f, *edges))
        else:
            chars.append((text, e, f, e, low, right, high))
    return chars


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, given tokens from `content_to_objects`."""

    def __init__(self, rsrcmgr: PDFResourceManager, device: PDFDevice) -> None:
        super().__init__(rsrcmgr, device)
        self.operators: dict[PSKeyword, tuple[Callable[..., object], int] | None] = {}

    def init_resources(self, resources: dict[object, object]) -> None:
        """Prepare what the page or form names; its fonts get the widths that the PDF gives for them."""
        super().init_resources(resources)
        specs = dict_value(dict_value(resources).get("Font", {})) if resources else {}
        for name, spec in specs.items():
            if name in self.fontmap:
                _use_own_widths(self.fontmap[name], dict_value(spec))

    def execute(self, streams: Sequence[object]) -> None:
        """Run the operators of a page or a form."""
        found = [stream_value(stream) for stream in streams]
        names = {stream.objid for stream in found}
        if None in names or names & self.parent_stream_ids:
            super().execute(streams)
            return
        try:
            objects = content_to_objects(b"\n".join(stream.get_data() for stream in found))
        except UnknownTokenError:
            super().execute(streams)
            return
        self.stream_ids = {name for name in names if name is not None}
        operators = self.operators
        for one in objects:
            if not isinstance(one, PSKeyword):
                self.argstack.append(one)
                continue
            if one not in operators:
                operators[one] = self._operator(one)
            operator = operators[one]
            if operator is None:
                continue
            run, count = operator
            arguments = self.argstack[-count:] if count else ()
            if count:
                del self.argstack[-count:]
            if len(arguments) == count:
                run(*arguments)

    def _operator(self, word: PSKeyword) -> tuple[Callable[..., object], int] | None:
        """The method for an operator, and how many operands it takes; None for one that is not known."""
        name = word.name.decode("latin-1") if isinstance(word.name, bytes) else word.name
        for sign, letter in (("*", "_a"), ('"', "_w"), ("'", "_q")):
            name = name.replace(sign, letter)
        method = getattr(self, f"do_{name}", None)
        return (method, method.__code__.co_argcount - 1) if method else None

    def get_current_state(self) -> tuple[Matrix, PDFTextState, PDFGraphicState]:
        """The state to return to. Copied as a whole, which takes a third of the time that it takes field by field."""
        return self.ctm, _copy(self.textstate), _copy(self.graphicstate)

    def do_TJ(self, seq: PDFStackT) -> None:  # noqa: N802  # pdfminer's own
        """Show text. The device keeps nothing of the state, so that it need not be copied."""
        if self.textstate.font is not None:
            state = self.graphicstate
            self.device.render_string(self.textstate, cast(PDFTextSeq, seq), state.ncs, state)


def _use_own_widths(font: PDFFont, spec: Mapping[str, object]) -> None:
    """Set a font that has the name of a standard one, and is not, by what the PDF says: pdfminer goes by the name."""
    if not isinstance(font, PDFType1Font) or font.basefont not in FONT_METRICS:
        return
    widths = [num_value(resolve1(width)) for width in list_value(spec.get("Widths", []))]
    if any(widths):
        first = int_value(spec.get("FirstChar", 0))
        font.widths = dict(enumerate(widths, first))


def _copy(state: State) -> State:
    copied = object.__new__(type(state))
    copied.__dict__.update(state.__dict__)
    return copied
