"""Purposes, thematic areas and principles: numbered or listed items, each a title and what is said of it."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from workplan_extract.models import Principle, Purpose, ThematicArea
from workplan_extract.reading.heading_words import Kind
from workplan_extract.reading.line_text import lines_to_text
from workplan_extract.reading.paragraphs import (
    is_item_number,
    led_items,
    lines_to_items,
    lines_to_paragraphs,
    without_bullet,
)
from workplan_extract.reading.sections import Part, children
from workplan_extract.reading.text_lines import Line, printed_to_text

MOST_ITEMS = 15
"""A longer list is no list of purposes."""
_TITLE_AND_TEXT = re.compile(r"^(?P<title>[^.:]{3,90}?)\s*(?:[:.]|\s[–—-])\s+(?P<text>[A-Z].*)$")
_LIST_END = re.compile(r"\s*[;,](?:\s+and)?$")
_LEADING_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})+\.?\s+|^\(?(?:\d{1,2}|[A-Za-z]|[IVXivx]{1,4})[.):]\s+|^\d{1,2}\s+")


class Item(NamedTuple):
    """A title and what is said of it; `number` is 0 where none is printed."""

    title: str
    description: str
    number: int = 0


def read_purposes(parts: Sequence[Part], leading: float, known: Container[str]) -> tuple[Purpose, ...]:
    """The purposes in the order of their numbers, counted from 1; none where the plan prints none."""
    items = _read_items(parts, "purposes", leading, known)
    return tuple(
        Purpose(number=item.number or position, title=item.title, description=item.description)
        for position, item in enumerate(items, 1)
    )


def read_thematic_areas(parts: Sequence[Part], leading: float, known: Container[str]) -> tuple[ThematicArea, ...]:
    """The thematic areas in the order of their numbers; none where the plan prints none."""
    items = _read_items(parts, "thematic_areas", leading, known)
    return tuple(
        ThematicArea(number=item.number or position, title=item.title, description=item.description)
        for position, item in enumerate(items, 1)
    )


def read_principles(parts: Sequence[Part], leading: float, known: Container[str]) -> tuple[Principle, ...]:
    """The list under a heading of that kind; a principle with a heading of its own is that heading and its text."""
    for index, part in enumerate(parts):
        if part.kind == "principles":
            items = led_items(part.lines, leading) or lines_to_items(part.lines, leading)
            texts = [_LIST_END.sub("", without_bullet(printed_to_text(item, known))) for item in items]
            texts = texts or [": ".join(filter(None, item[:2])) for item in _headed(parts, index, known)]
            if texts:
                return tuple(Principle(position=position, text=text) for position, text in enumerate(texts, 1))
    labelled = _labelled(parts, "principles", leading, known)
    texts = [": ".join(filter(None, item[:2])) for item in labelled]
    return tuple(Principle(position=position, text=text) for position, text in enumerate(texts, 1))


def _read_items(parts: Sequence[Part], kind: Kind, leading: float, known: Container[str]) -> list[Item]:
    return _labelled(parts, kind, leading, known) or _under_heading(parts, kind, leading, known)


def _labelled(parts: Sequence[Part], kind: Kind, leading: float, known: Container[str]) -> list[Item]:
    """Items with labels (`Purpose 1: …`), of the first label that counts from 1, without a gap if it can be."""
    by_label: dict[str, dict[int, Item]] = {}
    for index, part in enumerate(parts):
        label = part.label
        if label is not None and label.kind == kind:
            item = _labelled_item(parts, index, label.rest, leading, known)
            numbers = by_label.setdefault(label.label, {})
            if label.number not in numbers or len(item.description) > len(numbers[label.number].description):
                numbers[label.number] = item
    series = Counter(re.sub(r" \d+\.$", "", label) for label in by_label)
    alone = {label for label in by_label if series[re.sub(r" \d+\.$", "", label)] == 1}  # else parts of other items
    by_label = {label: numbers for label, numbers in by_label.items() if label in alone or label[-1] != "."}
    groups = [numbers for numbers in by_label.values() if len(numbers) > 1 and min(numbers) == 1]
    whole = next((numbers for numbers in groups if max(numbers) == len(numbers)), None)
    numbers = whole or max(groups, key=len, default={})
    return [numbers[number]._replace(number=number) for number in sorted(numbers)]


def _labelled_item(parts: Sequence[Part], index: int, title: str, leading: float, known: Container[str]) -> Item:
    part = parts[index]
    lines = _own_lines(part)
    if title:
        below = [line for child in children(parts, index) if not child.label for line in [*child.head, *child.lines]]
        return Item(title.rstrip(" .:"), printed_to_text(lines or below, known))
    return _title_and_text(lines, leading, known)


def _own_lines(part: Part) -> list[Line]:
    """The lines under a heading, up to where text further left begins again, as it does below a box or table."""
    if not part.lines or not any(line.is_label for line in part.head):
        return part.lines
    left = min(part.head[-1].x0 + 1, part.lines[0].x0 - 10) if part.head[-1].is_label else part.lines[0].x0 - 10
    for index, line in enumerate(part.lines):
        if line.x0 < left or (line.x0 < part.lines[0].x0 - 10 and not line.starts_flow):
            return part.lines[:index]
    return part.lines


def _title_and_text(lines: Sequence[Line], leading: float, known: Container[str]) -> Item:
    """Lines of an item → its title, told by its look or as a short first paragraph, and the rest."""
    if not lines:
        return Item("", "")
    if cell := _next_cell(lines):
        return Item(printed_to_text(lines[:cell], known), printed_to_text(lines[cell:], known))
    plain = lines[-1].style
    count = next((index for index, line in enumerate(lines) if line.style == plain), 0)
    is_styled = 0 < count < len(lines) and (lines[0].style.bold, lines[0].style.size, lines[0].style.colour) != (
        plain.bold,
        plain.size,
        plain.colour,
    )
    if is_styled:
        return Item(printed_to_text(lines[:count], known), printed_to_text(lines[count:], known))
    paragraphs = lines_to_paragraphs(lines, leading)
    first = printed_to_text(paragraphs[0], known)
    if len(paragraphs) == 1:
        return _split_text(first)
    if len(first.split()) <= 14 and not first.endswith("."):
        return Item(first, printed_to_text([line for paragraph in paragraphs[1:] for line in paragraph], known))
    return Item("", printed_to_text(lines, known))


def _next_cell(lines: Sequence[Line]) -> int:
    """Where the next cell of a table's row begins, 0 for none: lines that start again at the first one's height."""
    for at in range(1, len(lines)):
        if lines[at].page != lines[0].page or lines[at].starts_flow:
            return 0
        if lines[at].base < lines[at - 1].base + 2 and lines[at].x0 > lines[0].x0:
            return at
    return 0


def _split_text(text: str) -> Item:
    """An item on one line → its title and text, where a colon, dash or full stop parts them."""
    match = _TITLE_AND_TEXT.match(text)
    if match:
        return Item(match["title"], match["text"])
    return Item(text, "") if len(text.split()) <= 20 else Item("", text)


def _under_heading(parts: Sequence[Part], kind: Kind, leading: float, known: Container[str]) -> list[Item]:
    """Items without labels: headings below one of this kind, or the list or table under it."""
    for index, part in enumerate(parts):
        if part.kind == kind:
            items = (
                _headed(parts, index, known)
                or (_tabled(part.lines, known) if _has_terms(part.lines) else [])
                or [_item_of_list(item, leading, known) for item in led_items(part.lines, leading)]
                or [_item_of_list(item, leading, known) for item in lines_to_items(part.lines, leading)]
                or _tabled(part.lines, known)
            )
            if 1 < len(items) <= MOST_ITEMS:
                return items
    return []


def _has_terms(lines: Sequence[Line]) -> bool:
    """Whether lines are a table with words, and not only numbers, in its first column."""
    return sum(line.is_label and not is_item_number(line) for line in lines) > 1


def _headed(parts: Sequence[Part], index: int, known: Container[str]) -> list[Item]:
    """The headings below a part, or those after it that are numbered from 1 where it is not."""
    below = children(parts, index)
    top = min((child.level for child in below), default=0)
    headed = [child for child in below if child.level == top] or list(_numbered_after(parts, index))
    items = [Item(_bare_title(child).rstrip(" ."), printed_to_text(_own_lines(child), known)) for child in headed]
    return items if len(items) > 1 else []


def _bare_title(part: Part) -> str:
    return part.label.rest if part.label else _LEADING_NUMBER.sub("", part.heading)


def _numbered_after(parts: Sequence[Part], index: int) -> Iterator[Part]:
    for number, part in enumerate(parts[index + 1 :], 1):
        if _LEADING_NUMBER.match(parts[index].heading) or not re.match(rf"\(?{number}[.): ]", part.heading):
            return
        yield part


def _tabled(lines: Sequence[Line], known: Container[str]) -> list[Item]:
    """The rows of a table: what is in its first column is the title. A bold first row over plain ones is a header."""
    rows: list[list[Line]] = []
    for line in lines:
        if line.is_label and not (rows and rows[-1][-1].is_label):
            rows.append([line])
        elif rows:
            rows[-1].append(line)
    if len(rows) > 1 and _is_bold(rows[0]) and not _is_bold(rows[1]):
        rows = rows[1:]
    return [
        Item(
            without_bullet(printed_to_text([line for line in row if line.is_label], known)),
            printed_to_text([line for line in row if not line.is_label], known),
        )
        for row in rows
    ]


def _is_bold(row: Sequence[Line]) -> bool:
    return all(word.style.bold for line in row for word in line.words)


def _item_of_list(item: Sequence[Line], leading: float, known: Container[str]) -> Item:
    """A list item or table row → its title, told by a cell, bold words or its look, and its text."""
    if cell := _next_cell(item):
        return Item(
            without_bullet(printed_to_text(item[:cell], known)).rstrip(" :."), printed_to_text(item[cell:], known)
        )
    bold = [word for word in item[0].words if word.style.bold]
    text = _LIST_END.sub("", without_bullet(printed_to_text(item, known)))
    if bold and not all(word.style.bold for line in item for word in line.words):
        lead = _bold_lead(item, known)
        if lead and text.startswith(lead):
            return Item(lead.rstrip(" :.–—-"), text[len(lead) :].lstrip(" :.–—-"))
    if len(item) > 1:
        titled = _title_and_text(item, leading, known)
        if titled.title and titled.description:
            return Item(without_bullet(titled.title).rstrip(" :."), titled.description)
    return _split_text(text)


def _bold_lead(item: Sequence[Line], known: Container[str]) -> str:
    """The bold words that an item begins with."""
    lead: list[str] = []
    for line in item:
        words = line.words
        count = next((index for index, word in enumerate(words) if not word.style.bold), len(words))
        skipped = 1 if count == 0 and not lead and len(words) > 1 else 0  # a bullet is seldom bold
        if skipped:
            count = next((index for index, word in enumerate(words) if index and not word.style.bold), len(words))
        lead.append(" ".join(word.text for word in words[skipped:count]))
        if count < len(words):
            break
    return without_bullet(lines_to_text(filter(None, lead), known))
