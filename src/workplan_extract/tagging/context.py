"""What the tagger is told of the document that a sentence comes from."""

from workplan_extract.models import Frozen, GlossaryEntry
from workplan_extract.settings import DocumentSettings


class Context(Frozen):
    """The document around the sentences: who publishes it, its own glossary, and what a maintainer rules."""

    publisher: str = ""
    publisher_acronym: str = ""
    glossary: tuple[GlossaryEntry, ...] = ()
    settings: DocumentSettings = DocumentSettings()
