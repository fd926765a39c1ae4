"""Measures the memory of a batch: what its workers share, and whether it grows over a thousand pictures.

Run: python benchmarks/batch_memory.py [--pictures 1000] [--workers 2] [--bundle builtin]. Proportional set size: a page
that n processes share counts one n-th in each. The baseline, in the same run: workers that load the models themselves.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

os.environ["OMP_NUM_THREADS"] = "1"
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
import psutil  # noqa: E402
from PIL import Image  # noqa: E402

from lredit_core.api.request import Preset  # noqa: E402
from lredit_core.batch import worker_pool  # noqa: E402
from lredit_core.batch.manifest import read_manifest  # noqa: E402
from lredit_core.batch.row_edit import BatchSettings  # noqa: E402
from lredit_core.batch.running import loader_of, open_results, run_batch  # noqa: E402

#: So many different pictures take turns, so that nothing is remembered from the one before.
_PICTURES = 10
_PROMPTS = ("a red apple", "make the picture warmer", "make the picture darker")


def held_mb() -> dict[str, float]:
    """What this process and the workers hold, and what all of them do together."""
    workers = [psutil.Process(child.pid) for child in multiprocessing.active_children() if child.pid is not None]
    own = psutil.Process().memory_full_info().pss / 1e6
    each = [worker.memory_full_info().pss / 1e6 for worker in workers]
    return {"parent": round(own), "worker": round(max(each, default=0)), "together": round(own + sum(each))}


def a_list(folder: Path, count: int) -> Path:
    for number in range(_PICTURES):
        pixels = np.random.default_rng(number).integers(40, 200, (24, 32, 3), dtype=np.uint8)
        Image.fromarray(pixels).resize((320, 240), Image.Resampling.BICUBIC).save(folder / f"{number}.png")
    rows = [
        {"picture": f"{number % _PICTURES}.png", "prompt": _PROMPTS[number % len(_PROMPTS)], "seed": number}
        for number in range(count)
    ]
    path = folder / "list.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def measure(count: int, workers: int, bundle: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        listed = read_manifest(a_list(folder, count))
        journal = open_results(folder / "out", resumes=False)
        settings = BatchSettings(bundle, preset=Preset.FAST, keeps_projects=False)
        held: list[dict[str, float]] = []
        failed = 0
        for told in run_batch(listed, settings, journal, worker_pool.WorkerPool(loader_of(bundle), workers)):
            failed = told.failed
            if told.done % 50 == 0 or told.done == count:
                held.append(held_mb())
    return {
        "pictures": count,
        "failed": failed,
        "after_50": held[0],
        "at_the_end": held[-1],
        "most": max(one["together"] for one in held),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--bundle", default="builtin")
    arguments = parser.parse_args()
    print(json.dumps({"shared": measure(arguments.pictures, arguments.workers, arguments.bundle)}), flush=True)
    worker_pool.can_fork = lambda: False
    print(json.dumps({"each_its_own": measure(50, arguments.workers, arguments.bundle)}), flush=True)


if __name__ == "__main__":
    main()
