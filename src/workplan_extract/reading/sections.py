"""From lines to the document's sections: every heading with the text under it."""

from collections.abc import Container, Sequence
from typing import NamedTuple

from workplan_extract.models import Section
from workplan_extract.reading.heading_words import Kind, Label, heading_kind, parse_label
from workplan_extract.reading.headings import BIGGER, lines_to_runs, split_run_in
from workplan_extract.reading.page_words import Style
from workplan_extract.reading.paragraphs import lines_to_paragraphs, paragraphs_to_text
from workplan_extract.reading.text_lines import Line, printed_to_text


class Part(NamedTuple):
    """A heading and the lines under it. The text before the first heading has an empty heading and level 1."""

    heading: str
    level: int
    page: int
    head: list[Line]
    lines: list[Line]

    @property
    def label(self) -> Label | None:
        """What the heading numbers, e.g. purpose 2."""
        return parse_label(self.heading)

    @property
    def kind(self) -> Kind | None:
        """What the heading's words say that the part holds."""
        return None if self.label else heading_kind(self.heading)


def lines_to_parts(lines: Sequence[Line], body: Style, leading: float, known: Container[str]) -> list[Part]:
    """Lines in reading order → the document's parts. A heading's level is one more than that of the last larger one."""
    parts: list[Part] = []
    for run in lines_to_runs(split_run_in(lines, body, leading), body, leading):
        if run.is_heading:
            text = printed_to_text(run.lines, known)
            parts.append(Part(text, 1, run.lines[0].page, run.lines, []))
        elif parts:
            parts[-1].lines.extend(run.lines)
        else:
            parts.append(Part("", 1, run.lines[0].page, [], list(run.lines)))
    return _join_contact(_with_levels(_join_labels(_join_preamble(parts)), body))


def _join_preamble(parts: list[Part]) -> list[Part]:
    """A line or two above the first page's heading, such as a publisher's name, stand under that heading."""
    if len(parts) < 2 or parts[0].heading or len(parts[0].lines) > 3 or parts[0].page != parts[1].page:
        return parts
    return [parts[1]._replace(lines=[*parts[0].lines, *parts[1].lines]), *parts[2:]]


def _with_levels(parts: Sequence[Part], body: Style) -> list[Part]:
    above: list[float] = []
    levelled: list[Part] = []
    for part in parts:
        size = _size(part, body)
        above = [*(other for other in above if other > size), size]
        levelled.append(part._replace(level=len(above)))
    return levelled


def _size(part: Part, body: Style) -> float:
    """A heading's size by half points; all that are no larger than the body text count as one."""
    sizes = (word.style.size for line in part.head for word in line.words)  # small capitals have large ones among them
    size = round(2 * max(sizes, default=0)) / 2
    return size if size >= BIGGER * body.size else 0.0


def _join_labels(parts: Sequence[Part]) -> list[Part]:
    """A label on a line of its own (`Purpose 1`) is one heading with the title that is printed under it."""
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        is_title = last and last.label and not last.label.rest and not last.lines
        if last and is_title and not part.label and part.kind is None and part.page - last.page <= 1:
            heading = f"{last.heading.rstrip(' :.–—-')}: {part.heading}"
            joined[-1] = Part(heading, last.level, last.page, [*last.head, *part.head], part.lines)
        else:
            joined.append(part)
    return joined


def _join_contact(parts: Sequence[Part]) -> list[Part]:
    """The names that stand out in an address are no headings of their own."""
    joined: list[Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last and last.kind == "contact" and part.level > last.level and part.kind is None and part.label is None:
            last.lines.extend([*part.head, *part.lines])
        else:
            joined.append(part)
    return joined


def children(parts: Sequence[Part], index: int) -> list[Part]:
    """The parts under a part: those that follow it at a deeper level."""
    found: list[Part] = []
    for part in parts[index + 1 :]:
        if part.level <= parts[index].level:
            break
        found.append(part)
    return found


def parts_to_sections(parts: Sequence[Part], title: str, leading: float, known: Container[str]) -> tuple[Section, ...]:
    """The parts as they are published; text before the first heading stands under the document's title."""
    return tuple(
        Section(
            position=position,
            heading=part.heading or title,
            level=part.level,
            text=paragraphs_to_text(lines_to_paragraphs(part.lines, leading), known),
            page=part.page,
        )
        for position, part in enumerate(parts, 1)
    )
