"""The annotated sentences keep the form and the rules of the annotation guidelines."""

import json
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pycountry
import pytest

from workplan_extract.models import GlossaryEntry, LocationKind, LocationRole, Role

SENTENCES: list[dict[str, Any]] = [
    json.loads(line)
    for path in sorted(Path(__file__).parent.glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
FIELDS = {"id", "publisher", "publisher_acronym", "glossary", "text", "organisations", "locations", "tags"}
each_sentence = pytest.mark.parametrize("sentence", SENTENCES, ids=[sentence["id"] for sentence in SENTENCES])


def rows(sentence: dict[str, Any]) -> list[dict[str, str]]:
    return [*sentence["organisations"], *sentence["locations"]]


def mention_starts(text: str, found: list[dict[str, str]]) -> list[int]:
    """Where each row's mention can stand at the earliest, none before the row above it; raises where it cannot."""
    starts: list[int] = []
    for row in found:
        starts.append(text.index(row["mention"], starts[-1] if starts else 0))
    return starts


def test_the_set_is_large_and_of_many_publishers() -> None:
    assert len(SENTENCES) >= 200
    assert len({sentence["publisher"] for sentence in SENTENCES}) >= 60


def test_ids_and_texts_are_unique() -> None:
    assert len({sentence["id"] for sentence in SENTENCES}) == len(SENTENCES)
    assert len({sentence["text"] for sentence in SENTENCES}) == len(SENTENCES)


@pytest.mark.parametrize("role", get_args(Role))
def test_every_role_of_an_organisation_occurs(role: str) -> None:
    counts = Counter(row["role"] for sentence in SENTENCES for row in sentence["organisations"])
    assert counts[role] >= 10


def test_some_sentences_have_a_glossary_and_some_name_no_organisation() -> None:
    assert 0.2 < sum(bool(sentence["glossary"]) for sentence in SENTENCES) / len(SENTENCES) < 0.5
    assert 0.15 < sum(not sentence["organisations"] for sentence in SENTENCES) / len(SENTENCES) < 0.35


@each_sentence
def test_fields_are_complete(sentence: dict[str, Any]) -> None:
    assert set(sentence) == FIELDS
    assert sentence["publisher"]
    assert sentence["tags"]
    assert all(set(entry) == set(GlossaryEntry.model_fields) for entry in sentence["glossary"])
    assert all(set(row) == {"mention", "organisation", "role"} for row in sentence["organisations"])
    assert all(set(row) == {"mention", "location", "kind", "country", "role"} for row in sentence["locations"])


@each_sentence
def test_mentions_stand_in_the_text_in_their_order(sentence: dict[str, Any]) -> None:
    for found in (sentence["organisations"], sentence["locations"]):
        assert len(mention_starts(sentence["text"], found)) == len(found)


@each_sentence
def test_mentions_are_bare(sentence: dict[str, Any]) -> None:
    for row in rows(sentence):
        assert row["mention"] == row["mention"].strip()
        assert not row["mention"].lower().startswith("the ")


@each_sentence
def test_one_row_an_organisation_and_a_place(sentence: dict[str, Any]) -> None:
    organisations = Counter(row["organisation"] for row in sentence["organisations"])
    places = Counter((row["location"], row["kind"], row["country"]) for row in sentence["locations"])
    assert not [name for name, count in (organisations + places).items() if count > 1]


@each_sentence
def test_the_publisher_is_no_organisation_of_its_own_sentence(sentence: dict[str, Any]) -> None:
    own = {sentence["publisher"], sentence["publisher_acronym"]} - {""}
    assert not own & {row[key] for row in sentence["organisations"] for key in ("mention", "organisation")}


@each_sentence
def test_a_glossary_expansion_names_its_organisation_unless_misspelt(sentence: dict[str, Any]) -> None:
    if "glossary-misspelt" in sentence["tags"]:
        return
    expansions = {entry["acronym"]: entry["expansion"] for entry in sentence["glossary"]}
    for row in sentence["organisations"]:
        assert row["organisation"] == expansions.get(row["mention"], row["organisation"])


@each_sentence
def test_roles_kinds_and_codes_are_valid(sentence: dict[str, Any]) -> None:
    assert {row["role"] for row in sentence["organisations"]} <= set(get_args(Role))
    assert {row["role"] for row in sentence["locations"]} <= set(get_args(LocationRole))
    assert {row["kind"] for row in sentence["locations"]} <= set(get_args(LocationKind))
    for row in sentence["locations"]:
        country = pycountry.countries.get(alpha_2=row["country"])
        assert (country is None) == (row["kind"] == "region"), row
        assert row["kind"] != "country" or row["location"] == country.name, row
