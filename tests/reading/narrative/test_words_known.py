"""Headings and labels by their words, years and names of publishers."""

import pytest

from workplan_extract.reading.facts import first_year
from workplan_extract.reading.heading_words import heading_kind, parse_label
from workplan_extract.reading.publisher import named_acronyms


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Glossary", "glossary"),
        ("LIST OF ACRONYMS", "glossary"),
        ("Annex 2: Abbreviations and acronyms used in this plan", "glossary"),
        ("3. Guiding Principles", "principles"),
        ("Our core values", "principles"),
        ("RSO Thematic Areas of Focus", "thematic_areas"),
        ("Achieving our Strategic Purpose", "purposes"),
        ("Five pillars", "purposes"),
        ("Contact Us", "contact"),
        ("Table of contents", "contents"),
        ("Reporting and Performance", None),
        ("Introduction", None),
        ("Quarter 1: January - March 2022", None),
    ],
)
def test_kinds_of_headings(heading: str, kind: str | None) -> None:
    assert heading_kind(heading) == kind


@pytest.mark.parametrize(
    ("text", "label", "number", "rest"),
    [
        ("Purpose 1", "purpose", 1, ""),
        ("PURPOSE 2: Open ports", "purpose", 2, "Open ports"),
        ("Strategic Objective 3 – Cleaner water", "strategic objective", 3, "Cleaner water"),
        ("Goal B. Safe roads", "goal", 2, "Safe roads"),
        ("Pillar IV Markets", "pillar", 4, "Markets"),
        ("Outcome Three: Calm", "outcome", 3, "Calm"),
        ("SO2 Safer roads", "so", 2, "Safer roads"),
        ("Thematic Area 5: Cross-sector", "thematic area", 5, "Cross-sector"),
    ],
)
def test_labels(text: str, label: str, number: int, rest: str) -> None:
    found = parse_label(text)
    assert found is not None
    assert (found.label, found.number, found.rest) == (label, number, rest)


@pytest.mark.parametrize(
    "text", ["Purposes", "THEMATIC AREAS", "Purpose of the plan", "Goals", "Quarter 1", "Value for money"]
)
def test_no_labels(text: str) -> None:
    assert parse_label(text) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Annual Workplan 2022", 2022),
        ("Plan 2023-24", 2023),
        ("FY 2024/25", 2024),
        ("2025–2026", 2025),
        ("FY26 plan", 2026),
        ("July 2024 – June 2025", 2024),
        ("Resolution 14/2022", None),
        ("a plan", None),
        ("12022", None),
    ],
)
def test_years(text: str, year: int | None) -> None:
    assert first_year(text) == year


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("The Lagoon Fisheries Agency (LFA) counts", [("Lagoon Fisheries Agency", "LFA")]),
        ("with the Ministry of Education (MoE) in", [("Ministry of Education", "MoE")]),
        ("Welcome\n\nThe Office for Work (OW)", [("Office for Work", "OW")]),
        ("many people (NGOs) agree", []),
        ("in the year (2022)", []),
    ],
)
def test_names_with_acronyms(text: str, pairs: list[tuple[str, str]]) -> None:
    assert list(named_acronyms(text)) == pairs
