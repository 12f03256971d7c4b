"""The spaCy pipeline: a tokenizer and two components that hand a sentence to the pure rules and keep what they find.

Match first, write later: `workplan_vocabulary` matches and sets `doc._.workplan_sentence`, `workplan_mentions` decides
and sets `doc._.workplan_tagged`. What a document says of names travels with each `Doc` as `doc._.workplan_document`,
so one pipeline serves all documents. Nothing of a `Doc` outlives it: mentions are plain values with offsets.
"""

from functools import cache
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from workplan_extract.models import Tagged
from workplan_extract.tagging.document import DocumentNames
from workplan_extract.tagging.language import Finder, blank_language, doc_to_hits, doc_to_line, shared_finder
from workplan_extract.tagging.locate import find_locations, locations_to_remarks
from workplan_extract.tagging.mentions import find_names
from workplan_extract.tagging.profile import sentence_to_profile
from workplan_extract.tagging.resolve import is_own, mentions_to_remarks, named_to_mentions
from workplan_extract.tagging.runs import Sentence, to_sentence


class Document(NamedTuple):
    """What a document says of names, ready to be matched."""

    names: DocumentNames
    finder: Finder | None
    """Its own phrases; None where it has none."""
    home: str
    """Alpha-2 code of the publisher's country; empty where it is of none."""


for _name in ("workplan_document", "workplan_text", "workplan_sentence", "workplan_tagged"):
    Doc.set_extension(_name, default=None, force=True)


@cache
def shared_pipeline() -> Language:
    """The pipeline; made once, for every document."""
    nlp = blank_language()
    nlp.add_pipe("workplan_vocabulary")
    nlp.add_pipe("workplan_mentions")
    return nlp


def text_to_doc(text: str, document: Document | None) -> Doc:
    """A text of a document → its `Doc`, tokenised, to go through the pipeline."""
    doc = shared_pipeline().make_doc(text)
    doc._.workplan_document = document
    doc._.workplan_text = text
    return doc


def text_to_sentence(text: str) -> Sentence:
    """A text → what the shared vocabulary knows of it, without any document's names."""
    sentence: Sentence = find_vocabulary(text_to_doc(text, None))._.workplan_sentence
    return sentence


@Language.component("workplan_vocabulary", assigns=["doc._.workplan_sentence"])
def find_vocabulary(doc: Doc) -> Doc:
    """Sets the sentence: its words, and what the shared vocabulary and the document's own names know of them."""
    document: Document | None = doc._.workplan_document
    own = [document.finder] if document and document.finder else []
    line = doc_to_line(doc, doc._.workplan_text)
    doc._.workplan_sentence = to_sentence(line, doc_to_hits(doc, line, [shared_finder(), *own]))
    return doc


@Language.component("workplan_mentions", requires=["doc._.workplan_sentence"], assigns=["doc._.workplan_tagged"])
def decide_mentions(doc: Doc) -> Doc:
    """Sets the sentence as tagged: organisations, locations, profile and remarks."""
    doc._.workplan_tagged = sentence_to_tagged(doc._.workplan_sentence, doc._.workplan_document)
    return doc


def sentence_to_tagged(sentence: Sentence, document: Document) -> Tagged:
    """A sentence of a document → what it names."""
    names = find_names(sentence)
    own = [item for item in names.named if is_own(sentence, document.names, item.candidate)]
    mentions = named_to_mentions(sentence, document.names, [item for item in names.named if item not in own])
    locations = find_locations(sentence, names, own, document.home)
    return Tagged(
        text=sentence.line.text,
        organisations=mentions,
        locations=locations,
        profile=sentence_to_profile(sentence, mentions),
        remarks=(*mentions_to_remarks(document.names, mentions), *locations_to_remarks(locations)),
    )
