"""Invented plans in many designs: every list, heading and fact comes out as it went in."""

from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from tests.reading.narrative.invented_plans import FISHERIES, HEALTH, RIVERS
from tests.reading.narrative.plan_factory import Content, Design, make_plan
from workplan_extract.reading.narrative import Narrative, read_narrative
from workplan_extract.settings import DocumentSettings

CASES: dict[str, tuple[Content, Design]] = {
    "plain": (FISHERIES, Design()),
    "landscape": (FISHERIES, Design(landscape=True, purposes="boxes")),
    "two-columns": (FISHERIES, Design(columns=2, size=9)),
    "two-columns-justified": (HEALTH, Design(columns=2, size=9, justified=True, purposes="lines")),
    "three-columns-landscape": (FISHERIES, Design(columns=3, landscape=True, size=8.5, heading_size=13, label_size=10)),
    "rotated-90": (FISHERIES, Design(rotation=90)),
    "rotated-180": (HEALTH, Design(rotation=180, purposes="table")),
    "rotated-270-two-columns": (FISHERIES, Design(rotation=270, columns=2, size=9)),
    "cropped": (HEALTH, Design(crop=20, running="")),
    "cropped-and-rotated": (FISHERIES, Design(crop=20, rotation=90, running="")),
    "no-cover": (FISHERIES, Design(cover=False)),
    "bold-headings-of-body-size": (FISHERIES, Design(heading_size=10, label_size=10, heading_colour="#000000")),
    "coloured-light-headings": (HEALTH, Design(heading_bold=False, heading_size=15, heading_colour="#a03060")),
    "capital-headings": (FISHERIES, Design(caps=True, heading_size=11.5)),
    "letter-spaced-headings": (FISHERIES, Design(spaced=True)),
    "numbered-headings": (HEALTH, Design(numbered=True)),
    "serif-justified": (FISHERIES, Design(font="Times-Roman", justified=True, size=11)),
    "strategic-objectives-dash": (
        HEALTH,
        Design(purpose_label="Strategic Objective", separator=" – ", purposes_heading="Where we want to get to"),
    ),
    "goals-by-letter": (FISHERIES, Design(purpose_label="Goal", number_style="letters", purposes_heading="Goals")),
    "pillars-roman": (
        HEALTH,
        Design(purpose_label="Pillar", number_style="roman", separator=". ", purposes="headings"),
    ),
    "outcomes-in-words": (FISHERIES, Design(purpose_label="Outcome", number_style="words", purposes="lines")),
    "purposes-listed": (HEALTH, Design(purposes="list", purposes_heading="Strategic objectives")),
    "purposes-table-top": (HEALTH, Design(purposes="table", purpose_label="Priority")),
    "purposes-table-middle": (FISHERIES, Design(purposes="table-middle")),
    "purposes-boxes-abreast": (HEALTH, Design(purposes="boxes", landscape=True, purpose_label="Aim")),
    "purposes-boxes-two-by-two": (HEALTH, Design(purposes="boxes-2")),
    "glossary-bold-colon": (FISHERIES, Design(glossary="bold-colon", glossary_heading="Acronyms")),
    "glossary-dash": (FISHERIES, Design(glossary="dash", glossary_heading="List of acronyms")),
    "glossary-em-dash": (HEALTH, Design(glossary="em-dash", glossary_heading="Abbreviations")),
    "glossary-hyphen": (FISHERIES, Design(glossary="hyphen", glossary_heading="Acronyms and abbreviations")),
    "glossary-equals": (HEALTH, Design(glossary="equals", glossary_heading="Abbreviations and acronyms used")),
    "glossary-bold-term": (FISHERIES, Design(glossary="bold", glossary_heading="Glossary of terms")),
    "glossary-space": (HEALTH, Design(glossary="space", glossary_heading="Annex 2: List of Abbreviations")),
    "glossary-tab": (HEALTH, Design(glossary="tab", glossary_heading="GLOSSARY")),
    "glossary-reversed": (HEALTH, Design(glossary="reversed")),
    "glossary-bullets": (FISHERIES, Design(glossary="bullets")),
    "glossary-table": (FISHERIES, Design(glossary="table")),
    "glossary-table-with-header": (FISHERIES, Design(glossary="table-bold", glossary_header=("Acronym", "Meaning"))),
    "glossary-abreast": (FISHERIES, Design(glossary="abreast-bold", landscape=True)),
    "glossary-stacked": (FISHERIES, Design(glossary="stacked", label_size=12)),
    "glossary-in-two-columns": (FISHERIES, Design(columns=2, size=9, glossary="table-bold")),
    "principles-numbered": (FISHERIES, Design(bullet="1.", principles_heading="Our values")),
    "principles-dash": (HEALTH, Design(bullet="–", principles_heading="Principles of engagement")),
    "principles-indented": (FISHERIES, Design(bullet="indent", principles_heading="Core principles")),
    "focus-areas": (FISHERIES, Design(area_label="Focus Area", areas_heading="Areas of focus for the year")),
    "priority-themes": (RIVERS, Design(area_label="Priority theme", areas_heading="Themes")),
    "no-glossary-no-purposes": (RIVERS, Design()),
    "no-running-lines": (RIVERS, Design(running="", cover=False)),
    "cover-without-name": (replace(FISHERIES, cover_name=""), Design()),
    "contents-page": (HEALTH, Design(contents=True, purpose_label="Strategic Objective")),
    "footnote-marks": (FISHERIES, Design(footnotes=True)),
    "purposes-in-rows": (HEALTH, Design(purposes="rows", purposes_heading="Objectives")),
    "purposes-by-code": (FISHERIES, Design(purposes="codes", purposes_heading="Strategic objectives")),
    "purposes-under-numerals": (FISHERIES, Design(purposes="numerals", purposes_heading="What are our goals")),
    "areas-run-in": (FISHERIES, Design(areas="run-in", area_label="Theme", areas_heading="Cross-cutting themes")),
    "areas-run-in-two-columns": (FISHERIES, Design(areas="run-in", columns=2, size=9)),
    "principles-drawn-bullets": (FISHERIES, Design(bullet="drawn", principles_heading="Our principles")),
    "principles-drawn-bullets-turned": (HEALTH, Design(bullet="drawn", rotation=270)),
    "glossary-run-on": (HEALTH, Design(glossary="run-on", glossary_heading="Abbreviations")),
    "purposes-in-columns": (HEALTH, Design(purposes="columns", landscape=True)),
    "purposes-in-rows-middle": (HEALTH, Design(purposes="rows-middle", purposes_heading="Objectives", size=9)),
    "glossary-table-middle": (FISHERIES, Design(glossary="table-middle", size=9)),
    "glossary-hung": (FISHERIES, Design(glossary="hung", glossary_heading="Acronyms")),
    "cover-with-footer": (FISHERIES, Design(cover_footer="www.lagoon.example")),
    "glossary-leaders": (FISHERIES, Design(glossary="leaders", glossary_heading="Acronyms")),
    "glossary-leaders-apart": (HEALTH, Design(glossary="leaders-apart", glossary_heading="Abbreviations")),
    "purposes-numbered-in-a-series": (
        HEALTH,
        Design(purpose_label="Strategic Objective", number_style="dotted", purposes_heading="Strategic objectives"),
    ),
    "key-result-areas": (FISHERIES, Design(purpose_label="KRA", purposes="lines", purposes_heading="Key result areas")),
    "principles-in-boxes": (HEALTH, Design(bullet="boxes", principles_heading="Core values")),
    "page-number-of": (HEALTH, Design(running="{acronym} · {title} · {page}/{pages}|")),
}
"""Name → what is said and how it is set."""


def read(pdf: bytes) -> Narrative:
    document = pdfium.PdfDocument(pdf)
    try:
        return read_narrative(document, [], DocumentSettings())
    finally:
        document.close()


@pytest.fixture(params=CASES, scope="module")
def case(request: pytest.FixtureRequest) -> tuple[Content, Design, Narrative]:
    content, design = CASES[request.param]
    return content, design, read(make_plan(content, design))


Case = tuple[Content, Design, Narrative]


def test_purposes(case: Case) -> None:
    content, design, found = case
    expected = [
        (number, title, "" if design.purposes == "plain" else text)
        for number, (title, text) in enumerate(content.purposes, 1)
    ]
    assert [(purpose.number, purpose.title, purpose.description) for purpose in found.purposes] == expected


def test_principles(case: Case) -> None:
    content, _, found = case
    assert tuple(principle.text for principle in found.principles) == content.principles


def test_thematic_areas(case: Case) -> None:
    content, _, found = case
    assert tuple((area.title, area.description) for area in found.thematic_areas) == content.areas
    assert [area.number for area in found.thematic_areas] == list(range(1, len(content.areas) + 1))


def test_glossary(case: Case) -> None:
    content, _, found = case
    assert tuple((entry.acronym, entry.expansion) for entry in found.glossary) == content.glossary


def test_facts(case: Case) -> None:
    content, _, found = case
    assert (found.title, found.publisher, found.publisher_acronym, found.year) == (
        content.title,
        content.publisher,
        content.acronym,
        content.year,
    )
    assert found.remarks == ()


def expected_headings(content: Content, design: Design) -> list[str]:
    titles = [
        (1, "Introduction", True),
        (2, design.principles_heading, bool(content.principles)),
        (3, design.purposes_heading, bool(content.purposes)),
        (4, design.areas_heading, bool(content.areas)),
        (5, "Reporting", bool(content.closing)),
        (6, design.glossary_heading, bool(content.glossary)),
    ]
    return [
        (f"{number}. " if design.numbered else "") + (title.upper() if design.caps else title)
        for number, title, is_there in titles
        if is_there
    ]


def test_headings_come_in_order(case: Case) -> None:
    content, design, found = case
    headings = [section.heading for section in found.sections]
    expected = expected_headings(content, design)
    assert [heading for heading in headings if heading in expected] == expected


def test_running_lines_stay_out(case: Case) -> None:
    _, _, found = case
    text = "\n".join([*(section.heading for section in found.sections), *(section.text for section in found.sections)])
    assert "Page 2 of 9" not in text
    assert "/9" not in text


def test_text_of_sections_is_whole(case: Case) -> None:
    content, design, found = case
    texts = {section.heading.casefold(): section.text for section in found.sections}
    name = "1. introduction" if design.numbered else "introduction"
    assert texts[name].split("\n") == list(content.introduction)


def test_same_bytes_twice() -> None:
    assert make_plan(FISHERIES, Design()) == make_plan(FISHERIES, Design())


def test_settings_override_what_is_found() -> None:
    document = pdfium.PdfDocument(make_plan(FISHERIES, Design()))
    settings = DocumentSettings(title="A title", publisher="A publisher", publisher_acronym="AP", year=1999)
    found = read_narrative(document, [], settings)
    document.close()
    assert (found.title, found.publisher, found.publisher_acronym, found.year) == ("A title", "A publisher", "AP", 1999)


def test_nothing_found_is_remarked() -> None:
    document = pdfium.PdfDocument.new()
    document.new_page(200, 200)
    found = read_narrative(document, [], DocumentSettings())
    assert {remark.code for remark in found.remarks} == {"title-not-found", "publisher-not-found", "year-not-found"}
    assert (found.title, found.publisher, found.year) == ("", "", None)
    assert found.sections == found.glossary == found.purposes == ()


def test_a_glossary_that_cannot_be_read_is_remarked() -> None:
    content = replace(HEALTH, glossary=(("The words used here are those of the district.", ""),))
    design = Design(glossary="reversed", glossary_heading="Glossary")
    assert [remark.code for remark in read(make_plan(content, design)).remarks] == ["section-not-read"]


def test_a_number_left_out_is_remarked() -> None:
    areas = (*RIVERS.areas, ("Wells", "Each well is measured twice a year."))
    pdf = make_plan(replace(RIVERS, areas=areas), Design()).replace(
        b"(Thematic Area 3: Clean banks)", b"(On banks that are made clean.)"
    )
    found = read(pdf)
    assert [area.number for area in found.thematic_areas] == [1, 2, 4]
    assert [remark.code for remark in found.remarks] == ["label-numbers-gap"]


def test_a_text_cut_short_is_remarked() -> None:
    areas = (*RIVERS.areas[:2], ("Clean banks", "Young people look after forty stretches of"))
    found = read(make_plan(replace(RIVERS, areas=areas), Design()))
    assert [remark.code for remark in found.remarks] == ["description-cut"]
