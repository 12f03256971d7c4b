"""An organisation's annual workplan, from its PDF to data that can be trusted, queried and cited."""

from importlib.metadata import version

__version__ = version("workplan-extract")
