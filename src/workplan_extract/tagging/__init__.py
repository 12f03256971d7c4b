"""From a sentence to the organisations, places and roles it names. The only home of spaCy."""

from workplan_extract.tagging.context import Context
from workplan_extract.tagging.lean import load_spacy
from workplan_extract.tagging.linking import link_organisations
from workplan_extract.tagging.tagger import Tagger

__all__ = ["Context", "Tagger", "link_organisations", "load_spacy"]
