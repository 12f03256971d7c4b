"""From a PDF to what is printed on it. The only home of pdfplumber and pypdfium2."""

from workplan_extract.reading.document import read_document

__all__ = ["read_document"]
