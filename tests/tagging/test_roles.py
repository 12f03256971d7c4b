"""Each cue of the vocabulary gives its role to all names of the list beside it."""

import pytest

from workplan_extract.vocabulary import cues, phrase_to_phrases

BEFORE = [
    (phrase, cue.role)
    for cue in cues()
    if cue.slot and cue.role and "…" not in cue.cue
    for phrase in phrase_to_phrases(cue.cue)[:1]
]
HYPHENATED = [(cue.cue, cue.role) for cue in cues() if cue.position == "after" and cue.cue.startswith("- ")]


@pytest.mark.parametrize(("phrase", "role"), BEFORE, ids=str)
def test_a_cue_before_a_list_gives_each_name_its_role(organisations, phrase, role):
    text = f"Regional workshop {phrase} UNICEF, Zanta and the Ministry of Orvane Affairs of Peru"
    found = organisations(text)
    assert found == [("UNICEF", role), ("Zanta", role), ("Ministry of Orvane Affairs of Peru", role)]


@pytest.mark.parametrize(("phrase", "role"), HYPHENATED, ids=str)
def test_a_cue_tied_by_a_hyphen_gives_the_name_before_it_its_role(organisations, phrase, role):
    assert organisations(f"Review of the Zanta Trust{phrase.replace(' ', '')} clinic") == [("Zanta Trust", role)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At the request of the Government of Nepal, a needs assessment", [("Government of Nepal", "requester")]),
        ("At UNICEF's request, deployment of two experts", [("UNICEF", "requester")]),
        (
            "Workshop with UNICEF as co-host and Europol as observer",
            [("UNICEF", "partner"), ("Europol", "participant")],
        ),
        ("Workshop with UNICEF and Europol as observers", [("UNICEF", "participant"), ("Europol", "participant")]),
        ("Meeting on container fraud with Europol", [("Europol", "participant")]),
        ("Workshop on container fraud with Europol", [("Europol", "partner")]),
        ("Meeting on fraud, with experts from Europol", [("Europol", "partner")]),
        ("Patrols with observers from Europol", [("Europol", "participant")]),
        ("Training for auditors from the Zanta Trust", [("Zanta Trust", "participant")]),
        ("Training with auditors from the Zanta Trust", [("Zanta Trust", "partner")]),
        ("Training for crews of Zanta", [("Zanta", "participant")]),
        ("Lecture series at the University of Oslo", [("University of Oslo", "mentioned")]),
        ("Visit to the University of Oslo", [("University of Oslo", "participant")]),
        ("Participation in the workshop convened by UNESCO", [("UNESCO", "host")]),
        ("Workshop convened by UNESCO", [("UNESCO", "partner")]),
        ("UNESCO-led course funded by the World Bank", [("UNESCO", "host"), ("World Bank", "funder")]),
        ("Develop, with the support of KOICA, a portal", [("KOICA", "partner")]),
        ("Support the Zanta Trust to open a clinic", [("Zanta Trust", "participant")]),
        ("Course for UNICEF in partnership with UNICEF", [("UNICEF", "partner")]),
        ("Camp with Prof. Jane Smith of UNICEF", [("UNICEF", "partner")]),
    ],
)
def test_the_nearest_cue_decides(organisations, text, expected):
    assert organisations(text) == expected


def test_a_bare_country_is_a_place_and_no_organisation(tag):
    tagged = tag("Workshop on audit hosted by Mongolia and funded by Japan")
    assert tagged.organisations == ()
    assert [(place.location, place.role) for place in tagged.locations] == [("Mongolia", "focus"), ("Japan", "focus")]
