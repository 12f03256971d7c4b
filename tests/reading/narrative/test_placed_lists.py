"""Lists by where their lines stand: pairs abreast, boxes, run-in titles, terms above their text."""

import unicodedata
from collections.abc import Sequence
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from workplan_extract.reading.heading_words import parse_label
from workplan_extract.reading.narrative import Narrative, read_narrative
from workplan_extract.reading.page_words import TEX_CODES
from workplan_extract.settings import DocumentSettings

Placed = tuple[float, float, str]
"""x, y from the top, and the text; words between stars are bold, a leading hash makes a heading."""
BODY = "The council of the valley meets four times a year, and this is what it plans to do in the next."


def _read(placed: Sequence[Placed], top: float = 110) -> Narrative:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(595.0, 842.0), invariant=1)
    canvas.setFont("Helvetica-Bold", 24)
    canvas.drawString(60, 600, "Annual Work Plan 2024")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(60, 560, "Valley Water Council (VWC)")
    canvas.showPage()
    for number in range(3 if top > 100 else 0):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(60, 842 - 60 - 12 * number, BODY)
    for x, y, text in placed:
        _draw(canvas, x, 842 - top - y, text)
    canvas.showPage()
    canvas.save()
    return read_narrative(pdfium.PdfDocument(stream.getvalue()), [], DocumentSettings())


def _draw(canvas: Canvas, x: float, y: float, text: str) -> None:
    if text.startswith("#"):
        canvas.setFont("Helvetica-Bold", 15)
        canvas.drawString(x, y, text[1:])
        return
    for number, piece in enumerate(text.split("*")):
        font = "Helvetica-Bold" if number % 2 else "Helvetica"
        canvas.setFont(font, 10)
        canvas.drawString(x, y, piece)
        x += canvas.stringWidth(piece, font, 10)


TERMS = [("AV", "Audio-visual"), ("EU/AU", "European and African Union"), ("G7", "Group of Seven"),
         ("MoFA", "Ministry of Foreign Affairs"), ("PICs", "Pacific Island Countries"),
         ("PIHC", "Pacific Islands Heritage Commission"), ("R&D", "Research and development"),
         ("tbc", "To be confirmed")]  # fmt: skip


def _terms(read: Narrative) -> list[tuple[str, str]]:
    return [(entry.acronym, entry.expansion) for entry in read.glossary]


@pytest.mark.parametrize("by_row", [True, False])
def test_pairs_abreast_come_in_the_order_of_the_alphabet(by_row: bool) -> None:
    placed: list[Placed] = [(60, 0, "#Acronyms")]
    for number, (term, text) in enumerate(TERMS):
        row, column = divmod(number, 2) if by_row else (number % 4, number // 4)
        x, y = 60 + 250 * column, 30 + 18 * row
        placed += [(x, y, term), (x + 50, y, text)]
    assert _terms(_read(placed)) == TERMS


def test_terms_at_the_margin_have_their_text_indented_below() -> None:
    placed: list[Placed] = [(60, 0, "#Glossary")]
    for number, (term, text) in enumerate(TERMS):
        placed += [(60, 30 + 26 * number, term), (90, 43 + 26 * number, text)]
    assert _terms(_read(placed)) == TERMS


def test_an_acronym_goes_on_with_no_acronym_above_it() -> None:
    placed: list[Placed] = [(60, 0, "#Acronyms")]
    y = 30.0
    for term, *lines in [
        ("MoU", "Memorandum of", "Understanding"),
        ("PICs", "Pacific Island Countries"),
        ("PIHC", "Pacific Islands Heritage", "Commission"),
        ("UNODC", "United Nations Office", "on Drugs"),
    ]:
        placed += [(60, y, f"*{term}*"), *((120, y + 13 * at, line) for at, line in enumerate(lines))]
        y += 13 * len(lines) + 5
    read = _read(placed)
    assert [term for term, _ in _terms(read)] == ["MoU", "PICs", "PIHC", "UNODC"]


def test_areas_with_run_in_titles() -> None:
    placed = [
        (60, 0, "#Cross-cutting themes"),
        (60, 30, "*Emerging pollutants.* Residues of medicines are found in most rivers, and in"),
        (60, 42, "some of the lakes. Samples are taken."),
        (60, 66, "*Energy use.* Pumping takes a third of the electricity that a town buys."),
        (60, 90, "*Skills.* A summer school is held."),
    ]
    titles = [(area.title, area.description[:10]) for area in _read(placed).thematic_areas]
    assert titles == [("Emerging pollutants", "Residues o"), ("Energy use", "Pumping ta"), ("Skills", "A summer s")]


def test_principles_with_run_in_titles_keep_them() -> None:
    placed = [
        (60, 0, "#Guiding principles"),
        (60, 30, "*Independence:* no one instructs us"),
        (60, 54, "*Fairness:* both sides are heard"),
    ]
    read = _read(placed)
    assert [p.text for p in read.principles] == ["Independence: no one instructs us", "Fairness: both sides are heard"]


def test_principles_in_boxes_of_one_line() -> None:
    placed = [
        (60, 0, "#Our values"),
        (70, 40, "Names are never passed on"),
        (330, 40, "No one instructs us"),
        (70, 90, "Services are free"),
        (330, 90, "Both sides are heard"),
        (60, 130, "#Monitoring"),
        (60, 155, BODY),
    ]
    texts = [principle.text for principle in _read(placed).principles]
    assert texts == ["Names are never passed on", "No one instructs us", "Services are free", "Both sides are heard"]


def test_a_table_of_labels_over_titles_beside_one_line_each() -> None:
    placed: list[Placed] = [(60, 0, "#Pillars of our work"), (60, 30, "*Pillar*"), (240, 30, "*What we will do*")]
    titles = ["Handle complaints promptly", "Prevent bad practice", "Be known and reachable"]
    texts = ["Nine in ten complaints are answered within thirty days.", "Patterns are studied, and agencies are told.",
             "Clinics and a free line bring the office to people."]  # fmt: skip
    for number, (title, text) in enumerate(zip(titles, texts, strict=True)):
        y = 55.0 + 40 * number
        placed += [(60, y, f"*Pillar {number + 1}*"), (60, y + 14, title), (240, y + 7, text)]
    read = _read(placed)
    assert [(p.number, p.title, p.description) for p in read.purposes] == [
        (number, title, text) for number, (title, text) in enumerate(zip(titles, texts, strict=True), 1)
    ]


def test_sections_may_be_numbered_before_their_labels() -> None:
    label = parse_label("3.1 Objective 2: Cleaner rivers")
    assert label is not None
    assert (label.kind, label.number, label.rest) == ("purposes", 2, "Cleaner rivers")


def test_numbers_of_subsections_are_no_part_of_titles() -> None:
    placed = [(60, 0, "#4 Thematic areas")]
    for number, title in enumerate(["Climate and heritage", "Youth", "Digital access"]):
        y = 30.0 + 50 * number
        placed += [(60, y, f"*4.{number + 1} {title}*"), (60, y + 18, f"{BODY}")]
    titles = [area.title for area in _read(placed).thematic_areas]
    assert titles == ["Climate and heritage", "Youth", "Digital access"]


def test_a_list_goes_on_below_the_end_of_the_next_column() -> None:
    left = [(60, 0, "#Purposes")]
    for number, title in enumerate(["Handle complaints.", "Prevent harm.", "Be known."], 1):
        y = 30.0 + 40 * (number - 1)
        left += [
            (60, y, f"*{number}. {title}*   Nine in ten are answered"),
            (72, y + 12, "within thirty days of their coming."),
        ]
    right = [
        (310, 0, "#Values"),
        (310, 30, "Our office is free and open to all of"),
        (310, 42, "the people of the valley."),
    ]
    titles = [(p.title, p.description) for p in _read([*left, *right], top=60).purposes]
    text = "Nine in ten are answered within thirty days of their coming."
    assert titles == [("Handle complaints", text), ("Prevent harm", text), ("Be known", text)]


@pytest.mark.parametrize(("code", "text"), [(0x1B, "ff"), (0x1C, "fi"), (0x1E, "ffi"), (0x15, "–"), (0x88, "•")])
def test_codes_of_bitmap_fonts_are_letters(code: int, text: str) -> None:
    assert unicodedata.normalize("NFKC", chr(code).translate(TEX_CODES)) == text
