"""Rows from borders, gaps, marks, numbers and sentence starts; and laws that hold of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workplan_extract.reading.rows import RowSpan, Slot, Stretch, stretches_to_rows

LEADING, SIZE = 12.0, 10.0


def _table(heights: list[int], gap: float) -> tuple[list[Slot], list[float]]:
    """Lines of rows with so many lines each, and the y at which each row starts."""
    slots, tops, y = [], [], 0.0
    for lines in heights:
        tops.append(y)
        for number in range(lines):
            slots.append(_slot(y, starts=number == 0, fits=number == 0))
            y += LEADING
        y += gap
    return slots, [*tops, y]


def _slot(y: float, *, starts: bool, fits: bool) -> Slot:
    return Slot(
        top=y + 1, bottom=y + 11, first=y + 9, baseline=y + 9, starts_capital=starts, goes_on=not starts,
        starts_numbered=False, has_activity=True, fits=fits,
    )  # fmt: skip


def _rows(slots: list[Slot], marks: list[float], borders: list[float], end: float) -> list[RowSpan]:
    return stretches_to_rows([Stretch(0.0, end, tuple(slots), tuple(marks))], borders, SIZE)[0]


def _counts(rows: list[RowSpan], slots: list[Slot]) -> list[int]:
    return [sum(row.top <= (slot.top + slot.bottom) / 2 < row.bottom for slot in slots) for row in rows]


HEIGHTS = st.lists(st.integers(1, 6), min_size=4, max_size=12)


@settings(deadline=None, max_examples=40)
@given(HEIGHTS, st.sampled_from(["first", "middle", "last"]), st.floats(0, 8))
def test_drawn_borders_part_rows_wherever_the_marks_stand(heights: list[int], at: str, gap: float) -> None:
    slots, tops = _table(heights, gap)
    assert _counts(_rows(slots, _marks(heights, tops, at), tops[1:-1], tops[-1]), slots) == heights


@settings(deadline=None, max_examples=40)
@given(HEIGHTS, st.sampled_from(["first", "middle", "last"]), st.floats(5, 10))
def test_gaps_and_marks_part_rows_where_nothing_is_drawn(heights: list[int], at: str, gap: float) -> None:
    slots, tops = _table(heights, gap)
    assert _counts(_rows(slots, _marks(heights, tops, at), [], tops[-1]), slots) == heights


def _marks(heights: list[int], tops: list[float], at: str) -> list[float]:
    line = {"first": lambda n: 0.0, "middle": lambda n: (n - 1) / 2, "last": lambda n: n - 1.0}[at]
    return [top + line(count) * LEADING + 6 for top, count in zip(tops, heights, strict=False)]


@pytest.mark.parametrize("marked", [0, 2])
def test_a_row_without_marks_is_a_row(marked: int) -> None:
    slots, tops = _table([2, 1, 2], 6)
    assert _counts(_rows(slots, [tops[marked] + 6], [], tops[-1]), slots) == [2, 1, 2]


@settings(deadline=None, max_examples=40)
@given(HEIGHTS, st.floats(0, 10))
def test_every_line_is_in_one_row(heights: list[int], gap: float) -> None:
    slots, tops = _table(heights, gap)
    assert sum(_counts(_rows(slots, [], [], tops[-1]), slots)) == sum(heights)
