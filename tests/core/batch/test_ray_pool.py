"""A batch on a Ray cluster: real raylets on this machine, one of them ended half-way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lredit_core.api.request import Preset
from lredit_core.batch.checking import checked
from lredit_core.batch.journal import RowRecord, file_digest
from lredit_core.batch.manifest import read_manifest
from lredit_core.batch.ray_pool import RayPool, Shipment, ShippedRows, _packed
from lredit_core.batch.row_edit import BatchSettings, RowJob, job_of
from lredit_core.batch.running import loader_of, open_results, run_batch
from lredit_core.batch.worker_pool import WorkerPool
from tests.core.batch.test_batch import contents, write_list, write_pictures
from tests.fakes.two_machines import two_machines

if TYPE_CHECKING:
    from lredit_core.batch.manifest import Manifest
    from lredit_core.cancellation import CancellationToken

pytest.importorskip("ray")
pytestmark = [pytest.mark.slow, pytest.mark.e2e]


@pytest.fixture
def listed(tmp_path: Path) -> Manifest:
    write_pictures(tmp_path, 8)
    rows = [{"picture": f"{number}.png", "prompt": "a red apple"} for number in range(8)]
    return checked(read_manifest(write_list(tmp_path, rows)))


class Copies:
    """Makes rows without models: the picture's own bytes."""

    def __call__(self, job: RowJob, _token: CancellationToken) -> RowRecord:
        path = job.part(job.output)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(job.row.path.read_bytes())
        files = {job.output: file_digest(path)}
        return RowRecord(job.digest, job.row.number, job.row.picture, str(job.row.path), job.row.prompt, files=files)


def test_two_machines_one_lost_half_way_and_all_results_as_by_one_process(
    listed: Manifest, tmp_path: Path, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, loads = BatchSettings(str(tiny_folder), preset=Preset.FAST), loader_of(str(tiny_folder))
    alone = open_results(tmp_path / "alone", resumes=False)
    assert all(not one.record.failure for one in run_batch(listed, settings, alone, WorkerPool(loads, 1)))

    journal = open_results(tmp_path / "cluster", resumes=False)
    with two_machines(monkeypatch) as machines:
        pool = RayPool(machines.address, loads, str(tiny_folder), tmp_path / "cluster")
        told = []
        for one in run_batch(listed, settings, journal, pool):
            told.append(one)
            if len(told) == 3:
                machines.lose_the_second()
    assert [one.record.failure for one in told] == [""] * 8
    assert contents(tmp_path / "cluster") == contents(tmp_path / "alone"), "byte by byte"


def test_a_machine_without_our_disk_gets_the_picture_and_sends_its_files(listed: Manifest, tmp_path: Path) -> None:
    make = ShippedRows(Copies())
    job = job_of(listed.rows[0], BatchSettings(pattern="{folder}/{name}.png"), tmp_path / "nowhere", bundle="")
    made = make(Shipment(job, picture=b"the picture's bytes"))
    assert made.files == {job.output: b"the picture's bytes"}
    assert made.record.source_path == str(listed.rows[0].path)
    assert not (tmp_path / "nowhere").exists()
    here = make(Shipment(job))
    assert here.files is None and job.part(job.output).is_file()


def test_a_folder_of_results_holds_from_a_machines_own_working_folder(
    listed: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shipment = _packed(job_of(listed.rows[0], BatchSettings(), Path("results"), bundle=""), is_shared=True)
    assert shipment.picture is None
    assert shipment.job.folder == tmp_path / "results"
