"""What came against what should have come: right, wrong but flagged, or wrong in silence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from tests.factory.plan import Case, ExpectedRow
from workplan_extract.errors import DocumentError
from workplan_extract.models import Reading, Remark, Row
from workplan_extract.vocabulary.findings import finding_kinds

BULLETS = re.compile(r"(^|\s)[•▪‣◦](\s|$)")
# Doubts about the document as a whole that excuse no wrong row.
ELSEWHERE = {"title-not-found", "publisher-not-found", "year-not-found", "no-glossary", "likely-misprint"}


class Outcome(Enum):
    """How a case went, best first."""

    RIGHT = "right"
    DOUBTED = "right, but doubted"
    FLAGGED = "wrong, flagged"
    WRONG = "WRONG, UNFLAGGED"


@dataclass(frozen=True)
class Problem:
    """One difference."""

    where: str
    what: str
    flagged: bool

    def __str__(self) -> str:
        return f"{'flagged' if self.flagged else 'SILENT'}: {self.where}: {self.what}"


@dataclass(frozen=True)
class Verdict:
    """The outcome of one case with its differences."""

    name: str
    outcome: Outcome
    problems: tuple[Problem, ...] = ()
    doubts: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = [f"{self.name}: {self.outcome.value}", *map(str, self.problems), *(f"doubt: {d}" for d in self.doubts)]
        return "\n  ".join(lines)


def normal(text: str) -> str:
    """Text for comparison: a list's bullet may be kept or dropped, and case is that of the page."""
    return " ".join(BULLETS.sub(" ", text).split())


def warnings(remarks: Iterable[Remark]) -> list[Remark]:
    """Remarks that make a person look: those at level warning or error."""
    kinds = finding_kinds()
    return [r for r in remarks if r.code not in ELSEWHERE and (r.code not in kinds or kinds[r.code].level != "info")]


def _is_flagged(remarks: list[Remark], row: int | None, pages: Iterable[int]) -> bool:
    about = set(pages)
    return any((r.row is not None and r.row == row) or (r.row is None and r.page in about) for r in remarks)


def _ticked(row: Row) -> tuple[int, ...]:
    return tuple(sorted(mark.purpose for mark in row.marks if mark.state == "ticked"))


def _unsure(row: Row) -> set[int]:
    return {mark.purpose for mark in row.marks if mark.state == "unsure"}


def _differences(want: ExpectedRow, row: Row) -> list[tuple[str, bool]]:
    """(what differs, whether an unsure mark says so) of one row."""
    found: list[tuple[str, bool]] = []

    def compare(name: str, expected: object, got: object, *, unsure: bool = False) -> None:
        if expected != got:
            found.append((f"{name}: expected {expected!r}, got {got!r}", unsure))

    compare("text", normal(want.text), normal(row.text))
    ticks, doubt = _ticked(row), _unsure(row)
    compare("purposes", want.purposes, ticks, unsure=set(want.purposes) ^ set(ticks) <= doubt)
    unsure_quarters = {mark.quarter for mark in row.quarter_marks if mark.state == "unsure"}
    compare("quarters", want.quarters, row.quarters, unsure=set(want.quarters) ^ set(row.quarters) <= unsure_quarters)
    compare("period", want.period, row.period)
    compare("position", want.position, row.position)
    pages = tuple(region.page for region in row.regions)
    if want.page is not None:
        compare("page", want.page, pages[0] if pages else None)
    if want.pages:
        compare("pages", want.pages, tuple(dict.fromkeys(pages)))
    for name, expected, got in (("starts_on", want.starts_on, row.starts_on), ("ends_on", want.ends_on, row.ends_on)):
        if got is not None and expected is not None and not doubt and not unsure_quarters:
            compare(name, expected, got)
    compare("columns", _columns(want.columns), _columns((c.kind, c.title, c.text) for c in row.columns))
    return found


def _columns(columns: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    dashes = {"–", "-", "—"}
    texts = ((kind, title.casefold(), "" if text in dashes else normal(text)) for kind, title, text in columns)
    return sorted(texts)


def _pairs(want: tuple[ExpectedRow, ...], got: tuple[Row, ...]) -> list[tuple[int | None, int | None]]:
    """Which expected row answers to which read row, by their texts where the numbers differ."""
    if len(want) == len(got):
        return [(i, i) for i in range(len(want))]
    matcher = SequenceMatcher(None, [normal(w.text) for w in want], [normal(g.text) for g in got], autojunk=False)
    pairs: list[tuple[int | None, int | None]] = []
    for _, a0, a1, b0, b1 in matcher.get_opcodes():
        both = min(a1 - a0, b1 - b0)
        pairs += [(a0 + i, b0 + i) for i in range(both)]
        pairs += [(i, None) for i in range(a0 + both, a1)] + [(None, j) for j in range(b0 + both, b1)]
    return pairs


def _row_problems(case: Case, reading: Reading, remarks: list[Remark]) -> list[Problem]:
    problems = []
    for i, j in _pairs(case.rows, reading.rows):
        if i is None or j is None:
            problems.append(_lone(case, reading, remarks, i, j))
            continue
        row = reading.rows[j]
        pages = {region.page for region in row.regions} | set(case.rows[i].pages)
        flagged = _is_flagged(remarks, j, pages)
        where = f"row {i + 1} on page {case.rows[i].page} ({case.rows[i].text[:30]}…)"
        problems += [Problem(where, what, flagged or unsure) for what, unsure in _differences(case.rows[i], row)]
    return problems


def _lone(case: Case, reading: Reading, remarks: list[Remark], i: int | None, j: int | None) -> Problem:
    """A row that is missing or too many; a doubt about the whole document covers it, too."""
    whole = any(r.page is None and r.row is None for r in remarks)
    if i is not None:
        want = case.rows[i]
        pages = want.pages or ((want.page,) if want.page else ())
        return Problem(
            f"row {i + 1} on page {want.page}", f"missing: {want.text!r}", whole or _is_flagged(remarks, None, pages)
        )
    row = reading.rows[j or 0]
    pages = tuple(region.page for region in row.regions)
    return Problem(f"read row {(j or 0) + 1}", f"too many: {row.text!r}", whole or _is_flagged(remarks, j, pages))


def judge(case: Case, reading: Reading) -> Verdict:
    """Compare a reading with the expectation, field by field."""
    remarks = warnings(reading.remarks)
    problems = _row_problems(case, reading, remarks)
    numbers = tuple(purpose.number for purpose in reading.purposes)
    if case.purposes and numbers != tuple(range(1, case.purposes + 1)):
        problems.append(Problem("purposes", f"expected 1 to {case.purposes}, got {numbers}", bool(remarks)))
    unsure = [
        f"row {n}: unsure {mark.evidence}"
        for n, row in enumerate(reading.rows, 1)
        for marks in (row.marks, row.quarter_marks)
        for mark in marks
        if mark.state == "unsure"
    ]
    doubts = (*(f"{r.code}: {r.message} (page {r.page}, row {r.row})" for r in remarks), *unsure)
    return Verdict(case.name, _outcome(problems, doubts), tuple(problems), doubts)


def _outcome(problems: list[Problem], doubts: tuple[str, ...]) -> Outcome:
    if not problems:
        return Outcome.DOUBTED if doubts else Outcome.RIGHT
    return Outcome.FLAGGED if all(problem.flagged for problem in problems) else Outcome.WRONG


def refusal(case: Case, error: DocumentError) -> Verdict:
    """The verdict on a document that was refused: nothing was read, and a person is told so."""
    return Verdict(case.name, Outcome.FLAGGED, (Problem("document", f"refused: {error}", flagged=True),))
