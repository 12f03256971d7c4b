"""The real site on a free port of 127.0.0.1, for as long as a test needs it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx

ROOT = Path(__file__).parent.parent.parent


class Site(NamedTuple):
    address: str
    process: int

    @property
    def memory_mb(self) -> float:
        """The most memory that the server has filled so far."""
        status = Path(f"/proc/{self.process}/status").read_text(encoding="utf-8")
        line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024

    @property
    def cpu_seconds(self) -> float:
        """The time that the server has worked so far."""
        fields = Path(f"/proc/{self.process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def plain_command(output: Path, port: int) -> list[str]:
    """What anybody would type: no option but those that Datasette needs."""
    return [
        sys.executable, "-m", "datasette", str(output / "workplans.db"), "-m", str(ROOT / "metadata.json"),
        "-h", "127.0.0.1", "-p", str(port),
    ]  # fmt: skip


@contextmanager
def serving(command: list[str], port: int, log: Path) -> Iterator[Site]:
    """A server that answers; stopped at the end."""
    address = f"http://127.0.0.1:{port}"
    with log.open("w", encoding="utf-8") as stream:
        process = subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT, cwd=ROOT)
    try:
        wait_until_it_answers(address, process, log)
        yield Site(address, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_it_answers(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            httpx.get(f"{address}/robots.txt", timeout=5)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text(encoding="utf-8"))
