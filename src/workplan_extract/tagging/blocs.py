"""Names that stand for an organisation or for its countries: "ASEAN" and "ASEAN Member States"."""

from workplan_extract.tagging.runs import Sentence
from workplan_extract.tagging.wordsets import word_sets

_WITHIN = frozenset(("in", "across", "within", "throughout", "outside"))


def names_region(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words around an organisation's name make it the region of its members."""
    norms = sentence.line.norms
    following = norms[end] if end < len(norms) else ""
    if following in word_sets().members:
        return True
    before = start - 2 if start > 1 and norms[start - 1] == "the" else start - 1
    return before >= 0 and norms[before] in _WITHIN and not sentence.line.capitals[end]
