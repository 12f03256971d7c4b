"""Six whole plans of other years and organisations, read without a word of ruling."""

from functools import cache
from pathlib import Path

import pytest

from tests.factory.judge import Outcome, judge
from tests.factory.plan import Case
from tests.factory.whole import Book, book_to_case, books
from tests.factory.words import year_name
from workplan_extract.models import Reading
from workplan_extract.reading import read_document
from workplan_extract.settings import DocumentSettings

BOOKS = books()
each_book = pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)


@cache
def _read(name: str, folder: Path) -> tuple[Case, Reading]:
    case = book_to_case(next(book for book in BOOKS if book.name == name))
    path = folder / f"{name}.pdf"
    path.write_bytes(case.pdf)
    return case, read_document(path, DocumentSettings())


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("whole")


@each_book
def test_rows_and_ticks(book: Book, folder: Path) -> None:
    verdict = judge(*_read(book.name, folder))

    assert verdict.outcome is not Outcome.WRONG, str(verdict)
    assert verdict.outcome in {Outcome.RIGHT, Outcome.DOUBTED}, str(verdict)


@each_book
def test_no_row_is_in_doubt(book: Book, folder: Path) -> None:
    assert judge(*_read(book.name, folder)).doubts == ()


@each_book
def test_the_document_is_known(book: Book, folder: Path) -> None:
    document = _read(book.name, folder)[1].document
    title = f"{book.plan.title} {year_name(book.plan.year, book.plan.first_month)}"

    assert (document.title.casefold(), document.year) == (title.casefold(), book.plan.year)
    assert (document.publisher, document.publisher_acronym) == (book.plan.publisher, book.plan.acronym)


@each_book
def test_purposes_are_described(book: Book, folder: Path) -> None:
    purposes = _read(book.name, folder)[1].purposes
    titles = [title if book.purposes or book.design.label == "name" else "" for title, _ in book.plan.purposes]

    assert [(p.number, p.title) for p in purposes] == list(enumerate(titles, 1))
    if book.purposes:
        assert [p.description for p in purposes] == [text for _, text in book.plan.purposes]


@each_book
def test_the_glossary_is_read(book: Book, folder: Path) -> None:
    entries = [(entry.acronym, entry.expansion) for entry in _read(book.name, folder)[1].glossary]

    assert entries == list(book.glossary.entries if book.glossary else ())


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert [book_to_case(book).pdf for book in BOOKS[:2]] == [book_to_case(book).pdf for book in BOOKS[:2]]
