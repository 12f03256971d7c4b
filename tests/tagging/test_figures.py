"""The figures: the 2022 plan against gold, the development sentences, and how they are counted."""

import csv
import json
from collections import defaultdict
from pathlib import Path

import pytest

from workplan_extract.measuring.score import Score
from workplan_extract.measuring.scoring import Case, GoldLocation, GoldOrganisation, find_mistakes, score_cases
from workplan_extract.models import GlossaryEntry, LocationMention, OrganisationMention, Tagged
from workplan_extract.tagging import Context, Tagger

TESTS = Path(__file__).parent.parent


def rows_by_activity(name: str) -> dict[tuple[str, str], list[dict[str, str]]]:
    found = defaultdict(list)
    with (TESTS / "gold" / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row.pop("quarter"), row.pop("position")].append(row)
    return found


def gold_cases() -> list[Case]:
    with (TESTS / "gold" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        glossary = tuple(GlossaryEntry(**row) for row in csv.DictReader(file))
    context = Context(
        publisher="Regional Support Office of the Bali Process", publisher_acronym="RSO", glossary=glossary
    )
    activities = {key: rows[0]["activity"] for key, rows in rows_by_activity("activities.csv").items()}
    organisations, locations = rows_by_activity("organisations.csv"), rows_by_activity("locations.csv")
    return [
        Case(
            id=".".join(key),
            organisations=tuple(GoldOrganisation(**row) for row in organisations[key]),
            locations=tuple(GoldLocation(**row) for row in locations[key]),
            tagged=tagged,
        )
        for key, tagged in zip(activities, Tagger(context).tag(activities.values()), strict=True)
    ]


def development_cases(name: str = "development") -> list[Case]:
    cases = []
    for line in (TESTS / "sentences" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        context = Context(
            publisher=row["publisher"],
            publisher_acronym=row["publisher_acronym"],
            glossary=tuple(GlossaryEntry(**entry) for entry in row["glossary"]),
        )
        cases.append(
            Case(
                id=row["id"],
                organisations=tuple(GoldOrganisation(**item) for item in row["organisations"]),
                locations=tuple(GoldLocation(**item) for item in row["locations"]),
                tagged=next(Tagger(context).tag([row["text"]])),
            )
        )
    return cases


def by_measure(cases: list[Case]) -> dict[str, Score]:
    return {score.measure: score for score in score_cases(cases)}


def test_the_2022_plan_is_tagged_as_annotated():
    cases = gold_cases()
    assert find_mistakes(cases) == ()
    scores = by_measure(cases)
    assert scores["organisations with role"].f1 == 1.0
    assert scores["locations with role"].f1 == 1.0


@pytest.mark.parametrize(
    ("measure", "least"),
    [
        ("partner", 0.95),
        ("organisations", 0.95),
        ("organisation role accuracy", 0.97),
        ("locations", 0.97),
        ("location role accuracy", 0.97),
    ],
)
def test_development_sentences_reach_their_figures(measure, least):
    assert by_measure(development_cases())[measure].f1 >= least


@pytest.mark.parametrize(
    ("measure", "least"),
    [("partner", 0.92), ("organisations", 0.93), ("organisation role accuracy", 0.96), ("locations", 0.98),
     ("location role accuracy", 0.97)],
)  # fmt: skip
def test_sentences_first_met_blind_do_not_fall_behind(measure, least):
    """Floors against a step back; what the set said at first contact is in `tests/sentences/README.md`."""
    assert by_measure(development_cases("held-out-3"))[measure].f1 >= least


def case(found: list[tuple[str, str, str]], annotated: list[tuple[str, str, str]]) -> Case:
    return Case(
        id="a",
        organisations=tuple(GoldOrganisation(mention=m, organisation=o, role=r) for m, o, r in annotated),
        locations=(GoldLocation(mention="Fiji", location="Fiji", kind="country", country="FJ", role="venue"),),
        tagged=Tagged(
            text="text",
            organisations=tuple(
                OrganisationMention(mention=m, organisation=o, role=r, start=0, end=1, source="slot")
                for m, o, r in found
            ),
            locations=(
                LocationMention(
                    mention="Fiji", location="Fiji", kind="country", country="FJ", role="focus", start=0, end=1
                ),
            ),
        ),
    )


def test_counts_by_name_mention_and_role():
    scores = by_measure(
        [case([("IOM Fiji", "IOM Fiji", "partner"), ("X", "X", "host")], [("IOM", "International", "funder")])]
    )
    assert (scores["organisations"].right, scores["organisations"].found, scores["organisations"].expected) == (
        1,
        2,
        1,
    )
    assert scores["organisations by canonical name"].right == 0
    assert scores["organisations with role"].right == 0
    assert scores["organisation role accuracy"].f1 == 0.0
    assert scores["partner"].precision == 0.0
    assert scores["partner"].recall == 1.0
    assert scores["locations"].f1 == 1.0
    assert scores["locations with role"].f1 == 0.0
    assert scores["country"].f1 == 1.0


def test_mistakes_say_what_is_wrong():
    mistakes = find_mistakes([case([("X", "X", "host")], [("Y", "Y", "host")])])
    assert [(mistake.error, mistake.subject) for mistake in mistakes] == [
        ("missed", "organisation"),
        ("false", "organisation"),
        ("role", "location"),
    ]
