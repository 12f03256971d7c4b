"""From a PDF to what is printed on it. The only home of pdfplumber and pypdfium2."""
