"""The narrative of a plan: all of its text outside the tables of activities, as sections, lists and facts."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2 as pdfium

from workplan_extract.models import (
    BBox,
    Frozen,
    GlossaryEntry,
    Principle,
    Purpose,
    Region,
    Remark,
    Section,
    ThematicArea,
)
from workplan_extract.reading.carried_heads import carry_heads
from workplan_extract.reading.doubts import Lists, find_doubts
from workplan_extract.reading.facts import Sources, find_facts
from workplan_extract.reading.glossary import fold_terms, read_glossary
from workplan_extract.reading.line_text import vocabulary_of
from workplan_extract.reading.page_words import pdf_to_words
from workplan_extract.reading.paragraphs import leading_of
from workplan_extract.reading.purposes import read_principles, read_purposes, read_thematic_areas
from workplan_extract.reading.reading_order import reading_order, share_edges
from workplan_extract.reading.running_lines import split_running_lines
from workplan_extract.reading.sections import Part, lines_to_parts, parts_to_sections
from workplan_extract.reading.text_lines import Line, body_style, page_to_lines, printed_to_text
from workplan_extract.settings import DocumentSettings

COVER_WORDS = 60
"""A first page of a longer plan with fewer words is a cover: its lines are facts, no sections."""


class Narrative(Frozen):
    """All that a plan says outside its tables of activities. What was not found is empty."""

    title: str
    publisher: str
    publisher_acronym: str
    year: int | None
    purposes: tuple[Purpose, ...]
    glossary: tuple[GlossaryEntry, ...]
    thematic_areas: tuple[ThematicArea, ...]
    principles: tuple[Principle, ...]
    sections: tuple[Section, ...]
    remarks: tuple[Remark, ...]


def read_narrative(pdf: pdfium.PdfDocument, excluded: Sequence[Region], settings: DocumentSettings) -> Narrative:
    """Read a PDF's narrative.

    Args:
        pdf: the open document; its pages are opened and closed one at a time.
        excluded: the tables of activities, whose text is left out; boxes in points from the top left as seen.
        settings: what a maintainer rules; it comes before what is found.

    Returns:
        The narrative, with a remark for each fact that was not found.
    """
    text = _read_text(pdf, excluded)
    parts, glossary = text.parts, text.glossary
    facts = find_facts(_sources(pdf, text), settings)
    purposes = read_purposes(parts, text.leading, text.known)
    areas = read_thematic_areas(parts, text.leading, text.known)
    principles = read_principles(parts, text.leading, text.known)
    lists: Lists = {"glossary": glossary, "purposes": purposes, "thematic_areas": areas, "principles": principles}
    return Narrative(
        title=facts.title,
        publisher=facts.publisher.name,
        publisher_acronym=facts.publisher.acronym,
        year=facts.year,
        purposes=purposes,
        glossary=glossary,
        thematic_areas=areas,
        principles=principles,
        sections=parts_to_sections(parts, facts.title, text.leading, text.known),
        remarks=(*facts.remarks, *find_doubts(parts, lists)),
    )


class _Text(NamedTuple):
    """A document's text in parts, and what it takes to make running text of its lines."""

    cover: list[Line]
    running: list[Line]
    parts: list[Part]
    glossary: tuple[GlossaryEntry, ...]
    leading: float
    known: frozenset[str]


def _read_text(pdf: pdfium.PdfDocument, excluded: Sequence[Region]) -> _Text:
    pages = [(page, page_to_lines(page)) for page in pdf_to_words(pdf, _by_page(excluded))]
    split = split_running_lines(pages)
    ordered = carry_heads([reading_order(lines) for lines in split.pages])
    cover = reading_order(pages[0][1]) if pages else []
    first = 1 if _is_cover(ordered) else 0
    lines = share_edges([(page.width, lines) for (page, _), lines in zip(pages, ordered, strict=True)][first:])
    known, leading = vocabulary_of(line.text for line in lines), leading_of(lines)
    parts = lines_to_parts(lines, body_style(lines), leading, known)
    glossary = read_glossary(parts, known)
    return _Text(cover, split.running, fold_terms(parts, glossary), glossary, leading, known)


def _sources(pdf: pdfium.PdfDocument, text: _Text) -> Sources:
    meta = pdf.get_metadata_dict(skip_empty=True)
    written = [(part.heading, printed_to_text(part.lines, text.known)) for part in text.parts]
    return Sources(
        cover=text.cover,
        running=tuple(dict.fromkeys(line.text for line in text.running)),
        meta_title=meta.get("Title", ""),
        meta_author=meta.get("Author", ""),
        headings=[part.heading for part in text.parts],
        contact=_contact(text.parts),
        text="\n\n".join(piece for pair in written for piece in pair if piece),
        glossary=text.glossary,
    )


def _by_page(regions: Sequence[Region]) -> dict[int, list[BBox]]:
    boxes: dict[int, list[BBox]] = defaultdict(list)
    for region in regions:
        boxes[region.page].append(region.bbox)
    return boxes


def _is_cover(pages: Sequence[Sequence[Line]]) -> bool:
    return len(pages) > 1 and sum(len(line.words) for line in pages[0]) < COVER_WORDS


def _contact(parts: Sequence[Part]) -> str:
    contact = [part for part in parts if part.kind == "contact"]
    return "\n".join(line.text for part in contact for line in part.lines)
