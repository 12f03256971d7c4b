"""What became of each activity: laws, and known changes that must all be found, with none invented."""

import csv
import io
import json
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.maintainer.next_year import QUARTERS
from tests.maintainer.plans import plan_of, reference, renumbered
from tests.plans import activity, workplan
from workplan_extract.comparing.diff import PlanDiff, diff_workplans, word_changes
from workplan_extract.comparing.diff_format import diffs_to_csv, diffs_to_json, diffs_to_text, words_to_text
from workplan_extract.comparing.matching import assign, match_activities
from workplan_extract.models import Activity, Profile, Workplan

REFERENCE = reference()
RECURRING = (
    "In partnership with IOM, providing voluntary return and reintegration assistance to eligible migrants from "
    "Bali Process Member States"
)
# As a planner would edit a sentence: a word or a phrase, in several places of it.
REWORDINGS: tuple[Callable[[str], str], ...] = (
    lambda text: text.replace("In partnership with", "Together with").replace("Delivery", "Organisation"),
    lambda text: f"{text}, with a follow-up session online",
    lambda text: text.replace("virtual", "online").replace("project", "the project") + " (second phase)",
    lambda text: " ".join([*text.split()[:-1], "stakeholders"]),
    lambda text: text.replace("delivery", "roll-out").replace("development", "drafting") + " and its evaluation",
)
# New activities in the plan's own phrases: the boilerplate must not tie them to what was dropped.
ADDITIONS = (
    "In partnership with JCLEC, delivery of an in-person training workshop in Semarang, Indonesia on Document Fraud "
    "for customs officials",
    "In partnership with the NEXUS Institute, development of the Practitioner Guide #7 on Shelter Management as part "
    "of the RSO-NEXUS Practitioner Guide Series on Trafficking Victim Protection",
    "In partnership with the PPA, delivery of a Train-the-Trainer Course on child exploitation for border guards in "
    "Hanoi, Viet Nam",
    "In partnership with IOM, commencement of project: Supporting Bali Process Member States' efforts to regulate "
    "recruitment agencies",
    "In partnership with UNODC, delivery of a workshop on financial investigation of Smuggling of Migrants in Malaysia",
    "In partnership with JCLEC, delivery of a virtual training workshop on Interviewing Child Witnesses for Indonesian "
    "prosecutors",
    "In partnership with UNHCR, hosting a joint webinar on Birth Registration of Displaced Children",
    "In partnership with UNHCR, commencement of project: Statelessness Determination in Island Countries",
    "Hosting the Bali Process Working Group Chairs Retreat",
    "Participation in the Colombo Process Senior Officials' Meeting",
)


def reworded(one: Activity, index: int) -> Activity:
    text = REWORDINGS[index % len(REWORDINGS)](one.activity)
    if text == one.activity:
        text = REWORDINGS[1](text)
    return one.model_copy(update={"activity": text})


def moved(one: Activity) -> Activity:
    return one.model_copy(update={"quarters": (one.quarters[0] % 4 + 1,)})


def ticked_otherwise(one: Activity) -> Activity:
    ticks = tuple(number for number in (1, 2, 3, 4) if number not in one.purposes) or (1,)
    return one.model_copy(update={"purposes": ticks})


def known_changes(seed: int) -> tuple[Workplan, dict[str, set[str]]]:
    """Next year's plan with ten changes of each kind, and the texts that each kind touches."""
    random_ = random.Random(seed)
    once = [one for one in REFERENCE.activities if one.activity != RECURRING]
    chosen = random_.sample(once, 40)
    kinds = {"reworded": chosen[:10], "moved": chosen[10:20], "ticks": chosen[20:30], "dropped": chosen[30:]}
    changed: dict[str, Activity] = {}
    changed |= {one.id: reworded(one, index) for index, one in enumerate(kinds["reworded"])}
    changed |= {one.id: moved(one) for one in kinds["moved"]}
    changed |= {one.id: ticked_otherwise(one) for one in kinds["ticks"]}
    dropped = {one.id for one in kinds["dropped"]}
    kept = [changed.get(one.id, one) for one in REFERENCE.activities if one.id not in dropped]
    added = [activity(text, quarter=random_.randint(1, 4)) for text in ADDITIONS]
    expected = {kind: {one.id for one in ones} for kind, ones in kinds.items()} | {"added": set(ADDITIONS)}
    everything = [*kept, *added]
    random_.shuffle(everything)
    return plan_of(renumbered(everything), REFERENCE), expected


def found_changes(diff: PlanDiff) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {kind: set() for kind in ("reworded", "moved", "ticks", "added", "dropped")}
    for link in diff.links:
        if link.outcome == "added" and link.new:
            found["added"].add(link.new.activity)
        elif link.old:
            for kind in ("dropped",) if link.outcome == "dropped" else link.changes:
                found.setdefault(kind, set()).add(link.old.id)
    return {kind: ids for kind, ids in found.items() if kind in ("reworded", "moved", "ticks", "added", "dropped")}


@pytest.mark.parametrize("seed", range(8))
def test_ten_known_changes_of_each_kind_are_found_and_none_is_invented(seed: int) -> None:
    new, expected = known_changes(seed)
    assert found_changes(diff_workplans(REFERENCE, new)) == expected


def test_a_plan_has_no_difference_from_itself() -> None:
    diff = diff_workplans(REFERENCE, REFERENCE)
    assert diff.is_empty
    assert diff.counts.kept == len(REFERENCE.activities) == 56
    assert [link.old and link.old.id for link in diff.links] == [link.new and link.new.id for link in diff.links]
    assert "No difference" in diffs_to_text([diff])


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ((1, 2, 4), (1, 2, 4), {(1, 1), (2, 2), (4, 4)}),
        ((1, 2, 4), (2, 4), {(2, 2), (4, 4)}),
        ((2, 4), (1, 2, 3, 4), {(2, 2), (4, 4)}),
        ((1, 2), (3, 4), {(1, 3), (2, 4)}),
        ((1, 2, 4), (1, 3, 4), {(1, 1), (2, 3), (4, 4)}),
    ],
)
def test_an_activity_that_recurs_is_matched_to_its_own_quarter(
    old: tuple[int, ...], new: tuple[int, ...], pairs: set[tuple[int, int]]
) -> None:
    others = [one for one in REFERENCE.activities if one.activity != RECURRING]

    def plan(quarters: tuple[int, ...], name: str) -> Workplan:
        recurring = [activity(RECURRING, quarter=quarter, ticks=(1, 2)) for quarter in quarters]
        return plan_of(renumbered([*others, *recurring], name), REFERENCE)

    links = diff_workplans(plan(old, "rso-2022"), plan(new, "rso-2023")).links
    found = {
        (int(link.old.period[1]), int(link.new.period[1]))
        for link in links
        if link.old and link.new and link.old.activity == RECURRING
    }
    assert found == pairs


def test_another_number_of_a_series_is_another_activity() -> None:
    def guide(number: int, topic: str) -> Activity:
        text = (
            f"With the NEXUS Institute, development of Practitioner Guide #{number} on {topic} for front-line officers"
        )
        return activity(text, profile=Profile(series="Practitioner Guide Series", series_number=number))

    diff = diff_workplans(workplan(guide(2, "Victim Support")), workplan(guide(3, "Victim Recovery")))
    assert (diff.counts.added, diff.counts.dropped) == (1, 1)


def test_ticks_are_compared_by_purpose_where_numbers_changed() -> None:
    one, two = REFERENCE.purposes[:2]
    old = workplan(activity("Hosting a forum", ticks=(1,))).model_copy(update={"purposes": (one, two)})
    swapped = (two.model_copy(update={"number": 1}), one.model_copy(update={"number": 2}))
    same = workplan(activity("Hosting a forum", ticks=(2,))).model_copy(update={"purposes": swapped})
    other = workplan(activity("Hosting a forum", ticks=(1,))).model_copy(update={"purposes": swapped})
    assert diff_workplans(old, same).counts.ticks == 0
    assert {(one.old, one.new) for one in diff_workplans(old, same).purposes} == {(1, 2), (2, 1)}
    assert diff_workplans(old, other).counts.ticks == 1


def test_ticks_are_compared_where_no_purpose_is_described() -> None:
    old = workplan(activity("Hosting a forum", ticks=(1,))).model_copy(update={"purposes": ()})
    new = workplan(activity("Hosting a forum", ticks=(2,))).model_copy(update={"purposes": ()})
    assert diff_workplans(old, old).is_empty
    assert diff_workplans(old, new).counts.ticks == 1


def test_partners_and_places_gained_and_lost() -> None:
    kept = [one for one in REFERENCE.activities if "PPA" not in one.activity]
    diff = diff_workplans(REFERENCE, plan_of(kept, REFERENCE))
    assert diff.partners.lost == ("People's Police Academy of Viet Nam",)
    assert diff.locations.lost == ("Hanoi",)
    back = diff_workplans(plan_of(kept, REFERENCE), REFERENCE)
    assert (back.partners.gained, back.partners.lost) == (diff.partners.lost, ())


WORDS = ["delivery", "of", "a", "training", "workshop", "on", "fisheries", "borders", "health", "water", "ports"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), max_size=8)


def plan_from(texts: list[str]) -> Workplan:
    return workplan(*(activity(text, f"rso-2022-q1-{n:02d}", position=n) for n, text in enumerate(texts, 1)))


@given(TEXTS)
@settings(deadline=None, max_examples=40)
def test_law_nothing_differs_from_itself(texts: list[str]) -> None:
    assert diff_workplans(plan_from(texts), plan_from(texts)).is_empty


@given(TEXTS, TEXTS)
@settings(deadline=None, max_examples=40)
def test_law_added_one_way_is_dropped_the_other(old: list[str], new: list[str]) -> None:
    there = diff_workplans(plan_from(old), plan_from(new))
    back = diff_workplans(plan_from(new), plan_from(old))
    assert (there.counts.added, there.counts.dropped) == (back.counts.dropped, back.counts.added)
    assert there.locations.gained == back.locations.lost


@given(TEXTS, TEXTS)
@settings(deadline=None, max_examples=40)
def test_law_every_activity_stands_in_one_link(old: list[str], new: list[str]) -> None:
    links = diff_workplans(plan_from(old), plan_from(new)).links
    assert sorted(link.old.id for link in links if link.old) == [one.id for one in plan_from(old).activities]
    assert sorted(link.new.id for link in links if link.new) == [one.id for one in plan_from(new).activities]


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=4))
@settings(deadline=None, max_examples=40)
def test_law_the_assignment_is_the_best_of_all(gains: list[list[int]]) -> None:
    def best(row: int, taken: frozenset[int]) -> int:
        if row == len(gains):
            return 0
        options = [gains[row][column] + best(row + 1, taken | {column}) for column in range(3) if column not in taken]
        return max([best(row + 1, taken), *options])

    pairs = assign(gains)
    assert sum(gains[row][column] for row, column in pairs) == best(0, frozenset())
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)


@given(st.text(alphabet="ab c", max_size=20), st.text(alphabet="ab c", max_size=20))
@settings(deadline=None)
def test_law_the_pieces_give_both_wordings_back(old: str, new: str) -> None:
    pieces = word_changes(old, new)
    assert " ".join(one.text for one in pieces if one.kind != "added").split() == old.split()
    assert " ".join(one.text for one in pieces if one.kind != "removed").split() == new.split()


def test_words_that_changed_are_marked() -> None:
    pieces = word_changes("delivery of a virtual workshop in Suva", "delivery of an in-person workshop in Suva")
    assert words_to_text(pieces) == "delivery of [-a virtual-] {+an in-person+} workshop in Suva"


def test_text_json_and_csv_say_the_same() -> None:
    new, _ = known_changes(3)
    diff = diff_workplans(REFERENCE, new)
    text, values = diffs_to_text([diff]), json.loads(diffs_to_json([diff]))
    table = list(csv.DictReader(io.StringIO(diffs_to_csv([diff]))))
    assert "16 kept, 10 reworded, 10 moved, 10 with other ticks, 10 added, 10 dropped" in text
    assert values["counts"] == {"kept": 16, "reworded": 10, "moved": 10, "ticks": 10, "added": 10, "dropped": 10}
    assert len(table) == len(values["links"]) == 66
    assert sum(row["outcome"] == "added" for row in table) == 10
    assert all(row["words"] for row in table if "reworded" in row["changes"])


def test_an_empty_plan_is_compared_too() -> None:
    empty = plan_of((), REFERENCE)
    assert diff_workplans(empty, REFERENCE).counts.added == 56
    assert diff_workplans(REFERENCE, empty).counts.dropped == 56
    assert match_activities((), ()) == ()


def test_a_rewording_goes_to_the_nearest_and_not_to_a_cousin() -> None:
    found = {
        (link.old.id, link.new.activity)
        for link in diff_workplans(REFERENCE, plan_of(next_year_activities(), REFERENCE)).links
        if link.old and link.new and "reworded" in link.changes
    }
    assert {id_ for id_, _ in found} == {"rso-2022-q1-03"}


def next_year_activities() -> list[Activity]:
    return [
        activity(text, f"rso-2023-q{quarter}-{position:02d}", ticks, quarter, position=position)
        for quarter, (_, rows) in enumerate(QUARTERS, 1)
        for position, (text, ticks) in enumerate(rows, 1)
    ]
