"""The narrative of a plan: all of its text outside the tables of activities, as sections, lists and facts."""

from collections import defaultdict
from collections.abc import Container, Sequence

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
from workplan_extract.reading.facts import Sources, find_facts
from workplan_extract.reading.glossary import fold_terms, read_glossary
from workplan_extract.reading.line_text import lines_to_text, vocabulary_of
from workplan_extract.reading.page_words import pdf_to_words
from workplan_extract.reading.paragraphs import leading_of
from workplan_extract.reading.purposes import read_principles, read_purposes, read_thematic_areas
from workplan_extract.reading.reading_order import reading_order, share_edges
from workplan_extract.reading.running_lines import split_running_lines
from workplan_extract.reading.sections import Part, lines_to_parts, parts_to_sections
from workplan_extract.reading.text_lines import Line, body_style, page_to_lines
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
    words = list(pdf_to_words(pdf, _by_page(excluded)))
    pages = [(page, page_to_lines(page)) for page in words]
    split = split_running_lines(pages)
    ordered = [reading_order(lines) for lines in split.pages]
    cover = reading_order(pages[0][1]) if pages else []
    first = 1 if _is_cover(ordered) else 0
    lines = share_edges([(page.width, lines) for page, lines in zip(words, ordered, strict=True)][first:])
    known = vocabulary_of(line.text for line in lines)
    leading = leading_of(lines)
    parts = lines_to_parts(lines, body_style(lines), leading, known)
    glossary = read_glossary(parts, known)
    parts = fold_terms(parts, glossary)
    meta = pdf.get_metadata_dict(skip_empty=True)
    sources = Sources(
        cover=cover,
        running=tuple(dict.fromkeys(line.text for line in split.running)),
        meta_title=meta.get("Title", ""),
        meta_author=meta.get("Author", ""),
        headings=[part.heading for part in parts],
        contact=_contact(parts),
        text="\n\n".join(text for part in parts for text in (part.heading, _to_text(part.lines, known)) if text),
        glossary=glossary,
    )
    facts = find_facts(sources, settings)
    return Narrative(
        title=facts.title,
        publisher=facts.publisher.name,
        publisher_acronym=facts.publisher.acronym,
        year=facts.year,
        purposes=read_purposes(parts, leading, known),
        glossary=glossary,
        thematic_areas=read_thematic_areas(parts, leading, known),
        principles=read_principles(parts, leading, known),
        sections=parts_to_sections(parts, facts.title, leading, known),
        remarks=facts.remarks,
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


def _to_text(lines: Sequence[Line], known: Container[str]) -> str:
    return lines_to_text((line.text for line in lines), known)
