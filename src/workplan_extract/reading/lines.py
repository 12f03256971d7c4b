"""Words → lines and phrases. A phrase is a stretch of a line with no gap, and no rule, that would part two cells."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from workplan_extract.reading.geometry import Box, union
from workplan_extract.reading.lexicon import text_to_furniture, without_figures
from workplan_extract.reading.words import Word

CELL_GAP = 1.5
"""White that parts two cells rather than two words, in font sizes."""


@dataclass(frozen=True)
class Phrase:
    """Words side by side, left to right; or, turned, one above the other as they read."""

    words: tuple[Word, ...]

    @cached_property
    def box(self) -> Box:
        """The box around all words."""
        return union(word.box for word in self.words)

    @cached_property
    def text(self) -> str:
        """The words, joined by spaces."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def size(self) -> float:
        """Font size of the first word."""
        return self.words[0].size


def words_to_lines(words: Iterable[Word], slack: float = 2.0) -> list[list[Word]]:
    """Upright words by baseline, top to bottom, each line left to right."""
    lines: list[list[Word]] = []
    for word in sorted((word for word in words if word.turn == 0), key=lambda word: word.baseline):
        if lines and word.baseline - lines[-1][-1].baseline <= slack and word.baseline - lines[-1][0].baseline <= 3:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.box.x0) for line in lines]


def line_to_phrases(
    line: Sequence[Word], gap: float = 0.8, parted: Callable[[Word, Word], bool] | None = None
) -> list[Phrase]:
    """Cut a line at gaps wider than `gap` font sizes, and wherever `parted` says that a rule stands between."""
    phrases: list[list[Word]] = []
    for word in line:
        last = phrases[-1][-1] if phrases else None
        if (
            last
            and word.box.x0 - last.box.x1 <= gap * max(last.size, word.size)
            and not (parted and parted(last, word))
        ):
            phrases[-1].append(word)
        else:
            phrases.append([word])
    return [Phrase(tuple(words)) for words in phrases]


def line_to_furniture(line: Sequence[Word]) -> str | None:
    """`total`, `note` or `continued` for a line that is no activity; notes run on, where a row's cells stand apart."""
    text = " ".join(word.text for word in line)
    kind = text_to_furniture(text)
    if kind == "total" or text_to_furniture(without_figures(text)) == "total":
        return "total"
    is_apart = any(b.box.x0 - a.box.x1 > CELL_GAP * a.size for a, b in pairwise(line) if not a.text.endswith(":"))
    return None if is_apart else kind


def turned_phrases(words: Iterable[Word]) -> list[Phrase]:
    """Turned words (titles that run up or down) as phrases, lines of one title side by side."""
    columns: list[list[Word]] = []
    for word in sorted((word for word in words if word.turn != 0), key=lambda word: word.box.x_mid):
        home = next((column for column in columns if _is_same_turned_line(column[-1], word)), None)
        if home is None:
            columns.append([word])
        else:
            home.append(word)
    return [Phrase(tuple(_in_turned_order(column))) for column in columns]


def _is_same_turned_line(a: Word, b: Word) -> bool:
    return a.turn == b.turn and abs(a.box.x_mid - b.box.x_mid) <= 0.45 * max(a.size, b.size)


def _in_turned_order(words: Sequence[Word]) -> list[Word]:
    upwards = words[0].turn == 90
    return sorted(words, key=lambda word: -word.box.bottom if upwards else word.box.top)
