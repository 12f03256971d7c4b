"""Plans that lie on disk, as many as there are: one at a time is in memory.

A kept plan is a file of two lines: a label, which tells what most questions ask, and the plan, each as JSON.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

from pydantic import Field, ValidationError

from workplan_extract.models import Document, Frozen, Workplan
from workplan_extract.records import rename_workplan
from workplan_extract.summary import summarise_plan


class Label(Frozen):
    """What is known of a kept plan before it is loaded."""

    ledger: str = Field(description="Hash of the corrections and reviews that went into it")
    sha256: str = Field(description="Hash of the line that holds the plan")
    document: Document
    summary: str = Field(description="Its figures, for a person")


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept plan: where it lies, and whether another plan has taken its id before it."""

    path: Path
    label: Label
    is_renamed: bool = False

    def load(self) -> Workplan:
        """The plan itself."""
        with self.path.open("rb") as stream:
            stream.readline()
            plan = Workplan.model_validate_json(stream.read())
        return rename_workplan(plan) if self.is_renamed else plan


class Shelf(Sequence[Workplan]):
    """Kept plans, in their order. Each is loaded when it is asked for, and not held."""

    def __init__(self, kept: Sequence[Kept]) -> None:
        self.kept = separate_ids(kept)

    @overload
    def __getitem__(self, index: int) -> Workplan: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Workplan]: ...
    def __getitem__(self, index: int | slice) -> Workplan | Sequence[Workplan]:
        """One plan, or some in their order."""
        return [one.load() for one in self.kept[index]] if isinstance(index, slice) else self.kept[index].load()

    def __len__(self) -> int:
        return len(self.kept)

    def __iter__(self) -> Iterator[Workplan]:
        return (one.load() for one in self.kept)

    @property
    def documents(self) -> list[Document]:
        """What each plan is, without loading it; the plans that were renamed apart."""
        return [one.load().document if one.is_renamed else one.label.document for one in self.kept]

    @property
    def origins(self) -> list[str]:
        """What tells each plan from one that was made of something else."""
        return [f"{one.path.stem} {one.label.ledger} {one.is_renamed}" for one in self.kept]

    @property
    def summaries(self) -> list[str]:
        """The figures of each plan."""
        return [summarise_plan(one.load()) if one.is_renamed else one.label.summary for one in self.kept]


def separate_ids(kept: Sequence[Kept]) -> tuple[Kept, ...]:
    """Plans that claim the same id keep apart: all but the first take their file's name into their ids, and say so."""
    taken: set[str] = set()
    separated = []
    for one in kept:
        name = one.label.document.id
        separated.append(Kept(one.path, one.label, name in taken))
        taken.add(name)
    return tuple(separated)


def plan_to_lines(workplan: Workplan, ledger: str) -> bytes:
    """A plan as it is kept."""
    plan = workplan.model_dump_json().encode()
    label = Label(
        ledger=ledger,
        sha256=hashlib.sha256(plan).hexdigest(),
        document=workplan.document,
        summary=summarise_plan(workplan),
    )
    return label.model_dump_json().encode() + b"\n" + plan


def lines_to_label(lines: bytes) -> Label | None:
    """The label of a kept plan; none where the file is damaged."""
    first, _, plan = lines.partition(b"\n")
    try:
        label = Label.model_validate_json(first)
    except ValidationError:
        return None
    return label if label.sha256 == hashlib.sha256(plan).hexdigest() else None
