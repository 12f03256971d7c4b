"""Pages that show nothing because what the file says of them can't be decoded."""

import re
import zlib

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import stream_value

from workplan_extract.reading.opening import PARSER_ERRORS

NOISE = re.compile(rb"[\x01-\x08\x0e-\x1f\x7f-\xff]")


def is_unreadable(page: PDFPage) -> bool:
    """Whether a page that shows nothing has a description that is no page's: it does not unpack, or to noise.

    What draws nothing is plain ASCII (ISO 32000-1, 7.8.2): only texts and pictures hold other bytes.
    """
    try:
        streams = [stream_value(stream) for stream in page.contents]
        has_bytes = any(stream.get_rawdata() for stream in streams)
        data = b"".join(stream.get_data() for stream in streams)
    except (*PARSER_ERRORS, zlib.error):
        return True
    return (has_bytes and not data) or NOISE.search(data) is not None
