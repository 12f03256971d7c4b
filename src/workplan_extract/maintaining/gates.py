"""What must hold before a plan is published: `run --strict`. Each gate says what is wrong and what to do next. Pure.

A doubt about one row is settled when a person checked the row (`reviews.csv`) or set it right (`corrections.csv`).
What concerns a whole plan is settled by naming the gate, or the code of the finding, under `accept` in `raw/NAME.toml`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from pydantic import Field

from workplan_extract.comparing.succession import successive
from workplan_extract.errors import SettingsError
from workplan_extract.maintaining.maintained import Maintained
from workplan_extract.maintaining.reviews import checked_activities
from workplan_extract.models import Activity, Frozen, Workplan
from workplan_extract.running.shelf import Shelf
from workplan_extract.vocabulary.findings import finding_kinds

# By how much the number of organisations may differ from the year before, as a factor and in any case.
JUMP_FACTOR = 1.5
JUMP_LEAST = 8


class Breach(Frozen):
    """An expectation that does not hold."""

    gate: str = Field(description="Name of the gate; of the finding, where it is one")
    document: str = Field(description="Plan")
    page: int | None = Field(default=None, description="PDF page, from 1")
    activity: str | None = Field(default=None, description="Activity that it concerns")
    message: str = Field(description="What does not hold")
    advice: str = Field(description="What to do next")


class Case(Frozen):
    """A plan with what is known about it."""

    plan: Workplan
    earlier: Workplan | None = Field(description="The publisher's plan of the year before, if it is in the run")
    maintained: Maintained
    settled: frozenset[str] = Field(description="Activities that a person checked or set right")


def find_breaches(shelf: Shelf, maintained: Maintained, accepted: Mapping[str, frozenset[str]]) -> tuple[Breach, ...]:
    """All breaches of all plans, but for what is accepted.

    Args:
        shelf: the plans of a run.
        maintained: what stands beside the PDFs.
        accepted: for a plan's id, the gates and codes of findings that a maintainer found right.
    """
    before = {later: earlier for earlier, later in successive(shelf.documents)}
    cases = (
        Case(
            plan=plan,
            earlier=shelf[before[place]] if place in before else None,
            maintained=maintained,
            settled=settled_activities(plan, maintained),
        )
        for place, plan in enumerate(shelf)
    )
    found = (breach for case in cases for gate in GATES for breach in gate(case))
    return tuple(one for one in found if one.gate not in accepted.get(one.document, frozenset()))


def settled_activities(plan: Workplan, maintained: Maintained) -> frozenset[str]:
    """The activities of a plan that a person checked, as they stand now, or set right."""
    corrected = {one.activity for one in maintained.corrections if one.document == plan.document.id}
    return frozenset(checked_activities(plan, maintained.reviews) | corrected)


def gate_findings(case: Case) -> Iterator[Breach]:
    """No finding that a person should look at is open."""
    kinds = finding_kinds()
    for one in case.plan.findings:
        if one.level != "info" and (one.activity is None or one.activity not in case.settled):
            yield Breach(
                gate=one.code, document=case.plan.document.id, page=one.page, activity=one.activity,
                message=one.message, advice=kinds[one.code].advice,
            )  # fmt: skip


def gate_counts(case: Case) -> Iterator[Breach]:
    """Activities and ticks are as many as `SOURCES.csv` states."""
    document = case.plan.document
    source = next((one for one in case.maintained.sources if one.sha256 == document.sha256), None)
    found = {
        "activities": len(case.plan.activities),
        "ticks": sum(len(one.purposes) for one in case.plan.activities),
    }
    for name, count in found.items():
        stated = getattr(source, name, None)
        if stated is not None and stated != count:
            yield Breach(
                gate=name, document=document.id, message=f"{count} {name} were read; SOURCES.csv states {stated}.",
                advice=f"Count them in {document.file}: workplan-extract review shows every row that was read. "
                "If the count in SOURCES.csv is wrong, change it there.",
            )  # fmt: skip


def gate_marks(case: Case) -> Iterator[Breach]:
    """The marks counted on the pages are those that were recorded as ticks."""
    tally = case.plan.reconciliation
    if tally.marks_on_pages != tally.ticks + tally.unsure:
        yield Breach(
            gate="marks", document=case.plan.document.id,
            message=f"{tally.marks_on_pages} marks stand in the tables; {tally.ticks} were recorded as ticks and "
            f"{tally.unsure} left unsure.",
            advice="Go through the rows with workplan-extract review; if all ticks are right, "
            'put accept = ["marks"] into the plan\'s TOML file.',
        )  # fmt: skip


def gate_unsure(case: Case) -> Iterator[Breach]:
    """No mark is left unsure, unless a person settled its row."""
    for activity in case.plan.activities:
        unsure = [mark for mark in activity.marks if mark.state == "unsure"]
        unsure_quarters = [mark for mark in activity.quarter_marks if mark.state == "unsure"]
        if (unsure or unsure_quarters) and activity.id not in case.settled:
            columns = [f"purpose {mark.purpose}" for mark in unsure]
            columns += [f"quarter {mark.quarter}" for mark in unsure_quarters]
            yield Breach(
                gate="unsure", document=case.plan.document.id, page=activity.page, activity=activity.id,
                message=f"The mark for {', '.join(columns)} could not be decided.",
                advice="Look at the row with workplan-extract review and check or correct it there.",
            )  # fmt: skip


def gate_numbering(case: Case) -> Iterator[Breach]:
    """Positions run on within each period: 1, 2, 3 …"""
    last: Counter[object] = Counter()
    for activity in case.plan.activities:
        period = printed_period(activity)
        if activity.position != last[period] + 1 and activity.id not in case.settled:
            yield Breach(
                gate="numbering", document=case.plan.document.id, page=activity.page, activity=activity.id,
                message=f"Position {activity.position} follows position {last[period]}.",
                advice="Compare the rows with the page: one may be missing or read twice.",
            )  # fmt: skip
        last[period] = activity.position


def printed_period(activity: Activity) -> object:
    """The period that the row was counted in; the id keeps it where a person moved the row to another."""
    if match := re.search(r"-([qh]\d)-\d+[a-z]*$", activity.id):
        return match[1]
    return None if activity.quarter_marks else (activity.quarters, activity.period)


def gate_purposes(case: Case) -> Iterator[Breach]:
    """No purpose has another number than the year before."""
    if case.earlier is None:
        return
    before = {_title(one.title): one.number for one in case.earlier.purposes if one.title}
    for purpose in case.plan.purposes:
        number = before.get(_title(purpose.title))
        if number not in (None, purpose.number):
            yield Breach(
                gate="purposes", document=case.plan.document.id,
                message=f"Purpose {purpose.number} was {number} in {case.earlier.document.id}: “{purpose.title}”.",
                advice="Check the purposes' page. If the plan did renumber them, put accept = [\"purposes\"] into its "
                "TOML file; comparisons go by title.",
            )  # fmt: skip


def gate_organisations(case: Case) -> Iterator[Breach]:
    """About as many organisations are named as the year before."""
    if case.earlier is None:
        return
    now, before = count_organisations(case.plan), count_organisations(case.earlier)
    low, high = sorted((now, before))
    if high - low >= JUMP_LEAST and high > low * JUMP_FACTOR:
        yield Breach(
            gate="organisations", document=case.plan.document.id,
            message=f"{now} organisations are named; in {case.earlier.document.id} there were {before}.",
            advice="See who came and went: workplan-extract diff. Add aliases where one body goes by two names; if the "
            'count is right, put accept = ["organisations"] into the plan\'s TOML file.',
        )  # fmt: skip


def count_organisations(plan: Workplan) -> int:
    """How many organisations a plan's activities name."""
    return len({one.organisation for activity in plan.activities for one in activity.organisations})


def breach_to_line(breach: Breach) -> str:
    """`purposes: rso-2023: … What to do: …`, on one line."""
    places = [breach.activity or breach.document, *([f"page {breach.page}"] if breach.page else [])]
    return f"{breach.gate} ({', '.join(places)}): {breach.message} What to do: {breach.advice}"


def check_accepted(names: Iterable[str], file: str) -> None:
    """What a TOML file accepts must be a gate, or the code of a finding.

    Raises:
        SettingsError: it is neither.
    """
    for name in names:
        if name not in GATE_NAMES and name not in finding_kinds():
            raise SettingsError(f"{file}:1: accept: {name!r} is none of {', '.join(GATE_NAMES)}, nor a finding's code")


def _title(title: str) -> str:
    return " ".join(title.casefold().split())


GATES: tuple[Callable[[Case], Iterator[Breach]], ...] = (
    gate_findings,
    gate_counts,
    gate_marks,
    gate_unsure,
    gate_numbering,
    gate_purposes,
    gate_organisations,
)
"""Every gate, in the order of their messages."""
GATE_NAMES = ("activities", "ticks", "marks", "unsure", "numbering", "purposes", "organisations")
