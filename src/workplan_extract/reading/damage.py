"""What is wrong with a PDF as a file: its header, its end and its table of objects. Pure.

Readers of PDF mend such things in silence, each in its own way; a person should know of it. Where to look is laid down
in ISO 32000-1, 7.5: header, body of objects, cross-reference table and trailer.
"""

import re
from typing import NamedTuple

HEADER = b"%PDF-"
HEADER_WITHIN = 1024
"""Bytes from the start in which readers look for the header."""
CHECKED_ENTRIES = 200
"""Entries of the cross-reference table that are compared with the objects they lead to."""

OBJECT = re.compile(rb"\s*\d+\s+\d+\s+obj\b")
END = re.compile(rb"startxref\s+(\d{1,12})\s*(?:%%EOF|$)")
SECTION = re.compile(rb"\s*(\d{1,8})\s+(\d{1,8})\s*[\r\n]+")
ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])\s*")


class Damage(NamedTuple):
    """What a file shows: whether it is cut off, what had to be mended, and what is worth knowing."""

    is_cut: bool
    mended: tuple[str, ...]
    noted: tuple[str, ...]


def find_damage(data: bytes) -> Damage:
    """The bytes of a PDF → what is wrong with them. The header must be there."""
    header = data.find(HEADER, 0, HEADER_WITHIN)
    mended = [f"{header} bytes of junk stand before its header"] if header > 0 else []
    ends = list(END.finditer(data))
    last = ends[-1] if ends else None
    if last is None or _has_object_begun(data, last.end()):
        if _has_object_begun(data, data.rfind(b"endobj")):
            return Damage(is_cut=True, mended=(), noted=())
        mended.append("it does not end as a PDF does")
    elif not _leads_to_objects(data, int(last[1]), header):
        mended.append("its table of objects leads to wrong places")
    revisions = len(ends) if b"/Linearized" not in data[:HEADER_WITHIN] else 1
    noted = (
        (f"it was changed {revisions - 1} times after it was made; the last state is read",) if revisions > 1 else ()
    )
    return Damage(is_cut=False, mended=tuple(mended), noted=noted)


def _has_object_begun(data: bytes, start: int) -> bool:
    """Whether an object begins after a place that should be the end of the last one."""
    return re.compile(rb"\b\d+\s+\d+\s+obj\b").search(data, max(0, start)) is not None


def _leads_to_objects(data: bytes, offset: int, header: int) -> bool:
    """Whether the cross-reference section is where it should be, and its entries lead to objects.

    Offsets count from the header or from the start of the file; both are found in practice.
    """
    return any(_is_section(data, offset + base, base) for base in {0, header})


def _is_section(data: bytes, place: int, base: int) -> bool:
    if OBJECT.match(data, place):
        return True  # a cross-reference stream: its entries are compressed, and what is wrong in it fails to load
    if not data.startswith(b"xref", place):
        return False
    return all(OBJECT.match(data, base + offset) for offset in _entries(data, place + len(b"xref")))


def _entries(data: bytes, place: int) -> list[int]:
    """Offsets of objects in use, from the first entries of a table."""
    offsets: list[int] = []
    while len(offsets) < CHECKED_ENTRIES and (section := SECTION.match(data, place)):
        place = section.end()
        for _ in range(min(int(section[2]), CHECKED_ENTRIES)):
            if not (entry := ENTRY.match(data, place)):
                return offsets
            place = entry.end()
            if entry[3] == b"n":
                offsets.append(int(entry[1]))
    return offsets
