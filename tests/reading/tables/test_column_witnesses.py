"""The second look at columns and periods: cells of two columns in one, counts with gaps, headings that were missed."""

from dataclasses import replace

import pytest

from workplan_extract.models import Region, Row
from workplan_extract.reading.column_witnesses import columns_remarks
from workplan_extract.reading.columns import TableColumn
from workplan_extract.reading.geometry import Box
from workplan_extract.reading.healing import WholeRow
from workplan_extract.reading.page import Frame, PageView
from workplan_extract.reading.parts import Line, Part, RowDraft
from workplan_extract.reading.periods import Heading
from workplan_extract.reading.signs import Sign
from workplan_extract.reading.tally import columns_of_marks
from workplan_extract.reading.witnesses import rows_remarks
from workplan_extract.reading.words import Word

COLUMNS = (
    TableColumn("activity", "Activity", 0, 300),
    TableColumn("purpose", "1", 300, 320, 1),
    TableColumn("purpose", "2", 320, 340, 2),
)


def _line(text: str, y: float) -> Line:
    """Words of 6 points a letter; each space is 3 points wide."""
    words, x = [], 10.0
    for piece in text.split(" "):
        if piece:
            words.append(Word(piece, Box(x, y - 8, x + 6 * len(piece), y + 2), 10, "Sans", 0, y))
        x += 6 * len(piece) + 3
    return tuple(words)


def _part(*texts: str, columns: tuple[TableColumn, ...] = COLUMNS, heading: Heading | None = None) -> Part:
    """Rows of one line each, 20 points apart."""
    rows = tuple(
        RowDraft(1, Box(0, y - 12, 340, y + 8), {0: (_line(text, y),)}, (), heading, 9.0)
        for y, text in _with_baselines(texts)
    )
    words = tuple(word for row in rows for word in row.words)
    view = PageView(1, Frame(800, 0, 0, 600, 800, 0), 600, 800, words, (), (), (), (), ())
    return Part(view, columns, Box(0, 80, 340, 400), (), rows, (), (), frozenset(), ())


def _with_baselines(texts: tuple[str, ...]) -> list[tuple[float, str]]:
    """Each text with its baseline."""
    return [(100.0 + 20 * n, text) for n, text in enumerate(texts)]


def test_plain_cells_and_columns_are_not_doubted() -> None:
    assert not columns_remarks([_part("Repair of two gates", "•    Map of all soils", "12    wells dug in spring")])


def test_a_gap_in_a_cell_is_doubted() -> None:
    (remark,) = columns_remarks([_part("Repair of two gates", "Map of all soils         UNEP")])
    assert remark.code == "columns-in-doubt"
    assert "'soils UNEP'" in remark.message


def test_counts_with_a_gap_are_doubted() -> None:
    columns = (COLUMNS[0], COLUMNS[1], replace(COLUMNS[2], number=3, title="3"))
    (remark,) = columns_remarks([_part("Repair of two gates", columns=columns)])
    assert "purpose 1, 3" in remark.message


def test_a_column_that_is_another_in_each_of_two_tables_is_doubted_in_both() -> None:
    other = (COLUMNS[0], COLUMNS[1], replace(COLUMNS[2], kind="lead", number=0))
    assert len(columns_remarks([_part("Repair of two gates"), _part("Map of all soils", columns=other)])) == 2


@pytest.mark.parametrize(("named", "doubted"), [(Heading(quarter=1), []), (Heading(quarter=2), [0, 1])])
def test_a_row_under_another_period_than_its_page_names_is_doubted(named: Heading, doubted: list[int]) -> None:
    part = replace(
        _part("Repair of two gates", "Map of all soils", heading=Heading(quarter=1)),
        periods=((Box(0, 60, 100, 70), named),),
    )
    wholes = [WholeRow(COLUMNS, (row,)) for row in part.rows]
    texts = [" ".join(word.text for word in row.words) for row in part.rows]
    assert [remark.row for remark in rows_remarks(wholes, [_row(text) for text in texts], [part])] == doubted


def _row(text: str) -> Row:
    region = Region(page=1, bbox=(0, 0, 300, 40))
    return Row(
        text=text, quarters=(1,), period=None, starts_on=None, ends_on=None, position=1, marks=(), regions=(region,)
    )


def test_marks_that_do_not_stand_below_each_other_are_doubted() -> None:
    signs = tuple(Sign(Box(x, y, x + 6, y + 8), "glyph", "tick", "") for x, y in ((301, 92), (309, 112)))
    part = _part("Repair of two gates", "Map of all soils")
    rows = tuple(replace(row, signs=(sign,)) for row, sign in zip(part.rows, signs, strict=True))
    (remark,) = columns_remarks([replace(part, rows=rows)])
    assert "do not stand below each other" in remark.message


@pytest.mark.parametrize("cells", [("✓", "–"), ("✓✓✓", "✓✓")])
def test_a_column_of_text_that_holds_marks_is_doubted(cells: tuple[str, str]) -> None:
    columns = (COLUMNS[0], replace(COLUMNS[1], kind="other", number=0, title="Apr May"), COLUMNS[2])
    part = _part("Repair of two gates", "Map of all soils", columns=columns)
    rows = [
        replace(row, lines={**row.lines, 1: ((Word(cell, Box(301, 92, 315, 102), 10, "Sans", 0, 100),),)})
        for row, cell in zip(part.rows, cells, strict=True)
    ]
    assert columns_of_marks(replace(part, rows=tuple(rows))) == ["Apr May"]
