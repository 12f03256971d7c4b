"""A plan for 2023 by the publisher of the reference plan: five purposes, other partners, another design."""

import io
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

PUBLISHER = "Regional Support Office of the Bali Process"
# The fourth is new, so that outreach has another number than in 2022.
PURPOSES = (
    ("Responsive to Bali Process Members and Working Groups", "We deliver what our members and their groups ask for."),
    ("Operational Capacity Building", "We train the people who do the work, where they do it."),
    ("Policy Development and Promotion of Best Practice", "We help to write policies that hold in practice."),
    ("Regional Data and Analysis", "We collect figures that members share, and explain them."),
    ("Outreach, Engagement and Advocacy", "We tell others what the process does, and listen to them."),
)
GLOSSARY = (
    ("ILO", "International Labour Organization"),
    ("IOM", "International Organization for Migration"),
    ("JCLEC", "Jakarta Centre for Law Enforcement Cooperation"),
    ("PIDC", "Pacific Immigration Development Community"),
    ("UNHCR", "United Nations High Commissioner for Refugees"),
    ("UNODC", "United Nations Office on Drugs and Crime"),
)
RECURRING = (
    "In partnership with IOM, providing voluntary return and reintegration assistance to eligible migrants from "
    "Bali Process Member States"
)
Row = tuple[str, tuple[int, ...]]
QUARTERS: tuple[tuple[str, tuple[Row, ...]], ...] = (
    (
        "First Quarter: January to March",
        (
            (RECURRING, (1, 2, 3)),
            # Reworded since 2022: "a virtual" became "an online", and officials became officers.
            (
                "In partnership with JCLEC, delivery of an online training workshop on Addressing People Smuggling and "
                "Trafficking in Persons for Indonesian law enforcement officers",
                (2,),
            ),
            ("In partnership with the ILO, release of a Fair Recruitment Checklist for employers in Malaysia", (3, 5)),
            ("In partnership with NORLIGHT, delivery of a workshop on document fraud in Suva, Fiji", (2,)),
        ),
    ),
    (
        "Second Quarter: April to June",
        (
            # Moved: in the first quarter of 2022.
            ("In partnership with UNODC, delivery of Countering Smuggling of Migrants at Sea training", (2, 5)),
            ("Participation in the APCSS Comprehensive Security Cooperation Course", (5,)),
            ("Development of a regional database of returns, with a yearly report", (4,)),
            (RECURRING, (1, 2, 3)),
        ),
    ),
    (
        "Third Quarter: July to September",
        (
            ("In partnership with the PIDC, hosting of a roundtable on irregular migration in the Pacific", (1, 5)),
            ("Upon request from PIDC, delivery of a session on interviewing victims in Apia, Samoa", (1, 2)),
            ("In partnership with UNHCR, delivery of a webinar on statelessness for members", (3,)),
        ),
    ),
    (
        "Fourth Quarter: October to December",
        (
            ("Hosting the Bali Process RSO Members Engagement Function", (1, 5)),
            ("In partnership with the ILO and UNODC, hosting of a labour conference in Bangkok, Thailand", (1, 3, 5)),
            (RECURRING, (1, 2, 5)),
        ),
    ),
)  # fmt: skip
ACTIVITIES = sum(len(rows) for _, rows in QUARTERS)
TICKS = sum(len(ticks) for _, rows in QUARTERS for _, ticks in rows)

TEXT = ParagraphStyle("text", fontName="Times-Roman", fontSize=10, leading=13)
HEADING = ParagraphStyle("heading", parent=TEXT, fontName="Times-Bold", fontSize=16, leading=22, spaceAfter=8)
TITLE = ParagraphStyle("title", parent=HEADING, fontSize=30, leading=38)
HEADER = ParagraphStyle("header", parent=TEXT, fontName="Times-Bold")


def write_plan(path: Path) -> Path:
    """Write the PDF; the same bytes each time."""
    stream = io.BytesIO()
    document = SimpleDocTemplate(
        stream, pagesize=landscape(A4), leftMargin=22 * mm, rightMargin=22 * mm, title="Annual Workplan 2023",
        author=PUBLISHER, invariant=1,
    )  # fmt: skip
    document.build([*cover(), *purposes(), *quarters(), *glossary()])
    path.write_bytes(stream.getvalue())
    return path


def cover() -> list[Flowable]:
    return [
        Spacer(1, 60 * mm),
        Paragraph("Annual Workplan 2023", TITLE),
        Paragraph(f"{PUBLISHER} (RSO)", HEADING),
        PageBreak(),
    ]


def purposes() -> list[Flowable]:
    parts: list[Flowable] = [Paragraph("Strategic Purposes", HEADING)]
    for number, (title, text) in enumerate(PURPOSES, 1):
        parts += [Paragraph(f"<b>{number}. {title}</b>", TEXT), Paragraph(text, TEXT), Spacer(1, 8)]
    return [*parts, PageBreak()]


def quarters() -> list[Flowable]:
    return [part for title, rows in QUARTERS for part in (Paragraph(title, HEADING), table(rows), PageBreak())]


def table(rows: Sequence[Row]) -> Table:
    top = ["No.", "Activity", "Purpose", *[""] * (len(PURPOSES) - 1)]
    numbers = ["", "", *(str(number) for number in range(1, len(PURPOSES) + 1))]
    body = [
        [str(place), Paragraph(text, TEXT), *("X" if number in ticks else "" for number in range(1, len(PURPOSES) + 1))]
        for place, (text, ticks) in enumerate(rows, 1)
    ]
    cells = [[Paragraph(cell, HEADER) if cell else "" for cell in line] for line in (top, numbers)]
    style = TableStyle(
        [
            ("LINEBELOW", (0, 0), (-1, -1), 0.6, colors.HexColor("#7a8b99")),
            ("LINEABOVE", (0, 0), (-1, 0), 1.2, colors.HexColor("#24507a")),
            ("SPAN", (2, 0), (-1, 0)),
            ("ALIGN", (2, 0), (-1, -1), "CENTER"),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("BACKGROUND", (0, 0), (-1, 1), colors.HexColor("#e6eef5")),
        ]
    )
    return Table([*cells, *body], colWidths=[14 * mm, 150 * mm, *[15 * mm] * len(PURPOSES)], style=style, repeatRows=2)


def glossary() -> list[Flowable]:
    lines = [Paragraph(f"{acronym} – {expansion}", TEXT) for acronym, expansion in GLOSSARY]
    return [Paragraph("Acronyms", HEADING), *lines]
