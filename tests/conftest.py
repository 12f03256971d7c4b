"""Paths and small plans that several test folders share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "raw" / "rso-annual-workplan-2022.pdf"
GOLD = ROOT / "tests" / "gold"
FIXTURES = sorted((ROOT / "tests" / "fixtures").glob("*.pdf"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT
