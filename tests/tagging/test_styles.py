"""Sentences that are not written as most are: abbreviations, capitals, verbs, other languages."""

import pytest

from workplan_extract.models import GlossaryEntry
from workplan_extract.tagging import Context, Tagger


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peer review w/ UNICEF and Zanta", [("UNICEF", "partner"), ("Zanta", "partner")]),
        ("Talks with the Govt. of Malta on visas", [("Govt. of Malta", "participant")]),
        ("Workshop with the Dept. of Orvane Affairs", [("Dept. of Orvane Affairs", "partner")]),
        (
            "Course w/ Zanta University & Orvane College",
            [("Zanta University", "partner"), ("Orvane College", "partner")],
        ),
        ("Forms drafted with MoXA & MoXB", [("MoXA", "partner"), ("MoXB", "partner")]),
        ("Course with Zan Yat-mer University", [("Zan Yat-mer University", "partner")]),
        ("Review with Bayt al-Zanta", [("Bayt al-Zanta", "partner")]),
    ],
)
def test_abbreviations_and_joined_names(organisations, text, expected):
    assert organisations(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orvane Institute and UNICEF co-host a dialogue on visas", ["partner", "partner"]),
        ("The Orvane Institute funds a helpdesk on visas", ["funder"]),
        ("The Orvane Institute requested a review of the rules", ["requester"]),
        ("Orvane Institute and Europol attend a briefing", ["participant", "participant"]),
        ("Peru's Orvane Institute to host a dialogue on visas", ["partner"]),
        ("The Orvane Institute and the ILO jointly organise fair hiring talks", ["partner", "partner"]),
        ("UNICEF report on visas", ["mentioned"]),
    ],
)
def test_the_verb_of_a_subject_gives_its_role(organisations, text, expected):
    assert [role for _, role in organisations(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Training Of Customs Staff On Seals With Support From Frontex", [("Frontex", "partner")]),
        ("TRAINING OF CUSTOMS STAFF ON SEALS WITH FRONTEX", [("FRONTEX", "partner")]),
        ("Taller sobre sellos con UNICEF", [("UNICEF", "partner")]),
        ("Atelier en partenariat avec UNICEF", [("UNICEF", "partner")]),
        ("Forum bringing together UNICEF and Europol", [("UNICEF", "participant"), ("Europol", "participant")]),
        ("Donor round table in Niamey, Niger, with Europol", [("Europol", "participant")]),
        ("Seminar with Europol as an observer", [("Europol", "participant")]),
        ("Swiss-Nigerian police week", []),
        ("With UNICEF, ferry across the Orvane River", [("UNICEF", "partner")]),
        ("Guide to fair hiring: Toolbox for Small Enterprises", []),
        ("Meeting with Europol and NGO Tenaganita", [("Europol", "participant"), ("Tenaganita", "participant")]),
        ("As a member of the Alliance 8.7 Coordinating Group", [("Alliance 8.7", "host")]),
        ("Grant to IOM's Migrant Health Assessments", [("IOM", "participant")]),
        (
            "Course with the Agence Nationale de Lutte contre la Corruption",
            [("Agence Nationale de Lutte contre la Corruption", "partner")],
        ),
        ("Course for National Gendarmerie cadets", [("National Gendarmerie", "participant")]),
    ],
)
def test_case_languages_and_lists(organisations, text, expected):
    assert organisations(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Visits to Kachin State and northern Shan State", [("Kachin State", "venue"), ("Shan State", "venue")]),
        ("Clinics in Mazar-i-Sharif", [("Mazar-i-Sharif", "venue")]),
        ("Clinics in Pointe-à-Pitre", [("Pointe-à-Pitre", "venue")]),
        ("Burmese-language hotline", []),
        ("Visit to Peru's Orvane Institute, Arequipa", [("Peru", "focus"), ("Arequipa", "venue")]),
        ("Talks on visas in the Gulf", [("Gulf", "focus")]),
        ("Meeting of the East Asia Steering Group", []),
        ("Report on attacks in Lomé", [("Lomé", "focus")]),
        ("Helpline for returnees to Lomé", [("Lomé", "focus")]),
        ("WORKSHOP ON VISAS IN KIGALI", [("KIGALI", "venue")]),
    ],
)
def test_places(tag, text, expected):
    assert [(place.mention, place.role) for place in tag(text).locations] == expected


def tag_with(glossary: dict[str, str], text: str):
    entries = tuple(GlossaryEntry(acronym=acronym, expansion=name) for acronym, name in glossary.items())
    return next(Tagger(Context(glossary=entries)).tag([text]))


def test_a_glossary_settles_an_acronym_that_a_country_has_too():
    found = tag_with({"DRC": "Danish Refugee Council"}, "Survey co-hosted by DRC")
    assert [(item.mention, item.role) for item in found.organisations] == [("DRC", "partner")]
    assert found.locations == ()


@pytest.mark.parametrize(
    "expansion",
    [
        "General Authority for Orvane Supply Projects",
        "Corrupt Acts and Other Offences Commission",
        "Orvane Baptist Convention",
    ],
)
def test_a_body_that_a_title_noun_or_list_ends_is_one(expansion):
    found = tag_with({"OXZ": expansion}, "Survey led by OXZ")
    assert [item.organisation for item in found.organisations] == [expansion]
