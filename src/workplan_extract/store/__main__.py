"""`python -m workplan_extract.store > metadata.json` writes the site's description anew."""

import sys

from workplan_extract.store.metadata import metadata_json

sys.stdout.buffer.write(metadata_json().encode())
