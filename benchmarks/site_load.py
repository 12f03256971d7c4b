"""What a page costs under load, against stock Datasette: `python benchmarks/site_load.py [OUTPUT]`.

Serves an output folder twice, with the site and as stock Datasette without any plugin, asks both for an activity for
some seconds over several connections, and prints requests a second and CPU milliseconds a request. Then it asks the
site for many pages at once while queries that ask for far too much memory run, and prints the memory that it filled.
"""

import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.site.server import ROOT, Site, free_port, plain_command, serving
from workplan_extract.site.server import serve_command

SECONDS = 6
CONNECTIONS = 8
BOMB = "/workplans.json?sql=select+hex(zeroblob(200000000))"
# Datasette loads no plugin where it believes to be under test.
STOCK = "import sys; sys._called_from_test = True; from datasette.cli import cli; cli()"


def main() -> None:
    output = Path(sys.argv[1] if len(sys.argv) > 1 else "output")
    with tempfile.TemporaryDirectory() as folder:
        with serving(stock_command(output, port := free_port()), port, Path(folder) / "stock") as site:
            path = first_activity(site)
            stock = measure("stock Datasette, the same row", site, path)
        with serving(
            serve_command(output, port := free_port(), ROOT / "metadata.json"), port, Path(folder) / "log"
        ) as site:
            ours = measure("the site, an activity", site, path)
            print(f"CPU of an activity's page against stock: {ours / stock:.2f}")
            for name, other in (("home", "/"), ("list", "/activities"), ("search", "/search?q=migration")):
                measure(f"the site, {name}", site, other)
            withstand(site, path)


def stock_command(output: Path, port: int) -> list[str]:
    plain = plain_command(output, port)
    return [sys.executable, "-c", STOCK, "serve", "-i", *plain[3:]]


def first_activity(site: Site) -> str:
    row = httpx.get(f"{site.address}/workplans/activities.json?_shape=array&_size=1").json()[0]
    return f"/workplans/activities/{row['id']}"


def measure(name: str, site: Site, path: str) -> float:
    """CPU milliseconds a request."""
    started, before = time.monotonic(), site.cpu_seconds
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        counts = list(pool.map(lambda _: ask(site.address + path, started + SECONDS), range(CONNECTIONS)))
    requests = sum(counts)
    cost = 1000 * (site.cpu_seconds - before) / requests
    print(f"{name}: {requests / SECONDS:.0f} requests a second, {cost:.2f} ms CPU a request")
    return cost


def ask(url: str, until: float) -> int:
    count = 0
    with httpx.Client(timeout=30) as client:
        while time.monotonic() < until:
            client.get(url).raise_for_status()
            count += 1
    return count


def withstand(site: Site, path: str) -> None:
    """Pages and bombs at once."""
    paths = [BOMB, path, "/", BOMB, "/workplans.json?sql=select+zeroblob(990000)+from+marks", "/search?q=iom"] * 60
    with ThreadPoolExecutor(3 * CONNECTIONS) as pool:
        statuses = Counter(pool.map(lambda one: httpx.get(site.address + one, timeout=60).status_code, paths))
    print(f"pages and bombs at once: {dict(sorted(statuses.items()))}, {site.memory_mb:.0f} MB at most")


if __name__ == "__main__":
    main()
