"""Short ways to ask the tagger what a sentence names."""

from collections.abc import Callable

import pytest

from workplan_extract.models import Tagged
from workplan_extract.tagging import Context, Tagger

Names = list[tuple[str, str]]


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    return Tagger(Context())


@pytest.fixture(scope="session")
def tag(tagger: Tagger) -> Callable[[str], Tagged]:
    """One sentence, of no document in particular."""
    return lambda text: next(tagger.tag([text]))


@pytest.fixture(scope="session")
def organisations(tag: Callable[[str], Tagged]) -> Callable[[str], Names]:
    """(mention, role) of each organisation, in order."""
    return lambda text: [(row.mention, row.role) for row in tag(text).organisations]


@pytest.fixture(scope="session")
def places(tag: Callable[[str], Tagged]) -> Callable[[str], list[tuple[str, str, str]]]:
    """(location, country, role) of each location, in order."""
    return lambda text: [(row.location, row.country, row.role) for row in tag(text).locations]
