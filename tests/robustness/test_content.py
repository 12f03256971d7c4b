"""The fast reading of a page's operators gives what pdfminer's own parser gives."""

from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.layout import LTComponent, LTContainer
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF

from tests.conftest import FIXTURES, REFERENCE
from workplan_extract.reading.content import UnknownTokenError, content_to_objects, page_to_layout


def pdfminer_objects(data: bytes) -> list[object]:
    parser = PDFContentParser([PDFStream({}, data)])
    found: list[object] = []
    while True:
        try:
            found.append(parser.nextobject()[1])
        except PSEOF:
            return found


NUMBERS = st.integers(-9999, 9999).map(lambda n: b"%d" % n) | st.sampled_from([b"0.5", b"-.25", b"4.", b"+3", b"-0"])
# `<4>` is left out: pdfminer takes it for 04, the standard for 40 (ISO 32000-1, 7.3.4.3).
TEXTS = st.sampled_from([b"()", b"(a b)", b"(a\\)b)", b"(a(b)c)", b"(\\101\\n\\\\)", b"(\xe9\x00)", b"<48 65>", b"<>"])
NAMES = st.sampled_from([b"/F1", b"/", b"/A.B-c", b"/Caf\xc3\xa9"])
PLAIN = NUMBERS | TEXTS | NAMES | st.sampled_from([b"true", b"false"])
LISTS = st.lists(PLAIN, max_size=4).map(lambda parts: b"[" + b" ".join(parts) + b"]")
PAIRS = st.lists(st.tuples(NAMES, PLAIN | LISTS), max_size=3)
DICTIONARIES = PAIRS.map(lambda pairs: b"<<" + b" ".join(b" ".join(pair) for pair in pairs) + b">>")
OPERATORS = st.sampled_from([b"BT", b"Tj", b"T*", b"'", b'"', b"re", b"f*", b"q", b"d0", b"% a comment\n"])
CONTENT = st.lists(PLAIN | LISTS | DICTIONARIES | OPERATORS).map(lambda parts: b" ".join(parts) + b" Q\n")


@given(CONTENT)
def test_the_same_objects(data: bytes) -> None:
    assert content_to_objects(data) == pdfminer_objects(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_left_to_pdfminer(data: bytes) -> None:
    try:
        content_to_objects(data)
    except UnknownTokenError:
        return


@pytest.mark.parametrize(
    "data", [b"BI /W 1 ID x EI", b"(never ends", b"[1 2", b"]", b"<< 1 2 >>", b"--5 w", b"/A#20B gs"]
)
def test_what_it_does_not_know_is_left_to_pdfminer(data: bytes) -> None:
    with pytest.raises(UnknownTokenError):
        content_to_objects(data)


def pieces(container: LTContainer[LTComponent]) -> list[object]:
    return [
        piece
        for item in container
        for piece in (pieces(item) if isinstance(item, LTContainer) else [(repr(item), getattr(item, "matrix", None))])
    ]


@pytest.mark.parametrize("path", [REFERENCE, *FIXTURES], ids=lambda path: path.stem)
def test_the_same_layout(path: Path) -> None:
    data = path.read_bytes()
    with pdfplumber.open(BytesIO(data)) as one, pdfplumber.open(BytesIO(data)) as other:
        for ours, theirs in zip(one.pages[3:5], other.pages[3:5], strict=True):
            assert pieces(page_to_layout(ours)) == pieces(theirs.layout)
