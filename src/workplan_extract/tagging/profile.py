"""What an activity's own words say of it: kind, mode, series and number, topics, audience."""

import re
from typing import Literal

from workplan_extract.models import Mode, OrganisationMention, Profile
from workplan_extract.tagging.hits import LabelHit
from workplan_extract.tagging.runs import Sentence

_SERIES = re.compile(r"((?:[A-Z][\w'’]*[ -])+Series)\b(?:,? (?:No\. ?|#|Number |Volume |Vol\. )(\d+))?")
_NUMBER = re.compile(r"(?:#|No\. ?|Number |Volume |Vol\. )(\d{1,3})\b")
_OPENING = re.compile(r"(?:In|Jointly|Together|Upon|At|With|As|On|Along|Within|Under|Following)\b[^,]*,")
_AUDIENCE_ENDS = frozenset((",", ";", ".", "in", "on", "at", "by", "as", "with", "from", "to"))
_MAX_AUDIENCE = 12
"""Words between "for" and the people it means, at most."""


def sentence_to_profile(sentence: Sentence, organisations: tuple[OrganisationMention, ...]) -> Profile:
    """A sentence → its profile; what the words do not say stays empty."""
    labels = sentence.hits.labels
    series, number = _series(sentence.line.text)
    return Profile(
        kind=_kind(sentence, labels),
        mode=_mode(labels),
        series=series,
        series_number=number,
        topics=tuple(dict.fromkeys(hit.label for hit in labels if hit.group == "topics")),
        audience=_audience(sentence, organisations),
    )


def _kind(sentence: Sentence, labels: list[LabelHit]) -> str:
    """The first word that names a kind, after an opening such as "In partnership with X,"."""
    opening = _OPENING.match(sentence.line.text)
    after = opening.end() if opening else 0
    kinds = [hit for hit in labels if hit.group == "activity_kinds"]
    main = [hit for hit in kinds if sentence.line.starts[hit.start] >= after]
    return next((hit.label for hit in (*main, *kinds)), "")


def _mode(labels: list[LabelHit]) -> Mode | Literal[""]:
    found = {hit.label for hit in labels if hit.group == "activity_modes"}
    if "hybrid" in found or {"virtual", "in person"} <= found:
        return "hybrid"
    if "virtual" in found:
        return "virtual"
    return "in person" if found else ""


def _series(text: str) -> tuple[str, int | None]:
    """The series named in a text, without the publishers' names before it, and the activity's number in it."""
    match = _SERIES.search(text)
    if not match:
        return "", None
    words = match[1].split(" ")
    while len(words) > 2 and "-" in words[0]:
        words = words[1:]
    number = match[2] or next(iter(_NUMBER.findall(text)), None)
    return " ".join(words), int(number) if number else None


def _audience(sentence: Sentence, organisations: tuple[OrganisationMention, ...]) -> str:
    """Whom the activity is for, as printed: the people after "for", else the organisation that it serves."""
    line = sentence.line
    for index, norm in enumerate(line.norms):
        if norm != "for":
            continue
        first = index + 1 + (line.norms[index + 1 : index + 2] == ["the"])
        for end in range(first + 1, min(first + _MAX_AUDIENCE, len(line.words)) + 1):
            if line.norms[end - 1] in _AUDIENCE_ENDS:
                break
            if end in sentence.hits.people and sentence.hits.people[end][0] >= first:
                is_states = line.norms[end : end + 1] == ["states"]
                if is_states or line.shapes[end - 1] == "lower":
                    return line.slice(first, end + is_states)
    return next((mention.mention for mention in organisations if mention.role == "participant"), "")
