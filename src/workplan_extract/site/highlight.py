"""A sentence and what it names → pieces of text, some of them marked. Pure."""

from collections.abc import Iterable, Iterator

from workplan_extract.models import Frozen


class Named(Frozen):
    """A stretch of a sentence that names an organisation or a place. `start` and `end` count characters."""

    start: int
    end: int
    sort: str
    role: str
    title: str
    href: str


class Piece(Frozen):
    """A piece of a sentence; plain where it names nothing."""

    text: str
    named: Named | None = None


def split_sentence(sentence: str, names: Iterable[Named]) -> tuple[Piece, ...]:
    """The sentence cut at what it names. Of two names that overlap, the longer one counts; the pieces add up to it."""
    return tuple(_pieces(sentence, clear_of_overlaps(sentence, names)))


def clear_of_overlaps(sentence: str, names: Iterable[Named]) -> list[Named]:
    """Names that lie inside the sentence, in its order, none covering another."""
    kept: list[Named] = []
    for name in sorted(names, key=lambda one: (one.start - one.end, one.start)):
        inside = 0 <= name.start < name.end <= len(sentence)
        if inside and all(name.end <= one.start or one.end <= name.start for one in kept):
            kept.append(name)
    return sorted(kept, key=lambda one: one.start)


def _pieces(sentence: str, names: Iterable[Named]) -> Iterator[Piece]:
    done = 0
    for name in names:
        if done < name.start:
            yield Piece(text=sentence[done : name.start])
        yield Piece(text=sentence[name.start : name.end], named=name)
        done = name.end
    if done < len(sentence):
        yield Piece(text=sentence[done:])
