"""Work on each document in a process of its own, within limits: one that crashes, hangs or swells does no harm.

The processes are those of a pool that a fork server feeds. The server loads the parsers once; a process that had to be
killed is replaced by a fork of it within milliseconds, and nothing is forked from the main process with its threads.
"""

import logging
import multiprocessing
import os
import resource
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as TookTooLongError
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import BaseContext
from pathlib import Path
from traceback import extract_tb

from pebble import ProcessExpired, ProcessFuture, ProcessPool
from pydantic import Field

from workplan_extract.errors import ReadingFailedError, WorkplanError
from workplan_extract.models import Frozen

Work = Callable[[Path], bytes]
Outcome = bytes | WorkplanError
Task = ProcessFuture[Outcome]

PRELOADED = ["workplan_extract.running.preloaded"]
OUT_OF_MEMORY = 77
"""Exit status of a process that reached its memory limit: its heap is not to be used for the next document."""
NOT_STARTED = "allow more: --memory; see also that TMPDIR is a folder with a short name that can be written to"
AHEAD = 16
"""Documents for each process that are handed out before the first result must be taken."""


class Limits(Frozen):
    """What one document may take, and how many are worked on at once."""

    jobs: int = Field(default=1, ge=1, description="Documents that are worked on at once")
    seconds: float = Field(default=90, gt=0, description="Time that one document may take")
    memory_mb: int = Field(default=1500, ge=256, description="Memory, in MiB, that its process may fill")


def each_isolated(work: Work, pdfs: Iterable[Path], limits: Limits) -> Iterator[tuple[Path, Outcome]]:
    """Do some work on each PDF in other processes.

    Args:
        work: what to do with a PDF; a function of a module, or a `functools.partial` of one.
        pdfs: the PDFs.
        limits: for each of them.

    Yields:
        Each PDF, in their order, with the result or the reason why there is none. Few results are held at a time.
    """
    rest = deque(pdfs)
    while rest:
        yield from _until_broken(work, rest, limits)


def _until_broken(work: Work, rest: deque[Path], limits: Limits) -> Iterator[tuple[Path, Outcome]]:
    """Results from one pool, until all is done or the pool breaks; `rest` then holds what is still to be done."""
    pool = ProcessPool(limits.jobs, initializer=_begin, initargs=(limits.memory_mb,), context=_context())
    tasks: deque[tuple[Path, Task]] = deque()
    try:
        while rest or tasks:
            _hand_out(pool, work, rest, tasks, limits)
            pdf, error, outcome = _next_outcome(pool, rest, tasks)
            yield pdf, outcome if outcome is not None else _reason(pdf, error, limits)
            if isinstance(error, BrokenProcessPool):
                return
    finally:
        rest.extendleft(pdf for pdf, _ in reversed(tasks))
        pool.stop()  # type: ignore[no-untyped-call]  # it takes nothing and returns nothing
        pool.join()


def _hand_out(
    pool: ProcessPool, work: Work, rest: deque[Path], tasks: deque[tuple[Path, Task]], limits: Limits
) -> None:
    """Keep all processes busy."""
    while rest and len(tasks) < AHEAD * limits.jobs:
        try:
            task = pool.schedule(guarded, args=(work, rest[0]), timeout=limits.seconds)
        except RuntimeError:
            return  # the pool has broken: its tasks tell, or that there are none
        tasks.append((rest.popleft(), task))


def _next_outcome(
    pool: ProcessPool, rest: deque[Path], tasks: deque[tuple[Path, Task]]
) -> tuple[Path, BaseException | None, Outcome | None]:
    """Wait for the first task. A pool that breaks may forget a task that it had not yet passed on."""
    if not tasks:
        return rest.popleft(), BrokenProcessPool(), None
    pdf, task = tasks.popleft()
    while not wait([task], timeout=1).done:
        if not pool.active and not task.done():
            return pdf, BrokenProcessPool(), None
    error = task.exception()
    return pdf, error, None if error else task.result()


def _context() -> BaseContext:
    """A fork server that has loaded the parsers; new interpreters where the system has none."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    _start_server()
    return context


def _start_server() -> None:
    """Start the fork server deaf to ^C, which a terminal sends to every process of a run: the main one acts on it."""
    resource_tracker.ensure_running()  # first, as it unblocks the signal
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with suppress(OSError):  # the pool meets it too, and tells
            forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(memory_mb: int) -> None:
    """Prepare a process: its memory is limited, it can be ended while in C code, and it has nothing to say."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    soft = memory_mb << 20
    resource.setrlimit(resource.RLIMIT_DATA, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Parsers log and print what they stumble over; what matters of it comes back as a result.
    logging.getLogger().addHandler(logging.NullHandler())
    silence()


def silence() -> None:
    """Let this process, and those forked from it, have nothing to say on standard output and standard error."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def guarded(work: Work, pdf: Path) -> Outcome:
    """Do the work; whatever is raised comes back as a value that the main process can certainly load."""
    try:
        return work(pdf)
    except WorkplanError as error:
        return error
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except RecursionError:
        return ReadingFailedError(pdf, "its parts are nested too deeply", "print it to a new PDF")
    except Exception as error:  # noqa: BLE001  # the rim: no document may stop the others, whatever it set off
        return ReadingFailedError(pdf, f"reading it failed: {_describe(error)}", "print it to a new PDF, or report it")


def _describe(error: Exception) -> str:
    """The error in a few words, with the place that it comes from."""
    last = extract_tb(error.__traceback__)[-1]
    words = " ".join(str(error).split())[:120]
    return f"{type(error).__name__}{f': {words}' if words else ''}, {Path(last.filename).name}:{last.lineno}"


def _reason(pdf: Path, error: BaseException | None, limits: Limits) -> WorkplanError:
    """What became of a document whose process did not come to an end by itself."""
    if isinstance(error, TookTooLongError):
        return ReadingFailedError(pdf, f"it took more than {limits.seconds:g} seconds", "allow more: --timeout")
    if isinstance(error, ProcessExpired) and error.exitcode == OUT_OF_MEMORY:
        return ReadingFailedError(pdf, f"it needs more than {limits.memory_mb} MiB of memory", "allow more: --memory")
    if error is None or isinstance(error, BrokenProcessPool):
        return ReadingFailedError(pdf, "the process to read it could not be started", NOT_STARTED)
    how = signal_name(error.exitcode) if isinstance(error, ProcessExpired) else ""
    return ReadingFailedError(pdf, f"the process that read it ended{how}", "print it to a new PDF, or try --memory")


def signal_name(exitcode: int | None) -> str:
    """-11 → ` by SIGSEGV`; nothing where a process was not ended by a signal."""
    known = {-one.value: one.name for one in signal.Signals}
    return f" by {known[exitcode]}" if exitcode in known else ""
