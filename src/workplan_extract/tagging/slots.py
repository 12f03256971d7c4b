"""Names that no list and no grammar knows, found because a cue leaves a place for one: "funded by Zain and Grab"."""

from workplan_extract.tagging.candidates import Candidate
from workplan_extract.tagging.runs import Run, Sentence, has_group, read_run, trim_opener
from workplan_extract.tagging.wordsets import title_noun_at, word_sets
from workplan_extract.vocabulary import cities_named, is_large_city

_FOREIGN_LINKS = frozenset(
    (
        *("de", "del", "des", "do", "da", "dos", "das", "du", "della", "dei"),
        *(
            "por",
            "pour",
            "contra",
            "contre",
            "para",
            "per",
            "sans",
            "für",
            "und",
            "et",
            "y",
            "e",
            "en",
            "o",
            "wa",
            "ya",
        ),
    )
)
_LINKS = _FOREIGN_LINKS | frozenset(("of", "for", "without", "against", "in"))
_LARGE = 300_000
"""A city of that many people is no organisation where a cue asks for one; a small town's name may well be."""
_ARTICLES = frozenset(("the", "te", "la", "las", "le", "les", "los", "el", "our"))


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
        if not line.capitals[following] or following in taken or not _may_follow(sentence, run, end, following):
            break
        end = read_run(sentence, following).end
    return end


def _may_follow(sentence: Sentence, run: Run, link: int, following: int) -> bool:
    """Whether what follows a small word belongs to the name: places and "in" only where its last noun asks for them."""
    line, words = sentence.line, word_sets()
    last, final = line.norms[run.end - 1], line.norms[read_run(sentence, following).end - 1]
    title = words.titles.get(last)
    asks = last in words.heads or bool(title and title.body)
    if line.norms[link] == "in":
        if following not in sentence.place_at and cities_named(line.words[following]):
            return False
        return (
            asks
            if following in sentence.place_at
            else final in words.heads or final in words.titles or run.end - run.start == 1
        )
    if following in sentence.place_at and line.norms[link] not in _FOREIGN_LINKS | {"of"}:
        return asks
    return True


def _is_name(sentence: Sentence, start: int, end: int) -> bool:
    """Whether some word is no generic one, and the whole is neither place, people nor title."""
    checks = (_is_title, _is_place, _is_type, _is_people)
    return not any(check(sentence, start, end) for check in checks) and _has_own_words(sentence, start, end)


def _is_title(sentence: Sentence, start: int, end: int) -> bool:
    """`Operation Redback`, `Basic Course`; a noun that may be a body too, such as Forum, makes no title here."""
    norms = sentence.line.norms[start:end]
    if len(norms) == 1:
        return False
    last, first = title_noun_at(norms, len(norms) - 1, 0), word_sets().titles.get(norms[0])
    return bool((last and not last.body) or (first and first.opens))


def _is_place(sentence: Sentence, start: int, end: int) -> bool:
    if all(index in sentence.place_at for index in range(start, end)):
        return True
    if end - start > 1 and sentence.line.norms[end - 1] in word_sets().landscapes:
        return True
    return is_large_city(sentence.line.slice(start, end), _LARGE)


def _is_type(sentence: Sentence, start: int, end: int) -> bool:
    """`Ministries of Agriculture`, `Kenyan Authorities`: bodies named only by type."""
    norms, generics = sentence.line.norms[start:end], word_sets().generics
    return (norms[0] in generics and norms[1:2] == ["of"]) or (start in sentence.place_at and norms[-1] in generics)


def _is_people(sentence: Sentence, start: int, end: int) -> bool:
    """`Youth Leaders`, `Prof. Jane Smith`: a noun for people at the end of several words, or a person's title."""
    if sentence.line.norms[start].rstrip(".") in word_sets().person_titles and end - start in (2, 3):
        return True
    line, people = sentence.line, sentence.hits.people
    if line.norms[end : end + 1] and line.norms[end] in word_sets().communities and line.shapes[end] == "lower":
        return True
    ends = [end, *(index for index in range(start + 1, end) if line.norms[index] == "of")]
    return end - start > 1 and any(people.get(at, (-1, ""))[0] >= start for at in ends)


def _has_own_words(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a word is neither generic nor a place's nor a title's; of fields of work it takes two."""
    line, words = sentence.line, word_sets()
    places = [index for index in range(start, end) if index in sentence.place_at]
    own = [
        line.norms[index]
        for index in range(start, end)
        if line.capitals[index]
        and index not in places
        and line.norms[index] not in words.generics
        and line.norms[index] not in words.titles
    ]
    is_theirs = has_group(sentence, Run(start, end + 1))
    return any(norm not in words.portfolios for norm in own) or len(own) + bool(places) + is_theirs > 1
