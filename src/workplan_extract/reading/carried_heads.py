"""Cards abreast that a page's end cuts below their numbers: the numbers go with the texts overleaf."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from workplan_extract.reading.heading_words import parse_label
from workplan_extract.reading.text_lines import MATE, Line

_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Z]|[IVX]{1,4})[.)]?")


def carry_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Pages' lines in reading order → the same, with numbers or labels alone at a page's foot put over their texts."""
    carried = [list(lines) for lines in pages]
    for above, below in pairwise(carried):
        heads = _heads_at_end(above)
        starts = [place for place, line in enumerate(below) if line.starts_flow][: len(heads)]
        if len(heads) < 2 or not _stand_over(heads, [below[place] for place in starts]):
            continue
        del above[-len(heads) :]
        for place, head in reversed(list(zip(starts, heads, strict=True))):
            first = below[place]
            base = first.base - 1.3 * head.style.size
            below[place : place + 1] = [
                head._replace(page=first.page, base=base, starts_flow=True, right=first.right),
                first._replace(starts_flow=False),
            ]
    return carried


def _heads_at_end(lines: Sequence[Line]) -> list[Line]:
    """The numbers or labels side by side that a page ends with."""
    heads = list(takewhile(lambda line: _is_head(line) and abs(line.base - lines[-1].base) < MATE, reversed(lines)))
    return heads[::-1]


def _is_head(line: Line) -> bool:
    label = parse_label(line.text)
    return _NUMBER.fullmatch(line.text) is not None or (label is not None and not label.rest)


def _stand_over(heads: Sequence[Line], firsts: Sequence[Line]) -> bool:
    """Whether as many columns begin overleaf, at one height, where the heads stand or around their middle."""
    if len(firsts) < len(heads) or any(abs(line.base - firsts[0].base) > MATE for line in firsts):
        return False
    pairs = list(zip(heads, firsts, strict=True))
    return all(abs(head.x0 - first.x0) < 3 for head, first in pairs) or all(
        first.x0 - 3 < (head.x0 + head.x1) / 2 < first.x1 + 3 for head, first in pairs
    )
