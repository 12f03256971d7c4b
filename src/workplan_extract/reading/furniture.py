"""Running headers, footers and page numbers of a page."""

from collections.abc import Sequence
from itertools import pairwise

from workplan_extract.reading.geometry import Box, overlap, union
from workplan_extract.reading.lines import words_to_lines
from workplan_extract.reading.look import Running, masked
from workplan_extract.reading.page import PageView
from workplan_extract.reading.words import Word

SEPARATORS = frozenset("|–—-·•")
EDGE = 0.13
"""Share of a page's height, at its top and bottom, where running lines stand."""


def page_furniture(view: PageView, running: Running) -> frozenset[Word]:
    """Words of running headers and footers: set apart at the page's edge, and on other pages too or a page number.

    The first row of a page may be the first row of another page as well, so a line is furniture only where white space
    sets it apart and no rule runs down beside it.
    """
    lines = words_to_lines(view.words)
    boxes = [union(word.box for word in line) for line in lines]
    return frozenset(
        word
        for number, line in enumerate(lines)
        if _runs_on(line, running)
        and not _is_enclosed(view, boxes[number])
        and not _is_beside(boxes, number)
        and _is_at_edge(view, boxes, number)
        for word in line
    )


def _runs_on(line: Sequence[Word], running: Running) -> bool:
    text = "".join(word.text for word in line)
    return running.repeats(text) or _is_page_number(text) or _ends_with_page_number(line)


def _ends_with_page_number(line: Sequence[Word]) -> bool:
    """Whether a line ends, or begins, with a number that a dash or a bar sets apart: `Annual Workplan – 7`."""
    if len(line) < 3:
        return False
    ends = ((line[-1].text, line[-2].text), (line[0].text, line[1].text))
    return any(number.isdigit() and len(number) <= 3 and mark in SEPARATORS for number, mark in ends)


def _is_at_edge(view: PageView, boxes: Sequence[Box], number: int) -> bool:
    """Whether a line stands at the page's top or bottom, with a clear gap towards the middle."""
    box = boxes[number]
    if box.bottom < EDGE * view.height:
        return _is_apart(boxes[number:], box)
    return box.top > (1 - EDGE) * view.height and _is_apart(boxes[number::-1], box)


def _is_beside(boxes: Sequence[Box], number: int) -> bool:
    """Whether a line stands at the height of two others: a row's number, centred beside its text."""
    box = boxes[number]
    near = [*boxes[max(0, number - 2) : number], *boxes[number + 1 : number + 3]]
    return sum(overlap(box.top, box.bottom, other.top, other.bottom) > 0.2 * box.height for other in near) > 1


def _is_apart(boxes: Sequence[Box], edge: Box) -> bool:
    """Whether, going from the page's edge inwards, a clear gap follows within the first three lines."""
    gaps = [max(inner.top - outer.bottom, outer.top - inner.bottom) for outer, inner in pairwise(boxes[:4])]
    return len(boxes) < 4 or any(gap > 1.1 * edge.height for gap in gaps)


def _is_enclosed(view: PageView, box: Box) -> bool:
    """Whether rules run down on two sides of a line, as they do in a table."""
    beside = {
        rule.at < box.x0
        for rule in view.rules
        if rule.vertical and rule.start < box.y_mid < rule.end and rule.end - rule.start > box.height
    }
    return len(beside) == 2


def _is_page_number(text: str) -> bool:
    return masked(text).strip("-–—|[]()") in {"#", "#/#", "page#", "page#of#", "#of#", "p.#", "pg#", "page|#"}
