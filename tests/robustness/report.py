"""What became of each bad input, as the table of `docs/reliability.md`: `python -m tests.robustness.report > FILE`."""

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.robustness.corpus import CORPUS, Bad, make
from workplan_extract.errors import WorkplanError
from workplan_extract.models import Workplan
from workplan_extract.running.isolation import Limits, each_isolated
from workplan_extract.running.making import plan_to_json

HEAD = """# What becomes of bad input

Made by a test run (`make reliability`); the tests hold it. Each input is given to the program; what comes is either one
line with the reason, the exit status 1 and the earlier output as it was, or exactly the rows that are printed.

| kind | input | outcome |
| --- | --- | --- |
"""


@dataclass(frozen=True)
class Answer:
    """What became of an input."""

    bad: Bad
    outcome: Workplan | WorkplanError


def answers(folder: Path, limits: Limits) -> dict[str, Answer]:
    """Give every input of the corpus to the program."""
    pdfs = {make(bad, folder): bad for bad in CORPUS}
    work = partial(plan_to_json, maintained=None)
    found = {}
    for pdf, outcome in each_isolated(work, pdfs, limits):
        plan = Workplan.model_validate_json(outcome) if isinstance(outcome, bytes) else outcome
        found[pdfs[pdf].name] = Answer(pdfs[pdf], plan)
    return found


def table(found: Mapping[str, Answer]) -> str:
    """The whole page."""
    return HEAD + "".join(f"| {bad.kind} | {bad.name} | {_outcome(found[bad.name])} |\n" for bad in CORPUS)


def _outcome(answer: Answer) -> str:
    if isinstance(answer.outcome, Workplan):
        rows = len(answer.outcome.activities)
        said = [one.message for one in answer.outcome.findings if one.code.startswith("pdf-")]
        return f"read exactly, {rows} rows" + "".join(f"; says: {message}" for message in said)
    return f"refused: {str(answer.outcome).partition(': ')[2]}"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        sys.stdout.write(table(answers(Path(place), Limits(jobs=2, seconds=30, memory_mb=900))))
