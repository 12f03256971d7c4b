"""The spaCy pipeline: a blank English tokenizer, phrase matchers, and components that hand on to the pure rules."""

import re
from collections.abc import Callable, Iterable
from functools import cache

import spacy
from spacy.attrs import NORM
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from workplan_extract.tagging.entries import Phrase, shared_entries
from workplan_extract.tagging.hits import Entry, Hit, Hits, choose_hits
from workplan_extract.tagging.line import Line, words_to_line
from workplan_extract.tagging.wordsets import word_sets
from workplan_extract.vocabulary import word_to_norm

_INFIXES = (r"/", r"(?<=[^\W\d_])[–—](?=[^\W\d_])", r"(?<=[^\W_])[(](?=[^\W_])")
_URL = re.compile(r"(?:https?://|www\.)\S+")


class Finder:
    """Phrases and the entries that they stand for, as one phrase matcher over norms."""

    def __init__(self, nlp: Language, phrases: Iterable[Phrase]) -> None:
        self._vocab = nlp.vocab
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        self._entries: dict[int, list[Entry]] = {}
        keys: dict[str, list[Entry]] = {}
        for text, entry in phrases:
            keys.setdefault(text, []).append(entry)
        for doc in nlp.tokenizer.pipe(keys):
            self._matcher.add(doc.text, [doc])
            self._entries[nlp.vocab.strings[doc.text]] = keys[doc.text]

    def __call__(self, doc: Doc) -> list[Hit]:
        """All entries found in a sentence."""
        return [Hit(start, end, entry) for key, start, end in self._matcher(doc) for entry in self._entries[key]]


@cache
def shared_language() -> Language:
    """The tokenizer with norms of ours; made once, for every document."""
    nlp = spacy.blank("en")
    nlp.vocab.lex_attr_getters[NORM] = word_to_norm
    nlp.tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), *_INFIXES]).finditer
    nlp.tokenizer.url_match = _URL.match
    return nlp


@cache
def shared_finder() -> Finder:
    """The matcher of what any document may name."""
    return Finder(shared_language(), shared_entries())


def doc_to_line(doc: Doc) -> Line:
    """spaCy's `Doc` → the rules' line."""
    return words_to_line(doc.text, [token.text for token in doc], [token.idx for token in doc])


def doc_to_hits(doc: Doc, line: Line, finders: Iterable[Callable[[Doc], list[Hit]]]) -> Hits:
    """A sentence → what the vocabulary knows of it."""
    return choose_hits(line, (hit for finder in finders for hit in finder(doc)), word_sets().common)
