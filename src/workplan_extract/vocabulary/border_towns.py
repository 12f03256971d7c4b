"""Border posts and small towns beside them that GeoNames' list of cities lacks: `data/border_towns.csv`."""

from functools import cache, lru_cache

from pydantic import Field

from workplan_extract.models import Frozen
from workplan_extract.vocabulary.cities import cities_named, cities_translated
from workplan_extract.vocabulary.city_index import name_to_city_key
from workplan_extract.vocabulary.rows import Names, read_rows


class BorderTown(Frozen):
    """A border post or a small town of that region; no coordinates are held."""

    name: str = Field(min_length=1, description="Usual English name")
    countries: Names = Field(min_length=1, description="Alpha-2 codes of its sides, in the order of their ISO names")
    aliases: Names = Field(default=(), description="Other spellings")
    note: str = Field(default="", description="What a maintainer should know of it")


@cache
def border_towns() -> dict[str, BorderTown]:
    """Key of a spelling (`name_to_city_key`) → border town.

    Raises:
        VocabularyError: a row does not fit.
    """
    rows = read_rows("border_towns", BorderTown)
    return {name_to_city_key(spelling): row for row in rows for spelling in (row.name, *row.aliases)}


@lru_cache(maxsize=4096)
def is_listed_city(name: str, country: str) -> bool:
    """Whether GeoNames' list or `data/border_towns.csv` has a town of that name in that country."""
    post = border_towns().get(name_to_city_key(name))
    if (post and country in post.countries) or cities_named(name, country):
        return True
    return any(city.country == country for city in cities_translated(name))
