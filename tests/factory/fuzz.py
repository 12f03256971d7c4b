"""Thousands of random combinations: `python -m tests.factory.fuzz --count 1000 --seed 1 [--save DIR] [--jobs N]`.

Prints a table of outcomes and the seeds that did not come out right; `--save` keeps their PDFs with the verdict beside.
`--covering` runs the fixed set of the tests instead, and `--only TEXT` those whose name contains TEXT.
"""

import argparse
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tests.factory.build import build
from tests.factory.combinations import FIRST_RANDOM, Combination, at_random, covering, other_engine
from tests.factory.judge import Outcome, Problem, Verdict
from tests.factory.plan import Case
from tests.factory.run import case_to_verdict


def _judged(case: Case, folder: Path) -> Verdict:
    try:
        return case_to_verdict(case, folder)
    except Exception as error:  # noqa: BLE001 - a crash is an outcome here, and its traceback is printed
        trace = "".join(traceback.format_exception(error)[-3:])
        return Verdict(case.name, Outcome.WRONG, (Problem("crash", f"{error!r}\n{trace}", flagged=False),))


def combination_to_verdict(combination: Combination, save: Path | None) -> Verdict:
    """Build, read and judge one; keep its PDF where it did not come out right."""
    case = build(combination.name, combination.wanted, combination.design)
    with tempfile.TemporaryDirectory() as folder:
        verdict = _judged(case, Path(folder))
    if save and verdict.outcome is not Outcome.RIGHT:
        (save / f"{case.name}.pdf").write_bytes(case.pdf)
        (save / f"{case.name}.txt").write_text(f"{verdict}\n", encoding="utf-8")
    return verdict


def _verdicts(combinations: Iterator[Combination], save: Path | None, jobs: int) -> Iterator[Verdict]:
    work = partial(combination_to_verdict, save=save)
    if jobs == 1:
        yield from map(work, combinations)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(work, combinations, chunksize=4)


def _chosen(options: argparse.Namespace) -> Iterator[Combination]:
    if options.covering or options.only:
        return (c for c in covering() + other_engine() if (options.only or "") in c.name)
    start = FIRST_RANDOM + options.seed * 10_000
    return (at_random(start + number, options.engine) for number in range(options.count))


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.factory.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=200, help="how many random combinations")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", type=Path, help="folder for the PDFs that did not come out right")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--engine", choices=("reportlab", "fpdf2"), default="reportlab")
    parser.add_argument("--covering", action="store_true", help="the fixed set of the tests")
    parser.add_argument("--only", help="of the fixed set, those whose name contains this")
    parser.add_argument("--verbose", action="store_true", help="print every difference, not the first three")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Run, print, and return 1 where anything was wrong in silence."""
    options = _options(arguments)
    if options.save:
        options.save.mkdir(parents=True, exist_ok=True)
    tally: Counter[Outcome] = Counter()
    for verdict in _verdicts(_chosen(options), options.save, options.jobs):
        tally[verdict.outcome] += 1
        if verdict.outcome is not Outcome.RIGHT:
            lines = str(verdict).splitlines()
            shown = lines if options.verbose else [line[:260] for line in lines[:5]]
            print("\n".join(shown), file=sys.stdout, flush=True)  # noqa: T201 - a command that reports
    total = sum(tally.values())
    for outcome in Outcome:
        print(f"{outcome.value:20} {tally[outcome]:6} {100 * tally[outcome] / max(1, total):6.1f} %")  # noqa: T201
    return int(tally[Outcome.WRONG] > 0)


if __name__ == "__main__":
    sys.exit(main())
