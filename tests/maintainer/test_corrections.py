"""Corrections and reviews: checked hard, applied last, none lost, none applied to what it was not meant for."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.maintainer.plans import reference
from tests.plans import activity as make_activity
from tests.plans import reading, row, workplan
from workplan_extract.errors import SettingsError
from workplan_extract.maintaining.corrections import (
    Correction,
    apply_corrections,
    check_documents,
    columns,
    correct_reading,
    load_corrections,
    row_to_correction,
)
from workplan_extract.maintaining.reviews import check_reviews, checked_activities, fingerprint, load_reviews
from workplan_extract.models import Activity, Workplan

PLAN = reference()
HEADING = "document,activity,field,was,now,why,who,when\n"
REVIEWS = "document,activity,who,when,note\n"


def correction(field: str, was: str, now: str, activity: str = "rso-2022-q1-05", line: int = 2) -> Correction:
    cells = {"document": "rso-2022", "activity": activity, "field": field, "was": was, "now": now}
    return row_to_correction({**cells, "why": "as on the page", "who": "ND", "when": "2023-01-09"}, line)


def corrected(field: str, was: str, now: str, activity: str = "rso-2022-q1-05") -> Activity:
    plan = apply_corrections(PLAN, [correction(field, was, now, activity)])
    return next(one for one in plan.activities if one.id == activity)


def raw_file(folder: Path, lines: str, name: str = "corrections.csv", heading: str = HEADING) -> Path:
    (folder / name).write_text(heading + lines, encoding="utf-8")
    return folder


def test_ticks_are_set_right_and_the_marks_keep_what_was_seen() -> None:
    one = corrected("purposes", "1;2;4", "2;3")
    assert one.purposes == (2, 3)
    assert {mark.purpose for mark in one.marks if mark.state == "ticked"} == {2}
    assert "corrected by ND on 2023-01-09; seen: ticked" in one.marks[0].evidence


def test_an_unsure_mark_is_settled_by_confirming_the_ticks() -> None:
    unsure = make_activity("A workshop", ticks=(1,))
    marks = (unsure.marks[0], unsure.marks[1].model_copy(update={"state": "unsure"}))
    plan = workplan(unsure.model_copy(update={"marks": marks}))
    settled = apply_corrections(plan, [correction("purposes", "1", "1", "rso-2022-q1-01")]).activities[0]
    assert [mark.state for mark in settled.marks] == ["ticked", "empty"]


@pytest.mark.parametrize(
    ("field", "was", "now", "attribute", "value"),
    [
        ("quarters", "1", "2;3", "quarters", (2, 3)),
        ("page", "4", "5", "page", 5),
        ("kind", "", "training", "profile.kind", "training"),
        ("series_number", "", "7", "profile.series_number", 7),
        ("topics", "", "borders; fisheries", "profile.topics", ("borders", "fisheries")),
        ("period", "", "H2", "period", "H2"),
    ],
)
def test_a_cell_is_set_right(field: str, was: str, now: str, attribute: str, value: object) -> None:
    found: object = corrected(field, was, now) if field != "page" else _paged(field, was, now)
    for name in attribute.split("."):
        found = getattr(found, name)
    assert found == value


def _paged(field: str, was: str, now: str) -> Activity:
    longer = PLAN.model_copy(update={"document": PLAN.document.model_copy(update={"pages": 12})})
    return apply_corrections(longer, [correction(field, was, now)]).activities[4]


@pytest.mark.parametrize(
    ("quarters", "starts_on", "ends_on"),
    [("2", date(2022, 7, 1), date(2022, 9, 30)), ("1;4", date(2022, 4, 1), date(2023, 3, 31))],
)
def test_dates_follow_the_quarter_also_where_the_year_starts_in_april(
    quarters: str, starts_on: date, ends_on: date
) -> None:
    plan = workplan(make_activity("A workshop", quarter=3, starts_on=date(2022, 10, 1), ends_on=date(2022, 12, 31)))
    moved = apply_corrections(plan, [correction("quarters", "3", quarters, "rso-2022-q1-01")]).activities[0]
    assert (moved.starts_on, moved.ends_on) == (starts_on, ends_on)
    assert moved.id == "rso-2022-q1-01"


def test_an_organisation_is_added_changed_and_removed() -> None:
    iom = "International Organization for Migration"
    added = corrected("organisation", "", "Fiji Police Force | participant | Fiji").organisations
    changed = corrected("organisation", f"{iom} | requester", f"{iom} | partner").organisations
    removed = corrected("organisation", f"{iom} | requester", "").organisations
    assert (added[-1].organisation, added[-1].role, added[-1].source) == ("Fiji Police Force", "participant", "ruling")
    text = PLAN.activities[4].activity
    assert text[added[-1].start : added[-1].end] == "Fiji"
    assert (changed[0].role, changed[0].mention, changed[0].source) == ("partner", "IOM Fiji", "ruling")
    assert iom not in {one.organisation for one in removed}


def test_a_place_is_added_and_changed() -> None:
    added = corrected("location", "", "Pacific | region |  | focus").locations
    changed = corrected("location", "Fiji | country | FJ | focus", "Fiji | country | FJ | venue").locations
    assert (added[-1].location, added[-1].start) == ("Pacific", None)
    assert [(one.location, one.role) for one in changed] == [("Fiji", "venue")]


def test_names_follow_a_text_that_is_set_right() -> None:
    plan = reading(row("In partnership with IM, a workshop"), row("Another", position=2))
    one = correction(
        "activity", "In partnership with IM, a workshop", "In partnership with IOM, a workshop", "rso-2022-q1-01"
    )
    assert correct_reading(plan, [one]).rows[0].text == "In partnership with IOM, a workshop"
    assert correct_reading(plan, [one]).rows[1] == plan.rows[1]


@pytest.mark.parametrize(
    ("field", "was", "now", "message"),
    [
        ("purposes", "1;2", "1", r"corrections.csv:2: rso-2022-q1-05: purposes was '1;2' .* and '1;2;4' stands there"),
        ("purposes", "1;2", "1;2;4", "it is right already: remove this line"),
        ("organisation", "Nobody | partner", "", "was 'Nobody | partner' .* stands there now"),
        ("organisation", "", "International Organization for Migration | requester", "stands there already"),
        ("page", "4", "77", "the PDF has 4 pages"),
    ],
)
def test_a_correction_that_no_longer_fits_is_an_error(field: str, was: str, now: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        corrected(field, was, now)


def test_a_text_that_no_longer_fits_is_an_error() -> None:
    with pytest.raises(SettingsError, match=r"corrections.csv:2: .* activity was 'A workshop'"):
        correct_reading(reading(row("A course")), [correction("activity", "A workshop", "A", "rso-2022-q1-01")])


def test_an_unknown_activity_or_plan_is_an_error() -> None:
    with pytest.raises(SettingsError, match=r"corrections.csv:2: the plan rso-2022 has no activity 'rso-2022-q9-01'"):
        apply_corrections(PLAN, [correction("page", "4", "5", "rso-2022-q9-01")])
    with pytest.raises(SettingsError, match=r"corrections.csv:7: no plan is called 'x-2022'; there are rso-2022"):
        check_documents(["x-2022"], ["rso-2022"], [7])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("rso-2022,a,colour,x,y,because,ND,2023-01-09", r"corrections.csv:2: field: Input should be 'activity'"),
        ("rso-2022,a,purposes,2,two,because,ND,2023-01-09", r"corrections.csv:2: .*'two': write numbers with ;"),
        ("rso-2022,a,quarters,2,5,because,ND,2023-01-09", "quarters are 1 to 4"),
        ("rso-2022,a,page,2,x,because,ND,2023-01-09", "a page is a number from 1"),
        ("rso-2022,a,organisation,,IOM,because,ND,2023-01-09", r"'IOM': write name \| role"),
        (
            "rso-2022,a,organisation,,IOM | boss,because,ND,2023-01-09",
            r"'IOM \| boss': role: Input should be 'partner'",
        ),
        ("rso-2022,a,location,,Suva | city | | venue,because,ND,2023-01-09", "two capitals for its country"),
        ("rso-2022,a,organisation,,,because,ND,2023-01-09", "was and now are both empty"),
        ("rso-2022,a,mode,,floating,because,ND,2023-01-09", "'floating': mode: Input should be 'virtual'"),
        ("rso-2022,a,purposes,2,3,,ND,2023-01-09", r"corrections.csv:2: why: String should have at least 1"),
        ("rso-2022,a,purposes,2,3,because,ND,9/1/2023", r"corrections.csv:2: when: Input should be a valid date"),
        ("rso-2022,a,purposes,2,3,because,ND", r"corrections.csv:2: 7 cells where the heading has 8"),
        ('rso-2022,a,activity,"x,y,because,ND,2023-01-09', r"corrections.csv:2: "),
    ],
)
def test_a_line_is_checked_when_it_is_read(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message) as caught:
        load_corrections(raw_file(tmp_path, line + "\n"))
    assert "\n" not in str(caught.value)


def test_another_heading_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "corrections.csv").write_text("document;activity;field\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"corrections.csv:1: the heading must be document,activity,.* commas"):
        load_corrections(tmp_path)


def test_lines_after_a_multiline_cell_keep_their_numbers(tmp_path: Path) -> None:
    lines = 'rso-2022,a,activity,"x\ny",z,because,ND,2023-01-09\nrso-2022,a,page,1,2,because,ND,2023-01-09\n'
    assert [one.line for one in load_corrections(raw_file(tmp_path, lines))] == [2, 4]


def test_files_from_the_review_page_may_be_appended_as_they_are(tmp_path: Path) -> None:
    line = "rso-2022,a,page,1,2,because,ND,2023-01-09\n"
    other = "rso-2022,a,page,2,3,because,ND,2023-01-10\n"
    found = load_corrections(raw_file(tmp_path, line + HEADING + line + other))
    assert [one.now for one in found] == ["2", "3"]


def test_no_file_is_no_correction(tmp_path: Path) -> None:
    assert load_corrections(tmp_path) == ()
    assert load_reviews(tmp_path) == ()


def test_later_lines_see_what_earlier_ones_did() -> None:
    lines = [correction("purposes", "1;2;4", "2"), correction("purposes", "2", "3", line=3)]
    assert apply_corrections(PLAN, lines).activities[4].purposes == (3,)


@given(st.sets(st.integers(1, 9)), st.sets(st.integers(1, 9)))
def test_law_a_correction_and_its_reverse_leave_the_ticks_as_they_were(was: set[int], now: set[int]) -> None:
    plan: Workplan = workplan(make_activity("A workshop", ticks=tuple(sorted(was))))
    before, after = (";".join(map(str, sorted(numbers))) for numbers in (was, now))
    there = correction("purposes", before, after, "rso-2022-q1-01")
    back = correction("purposes", after, before, "rso-2022-q1-01")
    assert apply_corrections(plan, [there, back]).activities[0].purposes == plan.activities[0].purposes


def test_the_columns_are_those_of_the_documentation() -> None:
    assert ",".join(columns()) + "\n" == HEADING


def test_a_review_holds_until_the_row_changes(tmp_path: Path) -> None:
    one = PLAN.activities[0]
    heading = "document,activity,who,when,note,seen\n"
    line = f"rso-2022,{one.id},ND,2023-01-09,,{fingerprint(one)}\n"
    reviews = load_reviews(raw_file(tmp_path, line, "reviews.csv", heading))
    assert check_reviews(PLAN, reviews) == ()
    assert checked_activities(PLAN, reviews) == {one.id}
    changed = apply_corrections(PLAN, [correction("purposes", "3", "4", one.id)])
    findings = check_reviews(changed, reviews)
    assert [(found.code, found.activity) for found in findings] == [("review-outdated", one.id)]
    assert checked_activities(changed.model_copy(update={"findings": findings}), reviews) == set()


def test_a_row_that_was_checked_and_corrected_at_once_counts_as_checked(tmp_path: Path) -> None:
    one = PLAN.activities[0]
    line = f"rso-2022,{one.id},ND,2023-01-09,,{fingerprint(one)}\n"
    reviews = load_reviews(raw_file(tmp_path, line, "reviews.csv", "document,activity,who,when,note,seen\n"))
    corrected_plan = apply_corrections(PLAN, [correction("purposes", "3", "4", one.id)])
    assert check_reviews(corrected_plan, reviews, PLAN) == ()


def test_a_review_by_hand_needs_no_fingerprint(tmp_path: Path) -> None:
    folder = raw_file(tmp_path, "rso-2022,rso-2022-q1-01,ND,2023-01-09,fine\n", "reviews.csv", REVIEWS)
    assert checked_activities(PLAN, load_reviews(folder)) == {"rso-2022-q1-01"}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("rso-2022,rso-2022-q1-01,ND,tomorrow,", r"reviews.csv:2: when: Input should be a valid date"),
        ("rso-2022,rso-2022-q1-01,,2023-01-09,", r"reviews.csv:2: who: String should have at least 1"),
        ("rso-2022,rso-2022-q7-01,ND,2023-01-09,", r"reviews.csv:2: the plan rso-2022 has no activity"),
    ],
)
def test_a_review_that_does_not_fit_is_an_error(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        check_reviews(PLAN, load_reviews(raw_file(tmp_path, line + "\n", "reviews.csv", REVIEWS)))
