"""The tally: what the page shows in the tables' areas against what went into rows."""

from collections.abc import Iterator, Sequence

from workplan_extract.models import Reconciliation, Remark
from workplan_extract.reading.geometry import Box
from workplan_extract.reading.healing import WholeRow
from workplan_extract.reading.lexicon import word_to_class
from workplan_extract.reading.parts import Part, RowDraft
from workplan_extract.reading.reading_rows import ReadRow
from workplan_extract.reading.signs import Sign
from workplan_extract.reading.words import Word

UNMISTAKABLE = frozenset({"tick", "box_tick", "box_cross", "cross"})


def part_area(part: Part) -> Box:
    """The area of a table's part on its page, its header included."""
    top = min([part.box.top, *(word.box.top for word in part.header_words)])
    return Box(part.box.x0, top, part.box.x1, part.box.bottom)


def taken_words(part: Part) -> set[Word]:
    """The words of a part that went into rows, header or marks, or were set aside by name."""
    in_rows = {word for row in part.rows for cell in row.lines.values() for line in cell for word in line}
    in_signs = {sign.word for sign in part.signs if sign.word is not None}
    return in_rows | in_signs | set(part.header_words) | part.aside_words


def area_words(part: Part) -> list[Word]:
    """All upright words whose middle lies in a part's area."""
    area = part_area(part)
    return [
        w for w in part.view.words if area.x0 <= w.box.x_mid <= area.x1 and area.top - 1 <= w.box.y_mid <= area.bottom
    ]


def lost_words(part: Part) -> list[Word]:
    """Words in a part's area that went nowhere."""
    taken = taken_words(part)
    return [word for word in area_words(part) if word not in taken]


def lost_signs(part: Part) -> list[Sign]:
    """Marks in a part's tick columns that stand in no row, and are no ornament of a period's heading."""
    headings = [box for box, _ in part.periods]
    apart = [
        sign
        for sign in part.signs
        if sign.kind != "none"
        and sign.word not in part.aside_words
        and not (sign.kind == "unknown" and any(box.top - 2 <= sign.box.y_mid <= box.bottom + 2 for box in headings))
    ]
    return [sign for sign in apart if not any(sign in row.signs for row in part.rows)]


def stray_marks(row: RowDraft, part: Part) -> list[Word]:
    """Check marks among a row's words: they should stand in a tick column."""
    return [
        word
        for place, lines in row.lines.items()
        if not part.columns[place].is_ticks
        for line in lines
        for word in line
        if word_to_class(word.text, word.font) in UNMISTAKABLE
    ]


def columns_of_marks(part: Part) -> list[str]:
    """Titles of columns that were taken for text, but whose cells hold little else than marks."""
    titles = []
    for place, column in enumerate(part.columns):
        cells = [[word for line in row.lines.get(place, ()) for word in line] for row in part.rows]
        kinds = [{kind for word in cell for kind in _word_to_classes(word)} for cell in cells if cell]
        marks = [found for found in kinds if None not in found]
        ticks = [found for found in marks if found != {"none"}]
        is_text = column.is_ticks or column.kind == "activity"
        if not is_text and len(marks) >= 2 and ticks and len(marks) >= 0.6 * len(kinds):
            titles.append(column.title)
    return titles


def _word_to_classes(word: Word) -> set[str | None]:
    """The classes of the marks that a word is, or is made of where marks of several columns run into one word."""
    whole = word_to_class(word.text, word.font)
    return {whole} if whole is not None else {word_to_class(letter, word.font) for letter in word.text}


def part_remarks(parts: Sequence[Part]) -> list[Remark]:
    """What the tally finds wrong in the parts."""
    return [remark for part in parts for remark in _remarks_of(part)]


def _remarks_of(part: Part) -> Iterator[Remark]:
    page = part.view.number
    if lost := lost_words(part):
        text = " ".join(word.text for word in lost)
        yield Remark(code="words-in-no-row", message=f"in no row: {text[:200]!r}", page=page)
    if signs := lost_signs(part):
        yield Remark(
            code="mark-in-no-row", message=f"{len(signs)} in no row, the first: {signs[0].evidence}", page=page
        )
    if part.beside:
        message = f"{len(part.beside)} beside the table, the first: {part.beside[0].evidence}"
        yield Remark(code="mark-in-no-column", message=message, page=page)
    for row in part.rows:
        for word in stray_marks(row, part):
            message = f"{word.text!r} stands beside the columns of marks, among other words"
            yield Remark(code="mark-in-no-column", message=message, page=page)
    for title in columns_of_marks(part):
        message = f"the column {title!r} holds marks, but was not taken for a purpose or a quarter"
        yield Remark(code="mark-in-no-column", message=message, page=page)
    if part.rival:
        message = f"the table below {part.rival[:80]!r} was read under the heading before it"
        yield Remark(code="period-carried", message=message, page=page)
    for text in part.doubted:
        yield Remark(code="line-in-doubt", message=f"left out, but not known: {text[:160]!r}", page=page)
    for text in part.left_out:
        yield Remark(code="line-left-out", message=f"taken for no activity: {text[:160]!r}", page=page)


def reconcile(pages: int, parts: Sequence[Part], wholes: Sequence[WholeRow], rows: Sequence[ReadRow]) -> Reconciliation:
    """Count pages, tables, rows, marks and words on both sides."""
    with_tables = sorted({part.view.number for part in parts})
    words = sum(len(area_words(part)) for part in parts)
    return Reconciliation(
        pages=pages,
        pages_with_tables=tuple(with_tables),
        pages_skipped=tuple(number for number in range(1, pages + 1) if number not in with_tables),
        tables=len(parts),
        tables_joined=len(parts) - len({part.table for part in parts}),
        rows=len(rows),
        rows_healed=sum(len(whole.fragments) > 1 for whole in wholes),
        marks_on_pages=sum(len(part.signs) for part in parts),
        ticks=sum(row.ticks for row in rows),
        unsure=sum(row.unsure for row in rows),
        words_in_tables=words,
        words_in_rows=words - sum(len(lost_words(part)) for part in parts),
    )
