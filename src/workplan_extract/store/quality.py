"""Measured figures of the extraction's quality: `data/quality.csv`, once somebody has measured."""

from importlib.resources import files

from workplan_extract.store.trust_rows import QualityRow
from workplan_extract.vocabulary.rows import read_rows


def load_quality() -> tuple[QualityRow, ...]:
    """The rows of the file, in its order; none where there is no such file.

    Raises:
        VocabularyError: a row does not fit.
    """
    if not files("workplan_extract").joinpath("data", "quality.csv").is_file():
        return ()
    return read_rows("quality", QualityRow)
