"""A grammar of names: capitalised runs around a head noun, joined by what may stand inside a name.

"Ministry of Planning Development … of the Government of X", "Fiji Revenue and Customs Service", "Bureau of Alcohol,
Tobacco, Firearms and Explosives" each are one name; a run that ends in a title noun ("Course", "Protocol") is a title,
and at most the part before it names an organisation.
"""

from typing import Literal, NamedTuple

from workplan_extract.tagging.line import Line
from workplan_extract.tagging.name_ends import end_of_name
from workplan_extract.tagging.name_heads import has_own_word, head_of_run, is_own_name, title_of_run
from workplan_extract.tagging.runs import POSSESSIVES, Run, Sentence, read_run, trim_opener
from workplan_extract.tagging.wordsets import head_noun_at, title_noun_at, word_sets
from workplan_extract.vocabulary import HeadNoun, TitleNoun

_CALENDAR = ("day", "days", "week", "month", "year", "decade")


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
    if _is_sure_body(line, run):
        return "name"
    if _is_no_body(sentence, run):
        return ""
    first = head_of_run(sentence, run)
    head = first[1] if first else head_noun_at(line.norms, len(line.norms) - 1)
    if first is None and line.norms[run.end : run.end + 1] == ["of"] and head is not None:
        return "doubtful"
    if head is None or head.needs in ("registry", "place"):
        return "doubtful" if len(line.words) > 1 and last not in words.portfolios else ""
    is_type = head.needs != "" and not has_own_word(sentence, 0, len(line.words), portfolios=False)
    return "doubtful" if is_type else "name"


def _is_sure_body(line: Line, run: Run) -> bool:
    """`Kachin Baptist Convention`, `Corrupt Practices and Other Related Offences Commission`: its last noun says so."""
    final = head_noun_at(line.norms, len(line.norms) - 1)
    is_joined = line.norms[run.end : run.end + 1] == ["and"]
    return final is not None and (" " in final.head or (final.needs in ("", "modifier") and is_joined))


def _is_no_body(sentence: Sentence, run: Run) -> bool:
    """Whether a generic word or a title's noun ends a glossary's expansion, or it is a type of local facility."""
    line, words = sentence.line, word_sets()
    titles = [title_noun_at(line.norms, end - 1, 0) for end in _ends_to_judge(sentence, run)]
    if line.norms[run.end - 1] in words.generics - words.portfolios - words.heads.keys():
        return True
    if any(title and not title.body for title in titles):
        return True
    is_local = line.norms[0] in words.locals and line.norms[1:2] != ["of"]
    return is_local and not any(index in sentence.place_at for index in range(len(line.words)))


def _ends_to_judge(sentence: Sentence, run: Run) -> tuple[int, ...]:
    """Where a title's noun makes a name none: at the end, unless a head noun owns it: "Authority for … Projects"."""
    norms = sentence.line.norms
    head = head_noun_at(norms, run.end - 1)
    owns = head and head.needs in ("", "modifier") and norms[run.end : run.end + 1] == ["for"]
    return (run.end,) if owns else (run.end, len(norms))


def read_phrase(sentence: Sentence, start: int) -> list[Phrase]:
    """The phrase from the capitalised word at `start`: one, or a title with the name that it starts with."""
    run = _join_left(sentence, trim_opener(sentence, read_run(sentence, start)))
    title = title_of_run(sentence, run)
    if title:
        return _titled(sentence, run, title)
    head = head_of_run(sentence, run)
    if head is None:
        return [Phrase(run.start, run.end, "name" if _is_carrier(sentence, run) else "")]
    index, noun = head
    end = end_of_name(sentence, run, index, noun)
    start = _with_possessor(sentence, run.start, noun)
    if not is_own_name(sentence, run.start, end, index, noun):
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
        if noun and noun.needs in ("", "modifier") and has_own_word(sentence, run.start, index, portfolios=False):
            return [Phrase(run.start, index + 1, "name"), whole]
    return [whole]


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
        return Run(run.start, following.end) if head_of_run(sentence, following) else None
    if run.start == 0 or line.norms[run.start - 1] != "the":
        return None
    while (
        line.norms[end : end + 1] == [","] and _is_pure_field(sentence, Run(run.start, end)) and line.capitals[end + 1]
    ):
        end = read_run(sentence, end + 1).end
    if end == run.end or line.norms[end : end + 1] != ["and"] or not line.capitals[end + 1]:
        return None
    following = read_run(sentence, end + 1)
    has_head = head_of_run(sentence, following) and line.norms[following.start] in words.portfolios
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


def _with_possessor(sentence: Sentence, start: int, noun: HeadNoun) -> int:
    """`Norway's Foreign Ministry`: the country's possessive belongs to a ministry."""
    line = sentence.line
    if noun.possessive and start >= 2 and line.norms[start - 1] in POSSESSIVES and start - 2 in sentence.place_at:
        return sentence.place_at[start - 2].start
    return start
