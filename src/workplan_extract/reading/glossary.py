"""The plan's glossary, however it is set: with colons, dashes or tabs, bold terms, as a table or term above text."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import pairwise

from workplan_extract.models import GlossaryEntry
from workplan_extract.reading.heading_words import heading_kind
from workplan_extract.reading.line_text import lines_to_text, words_to_text
from workplan_extract.reading.paragraphs import without_bullet
from workplan_extract.reading.sections import Part, children
from workplan_extract.reading.text_lines import MATE, Line

Entry = tuple[list[str], list[str]]
"""The printed lines of a term and of its expansion."""
Split = tuple[str, str]

_LEADER = re.compile(r"^(?:\s*(?:\.\s?){3,}|\s*…+|\s*_{3,})\s*")
_SEPARATED = re.compile(
    r"^(?P<term>\S(?:.{0,60}?\S)?)(?:\s*(?:\.\s?){4,}\s*|\s*…{2,}\s*|\s*(?::|=|\t)\s+|\s+[–—-]+\s+|\s*—\s*)(?P<expansion>\S.*)$"
)
_ACRONYM_FIRST = re.compile(r"^(?P<term>[A-Z][\w&/.-]*[A-Z][\w&/.-]*)\s+(?P<expansion>[A-Z\"“‘(].*)$")
_ACRONYM_LAST = re.compile(r"^(?P<expansion>\S.*?)\s*\((?P<term>[A-Z][\w&/.-]*(?: [A-Z][\w&/.-]*){0,3})\)[.;,]?$")
_LEADER_AFTER = re.compile(r"(?:\s*\.){3,}$|\s*…+$|\s*_{3,}$")
_LONGEST_TERM = 8
"""Words of the longest term."""


def read_glossary(parts: Sequence[Part], known: Container[str]) -> tuple[GlossaryEntry, ...]:
    """The entries of every part that is headed as a glossary, in printed order."""
    entries: list[Entry] = []
    for index, part in enumerate(parts):
        if part.kind == "glossary":
            lines = _glossary_lines(parts, index)
            entries += _in_alphabet(lines_to_entries(lines), lines)
    return _to_models(entries, known)


def fold_terms(parts: Sequence[Part], glossary: Sequence[GlossaryEntry]) -> list[Part]:
    """Terms set like headings are no sections: put them and their text back under the glossary's heading."""
    terms = {entry.acronym for entry in glossary}
    folded: list[Part] = []
    for part in parts:
        if folded and folded[-1].kind == "glossary" and part.heading.rstrip(" :–—-") in terms:
            folded[-1].lines.extend([*part.head, *part.lines])
        else:
            folded.append(part)
    return folded


def _glossary_lines(parts: Sequence[Part], index: int) -> list[Line]:
    lines = list(parts[index].lines)
    for child in children(parts, index) or _terms_after(parts, index):
        lines += [*child.head, *child.lines]
    return lines


def _terms_after(parts: Sequence[Part], index: int) -> Iterator[Part]:
    """Terms set like the glossary's own heading: short, with a line or two each, and in the order of the alphabet."""
    last = ""
    for part in parts[index + 1 :] if not parts[index].lines else ():
        if len(part.heading.split()) > _LONGEST_TERM or not 0 < len(part.lines) < 4 or part.heading.casefold() < last:
            return
        last = part.heading.casefold()
        yield part


def lines_to_entries(lines: Sequence[Line]) -> list[Entry]:
    """Lines under a glossary's heading → its entries, by the way of setting them that most lines follow."""
    whole = _whole_lines(lines)
    ways: list[list[Entry]] = [
        _table_entries(lines),
        _inline_entries(whole, _split_separated),
        _inline_entries(whole, _split_bold),
        _inline_entries(whole, _split_gap),
        _stacked_entries(lines),
        _hanging_entries(lines),
        _inline_entries(whole, _split_acronym_last),
        _inline_entries(whole, _split_acronym_first),
        _run_on_entries(lines),
    ]
    return max(ways, key=len, default=[])


def _in_alphabet(entries: list[Entry], lines: Sequence[Line]) -> list[Entry]:
    """Entries in columns abreast, row by row where that brings more of them into the order of the alphabet."""
    rest = list(lines)
    placed: list[tuple[Line, Entry]] = []
    for entry in entries:
        line = next((line for line in rest if entry[0] and line.text.startswith(entry[0][0])), None)
        if line is None:
            return entries
        rest.remove(line)
        placed.append((line, entry))
    by_row = [entry for _, entry in sorted(placed, key=lambda pair: _row_place(pair[0]))]
    return by_row if _out_of_order(by_row) < _out_of_order(entries) else entries


def _row_place(line: Line) -> tuple[int, int, float]:
    return line.page, round(line.base / MATE), line.x0


def _out_of_order(entries: Sequence[Entry]) -> int:
    """How many entries come before the one above them in the alphabet."""
    terms = [" ".join(term).casefold() for term, _ in entries]
    return sum(second < first for first, second in pairwise(terms))


def _whole_lines(lines: Sequence[Line]) -> list[Line]:
    """Lines with what stands beside them on the same baseline, as where a term is set a little apart from its text."""
    whole: list[Line] = []
    for line in lines:
        last = whole[-1] if whole else None
        if last and last.page == line.page and abs(line.base - last.base) < 1 and line.x0 > last.x1:
            whole[-1] = last._replace(words=(*last.words, *line.words), text=f"{last.text} {line.text}", x1=line.x1)
        else:
            whole.append(line)
    return whole


def _table_entries(lines: Sequence[Line]) -> list[Entry]:
    """Terms in a column of their own, or at least on one baseline with their expansions."""
    entries: list[Entry] = []
    term_is_open = False
    for line, following in pairwise([*lines, None]):
        if line is None:
            break
        if line.is_label or _stands_left_of(line, following):
            if not term_is_open:
                entries.append(([], []))
            entries[-1][0].append(line.text)
            term_is_open = True
        elif entries:
            entries[-1][1].append(line.text)
            term_is_open = False
        elif first := _split_acronym_first(line):  # a row alone on its page, of which the columns are not seen
            entries.append(([first[0]], [first[1]]))
    return [entry for entry in entries if entry[1]]


def _run_on_entries(lines: Sequence[Line]) -> list[Entry]:
    """Entries one after the other in a paragraph, with semicolons between."""
    text = " ".join(line.text for line in lines)
    matches = [_SEPARATED.match(piece.strip(" .")) for piece in text.split(";")]
    return [([match["term"]], [match["expansion"]]) for match in matches if match] if all(matches) else []


def _stands_left_of(line: Line, following: Line | None) -> bool:
    return following is not None and abs(following.base - line.base) < 2 and following.x0 > line.x1


def _inline_entries(lines: Sequence[Line], split: Callable[[Line], Split | None]) -> list[Entry]:
    """Terms and expansions on one line; a line that does not split goes on with the expansion above."""
    splits = [split(line) for line in lines]
    margin = _margin([line for line, found in zip(lines, splits, strict=True) if found])
    indents = _indents(lines, splits)
    entries: list[Entry] = []
    last: Line | None = None
    for line, following, found in zip(lines, [*lines[1:], None], splits, strict=False):
        if not found and following and _is_term_above(line, following, margin, indents):
            entries.append(([line.text], []))
        elif found and len(found[0].split()) <= _LONGEST_TERM and not _is_indented(line, margin):
            entries.append(([found[0]], [found[1]]))
        elif entries and last is not None and _carries_on(last, line):
            entries[-1][1].append(line.text)
        last = line
    return entries


def _indents(lines: Sequence[Line], splits: Sequence[Split | None]) -> set[int]:
    """Where, in whole points, expansions begin on three lines or more."""
    starts = Counter(
        round(line.words[len(found[0].split())].x0)
        for line, found in zip(lines, splits, strict=True)
        if found and len(found[0].split()) < len(line.words)
    )
    return {start for start, count in starts.items() if count > 2}


def _is_term_above(line: Line, following: Line, margin: dict[int, float], indents: set[int]) -> bool:
    """Whether a line is a term too long to stand beside its expansion, which begins below it where others do."""
    is_first = abs(margin.get(round(line.x0 / 100), -1.0) - line.x0) < 1 and len(line.words) <= _LONGEST_TERM
    is_below = following.page == line.page and 0 < following.base - line.base < 2 * line.style.size
    return is_first and is_below and following.x0 > line.x0 + 4 and round(following.x0) in indents


def _margin(lines: Sequence[Line]) -> dict[int, float]:
    """The left edge of the terms, by columns about 100 points wide."""
    edges: dict[int, float] = {}
    for line in lines:
        key = round(line.x0 / 100)
        edges[key] = min(edges.get(key, line.x0), line.x0)
    return edges


def _is_indented(line: Line, margin: dict[int, float]) -> bool:
    edge = margin.get(round(line.x0 / 100), line.x0)
    return 4 < line.x0 - edge < 50


def _carries_on(last: Line, line: Line) -> bool:
    return line.starts_flow or -2 < line.base - last.base < 1.6 * line.style.size


def _split_separated(line: Line) -> Split | None:
    match = _SEPARATED.match(without_bullet(line.text))
    return (match["term"], match["expansion"]) if match else None


def _split_bold(line: Line) -> Split | None:
    bold = [word.style.bold for word in line.words]
    count = bold.index(False) if False in bold else len(bold)
    return _split_at(line, count) if 0 < count < len(bold) and not any(bold[count:]) else None


def _split_gap(line: Line) -> Split | None:
    gaps = [(second.x0 - first.x1) / first.style.size for first, second in pairwise(line.words)]
    wide = next((index for index, gap in enumerate(gaps) if gap > 0.8), None)
    return _split_at(line, wide + 1) if wide is not None and max(gaps) == gaps[wide] else None


def _split_at(line: Line, count: int) -> Split:
    term, expansion = words_to_text(line.words[:count]), words_to_text(line.words[count:])
    return without_bullet(term).rstrip(" :=–—-"), expansion.lstrip(" :=–—-")


def _split_acronym_first(line: Line) -> Split | None:
    match = _ACRONYM_FIRST.match(without_bullet(line.text))
    return (match["term"], match["expansion"]) if match else None


def _split_acronym_last(line: Line) -> Split | None:
    match = _ACRONYM_LAST.match(without_bullet(line.text))
    return (match["term"], match["expansion"]) if match else None


def _stacked_entries(lines: Sequence[Line]) -> list[Entry]:
    """Terms in bold on lines of their own, expansions below."""
    entries: list[Entry] = []
    for line in lines:
        if all(word.style.bold for word in line.words):
            if not entries or entries[-1][1]:
                entries.append(([], []))
            entries[-1][0].append(line.text.rstrip(" :–—-"))
        elif entries:
            entries[-1][1].append(line.text)
    return [entry for entry in entries if entry[1]]


def _hanging_entries(lines: Sequence[Line]) -> list[Entry]:
    """Short terms at the margin, each with its text indented below it; none where one line does not fit."""
    margin = min((line.x0 for line in lines), default=0.0)
    entries: list[Entry] = []
    for line in lines:
        if not entries and len(line.words) > _LONGEST_TERM:
            continue  # a sentence that leads in
        if line.x0 < margin + 2:
            if (entries and not entries[-1][1]) or len(line.words) > _LONGEST_TERM:
                return []
            entries.append(([line.text], []))
        elif entries and line.x0 > margin + 6:
            entries[-1][1].append(line.text)
        else:
            return []
    return entries if entries and entries[-1][1] else []


def _to_models(entries: Sequence[Entry], known: Container[str]) -> tuple[GlossaryEntry, ...]:
    models: list[GlossaryEntry] = []
    for term_lines, expansion_lines in entries:
        term = _LEADER_AFTER.sub("", lines_to_text(term_lines, known).rstrip(" :=–—"))
        expansion = _LEADER.sub("", lines_to_text(expansion_lines, known)).lstrip(" :=–—").rstrip(" ;")
        if heading_kind(term) != "glossary_header" and expansion:
            models.append(GlossaryEntry(acronym=term, expansion=expansion))
    return tuple(models)
