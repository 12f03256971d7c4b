"""`metadata.json` for Datasette."""


def metadata() -> dict[str, object]:
    """x."""
    return {}
