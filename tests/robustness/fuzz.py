"""Throw made-up PDFs at the program for as long as told: `make fuzz SECONDS=600`, or `python -m tests.robustness.fuzz`.

Two ways to make them: bytes of sound PDFs changed here and there, and page content drawn at random. Each goes through
the program in a process of its own. What must not be: an error that is none of ours, a crash, a hang, a text that
can't be stored. Such a PDF is saved in `tests/robustness/crashes/`, and is a test case from then on.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path

from tests.conftest import FIXTURES, REFERENCE
from tests.robustness.files import grid, plan
from workplan_extract.errors import ReadingFailedError, WorkplanError
from workplan_extract.models import Workplan
from workplan_extract.running.isolation import Limits, each_isolated
from workplan_extract.running.making import plan_to_json

CRASHES = Path(__file__).parent / "crashes"
LIMITS = Limits(jobs=2, seconds=40, memory_mb=1200)
BATCH = 40
WORDS = (
    "Activities", "Activity", "Quarter 1", "Q2", "1", "2", "3", "X", "✓", "", "Purpose 1", "Lead", "Total", "January",
    "Training of judges in Hanoi, Viet Nam", "In partnership with IOM, a", "\u202ehidden", "=1+1", "(", "\\", "\u0000",
    "W" * 300, "a " * 200, "Annual Workplan 2024", "Glossary", "IOM – International Organization for Migration",
)  # fmt: skip
TOKENS = (
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b")",
    b"endobj",
    b"stream",
    b"/Kids",
    b"/Length",
    b"-1",
    b"999999999",
    b"1 0 R",
)


def changed_bytes(data: bytes, chance: random.Random) -> bytes:
    """A PDF with some of its bytes changed, moved, doubled or left out."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 5, 30))):
        at = chance.randrange(len(changed))
        size = chance.choice((1, 4, 40, 400))
        match chance.randrange(5):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at : at + size]
            case 2:
                changed[at:at] = chance.choice(TOKENS)
            case 3:
                changed[at:at] = changed[at : at + size]
            case _:
                changed[at : at + size] = chance.randbytes(size)
    return bytes(changed)


def drawn_content(chance: random.Random) -> bytes:
    """A page with a table of whatever words, in whatever number of columns."""
    columns = chance.randint(1, 6)
    return grid([[chance.choice(WORDS) for _ in range(columns)] for _ in range(chance.randint(1, 12))])


def made_up(seed: int) -> bytes:
    """One PDF; the same seed gives the same bytes."""
    chance = random.Random(seed)
    if seed % 3 == 0:
        return drawn_content(chance)
    if seed % 3 == 1:
        return changed_bytes(plan(seed=seed % 50).pdf, chance)
    return changed_bytes(chance.choice([REFERENCE, *FIXTURES]).read_bytes(), chance)


def crashes(folder: Path, seeds: Iterator[int]) -> tuple[list[tuple[Path, WorkplanError]], Counter[str]]:
    """Those of some made-up PDFs that set off what must not be, and how all of them went."""
    pdfs = []
    for seed in seeds:
        pdfs.append(folder / f"seed{seed}.pdf")
        pdfs[-1].write_bytes(made_up(seed))
    found, tally = [], Counter[str]()
    for pdf, outcome in each_isolated(partial(plan_to_json, maintained=None), pdfs, LIMITS):
        if isinstance(outcome, bytes):
            Workplan.model_validate_json(outcome)
            tally["read"] += 1
        else:
            tally[type(outcome).__name__] += 1
            if isinstance(outcome, ReadingFailedError):
                found.append((pdf, outcome))
    return found, tally


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    wanted = parser.parse_args()
    until = time.monotonic() + wanted.seconds
    total: Counter[str] = Counter()
    seeds = iter(range(wanted.seed, wanted.seed + 10**9))
    while time.monotonic() < until:
        with tempfile.TemporaryDirectory() as place:
            found, tally = crashes(Path(place), islice(seeds, BATCH))
            total += tally
            for pdf, error in found:
                CRASHES.mkdir(exist_ok=True)
                data = pdf.read_bytes()
                (CRASHES / f"{sha256(data).hexdigest()[:12]}.pdf").write_bytes(data)
                sys.stdout.write(f"{error}\n")
                sys.stdout.flush()
    sys.stdout.write(", ".join(f"{count} {name}" for name, count in total.most_common()) + "\n")
    raise SystemExit(int(total["ReadingFailedError"] > 0))


if __name__ == "__main__":
    main()
