"""Errors name the file, and cross between processes whole."""

import pickle
from pathlib import Path

from workplan_extract.errors import DocumentError, EncryptedError


def test_a_document_error_names_file_page_reason_and_advice() -> None:
    error = EncryptedError(Path("in/plan.pdf"), "is encrypted", "save it without a password", page=3)
    assert str(error) == "plan.pdf, page 3: is encrypted (save it without a password)"


def test_a_document_error_can_be_pickled() -> None:
    error = pickle.loads(pickle.dumps(EncryptedError(Path("plan.pdf"), "is encrypted", "try")))
    assert isinstance(error, DocumentError)
    assert (error.file, error.reason, error.advice) == (Path("plan.pdf"), "is encrypted", "try")
