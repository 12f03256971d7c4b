"""From the names of a sentence to the organisations of its document: canonical names, doubts, one row each."""

from collections.abc import Iterator

from workplan_extract.models import OrganisationMention, Remark, Role
from workplan_extract.tagging.candidates import Candidate
from workplan_extract.tagging.document import DocumentNames
from workplan_extract.tagging.mentions import Named
from workplan_extract.tagging.runs import Sentence
from workplan_extract.vocabulary import name_to_key

ROLE_ORDER: tuple[Role, ...] = ("partner", "requester", "funder", "host", "participant", "mentioned")
"""An organisation with two roles in one activity takes the first."""


def is_own(sentence: Sentence, names: DocumentNames, candidate: Candidate) -> bool:
    """Whether a candidate is the publisher itself, under any of its names."""
    printed = sentence.line.slice(candidate.start, candidate.end)
    return name_to_key(printed) in names.own_names or name_to_key(candidate.canonical) in names.own_canonical


def named_to_mentions(sentence: Sentence, names: DocumentNames, named: list[Named]) -> tuple[OrganisationMention, ...]:
    """Names with roles → one mention an organisation, in the order of the text."""
    best: dict[str, OrganisationMention] = {}
    for item in named:
        if not item.candidate.canonical:
            continue
        mention = _to_mention(sentence, names, item)
        held = best.get(mention.organisation)
        if held is None or ROLE_ORDER.index(mention.role) < ROLE_ORDER.index(held.role):
            best[mention.organisation] = mention
    return tuple(sorted(best.values(), key=lambda mention: mention.start or 0))


def _to_mention(sentence: Sentence, names: DocumentNames, item: Named) -> OrganisationMention:
    line, candidate = sentence.line, item.candidate
    canonical, source = candidate.canonical, candidate.source
    if source in ("grammar", "slot", "acronym"):
        for acronym in (canonical, *_in_parentheses(sentence, candidate)):
            if acronym in names.expansions:
                canonical, source = names.expansions[acronym], "glossary"
    return OrganisationMention(
        mention=line.slice(candidate.start, candidate.end),
        organisation=names.canonical_by_official.get(canonical, canonical),
        role=item.role,
        start=line.starts[candidate.start],
        end=line.ends[candidate.end - 1],
        source=source,
    )


def _in_parentheses(sentence: Sentence, candidate: Candidate) -> list[str]:
    """The one word in parentheses after a name, if there is one."""
    words, end = sentence.line.words, candidate.end
    return words[end + 1 : end + 2] if words[end : end + 1] == ["("] and words[end + 2 : end + 3] == [")"] else []


def mentions_to_remarks(names: DocumentNames, mentions: tuple[OrganisationMention, ...]) -> Iterator[Remark]:
    """What a person should look at in the organisations of a sentence."""
    for mention in mentions:
        for text in (mention.mention, mention.organisation):
            if text in names.misprints:
                message = f"The glossary's {names.misprints[text]!r} looks like a misprint of {text!r}"
                yield Remark(code="likely-misprint", message=f"{message}; read as {mention.organisation}")
        if mention.source in ("grammar", "slot"):
            yield Remark(
                code="organisation-unknown",
                message=f"{mention.organisation!r} ({mention.role}) is in neither registry nor glossary; "
                f"found by {'the form of its name' if mention.source == 'grammar' else 'its place in the sentence'}",
            )
