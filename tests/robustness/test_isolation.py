"""A document that crashes, hangs or swells is reported with its reason, and the rest go on, in their order."""

from functools import partial
from pathlib import Path

import pytest

from tests.robustness.jobs import misbehave
from workplan_extract.errors import DocumentError, ReadingFailedError, WorkplanError
from workplan_extract.running.isolation import Limits, each_isolated

LIMITS = Limits(seconds=1.5, memory_mb=600)
REASONS = {
    "sleeps": "more than 1.5 seconds (allow more: --timeout)",
    "spins": "more than 1.5 seconds (allow more: --timeout)",
    "crashes": "ended by SIGSEGV",
    "swells": "more than 600 MiB of memory (allow more: --memory)",
    "nests": "nested too deeply",
    "raises": "ValueError: two lines, and an escape",
    "exits": "ended",
}


def outcomes(names: list[str], limits: Limits = LIMITS) -> list[tuple[str, bytes | WorkplanError]]:
    pdfs = [Path(f"{name}.pdf") for name in names]
    return [(pdf.stem, outcome) for pdf, outcome in each_isolated(misbehave, pdfs, limits)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_is_reported_and_the_rest_go_on(jobs: int) -> None:
    names = [name for bad in REASONS for name in (f"good{bad}", bad)] + ["last"]
    done = outcomes(names, LIMITS.model_copy(update={"jobs": jobs}))
    assert [name for name, _ in done] == names
    for name, outcome in done:
        if name in REASONS:
            assert isinstance(outcome, ReadingFailedError)
            assert str(outcome).startswith(f"{name}.pdf: ")
            assert REASONS[name] in str(outcome)
            assert "\n" not in str(outcome)
        else:
            assert outcome == f"{name}.pdf".encode()


def test_what_a_parser_prints_is_not_heard(capfd: pytest.CaptureFixture[str]) -> None:
    assert outcomes(["talks"]) == [("talks", b"talks.pdf")]
    assert capfd.readouterr() == ("", "")


def test_more_documents_than_are_handed_out_at_once_come_in_order() -> None:
    names = [f"good{number}" for number in range(120)]
    assert [name for name, _ in outcomes(names, LIMITS.model_copy(update={"jobs": 2}))] == names


def test_documents_are_left_alone_when_nobody_takes_their_results() -> None:
    results = each_isolated(misbehave, [Path("good1.pdf"), Path("sleeps.pdf")], LIMITS)
    assert next(results) == (Path("good1.pdf"), b"good1.pdf")
    results.close()


def refuse(error: type[DocumentError], pdf: Path) -> bytes:
    raise error(pdf, "no reason", "none", 3)


@pytest.mark.parametrize("error", DocumentError.__subclasses__())
def test_our_own_errors_come_back_as_they_are(error: type[DocumentError]) -> None:
    ((_, outcome),) = each_isolated(partial(refuse, error), [Path("plan.pdf")], LIMITS)
    assert type(outcome) is error
    assert str(outcome) == "plan.pdf, page 3: no reason (none)"


def test_a_limit_too_small_to_start_with_is_said_and_not_waited_for() -> None:
    with pytest.raises(ValueError, match="memory_mb"):
        Limits(memory_mb=10)
