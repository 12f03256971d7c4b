"""A font that is named like one of the standard 14, with widths and ligatures of its own."""

from io import BytesIO

import pdfplumber

from workplan_extract.reading.page import page_to_view

DRAWING = b"BT /F1 10 Tf 50 700 Td (tra\x8ccking v) Tj 44.8 0 Td (ictims) Tj ET"


def _to_pdf(widths: str) -> bytes:
    """A page that prints `trafficking victims` in two pieces, the `ffi` in one glyph 8 points wide."""
    font = f"/Type /Font /Subtype /Type1 /BaseFont /Times-Roman {widths} /Encoding << /Differences [140 /ffi] >>"
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(DRAWING)} >>\nstream\n{DRAWING.decode('latin-1')}\nendstream",
        f"<< {font} >>",
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF"
    return data + end.encode()


def _words(widths: str) -> list[str]:
    with pdfplumber.open(BytesIO(_to_pdf(widths))) as pdf:
        return [word.text for word in page_to_view(pdf.pages[0]).words]


def test_letters_are_spaced_by_the_widths_that_the_pdf_gives() -> None:
    letters = " ".join(["400"] * 108 + ["800"])
    assert _words(f"/FirstChar 32 /LastChar 140 /Widths [{letters}]") == ["trafficking", "victims"]


def test_without_widths_the_standard_ones_are_taken() -> None:
    assert "".join(_words("")) == "trafficking victims".replace(" ", "")
