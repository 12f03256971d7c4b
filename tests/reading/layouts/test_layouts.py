"""Made plans in combinations of options that cover every pair: read right, and never wrong in silence."""

from pathlib import Path

import pytest

from tests.factory.build import build
from tests.factory.combinations import FACTORS, Combination, covering
from tests.factory.judge import Outcome
from tests.factory.run import case_to_verdict


@pytest.mark.parametrize("combination", covering(), ids=lambda combination: combination.name)
def test_every_row_and_tick_is_read_right(combination: Combination, tmp_path: Path) -> None:
    verdict = case_to_verdict(build(combination.name, combination.wanted, combination.design), tmp_path)

    assert verdict.outcome is not Outcome.WRONG, str(verdict)
    assert verdict.outcome in {Outcome.RIGHT, Outcome.DOUBTED}, str(verdict)


def test_the_set_is_large_and_every_value_of_every_option_is_in_it() -> None:
    names = [combination.name for combination in covering()]

    assert len(names) == len(set(names)) >= 60
    assert sum(len(values) for values in FACTORS.values()) > 90
