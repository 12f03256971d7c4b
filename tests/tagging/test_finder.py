"""The phrase matcher, which takes a phrase up when a text first has the word that it starts with."""

import pytest

from workplan_extract.tagging.entries import shared_entries
from workplan_extract.tagging.hits import PeopleEntry
from workplan_extract.tagging.language import Finder, blank_language

PHRASES = ["Ministry of Health", "min. of health", "U.N. Women", "Médecins du Monde", "centre", "Al-Quds fund", "R&D"]


def found_in(finder: Finder, text: str) -> list[str]:
    doc = blank_language().make_doc(text)
    return [doc[hit.start : hit.end].text for hit in finder(doc)]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("The MINISTRY OF HEALTH came", {"MINISTRY OF HEALTH"}),
        ("Minister of Health", set()),
        ("a Center and a centre", {"Center", "centre"}),
        ("UN Women met", {"UN Women"}),
        ("medecins du monde", {"medecins du monde"}),
        ("the Al-Quds Fund", {"Al-Quds Fund"}),
    ],
)
def test_a_phrase_is_found_however_it_is_spelt(text, phrases):
    finder = Finder(blank_language(), [(phrase, PeopleEntry("partner")) for phrase in PHRASES])
    assert set(found_in(finder, "Nothing here")) == set()
    assert set(found_in(finder, text)) == phrases
    assert set(found_in(finder, text)) == phrases, "and again"


def test_every_phrase_of_the_vocabulary_is_found():
    """Also where its first word is written otherwise, or split by the tokenizer."""
    finder = Finder(blank_language(), shared_entries())
    missing = [
        text for text in dict.fromkeys(text for text, _ in shared_entries()) if text not in found_in(finder, text)
    ]
    assert missing == []
