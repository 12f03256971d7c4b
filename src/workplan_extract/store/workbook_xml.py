"""The XML of a workbook: the least of Office Open XML (ECMA-376-1, 18) that tables need.

A library that can write all of it takes six times as long, which was a tenth of a whole run.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

CELL, HEADER, LONG = 1, 2, 3
"""Places in `STYLES`: text at its cell's top, bold over a line, and at the top in several lines."""

_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="xml" ContentType="{_TYPES}.worksheet+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
ROOT = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_FROZEN = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>'

_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_UNPRINTABLE = re.compile("[\0-\x08\x0b-\x1f\ufffe\uffff]")
_SPECIAL = re.compile("[\0-\x08\x0b-\x1f\ufffe\uffff&<>]|_x|^\\s|\\s$")
"""Whatever keeps a text from standing in XML as it is."""


class Sheet(NamedTuple):
    """A sheet of the workbook; one with columns has a filter over them, down to its last row."""

    name: str
    columns: int = 0
    last_row: int = 0


def sheet_part(number: int) -> str:
    """Where in the workbook's ZIP a sheet lies; the first is 1."""
    return f"xl/worksheets/sheet{number}.xml"


def sheet_start(columns: Iterable[tuple[int, int]], is_frozen: bool = False) -> str:
    """A sheet's XML before its rows: widths and styles of its columns, and whether the first row stays in sight."""
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}.7109375" style="{style}" customWidth="1"/>'
        for number, (width, style) in enumerate(columns, 1)
    )
    view = f'<sheetView workbookViewId="0">{_FROZEN * is_frozen}</sheetView>'
    return (
        f'{_DECLARED}<worksheet xmlns="{_MAIN}"><sheetViews>{view}</sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>'
    )


def row_to_xml(number: int, values: Iterable[object], styles: Sequence[int]) -> str:
    """A row, counted from 1: numbers as numbers, text as text, nothing where there is nothing."""
    cells = [
        f'<c r="{letters}{number}" s="{style}"><v>{value}</v></c>'
        if isinstance(value, (int, float))
        else f'<c r="{letters}{number}" s="{style}" t="inlineStr"><is>{text_to_xml(str(value))}</is></c>'
        for letters, value, style in zip(column_names(len(styles)), values, styles, strict=True)
        if value is not None and value != ""
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def text_to_xml(text: str) -> str:
    """A text in XML; a character that XML can't hold is written `_x000B_`, as Excel does."""
    if not _SPECIAL.search(text):
        return f"<t>{text}</t>"
    told_apart = _ESCAPED.sub(lambda found: f"_x005F{found[0]}", text)
    printable = _UNPRINTABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", told_apart)
    return f'<t xml:space="preserve">{escape(printable)}</t>'


def sheet_end(columns: int = 0, last_row: int = 0) -> str:
    """A sheet's XML after its rows."""
    filtered = f'<autoFilter ref="A1:{column_names(columns)[-1]}{max(last_row, 2)}"/>' if columns else ""
    return f"</sheetData>{filtered}</worksheet>"


@cache
def column_names(count: int) -> tuple[str, ...]:
    """`A`, …, `Z`, `AA`, …: the names of the first columns, at most 702."""
    letters = [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    return tuple([*letters, *(first + second for first in letters for second in letters)][:count])


def parts_around(title: str, sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    """The parts of a workbook besides its sheets, each with its place in the ZIP."""
    numbers = range(1, len(sheets) + 1)
    for name, content in (
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", ROOT),
        ("docProps/core.xml", _properties(title)),
        ("xl/styles.xml", STYLES),
        ("xl/workbook.xml", _workbook(sheets)),
        ("xl/_rels/workbook.xml.rels", _targets([f"worksheets/sheet{number}.xml" for number in numbers])),
    ):
        yield name, _DECLARED + content


def _properties(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
    )


def _workbook(sheets: Sequence[Sheet]) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    # Excel looks for a hidden name of each filter's range.
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">'
        f"{sheet.name}!$A$1:${column_names(sheet.columns)[-1]}${max(sheet.last_row, 2)}</definedName>"
        for place, sheet in enumerate(sheets)
        if sheet.columns
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets>'
        f"<definedNames>{filters}</definedNames></workbook>"
    )


def _targets(sheets: Sequence[str]) -> str:
    """Where the workbook's sheets and styles lie, in the order of their numbers."""
    targets = [*((path, "worksheet") for path in sheets), ("styles.xml", "styles")]
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{path}"/>'
        for number, (path, kind) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'
