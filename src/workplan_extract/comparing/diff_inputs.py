"""What `workplan-extract diff` compares: a PDF, the JSON of `extract`, a database, or the folder of a run."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from workplan_extract.comparing.diff import PlanDiff, diff_workplans
from workplan_extract.errors import SettingsError, first_error
from workplan_extract.models import Workplan


def load_plans(path: Path) -> tuple[Workplan, ...]:
    """The plans of one side.

    Raises:
        SettingsError: there is nothing of that name, or it holds no plan.
        WorkplanError: the PDF or the database can't be read.
    """
    if not path.exists():
        raise SettingsError(f"{path}: no such file; give a PDF, the JSON of extract, a database or a run's folder")
    if path.is_dir():
        path = path / "workplans.db"
        if not path.is_file():
            raise SettingsError(f"{path}: no database there; is {path.parent} the output of a run?")
    if path.suffix.lower() == ".db":
        from workplan_extract.store import read_workplans  # noqa: PLC0415  # only for a database

        return tuple(read_workplans(path))
    if path.suffix.lower() == ".json":
        return parse_plans(path.read_bytes(), path.name)
    from workplan_extract.running.isolation import Limits  # noqa: PLC0415  # only for a PDF
    from workplan_extract.running.making import make_plan  # noqa: PLC0415

    return (make_plan(path, Limits()),)


def parse_plans(text: bytes, name: str) -> tuple[Workplan, ...]:
    """JSON → plans: one object as `extract` gives it, or an array of them. `name` is the file's name for messages.

    Raises:
        SettingsError: it is no JSON, or no plan.
    """
    adapter: TypeAdapter[Workplan | tuple[Workplan, ...]] = TypeAdapter(Workplan | tuple[Workplan, ...])
    try:
        plans = adapter.validate_json(text)
    except ValidationError as error:
        raise SettingsError(
            f"{name}:1: no workplan as extract gives it: {first_error(error, slice(1, None))}"
        ) from error
    return plans if isinstance(plans, tuple) else (plans,)


def diff_plans(old: Iterable[Workplan], new: Iterable[Workplan]) -> tuple[PlanDiff, ...]:
    """Two plans are compared whatever they are called; of several, each with the one of its id.

    A plan that only one side has is compared with an empty one: all of its activities are added, or dropped.
    """
    left, right = tuple(old), tuple(new)
    if len(left) == len(right) == 1:
        return (diff_workplans(left[0], right[0]),)
    before = {plan.document.id: plan for plan in left}
    after = {plan.document.id: plan for plan in right}
    return tuple(
        diff_workplans(before.get(id_) or emptied(after[id_]), after.get(id_) or emptied(before[id_]))
        for id_ in dict.fromkeys((*before, *after))
    )


def emptied(plan: Workplan) -> Workplan:
    """The plan without its activities."""
    return plan.model_copy(update={"activities": ()})
