"""Which lines are headings: by size, weight, colour, capitals and the space above, against the document's body text."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from workplan_extract.reading.heading_words import heading_kind, is_known_heading, parse_label
from workplan_extract.reading.page_words import Style
from workplan_extract.reading.paragraphs import starts_item
from workplan_extract.reading.text_lines import Line, split_line

BIGGER = 1.12
"""Ratio to the body text's size from which a line is a heading by size alone."""
LONGEST = 200
"""Longest heading, in characters; larger text that is longer is a lead or a quotation."""
SAME_SIZE = 0.25
"""Sizes of one heading's lines may differ by so much, in points, as rounding or a stretched line makes them."""
_SENTENCE_END = re.compile(r"[.!?;,][\"'”’)]*$")
_ADDRESS = re.compile(r"https?://|www\.|\S+@\S+|^\W*@")
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\w{1,4}$|…{2,}\s*\w{1,4}$")
_ENDS_IN_PAGE = re.compile(r"\D\s\d{1,3}$")
_ONLY_PAGE = re.compile(r"\d{1,3}|[ivxl]{1,6}")
_LETTER = re.compile(r"[^\W\d_]")


Around = tuple[Line | None, Line | None]
"""The line before and the line after."""


class Run(NamedTuple):
    """Lines that are one heading, or one stretch of text."""

    is_heading: bool
    lines: list[Line]


class Setting(NamedTuple):
    """What a document's lines are measured against: body text, usual leading, and other styles that text is set in."""

    body: Style
    leading: float
    wordy: frozenset[Style]


def lines_to_runs(lines: Sequence[Line], body: Style, leading: float) -> list[Run]:
    """A document's lines → its headings and the text between them, in order."""
    setting = Setting(body, leading, _text_styles(lines, body))
    contents = contents_lines(lines)
    runs: list[Run] = []
    for index, line in enumerate(lines):
        around = lines[index - 1] if index else None, lines[index + 1] if index + 1 < len(lines) else None
        is_heading = index not in contents and _is_heading(line, around, runs, setting)
        if runs and runs[-1].is_heading == is_heading and (not is_heading or _goes_on(runs[-1].lines[-1], line)):
            runs[-1].lines.append(line)
        else:
            runs.append(Run(is_heading, [line]))
    return _merge_text([_settle(run) for run in runs])


def _is_heading(line: Line, around: Around, runs: Sequence[Run], setting: Setting) -> bool:
    if not _may_head(line, setting.body):
        return False
    is_large = _is_bigger(line, setting.body) and line.style not in setting.wordy
    return is_large or _is_set_off(line, around, runs, setting)


def split_run_in(lines: Sequence[Line], body: Style, leading: float) -> list[Line]:
    """Part a labelled heading that text runs on from (`Theme A: Gender. Half of …`) from that text.

    The heading ends with its bold words, else with a plain line's first sentence, else with the label itself.
    """
    split: list[Line] = []
    for last, line, following in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        is_lead = line.words[0].style.bold and not line.words[-1].style.bold
        if is_lead and split and last is split[-1] and _is_bold_label(split[-1]):
            split += split_line(line, _bold_count(line))
            continue
        opens = is_lead or _opens_block(last, line, leading) or (last is not None and _is_bigger(last, body))
        label = parse_label(line.text) if opens else None
        if label is None or not label.rest or not _has_mark(line.text, label.rest) or _is_bigger(line, body):
            split.append(line)
            continue
        count = _heading_words(line, label.rest, following, leading)
        split += split_line(line, count)
    return split


def _heading_words(line: Line, rest: str, following: Line | None, leading: float) -> int:
    """How many of a labelled line's words are its heading."""
    if line.words[0].style.bold:
        return _bold_count(line)
    own = len(line.words) - len(rest.split())
    for at in range(own, len(line.words) - 1):
        if line.words[at].text[-1] in ".:" and line.words[at + 1].text[:1].isupper():
            return at + 1
    runs_on = following is not None and not _opens_block(line, following, leading)
    return own if runs_on and not line.text.endswith(".") else len(line.words)


def _bold_count(line: Line) -> int:
    """How many words a line begins with in bold."""
    return next((index for index, word in enumerate(line.words) if not word.style.bold), len(line.words))


def _is_bold_label(line: Line) -> bool:
    return parse_label(line.text) is not None and all(word.style.bold for word in line.words)


def contents_lines(lines: Sequence[Line]) -> set[int]:
    """Which lines are entries of a table of contents: they end in a page number, with leaders or at the right edge."""
    found: set[int] = set()
    inside = False
    for index, line in enumerate(lines):
        if len(line.words) <= 4 and heading_kind(line.text) == "contents":
            inside = True
        elif _LEADER.search(line.text) or (inside and _is_entry(line, lines[index + 1 : index + 2])):
            found.add(index)
        elif inside and _LETTER.search(line.text):
            inside = bool(found) and _is_cut_entry(line, lines[index + 1 : index + 3])
            found |= {index} if inside else set()
        elif inside:
            found.add(index)
    return found


def _is_entry(line: Line, following: Sequence[Line]) -> bool:
    if _ENDS_IN_PAGE.search(line.text):
        return True
    return any(abs(other.base - line.base) < 3 and _ONLY_PAGE.fullmatch(other.text) for other in following)


def _is_cut_entry(line: Line, following: Sequence[Line]) -> bool:
    """Whether an entry of two lines begins here."""
    return any(other.style == line.style and _is_entry(other, []) for other in following)


def _may_head(line: Line, body: Style) -> bool:
    is_item = starts_item(line) and not (_is_bigger(line, body) or line.style.bold or line.is_dotted)
    if is_item or not _LETTER.search(line.text):
        return False
    return not _ADDRESS.search(line.text) and not (_is_beside(line) and parse_label(line.text) is None)


def _is_beside(line: Line) -> bool:
    """Whether a line is a cell of a two-column table on a baseline with its neighbour."""
    return line.is_label or line.has_mate


def _is_bigger(line: Line, body: Style) -> bool:
    return line.style.size >= BIGGER * body.size


def _text_styles(lines: Sequence[Line], body: Style) -> frozenset[Style]:
    """Large or coloured styles that sentences are set in, as in a table set larger than the text around it."""
    others = [line for line in lines if _is_bigger(line, body) or line.style.colour != body.colour]
    counts = Counter(line.style for line in others)
    ends = Counter(line.style for line in others if line.text.endswith(".") and _LETTER.search(line.text))
    return frozenset(style for style, count in ends.items() if count > 1 and count >= 0.12 * counts[style])


def _is_set_off(line: Line, around: Around, runs: Sequence[Run], setting: Setting) -> bool:
    """Whether a line of about the body's size is a heading by its look and its place."""
    last, following = around
    label = parse_label(line.text)
    known = label is not None and (not label.rest or _has_mark(line.text, label.rest))
    if not (known or _looks_apart(line, setting) or _is_known(line)):
        return False
    after_heading = bool(runs) and runs[-1].is_heading
    if after_heading and last is not None and _goes_on(last, line) and _same_look(last, line):
        return True
    if not (after_heading or _opens_block(last, line, setting.leading)):
        return False
    return known or not _runs_into(line, following, setting)


def _has_mark(text: str, rest: str) -> bool:
    return text[: len(text) - len(rest)].rstrip()[-1:] in ":.)|–—-"


def _is_known(line: Line) -> bool:
    return len(line.words) <= 6 and line.text[-1] != ":" and is_known_heading(line.text)


def _looks_apart(line: Line, setting: Setting) -> bool:
    body = setting.body
    if line.style.size < 0.8 * body.size or len(line.text) > LONGEST:
        return False
    letters = [word for word in line.words if _LETTER.search(word.text)]
    if not body.bold and all(word.style.bold for word in letters):
        return True
    colours = {word.style.colour for word in letters}
    if len(colours) == 1 and body.colour not in colours and line.style not in setting.wordy:
        return not _SENTENCE_END.search(line.text) and line.style.size >= 0.95 * body.size
    return line.text.isupper() and sum(len(word.text) for word in letters) > 5 and line.style.size >= 0.95 * body.size


def _opens_block(last: Line | None, line: Line, leading: float) -> bool:
    if last is None or line.starts_flow or line.page != last.page:
        return last is None or bool(_SENTENCE_END.search(last.text)) or line.words[0].text[:1].isupper()
    step = line.base - last.base
    return step > 1.15 * leading * last.style.size or bool(re.search(r"[.!?:;][\"'”’)]*$", last.text))


def _runs_into(line: Line, following: Line | None, setting: Setting) -> bool:
    """Whether the next line goes on with the sentence: then the line is bold text, or a paragraph's first words."""
    if _SENTENCE_END.search(line.text) and len(line.words) > 6:
        return True
    if following is None or following.starts_flow or _looks_apart(following, setting):
        return False
    return following.text[:1].islower() or abs(following.base - line.base) < 2


def _goes_on(last: Line, line: Line) -> bool:
    """Whether a heading goes on from one line to the next."""
    is_cut = line.page == last.page + 1 and last.text.count("(") > last.text.count(")")  # by a page's end
    if abs(last.style.size - line.style.size) > SAME_SIZE or last.is_label != line.is_label:
        return False
    if parse_label(line.text) is not None or (parse_label(last.text) or _NO_LABEL)[-1] == "":
        return False
    follows = not line.starts_flow and -1 < line.base - last.base < 1.75 * line.style.size
    return (is_cut or follows) and _same_look(last, line)


_NO_LABEL = ("no label",)


def _same_look(last: Line, line: Line) -> bool:
    weights = {word.style.bold for word in line.words} & {word.style.bold for word in last.words}
    return bool(weights) and line.style.colour == last.style.colour


def _settle(run: Run) -> Run:
    """A run of large text that is too long for a heading is text."""
    text = " ".join(line.text for line in run.lines)
    is_sentence = bool(re.search(r"[.,;]$", text)) and len(text.split()) > 12 and parse_label(text) is None
    return Run(run.is_heading and len(text) <= LONGEST and not is_sentence, run.lines)


def _merge_text(runs: Sequence[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        if merged and not run.is_heading and not merged[-1].is_heading:
            merged[-1].lines.extend(run.lines)
        else:
            merged.append(Run(run.is_heading, list(run.lines)))
    return merged
