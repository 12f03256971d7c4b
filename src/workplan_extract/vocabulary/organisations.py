"""The registry of organisations: `data/organisations.csv`."""

from functools import cache

from pydantic import Field

from workplan_extract.models import Frozen
from workplan_extract.vocabulary.rows import Names, read_rows


class Organisation(Frozen):
    """An organisation that the product knows by name."""

    organisation: str = Field(min_length=1, description="Official English name")
    acronym: str = Field(default="", description="Its usual acronym")
    aliases: Names = Field(default=(), description="Other names that it goes by")
    kind: str = Field(default="", description="intergovernmental, government body, NGO, …")
    country: str = Field(default="", description="ISO 3166-1 alpha-2 code of its seat, where it is of one country")
    website: str = Field(default="", description="Its site's domain")
    note: str = Field(default="", description="What a maintainer should know of it")
    ambiguous_aliases: Names = Field(default=(), description="Names that mean it only where a cue says so")

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the official one first."""
        return tuple(name for name in (self.organisation, self.acronym, *self.aliases) if name)


@cache
def organisations() -> tuple[Organisation, ...]:
    """All organisations of the registry, in the file's order.

    Raises:
        VocabularyError: a row does not fit.
    """
    return read_rows("organisations", Organisation)
