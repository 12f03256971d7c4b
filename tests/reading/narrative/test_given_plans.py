"""The reference plan and its four typesettings: lists exact, with or without the tables; sections and facts."""

import csv
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from workplan_extract.models import Region
from workplan_extract.reading.narrative import Narrative, read_narrative
from workplan_extract.settings import DocumentSettings

ROOT = Path(__file__).parents[3]
PLANS = {path.name: path for path in [*(ROOT / "raw").glob("rso-*.pdf"), *(ROOT / "tests" / "fixtures").glob("*.pdf")]}
LISTS = {
    "purposes": ("number", "title", "description"),
    "principles": ("position", "text"),
    "thematic_areas": ("number", "title", "description"),
    "glossary": ("acronym", "expansion"),
}
HEADINGS = (
    "Regional Support Office",
    "Guiding Principles",
    "Achieving our Strategic Purpose",
    "Purpose 1: Responsive to Bali Process Members and Working Groups",
    "Purpose 2: Operational Capacity Building",
    "Purpose 3: Policy Development and Promotion of Best Practice",
    "Purpose 4: Outreach, Engagement and Advocacy",
    "Quarter 1: January - March 2022",
    "Quarter 2: April – June 2022",
    "Quarter 3: July – September 2022",
    "Quarter 4: October – December 2022",
    "RSO Thematic Areas of Focus",
    "Thematic Area 1: COVID-19 Pandemic and Future Impacts",
    "Thematic Area 2: Victim-and Survivor Centered Approach",
    "Thematic Area 3: Gender responsive",
    "Thematic Area 4: Digital Technologies and Innovation",
    "Thematic Area 5: Cross-sector Collaboration "
    "(Bali Process Members, Bali Process Observers, and the private sector)",
    "Thematic Area 6: Supporting Bali Process Member States through regional crises",
    "Responsive to Bali Process Members, Working Groups and emerging issues",
    "Reporting and Performance",
    "Glossary",
    "Contact Us",
)
SHORT_QUARTERS = {
    "Quarter 1: January - March 2022": "Q1 | Jan–Mar 2022",
    "Quarter 2: April – June 2022": "Q2 | Apr–Jun 2022",
    "Quarter 3: July – September 2022": "Q3 | Jul–Sep 2022",
    "Quarter 4: October – December 2022": "Q4 | Oct–Dec 2022",
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def regions(name: str) -> list[Region]:
    found = [row for row in rows(Path(__file__).parent / "table_regions.csv") if row["file"] == name]
    return [
        Region(
            page=int(row["page"]),
            bbox=(float(row["x0"]), float(row["top"]), float(row["x1"]), float(row["bottom"])),
        )
        for row in found
    ]


@cache
def narrative(name: str, *, without_tables: bool = True) -> Narrative:
    pdf = pdfium.PdfDocument(PLANS[name])
    try:
        return read_narrative(pdf, regions(name) if without_tables else [], DocumentSettings())
    finally:
        pdf.close()


def test_all_five_are_there() -> None:
    assert len(PLANS) == 5


@pytest.mark.parametrize("without_tables", [True, False], ids=["tables-left-out", "tables-kept"])
@pytest.mark.parametrize("table", LISTS)
@pytest.mark.parametrize("name", PLANS)
def test_lists_are_exact(name: str, table: str, without_tables: bool) -> None:
    columns = LISTS[table]
    gold = [tuple(row[column] for column in columns) for row in rows(ROOT / "tests" / "gold" / f"{table}.csv")]
    items = getattr(narrative(name, without_tables=without_tables), table)
    assert [tuple(str(getattr(item, column)) for column in columns) for item in items] == gold


@pytest.mark.parametrize("name", PLANS)
def test_facts(name: str) -> None:
    found = narrative(name)
    assert (found.title, found.year) == ("Annual Workplan 2022", 2022)
    assert (found.publisher, found.publisher_acronym) == ("Regional Support Office of the Bali Process", "RSO")
    assert found.remarks == ()


@pytest.mark.parametrize("name", PLANS)
def test_every_heading_is_a_section_and_nothing_else(name: str) -> None:
    expected = [SHORT_QUARTERS[heading] if name == "borderless.pdf" and heading in SHORT_QUARTERS else heading
                for heading in HEADINGS]  # fmt: skip
    assert [section.heading for section in narrative(name).sections] == expected


@pytest.mark.parametrize("name", PLANS)
def test_text_of_sections(name: str) -> None:
    texts = {section.heading: section.text for section in narrative(name).sections}
    assert texts["Reporting and Performance"].split("\n") == [
        "The RSO Co-Managers present on the annual performance of the RSO and how it aligns to the purposes outlined "
        "in the Strategic Plan 2021-22 to the Bali Process Co-Chairs and Members at full meetings of the Bali Process, "
        "the Ad Hoc Group and Steering Group meetings.",
        "In addition, where the RSO produces publications, these will generally be made available on the website.",
    ]
    assert texts["Contact Us"].split("\n")[:3] == [
        "Regional Support Office of the Bali Process (RSO)",
        "Level 27, Rajanakarn Building",
        "3 South Sathorn Road, Sathorn",
    ]
    assert all(not text for heading, text in texts.items() if heading.startswith("Q"))


def test_pages_are_those_of_the_headings() -> None:
    pages = {section.heading: section.page for section in narrative("rso-annual-workplan-2022.pdf").sections}
    assert pages["Guiding Principles"] == 2
    assert pages["Thematic Area 5: " + HEADINGS[16][17:]] == 10
    assert pages["Contact Us"] == 12
