"""Works out what a batch needs at a rate of pictures: workers, machines, network, hours; checked against a run here.

Run: python benchmarks/scaling.py [--rate 1000] [--check]. A picture goes through its machine's link (the file in, the
results out), then waits for a worker; simulated event by event (a queue of arrivals, one link and n workers), beside
the arithmetic. --check runs the same with real worker processes of a fixed work and compares.
"""

from __future__ import annotations

import argparse
import heapq
import json
import math
import sys
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


@dataclass(frozen=True)
class Case:
    """What one picture costs, and where.

    Attributes:
        name: for a person.
        edit_s: one picture on one worker: encode, denoise, decode, write.
        load_s: a worker's models, once.
        megabytes: of a picture and its results together, over the link.
        link_mb_s: of the machine that hands out.
        workers_a_machine: cards, or processes of one core.
        memory_gb: of a machine: models once where they are shared, and each worker's own.
    """

    name: str
    edit_s: float
    load_s: float
    megabytes: float
    link_mb_s: float
    workers_a_machine: int
    memory_gb: float


#: Measured here: docs/performance.md, docs/models.md, benchmarks/batch_memory.py. A card: by the published speed of
#: such models, not run here.
CASES = (
    Case("built-in models, one core", 2.6, 4.0, 1.5, 110.0, 16, 6.0),
    Case("Stable Diffusion 1.5, two cores, 24 steps", 160.0, 12.0, 12.0, 110.0, 8, 40.0),
    Case("Stable Diffusion 1.5, a card (not run here)", 4.0, 15.0, 12.0, 110.0, 1, 12.0),
)
RATES = (10, 1_000, 100_000)
#: Of the workers' time that may be asked for: above it, queues grow without end.
_BUSY = 0.85


def workers_for(case: Case, rate: float) -> int:
    """By arithmetic: the work of an hour over an hour, at most so busy."""
    return max(1, math.ceil(rate * case.edit_s / 3600 / _BUSY))


def simulated(case: Case, rate: float, workers: int, *, pictures: int = 4000) -> dict[str, float]:
    """Pictures that come evenly at the rate: how long one takes on average, and how busy link and workers are."""
    link_free_s, link_busy_s, waited_s = 0.0, 0.0, 0.0
    free_at = [case.load_s] * workers
    heapq.heapify(free_at)
    carry_s, ended_s = case.megabytes / case.link_mb_s, 0.0
    for number in range(pictures):
        arrives_s = case.load_s + number * 3600 / rate
        link_free_s = max(link_free_s, arrives_s) + carry_s
        link_busy_s += carry_s
        begins_s = max(heapq.heappop(free_at), link_free_s)
        heapq.heappush(free_at, begins_s + case.edit_s)
        ended_s = max(ended_s, begins_s + case.edit_s)
        waited_s += begins_s + case.edit_s - arrives_s
    span_s = ended_s - case.load_s
    return {
        "seconds_a_picture": round(waited_s / pictures, 1),
        "pictures_an_hour": round(pictures * 3600 / span_s),
        "workers_busy_percent": round(100 * pictures * case.edit_s / workers / span_s),
        "link_busy_percent": round(100 * link_busy_s / span_s),
    }


def figures(case: Case, rate: float) -> dict[str, Any]:
    workers = workers_for(case, rate)
    return {
        "pictures_an_hour_asked": rate,
        "workers": workers,
        "machines": math.ceil(workers / case.workers_a_machine),
        **simulated(case, rate, workers, pictures=max(4000, 20 * workers)),
    }


def checked(pictures: int = 60, work_s: float = 0.2) -> dict[str, Any]:
    """A small case for real, with one worker and with two, beside what the simulation says of it."""
    from benchmarks.batch_pools import Load, a_list, seconds_of
    from lredit_core.batch.worker_pool import WorkerPool

    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        listed = a_list(folder, pictures)
        for workers in (1, 2):
            real = seconds_of(WorkerPool(Load(work_s), workers), listed, folder / str(workers))
            case = replace(CASES[0], edit_s=work_s, load_s=0.0, megabytes=0.01)
            told = simulated(case, 3600e6, workers, pictures=pictures)
            found[f"{workers} workers"] = {
                "measured_an_hour": round(3600e3 / real["each_ms"]),
                "simulated_an_hour": told["pictures_an_hour"],
            }
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, action="append")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    if arguments.check:
        print(json.dumps(checked(), indent=2))
        return
    for case in CASES:
        print(json.dumps(asdict(case)))
        for rate in arguments.rate or RATES:
            print("   ", json.dumps(figures(case, rate)))


if __name__ == "__main__":
    main()
