"""A run over unchanged files reads nothing and writes nothing; whatever changed, the result is made anew."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.maintainer.conftest import Command, invoke
from tests.maintainer.plans import reference
from workplan_extract import pipeline
from workplan_extract.errors import WorkplanError
from workplan_extract.maintaining.maintained import Maintained, load_maintained
from workplan_extract.models import Workplan
from workplan_extract.running import cache, publishing
from workplan_extract.running.isolation import Outcome, Work
from workplan_extract.running.making import make_plans

PLAN = reference()
CORRECTION = (
    "document,activity,field,was,now,why,who,when\nrso-2022,rso-2022-q1-05,purposes,1;2;4,1;2,seen,ND,2023-01-09\n"
)
REVIEW = "document,activity,who,when,note\nrso-2022,rso-2022-q1-05,ND,2023-01-09,\n"
Snapshot = dict[str, tuple[int, str]]


def snapshot(folder: Path) -> Snapshot:
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, sha256(path.read_bytes()).hexdigest())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Reader:
    """Stands for the reading of a PDF: fast, and counts how often it is asked."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, pdf: Path, maintained: Maintained) -> Workplan:
        self.count += 1
        changes = {"sha256": sha256(pdf.read_bytes()).hexdigest(), "file": pdf.name, "id": "rso-2022"}
        return PLAN.model_copy(update={"document": PLAN.document.model_copy(update=changes)})


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    reader = Reader()
    monkeypatch.setattr(pipeline, "extract_workplan", reader)
    return reader


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "plan.pdf").write_bytes(b"%PDF-1.7 one")
    return folder


def in_this_process(work: Work, pdfs: Iterable[Path]) -> Iterator[tuple[Path, Outcome]]:
    for pdf in pdfs:
        try:
            yield pdf, work(pdf)
        except WorkplanError as error:
            yield pdf, error


def read(raw: Path, output: Path, *, fresh: bool = False) -> bool:
    """One run; whether anything was written."""
    maintained = load_maintained(raw)
    made = make_plans(sorted(raw.glob("*.pdf")), maintained, output, in_this_process, fresh=fresh)
    return publishing.publish_plans(made.workplans, output, maintained, fresh=fresh)


def test_a_second_run_reads_and_writes_nothing(raw: Path, tmp_path: Path, reader: Reader) -> None:
    output = tmp_path / "output"
    assert read(raw, output)
    before = snapshot(tmp_path)
    assert not read(raw, output)
    assert (reader.count, snapshot(tmp_path)) == (1, before)
    assert (cache.cache_folder(output) / ".gitignore").read_text(encoding="utf-8") == "*\n"


CHANGES: dict[str, Callable[[Path], object]] = {
    "the PDF": lambda raw: (raw / "plan.pdf").write_bytes(b"%PDF-1.7 two"),
    "the PDF, same size and times": lambda raw: rewrite_in_secret(raw / "plan.pdf", b"%PDF-1.7 two"),
    "a TOML file is added": lambda raw: (raw / "plan.toml").write_text("year = 2022\n", encoding="utf-8"),
    "a correction is added": lambda raw: (raw / "corrections.csv").write_text(CORRECTION, encoding="utf-8"),
    "a review is added": lambda raw: (raw / "reviews.csv").write_text(REVIEW, encoding="utf-8"),
}


def rewrite_in_secret(path: Path, content: bytes) -> None:
    status = path.stat()
    path.write_bytes(content)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_a_plan_is_made_from_makes_it_anew(
    raw: Path, tmp_path: Path, reader: Reader, change: Callable[[Path], object]
) -> None:
    output = tmp_path / "output"
    read(raw, output)
    change(raw)
    read(raw, output)
    assert reader.count == 2
    assert not read(raw, output)
    assert reader.count == 2


def test_another_version_of_the_code_makes_it_anew(
    raw: Path, tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(raw, tmp_path / "output")
    monkeypatch.setattr(cache, "code_version", lambda: "another")
    assert read(raw, tmp_path / "output")
    assert reader.count == 2


def test_the_version_of_the_code_knows_the_vocabulary() -> None:
    folder = Path(cache.__file__).parent.parent
    cache.code_version.cache_clear()
    before = cache.code_version()
    extra = folder / "data" / "zz-test.csv"
    try:
        extra.write_text("word\n", encoding="utf-8")
        cache.code_version.cache_clear()
        assert cache.code_version() != before
    finally:
        extra.unlink()
        cache.code_version.cache_clear()


def test_sources_are_published_anew_without_reading(raw: Path, tmp_path: Path, reader: Reader) -> None:
    read(raw, tmp_path / "output")
    row = f"plan.pdf,{sha256(b'%PDF-1.7 one').hexdigest()},T,P,2022,https://example.org,,\n"
    heading = "file,sha256,title,publisher,year,url,retrieved_on,note\n"
    (raw / "SOURCES.csv").write_text(heading + row, encoding="utf-8")
    assert read(raw, tmp_path / "output")
    assert reader.count == 1
    assert "https://example.org" in (tmp_path / "output" / "documents.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["workplans.db", "activities.csv", "datapackage.json"])
@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_output_that_is_not_as_it_was_written_is_built_again(
    raw: Path, tmp_path: Path, reader: Reader, name: str, harm: str
) -> None:
    output = tmp_path / "output"
    read(raw, output)
    content = (output / name).read_bytes()
    (output / name).unlink() if harm == "gone" else (output / name).write_bytes(content + b" ")
    assert read(raw, output)
    assert (reader.count, (output / name).read_bytes()) == (1, content)


def test_fresh_reads_everything_anew_and_gives_the_same_bytes(raw: Path, tmp_path: Path, reader: Reader) -> None:
    output = tmp_path / "output"
    read(raw, output)
    before = {name: digest for name, (_, digest) in snapshot(output).items()}
    assert read(raw, output, fresh=True)
    assert reader.count == 2
    assert {name: digest for name, (_, digest) in snapshot(output).items()} == before


@pytest.mark.parametrize("content", [b"", b"{", b'{"ledger": "x", "workplan": {}}', b"\x00\xff"])
def test_a_damaged_cache_is_no_cache(raw: Path, tmp_path: Path, reader: Reader, content: bytes) -> None:
    output = tmp_path / "output"
    read(raw, output)
    for path in cache.cache_folder(output).glob("*.json"):
        path.write_bytes(content)
    assert read(raw, output)
    assert reader.count == 2


def test_a_pdf_that_changes_while_it_is_read_gives_no_plan(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changing(pdf: Path, maintained: Maintained) -> Workplan:
        plan = Reader()(pdf, maintained)
        pdf.write_bytes(b"%PDF-1.7 changed")
        return plan

    monkeypatch.setattr(pipeline, "extract_workplan", changing)
    made = make_plans([raw / "plan.pdf"], Maintained(), tmp_path / "output", in_this_process)
    assert not made.workplans
    assert [failure.reason.split(" (")[0] for failure in made.failures] == [
        "plan.pdf: the file changed while it was read"
    ]
    assert not list(cache.cache_folder(tmp_path / "output").glob("*.json"))


def test_plans_that_are_gone_are_forgotten(raw: Path, tmp_path: Path, reader: Reader) -> None:
    output = tmp_path / "output"
    read(raw, output)
    (raw / "plan.pdf").rename(raw / "renamed.pdf")
    read(raw, output)
    assert len(list(cache.cache_folder(output).glob("*.json"))) == 3


def test_times_without_a_fraction_are_trusted_later() -> None:
    second = 1_000_000_000
    assert cache.is_racy(7 * second, 8 * second)
    assert not cache.is_racy(7 * second, 10 * second)
    assert not cache.is_racy(7 * second + 1, 8 * second)
    assert cache.is_racy(7 * second + 1, 7 * second + 5)


SECOND_RUN = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
from workplan_extract.cli import main
try:
    main(["run"])
except SystemExit as end:
    code = end.code
heavy = {"pdfplumber", "pdfminer", "pypdfium2", "spacy", "datasette", "sqlite_utils", "numpy", "lap"}
print(code, sorted(heavy & set(sys.modules)), [name for name in opened if name.endswith(".pdf")])
"""


def test_the_real_second_run_opens_no_pdf_loads_nothing_heavy_and_takes_under_a_second(project: Path) -> None:
    assert invoke("run", "--fresh").exit_code == 0
    before = snapshot(project)
    started = os.times()
    done = subprocess.run([sys.executable, "-c", SECOND_RUN], capture_output=True, text=True, check=True, cwd=project)
    ended = os.times()
    # Processor time, so that what else the machine does makes no difference; nothing in such a run waits.
    took = ended.children_user + ended.children_system - started.children_user - started.children_system
    assert done.stdout.strip() == "0 [] []"
    assert "56 activities" in done.stderr
    assert snapshot(project) == before
    assert took < 1


def test_the_same_file_under_another_name_is_left_out_and_said(project: Path) -> None:
    before = (project / "output" / "activities.csv").read_bytes()
    shutil.copyfile(project / "raw" / "rso-annual-workplan-2022.pdf", project / "raw" / "zz copy.pdf")
    shutil.copyfile(project / "raw" / "rso-annual-workplan-2022.toml", project / "raw" / "zz copy.toml")
    result = invoke("run")
    assert result.exit_code == 0
    assert "zz copy.pdf is left out: it is the same file as rso-annual-workplan-2022.pdf" in result.stderr
    assert "duplicate-document" not in result.stderr
    assert (project / "output" / "activities.csv").read_bytes() == before


def test_several_plans_make_one_database(project: Path) -> None:
    plan = (project / "raw" / "rso-annual-workplan-2022.pdf").read_bytes()
    (project / "raw" / "again.pdf").write_bytes(plan + b"\n% another state of it\n")
    result = invoke("run")
    assert result.exit_code == 0
    assert "duplicate-document" in result.stderr
    header, *rows = (project / "output" / "documents.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 2, header


def test_a_correction_in_the_wrong_place_stops_the_run_and_leaves_the_output(project: Path) -> None:
    before = snapshot(project / "output")
    wrong = CORRECTION.replace("1;2;4", "3")
    (project / "raw" / "corrections.csv").write_text(wrong, encoding="utf-8")
    result = invoke("run")
    assert result.exit_code == 1
    assert "corrections.csv:2: rso-2022-q1-05: purposes was '3'" in result.stderr
    assert snapshot(project / "output") == before


def test_a_correction_of_an_unknown_plan_stops_the_run(project: Path) -> None:
    line = CORRECTION.replace("rso-2022,", "rso-2032,")
    (project / "raw" / "corrections.csv").write_text(line, encoding="utf-8")
    result = invoke("run")
    assert result.exit_code == 1
    assert "corrections.csv:2: no plan is called 'rso-2032'; there are rso-2022" in result.stderr


def test_corrections_and_reviews_are_published_and_survive_every_run(project: Path) -> None:
    (project / "raw" / "corrections.csv").write_text(CORRECTION, encoding="utf-8")
    (project / "raw" / "reviews.csv").write_text(REVIEW, encoding="utf-8")
    for arguments in ((), ("--fresh",)):
        assert invoke("run", *arguments).exit_code == 0
        tables = {
            name: (project / "output" / f"{name}.csv").read_text(encoding="utf-8").splitlines()
            for name in ("corrections", "reviews", "activity_purposes")
        }
        assert [len(tables[name]) for name in ("corrections", "reviews")] == [2, 2]
        assert sum(row.startswith("rso-2022-q1-05,") for row in tables["activity_purposes"]) == 2


def test_the_command_has_a_way_to_force(command: Command) -> None:
    assert "--fresh" in command("run", "--help").stdout
