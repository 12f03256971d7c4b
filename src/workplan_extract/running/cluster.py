"""Work on documents on a Dask cluster: `run --dask ADDRESS`. The same work, results and order as on one machine.

Documents are sent as bytes with the TOML file beside them, so that the cluster needs no file of ours; it needs this
package in the same version. A worker that dies is the scheduler's business: its documents go to others.
"""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from distributed import Client
from distributed.scheduler import KilledWorker

from workplan_extract.errors import ReadingFailedError, SettingsError, WorkplanError
from workplan_extract.running.isolation import Limits, Outcome, Work, each_isolated, guarded
from workplan_extract.settings import settings_beside

AHEAD = 4
"""Documents for each thread of the cluster that are sent before the first result must be taken."""
PATIENCE = 3
"""Times the limit of one document after which its result is not waited for any longer."""
CONNECTING = 15
"""Seconds to find the scheduler in."""
ONE_AT_A_TIME = Lock()
"""The library that reads PDFs does not stand two threads."""


def each_on_cluster(work: Work, pdfs: Iterable[Path], limits: Limits, address: str) -> Iterator[tuple[Path, Outcome]]:
    """Do some work on each PDF on a Dask cluster.

    Args:
        work: what to do with a PDF; a function of a module, or a `functools.partial` of one.
        pdfs: the PDFs.
        limits: for each of them. Workers that may start processes (`dask worker --no-nanny`) hold them; others run
            under the memory limit of their nanny, and what takes too long is given up.
        address: of the scheduler, e.g. `tcp://10.0.0.1:8786`.

    Yields:
        Each PDF, in their order, with the result or the reason why there is none.

    Raises:
        SettingsError: there is no scheduler at the address.
    """
    rest = deque(pdfs)
    sent: deque[tuple[Path, Future[Outcome]]] = deque()
    with _connected(address) as client, client.get_executor(pure=False) as executor:  # type: ignore[no-untyped-call]
        while rest or sent:
            ahead = AHEAD * max(1, sum(client.nthreads().values()))  # type: ignore[no-untyped-call]
            while rest and len(sent) < ahead:
                pdf = rest.popleft()
                sent.append((pdf, executor.submit(work_on_copy, work, pdf.name, _to_files(pdf), limits)))
            pdf, future = sent.popleft()
            yield pdf, _await(pdf, future, limits)


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    try:
        client = Client(address, timeout=CONNECTING, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise SettingsError(f"--dask {address}: no scheduler answers there: {error}") from error
    try:
        yield client
    finally:
        client.close()  # type: ignore[no-untyped-call]


def _to_files(pdf: Path) -> dict[str, bytes]:
    """A PDF and what is ruled for it, by name; what can't be read is not there, as the reader will say."""
    beside = [pdf if pdf.is_file() else None, settings_beside(pdf)]
    return {path.name: path.read_bytes() for path in beside if path}


def work_on_copy(work: Work, name: str, files: dict[str, bytes], limits: Limits) -> Outcome:
    """Do the work on a worker, on a copy of the PDF under its own name."""
    with TemporaryDirectory() as place:
        for file, content in files.items():
            (Path(place) / file).write_bytes(content)
        pdf = Path(place) / name
        if multiprocessing.current_process().daemon:
            # Such a process may start no other: the nanny that started it ends it if it swells.
            with ONE_AT_A_TIME:
                return guarded(work, pdf)
        ((_, outcome),) = each_isolated(work, [pdf], limits)
        return outcome


def _await(pdf: Path, future: Future[Outcome], limits: Limits) -> Outcome:
    seconds = PATIENCE * limits.seconds
    try:
        return future.result(timeout=seconds)
    except TimeoutError:
        future.cancel()
        return ReadingFailedError(pdf, f"it took more than {seconds:g} seconds on the cluster", "allow more: --timeout")
    except KilledWorker:
        return ReadingFailedError(pdf, "every process that read it ended", "print it to a new PDF")
    except WorkplanError as error:
        return error
