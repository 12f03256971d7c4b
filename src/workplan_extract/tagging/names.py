"""A grammar of names: capitalised runs around a head noun, joined by what may stand inside a name.

"Ministry of Planning Development … of the Government of X", "Fiji Revenue and Customs Service", "Bureau of Alcohol,
Tobacco, Firearms and Explosives" each are one name; a run that ends in a title noun ("Course", "Protocol") is a title,
and at most the part before it names an organisation.
"""

from typing import Literal, NamedTuple

from workplan_extract.tagging.runs import POSSESSIVES, Run, Sentence, has_group, read_run, trim_opener
from workplan_extract.tagging.wordsets import head_noun_at, title_noun_at, word_sets
from workplan_extract.vocabulary import HeadNoun, TitleNoun

_LIST_MARKS = (",", "and")
_CALENDAR = ("day", "days", "week", "month", "year", "decade")
_FOREIGN_ANDS = ("et", "y", "e", "und")
_TIGHT_CONNECTORS = ("for", "on", "against", "to", "in")
"""These stay inside a name only right after a head noun: "Office for", "Commission on"."""


class Phrase(NamedTuple):
    """A capitalised phrase in words `start` to `end` (exclusive), and what the grammar takes it for."""

    start: int
    end: int
    kind: Literal["name", "title", ""]
    title: TitleNoun | None = None


def read_phrases(sentence: Sentence) -> list[Phrase]:
    """All names and titles that the grammar finds, in the order of the text; a name may start a title."""
    phrases: list[Phrase] = []
    index = 0
    while index < len(sentence.line.words):
        if sentence.line.capitals[index]:
            found = read_phrase(sentence, index)
            phrases.extend(phrase for phrase in found if phrase.kind)
            index = max(phrase.end for phrase in found)
        else:
            index += 1
    return phrases


def judge_name(sentence: Sentence) -> Literal["", "doubtful", "name"]:
    """Of a text that is nothing but a name, as a glossary explains it: whether an organisation's, perhaps, or none.

    A type of body ("National Statistics Office") and a name without a head noun are doubtful.
    """
    line, words = sentence.line, word_sets()
    if not line.capitals[0]:
        return ""
    run = read_run(sentence, 0)
    last = line.norms[run.end - 1]
    titles = [title_noun_at(line.norms, end - 1, 0) for end in (run.end, len(line.norms))]
    if last in words.generics - words.portfolios - words.heads.keys() or any(t and not t.body for t in titles):
        return ""
    if (
        line.norms[0] in words.locals
        and line.norms[1:2] != ["of"]
        and not any(index in sentence.place_at for index in range(len(line.words)))
    ):
        return ""
    first = _head_of_run(sentence, run)
    head = first[1] if first else head_noun_at(line.norms, len(line.norms) - 1)
    if first is None and line.norms[run.end : run.end + 1] == ["of"] and head is not None:
        return "doubtful"
    if head is None or head.needs in ("registry", "place"):
        return "doubtful" if len(line.words) > 1 and last not in words.portfolios else ""
    is_type = head.needs != "" and not _has_own_word(sentence, 0, len(line.words), portfolios=False)
    return "doubtful" if is_type else "name"


def read_phrase(sentence: Sentence, start: int) -> list[Phrase]:
    """The phrase from the capitalised word at `start`: one, or a title with the name that it starts with."""
    run = _join_left(sentence, trim_opener(sentence, read_run(sentence, start)))
    title = _title_of_run(sentence, run)
    if title:
        return _titled(sentence, run, title)
    head = _head_of_run(sentence, run)
    if head is None:
        return [Phrase(run.start, run.end, "name" if _is_carrier(sentence, run) else "")]
    index, noun = head
    end = _end_of_name(sentence, run, index, noun)
    start = _with_possessor(sentence, run.start, noun)
    if not _is_own_name(sentence, run.start, end, index, noun):
        return [Phrase(run.start, run.end, "")]
    return [Phrase(start, end, "name")]


def _is_carrier(sentence: Sentence, run: Run) -> bool:
    """`Air Austral`: an airline, and no field of work such as air quality."""
    norms = sentence.line.norms
    return norms[run.start] == "air" and run.end - run.start == 2 and norms[run.end - 1] not in word_sets().portfolios


def _titled(sentence: Sentence, run: Run, title: TitleNoun) -> list[Phrase]:
    """A run that ends in a title noun → the title, after the organisation's name that it starts with, if any."""
    whole = Phrase(run.start, run.end, "title", title)
    known = sentence.organisation_at.get(run.start)
    is_world_day = title.noun in _CALENDAR and sentence.line.norms[run.start] in ("world", "international")
    if is_world_day or (known and known.start == run.start):
        return [whole]
    for index in range(run.end - 2, run.start, -1):
        noun = head_noun_at(sentence.line.norms, index)
        if noun and noun.needs in ("", "modifier") and _has_own_word(sentence, run.start, index, portfolios=False):
            return [Phrase(run.start, index + 1, "name"), whole]
    return [whole]


def _title_of_run(sentence: Sentence, run: Run) -> TitleNoun | None:
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


def _head_of_run(sentence: Sentence, run: Run) -> tuple[int, HeadNoun] | None:
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


def _join_left(sentence: Sentence, run: Run) -> Run:
    """A run without a head that "and" ties to the one with it: "Fiji Revenue and Customs Service"."""
    line, end = sentence.line, run.end
    if joined := _join_fields(sentence, run):
        return joined
    if not (end + 1 < len(line.words) and line.norms[end] == "and" and line.capitals[end + 1]):
        return run
    following = read_run(sentence, end + 1)
    last = head_noun_at(line.norms, following.end - 1)
    if last is None or last.needs == "registry" or end + 1 in sentence.organisation_at:
        return run
    return Run(run.start, following.end) if _lacks_head(sentence, run, following) else run


def _join_fields(sentence: Sentence, run: Run) -> Run | None:
    """`Asylum, Migration and Integration Fund`, `Access to Information Commission`: fields of work before the head."""
    line, words, end = sentence.line, word_sets(), run.end
    if line.norms[end : end + 1] not in ([","], ["to"], ["of"]):
        return None
    if f"{line.norms[end - 1]} {''.join(line.norms[end : end + 1])}" in words.rights and line.capitals[end + 1]:
        following = read_run(sentence, end + 1)
        return Run(run.start, following.end) if _head_of_run(sentence, following) else None
    if run.start == 0 or line.norms[run.start - 1] != "the":
        return None
    while (
        line.norms[end : end + 1] == [","] and _is_pure_field(sentence, Run(run.start, end)) and line.capitals[end + 1]
    ):
        end = read_run(sentence, end + 1).end
    if end == run.end or line.norms[end : end + 1] != ["and"] or not line.capitals[end + 1]:
        return None
    following = read_run(sentence, end + 1)
    has_head = _head_of_run(sentence, following) and line.norms[following.start] in words.portfolios
    return Run(run.start, following.end) if has_head and _is_pure_field(sentence, Run(run.start, end)) else None


def _is_pure_field(sentence: Sentence, run: Run) -> bool:
    """Whether all capitalised words of a span are fields of work that head no name."""
    line, words = sentence.line, word_sets()
    fields = words.fields
    return all(line.norms[index] in fields for index in range(run.start, run.end) if line.capitals[index])


def _lacks_head(sentence: Sentence, run: Run, following: Run) -> bool:
    """Whether the run before "and" needs the head after it: a field of work, or "the" before both and not between."""
    line, words = sentence.line, word_sets()
    last = run.end - 1
    if any(index in sentence.organisation_at for index in range(run.start, run.end)):
        return False
    if line.norms[last] in words.heads:
        return line.norms[last] in words.portfolios and line.norms[following.start] in words.portfolios
    if line.norms[last] in words.portfolios and last not in sentence.place_at:
        return following.start not in sentence.place_at
    has_article = run.start > 0 and line.norms[run.start - 1] == "the"
    return has_article and last not in sentence.place_at and line.shapes[last] != "acronym"


def _end_of_name(sentence: Sentence, run: Run, head: int, noun: HeadNoun) -> int:
    """Where the name goes to: over places or a foreign name's words beside the head, then over connectors."""
    end = head + 1
    is_foreign = "de" in noun.connectors
    while end < run.end and (
        is_foreign or end in sentence.place_at or sentence.line.norms[end] in word_sets().suffixes
    ):
        end += 1
    if end < run.end and end == head + 1:
        if sentence.line.norms[end] not in noun.connectors:
            return end
        end = run.end
    if is_foreign:
        end = _after_foreign_list(sentence, end)
    return _end_of_tail(sentence, run.start, end, noun)


def _after_foreign_list(sentence: Sentence, end: int) -> int:
    """The end of "Portuaire, Maritime et Fluviale" after "Portuaire": the list's "et" says that it is one name's."""
    line, index, is_list = sentence.line, end, False
    while index < len(line.words) and line.norms[index] in (",", *_FOREIGN_ANDS) and line.capitals[index + 1]:
        is_list = is_list or line.norms[index] == ","
        is_last = line.norms[index] in _FOREIGN_ANDS
        index = read_run(sentence, index + 1).end
        if is_last:
            return index if is_list else end
    return end


def _end_of_tail(sentence: Sentence, start: int, end: int, noun: HeadNoun) -> int:
    """Follows connectors and lists of fields of work as far as they belong to the name."""
    while True:
        further = _after_connector(sentence, end, noun)
        if further == end and end - 1 not in sentence.place_at:
            further = _after_list(sentence, end)
        if further == end:
            further = _after_with(sentence, end)
        if further == end:
            return _end_by_acronym(sentence, start, end)
        end = further


def _after_connector(sentence: Sentence, end: int, noun: HeadNoun) -> int:
    """The end of "of the Government", "for Human Rights", … after `end`; `end` itself if none follows."""
    line, following = sentence.line, end + 1
    connector = line.norms[end] if end < len(line.words) else ""
    if connector in ("under", "from") and line.shapes[end] == "lower":
        return _after_owner(sentence, end)
    if connector not in (*noun.connectors, "of"):
        return end
    while following < len(line.words) and line.norms[following] in (*noun.connectors, "the"):
        following += 1
    if not line.capitals[following]:
        return end
    run = read_run(sentence, following)
    if connector in _TIGHT_CONNECTORS and (
        line.norms[end - 1] not in word_sets().heads or _starts_other(sentence, run, connector)
    ):
        return end
    is_title = _title_of_run(sentence, run) and line.norms[run.end - 1] not in word_sets().portfolios
    return end if is_title else run.end


def _after_owner(sentence: Sentence, end: int) -> int:
    """The end of "under the President", or of "from Moldova" after people: "Congress of Local Authorities"."""
    line = sentence.line
    following = end + 2 if line.norms[end + 1 : end + 2] == ["the"] else end + 1
    if not line.capitals[following]:
        return end
    if line.norms[end] == "under":
        return read_run(sentence, following).end if line.norms[following] in word_sets().owners else end
    place, last = sentence.place_at.get(following), line.norms[end - 1]
    is_group = last in word_sets().generics and last.endswith("s") and last not in word_sets().heads
    return place.end if place and is_group and not place.entry.is_adjective else end


def _after_with(sentence: Sentence, end: int) -> int:
    """The end of "Persons with Disabilities" after "Persons"."""
    norms = sentence.line.norms
    is_group = norms[end - 1] in word_sets().generics and norms[end : end + 1] == ["with"]
    if is_group and norms[end + 1 : end + 2] and norms[end + 1].startswith("disab"):
        return end + 2
    return end


def _starts_other(sentence: Sentence, run: Run, connector: str) -> bool:
    """Whether what follows "for", "on" or "to" is no part of the name: people of a country, a topic."""
    place = sentence.place_at.get(run.start)
    if place and place.entry.is_adjective and place.end == run.end:
        return True
    first = sentence.line.norms[run.start]
    if connector == "to":
        return run.start not in sentence.place_at and run.start not in sentence.organisation_at
    return first.endswith("ing") and first not in word_sets().portfolios


def _after_list(sentence: Sentence, end: int) -> int:
    """The end of ", Family and Community Development" after `end`: fields of work, the last after "and"."""
    line, index = sentence.line, end
    known = sentence.organisation_at.get(end - 1)
    if line.norms[end - 1] in word_sets().heads and (
        line.norms[end - 1] not in word_sets().portfolios or (known and known.end == end)
    ):
        return end
    while index < len(line.words) and line.norms[index] in _LIST_MARKS:
        is_last = line.norms[index] == "and"
        index += 1
        if not is_last and index < len(line.words) and line.norms[index] == "and":
            is_last, index = True, index + 1
        if line.norms[index : index + 1] == ["the"] and _is_one_field(sentence, index + 1, is_last=is_last):
            index += 1
        if not line.capitals[index]:
            return end
        run = read_run(sentence, index)
        if not (_is_field(sentence, run) or (is_last and _is_of_place(sentence, run))):
            return end
        index = run.end
        if is_last:
            return index
    return end


def _is_one_field(sentence: Sentence, index: int, *, is_last: bool) -> bool:
    """`… and the Environment`: a single field of work that heads no name; before "and" if it is not the last."""
    line, words = sentence.line, word_sets()
    norm = line.norms[index] if line.capitals[index] else ""
    is_field = norm in words.portfolios and norm not in words.heads and read_run(sentence, index).end == index + 1
    return is_field and (is_last or line.norms[index + 1 : index + 2] == ["and"])


def _is_of_place(sentence: Sentence, run: Run) -> bool:
    """`Opening-Up of the Congo`: whatever ends a list of fields, a country's."""
    line = sentence.line
    following = run.end + 2 if line.norms[run.end + 1 : run.end + 2] == ["the"] else run.end + 1
    is_known = run.start in sentence.place_at or any(_starts_hit(sentence, at) for at in range(run.start, run.end))
    has_head = any(line.norms[at] in word_sets().heads for at in range(run.start, run.end))
    return line.norms[run.end : run.end + 1] == ["of"] and following in sentence.place_at and not (is_known or has_head)


def _is_field(sentence: Sentence, run: Run) -> bool:
    """Whether a run names a field of work ("Community Development"), and no organisation, title or place."""
    line, words = sentence.line, word_sets()
    last = line.norms[run.end - 1]
    place = sentence.place_at.get(run.start)
    if place and not (place.entry.is_adjective and run.end == place.end + 1 and last in words.fields):
        return False
    if any(_starts_hit(sentence, index) for index in range(run.start, run.end)):
        return False
    if (last in words.heads or last in words.titles) and last not in words.portfolios:
        return False
    return any(line.norms[index] in words.portfolios for index in range(run.start, run.end))


def _starts_hit(sentence: Sentence, index: int) -> bool:
    hit = sentence.organisation_at.get(index)
    return hit is not None and hit.start == index


def _end_by_acronym(sentence: Sentence, start: int, end: int) -> int:
    """Further, if an acronym in parentheses spells the longer name: "Bureau of Alcohol, … and Explosives (ATF)"."""
    line = sentence.line
    if end >= len(line.words) or line.norms[end] not in _LIST_MARKS:
        return end
    for index in range(end, min(end + 12, len(line.words) - 2)):
        if line.words[index] == "(":
            acronym = line.words[index + 1]
            is_spelt = line.words[index + 2] == ")" and spells(acronym, line.words[start:index])
            return index if is_spelt else end
    return end


def spells(acronym: str, words: list[str]) -> bool:
    """Whether the letters of an acronym are initials of these words, in order, the first with the first."""
    letters = [letter for letter in acronym.casefold() if letter.isalpha()]
    initials = [word[0].casefold() for word in words if word[0].isalpha()]
    if len(letters) < 2 or not initials or letters[0] not in initials[:3]:
        return False
    rest = iter(initials)
    return all(letter in rest for letter in letters)


def _with_possessor(sentence: Sentence, start: int, noun: HeadNoun) -> int:
    """`Norway's Foreign Ministry`: the country's possessive belongs to a ministry."""
    line = sentence.line
    if noun.possessive and start >= 2 and line.norms[start - 1] in POSSESSIVES and start - 2 in sentence.place_at:
        return sentence.place_at[start - 2].start
    return start


def _is_own_name(sentence: Sentence, start: int, end: int, head: int, noun: HeadNoun) -> bool:
    """Whether enough stands around the head noun to name one organisation and not a type of them."""
    has_article = start > 0 and sentence.line.norms[start - 1] in ("the", *POSSESSIVES)
    first = sentence.line.norms[start]
    if start == head == 0 and first in word_sets().openers:
        return False
    if len(first) > 5 and first.endswith("ing") and not has_article and start != head:
        return first in word_sets().portfolios or start in sentence.organisation_at
    if has_group(sentence, Run(start, end)):
        return True
    if noun.needs == "place":
        return any(index in sentence.place_at for index in range(start, end))
    if _has_own_word(sentence, start, head) or _has_own_word(sentence, head + 1, end, generics=noun.needs != "name"):
        return True
    return has_article and noun.needs in ("", "modifier", "of") and end - start > 1


def _has_own_word(sentence: Sentence, start: int, end: int, *, portfolios: bool = True, generics: bool = False) -> bool:
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
