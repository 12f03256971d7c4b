"""Model → SQLite → model is the identity, for any plan."""

import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.factory import make_activity, make_workplan
from workplan_extract.models import ColumnKind, LocationRole, MarkState, Role, Source, Workplan
from workplan_extract.store import read_workplans
from workplan_extract.store.database import build_database
from workplan_extract.store.write import batches
from workplan_extract.vocabulary.findings import finding_kinds

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NAME = TEXT.filter(bool)
NUMBER = st.integers(1, 6)
PAGE = st.integers(1, 400)
BOX = st.tuples(*[st.floats(-1e4, 1e4)] * 4)
PLACES = st.sampled_from([("Viet Nam", "country", "VN"), ("Hanoi", "city", "VN"), ("Singapore", "country", "SG"),
                          ("Singapore", "city", "SG"), ("Pacific", "region", ""), ("Ōsaka", "city", "JP")])  # fmt: skip


def mark(column: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({
        column: st.integers(1, 4), "state": st.sampled_from(get_args(MarkState)), "evidence": TEXT, "page": PAGE,
        "bbox": BOX,
    })  # fmt: skip


ORGANISATION = st.fixed_dictionaries({
    "mention": NAME, "organisation": NAME | st.sampled_from(["Norad", "NORAD", "Ñorad", "国連"]),
    "role": st.sampled_from(get_args(Role)), "start": st.none() | NUMBER, "end": st.none() | NUMBER,
    "source": st.sampled_from(get_args(Source)),
})  # fmt: skip


@st.composite
def locations(draw: st.DrawFn) -> dict[str, Any]:
    location, kind, country = draw(PLACES)
    role = draw(st.sampled_from(get_args(LocationRole)))
    named = {"mention": draw(NAME), "location": location, "kind": kind, "country": country, "role": role}
    return {**named, "start": draw(st.none() | NUMBER), "end": None}


def activity(id_: str) -> st.SearchStrategy[dict[str, Any]]:
    numbers = st.lists(st.integers(1, 4), unique=True, max_size=4).map(sorted)
    changes = st.fixed_dictionaries({
        "quarters": numbers, "purposes": numbers, "period": st.sampled_from([None, "H1", "H2"]),
        "starts_on": st.none() | st.dates(date(2000, 1, 1)), "ends_on": st.none() | st.dates(date(2000, 1, 1)),
        "position": NUMBER, "activity": TEXT, "page": PAGE, "bbox": BOX,
        "regions": st.lists(st.fixed_dictionaries({"page": PAGE, "bbox": BOX}), max_size=2),
        "marks": st.lists(mark("purpose"), max_size=3), "quarter_marks": st.lists(mark("quarter"), max_size=2),
        "columns": st.lists(st.fixed_dictionaries(
            {"kind": st.sampled_from(get_args(ColumnKind)), "title": TEXT, "text": TEXT}), max_size=2),
        "organisations": st.lists(ORGANISATION, max_size=3), "locations": st.lists(locations(), max_size=3),
        "profile": st.fixed_dictionaries({
            "kind": TEXT, "mode": st.sampled_from(["", "hybrid"]), "series": TEXT,
            "series_number": st.none() | NUMBER, "topics": st.lists(TEXT, max_size=2), "audience": TEXT}),
    })  # fmt: skip
    return changes.map(lambda parts: make_activity(id_, **parts))


@st.composite
def workplans(draw: st.DrawFn, document: str = "rso-2022") -> Workplan:
    ids = [f"{document}-{number:02d}" for number in range(draw(st.integers(0, 3)))]
    described = st.fixed_dictionaries({"title": TEXT, "description": TEXT})
    finding = st.fixed_dictionaries({
        "level": st.sampled_from(["info", "warning", "error"]), "code": st.sampled_from(sorted(finding_kinds())),
        "message": TEXT, "page": st.none() | PAGE, "activity": st.sampled_from([None, *ids]),
    })  # fmt: skip
    return make_workplan(
        document=document,
        year=draw(st.none() | st.just(2022)),
        purposes=[{"number": number, **draw(described)} for number in (1, 2, 3, 4)],
        activities=[draw(activity(id_)) for id_ in ids],
        glossary=draw(st.lists(st.fixed_dictionaries({"acronym": TEXT, "expansion": TEXT}), max_size=2)),
        thematic_areas=[{"number": draw(NUMBER), **draw(described)} for _ in range(draw(st.integers(0, 2)))],
        principles=draw(st.lists(st.fixed_dictionaries({"position": NUMBER, "text": TEXT}), max_size=2)),
        sections=draw(st.lists(st.fixed_dictionaries(
            {"position": NUMBER, "heading": TEXT, "level": NUMBER, "text": TEXT, "page": PAGE}), max_size=2)),
        findings=draw(st.lists(finding, max_size=2)),
    )  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=workplans(), second=workplans(document="other-2023"))
def test_model_to_sqlite_to_model_is_the_identity(first: Workplan, second: Workplan) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workplans.db"
        build_database(path, batches([first, second], (), {}))
        assert list(read_workplans(path)) == [first, second]


def test_a_tick_column_that_no_purpose_describes_is_kept(tmp_path: Path) -> None:
    marks = [{"purpose": 7, "state": "ticked", "evidence": "glyph", "page": 4, "bbox": (0, 0, 1, 1)}]
    plan = make_workplan(activities=[make_activity(marks=marks, purposes=[7])])
    build_database(tmp_path / "workplans.db", batches([plan], (), {}))
    with closing(sqlite3.connect(tmp_path / "workplans.db")) as connection:
        assert connection.execute("SELECT label FROM purposes").fetchall() == [("Purpose 7",)]
        assert connection.execute("SELECT purpose, evidence FROM activity_purposes").fetchall() == [(7, "glyph")]
