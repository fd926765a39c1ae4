"""A batch on a Ray cluster: real raylets on this machine, one of them ended half-way."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

import pytest

from lredit_core.api.request import Preset
from lredit_core.batch.checking import checked
from lredit_core.batch.journal import RowRecord, file_digest
from lredit_core.batch.manifest import read_manifest
from lredit_core.batch.ray_pool import RayPool, RowActor, Shipment, _places
from lredit_core.batch.row_edit import BatchSettings, RowJob, job_of
from lredit_core.batch.running import loader_of, open_results, run_batch
from lredit_core.batch.worker_pool import WorkerPool
from lredit_core.bundles.digest import bundle_digest
from lredit_core.cancellation import CancellationToken, EventToken
from lredit_core.errors import InvalidRequest, ModelUnavailable
from tests.core.batch.test_batch import contents, write_list, write_pictures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lredit_core.batch.manifest import Manifest

ray = pytest.importorskip("ray")
pytestmark = [pytest.mark.slow, pytest.mark.e2e]


@pytest.fixture
def listed(tmp_path: Path) -> Manifest:
    write_pictures(tmp_path, 8)
    rows = [{"picture": f"{number}.png", "prompt": "a red apple"} for number in range(8)]
    return checked(read_manifest(write_list(tmp_path, rows)))


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Two machines, as far as Ray knows: two raylets of one core each."""
    from ray.cluster_utils import Cluster

    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    monkeypatch.setenv("RAY_AUTH_MODE", "disabled")
    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    made.second = made.add_node(num_cpus=1)
    made.wait_for_nodes()
    yield made
    made.shutdown()


class Copies:
    """Makes rows without models: the picture's own bytes."""

    def __call__(self, job: RowJob, _token: CancellationToken) -> RowRecord:
        path = job.folder / job.output
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(job.row.path.read_bytes())
        files = {job.output: file_digest(path)}
        return RowRecord(job.digest, job.row.number, job.row.picture, str(job.row.path), job.row.prompt, files=files)


def test_two_machines_one_lost_half_way_and_all_results_as_by_one_process(
    listed: Manifest, tmp_path: Path, tiny_folder: Path, cluster: Any
) -> None:
    settings, loads = BatchSettings(str(tiny_folder), preset=Preset.FAST), loader_of(str(tiny_folder))
    alone = open_results(tmp_path / "alone", resumes=False)
    assert all(not one.record.failure for one in run_batch(listed, settings, alone, WorkerPool(loads, 1)))

    journal = open_results(tmp_path / "cluster", resumes=False)
    pool = RayPool(cluster.address, loads, str(tiny_folder), tmp_path / "cluster")
    told = []
    for one in run_batch(listed, settings, journal, pool):
        told.append(one)
        if len(told) == 1:
            assert len(pool._actors) == 2
        if len(told) == 3:
            os.kill(cluster.second.all_processes["raylet"][0].process.pid, signal.SIGKILL)
    assert [one.record.failure for one in told] == [""] * 8
    assert len(pool._actors) == 0
    assert contents(tmp_path / "cluster") == contents(tmp_path / "alone"), "byte by byte"


def test_a_machine_without_our_disk_gets_the_picture_and_sends_its_files(listed: Manifest, tmp_path: Path) -> None:
    actor = RowActor(Copies, "builtin", bundle_digest("builtin"))
    job = job_of(listed.rows[0], BatchSettings(pattern="{folder}/{name}.png"), tmp_path / "nowhere", bundle="")
    made = actor.make(Shipment(job, picture=b"the picture's bytes"))
    assert made.files == {job.output: b"the picture's bytes"}
    assert made.record.source_path == str(listed.rows[0].path)
    assert not (tmp_path / "nowhere").exists()
    here = actor.make(Shipment(job))
    assert here.files is None and (tmp_path / "nowhere" / job.output).is_file()


def test_a_machine_without_the_bundle_or_with_another_one_says_so() -> None:
    with pytest.raises(ModelUnavailable, match='has no bundle "photographs"'):
        RowActor(Copies, "photographs", "")
    with pytest.raises(ModelUnavailable, match="another bundle"):
        RowActor(Copies, "builtin", "0" * 64)


def test_there_is_an_actor_for_each_card_else_for_some_cores() -> None:
    nodes = [
        {"Alive": True, "NodeID": "cards", "Resources": {"GPU": 2.0, "CPU": 16.0}},
        {"Alive": True, "NodeID": "cores", "Resources": {"CPU": 5.0}},
        {"Alive": True, "NodeID": "one core", "Resources": {"CPU": 1.0}},
        {"Alive": False, "NodeID": "lost", "Resources": {"CPU": 8.0}},
        {"Alive": True, "NodeID": "head alone", "Resources": {}},
    ]
    assert [node for node, _resources in _places(nodes, 2)] == ["cards", "cards", "cores", "cores", "one core"]
    assert dict(_places(nodes, 2))["one core"] == {"num_cpus": 1.0}


def test_a_cluster_that_is_not_there_is_a_sentence(listed: Manifest, tmp_path: Path) -> None:
    pool = RayPool("127.0.0.1:1", loader_of("builtin"), "builtin", tmp_path)
    with pytest.raises(InvalidRequest, match="ray start --head"):
        next(iter(pool.made([], EventToken())))
