"""The fast reading of a page's operators gives what pdfminer's own parser gives."""

from io import BytesIO
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.layout import LTChar, LTComponent, LTContainer
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF

from tests.conftest import FIXTURES, REFERENCE
from workplan_extract.reading.content import UnknownTokenError, content_to_objects
from workplan_extract.reading.layout import Layout, page_to_layout


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
    "data",
    [
        b"BI /W 1 ID x EI",
        b"(never ends",
        b"[1 2",
        b"]",
        b"<< 1 2 >>",
        b"--5 w",
        b"/A#20B gs",
        b"1 2 4x 5",
        b"{ } 4",
        b"(((deep)))",
        b"<4g>",
        b"1_0",
    ],
)
def test_what_it_does_not_know_is_left_to_pdfminer(data: bytes) -> None:
    with pytest.raises(UnknownTokenError):
        content_to_objects(data)


def leaves(container: LTContainer[LTComponent]) -> list[LTComponent]:
    return [
        leaf for item in container for leaf in (leaves(item) if isinstance(item, LTContainer) else [item])
    ]  # fmt: skip


def theirs(layout: LTContainer[LTComponent]) -> tuple[list[object], list[str]]:
    found = leaves(layout)
    chars = [one for one in found if isinstance(one, LTChar)]
    return (
        [(one.get_text(), one.matrix, one.bbox, one.fontname) for one in chars],
        [repr(one) for one in found if not isinstance(one, LTChar)],
    )


def ours(layout: Layout) -> tuple[list[object], list[str]]:
    chars: list[object] = [
        (text, (*run.matrix, e, f), tuple(box), run.font) for run in layout.runs for text, e, f, *box in run.chars
    ]
    return chars, [repr(one) for one in layout.items]


@pytest.mark.parametrize("path", [REFERENCE, *FIXTURES], ids=lambda path: path.stem)
def test_the_same_layout(path: Path) -> None:
    with pdfplumber.open(BytesIO(path.read_bytes())) as one, pdfplumber.open(BytesIO(path.read_bytes())) as other:
        for page, same in zip(one.pages[3:5], other.pages[3:5], strict=True):
            assert ours(page_to_layout(page)) == theirs(same.layout)


TEXT_STATES = [
    b"1 0 0 1 70 700 Tm",
    b"0 12 -12 0 70 300 Tm 3 Tc 120 Tz",
    b"-9 0 0 9 70 300 Tm 2 Tw",
    b"1 0.2 0 -1 70 300 Tm",
    b"10 TL 0 -20 Td T*",
]


def page_of_text(state: bytes) -> bytes:
    """A PDF of one page whose text is shown in a state."""
    content = (
        b"q BT /F1 11 Tf " + state + b" [(one two) -250 (three\\051)] TJ (more) ' ET Q 10 10 50 5 re f BT (x) Tj ET"
    )
    with pikepdf.new() as book:
        book.add_blank_page(page_size=(400, 800))
        fonts = pikepdf.Dictionary(F1=pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1,
                                                         BaseFont=pikepdf.Name.Helvetica))  # fmt: skip
        book.pages[0].Resources = pikepdf.Dictionary(Font=fonts)
        book.pages[0].Contents = book.make_stream(content)
        book.save(buffer := BytesIO())
    return buffer.getvalue()


def both(pdf: bytes) -> tuple[tuple[list[object], list[str]], tuple[list[object], list[str]]]:
    """The layout of the first page: ours, and pdfminer's."""
    with pdfplumber.open(BytesIO(pdf)) as one, pdfplumber.open(BytesIO(pdf)) as other:
        return ours(page_to_layout(one.pages[0])), theirs(other.pages[0].layout)


@pytest.mark.parametrize("state", TEXT_STATES)
def test_the_same_layout_of_text_in_any_direction(state: bytes) -> None:
    mine, other = both(page_of_text(state))
    assert mine == other
    assert len(mine[0]) == len("one twothree)more")


def test_raised_text_has_the_same_boxes_and_stands_on_its_raised_line() -> None:
    mine, other = both(page_of_text(b"-9 0 0 9 70 300 Tm 2 Tw 4 Ts"))
    assert mine[1] == other[1]
    for (letter, own, box, _), (same, flat, its, _) in zip(mine[0], other[0], strict=True):
        assert letter == same
        assert box == pytest.approx(its)
        assert own == pytest.approx((*flat[:5], flat[5] + 4 * 9))
