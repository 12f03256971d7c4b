"""What became of each bad input: `python -m tests.robustness.report` writes it to `docs/reliability.md` and README."""

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.conftest import ROOT
from tests.robustness.corpus import CORPUS, Bad, make
from workplan_extract.errors import WorkplanError
from workplan_extract.models import Workplan
from workplan_extract.running.isolation import Limits, each_isolated
from workplan_extract.running.making import plan_to_json

HEAD = """# What becomes of bad input

Made by a test run (`make reliability`); the tests hold it. Each input is given to the program; what comes is either one
line with the reason, the exit status 1 and the earlier output as it was, or exactly the rows that are printed; a tick
that the file leaves in doubt is said to be unsure, and counts as none.

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


def summary(found: Mapping[str, Answer]) -> str:
    """By kind: inputs tried, read exactly, read with ticks in doubt, and refused with a reason."""
    lines = [
        "| inputs | tried | read exactly | read, ticks in doubt | refused with the reason |",
        "| --- | --: | --: | --: | --: |",
    ]
    for kind in dict.fromkeys(bad.kind for bad in CORPUS):
        ours = [answer for answer in found.values() if answer.bad.kind == kind]
        read = sum(isinstance(answer.outcome, Workplan) for answer in ours)
        doubt = sum(map(is_in_doubt, ours))
        lines.append(f"| {kind} | {len(ours)} | {read - doubt} | {doubt} | {len(ours) - read} |")
    return "\n".join(lines)


def with_summary(readme: str, lines: str) -> str:
    """The README with the table by kind between its marks."""
    return re.sub(
        r"(<!-- reliability -->\n).*?(\n<!-- /reliability -->)", rf"\g<1>{lines}\g<2>", readme, flags=re.DOTALL
    )


def is_in_doubt(answer: Answer) -> bool:
    """Whether some mark was left undecided."""
    plan = answer.outcome
    return isinstance(plan, Workplan) and any(m.state == "unsure" for row in plan.activities for m in row.marks)


def _outcome(answer: Answer) -> str:
    if isinstance(answer.outcome, Workplan):
        rows = len(answer.outcome.activities)
        said = [one.message for one in answer.outcome.findings if one.code.startswith(("pdf-", "page-"))]
        how = f"read, {rows} rows, ticks in doubt" if is_in_doubt(answer) else f"read exactly, {rows} rows"
        return how + "".join(f"; says: {message}" for message in said)
    return f"refused: {str(answer.outcome).partition(': ')[2]}"


def main() -> None:
    """Write both anew."""
    with tempfile.TemporaryDirectory() as place:
        found = answers(Path(place), Limits(jobs=2, seconds=30, memory_mb=900))
    (ROOT / "docs" / "reliability.md").write_text(table(found), encoding="utf-8")
    readme = ROOT / "README.md"
    readme.write_text(with_summary(readme.read_text(encoding="utf-8"), summary(found)), encoding="utf-8")


if __name__ == "__main__":
    main()
