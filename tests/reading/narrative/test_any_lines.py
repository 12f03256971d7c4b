"""Whatever stands on a page, the lists are read without a failure and no word of a section is made up."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.narrative.test_reading_order import BOLD, PLAIN, words
from workplan_extract.reading.glossary import fold_terms, read_glossary
from workplan_extract.reading.line_text import vocabulary_of
from workplan_extract.reading.page_words import PageWords, Word
from workplan_extract.reading.paragraphs import leading_of
from workplan_extract.reading.purposes import read_principles, read_purposes, read_thematic_areas
from workplan_extract.reading.reading_order import reading_order
from workplan_extract.reading.sections import lines_to_parts, parts_to_sections
from workplan_extract.reading.text_lines import body_style, page_to_lines

TEXTS = (
    "Glossary", "Acronyms and abbreviations", "Purpose 1", "Purpose 2: Open ports", "Purpose 4", "Our goals",
    "Guiding Principles", "Thematic Area 1: Reefs.", "Thematic Area 2", "1", "2", "3.", "• a bullet", "(a) an item;",
    "ABC: Alpha Beta Co", "ABC", "Alpha Beta Co (ABC)", "A sentence that ends.", "and goes on in small let-",
    "Contents", "Purpose 1 ..... 4",
)  # fmt: skip


@st.composite
def pages(draw: st.DrawFn) -> PageWords:
    found: list[Word] = []
    for _ in range(draw(st.integers(1, 14))):
        x0, base = 40 * draw(st.integers(1, 10)), 14 * draw(st.integers(3, 50))
        style = draw(st.sampled_from([PLAIN, PLAIN, BOLD, BOLD._replace(size=16), PLAIN._replace(colour=255)]))
        found += words(draw(st.sampled_from(TEXTS)), x0, base, style)
    return PageWords(1, tuple(found), 600, 800)


@given(pages())
@settings(max_examples=200, deadline=None)
def test_any_page_is_read(page: PageWords) -> None:
    lines = reading_order(page_to_lines(page))
    known, leading = vocabulary_of(line.text for line in lines), leading_of(lines)
    parts = lines_to_parts(lines, body_style(lines), leading, known)
    glossary = read_glossary(parts, known)
    parts = fold_terms(parts, glossary)
    for items in (read_purposes, read_thematic_areas, read_principles):
        items(parts, leading, known)
    sections = parts_to_sections(parts, "A title", leading, known)
    printed = sum(len(word.text) for word in page.words)
    assert sum(len((section.heading + section.text).replace(" ", "")) for section in sections) <= 2 * printed + 50
