"""What must hold before publishing: each gate closes for its own reason, says what to do, and opens once it is done."""

from datetime import date
from pathlib import Path

import pytest

from tests.maintainer.conftest import invoke
from tests.maintainer.plans import plan_of, reference
from tests.plans import TALLY, partner
from workplan_extract.errors import SettingsError
from workplan_extract.maintaining.gates import Breach, breach_to_line, check_accepted, find_breaches
from workplan_extract.maintaining.maintained import Maintained
from workplan_extract.maintaining.reviews import Review
from workplan_extract.maintaining.sources import SourceFile, load_sources
from workplan_extract.models import Document, Finding, Workplan

PLAN = reference()
LATER = PLAN.model_copy(
    update={"document": PLAN.document.model_copy(update={"id": "rso-2023", "year": 2023, "file": "b.pdf"})}
)
WARNING = Finding(level="warning", code="no-tick", message="Nothing is ticked.", page=4, activity="rso-2022-q1-05")


def source(**counts: int) -> SourceFile:
    return SourceFile(
        file="a.pdf", sha256="0" * 64, title="T", publisher="P", year=2022, url="", retrieved_on="", note="", **counts
    )


def review(activity: str) -> Review:
    return Review(document="rso-2022", activity=activity, who="ND", when=date(2023, 1, 9))


class Plans(list[Workplan]):
    """Plans in memory where a run has them on disk."""

    @property
    def documents(self) -> list[Document]:
        return [plan.document for plan in self]


def breaches(*plans: Workplan, maintained: Maintained = Maintained(), accept: tuple[str, ...] = ()) -> list[Breach]:  # noqa: B008
    return list(find_breaches(Plans(plans), maintained, {plan.document.id: frozenset(accept) for plan in plans}))


def with_finding(finding: Finding) -> Workplan:
    return PLAN.model_copy(update={"findings": (finding,)})


def unsure() -> Workplan:
    first, *rest = PLAN.activities
    marks = (first.marks[0].model_copy(update={"state": "unsure"}), *first.marks[1:])
    return plan_of([first.model_copy(update={"marks": marks}), *rest], PLAN)


def renumbered_purposes() -> Workplan:
    numbers = {1: 1, 2: 3, 3: 2, 4: 4}
    purposes = tuple(one.model_copy(update={"number": numbers[one.number]}) for one in LATER.purposes)
    return LATER.model_copy(update={"purposes": purposes})


def with_few_organisations() -> Workplan:
    activities = [one.model_copy(update={"organisations": one.organisations[:1][:0]}) for one in LATER.activities]
    activities[0] = activities[0].model_copy(update={"organisations": (partner("World Bank"),)})
    return plan_of(activities, LATER)


def test_a_plan_in_order_passes() -> None:
    assert breaches(PLAN, LATER, maintained=Maintained(sources=(source(activities=56, ticks=99),))) == []


WITHOUT_THE_FOURTH = plan_of(PLAN.activities[:3] + PLAN.activities[4:], PLAN)
WITH_LOST_MARKS = PLAN.model_copy(update={"reconciliation": TALLY.model_copy(update={"marks_on_pages": 5})})
CLOSED: dict[str, tuple[list[Workplan], Maintained, str]] = {
    "no-tick": ([with_finding(WARNING)], Maintained(), "Nothing is ticked."),
    "activities": (
        [PLAN],
        Maintained(sources=(source(activities=57),)),
        "56 activities were read; SOURCES.csv states 57",
    ),
    "ticks": ([PLAN], Maintained(sources=(source(ticks=98),)), "99 ticks were read; SOURCES.csv states 98"),
    "unsure": ([unsure()], Maintained(), "The mark for purpose 1 could not be decided"),
    "numbering": ([WITHOUT_THE_FOURTH], Maintained(), "Position 5 follows position 3"),
    "purposes": ([PLAN, renumbered_purposes()], Maintained(), "Purpose 3 was 2 in rso-2022"),
    "organisations": ([PLAN, with_few_organisations()], Maintained(), "1 organisations are named; in rso-2022 there"),
    "marks": (
        [WITH_LOST_MARKS],
        Maintained(),
        "5 marks stand in the tables; 1 were recorded as ticks and 0 left unsure",
    ),
}


@pytest.mark.parametrize("gate", CLOSED)
def test_each_gate_closes_for_its_own_reason_and_says_what_to_do(gate: str) -> None:
    plans, maintained, words = CLOSED[gate]
    found = breaches(*plans, maintained=maintained)
    assert {one.gate for one in found} == {gate}
    assert words in found[0].message
    line = breach_to_line(found[0])
    assert "What to do: " in line and "\n" not in line


@pytest.mark.parametrize("plan", [with_finding(WARNING), unsure()], ids=["finding", "unsure mark"])
def test_a_doubt_about_a_row_is_settled_by_a_person_who_looked(plan: Workplan) -> None:
    reviews = (review("rso-2022-q1-01"), review("rso-2022-q1-05"))
    assert breaches(plan)
    assert breaches(plan, maintained=Maintained(reviews=reviews)) == []


def test_a_review_that_is_out_of_date_settles_nothing() -> None:
    outdated = Finding(level="warning", code="review-outdated", message="Changed.", page=4, activity="rso-2022-q1-05")
    plan = PLAN.model_copy(update={"findings": (WARNING, outdated)})
    assert {one.gate for one in breaches(plan, maintained=Maintained(reviews=(review("rso-2022-q1-05"),)))} == {
        "no-tick",
        "review-outdated",
    }


def test_what_concerns_a_whole_plan_is_settled_by_accepting_it() -> None:
    later = renumbered_purposes()
    assert breaches(PLAN, later, accept=("purposes",)) == []
    assert breaches(with_finding(WARNING.model_copy(update={"activity": None})), accept=("no-tick",)) == []


def test_only_what_is_known_can_be_accepted() -> None:
    check_accepted(("purposes", "likely-misprint"), "plan.toml")
    with pytest.raises(SettingsError, match=r"plan.toml:1: accept: 'everything' is none of activities, ticks"):
        check_accepted(("everything",), "plan.toml")


def test_counts_in_sources_need_not_be_stated(tmp_path: Path) -> None:
    heading = "file,sha256,title,publisher,year,url,retrieved_on,note"
    row = f"a.pdf,{'0' * 64},T,P,2022,,,"
    path = tmp_path / "SOURCES.csv"
    path.write_text(f"{heading}\n{row}\n", encoding="utf-8")
    assert load_sources(tmp_path) == (source(),)
    path.write_text(f"{heading},activities,ticks\n{row},,\n", encoding="utf-8")
    assert load_sources(tmp_path) == (source(),)
    path.write_text(f"{heading},activities,ticks\n{row},56,99\n", encoding="utf-8")
    assert load_sources(tmp_path) == (source(activities=56, ticks=99),)
    path.write_text(f"{heading},activities,ticks\n{row},many,\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"SOURCES.csv:2: activities"):
        load_sources(tmp_path)


def test_a_strict_run_that_is_refused_leaves_the_output_as_it_was(project: Path) -> None:
    sources = project / "raw" / "SOURCES.csv"
    sources.write_text(sources.read_text(encoding="utf-8").replace(",56,99", ",57,99"), encoding="utf-8")
    before = (project / "output" / "workplans.db").read_bytes()
    result = invoke("run", "--strict")
    assert result.exit_code == 1
    assert "breached: activities (rso-2022): 56 activities were read; SOURCES.csv states 57." in result.stderr
    assert "output stays as it was" in result.stderr
    assert (project / "output" / "workplans.db").read_bytes() == before


def test_the_first_plan_may_be_published(project: Path) -> None:
    result = invoke("run", "--strict")
    assert result.exit_code == 0, result.stderr
