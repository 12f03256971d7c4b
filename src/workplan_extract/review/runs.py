"""An activity's text, cut where names begin and end. Pure."""

from itertools import pairwise

from workplan_extract.models import Activity, Frozen


class Run(Frozen):
    """A run of text that no name begins or ends in; `style` is the role of the innermost name around it."""

    text: str
    style: str
    title: str


def text_to_runs(activity: Activity) -> tuple[Run, ...]:
    """The text in runs; a name inside another is shown as what it is itself."""
    spans: list[tuple[int | None, int | None, str, str]]
    spans = [(one.start, one.end, one.role, f"{one.organisation}, {one.role}") for one in activity.organisations]
    spans += [(one.start, one.end, one.role, f"{one.location}, {one.kind}, {one.role}") for one in activity.locations]
    placed = [(start, end, style, title) for start, end, style, title in spans if start is not None and end is not None]
    cuts = sorted({0, len(activity.activity), *(cut for start, end, *_ in placed for cut in (start, end))})
    runs = []
    for low, high in pairwise(cuts):
        around = [span for span in placed if span[0] <= low and high <= span[1]]
        _, _, style, title = min(around, key=lambda span: span[1] - span[0], default=(0, 0, "", ""))
        runs.append(Run(text=activity.activity[low:high], style=style, title=title))
    return tuple(runs)
