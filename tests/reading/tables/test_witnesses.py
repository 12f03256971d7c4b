"""The second look at rows: what sets one apart from all others is doubted, and nothing else."""

from collections.abc import Sequence

import pytest

from workplan_extract.models import Region, Row
from workplan_extract.reading.columns import TableColumn
from workplan_extract.reading.geometry import Box
from workplan_extract.reading.healing import WholeRow
from workplan_extract.reading.parts import Line, RowDraft
from workplan_extract.reading.witnesses import rows_remarks
from workplan_extract.reading.words import Word

COLUMNS = (TableColumn("number", "No.", 0, 20), TableColumn("activity", "Activity", 20, 300))
PLAIN = ("Training of judges (Phase 2)|at two courts", "Study of wells|and springs", "Map of soils|at 1:50,000")


def _line(text: str, y: float, font: str = "Sans") -> Line:
    return (Word(text, Box(20, y - 8, 200, y + 2), 10, font, 0, y),)


def _whole(number: str, text: str, gap: float = 12, font: str = "Sans") -> WholeRow:
    lines = tuple(_line(part, gap * n, font) for n, part in enumerate(text.split("|")))
    cells = {0: tuple(_line(each, 0) for each in number.split()), 1: lines}
    return WholeRow(COLUMNS, (RowDraft(1, Box(0, 0, 300, 40), cells, (), None, 9.0),))


def _row(text: str) -> Row:
    region = Region(page=1, bbox=(0, 0, 300, 40))
    return Row(
        text=text.replace("|", " "), quarters=(1,), period=None, starts_on=None, ends_on=None, position=1, marks=(),
        regions=(region,),
    )  # fmt: skip


def _doubted(odd: WholeRow, text: str) -> Sequence[int | None]:
    texts = [*PLAIN, *PLAIN, text]
    wholes = [*(_whole(str(n), each) for n, each in enumerate(texts[:-1], 1)), odd]
    return [remark.row for remark in rows_remarks(wholes, [_row(each) for each in texts])]


def test_rows_alike_are_not_doubted() -> None:
    assert not _doubted(_whole("7", "Repair of gates|in spring"), "Repair of gates|in spring")


@pytest.mark.parametrize(
    ("number", "text", "gap", "font"),
    [
        ("7", "and the repair|of gates", 12, "Sans"),
        ("7", "Repair of gates,|pumps and", 12, "Sans"),
        ("7", "Repair of gates (if|the level allows", 12, "Sans"),
        ("7", "", 12, "Sans"),
        ("7", "Repair of gates|River Council 2024 – 3", 40, "Sans"),
        ("7 8", "Repair of gates|Repair of pumps", 12, "Sans"),
        ("", "Repair of gates|in spring", 12, "Sans"),
        ("7", "Areas of Focus|of the Council", 12, "Sans-Bold"),
    ],
    ids=["starts-small", "ends-open", "bracket", "no-text", "gap", "two-numbers", "no-number", "other-type"],
)
def test_a_row_apart_is_doubted(number: str, text: str, gap: float, font: str) -> None:
    assert _doubted(_whole(number, text, gap, font), text) == [6]
