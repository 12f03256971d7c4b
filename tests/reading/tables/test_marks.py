"""What stands in a tick cell, and the ink there, against the decision."""

from dataclasses import replace

import pytest

from workplan_extract.reading.geometry import Box
from workplan_extract.reading.ink import Ink
from workplan_extract.reading.lexicon import word_to_class
from workplan_extract.reading.marks import Usage, decide_cell, signs_to_usage
from workplan_extract.reading.outlines import shape_to_class
from workplan_extract.reading.paths import Path, Shape
from workplan_extract.reading.signs import Sign

BOX = Box(100, 100, 110, 110)
INKED, BLANK = Ink(60, 0.08, 255), Ink(0, 0.0, 255)


def _sign(kind: str) -> Sign:
    return Sign(BOX, "glyph", kind, kind)


def _usage(*kinds: str) -> Usage:
    return signs_to_usage([[[_sign(kind)] for kind in kinds], [[]] * 20])


@pytest.mark.parametrize(
    ("text", "font", "kind"),
    [
        ("✓", "DejaVuSans", "tick"),
        ("\uf0fc", "PictoSymbols", "tick"),
        ("ü", "Wingdings-Regular", "tick"),
        ("ü", "Carlito", None),
        ("P", "Wingdings2", "tick"),
        ("4", "ZapfDingbats", "tick"),
        ("4", "Helvetica", None),
        ("a", "Webdings", "tick"),
        ("(cid:252)", "Wingdings", "tick"),
        ("X", "Arial", "letter_x"),
        ("☐", "Segoe UI Symbol", "box_empty"),
        ("–", "Arial", "none"),
        ("Yes", "Arial", "yes"),
        ("workshop", "Arial", None),
    ],
)
def test_a_mark_is_known_by_font_and_character(text: str, font: str, kind: str | None) -> None:
    assert word_to_class(text, font) == kind


@pytest.mark.parametrize(
    ("kinds", "cell", "state"),
    [
        (("tick",), "tick", "ticked"),
        (("letter_x",), "letter_x", "ticked"),
        (("cross",), "cross", "ticked"),
        (("tick", "cross"), "cross", "empty"),
        (("tick", "letter_x"), "letter_x", "ticked"),
        (("box_tick", "box_empty"), "box_empty", "empty"),
        (("dot", "dot_empty"), "dot_empty", "empty"),
        (("yes", "no"), "no", "empty"),
        (("tick",), "none", "empty"),
        (("tick",), "unknown", "unsure"),
        (("dot_empty",), "dot_empty", "unsure"),
    ],
)
def test_the_documents_usage_decides(kinds: tuple[str, ...], cell: str, state: str) -> None:
    assert decide_cell([_sign(cell)], [], INKED, _usage(*kinds)).state == state


@pytest.mark.parametrize(
    ("signs", "strange", "ink", "state"),
    [
        (["tick"], [], INKED, "ticked"),
        (["tick"], [], BLANK, "unsure"),
        ([], [], BLANK, "empty"),
        ([], [], INKED, "unsure"),
        (["tick"], ["maybe"], INKED, "unsure"),
        ([], ["7"], INKED, "unsure"),
        (["tick", "no"], [], INKED, "unsure"),
        (["tick", "box_empty"], [], INKED, "ticked"),
    ],
)
def test_both_witnesses_must_agree(signs: list[str], strange: list[str], ink: Ink, state: str) -> None:
    decision = decide_cell([_sign(kind) for kind in signs], strange, ink, _usage("tick", "no"))
    assert decision.state == state
    assert bool(decision.doubt) == (state == "unsure")


def _stroke(*points: tuple[float, float]) -> Path:
    return Path(list(points), "m" + "l" * (len(points) - 1), False, True, 1.0, (0.0,))


def _filled(points: list[tuple[float, float]], colour: tuple[float, ...] = (0.0,)) -> Path:
    return Path([*points, points[0]], "m" + "l" * (len(points) - 1) + "h", True, False, 0.0, colour)


SQUARE = [(0.0, 0.0), (8.0, 0.0), (8.0, 8.0), (0.0, 8.0)]


@pytest.mark.parametrize(
    ("paths", "kind"),
    [
        ([_stroke((0, 5), (3, 8), (9, 0))], "tick"),
        ([_stroke((0, 5), (3, 8)), _stroke((3, 8), (9, 0))], "tick"),
        ([_filled(SQUARE), replace(_stroke((1, 4), (3, 7), (7, 1)), colour=(1.0,))], "box_tick"),
        ([_filled(SQUARE), _stroke((1, 4), (3, 7), (7, 1))], "unknown"),
        ([_stroke((0, 0), (8, 8)), _stroke((0, 8), (8, 0))], "cross"),
        ([_filled(SQUARE)], "dot"),
        ([_filled(SQUARE, (1.0,))], "box_empty"),
        ([_stroke((0, 4), (8, 4))], "none"),
        ([_stroke((0, 0), (5, 4), (0, 8))], "unknown"),
        ([Path([*SQUARE, SQUARE[0]], "mlllh", False, True, 1.0, (0.0,)), _stroke((1, 4), (3, 7), (7, 1))], "box_tick"),
    ],
)
def test_a_drawing_is_known_by_its_outline(paths: list[Path], kind: str) -> None:
    points = [point for path in paths for point in path.points]
    box = Box(
        min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)
    )
    assert shape_to_class(Shape(box, tuple(paths))) == kind


def test_a_ring_beside_blank_cells_is_unsure() -> None:
    usage = signs_to_usage([[[_sign("tick")], [_sign("dot_empty")], [], []]])
    assert decide_cell([_sign("dot_empty")], [], INKED, usage).state == "unsure"


def test_a_cross_beside_unknown_marks_is_unsure() -> None:
    usage = signs_to_usage([[[_sign("cross")], [_sign("unknown")]]])
    assert decide_cell([_sign("cross")], [], INKED, usage).state == "unsure"
