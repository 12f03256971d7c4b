"""A run on a Dask cluster gives the bytes of a local one, also where a worker dies in the middle."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

import dask
import pytest
from distributed import LocalCluster

from tests.robustness.files import plan, prose
from tests.robustness.jobs import misbehave
from workplan_extract.errors import ReadingFailedError, SettingsError
from workplan_extract.running.cluster import each_on_cluster
from workplan_extract.running.isolation import Limits

LIMITS = Limits(seconds=20)
COMMAND = (sys.executable, "-m", "workplan_extract", "run")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """A scheduler with two worker processes."""
    with (
        dask.config.set({"temporary-directory": str(tmp_path_factory.mktemp("dask"))}),
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
    ):
        yield cluster


def fingerprint(output: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in output.glob("*") if path.is_file()}


def test_a_run_on_a_cluster_gives_the_same_bytes_also_with_a_worker_killed(
    cluster: LocalCluster, tmp_path: Path
) -> None:
    pdfs = [tmp_path / f"plan{seed}.pdf" for seed in range(8)]
    for seed, pdf in enumerate(pdfs):
        pdf.write_bytes(plan(seed=seed).pdf)
    (tmp_path / "no plan.pdf").write_bytes(prose())
    files = [*map(str, pdfs), str(tmp_path / "no plan.pdf")]
    alone = subprocess.run(
        [*COMMAND, *files, "--output", str(tmp_path / "alone")], capture_output=True, text=True, check=False
    )
    process = subprocess.Popen(
        [*COMMAND, *files, "--output", str(tmp_path / "cluster"), "--dask", cluster.scheduler_address],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    kept = tmp_path / ".cluster-cache"
    while process.poll() is None and not list(kept.glob("*.json")):
        pass
    os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
    _, said = process.communicate(timeout=100)
    assert (process.returncode, alone.returncode) == (1, 1), said
    assert said.replace(str(tmp_path / "cluster"), "") == alone.stderr.replace(str(tmp_path / "alone"), "")
    assert "no plan.pdf: no table" in said
    assert fingerprint(tmp_path / "cluster") == fingerprint(tmp_path / "alone")


def test_a_document_that_kills_every_worker_is_reported_and_the_rest_go_on(
    cluster: LocalCluster, tmp_path: Path
) -> None:
    pdfs = [tmp_path / f"{name}.pdf" for name in ("good1", "crashes", "raises", "good2")]
    for pdf in pdfs:
        pdf.write_bytes(b"anything")
    found = dict(each_on_cluster(misbehave, pdfs, LIMITS, cluster.scheduler_address))
    assert list(found) == pdfs
    assert [found[pdfs[0]], found[pdfs[3]]] == [b"good1.pdf", b"good2.pdf"]
    assert isinstance(found[pdfs[1]], ReadingFailedError)
    assert "ended" in str(found[pdfs[1]])
    assert "ValueError" in str(found[pdfs[2]])


def test_an_address_where_nobody_answers_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workplan_extract.running.cluster.CONNECTING", 0.5)
    with pytest.raises(SettingsError, match=r"--dask tcp://127\.0\.0\.1:9: no scheduler answers"):
        list(each_on_cluster(partial(misbehave), [Path("good.pdf")], LIMITS, "tcp://127.0.0.1:9"))
