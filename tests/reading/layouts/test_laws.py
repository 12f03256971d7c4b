"""Laws of reading: what a page break, the look of a tick, a decoy or the order of drawing must not change."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, example, given, settings
from hypothesis import strategies as st

from tests.factory.build import plan_to_case
from tests.factory.columns import DoesNotFitError, plan_to_columns
from tests.factory.content import Wanted, make_plan
from tests.factory.design import FAMILIES, Design
from tests.factory.judge import Outcome, Verdict
from tests.factory.layout import MARGIN, Cut, page_size
from tests.factory.run import case_to_verdict
from tests.factory.table import Grid, activity_to_row

LOOKS: dict[str, dict[str, Any]] = {
    "grid": {"rules": "grid"},
    "rects": {"rules": "rects", "text": "justified"},
    "hairlines": {"rules": "horizontal", "tick_at": "first", "repeat_header": False},
    "zebra": {"rules": "zebra", "header_style": "plain", "repeat_header": False},
    "bare": {"rules": "none", "header_style": "bare", "tick_at": "first"},
    "before": {"rules": "grid", "ticks_first": True, "extras": ("number",)},
    "banded": {"rules": "horizontal", "quarters": "band"},
    "quarters": {"rules": "zebra", "quarters": "columns"},
}
TICKS = [tick for family in FAMILIES.values() for tick in family]
DECOYS = ["logo", "chevron", "bullet", "notes", "total", "legend", "footer", "header", "budget_table",
          "purposes_table", "contents", "text_x"]  # fmt: skip
FINE = {Outcome.RIGHT, Outcome.DOUBTED}
law = settings(
    max_examples=20,
    phases=[Phase.explicit, Phase.generate],  # a failing PDF is small enough; shrinking reads hundreds more
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
looks = st.sampled_from(sorted(LOOKS))
seeds = st.integers(0, 30)


def _verdict(look: str, seed: int, folder: Path, cut: Cut | None = None, **options: Any) -> Verdict:
    design = Design(**(LOOKS[look] | {"size": 10, "seed": seed} | options))
    plan = make_plan(Wanted(seed, 4, 8, always_ticked=True), design)
    return case_to_verdict(plan_to_case("law", plan, design, cut), folder)


def _lines_of(look: str, seed: int, index: int) -> list[str]:
    """The lines that an activity is set in, so that a cut can be placed between them."""
    design = Design(**(LOOKS[look] | {"size": 10, "seed": seed}))
    plan = make_plan(Wanted(seed, 4, 8, always_ticked=True), design)
    grid = Grid(plan_to_columns(plan, design, MARGIN, page_size(design)[0] - MARGIN), design)
    row = activity_to_row(index, plan.activities[index], 1, grid)
    place = next(place for place, column in enumerate(grid.columns) if column.kind == "activity")
    return [line.plain for line in row.cells[place]]


@law
@given(look=looks, seed=seeds, index=st.integers(1, 7))
def test_a_page_break_between_two_rows_changes_nothing(look: str, seed: int, index: int, tmp_path: Path) -> None:
    verdict = _verdict(look, seed, tmp_path, Cut(index, 0))

    assert verdict.outcome in FINE, str(verdict)


@law
@given(look=looks, seed=seeds, index=st.integers(0, 7), line=st.integers(1, 4))
def test_a_page_break_inside_a_row_is_healed(look: str, seed: int, index: int, line: int, tmp_path: Path) -> None:
    lines = _lines_of(look, seed, index)
    assume(line < len(lines))
    verdict = _verdict(look, seed, tmp_path, Cut(index, line))

    assert verdict.outcome is not Outcome.WRONG, str(verdict)
    if lines[line][:1].islower():  # else even a reader may take what is overleaf for a row of its own
        assert verdict.outcome in FINE, str(verdict)


@law
@example(look="grid", seed=1, tick="form", at="first")
@given(look=looks, seed=seeds, tick=st.sampled_from(TICKS), at=st.sampled_from(["first", "middle", "last"]))
def test_the_look_of_a_tick_changes_nothing(look: str, seed: int, tick: str, at: str, tmp_path: Path) -> None:
    verdict = _verdict(look, seed, tmp_path, tick=tick, tick_at=at)

    assert verdict.outcome in FINE, str(verdict)


@law
@given(look=looks, seed=seeds, decoys=st.frozensets(st.sampled_from(DECOYS), min_size=1, max_size=6))
def test_decoys_change_nothing(look: str, seed: int, decoys: frozenset[str], tmp_path: Path) -> None:
    try:
        verdict = _verdict(look, seed, tmp_path, decoys=decoys)
    except DoesNotFitError:
        pytest.skip("too narrow")

    assert verdict.outcome in FINE, str(verdict)


@law
@given(look=looks, seed=seeds, order=st.sampled_from(["shuffled", "marks_first", "columns"]))
def test_the_order_of_drawing_changes_nothing(look: str, seed: int, order: str, tmp_path: Path) -> None:
    verdict = _verdict(look, seed, tmp_path, order=order)

    assert verdict.outcome in FINE, str(verdict)
