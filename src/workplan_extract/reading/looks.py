"""What marks of one look mean in a document: small pictures by their shape, colours by their use, signs by a legend."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pypdfium2

from workplan_extract.reading.geometry import Box
from workplan_extract.reading.ink import box_to_levels
from workplan_extract.reading.lexicon import legend_meaning, text_to_class
from workplan_extract.reading.page import PageView
from workplan_extract.reading.parts import Part
from workplan_extract.reading.picture_shapes import levels_to_class
from workplan_extract.reading.signs import Sign
from workplan_extract.reading.words import Word

MOST_LOOKS = 60
"""Pictures that are looked at closely, at most; more are no marks."""
COLOURED = frozenset({"dot", "filled"})
"""Kinds of marks that colours may tell apart."""
FEWEST_ROWS = 3
"""Rows of several marks by which a colour is known to be the row's."""
LEGEND = re.compile(
    r"(?:^|[\s:(])(?P<sign>\S{1,3})\s*(?:=|:|–|—|-|means|indicates|denotes|stands for|marks)\s*(?P<words>[^=;|]+)"
)


@dataclass(frozen=True)
class Looks:
    """The kinds of pictures by their look, of printed signs by a legend, and the colours whose meaning is not known."""

    pictures: Mapping[str, str]
    legend: Mapping[str, str]
    ruled: Mapping[str, str]
    """What a maintainer rules of signs, by what is printed or by their look: `tick` or `no`."""
    doubted: frozenset[str] = frozenset()

    def kind_of(self, sign: Sign) -> Sign:
        """A sign with the kind that it has in this document."""
        ruled = self.ruled.get(sign.word.text if sign.word else sign.look)
        if ruled is not None:
            return replace(sign, kind=ruled, evidence=f"{sign.evidence}, as ruled")
        if sign.maker == "image":
            kind = self.pictures.get(sign.look, "unknown")
            sign = replace(sign, kind=kind, evidence=f"small image {sign.look}: {kind.replace('_', ' ')}")
        if sign.kind in COLOURED and sign.look in self.doubted:
            return replace(sign, kind="unknown", evidence=f"{sign.evidence} in {sign.look!r}, one of several")
        if sign.word is not None and sign.word.text in self.legend:
            return replace(sign, kind=self.legend[sign.word.text])
        return sign


def words_to_signs(words: Iterable[Word], looks: Looks) -> list[Sign]:
    """The words of a tick cell that are no known marks, but that a maintainer rules on."""
    return [
        Sign(word.box, "glyph", looks.ruled[word.text], f"text {word.text!r}, as ruled", word)
        for word in words
        if word.text in looks.ruled
    ]


def picture_kinds(pdf: pypdfium2.PdfDocument, parts: Sequence[Part]) -> dict[str, str]:
    """Look at one of each of the pictures in the tables' tick columns.

    Where one shows nothing that is known, it is a tick if it is the only mark there is; else what dots and crosses
    stand for is not known either.
    """
    first: dict[str, tuple[PageView, Box]] = {}
    for part in parts:
        for sign in part.signs:
            if sign.maker == "image" and len(first) < MOST_LOOKS:
                first.setdefault(sign.look, (part.view, sign.box))
    kinds = {}
    for look, (view, box) in first.items():
        page = pdf[view.number - 1]
        kinds[look] = levels_to_class(turned(box_to_levels(page, view.to_reader(box)), view.frame.turn))
        page.close()
    is_lone = len(kinds) == 1 and all(s.maker == "image" or s.kind == "none" for part in parts for s in part.signs)
    if is_lone:
        return {look: "tick" if kind == "unknown" else kind for look, kind in kinds.items()}
    if "unknown" in kinds.values():
        return {look: "unknown" if kind in {"dot", "cross"} else kind for look, kind in kinds.items()}
    return kinds


def turned(levels: list[list[int]], turn: int) -> list[list[int]]:
    """What a page shows of text that runs in a direction (90 upwards) → as it is upright."""
    for _ in range(turn // 90):
        levels = [list(column) for column in zip(*levels[::-1], strict=True)]
    return levels


def texts_to_legend(texts: Iterable[str]) -> dict[str, str]:
    """Lines such as `✓ = planned, ○ = tentative` → printed sign → `tick`, `no`, or `unknown` where it means a maybe."""
    legend: dict[str, str] = {}
    for line in (line for text in texts for line in text.splitlines() if len(line) < 200):
        for entry in re.split(r"[;|,]|\s{3,}", line):
            match = LEGEND.search(entry)
            meaning = legend_meaning(match["words"]) if match and text_to_class(match["sign"]) else None
            if match and meaning:
                legend.setdefault(match["sign"], meaning)
    return legend


Marked = tuple[str, int, Sign]
"""A sign with the name of its column and the number of its row."""


def doubted_colours(marks: Iterable[Marked]) -> frozenset[str]:
    """The colours of dots and filled cells, where there are several and neither column nor row settles which."""
    coloured = [mark for mark in marks if mark[2].kind in COLOURED]
    looks = frozenset(sign.look for _, _, sign in coloured)
    by_column, by_row = defaultdict(set), defaultdict(list)
    for column, row, sign in coloured:
        by_column[column].add(sign.look)
        by_row[row].append(sign.look)
    several = [found for found in by_row.values() if len(found) > 1]
    is_rows = len(several) >= FEWEST_ROWS and all(len(set(found)) == 1 for found in several)
    if len(looks) < 2 or is_rows or all(len(found) == 1 for found in by_column.values()):
        return frozenset()
    return looks
