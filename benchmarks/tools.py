"""The same files through other tools: `python -m benchmarks.tools TOOL PDF …` prints the cells of all tables as JSON.

Each is used as its documentation shows it. A tool that is not installed, or lacks what it needs, is left out.
"""

import importlib.util
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

Table = list[list[str]]


def pypdfium2_text(pdf: Path) -> Iterator[Table]:
    """The floor: the text of every page, and nothing else."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    yield []


def pdfplumber_pass(pdf: Path) -> Iterator[Table]:
    """A plain pass: tables and text of all pages."""
    import pdfplumber

    with pdfplumber.open(pdf) as document:
        for page in document.pages:
            yield from ([[cell or "" for cell in row] for row in table] for table in page.extract_tables())
            page.extract_text()


def pymupdf(pdf: Path) -> Iterator[Table]:
    """PyMuPDF's own finder of tables."""
    import pymupdf as fitz

    with fitz.open(pdf) as document:
        for page in document:
            page.get_text()
            yield from (
                [[cell or "" for cell in row] for row in table.extract()] for table in page.find_tables().tables
            )


def camelot(pdf: Path) -> Iterator[Table]:
    """Camelot, which looks for ruled tables."""
    import camelot as tool

    for table in tool.read_pdf(str(pdf), pages="all", flavor="lattice", suppress_stdout=True):
        yield table.df.values.tolist()


def tabula(pdf: Path) -> Iterator[Table]:
    """tabula, which runs on Java."""
    import tabula as tool

    for table in tool.read_pdf(pdf, pages="all", lattice=True, pandas_options={"header": None}, silent=True):
        yield table.fillna("").astype(str).values.tolist()


TOOLS: dict[str, Callable[[Path], Iterator[Table]]] = {
    "pypdfium2 text": pypdfium2_text,
    "pdfplumber": pdfplumber_pass,
    "PyMuPDF": pymupdf,
    "Camelot": camelot,
    "tabula": tabula,
}
NEEDS = {"PyMuPDF": "pymupdf", "Camelot": "camelot", "tabula": "tabula"}


def installed() -> list[str]:
    """The tools that are there."""
    found = [name for name in TOOLS if name not in NEEDS or importlib.util.find_spec(NEEDS[name])]
    return [name for name in found if name != "tabula" or shutil.which("java")]


def main() -> None:
    """The command line."""
    tool, *pdfs = sys.argv[1:]
    print(json.dumps({Path(pdf).name: list(TOOLS[tool](Path(pdf))) for pdf in pdfs}))


if __name__ == "__main__":
    main()
