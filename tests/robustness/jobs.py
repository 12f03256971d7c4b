"""What documents may do to the process that reads them, on purpose: named by the file's stem."""

import os
import re
import signal
import time
from pathlib import Path


def misbehave(pdf: Path) -> bytes:
    """Do what the file's name says."""
    kind = pdf.stem.rstrip("0123456789")
    if kind == "sleeps":
        time.sleep(60)
    elif kind == "spins":
        # Inside one call of C code, where no signal handler of Python's runs.
        re.match(r"(a+)+$", "a" * 60 + "b")
    elif kind == "crashes":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif kind == "swells":
        bytearray(4 << 30)
    elif kind == "nests":
        misbehave(pdf)
    elif kind == "raises":
        raise ValueError("two\nlines, and an escape \x1b[31m")
    elif kind == "talks":
        os.write(1, b"to standard output")
        os.write(2, b"to standard error")
    elif kind == "exits":
        raise SystemExit(0)
    return pdf.name.encode()
