"""The factory itself: what it prints is legible and within the page, and the same every time."""

from collections.abc import Iterator
from itertools import islice, takewhile

import pytest

from tests.factory.build import build
from tests.factory.combinations import Combination, all_pairs, at_random, covering, other_engine
from tests.factory.content import make_plan, organisations
from tests.factory.layout import plan_to_sheet
from tests.factory.markup import text_to_plain
from tests.factory.setting import width_of
from tests.factory.sheet import Text

SOME = [*covering(), *other_engine(), *(at_random(seed) for seed in range(500_000, 500_060))]
Span = tuple[float, float, float, float]


def _span(text: Text) -> Span:
    """Box of an upright string: baseline less the height of small letters, so that superscripts may lean in."""
    width = width_of(text.text.rstrip(), text.font, text.size, text.spacing)
    return text.x, text.y - 0.5 * text.size, text.x + width, text.y


def _below(spans: list[Span], place: int) -> Iterator[Span]:
    """The spans after one, from the top, that begin above its bottom."""
    bottom = spans[place][3] - 0.5
    return takewhile(lambda span: span[1] < bottom, islice(spans, place + 1, None))


def _overlaps(spans: list[Span]) -> list[tuple[Span, Span]]:
    spans = sorted(spans, key=lambda span: span[1])
    return [
        (one, other)
        for place, one in enumerate(spans)
        for other in _below(spans, place)
        if min(one[2], other[2]) - max(one[0], other[0]) > 0.6
    ]


@pytest.mark.parametrize("combination", SOME, ids=lambda combination: combination.name)
def test_nothing_is_printed_over_anything_else_or_off_the_page(combination: Combination) -> None:
    sheet, rows = plan_to_sheet(make_plan(combination.wanted, combination.design), combination.design)
    texts = [item for item in sheet.items if isinstance(item, Text) and not item.angle]

    for page in range(1, sheet.pages + 1):
        spans = [_span(text) for text in texts if text.page == page]
        assert not _overlaps(spans)
        assert all(x0 > 0 and x1 < sheet.width and top > 0 and bottom < sheet.height for x0, top, x1, bottom in spans)
    assert {row.page for row in rows} <= set(range(1, sheet.pages + 1))


def test_the_same_combination_gives_the_same_bytes() -> None:
    for combination in (covering()[0], covering()[-1], other_engine()[0]):
        pdfs = {build("same", combination.wanted, combination.design).pdf for _ in range(2)}
        assert len(pdfs) == 1


def test_every_sentence_reads_as_one_line() -> None:
    for organisation in organisations():
        for sentence in organisation.sentences:
            plain = text_to_plain(sentence)
            assert plain == " ".join(plain.split())
            assert not set(plain) & set("^~{}|")


def test_there_are_pairs_to_cover() -> None:
    assert len(all_pairs()) > 3000
