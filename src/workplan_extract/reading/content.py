"""A page's drawing operators, read fast.

pdfminer reads the description of a page byte by byte, in Python, which takes most of its time. Here one regular
expression finds the tokens (ISO 32000-1, 7.2 to 7.3 and 7.8.2), and pdfminer's interpreter does the rest. What the
expression does not know, inline images above all, goes pdfminer's own way.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.fontmetrics import FONT_METRICS
from pdfminer.layout import LTPage
from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdffont import PDFFont, PDFType1Font
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import dict_value, int_value, list_value, num_value, resolve1, stream_value
from pdfminer.psparser import KWD, LIT, PSKeyword
from pdfplumber.page import Page

TOKEN = re.compile(
    rb"""
    [\0\t\n\f\r ]+ | %[^\r\n]*
    | (?P<number> [+-]? (?: \d+ (?: \.\d* )? | \.\d+ ) ) (?= [\0\t\n\f\r ()<>\[\]{}/%] | $ )
    | (?P<word> [A-Za-z'"] [A-Za-z0-9'"*]* ) (?= [\0\t\n\f\r ()<>\[\]{}/%] | $ )
    | \( (?P<text> [^()\\]* ) \)
    | (?P<escaped> \( )
    | /(?P<name> [^\0\t\n\f\r ()<>\[\]{}/%#]* ) (?! \# )
    | < (?P<hex> [0-9A-Fa-f\0\t\n\f\r ]* ) >
    | (?P<open> \[ | << )
    | (?P<close> \] | >> )
    """,
    re.VERBOSE,
)
PARENTHESIS = re.compile(rb"[()]|\\.", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\r\n": b"", b"\n": b"", b"\r": b""}
BLANK = re.compile(rb"[\0\t\n\f\r ]+")
BOOLEANS = {b"true": True, b"false": False}


class UnknownTokenError(ValueError):
    """Something that only pdfminer's own parser reads."""


def page_to_layout(page: Page) -> LTPage:
    """All that a page draws, as pdfminer lays it out: what `page.layout` gives, in less time."""
    device = PDFPageAggregator(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    return device.get_result()


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
        for one in objects:
            if isinstance(one, PSKeyword):
                self._run(one)
            else:
                self.argstack.append(one)

    def _run(self, word: PSKeyword) -> None:
        if word not in self.operators:
            self.operators[word] = self._operator(word)
        operator = self.operators[word]
        if operator is None:
            return
        run, count = operator
        if not count:
            run()
            return
        arguments = self.pop(count)
        if len(arguments) == count:
            run(*arguments)

    def _operator(self, word: PSKeyword) -> tuple[Callable[..., object], int] | None:
        """The method for an operator, and how many operands it takes; None for one that is not known."""
        name = word.name.decode("latin-1") if isinstance(word.name, bytes) else word.name
        for sign, letter in (("*", "_a"), ('"', "_w"), ("'", "_q")):
            name = name.replace(sign, letter)
        method = getattr(self, f"do_{name}", None)
        return (method, method.__code__.co_argcount - 1) if method else None


def _use_own_widths(font: PDFFont, spec: Mapping[str, object]) -> None:
    """Set by what a PDF says a font that is named like one of the standard 14, and is not: pdfminer goes by the name."""
    if not isinstance(font, PDFType1Font) or font.basefont not in FONT_METRICS:
        return
    widths = [num_value(resolve1(width)) for width in list_value(spec.get("Widths", []))]
    if any(widths):
        first = int_value(spec.get("FirstChar", 0))
        font.widths = dict(enumerate(widths, first))


def content_to_objects(data: bytes) -> list[Any]:
    """The bytes of a page's description → numbers, strings, names, lists, dictionaries and operators, in order.

    Raises:
        UnknownTokenError: it holds something else.
    """
    objects: list[Any] = []
    outer: list[list[Any]] = []
    place, size, match = 0, len(data), TOKEN.match
    while place < size:
        token = match(data, place)
        if token is None:
            raise UnknownTokenError(f"byte {place}")
        place, kind = token.end(), token.lastgroup or ""
        if kind in VALUES:
            objects.append(VALUES[kind](token[kind]))
        elif kind == "open":
            outer.append(objects)
            objects = []
        elif kind == "close":
            objects = _closed(outer, objects, token["close"])
        elif kind == "escaped":
            place = _end_of_text(data, place)
            objects.append(ESCAPE.sub(_unescaped, data[token.end() : place - 1]))
    if outer:
        raise UnknownTokenError("a list or dictionary without end")
    return objects


def _to_word(word: bytes) -> object:
    if word == b"BI":
        raise UnknownTokenError("an inline image")
    return BOOLEANS[word] if word in BOOLEANS else KWD(word)


def _to_name(name: bytes) -> object:
    try:
        return LIT(name.decode())
    except UnicodeDecodeError as error:
        raise UnknownTokenError("a name that is no UTF-8") from error


def _to_bytes(digits: bytes) -> bytes:
    packed = BLANK.sub(b"", digits)
    return bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode())


def _closed(outer: list[list[Any]], inner: list[Any], end: bytes) -> list[Any]:
    """The objects around a list or dictionary, with it at their end."""
    if not outer:
        raise UnknownTokenError("an end without a beginning")
    around = outer.pop()
    if end == b"]":
        around.append(inner)
        return around
    keys, values = inner[::2], inner[1::2]
    if len(keys) != len(values) or not all(isinstance(key, type(LIT("A"))) for key in keys):
        raise UnknownTokenError("a dictionary that is none")
    around.append({key.name: value for key, value in zip(keys, values, strict=True)})
    return around


def _end_of_text(data: bytes, place: int) -> int:
    """The place after the parenthesis that closes a string; parentheses inside it are balanced or escaped."""
    depth = 1
    while depth:
        found = PARENTHESIS.search(data, place)
        if found is None:
            raise UnknownTokenError("a string without end")
        place = found.end()
        depth += {b"(": 1, b")": -1}.get(found[0], 0)
    return place


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if code[:1].isdigit() and code[:1] < b"8":
        return bytes((int(code, 8) & 0xFF,))
    return ESCAPES.get(code, code)


VALUES: dict[str | None, Callable[[bytes], object]] = {
    "number": lambda number: float(number) if b"." in number else int(number),
    "word": _to_word,
    "text": bytes,
    "name": _to_name,
    "hex": _to_bytes,
}
"""What each kind of token that stands for itself becomes."""
