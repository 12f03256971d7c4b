"""What every process that works on documents needs, loaded once by the fork server that they are forked from.

The vocabulary is made ready for tagging with it. No garbage is collected meanwhile, and what is there then is left out
of all later collections: it stays, and the memory that holds it goes on being shared.
"""

import gc

gc.disable()

import workplan_extract.checks  # noqa: E402
import workplan_extract.pipeline  # noqa: E402
import workplan_extract.reading.cutouts  # noqa: E402
import workplan_extract.reading.document  # noqa: E402
import workplan_extract.records  # noqa: E402
import workplan_extract.running.making  # noqa: E402,F401
from workplan_extract.running.isolation import silence  # noqa: E402
from workplan_extract.tagging import Context, Tagger  # noqa: E402
from workplan_extract.vocabulary import cities_named  # noqa: E402

cities_named("Hanoi")
list(Tagger(Context()).tag(["A workshop."]))
gc.enable()
gc.freeze()
# A process that it forks once the main one has gone, after ^C, would complain of that.
silence()
