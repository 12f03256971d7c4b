"""What of spaCy the pipeline is made of: a blank English tokenizer with norms of ours, and phrase matchers."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import spacy
from spacy.attrs import IDX, NORM, ORTH  # type: ignore[import-not-found]
from spacy.lang.en import English
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

from workplan_extract.tagging.entries import Phrase, shared_entries
from workplan_extract.tagging.hits import Entry, Hit, Hits, choose_hits
from workplan_extract.tagging.line import Line, Word, text_to_word, words_to_line
from workplan_extract.tagging.wordsets import word_sets
from workplan_extract.vocabulary import word_to_norm
from workplan_extract.vocabulary.words import abbreviations

_INFIXES = (r"/", r"(?<=[^\W\d_])[–—](?=[^\W\d_])", r"(?<=[^\W_])[(](?=[^\W_])")
_ABBREVIATION = re.compile(r"[A-Za-z][A-Za-z.]*\.")
_SIMPLE = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
"""A phrase that the tokenizer would split at its spaces and nowhere else."""
_FIRST_WORD = re.compile(r"[A-Za-z]+(?= |$)")
"""A first word that the tokenizer leaves whole."""
_URL = re.compile(r"(?:https?://|www\.)\S+")


class Finder:
    """Phrases and the entries that they stand for, as one phrase matcher over norms.

    A phrase joins the matcher when a text first has the word that it starts with: few texts have more than a tenth of
    them, and to add them all would take as long as tagging a plan.
    """

    def __init__(self, nlp: Language, phrases: Iterable[Phrase]) -> None:
        self._nlp = nlp
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        self._entries: dict[int, list[Entry]] = {}
        self._met: set[int] = set()
        self._waiting: dict[str, list[str]] = {}
        """Norm of a first word → phrases that the matcher does not have yet."""
        keys: dict[str, list[Entry]] = {}
        for text, entry in phrases:
            keys.setdefault(text, []).append(entry)
        for text, entries in keys.items():
            self._entries[nlp.vocab.strings.add(text)] = entries
            if first := _FIRST_WORD.match(text):
                self._waiting.setdefault(word_to_norm(first[0]), []).append(text)
            else:
                self._add(text)

    def __call__(self, doc: Doc) -> list[Hit]:
        """All entries found in a sentence."""
        for norm in set(doc.to_array(NORM).tolist()) - self._met:
            self._met.add(norm)
            for text in self._waiting.pop(self._nlp.vocab.strings[norm], ()):
                self._add(text)
        return [Hit(start, end, entry) for key, start, end in self._matcher(doc) for entry in self._entries[key]]

    def _add(self, text: str) -> None:
        simple = _SIMPLE.fullmatch(text)
        self._matcher.add(text, [Doc(self._nlp.vocab, words=text.split(" ")) if simple else self._nlp.make_doc(text)])


@registry.tokenizers("workplan_extract.Tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """English rules, with slashes and dashes split, and of the exceptions only abbreviations.

    The vocabulary computes no attribute but the norm, which is ours: the other twenty cost more than all the rest.
    """

    def build(nlp: Language) -> Tokenizer:
        nlp.vocab.lex_attr_getters = {NORM: word_to_norm}  # type: ignore[attr-defined]
        defaults = English.Defaults
        return Tokenizer(
            nlp.vocab,
            rules={text: [{ORTH: text}] for text in _unsplit(defaults.tokenizer_exceptions or {})},
            prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
            suffix_search=compile_suffix_regex(defaults.suffixes or ()).search,
            infix_finditer=compile_infix_regex([*(defaults.infixes or ()), *_INFIXES]).finditer,
            url_match=_URL.match,
        )

    return build


def _unsplit(exceptions: Iterable[str]) -> Iterator[str]:
    """Abbreviations that stay one token: spaCy's, and those of the vocabulary in any case."""
    yield from (text for text in exceptions if _ABBREVIATION.fullmatch(text))
    for short in abbreviations():
        yield from dict.fromkeys((short, short.capitalize(), short.upper()))


@cache
def blank_language() -> Language:
    """English with our tokenizer and no component; made once, so that all matchers share its vocabulary."""
    return spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "workplan_extract.Tokenizer.v1"}}})


@cache
def shared_finder() -> Finder:
    """The matcher of what any document may name."""
    return Finder(blank_language(), shared_entries())


def doc_to_line(doc: Doc, text: str) -> Line:
    """spaCy's `Doc` of a text → the rules' line. Going through `Token` objects would take as long as all the rules."""
    rows = doc.to_array([ORTH, IDX]).tolist()
    return words_to_line(text, [_WORDS[row[0]] for row in rows], [row[1] for row in rows])


class _Words(dict[int, Word]):
    """spaCy's number of a word → the word; filled as words are met."""

    def __missing__(self, orth: int) -> Word:
        self[orth] = word = text_to_word(blank_language().vocab.strings[orth])
        return word


_WORDS = _Words()


def doc_to_hits(doc: Doc, line: Line, finders: Iterable[Callable[[Doc], list[Hit]]]) -> Hits:
    """A sentence → what the vocabulary knows of it."""
    return choose_hits(line, (hit for finder in finders for hit in finder(doc)), word_sets().common)
