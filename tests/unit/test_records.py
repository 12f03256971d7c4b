"""Rows and names become a workplan: ids, one name a row, remarks as findings."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import DOCUMENT, activity, partner, reading, row, workplan
from workplan_extract.models import LocationMention, QuarterMark, Remark, Tagged
from workplan_extract.records import (
    activity_ids,
    build_workplan,
    merge_locations,
    merge_organisations,
    rename_workplan,
    slug,
)

BOX = (0.0, 0.0, 1.0, 1.0)


def test_ids_tell_the_period() -> None:
    quarter_mark = QuarterMark(quarter=1, state="ticked", evidence="", page=2, bbox=BOX)
    rows = [
        row("a", 1),
        row("b", 12, quarters=(3,)),
        row("c", 1, quarters=(), period="H2"),
        row("d", 7, quarters=(1,), quarter_marks=(quarter_mark,)),
        row("e", 8, quarters=()),
    ]
    expected = ["rso-2022-q1-01", "rso-2022-q3-12", "rso-2022-h2-01", "rso-2022-07", "rso-2022-08"]
    assert activity_ids("rso-2022", rows) == expected


@given(st.lists(st.integers(1, 3), max_size=80))
def test_no_two_activities_share_an_id(positions: list[int]) -> None:
    ids = activity_ids("p", [row("a", position) for position in positions])
    assert len(set(ids)) == len(positions)


def test_a_partner_column_decides_the_role() -> None:
    in_text = partner("IOM").model_copy(update={"role": "requester"})
    in_column = partner("IOM").model_copy(update={"start": None, "end": None})
    other = partner("UNODC").model_copy(update={"start": None, "end": None})
    merged = merge_organisations([in_text], [in_column, other])
    assert [(one.organisation, one.role, one.start) for one in merged] == [
        ("IOM", "partner", 0),
        ("UNODC", "partner", None),
    ]


def place(name: str, role: str) -> LocationMention:
    return LocationMention.model_validate(
        {"mention": name, "location": name, "kind": "country", "country": "FJ", "role": role, "start": 0, "end": 1}
    )


def test_a_venue_wins_over_a_focus_and_stays_one_row() -> None:
    merged = merge_locations([place("Fiji", "focus")], [place("Fiji", "venue")])
    assert [(one.location, one.role) for one in merged] == [("Fiji", "venue")]


def test_the_same_remark_on_several_rows_is_one_finding_that_counts_them() -> None:
    misprint = Remark(code="likely-misprint", message="UNCHR is UNHCR")
    tagged = [Tagged(text="a", remarks=(misprint,)), Tagged(text="b", remarks=(misprint,))]
    plan = build_workplan(reading(row("a", 1), row("b", 2)), tagged, [(), ()])
    (found,) = plan.findings
    assert (found.activity, found.page, found.level) == ("rso-2022-q1-01", 2, "warning")
    assert found.message == "UNCHR is UNHCR (and 1 more like it)"


def test_rows_and_tags_must_pair() -> None:
    with pytest.raises(ValueError, match="argument"):
        build_workplan(reading(row("a")), [], [])


def test_a_second_plan_of_the_same_name_is_renamed_with_its_activities() -> None:
    plan = rename_workplan(workplan(activity("One", f"{DOCUMENT.id}-q1-01")))
    assert plan.document.id == "rso-2022-plan"
    assert plan.activities[0].id == "rso-2022-plan-q1-01"
    assert plan.findings[-1].code == "duplicate-document"


@given(st.text())
def test_a_slug_is_safe_anywhere(text: str) -> None:
    allowed = set(string.ascii_lowercase + string.digits + "-")
    assert set(slug(text)) <= allowed
    assert slug(slug(text)) == slug(text)
