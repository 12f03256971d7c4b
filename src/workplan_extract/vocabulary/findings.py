"""The kinds of findings: `data/findings.csv` gives each its level, its meaning and what to do about it."""

import csv
from functools import cache
from importlib.resources import files

from workplan_extract.models import Finding, Frozen, Level


class FindingKind(Frozen):
    """A kind of finding."""

    code: str
    level: Level
    meaning: str
    advice: str


@cache
def finding_kinds() -> dict[str, FindingKind]:
    """Every kind of finding by its code."""
    source = files("workplan_extract").joinpath("data", "findings.csv").read_text(encoding="utf-8")
    kinds = [FindingKind.model_validate(row) for row in csv.DictReader(source.splitlines())]
    return {kind.code: kind for kind in kinds}


def finding(code: str, message: str, page: int | None = None, activity: str | None = None) -> Finding:
    """A finding at its kind's level. An unknown code is a `KeyError`: the kind must be described first."""
    return Finding(level=finding_kinds()[code].level, code=code, message=message, page=page, activity=activity)
