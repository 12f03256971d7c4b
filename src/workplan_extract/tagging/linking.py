"""One organisation over a whole plan: the same name in other spellings takes the spelling that stands first."""

from collections.abc import Sequence

from workplan_extract.models import Tagged
from workplan_extract.tagging.context import Context


def link_organisations(tagged: Sequence[Tagged], context: Context) -> tuple[Tagged, ...]:  # noqa: ARG001
    """Names that differ in case, spaces or a leading article become one; the first spelling is kept."""
    names: dict[str, str] = {}
    return tuple(_with_names(one, names) for one in tagged)


def _with_names(tagged: Tagged, names: dict[str, str]) -> Tagged:
    linked = tuple(
        mention.model_copy(update={"organisation": names.setdefault(_key(mention.organisation), mention.organisation)})
        for mention in tagged.organisations
    )
    return tagged.model_copy(update={"organisations": linked})


def _key(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())
