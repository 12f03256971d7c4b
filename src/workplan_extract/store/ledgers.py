"""Corrections and reviews → rows, numbered within their plan."""

from collections.abc import Iterable, Sequence

from workplan_extract.maintaining.corrections import Correction
from workplan_extract.maintaining.reviews import Review
from workplan_extract.store.flatten import numbered_ids
from workplan_extract.store.trust_rows import CorrectionRow, ReviewRow


def correction_rows(corrections: Iterable[Correction], documents: Sequence[str]) -> list[CorrectionRow]:
    """The corrections of the plans that are published, plan by plan, in the file's order."""
    every = list(corrections)
    rows = []
    for document in documents:
        own = [one for one in every if one.document == document]
        for id_, one in zip(numbered_ids(document, "c", len(own)), own, strict=True):
            same = one.model_dump(include={"field", "was", "now", "why", "who"})
            rows.append(CorrectionRow(id=id_, document_id=document, activity_id=one.activity, made_on=one.when, **same))
    return rows


def review_rows(reviews: Iterable[Review], documents: Sequence[str]) -> list[ReviewRow]:
    """The reviews of the plans that are published, plan by plan, in the file's order."""
    every = list(reviews)
    rows = []
    for document in documents:
        own = [one for one in every if one.document == document]
        for id_, one in zip(numbered_ids(document, "v", len(own)), own, strict=True):
            same = one.model_dump(include={"who", "note"})
            rows.append(ReviewRow(id=id_, document_id=document, activity_id=one.activity, reviewed_on=one.when, **same))
    return rows
