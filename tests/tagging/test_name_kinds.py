"""Kinds of names that no single rule finds: possessives, lists of fields, foreign links, owners, islands, states."""

import pytest

from workplan_extract.tagging import Context, Tagger


def tag(text: str) -> tuple[list[str], list[tuple[str, str, str]]]:
    tagged = next(iter(Tagger(Context()).tag([text])))
    places = [(place.location, place.kind, place.role) for place in tagged.locations]
    return [mention.organisation for mention in tagged.organisations], places


@pytest.mark.parametrize(
    "name",
    [
        "Ceylon Workers' Congress",
        "Vanuatu Women's Centre",
        "Drug Control Agency under the President of Tajikistan",
        "Congress of Local Authorities from Moldova",
        "Saint Vincent and the Grenadines Olympic Committee",
        "Ruta Pacífica de las Mujeres",
        "Agence Portuaire, Maritime et Fluviale",
        "Idara-e-Taleem-o-Aagahi",
        "Ministry of Climate Resilience, the Environment and Renewable Energy",
        "Access to Information Commission of Sierra Leone",
        "Air Austral",
    ],
)
def test_a_name_is_read_whole(name: str) -> None:
    assert tag(f"Workshop with the {name}")[0] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Radio drama with Mon, Karen and Shan youth",
        "Podcast with testimonies of Bajau and Moken fishers",
        "Online storytelling with a TikTok series on the long road home",
    ],
)
def test_peoples_and_media_are_no_organisations(text: str) -> None:
    assert tag(text)[0] == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Seed fairs on Ambae, Vanuatu", [("Ambae", "region", "venue"), ("Vanuatu", "country", "venue")]),
        ("Port visit to Savannah, Georgia", [("Savannah", "city", "venue"), ("Georgia", "region", "venue")]),
        ("Field school in Montería, Córdoba", [("Montería", "city", "venue"), ("Córdoba", "region", "venue")]),
        ("Statistical brief: Road accidents in Francistown", [("Francistown", "city", "focus")]),
    ],
)
def test_places(text: str, places: list[tuple[str, str, str]]) -> None:
    assert tag(text)[1] == places
