"""Precision, recall and F1 of what was found, against what people annotated."""

from pydantic import Field, computed_field

from workplan_extract.models import Frozen


class Score(Frozen):
    """One figure and the counts behind it; all shares are 1 where there is nothing to find and nothing was found."""

    measure: str = Field(description="What was measured: a table of names, a role, a kind", serialization_alias="table")
    expected: int = Field(ge=0, description="Annotated")
    found: int = Field(ge=0, description="Found")
    right: int = Field(ge=0, description="Found and annotated alike")
    missed: tuple[str, ...] = Field(default=(), description="Annotated and not found")
    invented: tuple[str, ...] = Field(default=(), description="Found and not annotated")

    @computed_field  # type: ignore[prop-decorator]  # mypy does not know a computed property
    @property
    def precision(self) -> float:
        """Right among found; 0 where there was something to find and nothing was."""
        return self.right / self.found if self.found else float(not self.expected)

    @computed_field  # type: ignore[prop-decorator]  # mypy does not know a computed property
    @property
    def recall(self) -> float:
        """Right among expected."""
        return self.right / self.expected if self.expected else 1.0

    @computed_field  # type: ignore[prop-decorator]  # mypy does not know a computed property
    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.expected + self.found
        return 2 * self.right / total if total else 1.0
