"""Makes plans of invented organisations in many designs, for tests: one content set in many ways by ReportLab."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import pypdfium2 as pdfium
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    ListFlowable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)


@dataclass(frozen=True)
class Content:
    """What a plan says. `purposes` and `areas` are titles with their text."""

    title: str
    publisher: str
    acronym: str
    year: int
    introduction: tuple[str, ...]
    purposes: tuple[tuple[str, str], ...] = ()
    principles: tuple[str, ...] = ()
    areas: tuple[tuple[str, str], ...] = ()
    glossary: tuple[tuple[str, str], ...] = ()
    closing: str = ""
    cover_name: str | None = None


@dataclass(frozen=True)
class Design:
    """How a plan is set."""

    font: str = "Helvetica"
    size: float = 10
    heading_size: float = 16
    heading_bold: bool = True
    heading_colour: str = "#123a6b"
    label_size: float = 11.5
    columns: int = 1
    landscape: bool = False
    justified: bool = False
    rotation: int = 0
    crop: float = 0
    cover: bool = True
    running: str = "{title}|Page {page} of {pages}"
    caps: bool = False
    spaced: bool = False
    numbered: bool = False
    purposes: str = "headings"
    purpose_label: str = "Purpose"
    number_style: str = "digits"
    separator: str = ": "
    purposes_heading: str = "Our strategic purposes"
    principles_heading: str = "Guiding Principles"
    bullet: str = "•"
    areas_heading: str = "Thematic Areas"
    area_label: str = "Thematic Area"
    glossary: str = "colon"
    glossary_heading: str = "Glossary"
    glossary_header: tuple[str, str] | None = None
    areas: str = "headings"
    contents: bool = False
    footnotes: bool = False
    cover_footer: str = ""


NUMBERS: dict[str, Callable[[int], str]] = {
    "digits": str,
    "roman": lambda number: ["I", "II", "III", "IV", "V", "VI", "VII"][number - 1],
    "letters": lambda number: "ABCDEFG"[number - 1],
    "dotted": lambda number: f"2.{number}",
    "words": lambda number: ["One", "Two", "Three", "Four", "Five", "Six"][number - 1],
}


class _Styles:
    def __init__(self, design: Design) -> None:
        bold = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold"}[design.font]
        colour = colors.HexColor(design.heading_colour)
        body = {"fontName": design.font, "fontSize": design.size, "leading": design.size * 1.25}
        self.body = ParagraphStyle(
            "body", **body, alignment=TA_JUSTIFY if design.justified else TA_LEFT, spaceAfter=design.size * 0.6
        )
        self.heading = ParagraphStyle(
            "heading",
            fontName=bold if design.heading_bold else design.font,
            fontSize=design.heading_size,
            leading=design.heading_size * 1.2,
            textColor=colour,
            spaceBefore=design.heading_size,
            spaceAfter=design.heading_size * 0.4,
        )
        self.label = ParagraphStyle(
            "label", parent=self.heading, fontName=bold, fontSize=design.label_size, leading=design.label_size * 1.2,
            spaceBefore=design.label_size, spaceAfter=2,
        )  # fmt: skip
        self.bold = ParagraphStyle("bold", parent=self.body, fontName=bold, spaceAfter=0)
        self.tight = ParagraphStyle("tight", parent=self.body, spaceAfter=2, alignment=TA_LEFT)
        self.hanging = ParagraphStyle("hanging", parent=self.tight, leftIndent=12, firstLineIndent=-12)


def make_plan(content: Content, design: Design) -> bytes:
    """A plan as a PDF; the same content and design give the same bytes."""
    styles = _Styles(design)
    width, height = landscape(A4) if design.landscape else A4
    buffer = io.BytesIO()
    document = BaseDocTemplate(buffer, pagesize=(width, height), invariant=1, pageCompression=0)
    gap, margin = 22, 56
    column = (width - 2 * margin - (design.columns - 1) * gap) / design.columns
    frames = [
        Frame(margin + at * (column + gap), margin, column, height - 2 * margin, 0, 0, 0, 0, id=f"c{at}")
        for at in range(design.columns)
    ]
    document.addPageTemplates(
        [
            PageTemplate(
                "cover", [Frame(margin, margin, width - 2 * margin, height - 2 * margin)], onPageEnd=_foot(design)
            ),
            PageTemplate("inner", frames, onPageEnd=_running(content, design, width, height)),
        ]
    )
    story: list[Flowable] = _cover(content, design) if design.cover else [NextPageTemplate("inner"), FrameBreak()]
    if not design.cover:
        document.pageTemplates.reverse()
        story = [Paragraph(escape(content.title), styles.heading), Paragraph(escape(content.publisher), styles.body)]
    document.build([*story, *_inner(content, design, styles, column)])
    return _turned_and_cropped(buffer.getvalue(), design)


def _running(
    content: Content, design: Design, width: float, height: float
) -> Callable[[Canvas, BaseDocTemplate], None]:
    def draw(canvas: Canvas, document: BaseDocTemplate) -> None:
        if design.running:
            texts = design.running.format(title=content.title, page=document.page, pages=9, acronym=content.acronym)
            header, _, footer = texts.partition("|")
            canvas.setFont(design.font, 8)
            canvas.drawString(56, height - 30, header)
            canvas.drawRightString(width - 56, 28, footer)

    return draw


def _foot(design: Design) -> Callable[[Canvas, BaseDocTemplate], None]:
    def draw(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont(design.font, 7)
        canvas.drawString(50, 30, design.cover_footer)

    return draw


def _cover(content: Content, design: Design) -> list[Flowable]:
    name = content.cover_name if content.cover_name is not None else content.publisher.upper()
    large = ParagraphStyle("large", fontName="Helvetica-Bold", fontSize=34, leading=40)
    small = ParagraphStyle("small", fontName="Helvetica", fontSize=14, leading=18)
    lines = [Paragraph(escape(name), small)] if name else []
    return [
        *lines,
        Spacer(1, 150),
        Paragraph("<br/>".join(escape(content.title.upper()).split()), large),
        NextPageTemplate("inner"),
        PageBreak(),
    ]


def _inner(content: Content, design: Design, styles: _Styles, width: float) -> list[Flowable]:
    head = _heading(design, styles)
    story: list[Flowable] = _contents(content, design, styles, width) if design.contents else []
    note = '<super size="6">1</super>' if design.footnotes else ""
    story += [head("Introduction", 1)]
    story += [Paragraph(escape(text) + note, styles.body) for text in content.introduction]
    if content.principles:
        story += [head(design.principles_heading, 2), Paragraph("These principles guide all that we do.", styles.body)]
        story += _list(content.principles, design, styles)
    if content.purposes:
        story += [
            head(design.purposes_heading, 3),
            Paragraph("All activities serve one or more of these.", styles.body),
        ]
        story += PURPOSES[design.purposes](content.purposes, design, styles, width)
    if content.areas:
        story += [head(design.areas_heading, 4), Paragraph("Work is gathered under these headings.", styles.body)]
        for number, (title, text) in enumerate(content.areas, 1):
            name = f"{design.area_label} {number}: {escape(title)}"
            if design.areas == "run-in":
                story += [Paragraph(f"<b>{name}.</b> {escape(text)}", styles.body)]
            else:
                story += [Paragraph(name, styles.label), Paragraph(escape(text), styles.body)]
    story += [head("Reporting", 5), Paragraph(escape(content.closing), styles.body)] if content.closing else []
    if content.glossary:
        story += [
            head(design.glossary_heading, 6),
            *GLOSSARIES[design.glossary](content.glossary, design, styles, width),
        ]
    return story


def _contents(content: Content, design: Design, styles: _Styles, width: float) -> list[Flowable]:
    names = [design.principles_heading, design.purposes_heading, *_names(content.purposes, design)]
    names += [design.areas_heading, design.glossary_heading]
    rows = [[Paragraph(escape(name), styles.tight), str(page)] for page, name in enumerate(names, 2)]
    return [_heading(design, styles)("Contents", 0), Table(rows, colWidths=[width - 30, 30]), PageBreak()]


def _heading(design: Design, styles: _Styles) -> Callable[[str, int], Flowable]:
    def head(text: str, number: int) -> Flowable:
        text = text.upper() if design.caps else text
        text = "   ".join(" ".join(word) for word in text.split()) if design.spaced else text
        numbered = f"{number}. {text}" if design.numbered else text
        return Paragraph(escape(numbered).replace("   ", "&nbsp;&nbsp;&nbsp;"), styles.heading)

    return head


class _Dot(Flowable):
    """A round bullet that is drawn, before the line below it."""

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return (0, 0)

    def draw(self) -> None:
        self.canv.circle(6, -7, 1.8, stroke=0, fill=1)


def _list(items: tuple[str, ...], design: Design, styles: _Styles) -> list[Flowable]:
    if design.bullet == "drawn":
        close = ParagraphStyle("close", parent=styles.tight, leftIndent=16, spaceAfter=0)
        return [part for item in items for part in (_Dot(), Paragraph(escape(item), close))]
    if design.bullet == "1.":
        return [Paragraph(f"{number}. {escape(item)}", styles.hanging) for number, item in enumerate(items, 1)]
    if design.bullet == "boxes":
        boxed = [Paragraph(escape(item), styles.tight) for item in items] + [""] * (len(items) % 2)
        look = TableStyle([("LEFTPADDING", (0, 0), (-1, -1), 10), ("BOTTOMPADDING", (0, 0), (-1, -1), 20)])
        return [Table([boxed[at : at + 2] for at in range(0, len(boxed), 2)], style=look)]
    if design.bullet == "indent":
        indented = ParagraphStyle("indented", parent=styles.tight, leftIndent=18, spaceAfter=6)
        return [Paragraph(escape(item), indented) for item in items]
    paragraphs = [Paragraph(escape(item), styles.tight) for item in items]
    return [ListFlowable(paragraphs, bulletType="bullet", start=design.bullet, leftIndent=16, bulletFontSize=9)]


Pairs = tuple[tuple[str, str], ...]


def _names(pairs: Pairs, design: Design) -> list[str]:
    return [f"{design.purpose_label} {NUMBERS[design.number_style](number)}" for number in range(1, len(pairs) + 1)]


def _purpose_headings(pairs: Pairs, design: Design, styles: _Styles, width: float) -> list[Flowable]:
    story: list[Flowable] = []
    for name, (title, text) in zip(_names(pairs, design), pairs, strict=True):
        story += [
            Paragraph(escape(name + design.separator + title), styles.label),
            Paragraph(escape(text), styles.body),
        ]
    return story


def _purpose_lines(pairs: Pairs, design: Design, styles: _Styles, width: float) -> list[Flowable]:
    story: list[Flowable] = []
    for name, (title, text) in zip(_names(pairs, design), pairs, strict=True):
        story += [Paragraph(escape(name), styles.label), Paragraph(escape(title), styles.bold)]
        story += [Paragraph(escape(text), styles.body)]
    return story


def _purpose_plain(pairs: Pairs, design: Design, styles: _Styles, width: float) -> list[Flowable]:
    return [
        Paragraph(escape(name + design.separator + title), styles.body)
        for name, (title, _) in zip(_names(pairs, design), pairs, strict=True)
    ]


def _purpose_list(pairs: Pairs, design: Design, styles: _Styles, width: float) -> list[Flowable]:
    return [
        Paragraph(f"{number}. <b>{escape(title)}</b>{escape(design.separator)}{escape(text)}", styles.hanging)
        for number, (title, text) in enumerate(pairs, 1)
    ]


def _purpose_table(pairs: Pairs, design: Design, styles: _Styles, width: float) -> list[Flowable]:
    rows = [
        [
            Paragraph(escape(name), styles.bold),
            [Paragraph(escape(title), styles.bold), Paragraph(escape(text), styles.tight)],
        ]
        for name, (title, text) in zip(_names(pairs, design), pairs, strict=True)
    ]
    align = "MIDDLE" if design.purposes == "table-middle" else "TOP"
    look = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), align)])
    return [Table(rows, colWidths=[width * 0.24, width * 0.76], style=look)]


def _purpose_rows(pairs: Pairs, design: Design, styles: _Styles, width: float) -> list[Flowable]:
    prefix = "SO" if design.purposes == "codes" else ""
    rows = [
        [Paragraph(text, styles.tight) for text in (f"{prefix}{number}", escape(title), escape(text))]
        for number, (title, text) in enumerate(pairs, 1)
    ]
    header = [Paragraph(text, styles.bold) for text in ("No.", "Objective", "What it means")]
    align = "MIDDLE" if design.purposes == "rows-middle" else "TOP"
    look = TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), align)])
    return [Table([header, *rows], colWidths=[width * 0.1, width * 0.3, width * 0.6], style=look)]


def _purpose_numerals(pairs: Pairs, design: Design, styles: _Styles, width: float) -> list[Flowable]:
    large = ParagraphStyle("large", fontName="Helvetica-Bold", fontSize=24, leading=28)
    cells = [
        [Paragraph(str(number), large), Paragraph(escape(title), styles.bold), Paragraph(escape(text), styles.tight)]
        for number, (title, text) in enumerate(pairs, 1)
    ]
    look = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("RIGHTPADDING", (0, 0), (-1, -1), 12)])
    return [Table([cells], colWidths=[width / len(pairs)] * len(pairs), style=look)]


def _purpose_boxes(pairs: Pairs, design: Design, styles: _Styles, width: float) -> list[Flowable]:
    abreast = 2 if design.purposes == "boxes-2" else len(pairs)
    cells = [
        [
            Paragraph(escape(name), styles.label),
            Paragraph(escape(title), styles.bold),
            Paragraph(escape(text), styles.tight),
        ]
        for name, (title, text) in zip(_names(pairs, design), pairs, strict=True)
    ]
    rows = [cells[at : at + abreast] for at in range(0, len(cells), abreast)]
    rows[-1] += [""] * (abreast - len(rows[-1]))
    look = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("RIGHTPADDING", (0, 0), (-1, -1), 12),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 16),
        ]
    )
    return [Table(rows, colWidths=[width / abreast] * abreast, style=look)]


def _purpose_columns(pairs: Pairs, design: Design, styles: _Styles, width: float) -> list[Flowable]:
    rows = [
        [Paragraph(escape(name), styles.bold) for name in _names(pairs, design)],
        [Paragraph(escape(title), styles.bold) for title, _ in pairs],
        [Paragraph(escape(text), styles.tight) for _, text in pairs],
    ]
    look = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return [Table(rows, colWidths=[width / len(pairs)] * len(pairs), style=look)]


PURPOSES = {
    "columns": _purpose_columns,
    "rows-middle": _purpose_rows,
    "headings": _purpose_headings,
    "lines": _purpose_lines,
    "plain": _purpose_plain,
    "list": _purpose_list,
    "table": _purpose_table,
    "table-middle": _purpose_table,
    "rows": _purpose_rows,
    "codes": _purpose_rows,
    "numerals": _purpose_numerals,
    "boxes": _purpose_boxes,
    "boxes-2": _purpose_boxes,
}


def _inline(form: str) -> Callable[[Pairs, Design, _Styles, float], list[Flowable]]:
    def entries(pairs: Pairs, design: Design, styles: _Styles, width: float) -> list[Flowable]:
        return [Paragraph(form.format(escape(term), escape(text)), styles.hanging) for term, text in pairs]

    return entries


def _glossary_table(pairs: Pairs, design: Design, styles: _Styles, width: float) -> list[Flowable]:
    cells = [
        [
            Paragraph(escape(term), styles.bold if "bold" in design.glossary else styles.tight),
            Paragraph(escape(text), styles.tight),
        ]
        for term, text in pairs
    ]
    header = (
        [[Paragraph(escape(title), styles.bold) for title in design.glossary_header]] if design.glossary_header else []
    )
    align = "MIDDLE" if design.glossary == "table-middle" else "TOP"
    look = TableStyle([("VALIGN", (0, 0), (-1, -1), align)])
    if align == "MIDDLE":
        return [Table(cells, colWidths=[width * 0.09, width * 0.5], style=look)]
    if design.glossary.startswith("abreast"):
        half = (len(cells) + 1) // 2
        rows = [[*left, *right] for left, right in zip(cells[:half], [*cells[half:], ["", ""]], strict=False)]
        return [Table(rows, colWidths=[width * 0.13, width * 0.37] * 2, style=look)]
    return [Table([*header, *cells], colWidths=[width * 0.25, width * 0.75], style=look, repeatRows=len(header))]


def _glossary_hung(pairs: Pairs, design: Design, styles: _Styles, width: float) -> list[Flowable]:
    """Terms beside their text, but long ones above it."""
    rows: list[list[Flowable | str]] = []
    for term, text in pairs:
        cell = Paragraph(escape(text), styles.tight)
        name = Paragraph(escape(term), styles.tight)
        rows += [[name, ""], ["", cell]] if len(term) > 5 else [[name, cell]]
    spans = [("SPAN", (0, at), (1, at)) for at, row in enumerate(rows) if row[1] == ""]
    look = TableStyle(
        [
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            *spans,
        ]
    )
    return [Table(rows, colWidths=[40, width - 60], style=look)]


def _glossary_stacked(pairs: Pairs, design: Design, styles: _Styles, width: float) -> list[Flowable]:
    return [
        part
        for term, text in pairs
        for part in (Paragraph(escape(term), styles.bold), Paragraph(escape(text), styles.body))
    ]


GLOSSARIES: dict[str, Callable[[Pairs, Design, _Styles, float], list[Flowable]]] = {
    "colon": _inline("{}: {}"),
    "bold-colon": _inline("<b>{}:</b> {}"),
    "dash": _inline("{} – {}"),
    "em-dash": _inline("{} — {}"),
    "hyphen": _inline("<b>{}</b> - {}"),
    "leaders": _inline("{} ................ {}"),
    "leaders-apart": _inline("{} . . . . . . . . {}"),
    "equals": _inline("{} = {}"),
    "bold": _inline("<b>{}</b> {}"),
    "space": _inline("{} {}"),
    "tab": _inline("{}&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;{}"),
    "reversed": lambda pairs, design, styles, width: [
        Paragraph(escape(f"{text} ({term})"), styles.tight) for term, text in pairs
    ],
    "run-on": lambda pairs, design, styles, width: [
        Paragraph(escape("; ".join(f"{term}: {text}" for term, text in pairs) + "."), styles.body)
    ],
    "bullets": lambda pairs, design, styles, width: [
        Paragraph(escape(f"• {term}: {text}"), styles.hanging) for term, text in pairs
    ],
    "table": _glossary_table,
    "table-middle": _glossary_table,
    "hung": _glossary_hung,
    "table-bold": _glossary_table,
    "abreast": _glossary_table,
    "abreast-bold": _glossary_table,
    "stacked": _glossary_stacked,
}


def _turned_and_cropped(pdf: bytes, design: Design) -> bytes:
    """Set /Rotate, and a crop box within a larger sheet, on every page."""
    if not (design.rotation or design.crop):
        return pdf
    document = pdfium.PdfDocument(pdf)
    for page in document:
        left, bottom, right, top = page.get_mediabox()
        page.set_rotation(design.rotation)
        if design.crop:
            page.set_cropbox(left + design.crop, bottom + design.crop, right - design.crop, top - design.crop)
        page.close()
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()
