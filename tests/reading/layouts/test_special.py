"""Plans at the edges: very long ones, very short ones, quarters with nothing in them, columns with nothing ticked."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.factory.build import plan_to_case
from tests.factory.content import Wanted, make_plan
from tests.factory.design import Design
from tests.factory.judge import Outcome, Verdict
from tests.factory.plan import Plan
from tests.factory.run import case_to_verdict

FINE = {Outcome.RIGHT, Outcome.DOUBTED}
LOOKS: dict[str, dict[str, Any]] = {
    "grid": {"rules": "grid"},
    "hairlines": {"rules": "horizontal", "repeat_header": False},
    "zebra": {"rules": "zebra", "tick": "path"},
    "bare": {"rules": "none", "header_style": "bare"},
}
each_look = pytest.mark.parametrize("look", LOOKS)


def _verdict(plan: Plan, design: Design, folder: Path) -> Verdict:
    return case_to_verdict(plan_to_case("special", plan, design), folder)


def _made(look: str, activities: int, **options: Any) -> tuple[Plan, Design]:
    design = Design(**(LOOKS[look] | {"size": 10} | options))
    return make_plan(Wanted(11, 4, activities), design), design


@each_look
def test_a_quarter_over_many_pages(look: str, tmp_path: Path) -> None:
    plan, design = _made(look, 70, size=12)
    first = tuple(replace(each, quarters=(1,), half=1) for each in plan.activities)
    verdict = _verdict(replace(plan, activities=first), design, tmp_path)

    assert verdict.outcome in FINE, str(verdict)


@each_look
def test_one_activity_a_quarter(look: str, tmp_path: Path) -> None:
    verdict = _verdict(*_made(look, 4), tmp_path)

    assert verdict.outcome in FINE, str(verdict)


@each_look
def test_a_plan_of_one_quarter_only(look: str, tmp_path: Path) -> None:
    plan, design = _made(look, 6)
    third = tuple(replace(each, quarters=(3,), half=2) for each in plan.activities)
    verdict = _verdict(replace(plan, activities=third), design, tmp_path)

    assert verdict.outcome in FINE, str(verdict)


@each_look
def test_a_purpose_that_nothing_is_ticked_for(look: str, tmp_path: Path) -> None:
    plan, design = _made(look, 9)
    without = tuple(replace(a, purposes=tuple(p for p in a.purposes if p != 2)) for a in plan.activities)
    verdict = _verdict(replace(plan, activities=without), design, tmp_path)

    assert verdict.outcome in FINE, str(verdict)


@each_look
@pytest.mark.parametrize("purposes", [(), (1, 2, 3, 4)], ids=["nothing", "everything"])
def test_a_whole_quarter_ticked_alike(look: str, purposes: tuple[int, ...], tmp_path: Path) -> None:
    plan, design = _made(look, 9)
    alike = tuple(replace(a, purposes=purposes) if a.quarters == (2,) else a for a in plan.activities)
    verdict = _verdict(replace(plan, activities=alike), design, tmp_path)

    assert verdict.outcome in FINE, str(verdict)


@each_look
def test_the_same_words_twice(look: str, tmp_path: Path) -> None:
    plan, design = _made(look, 8)
    text = plan.activities[0].text
    twice = tuple(replace(a, text=text) if n in {3, 4} else a for n, a in enumerate(plan.activities))
    verdict = _verdict(replace(plan, activities=twice), design, tmp_path)

    assert verdict.outcome in FINE, str(verdict)


@each_look
@pytest.mark.parametrize(
    "text",
    [
        "X marks the spot: a treasure hunt for pupils",
        "Total review of the Q3 accounts",
        "Quarter 4 review meeting",
        "Yes, we can: a youth day",
        "2 training courses, 3 fairs & 1 film",
        "No-tillage farming demonstration",
        "Page layout course for editors",
        "Activity days in all districts",
        "Notes from the field: a photo book",
        "COVID-19",
        "e-learning module on tariffs",
    ],
)
def test_words_that_look_like_something_else(look: str, text: str, tmp_path: Path) -> None:
    plan, design = _made(look, 8)
    odd = tuple(replace(a, text=text) if n in {2, 5} else a for n, a in enumerate(plan.activities))
    verdict = _verdict(replace(plan, activities=odd), design, tmp_path)

    assert verdict.outcome in FINE, str(verdict)
