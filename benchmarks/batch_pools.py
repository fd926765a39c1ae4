"""Measures what a batch costs beside its edits: plain processes against a Ray cluster here, one worker and two.

Run: python benchmarks/batch_pools.py [--pictures 200] [--seconds 0.1] [--json FILE]. Each picture is a fixed amount of
work on one core in place of an edit, so that nothing but the pools differs; needs lredit[ray].
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["OMP_NUM_THREADS"] = "1"
os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
os.environ.setdefault("RAY_AUTH_MODE", "disabled")  # a cluster of loopback alone, gone at the end
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))

import numpy as np  # noqa: E402
from PIL import Image  # noqa: E402

from lredit_core.batch.journal import RowRecord, file_digest  # noqa: E402
from lredit_core.batch.manifest import read_manifest  # noqa: E402
from lredit_core.batch.ray_pool import RayPool  # noqa: E402
from lredit_core.batch.row_edit import BatchSettings, RowJob  # noqa: E402
from lredit_core.batch.running import open_results, run_batch  # noqa: E402
from lredit_core.batch.worker_pool import Pool, WorkerPool  # noqa: E402

if TYPE_CHECKING:
    from lredit_core.batch.manifest import Manifest
    from lredit_core.cancellation import CancellationToken


class Work:
    """So many seconds of a core for each picture, then a copy of it."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __call__(self, job: RowJob, _token: CancellationToken) -> RowRecord:
        end_s = time.process_time() + self.seconds
        numbers = np.arange(10_000, dtype=np.float64)
        while time.process_time() < end_s:
            numbers = np.sqrt(numbers + 1)
        path = job.part(job.output)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(job.row.path.read_bytes())
        files = {job.output: file_digest(path)}
        return RowRecord(job.digest, job.row.number, job.row.picture, str(job.row.path), job.row.prompt, files=files)


class Load:
    """Travels to every machine, and gives what works there."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __call__(self) -> Work:
        return Work(self.seconds)


def a_list(folder: Path, count: int) -> Manifest:
    pixels = np.random.default_rng(0).integers(0, 255, (480, 640, 3), dtype=np.uint8)
    Image.fromarray(pixels).save(folder / "noise.png")
    rows = [{"picture": "noise.png", "prompt": f"a red apple {number}"} for number in range(count)]
    path = folder / "list.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return read_manifest(path)


def seconds_of(pool: Pool, listed: Manifest, folder: Path) -> dict[str, float]:
    """Until the first picture is there, and from there to the last one."""
    journal = open_results(folder, resumes=False)
    started, ends = time.perf_counter(), []
    for told in run_batch(listed, BatchSettings(), journal, pool):
        assert not told.record.failure, told.record.failure
        ends.append(time.perf_counter())
    rest = (ends[-1] - ends[0]) / (len(ends) - 1)
    return {"first_s": round(ends[0] - started, 2), "each_ms": round(1000 * rest, 1)}


def on_ray(load: Load, listed: Manifest, folder: Path, workers: int) -> dict[str, float]:
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    try:
        for _more in range(workers - 1):
            cluster.add_node(num_cpus=1)
        cluster.wait_for_nodes()
        return seconds_of(RayPool(cluster.address, load, "builtin", folder), listed, folder)
    finally:
        cluster.shutdown()


def measure(count: int, seconds: float) -> dict[str, Any]:
    figures: dict[str, Any] = {"pictures": count, "work_ms": round(1000 * seconds)}
    with tempfile.TemporaryDirectory() as made:
        folder, load = Path(made), Load(seconds)
        listed = a_list(folder, count)
        for workers in (1, 2):
            figures[f"processes_{workers}"] = seconds_of(WorkerPool(load, workers), listed, folder / f"p{workers}")
            (folder / f"r{workers}").mkdir()
            figures[f"ray_{workers}"] = on_ray(load, listed, folder / f"r{workers}", workers)
    for kind in ("processes", "ray"):
        figures[f"{kind}_speedup"] = round(figures[f"{kind}_1"]["each_ms"] / figures[f"{kind}_2"]["each_ms"], 2)
    figures["ray_over_processes"] = round(figures["ray_1"]["each_ms"] / figures["processes_1"]["each_ms"], 3)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=0.1)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    figures = json.dumps(measure(arguments.pictures, arguments.seconds), indent=2)
    print(figures)
    if arguments.json is not None:
        arguments.json.write_text(figures + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
