"""The tagger: sentences in, sentences with their organisations, places and profile out, in a stream."""

from collections.abc import Iterable, Iterator
from typing import Literal

from spacy.tokens import Doc

from workplan_extract.models import ColumnKind, Tagged
from workplan_extract.tagging.columns import cell_to_sentences, found_to_tagged
from workplan_extract.tagging.context import Context
from workplan_extract.tagging.document import context_to_names
from workplan_extract.tagging.language import Finder, doc_to_hits, doc_to_line, shared_finder, shared_language
from workplan_extract.tagging.locate import find_locations
from workplan_extract.tagging.mentions import find_names
from workplan_extract.tagging.names import judge_name
from workplan_extract.tagging.profile import sentence_to_profile
from workplan_extract.tagging.resolve import is_own, mentions_to_remarks, named_to_mentions
from workplan_extract.tagging.runs import Sentence, to_sentence


class Tagger:
    """Tags the sentences of one document.

    Args:
        context: the document: its publisher, glossary and rulings. An empty one stands for any document.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._nlp = shared_language()
        self._finders = [shared_finder()]
        self._names = context_to_names(context, self._judge)
        self._finders.append(Finder(self._nlp, self._names.phrases))
        self._home = self._country_of_publisher()

    def tag(self, texts: Iterable[str]) -> Iterator[Tagged]:
        """Tags each text, in order, as soon as it is asked for."""
        for doc, text in self._nlp.pipe(((text, text) for text in texts), as_tuples=True):
            yield self._sentence_to_tagged(self._sentence(doc, text))

    def tag_column(self, text: str, kind: ColumnKind) -> Tagged:
        """Tags a cell of a column that names partners, leads, funders or places; other kinds name nothing."""
        found = [
            self._sentence_to_tagged(self._text_to_sentence(sentence)) for sentence in cell_to_sentences(text, kind)
        ]
        return found_to_tagged(text, kind, found)

    def _sentence_to_tagged(self, sentence: Sentence) -> Tagged:
        names = find_names(sentence)
        own = [item for item in names.named if is_own(sentence, self._names, item.candidate)]
        mentions = named_to_mentions(sentence, self._names, [item for item in names.named if item not in own])
        return Tagged(
            text=sentence.line.text,
            organisations=mentions,
            locations=find_locations(sentence, names, own, self._home),
            profile=sentence_to_profile(sentence, mentions),
            remarks=tuple(mentions_to_remarks(self._names, mentions)),
        )

    def _text_to_sentence(self, text: str) -> Sentence:
        return self._sentence(self._nlp.make_doc(text), text)

    def _sentence(self, doc: Doc, text: str) -> Sentence:
        line = doc_to_line(doc, text)
        return to_sentence(line, doc_to_hits(doc, line, self._finders))

    def _judge(self, name: str) -> Literal["", "doubtful", "name"]:
        return judge_name(self._text_to_sentence(name))

    def _country_of_publisher(self) -> str:
        """The country in the publisher's name, else the one that its glossary speaks of; empty if of none."""
        texts = [self._context.publisher, self._context.publisher_acronym]
        texts += [entry.expansion for entry in self._context.glossary]
        for text in texts:
            hits = self._text_to_sentence(text).hits
            for hit in hits.places:
                if hit.entry.kind == "country":
                    return hit.entry.country
        return ""
