"""Names that no list and no grammar knows, found because a cue leaves a place for one: "funded by Zain and Grab"."""

from workplan_extract.tagging.candidates import Candidate
from workplan_extract.tagging.runs import Run, Sentence, read_run, trim_opener
from workplan_extract.tagging.wordsets import title_noun_at, word_sets
from workplan_extract.vocabulary import cities_named

_FOREIGN_LINKS = frozenset(("de", "del", "des", "du", "por", "pour", "para", "per", "sans", "della", "dei", "für", "und"))
_LINKS = _FOREIGN_LINKS | frozenset(("of", "for", "without", "against", "in"))
_LARGE = 300_000
"""A city of that many people is no organisation where a cue asks for one; a small town's name may well be."""
_ARTICLES = frozenset(("the", "la", "le", "les", "los", "el", "our"))


def read_slot(sentence: Sentence, start: int, taken: dict[int, Candidate], stops: frozenset[int]) -> Candidate | None:
    """The name that starts at `start`, if its words make one: no place, no generic words, no title.

    `taken` holds known candidates by the word they start at, `stops` the words where a cue or title starts.
    """
    run = trim_opener(sentence, read_run(sentence, start))
    if run.start != start:
        return None
    end = _end_of_slot(sentence, run, taken, stops)
    if not _is_name(sentence, start, end):
        return None
    return Candidate(start, end, sentence.line.slice(start, end), "slot")


def _end_of_slot(sentence: Sentence, run: Run, taken: dict[int, Candidate], stops: frozenset[int]) -> int:
    """Over the run and what small words tie to it: "Bread for the World", "Muslims for Human Rights"."""
    line, end = sentence.line, run.end
    inner = [index for index in range(run.start + 1, end) if index in taken or index in stops]
    if inner:
        return min(inner)
    while end + 1 < len(line.words) and line.norms[end] in _LINKS:
        following = end + 1
        while following < len(line.words) and line.norms[following] in _ARTICLES:
            following += 1
        if not line.is_name_word(following) or following in taken or not _may_follow(sentence, run, end, following):
            break
        end = read_run(sentence, following).end
    return end


def _may_follow(sentence: Sentence, run: Run, link: int, following: int) -> bool:
    """Whether what follows a small word belongs to the name: places and "in" only where its last noun asks for them."""
    line, words = sentence.line, word_sets()
    last, final = line.norms[run.end - 1], line.norms[read_run(sentence, following).end - 1]
    asks = last in words.heads or last in words.titles
    if line.norms[link] == "in":
        return (asks and following in sentence.place_at) or final in words.heads or final in words.titles
    if following in sentence.place_at and line.norms[link] not in _FOREIGN_LINKS | {"of"}:
        return asks
    return True


def _is_large_city(name: str) -> bool:
    return any(city.population >= _LARGE for city in cities_named(name)[:1])


def _is_name(sentence: Sentence, start: int, end: int) -> bool:
    """Whether some word is no generic one, and the whole is neither place, people nor title."""
    line, words = sentence.line, word_sets()
    norms = line.norms[start:end]
    title = title_noun_at(norms, len(norms) - 1, 0) if len(norms) > 1 else None
    if title and not title.body:
        return False
    if all(index in sentence.place_at for index in range(start, end)):
        return False
    if _is_large_city(line.slice(start, end)):
        return False
    if norms[0] in words.generics and norms[1:2] == ["of"]:
        return False
    if start in sentence.place_at and norms[-1] in words.generics:
        return False
    if end in sentence.hits.people and sentence.hits.people[end][0] >= start and len(norms) > 1:
        return False
    first = words.titles.get(norms[0])
    if first and len(norms) > 1 and first.opens:
        return False
    own = [
        norm
        for index, norm in enumerate(norms, start)
        if line.is_name_word(index)
        and norm not in words.generics
        and index not in sentence.place_at
        and norm not in words.titles
    ]
    has_place = any(index in sentence.place_at for index in range(start, end))
    return any(norm not in words.portfolios for norm in own) or len(own) + has_place > 1
