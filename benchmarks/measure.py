"""What a command costs, its child processes and their children included: `python -m benchmarks.measure COMMAND …`."""

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass

PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock and of the processor, MiB of the largest process at its peak, and what was printed."""

    wall: float
    cpu: float
    peak: float
    status: int
    output: str


def cost_of(*command: str) -> Cost:
    """Run a command in a process of its own that waits for all that comes of it."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.measure", *command], capture_output=True, text=True, check=True
    )
    return Cost(**json.loads(done.stdout))


def main() -> None:
    """Measure one command; processes that it leaves behind are counted too, as they become our children."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    started = time.monotonic()
    done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    wall = time.monotonic() - started
    with suppress(ChildProcessError):
        while True:
            os.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, done.returncode, done.stdout)
    print(json.dumps(asdict(cost)))


if __name__ == "__main__":
    main()
