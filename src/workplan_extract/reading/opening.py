"""Open a PDF, or say why it cannot be read."""

from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from workplan_extract.errors import EncryptedError, NotAPdfError


def open_pdf(path: Path) -> pypdfium2.PdfDocument:
    """Open with pypdfium2, with the empty user password where the file is encrypted.

    Raises:
        NotAPdfError: no file, an empty one, no PDF, or one too damaged.
        EncryptedError: it needs a password.
    """
    if not path.is_file():
        raise NotAPdfError(path, "there is no such file")
    data = path.read_bytes()
    if not data:
        raise NotAPdfError(path, "the file is empty", "download or export it again")
    if b"%PDF-" not in data[:1024]:
        raise NotAPdfError(path, "the file is not a PDF", "export the plan as PDF")
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedError(path, "the PDF is encrypted and needs a password", "save a copy without a password") from error
        raise NotAPdfError(path, "the PDF is damaged and cannot be opened", "download or export it again") from error
    if len(pdf) == 0:
        raise NotAPdfError(path, "the PDF has no pages", "download or export it again")
    return pdf
