"""Combinations that were once read wrong in silence, each by another cause."""

from dataclasses import replace

import pytest

from tests.factory.combinations import at_random
from tests.factory.fuzz import combination_to_verdict
from tests.factory.judge import Outcome

CAUSES = {
    410088: "a purpose named Partnership, never ticked, beside a total",
    410061: "columns without a tick above a total and a note",
    250096: "filled cells as the only marks of one table",
    310000: "tables abreast of which one begins its rows higher",
    210053: "a running line crosses the white between two columns",
    310046: "a dash in a running line stands where a mark could",
    410104: "a dash right before the months that the year runs over",
    1110054: "a purpose named Partnership, the last of upright titles, never marked",
    1120149: "the months of the year on one line with the title",
    2110079: "a first page with words for marks and nothing drawn",
    2110088: "purposes as SO1 to SO10 before a title of two lines",
    2110080: "a purpose named Partnership, never ticked in the first band",
    2110112: "tables abreast, of which the second goes on in a row's midst",
    2110135: "catch-up, broken at its own hyphen",
    2120019: "a band at a page's top above filled cells",
    1130094: "a title centred over longer cells that begin below the first band",
    3110001: "an empty column of quarters beside columns of purposes",
    3150031: "a mark beside a number of two digits, and dashes after it",
    3150039: "a line that tells the year on a page turned by a matrix",
    3150148: "dashes for nothing in columns of purposes without a group",
    3170028: "colours of cells whose rules stand between their edges",
    3180050: "a row cut in a table abreast, with marks on both pages",
    3140084: "words for marks before the first line overleaf",
    3300036: "marks at even distances in narrow columns",
    3270007: "a group's title right beside that of the activities",
    3270030: "a coloured column named Partnership, wider than its neighbour",
    3240053: "a row's number alone on its line at a page's edge",
    3200064: "a column of dashes alone below a title",
    2120145: "quarters named in the header alone, and bullets as marks",
}


OTHER_ENGINE = {
    3120075: "a page number below the white between tables abreast",
    3190020: "a coloured cell of eight lines, and a page with hardly a word beside turned titles",
    3190051: "a bracket that names a term at a row's end",
    3190136: "tables abreast of which only the first goes on",
    3210087: "pages whose size is told for all of them at once",
    3230020: "a band at a page's top above rows of one line",
    3230061: "a row without a mark alone overleaf",
    3280085: "a month's title right beside a number",
    3280111: "a bracket that names a term, beside marks",
    3250062: "a row without a mark, the first overleaf",
    3160057: "titles of months at uneven distances",
}


@pytest.mark.parametrize("number", CAUSES, ids=[cause.replace(" ", "-") for cause in CAUSES.values()])
def test_it_is_read_right(number: int) -> None:
    verdict = combination_to_verdict(replace(at_random(number), name=CAUSES[number]), None)
    assert verdict.outcome in {Outcome.RIGHT, Outcome.DOUBTED}, str(verdict)


@pytest.mark.parametrize("number", OTHER_ENGINE, ids=[cause.replace(" ", "-") for cause in OTHER_ENGINE.values()])
def test_the_other_engines_is_read_right(number: int) -> None:
    verdict = combination_to_verdict(replace(at_random(number, "fpdf2"), name=OTHER_ENGINE[number]), None)
    assert verdict.outcome in {Outcome.RIGHT, Outcome.DOUBTED}, str(verdict)
