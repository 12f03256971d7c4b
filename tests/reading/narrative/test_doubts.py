"""Entries of a glossary that may hold more than their own text."""

import pytest

from workplan_extract.models import GlossaryEntry
from workplan_extract.reading.doubts import find_doubts

SOUND = (
    ("ABF", "Australian Border Force"),
    ("ACWC", "Commission on the Promotion and Protection of the Rights of Women and Children of All Nations"),
    ("USP", "University of the South Pacific"),
    ("PROSPECT", "ASEAN-USAID Partnership for Regional Optimization with the Political-Security Communities"),
    ("Member States", "The nine states that have signed the Coral Coast Agreement"),
    ("RSO", "Regional Support Office of the Bali Process"),
)


def _codes(*entries: tuple[str, str]) -> list[str]:
    glossary = tuple(GlossaryEntry(acronym=term, expansion=text) for term, text in entries)
    remarks = find_doubts((), {"glossary": glossary, "purposes": (), "thematic_areas": (), "principles": ()})
    return [remark.code for remark in remarks]


def test_sound_entries_are_not_doubted() -> None:
    assert _codes(*SOUND) == []


@pytest.mark.parametrize(
    "entry",
    [
        ("NGO", "Non-governmental organisation Observer A state or body that attends meetings"),
        ("DHO", "District Health Office IMH – Institute for Mountain Health"),
        ("MCS", "Monitoring, Control and Surveillance RFMO Regional Fisheries Management Organisation"),
        ("CCFC Coral Coast Fisheries Council EEZ", "Exclusive Economic Zone"),
        ("LAST", " ".join(["and the text of the page goes on"] * 6)),
    ],
)
def test_entries_run_together_are_doubted(entry: tuple[str, str]) -> None:
    assert _codes(*SOUND, entry) == ["glossary-entry-unsure"]
