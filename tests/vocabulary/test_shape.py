"""What holds for every file of names: columns, blanks, separators, order, line ends."""

import pytest

from tests.vocabulary.tables import DATA, header, parts, rows, sort_key

COLUMNS = {
    "organisations": [
        "organisation", "acronym", "aliases", "kind", "country", "website", "note", "ambiguous_aliases",
    ],
    "countries": [
        "alpha2", "alpha3", "short_name", "official_name", "other_names", "nationalities",
        "latitude", "longitude", "source", "ambiguous_names",
    ],
    "regions": ["name", "aliases", "adjectives", "note"],
    "border_towns": ["name", "countries", "aliases", "note"],
}  # fmt: skip
LISTS = {
    "organisations": ["aliases", "ambiguous_aliases"],
    "countries": ["other_names", "nationalities", "ambiguous_names"],
    "regions": ["aliases", "adjectives"],
    "border_towns": ["countries", "aliases"],
}
every_file = pytest.mark.parametrize("name", sorted(COLUMNS))


@every_file
def test_columns_are_the_documented_ones(name: str) -> None:
    assert header(name) == COLUMNS[name]


@every_file
def test_every_row_has_a_name_and_all_cells(name: str) -> None:
    assert [row for row in rows(name) if not row[COLUMNS[name][0]] or None in row.values() or None in row] == []


@every_file
def test_no_cell_has_spare_blanks_or_line_breaks(name: str) -> None:
    cells = [cell for row in rows(name) for cell in row.values()]
    assert [cell for cell in cells if cell != " ".join(cell.split())] == []


@every_file
def test_lists_have_no_blank_or_repeated_part(name: str) -> None:
    lists = [parts(row[column]) for row in rows(name) for column in LISTS[name]]
    assert [cell for cell in lists if any(part != part.strip() or not part for part in cell)] == []
    assert [cell for cell in lists if len(cell) != len(set(cell))] == []


@every_file
def test_rows_are_in_order_and_once(name: str) -> None:
    names = [row[COLUMNS[name][0]] for row in rows(name)]
    assert names == sorted(names, key=sort_key)
    assert len({item.casefold() for item in names}) == len(names)


@every_file
def test_file_is_utf8_with_plain_line_ends(name: str) -> None:
    content = (DATA / f"{name}.csv").read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert "\N{REPLACEMENT CHARACTER}" not in content.decode("utf-8")
