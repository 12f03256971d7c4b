"""Regions: names as texts print them, apart from countries, each once."""

import pytest

from tests.vocabulary.tables import parts, rows, shared


def all_names() -> list[tuple[str, str]]:
    return [
        (name, row["name"])
        for row in rows("regions")
        for name in (row["name"], *parts(row["aliases"]), *parts(row["adjectives"]))
    ]


def test_no_name_belongs_to_two_regions() -> None:
    assert shared(all_names()) == {}


def test_names_have_no_leading_article() -> None:
    assert [name for name, _ in all_names() if name.casefold().startswith("the ")] == []


def test_regions_are_no_countries() -> None:
    countries = {
        name
        for row in rows("countries")
        for name in (row["short_name"], row["official_name"], *parts(row["other_names"]), *parts(row["nationalities"]))
    }
    assert {name for name, _ in all_names() if name in countries} == set()


def test_an_alias_is_another_typing_of_the_name() -> None:
    """A region goes by the words that the text prints; only case, dashes and apostrophes are levelled."""
    level = str.maketrans("’–", "'-")
    odd = [
        (row["name"], alias)
        for row in rows("regions")
        for alias in parts(row["aliases"])
        if alias.translate(level).casefold() != row["name"].translate(level).casefold()
    ]
    assert odd == []


def test_another_name_points_to_a_region() -> None:
    names = {row["name"] for row in rows("regions")}
    prefix = "another name of "
    notes = [row["note"].removeprefix(prefix) for row in rows("regions") if row["note"].startswith(prefix)]
    assert len(notes) > 50
    assert [note for note in notes if note not in names] == []


@pytest.mark.parametrize(
    "name",
    [
        "Pacific", "Asia-Pacific", "Asia and the Pacific", "South-East Asia", "Southeast Asia", "South East Asia",
        "ASEAN", "Mekong", "Greater Mekong Subregion", "Sahel", "Horn of Africa", "Great Lakes", "Western Balkans",
        "Central America", "Caribbean", "Latin America and the Caribbean", "MENA", "Maghreb", "Gulf", "Central Asia",
        "Sub-Saharan Africa", "Andaman Sea", "Bay of Bengal", "Indian Ocean", "Northern Triangle", "Pacific Islands",
        "Melanesia", "Polynesia", "Mindanao", "Sulawesi", "Rakhine State", "Darfur", "Tigray", "Gaza Strip",
        "Kurdistan Region of Iraq", "Punjab", "Sindh", "Khyber Pakhtunkhwa", "West Bank", "Donbas", "Crimea",
        "Unguja", "Puntland", "Somaliland", "Northern Ireland", "Galápagos",
    ],
)  # fmt: skip
def test_usual_regions_are_there(name: str) -> None:
    assert name in {row["name"] for row in rows("regions")}


@pytest.mark.parametrize(
    ("adjective", "region"),
    [
        ("West African", "West Africa"),
        ("Southeast Asian", "Southeast Asia"),
        ("Sahelian", "Sahel"),
        ("Andean", "Andes"),
    ],
)
def test_adjectives_name_their_region(adjective: str, region: str) -> None:
    assert (adjective, region) in all_names()


@pytest.mark.parametrize("name", ["Zanzibar", "Saipan", "Tarawa", "Chios", "Gaza"])
def test_an_island_or_province_with_a_town_of_its_name_is_left_to_the_cities(name: str) -> None:
    assert name not in {known for known, _ in all_names()}
