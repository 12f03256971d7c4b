"""A little fuzzing in every run of the tests, and all that fuzzing ever found."""

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.robustness.files import sound
from tests.robustness.fuzz import CRASHES, LIMITS, crashes
from workplan_extract.errors import ReadingFailedError
from workplan_extract.reading.damage import find_damage
from workplan_extract.running.isolation import each_isolated
from workplan_extract.running.making import plan_to_json


def test_made_up_pdfs_set_nothing_off(tmp_path: Path) -> None:
    found, tally = crashes(tmp_path, iter(range(24)))
    assert not found
    assert tally.total() == 24


@pytest.mark.skipif(not CRASHES.is_dir(), reason="fuzzing has found nothing yet")
def test_what_fuzzing_found_stays_mended() -> None:
    pdfs = sorted(CRASHES.glob("*.pdf"))
    for _, outcome in each_isolated(partial(plan_to_json, maintained=None), pdfs, LIMITS):
        assert not isinstance(outcome, ReadingFailedError), str(outcome)


@given(st.data())
def test_any_bytes_have_a_state(data: st.DataObject) -> None:
    whole = sound()
    cut = data.draw(st.integers(0, len(whole)))
    find_damage(whole[:cut] + data.draw(st.binary(max_size=50)))
