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


def text_to_word(text: str) -> Word:
    """A token's text → its word."""
    return Word(text, word_to_norm(text), word_to_shape(text), len(text))


def words_to_line(text: str, words: Sequence[Word], starts: list[int]) -> Line:
    """A tokenised sentence → its line; `starts` are the offsets of its words."""
    return Line(
        text=text,
        words=[word.text for word in words],
        norms=[word.norm for word in words],
        shapes=[word.shape for word in words],
        starts=starts,
        ends=[start + word.length for start, word in zip(starts, words, strict=True)],
        capitals=[*(word.shape in ("capital", "acronym") for word in words), False, False, False, False],
    )
