"""What can go wrong, as exceptions. The command line turns each into one line and exit status 1.

WorkplanError
├── DocumentError          the PDF itself
│   ├── NotAPdfError       no PDF, an empty one, or one too damaged to open
│   ├── EncryptedError     needs a password that is not known
│   ├── NoTextError        pages without a text layer: a scan
│   ├── NoTableError       text, but no table of activities
│   └── ReadingFailedError reading it crashed, took too long or needed too much memory
├── SettingsError          a file that a maintainer wrote: raw/NAME.toml, SOURCES.csv, corrections.csv
├── VocabularyError        a row of data/ that does not fit its model
└── StoreError             the output cannot be written
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import ValidationError


def file_name(path: Path) -> str:
    """A file's name as text; bytes in it that are no UTF-8 can't be stored as text and are replaced."""
    return os.fsencode(path.name).decode(errors="replace")


def first_error(error: "ValidationError", path: slice = slice(None)) -> str:
    """The first thing that does not fit a model, as `field: what is wrong`; `path` says which parts name the field."""
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"][path]))
    return (f"{where}: " if where else "") + first["msg"].removeprefix("Value error, ")


class WorkplanError(Exception):
    """The root: whatever this package raises on purpose."""


class DocumentError(WorkplanError):
    """A PDF that no workplan can be read from.

    `file` is the PDF, `reason` what is wrong, `advice` what the reader of the message can do about it.
    """

    def __init__(self, file: Path, reason: str, advice: str = "", page: int | None = None) -> None:
        self.file, self.reason, self.advice, self.page = file, reason, advice, page
        place = f"{file_name(file)}, page {page}" if page is not None else file_name(file)
        super().__init__(f"{place}: {reason}" + (f" ({advice})" if advice else ""))

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild from the four parts, so that the error crosses between processes."""
        return (type(self), (self.file, self.reason, self.advice, self.page))


class NotAPdfError(DocumentError):
    """No PDF, an empty file, or one too damaged to open."""


class EncryptedError(DocumentError):
    """The PDF needs a password that is not known."""


class NoTextError(DocumentError):
    """Pages, but no text on them: a scan."""


class NoTableError(DocumentError):
    """Text, but no table of activities."""


class ReadingFailedError(DocumentError):
    """Reading it crashed, took longer than allowed, or needed more memory than allowed."""


class SettingsError(WorkplanError):
    """A file that a maintainer wrote does not fit; the message starts with `file:line`."""


class VocabularyError(WorkplanError):
    """A row of `data/` does not fit its model; the message starts with `file:line`."""


class StoreError(WorkplanError):
    """The output cannot be written; what stood there before still stands."""
