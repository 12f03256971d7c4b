"""The registry: one organisation a row, and no name that silently means two."""

import csv
import re

import pytest

from tests.conftest import GOLD
from tests.vocabulary.tables import Row, owners, parts, rows, shared

KINDS = {
    "intergovernmental", "government body", "NGO", "foundation", "association", "academic/training centre",
    "programme", "process", "company",
}  # fmt: skip
FIRST_PLAN = (
    "ASEAN Commission on the Promotion and Protection of the Rights of Women and Children",
    "ASEAN-USAID Partnership for Regional Optimization within the Political-Security and Socio-Cultural Communities",
    "Association of Southeast Asian Nations",
    "Australian Border Force",
    "Australian Government",
    "CIFAL Global Network",
    "Daniel K. Inouye Asia-Pacific Center for Security Studies",
    "Immigration Department of Malaysia",
    "Indonesian Maritime Security Agency",
    "International Committee of the Red Cross",
    "International Criminal Police Organization",
    "International Detention Coalition",
    "International Organization for Migration",
    "Jakarta Centre for Law Enforcement Cooperation",
    "Malaysian Maritime Enforcement Agency",
    "Ministry of Defense of the Government of Fiji",
    "Ministry of Planning Development and Special Initiatives of the Government of Pakistan",
    "NEXUS Institute",
    "People's Police Academy of Viet Nam",
    "Regional Support Office of the Bali Process",
    "United Nations Economic and Social Commission for Asia and the Pacific",
    "United Nations High Commissioner for Refugees",
    "United Nations Office on Drugs and Crime",
    "University of the South Pacific",
)


def names(row: Row) -> list[str]:
    return [name for name in (row["organisation"], row["acronym"], *parts(row["aliases"])) if name]


def all_names() -> list[tuple[str, str]]:
    return [(name, row["organisation"]) for row in rows("organisations") for name in names(row)]


def test_registry_is_wide() -> None:
    assert len(rows("organisations")) >= 250
    assert len({row["country"] for row in rows("organisations")}) >= 80


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_there(kind: str) -> None:
    assert any(row["kind"] == kind for row in rows("organisations"))


def test_no_other_kind() -> None:
    assert {row["kind"] for row in rows("organisations")} == KINDS


@pytest.mark.parametrize("organisation", FIRST_PLAN)
def test_partners_of_the_first_plan_are_there(organisation: str) -> None:
    assert organisation in {row["organisation"] for row in rows("organisations")}


def test_no_name_belongs_to_two_organisations() -> None:
    assert shared(all_names()) == {}


def test_no_organisation_lists_a_name_twice() -> None:
    assert [row for row in rows("organisations") if len(names(row)) != len(set(names(row)))] == []


def test_an_ambiguous_name_has_at_most_one_likely_owner_who_flags_it() -> None:
    """Names of `ambiguous_aliases` that are also an alias stand in the same row's `ambiguous_aliases`."""
    flagged = owners(
        [(name, row["organisation"]) for row in rows("organisations") for name in parts(row["ambiguous_aliases"])]
    )
    owned = owners(all_names())
    silent = {name: owned[name] for name in flagged if name in owned and not owned[name] <= flagged[name]}
    assert silent == {}


def test_names_are_no_countries() -> None:
    places = {
        name.casefold()
        for row in rows("countries")
        for name in (row["short_name"], row["official_name"], *parts(row["other_names"]), *parts(row["nationalities"]))
        if name
    }
    assert {name for name, _ in all_names() if name.casefold() in places} == set()


def test_only_asean_is_an_organisation_and_a_region() -> None:
    regions = {
        name.casefold()
        for row in rows("regions")
        for name in (row["name"], *parts(row["aliases"]), *parts(row["adjectives"]))
    }
    assert {name for name, _ in all_names() if name.casefold() in regions} == {"ASEAN"}


def test_names_have_no_leading_article_but_official_ones() -> None:
    """The mention leaves the article out, so an alias with one would never be found."""
    assert [name for row in rows("organisations") for name in parts(row["aliases"]) if name.startswith("The ")] == []


def test_names_are_long_enough_to_tell() -> None:
    assert [name for name, _ in all_names() if len(name) < 2] == []


def test_aliases_have_no_possessive_country() -> None:
    """`Kenya's Moi University` is printed so, but the country is no part of the mention."""
    countries = {row["short_name"] for row in rows("countries")}
    found = [re.match(r"(.+?)['’]s? ", name) for name, _ in all_names()]
    assert [match[0] for match in found if match and match[1] in countries] == []


def test_acronyms_are_one_word_or_a_printed_short_form() -> None:
    assert [row["acronym"] for row in rows("organisations") if len(row["acronym"]) > 25] == []


def test_countries_are_iso_codes() -> None:
    codes = {row["alpha2"] for row in rows("countries")}
    assert {row["country"] for row in rows("organisations")} - codes == {""}


def test_websites_are_bare_domains() -> None:
    domain = re.compile(r"(?!www\.)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
    sites = [row["website"] for row in rows("organisations") if row["website"]]
    assert [site for site in sites if not domain.fullmatch(site)] == []


def test_gold_names_are_known() -> None:
    """Every organisation of the annotated plan is in the registry, under its own name or an alias."""
    with (GOLD / "organisations.csv").open(encoding="utf-8", newline="") as file:
        wanted = {row["organisation"].casefold() for row in csv.DictReader(file)}
    assert wanted - set(owners(all_names())) == set()
