"""Open a PDF, or say why it cannot be read. What is damaged is mended if it can be, and said."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from workplan_extract.errors import EncryptedError, NotAPdfError
from workplan_extract.models import Remark
from workplan_extract.reading.damage import HEADER, HEADER_WITHIN, find_damage

AGAIN = "download or export it again"
PARSER_ERRORS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, TypeError, ValueError,
    PSException, PdfminerException, pypdfium2.PdfiumError,
)  # fmt: skip
"""What pdfminer, and what is under it, raises where a PDF is not as it should be."""


@dataclass(frozen=True)
class OpenPdf:
    """An open PDF, and the bytes that every parser is to read: one state of the file, mended where it was damaged."""

    path: Path
    pdf: pypdfium2.PdfDocument
    data: bytes
    sha256: str
    """Of the file as it is."""
    pages: int
    remarks: tuple[Remark, ...]


@contextmanager
def naming_damage(path: Path, page: int | None) -> Iterator[None]:
    """What a parser stumbles over in a PDF or on a page of it, said in our words.

    Raises:
        NotAPdfError: the parser can't go on.
    """
    try:
        yield
    except PARSER_ERRORS as error:
        words = " ".join(str(error).split())[:80]
        reason = f"it is damaged and cannot be read: {type(error).__name__}{f': {words}' if words else ''}"
        raise NotAPdfError(path, reason, AGAIN, page) from error


def open_pdf(path: Path) -> pypdfium2.PdfDocument:
    """The open document alone.

    Raises:
        NotAPdfError, EncryptedError: as `load_pdf`.
    """
    return load_pdf(path).pdf


def load_pdf(path: Path) -> OpenPdf:
    """Read the file once and open it with pypdfium2, with the empty user password where it is encrypted.

    Raises:
        NotAPdfError: no file, an empty one, no PDF, or one too damaged.
        EncryptedError: it needs a password.
    """
    raw = _read(path)
    damage = find_damage(raw)
    if damage.is_cut:
        raise NotAPdfError(path, "the PDF is not whole: it ends in the middle", AGAIN)
    pdf = _open(path, raw)
    noted = list(damage.noted)
    if pdfium.FPDF_GetSecurityHandlerRevision(pdf) != -1:
        noted.append("it is encrypted, and opens without a password")
    data = raw
    if damage.mended:
        data = _saved_anew(path, pdf)
        pdf.close()
        pdf = _open(path, data)
    remarks = [*_remarks("pdf-mended", damage.mended), *_remarks("pdf-noted", noted)]
    return OpenPdf(path, pdf, data, hashlib.sha256(raw).hexdigest(), len(pdf), tuple(remarks))


def _read(path: Path) -> bytes:
    """A file's bytes, if they may be those of a PDF."""
    if not path.is_file():
        reason = "it is a folder, or no ordinary file" if path.exists() else "there is no such file"
        raise NotAPdfError(path, reason, "name a PDF")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotAPdfError(path, f"the file cannot be read: {error.strerror or error}") from error
    if not data:
        raise NotAPdfError(path, "the file is empty", AGAIN)
    if HEADER not in data[:HEADER_WITHIN]:
        raise NotAPdfError(path, "the file is not a PDF", "export the plan as PDF")
    return data


def _open(path: Path, data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # A document without pages opens, and is refused by pypdfium2 with the code of whatever failed last.
        if _opens(data):
            raise NotAPdfError(path, "the PDF has no pages", AGAIN) from error
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            reason, advice = "the PDF is encrypted and needs a password", "save a copy without a password"
            raise EncryptedError(path, reason, advice) from error
        raise NotAPdfError(path, "the PDF is damaged and cannot be opened", AGAIN) from error


def _opens(data: bytes) -> bool:
    """Whether PDFium itself makes a document of the bytes, be it one of no pages."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if document:
        pdfium.FPDF_CloseDocument(document)
    return bool(document)


def _saved_anew(path: Path, pdf: pypdfium2.PdfDocument) -> bytes:
    """The document as pdfium writes what it could make of it, without encryption."""
    buffer = BytesIO()
    try:
        pdf.save(buffer, flags=pdfium.FPDF_REMOVE_SECURITY)
    except pypdfium2.PdfiumError as error:
        raise NotAPdfError(path, "the PDF is damaged and cannot be mended", AGAIN) from error
    return buffer.getvalue()


def _remarks(code: str, facts: Sequence[str]) -> list[Remark]:
    return [Remark(code=code, message=f"About the file: {fact}.") for fact in facts]
