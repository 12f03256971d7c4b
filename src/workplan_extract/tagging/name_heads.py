"""Which noun of a capitalised run makes it a name or a title, and whether enough stands around it to name one body."""

from workplan_extract.tagging.runs import POSSESSIVES, Run, Sentence, has_group
from workplan_extract.tagging.wordsets import head_noun_at, title_noun_at, word_sets
from workplan_extract.vocabulary import HeadNoun, TitleNoun


def title_of_run(sentence: Sentence, run: Run) -> TitleNoun | None:
    """The title noun that ends a run of two words or more, unless a known organisation's name ends there too."""
    last = run.end - 1
    if last == run.start or last in sentence.organisation_at or _is_group_body(sentence, run):
        return None
    return title_noun_at(sentence.line.norms, last, run.start)


def _is_group_body(sentence: Sentence, run: Run) -> bool:
    """`Ceylon Workers' Congress`, `British Geological Survey`: a noun for titles and bodies that can only be a body."""
    norms, words = sentence.line.norms, word_sets()
    title, head = words.titles.get(norms[run.end - 1]), words.heads.get(norms[run.end - 1])
    pair = f"{norms[run.end - 2]} {norms[run.end - 1]}"
    if pair in words.heads or pair in words.titles:
        return pair in words.heads
    return bool(has_group(sentence, run) and head and (head.needs != "registry" or (title and title.body)))


def head_of_run(sentence: Sentence, run: Run) -> tuple[int, HeadNoun] | None:
    """The last head noun of a run."""
    for index in range(run.end - 1, run.start - 1, -1):
        noun = head_noun_at(sentence.line.norms, index)
        is_head = noun and sentence.line.capitals[index] and (noun.needs != "registry" or has_group(sentence, run))
        if noun and is_head and not _is_loose_head(sentence, index, noun):
            return index, noun
    return None


def _is_loose_head(sentence: Sentence, index: int, noun: HeadNoun) -> bool:
    """`House` without "of", `Sub-Group`: no heads of a name."""
    norms = sentence.line.norms
    return (noun.needs == "of" and norms[index + 1 : index + 2] != ["of"]) or norms[index - 2 : index] == ["sub", "-"]


def is_own_name(sentence: Sentence, start: int, end: int, head: int, noun: HeadNoun) -> bool:
    """Whether enough stands around the head noun to name one organisation and not a type of them."""
    has_article = start > 0 and sentence.line.norms[start - 1] in ("the", *POSSESSIVES)
    has_article = has_article or (end - start > 1 and _has_people(sentence, end))
    first = sentence.line.norms[start]
    if start == head == 0 and first in word_sets().openers:
        return False
    if len(first) > 5 and first.endswith("ing") and not has_article and start != head:
        return first in word_sets().portfolios or start in sentence.organisation_at
    if has_group(sentence, Run(start, end)):
        return True
    if noun.needs == "place":
        return any(index in sentence.place_at for index in range(start, end))
    if has_own_word(sentence, start, head) or has_own_word(sentence, head + 1, end, generics=noun.needs != "name"):
        return True
    return has_article and noun.needs in ("", "modifier", "of") and end - start > 1


def _has_people(sentence: Sentence, end: int) -> bool:
    """`Public Security Directorate officers`: whether people in lower case follow a name."""
    line = sentence.line
    is_lower = line.shapes[end : end + 1] == ["lower"]
    return is_lower and any(start == end for start, _ in sentence.hits.people.values())


def has_own_word(sentence: Sentence, start: int, end: int, *, portfolios: bool = True, generics: bool = False) -> bool:
    """Whether a span has a word that makes it one of its kind: a place, or no generic word."""
    line, words = sentence.line, word_sets()
    for index in range(start, end):
        norm = line.norms[index]
        if not line.capitals[index]:
            continue
        if index in sentence.place_at:
            return True
        if norm in words.portfolios and not portfolios:
            continue
        if norm in words.generics and not (generics and norm in words.portfolios):
            continue
        if norm in words.openers and norm not in words.portfolios:
            continue
        return True
    return False
