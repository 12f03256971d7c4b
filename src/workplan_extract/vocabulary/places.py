"""Countries and regions by their names: `data/countries.csv`, `data/regions.csv`."""

from functools import cache

from pydantic import Field

from workplan_extract.models import Frozen
from workplan_extract.vocabulary.rows import Names, read_rows


class Country(Frozen):
    """A country or territory with an ISO 3166-1 code."""

    alpha2: str = Field(min_length=2, max_length=2, description="ISO 3166-1 alpha-2 code")
    alpha3: str = Field(min_length=3, max_length=3, description="ISO 3166-1 alpha-3 code")
    short_name: str = Field(min_length=1, description="ISO 3166 short English name")
    official_name: str = Field(default="", description="ISO 3166 official English name")
    other_names: Names = Field(default=(), description="Common, former and translated names")
    nationalities: Names = Field(default=(), description="Adjectives and demonyms")
    latitude: float | None = Field(default=None, description="Degrees north")
    longitude: float | None = Field(default=None, description="Degrees east")
    source: str = Field(default="", description="Where the coordinates come from")
    ambiguous_names: Names = Field(default=(), description="Names that other words or places share")

    @property
    def names(self) -> tuple[str, ...]:
        """Its names as a noun, the ISO short name first."""
        return tuple(name for name in (self.short_name, self.official_name, *self.other_names) if name)


class Area(Frozen):
    """A region of the world, above or below the country level, that plans name."""

    name: str = Field(min_length=1, description="Canonical name, without an article")
    aliases: Names = Field(default=(), description="Spellings of the same name")
    adjectives: Names = Field(default=(), description="Adjectives that name it")
    note: str = Field(default="", description="What a maintainer should know of it")


@cache
def countries() -> tuple[Country, ...]:
    """All countries and territories.

    Raises:
        VocabularyError: a row does not fit.
    """
    return read_rows("countries", Country)


@cache
def country_by_code() -> dict[str, Country]:
    """Alpha-2 code → country."""
    return {country.alpha2: country for country in countries()}


class Homonym(Frozen):
    """A name that several countries share: the first, unless the sentence speaks of another."""

    name: str = Field(min_length=1, description="The shared name or nationality")
    countries: Names = Field(min_length=1, description="Alpha-2 codes, the likeliest first")
    note: str = Field(default="", description="What a maintainer should know of it")


@cache
def homonyms() -> dict[str, tuple[str, ...]]:
    """Shared name → alpha-2 codes, the likeliest first.

    Raises:
        VocabularyError: a row does not fit.
    """
    return {row.name: row.countries for row in read_rows("homonyms", Homonym)}


@cache
def areas() -> tuple[Area, ...]:
    """All regions of the list.

    Raises:
        VocabularyError: a row does not fit.
    """
    return read_rows("regions", Area)


@cache
def islands() -> frozenset[str]:
    """Names of islands and atolls, where things take place as they do in a town."""
    return frozenset(area.name for area in areas() if area.note == "island")


@cache
def provinces() -> frozenset[str]:
    """Names of parts of one country that are no ISO 3166-2 name, where things take place as they do in a town."""
    return frozenset(area.name for area in areas() if area.note == "province")
