"""Cities are found by name, whether their index is kept, can't be kept, or is made anew."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workplan_extract.vocabulary import cities_named, cities_translated

ASK = "from workplan_extract.vocabulary import cities_named; print([city.country for city in cities_named('Hanoi')])"


def asked(**environment: str) -> str:
    command = [sys.executable, "-c", ASK]
    return subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, **environment}
    ).stdout.strip()


def test_the_most_populous_comes_first() -> None:
    people = [city.population for city in cities_named("London")]
    assert people == sorted(people, reverse=True)
    assert cities_named("London")[0].country == "GB"
    assert {city.country for city in cities_named("London", "CA")} == {"CA"}


@pytest.mark.parametrize("name", ["", "Hano", "Hanoix", "\N{SNOWMAN}", "Zzzz", "~", "=hanoi"])
def test_what_is_no_city_is_none(name: str) -> None:
    assert cities_named(name) == ()


def test_a_translation_finds_its_own_city_alone() -> None:
    """In GeoNames' file, Abu Jibeha stands right before it."""
    assert [city.name for city in cities_translated("Abu Zabad")] == ["Abū Zabad"]


def test_a_town_is_found_with_and_without_its_accents() -> None:
    assert [city.country for city in cities_named("Escaldes")] == []
    assert [city.country for city in cities_named("Encamp")] == ["AD"]
    assert [city.name for city in cities_named("Vulcanesti")] == ["Vulcăneşti"]


def test_the_index_is_kept_and_made_once(tmp_path: Path) -> None:
    assert asked(XDG_CACHE_HOME=str(tmp_path)) == "['VN']"
    (kept,) = (tmp_path / "workplan-extract").iterdir()
    inode = kept.stat().st_ino
    assert asked(XDG_CACHE_HOME=str(tmp_path)) == "['VN']"
    assert kept.stat().st_ino == inode


def test_without_a_place_for_it_the_index_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert asked(XDG_CACHE_HOME=str(tmp_path / "file")) == "['VN']"
