"""Each check finds what it is for, and nothing where there is nothing."""

import pytest

from tests.plans import activity, number_column, partner, workplan
from workplan_extract import checks
from workplan_extract.models import GlossaryEntry, Section


def entry(acronym: str, expansion: str) -> GlossaryEntry:
    return GlossaryEntry(acronym=acronym, expansion=expansion)


IOM = entry("IOM", "International Organization for Migration")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In partnership with IOM and UNODC", ["IOM", "UNODC"]),
        ("Operation STORMMAKERS with INTERPOL", ["INTERPOL"]),
        ("Phase II of the RSO plan", ["RSO"]),
        ("Training of NGOs and CSOs", ["NGO", "CSO"]),
        ("post COVID-19 recovery", ["COVID"]),
        ("the RSO-NEXUS Series", ["RSO"]),
        ("MoH and UNICEF", ["MoH", "UNICEF"]),
        ("delivery of a workshop", []),
        ("TRAINING FOR IOM STAFF", []),
    ],
)
def test_acronyms_in(text: str, expected: list[str]) -> None:
    assert checks.acronyms_in(text) == expected


def test_an_acronym_beside_the_glossary_is_reported_once_with_its_activities() -> None:
    plan = workplan(activity("With INTERPOL and IOM", "a-1"), activity("Again INTERPOL", "a-2"), glossary=(IOM,))
    found = list(checks.check_acronyms(plan))
    assert [one.activity for one in found] == ["a-1"]
    assert "INTERPOL is used in a-1, a-2" in found[0].message


def test_the_publishers_own_acronym_needs_no_glossary_entry() -> None:
    assert not list(checks.check_acronyms(workplan(activity("The RSO platform"), glossary=(IOM,))))


def test_a_plan_without_a_glossary_says_so_once() -> None:
    found = list(checks.check_acronyms(workplan(activity("With UNODC"), activity("With IOM"))))
    assert [one.code for one in found] == ["no-glossary"]


def test_an_unused_glossary_entry_is_reported_and_the_glossary_itself_is_no_use() -> None:
    itself = Section(position=1, heading="Glossary", level=1, page=3, text=f"IOM {IOM.expansion} IDC Detention")
    plan = workplan(activity("With IOM"), glossary=(IOM, entry("IDC", "Detention")), sections=(itself,))
    assert ["IDC" in one.message for one in checks.check_glossary_use(plan)] == [True]


def test_a_swapped_acronym_is_a_likely_misprint() -> None:
    plan = workplan(activity("With UNHCR"), glossary=(entry("UNCHR", "High Commissioner"), IOM))
    (found,) = checks.check_glossary_misprints(plan)
    assert found.code == "likely-misprint"
    assert "UNCHR" in found.message
    assert "UNHCR" in found.message


def test_two_acronyms_that_the_glossary_both_has_are_no_misprint() -> None:
    glossary = (entry("UNICEF", "Fund"), entry("UNIDEF", "Other"))
    assert not list(checks.check_glossary_misprints(workplan(activity("With UNICEF"), glossary=glossary)))


def test_partners_and_ticks() -> None:
    plan = workplan(activity("Alone", "a-1", ticks=()), activity("With", "a-2", organisations=(partner("IOM"),)))
    assert [one.activity for one in checks.check_partners(plan)] == ["a-1"]
    assert [one.activity for one in checks.check_ticks(plan)] == ["a-1"]


def test_a_table_without_tick_columns_lacks_no_tick() -> None:
    assert not list(checks.check_ticks(workplan(activity("Alone", ticks=(), marks=()))))


def test_a_recurring_activity_with_other_ticks_is_reported() -> None:
    plan = workplan(
        activity("Assist returnees.", "a-1", ticks=(1,)),
        activity("assist  returnees", "a-2", ticks=(1, 2), quarter=2),
        activity("Something else", "a-3", ticks=(2,)),
    )
    (found,) = checks.check_recurring(plan)
    assert "a-1: 1; a-2: 1, 2" in found.message


def test_a_purpose_without_activity_is_reported() -> None:
    assert ["purpose 2" in one.message for one in checks.check_purposes(workplan(activity("One")))] == [True]


@pytest.mark.parametrize(
    ("numbers", "gaps"),
    [(["1", "2", "3"], 0), (["1.1", "1.2", "2.1", "2.2"], 0), (["1", "3"], 1), (["1", "", "2"], 0), (["2", "1"], 0)],
)
def test_numbers_run_on(numbers: list[str], gaps: int) -> None:
    plan = workplan(*(activity("A", columns=(number_column(text),)) for text in numbers))
    assert len(list(checks.check_numbering(plan))) == gaps


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", " =1"])
def test_a_formula_is_reported(text: str) -> None:
    assert [one.code for one in checks.check_formulas(workplan(activity(text)))] == ["formula-like"]


def test_ordinary_text_is_no_formula() -> None:
    assert not list(checks.check_formulas(workplan(activity("In partnership with IOM = 1"))))
