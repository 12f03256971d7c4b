"""Errors name the file, and cross between processes whole."""

import pickle
from pathlib import Path

import pytest
from pydantic import ValidationError

from workplan_extract.errors import DocumentError, EncryptedError, first_error
from workplan_extract.models import Frozen


def test_a_document_error_names_file_page_reason_and_advice() -> None:
    error = EncryptedError(Path("in/plan.pdf"), "is encrypted", "save it without a password", page=3)
    assert str(error) == "plan.pdf, page 3: is encrypted (save it without a password)"


def test_a_document_error_can_be_pickled() -> None:
    error = pickle.loads(pickle.dumps(EncryptedError(Path("plan.pdf"), "is encrypted", "try")))
    assert isinstance(error, DocumentError)
    assert (error.file, error.reason, error.advice) == (Path("plan.pdf"), "is encrypted", "try")


class Inner(Frozen):
    count: int


class Outer(Frozen):
    inner: tuple[Inner, ...]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (slice(None), "inner.1.count: Field required"),
        (slice(1), "inner: Field required"),
        (slice(2, None), "count: Field required"),
        (slice(0), "Field required"),
    ],
)
def test_the_first_thing_that_does_not_fit_is_named(path: slice, said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Outer.model_validate({"inner": [{"count": 1}, {}]})
    assert first_error(caught.value, path) == said
