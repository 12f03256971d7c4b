"""A sentence as the rules see it: its words with their forms and offsets, apart from spaCy's `Doc`."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from workplan_extract.vocabulary.words import word_to_norm

Shape = Literal["acronym", "capital", "lower", "number", "mark"]


class Line(NamedTuple):
    """Words of a sentence, one list a property; a span of it is a pair of word numbers, end exclusive."""

    text: str
    words: list[str]
    norms: list[str]
    shapes: list[Shape]
    starts: list[int]
    ends: list[int]
    capitals: list[bool]
    """Whether a word is written with a capital; four more False stand after the last word, so that a rule may look a
    few words ahead, or one back from the first, without asking where the sentence ends."""

    def slice(self, start: int, end: int) -> str:
        """The text of a span as printed."""
        return self.text[self.starts[start] : self.ends[end - 1]]

    def touches(self, index: int) -> bool:
        """Whether no space stands between this word and the one before it."""
        return 0 < index < len(self.words) and self.starts[index] == self.ends[index - 1]


@lru_cache(maxsize=65_536)
def word_to_shape(word: str) -> Shape:
    """The look of a word: `UNHCR` and `MoI` are acronyms, `Ministry` a capital, `-` a mark."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return "number" if any(c.isdigit() for c in word) else "mark"
    capitals = sum(c.isupper() for c in letters)
    if capitals >= 2 and (capitals * 2 >= len(letters) or letters[-1].isupper()):
        return "acronym"
    if word[0].isupper() or (capitals and len(letters) > 2) or (word[0].isdigit() and capitals):
        return "capital"
    return "lower"


class Word(NamedTuple):
    """What is known of a word wherever it stands."""

    text: str
    norm: str
    shape: Shape
    length: int
    is_large: bool
    """Whether it is a small word, such as "of", that is written with a capital."""


def text_to_word(text: str) -> Word:
    """A token's text → its word."""
    norm, shape = word_to_norm(text), word_to_shape(text)
    return Word(text, norm, shape, len(text), norm in _SMALL and shape in ("capital", "acronym"))


_ACRONYM = 4
"""Letters of an acronym at most, in a sentence all in capitals."""
_SMALL = frozenset(("of", "the", "on", "with", "from", "by", "in", "for", "to", "and", "at", "under", "as"))
"""Words that a sentence in ordinary case writes small, but at its start."""


def _shapes(words: Sequence[Word]) -> list[Shape]:
    """The looks of a sentence's words; in one written In Title Case or IN CAPITALS the small words count as small."""
    shapes = [word.shape for word in words]
    large = [at for at, word in enumerate(words) if word.is_large and at]
    if not large or shapes.count("lower") > len(large):
        return shapes
    for at in large:
        shapes[at] = "lower"
    is_shouted = "capital" not in shapes and shapes.count("lower") == len(large)
    if not is_shouted:
        return shapes
    return [
        "capital" if shape == "acronym" and word.length > _ACRONYM else shape
        for word, shape in zip(words, shapes, strict=True)
    ]


def words_to_line(text: str, words: Sequence[Word], starts: list[int]) -> Line:
    """A tokenised sentence → its line; `starts` are the offsets of its words."""
    shapes = _shapes(words)
    return Line(
        text=text,
        words=[word.text for word in words],
        norms=[word.norm for word in words],
        shapes=shapes,
        starts=starts,
        ends=[start + word.length for start, word in zip(starts, words, strict=True)],
        capitals=[*(shape in ("capital", "acronym") for shape in shapes), False, False, False, False],
    )
