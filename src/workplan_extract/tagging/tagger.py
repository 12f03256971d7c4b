"""The tagger: sentences in, sentences with their organisations, places and profile out, in a stream."""

from collections.abc import Iterable, Iterator

from workplan_extract.models import ColumnKind, Tagged
from workplan_extract.tagging.columns import cell_to_sentences, found_to_tagged
from workplan_extract.tagging.context import Context
from workplan_extract.tagging.document import context_to_names
from workplan_extract.tagging.language import Finder
from workplan_extract.tagging.names import judge_name
from workplan_extract.tagging.pipeline import Document, shared_pipeline, text_to_doc, text_to_sentence


class Tagger:
    """Tags the sentences of one document.

    Args:
        context: the document: its publisher, glossary and rulings. An empty one stands for any document.
    """

    def __init__(self, context: Context) -> None:
        self._nlp = shared_pipeline()
        self._document = context_to_document(context)

    def tag(self, texts: Iterable[str]) -> Iterator[Tagged]:
        """Tags each text, in order, as soon as it is asked for."""
        for doc in self._nlp.pipe(text_to_doc(text, self._document) for text in texts):
            yield doc._.workplan_tagged

    def tag_column(self, text: str, kind: ColumnKind) -> Tagged:
        """Tags a cell of a column that names partners, leads, funders or places; other kinds name nothing."""
        return found_to_tagged(text, kind, self.tag(cell_to_sentences(text, kind)))


def context_to_document(context: Context) -> Document:
    """A context → the names of its document, ready to be matched."""
    names = context_to_names(context, lambda name: judge_name(text_to_sentence(name)))
    finder = Finder(shared_pipeline(), names.phrases) if names.phrases else None
    return Document(names, finder, home_of(context))


def home_of(context: Context) -> str:
    """The country in the publisher's name, else the one that all its glossary speaks of; empty if of none."""
    own = [country for text in (context.publisher, context.publisher_acronym) for country in _countries_in(text)]
    spoken_of = {country for entry in context.glossary for country in _countries_in(entry.expansion)}
    if own:
        return own[0]
    return spoken_of.pop() if len(spoken_of) == 1 else ""


def _countries_in(text: str) -> list[str]:
    hits = text_to_sentence(text).hits.places
    return [hit.entry.country for hit in hits if hit.entry.kind == "country"]
