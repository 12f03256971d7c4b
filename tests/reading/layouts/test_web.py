"""Plans as a browser prints them."""

from pathlib import Path

import pytest

from tests.factory.judge import Outcome
from tests.factory.run import case_to_verdict
from tests.factory.web import DESIGNS, WebDesign, browser, design_to_case

CHROMIUM = browser()


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("profile")


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.name)
def test_a_browsers_print_is_read_right(design: WebDesign, tmp_path: Path, profile: Path) -> None:
    verdict = case_to_verdict(design_to_case(design, str(CHROMIUM), tmp_path, profile), tmp_path)

    assert verdict.outcome is not Outcome.WRONG, str(verdict)
    assert verdict.outcome in {Outcome.RIGHT, Outcome.DOUBTED}, str(verdict)
