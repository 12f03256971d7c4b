"""What the published data says of itself: `data/publication.toml`."""

import tomllib
from functools import cache
from importlib.resources import files

from workplan_extract.models import Frozen


class Licence(Frozen):
    """Under what terms the tables may be used."""

    name: str
    title: str
    path: str


class Origin(Frozen):
    """Where the data comes from, in general; each plan has its own address."""

    title: str
    path: str = ""


class Publication(Frozen):
    """Titles and notes, in plain text."""

    title: str
    description: str
    note: str
    source: Origin
    licence: Licence


@cache
def publication() -> Publication:
    """The file, read and checked."""
    text = files("workplan_extract").joinpath("data", "publication.toml").read_text(encoding="utf-8")
    return Publication.model_validate(tomllib.loads(text))
