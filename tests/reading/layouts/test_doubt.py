"""What no reader could be sure of: an unknown mark, a mark that the page does not show. Unsure, never silent."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.factory.content import Wanted, make_plan
from tests.factory.design import Design
from tests.factory.judge import warnings
from tests.factory.layout import plan_to_sheet
from tests.factory.reportlab_engine import sheet_to_pdf
from tests.factory.setting import width_of
from tests.factory.sheet import Box, Item, Sheet, Text
from tests.factory.sheet import Path as Drawn
from workplan_extract.models import Reading
from workplan_extract.reading import read_document
from workplan_extract.settings import DocumentSettings

RULES = ["grid", "rects", "horizontal", "zebra", "none"]


def _other_word(text: str) -> Callable[[Text], list[Item]]:
    width = width_of(text, "sans", 9)
    return lambda mark: [replace(mark, text=text, font="sans", size=9, x=mark.x + 4 - width / 2)]


def _white(mark: Text) -> list[Item]:
    return [replace(mark, colour="#ffffff")]


def _covered(mark: Text) -> list[Item]:
    lid = Box(mark.page, mark.x - 1, mark.y - 9, mark.x + 10, mark.y + 2, "#ffffff", layer="marks")
    return [mark, lid]


def _scribble(mark: Text) -> list[Item]:
    x, y = mark.x, mark.y
    ops = (("m", (x, y)), ("c", (x + 3, y - 9, x + 5, y + 3, x + 8, y - 6)), ("c", (x + 4, y, x + 2, y - 7, x, y - 3)))
    return [Drawn(mark.page, ops, stroke="#10324a", width=1, layer="marks")]


DOUBTS: dict[str, Callable[[Text], list[Item]]] = {
    "question": _other_word("?"),
    "tbc": _other_word("tbc"),
    "bracketed": _other_word("(X)"),
    "number": _other_word("3"),
    "white": _white,
    "covered": _covered,
    "scribble": _scribble,
}


def _read_with(change: Callable[[Text], list[Item]], rules: str, folder: Path) -> tuple[int, int, Reading]:
    """Change the first mark of the third activity; returns (row, purpose, what came)."""
    design = Design(rules=rules, size=10, tick="check")
    plan = make_plan(Wanted(7, 4, 9, always_ticked=True), design)
    sheet, rows = plan_to_sheet(plan, design)
    marks = [item for item in sheet.items if isinstance(item, Text) and item.layer == "marks"]
    mark = marks[sum(len(row.purposes) for row in rows[:2])]
    items = [new for item in sheet.items for new in (change(item) if item is mark else [item])]
    path = folder / "doubt.pdf"
    path.write_bytes(sheet_to_pdf(Sheet(sheet.width, sheet.height, sheet.pages, items), design))
    return 2, rows[2].purposes[0], read_document(path, DocumentSettings())


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("doubt", DOUBTS)
def test_a_doubtful_mark_is_unsure(doubt: str, rules: str, tmp_path: Path) -> None:
    row, purpose, reading = _read_with(DOUBTS[doubt], rules, tmp_path)

    assert len(reading.rows) == 9
    states = {mark.purpose: mark.state for mark in reading.rows[row].marks}
    assert states[purpose] == "unsure", reading.rows[row].marks
    assert any(remark.row == row for remark in warnings(reading.remarks))
    others = [m.state for n, each in enumerate(reading.rows) for m in each.marks if (n, m.purpose) != (row, purpose)]
    assert "unsure" not in others
