"""PDFs that no workplan can be read from, made on the spot and reproducibly."""

from collections.abc import Callable
from io import BytesIO

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas


def drawn(draw: Callable[[Canvas], None], encrypt: StandardEncryption | None = None) -> bytes:
    """One A4 page drawn by `draw`."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=True, encrypt=encrypt)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def prose(canvas: Canvas) -> None:
    """A page of text without a table."""
    for line in range(12):
        canvas.drawString(72, 760 - 14 * line, "The office reports on its work to the members every year.")


def picture(canvas: Canvas) -> None:
    """A page with shapes and no text, as a scan has."""
    canvas.rect(72, 300, 400, 300, fill=1)


BROKEN = {
    "not a PDF": b"Dear all, please find attached the plan.\n" * 20,
    "empty": b"",
    "only a header": b"%PDF-1.7\n",
    "encrypted": drawn(prose, StandardEncryption("secret", ownerPassword="owner", strength=128)),
    "no table": drawn(prose),
    "no text": drawn(picture),
}
