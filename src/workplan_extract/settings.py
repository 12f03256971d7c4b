"""What a maintainer rules for one document: `raw/NAME.toml` beside `raw/NAME.pdf`. Every line of it is optional."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError, field_validator

from workplan_extract.errors import SettingsError, first_error
from workplan_extract.models import Frozen, Role

COLUMN = re.compile(
    r"activity|purpose [1-9]\d*|quarter [1-4]|half [12]|month ([1-9]|1[0-2])|purposes|time|number|partners|lead|funder"
    r"|location|budget|other"
)


def _known_column(kind: str) -> str:
    if not COLUMN.fullmatch(kind):
        raise ValueError(f"{kind!r} is none of {COLUMN.pattern}")
    return kind


class Ruling(Frozen):
    """What a maintainer decides about a name. It beats every rule and is published as `source: ruling`."""

    mention: str = Field(min_length=1, description="The name as printed")
    organisation: str | None = Field(default=None, description="Its canonical name; left out, it is no organisation")
    role: Role | None = Field(default=None, description="Its role; left out, the sentence decides")


class DocumentSettings(Frozen):
    """Rulings for one document. What is left out is inferred from the PDF."""

    title: str | None = Field(default=None, description="Title of the plan")
    publisher: str | None = Field(default=None, description="Organisation that publishes it")
    publisher_acronym: str | None = Field(default=None, description="The publisher's acronym")
    year: int | None = Field(default=None, ge=1900, le=2200, description="First year that it is for")
    first_month: int | None = Field(default=None, ge=1, le=12, description="First month of the plan's year")
    pages: tuple[int, ...] | None = Field(default=None, description="PDF pages that hold tables of activities")
    period_heading: str | None = Field(
        default=None, description="Regular expression of a period's heading, with a group `quarter` or `half`"
    )
    columns: dict[str, Annotated[str, AfterValidator(_known_column)]] = Field(
        default={},
        description="Column title as printed → activity; purpose N, quarter N, half N or month N, which hold marks; "
        "purposes or time, which say them in words; number, partners, lead, funder, location, budget or other",
    )
    marks: dict[str, Literal["ticked", "empty"]] = Field(
        default={}, description="Mark as printed, or its look as a finding names it → ticked or empty"
    )
    aliases: dict[str, str] = Field(default={}, description="Name as printed → canonical organisation")
    rulings: tuple[Ruling, ...] = Field(default=(), description="Decisions on single names")
    accept: tuple[str, ...] = Field(
        default=(), description="Gates of run --strict, or codes of findings, that a person found right for this plan"
    )

    @field_validator("pages")
    @classmethod
    def _pages_count_from_one(cls, pages: tuple[int, ...] | None) -> tuple[int, ...] | None:
        if pages and min(pages) < 1:
            raise ValueError("pages count from 1")
        return pages

    @field_validator("period_heading")
    @classmethod
    def _heading_is_a_pattern(cls, pattern: str | None) -> str | None:
        if pattern is not None:
            try:
                groups = re.compile(pattern).groupindex
            except re.error as error:
                raise ValueError(f"no regular expression: {error}") from error
            if not {"quarter", "half"} & set(groups):
                raise ValueError("the pattern needs a group (?P<quarter>…) or (?P<half>…)")
        return pattern


def settings_beside(pdf: Path) -> Path | None:
    """The TOML file beside a PDF; none where there is none, or where the PDF's name leaves no room for its name."""
    path = pdf.with_suffix(".toml")
    try:
        return path if path.is_file() else None
    except OSError:
        return None


def load_settings(pdf: Path) -> DocumentSettings:
    """Read the TOML file beside a PDF; without one, nothing is ruled.

    Raises:
        SettingsError: the file does not parse or does not fit; the message starts with `file:line`.
    """
    path = settings_beside(pdf)
    if path is None:
        return DocumentSettings()
    return parse_settings(path.read_text(encoding="utf-8"), path.name)


def parse_settings(text: str, name: str) -> DocumentSettings:
    """TOML text → settings; `name` is the file's name for messages.

    Raises:
        SettingsError: the text does not parse or does not fit.
    """
    try:
        return DocumentSettings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise SettingsError(f"{name}:{line[1] if line else 1}: {error}") from error
    except ValidationError as error:
        raise SettingsError(f"{name}:{_line_of(error.errors()[0]['loc'], text)}: {first_error(error)}") from error


def _line_of(place: Sequence[int | str], text: str) -> int:
    """The line that sets a key, from 1, or that of the table which the key is in; numbers count tables of one name."""
    lines = text.splitlines()
    found, start = 1, 0
    for key, index in zip(place, [*place[1:], ""], strict=True):
        if isinstance(key, int):
            continue
        pattern = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*(=|\]|\.)")
        matches = [number for number, line in enumerate(lines[start:], start + 1) if pattern.match(line)]
        if not matches:
            break
        found = start = matches[min(index, len(matches) - 1) if isinstance(index, int) else 0]
    return found
