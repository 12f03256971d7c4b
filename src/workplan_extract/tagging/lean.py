"""spaCy without its command line: a third of the time that loading it takes, for something that nobody here calls.

`import spacy` loads all of `spacy.cli`, with the web clients and the like that its commands need, to offer one
function, `spacy.info`. A stand-in for the module that holds it is in place while spaCy is loaded, and gone afterwards:
whoever calls `spacy.info`, or imports `spacy.cli`, gets the real one.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

COMMAND = "spacy.cli.info"


class StandIn(ModuleType):
    """A module that has nothing of its own but a function that calls the real one's."""

    @staticmethod
    def info(*args: object, **options: object) -> Any:
        """`spacy.info`, loaded when it is called."""
        return import_module(COMMAND).info(*args, **options)

    def __getattr__(self, name: str) -> Any:
        """Whatever else a release of spaCy takes from the module: the real thing, loaded at once."""
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(COMMAND) is self:
            del sys.modules[COMMAND]
        return getattr(import_module(COMMAND), name)


def load_spacy() -> None:
    """Load spaCy, unless it is loaded already."""
    if "spacy" in sys.modules:
        return
    sys.modules[COMMAND] = stand_in = StandIn(COMMAND)
    try:
        import_module("spacy")
    finally:
        if sys.modules.get(COMMAND) is stand_in:
            del sys.modules[COMMAND]


load_spacy()
