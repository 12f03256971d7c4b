"""Where a name ends: after its head noun it goes on over connectors, lists of fields of work, owners and places."""

from workplan_extract.tagging.name_heads import title_of_run
from workplan_extract.tagging.runs import Run, Sentence, read_run
from workplan_extract.tagging.wordsets import word_sets
from workplan_extract.vocabulary import HeadNoun

_LIST_MARKS = (",", "and")
_FOREIGN_ANDS = ("et", "y", "e", "und")
_TIGHT_CONNECTORS = ("for", "on", "against", "to", "in")
"""These stay inside a name only right after a head noun: "Office for", "Commission on"."""


def end_of_name(sentence: Sentence, run: Run, head: int, noun: HeadNoun) -> int:
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
    is_title = title_of_run(sentence, run) and line.norms[run.end - 1] not in word_sets().portfolios
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
    """The end of "Persons with Disabilities" after "Persons", or of "Trafficking in Persons" after "Trafficking"."""
    line, norms = sentence.line, sentence.line.norms
    if line.capitals[end + 1] and f"{norms[end - 1]} {''.join(norms[end : end + 1])}" in word_sets().rights:
        return read_run(sentence, end + 1).end
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
