"""A PDF → its `Reading`: the order of the steps, from opening it to the tally."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2

from workplan_extract.errors import NoTableError, NoTextError, file_name
from workplan_extract.models import Document, Reading, Region, Remark, Row
from workplan_extract.reading.cell_text import KnownWords, lines_to_known
from workplan_extract.reading.column_witnesses import columns_remarks
from workplan_extract.reading.geometry import Box
from workplan_extract.reading.healing import WholeRow, parts_to_rows
from workplan_extract.reading.ink import Raster, page_to_raster
from workplan_extract.reading.leftovers import overlooked_pages, page_remarks, unread_remarks
from workplan_extract.reading.lines import words_to_lines
from workplan_extract.reading.look import Glance, document_to_glances, running_lines
from workplan_extract.reading.looks import Looks, doubted_colours, picture_kinds, texts_to_legend
from workplan_extract.reading.marks import signs_to_usage
from workplan_extract.reading.narrative import Narrative, read_narrative
from workplan_extract.reading.opening import PARSER_ERRORS, OpenPdf, load_pdf, naming_damage
from workplan_extract.reading.page import PageView, page_to_view
from workplan_extract.reading.parts import Line, Part
from workplan_extract.reading.period_doubts import period_remarks
from workplan_extract.reading.periods import Heading
from workplan_extract.reading.plan_year import Sources, find_plan_year
from workplan_extract.reading.purpose_columns import merge_purposes
from workplan_extract.reading.purpose_text import texts_to_purpose_words
from workplan_extract.reading.reading_rows import (
    ReadRow,
    Surroundings,
    cell_signs,
    cell_to_text,
    to_bbox,
    whole_row_to_row,
)
from workplan_extract.reading.signs import Sign
from workplan_extract.reading.tables import State, is_marked_table, page_to_parts
from workplan_extract.reading.tally import part_remarks, reconcile
from workplan_extract.reading.timing import Calendar, Written, are_halves
from workplan_extract.reading.unreadable import is_unreadable
from workplan_extract.reading.witnesses import rows_remarks
from workplan_extract.settings import DocumentSettings


@dataclass(frozen=True)
class _Tables:
    """The parts of all tables of activities, and the pages that were read for them."""

    parts: tuple[Part, ...]
    views: Mapping[int, PageView]
    remarks: tuple[Remark, ...]


def read_document(path: Path, settings: DocumentSettings = DocumentSettings()) -> Reading:  # noqa: B008
    """Read one plan.

    Args:
        path: the PDF.
        settings: what a maintainer rules for it; nothing needs to be.

    Raises:
        NotAPdfError, EncryptedError, NoTextError, NoTableError: it cannot be read; the message says why.
    """
    source = load_pdf(path)
    pdf = source.pdf
    try:
        glances = document_to_glances(path, pdf)
        if not any(glance.text.strip() for glance in glances):
            raise NoTextError(path, "no page has a text layer", "run an OCR over it first: it seems to be a scan")
        tables = find_tables(source, glances, settings)
        if not any(part.rows for part in tables.parts):
            raise NoTableError(
                path, "no table of activities was found", "name its pages and columns in a TOML file beside it"
            )
        narrative = read_narrative(pdf, table_regions(tables.parts), settings)
        rasters = _render(pdf, sorted({part.view.number for part in tables.parts}))
        pictures = picture_kinds(pdf, tables.parts)
    finally:
        pdf.close()
    return _to_reading(_Read(path, source, glances, tables, narrative, rasters, pictures), settings)


def find_tables(source: OpenPdf, glances: Sequence[Glance], settings: DocumentSettings) -> _Tables:
    """Parse the pages that may hold tables of activities, and those that may go on from one, in order.

    What the tables found are titled with may stand on pages that looked like none: those are parsed, too.
    """
    with _opened_by_pdfplumber(source) as plumber:
        pages = _Pages(source, plumber, glances, {})
        tables = _pages_to_tables(pages, settings, frozenset())
        more = frozenset() if settings.pages is not None else overlooked_pages(glances, tables.parts, pages.views)
        return _pages_to_tables(pages, settings, more) if more else tables


@dataclass(frozen=True)
class _Pages:
    """An open document, and what was parsed of it."""

    source: OpenPdf
    plumber: pdfplumber.pdf.PDF
    glances: Sequence[Glance]
    views: dict[int, PageView]

    def view(self, number: int) -> PageView:
        """A page, parsed once."""
        if number not in self.views:
            with naming_damage(self.source.path, number):
                page = self.plumber.pages[number - 1]
                self.views[number] = page_to_view(page)
                page.close()
        return self.views[number]


def _pages_to_tables(pages: _Pages, settings: DocumentSettings, also: frozenset[int]) -> _Tables:
    """The tables on the pages that look like it, and on those named besides."""
    running = running_lines(pages.glances)
    state = State()
    parts: list[Part] = []
    views: dict[int, PageView] = {}
    remarks: list[Remark] = []
    for glance in pages.glances:
        remarks += _unreadable_remarks(pages.plumber, glance)
        if not (_is_wanted(glance, state, settings) or glance.number in also):
            state = replace(state, open_parts=())
            continue
        view = pages.view(glance.number)
        before = state
        found, state = page_to_parts(view, state, running, settings)
        remarks += page_remarks(view, before.open_parts, found, running)
        if found:
            views[glance.number] = view
        parts += found
    if settings.pages is None:
        remarks += unread_remarks(pages.glances, parts, views)
    kept = firm_parts(parts)
    left_out = [part for part in parts if part not in kept]
    return _Tables(tuple(kept), views, (*remarks, *map(_left_out_remark, left_out)))


def firm_parts(parts: Sequence[Part]) -> list[Part]:
    """Tables with marks or under a period; those of words alone only where a plan has no other."""
    firm = [part for part in parts if is_marked_table(part.columns) or any(row.heading for row in part.rows)]
    return firm or list(parts)


def _left_out_remark(part: Part) -> Remark:
    titles = ", ".join(column.title for column in part.columns)
    return Remark(code="table-left-out", message=f"its columns are {titles}", page=part.view.number)


@contextmanager
def _opened_by_pdfplumber(source: OpenPdf) -> Iterator[pdfplumber.pdf.PDF]:
    with naming_damage(source.path, None):
        plumber = pdfplumber.open(BytesIO(source.data), password="")
    try:
        yield plumber
    finally:
        # Closing lists the pages again, which fails where it has failed before; that has been said then.
        with suppress(*PARSER_ERRORS):
            plumber.close()


def _unreadable_remarks(plumber: pdfplumber.pdf.PDF, glance: Glance) -> list[Remark]:
    """An empty page is doubted where its description, which is there, can't be decoded."""
    if not glance.is_empty or not is_unreadable(plumber.pages[glance.number - 1].page_obj):
        return []
    message = "the page's description can't be decoded, so that nothing of it can be read"
    return [Remark(code="page-unreadable", message=message, page=glance.number)]


def _is_wanted(glance: Glance, state: State, settings: DocumentSettings) -> bool:
    if settings.pages is not None:
        return glance.number in settings.pages
    return glance.may_hold_table or bool(state.open_parts)


def table_regions(parts: Sequence[Part]) -> tuple[Region, ...]:
    """The tables with their headers, as a reader sees them on the page."""
    regions = []
    for part in parts:
        top = min([part.box.top, *(word.box.top for word in part.header_words)])
        box = Box(part.box.x0, top, part.box.x1, part.box.bottom)
        words = [w.box for w in part.header_words]
        wide = Box(min([box.x0, *(b.x0 for b in words)]), top, max([box.x1, *(b.x1 for b in words)]), box.bottom)
        regions.append(Region(page=part.view.number, bbox=to_bbox(part.view.to_reader(wide))))
    return tuple(regions)


def _render(pdf: pypdfium2.PdfDocument, numbers: Sequence[int]) -> dict[int, Raster]:
    pdf.init_forms()
    rasters = {}
    for number in numbers:
        page = pdf[number - 1]
        rasters[number] = page_to_raster(page)
        page.close()
    return rasters


@dataclass(frozen=True)
class _Read:
    """All that was read from the pages of one PDF."""

    path: Path
    source: OpenPdf
    glances: Sequence[Glance]
    tables: _Tables
    narrative: Narrative
    rasters: Mapping[int, Raster]
    pictures: Mapping[str, str]
    """Kinds of the small pictures in tick columns, by their look."""


def _to_reading(found: _Read, settings: DocumentSettings) -> Reading:
    source, tables, narrative = found.source, found.tables, found.narrative
    wholes = tables_to_rows(tables.parts)
    plan_year = find_plan_year(_year_sources(found.glances, tables, wholes, narrative), settings.first_month)
    year = settings.year or plan_year.year or narrative.year
    calendar = Calendar(plan_year.first_month, None if plan_year.is_unknown else year, not plan_year.is_unknown)
    around = _to_surroundings(found, wholes, calendar, _to_looks(found, wholes, settings))
    read = [whole_row_to_row(whole, around) for whole in wholes]
    rows, row_remarks = _place_rows(read)
    columns = [part.columns for part in tables.parts]
    purposes, purpose_remarks = merge_purposes(narrative.purposes, columns, around.purposes)
    remarks = (
        *source.remarks,
        *narrative.remarks,
        *purpose_remarks,
        *(plan_year.remarks if year else ()),  # without a year there are no dates
        *_without_period(read),
        *period_remarks(_headings(wholes), plan_year.first_month, rows),
        *_unread_purposes(tables.parts, around),
        *row_remarks,
        *tables.remarks,
        *part_remarks(tables.parts),
        *columns_remarks(tables.parts),
        *rows_remarks(wholes, rows, tables.parts),
    )
    return Reading(
        document=_to_document(found.path, source, narrative, year),
        purposes=purposes,
        rows=rows,
        glossary=narrative.glossary,
        thematic_areas=narrative.thematic_areas,
        principles=narrative.principles,
        sections=narrative.sections,
        reconciliation=reconcile(len(found.glances), tables.parts, wholes, read),
        remarks=remarks,
    )


def _to_surroundings(found: _Read, wholes: Sequence[WholeRow], calendar: Calendar, looks: Looks) -> Surroundings:
    """What the decisions on all rows have in common."""
    known = lines_to_known((glance.text for glance in found.glances), _cells(wholes))
    titles = {purpose.number: purpose.title for purpose in found.narrative.purposes}
    return Surroundings(
        views=found.tables.views,
        rasters=found.rasters,
        looks=looks,
        usage=signs_to_usage(_tick_cells(wholes, looks)),
        known=known,
        calendar=replace(calendar, by_halves=are_halves(_written(wholes, "time", known), calendar)),
        purposes=texts_to_purpose_words((cell.text for cell in _written(wholes, "purposes", known)), titles),
    )


def _to_looks(found: _Read, wholes: Sequence[WholeRow], settings: DocumentSettings) -> Looks:
    """What the document's marks mean that tell it by their look alone."""
    numbers = set(found.tables.views)
    legend = texts_to_legend(glance.text for glance in found.glances if glance.number in numbers)
    ruled = {mark: "tick" if state == "ticked" else "no" for mark, state in settings.marks.items()}
    looks = Looks(found.pictures, legend, ruled)
    marks = [
        (column.title, row, sign)
        for row, whole in enumerate(wholes)
        for column in whole.columns
        if column.is_ticks
        for fragment in whole.fragments
        for sign in cell_signs(fragment, column, looks)
    ]
    return replace(looks, doubted=doubted_colours(marks))


def _tick_cells(wholes: Sequence[WholeRow], looks: Looks) -> list[list[list[Sign]]]:
    """The marks of every tick cell, over page breaks; by rows, and in them by purposes and periods."""
    return [
        [
            [sign for fragment in whole.fragments for sign in cell_signs(fragment, column, looks)]
            for column in whole.columns
            if column.is_ticks and column.is_period == is_period
        ]
        for whole in wholes
        for is_period in (False, True)
    ]


def _written(wholes: Sequence[WholeRow], kind: str, known: KnownWords) -> list[Written]:
    """The cells of the columns that say in words what marks say elsewhere."""
    return [
        Written(column.title, cell_to_text(whole, place, known))
        for whole in wholes
        for place, column in enumerate(whole.columns)
        if column.kind == kind
    ]


def _year_sources(
    glances: Sequence[Glance], tables: _Tables, wholes: Sequence[WholeRow], narrative: Narrative
) -> Sources:
    return Sources(
        headings=_headings(wholes),
        columns=[column for part in tables.parts for column in part.columns],
        title=narrative.title,
        prose=[glance.text for glance in glances if glance.number not in tables.views],
        beside=[_page_text(glance, tables.views) for glance in glances if glance.number in tables.views],
    )


def _headings(wholes: Sequence[WholeRow]) -> list[Heading]:
    return [fragment.heading for whole in wholes for fragment in whole.fragments if fragment.heading]


def _page_text(glance: Glance, views: Mapping[int, PageView]) -> str:
    """A page's text; pdfium gives letter by letter what a matrix turns."""
    view = views[glance.number]
    if not view.frame.turn:
        return glance.text
    return "\n".join(" ".join(word.text for word in line) for line in words_to_lines(view.words))


def _cells(wholes: Sequence[WholeRow]) -> list[list[Line]]:
    """The lines of every cell of text, over page breaks."""
    places = [(whole, place) for whole in wholes for place, column in enumerate(whole.columns) if not column.is_ticks]
    return [[line for part in whole.fragments for line in part.lines.get(place, ())] for whole, place in places]


def tables_to_rows(parts: Sequence[Part]) -> list[WholeRow]:
    """All rows, table by table in the order in which the tables begin."""
    numbers = dict.fromkeys(part.table for part in parts)
    return [row for number in numbers for row in parts_to_rows([part for part in parts if part.table == number])]


def _unread_purposes(parts: Sequence[Part], around: Surroundings) -> list[Remark]:
    """A doubt where only a column of words could name the purposes, and it does not in a way that is known."""
    columns = [column for part in parts for column in part.columns]
    written = [column.title for column in columns if column.kind == "purposes"]
    if not written or around.purposes is not None or any(column.kind == "purpose" for column in columns):
        return []
    message = f"the column {written[0]!r} was not understood as naming purposes"
    return [Remark(code="purposes-differ", message=message)]


def _without_period(read: Sequence[ReadRow]) -> list[Remark]:
    """A doubt where rows stand under no period, and no column tells their time: a heading may not have been known."""
    bare = [one.row for one in read if one.is_headed and not one.row.quarters and one.row.period is None]
    if not bare:
        return []
    message = (
        f"{len(bare)} of {len(read)} activities stand under no quarter or half-year, the first: {bare[0].text[:60]!r}"
    )
    return [Remark(code="no-period", message=message, page=bare[0].regions[0].page)]


def _place_rows(read: Sequence[ReadRow]) -> tuple[tuple[Row, ...], list[Remark]]:
    """Count the rows within their periods; the remarks get the rows' places."""
    counts: dict[object, int] = {}
    rows: list[Row] = []
    remarks: list[Remark] = []
    over_plan = any(not entry.is_headed for entry in read)
    for index, entry in enumerate(read):
        key = None if over_plan else (entry.row.quarters, entry.row.period)
        counts[key] = counts.get(key, 0) + 1
        rows.append(entry.row.model_copy(update={"position": counts[key]}))
        remarks += [remark.model_copy(update={"row": index}) for remark in entry.remarks]
    return tuple(rows), remarks


def _to_document(path: Path, source: OpenPdf, narrative: Narrative, year: int | None) -> Document:
    name = narrative.publisher_acronym or narrative.publisher or path.stem
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "plan"
    return Document(
        id=f"{slug}-{year}" if year else slug,
        title=narrative.title,
        publisher=narrative.publisher,
        publisher_acronym=narrative.publisher_acronym,
        year=year,
        file=file_name(path),
        sha256=source.sha256,
        pages=source.pages,
    )
