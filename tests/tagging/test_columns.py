"""Cells of columns that name partners, leads, funders or venues."""

import pytest


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("UNHCR, IOM; Ministry of Health of Kenya", "partners",
         [("UNHCR", "partner"), ("IOM", "partner"), ("Ministry of Health of Kenya", "partner")]),
        ("Zanta Trust / Mirobel", "partners", [("Zanta Trust", "partner"), ("Mirobel", "partner")]),
        ("UNODC and INTERPOL, Europol", "partners", [("UNODC", "partner"), ("INTERPOL", "partner"),
         ("Europol", "partner")]),
        ("IOM", "lead", [("IOM", "partner")]),
        ("European Union; Australia", "funder", [("European Union", "funder")]),
        ("IOM", "other", []),
        ("IOM", "location", []),
        ("-", "partners", []),
        ("N/A", "partners", []),
        ("TBC", "partners", []),
        ("Local NGOs, Member States", "partners", []),
    ],
)  # fmt: skip
def test_organisations_of_a_cell(tagger, text, kind, expected):
    tagged = tagger.tag_column(text, kind)
    assert [(row.mention, row.role) for row in tagged.organisations] == expected
    assert all(row.start is None and row.end is None for row in tagged.organisations)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bangkok, Thailand", ["Bangkok", "Thailand"]),
        ("Suva and Nadi, Fiji", ["Suva", "Nadi", "Fiji"]),
        ("Hotel Bellevue, Nairobi", ["Nairobi"]),
        ("Online / Jakarta", ["Jakarta"]),
        ("Viet Nam", ["Viet Nam"]),
        ("Pacific", ["Pacific"]),
        ("Online", []),
        ("Virtual (Zoom)", []),
        ("–", []),
        ("TBD", []),
    ],
)
def test_places_of_a_cell_are_venues(tagger, text, expected):
    tagged = tagger.tag_column(text, "location")
    assert [row.mention for row in tagged.locations] == expected
    assert all(row.role == "venue" and row.start is None for row in tagged.locations)
