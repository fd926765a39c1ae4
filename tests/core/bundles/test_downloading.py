"""Downloads from a hub on this machine: resumed, refused, damaged, cut, full; and what is left on the disk."""

from __future__ import annotations

import errno
import shutil
from collections import namedtuple
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import pytest
from safetensors.torch import save_file

from lredit_core.bundles.catalogue import Catalogue, Source, read_catalogue
from lredit_core.bundles.downloading import DownloadRate, FetchProgress, begun_bytes, discard_begun, fetch_bundle
from lredit_core.bundles.fetched_parts import PartPlace
from lredit_core.bundles.hub import ConnectionBroke, Hub, SourceMissing
from lredit_core.bundles.installing import install_fetched
from lredit_core.bundles.loading import BundleLoader
from lredit_core.bundles.verifying import verify_bundle
from lredit_core.cancellation import EventToken
from lredit_core.editors.fourier_network import FourierNetwork, FourierShape
from lredit_core.errors import ModelUnavailable, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.local_hub import LocalHub

BIG = np.random.default_rng(0).bytes(3_000_000)
FILES = {
    "clip": {"open_clip_config.json": b"{}", "open_clip_model.safetensors": BIG[:200_000], "README.md": b"not needed"},
    "ssl": {"config.json": b"{}", "model.safetensors": BIG[:150_000]},
    "paint": {
        "model_index.json": b"{}",
        "unet/config.json": b"{}",
        "unet/diffusion_pytorch_model.bin": b"a pickle",
        "unet/diffusion_pytorch_model.fp16.safetensors": BIG,
        "unet/diffusion_pytorch_model.safetensors": BIG + BIG,
        "sd.ckpt": b"a pickle",
    },
}
WEIGHTS = "unet/diffusion_pytorch_model.fp16.safetensors"
LOCAL_WEIGHTS = "unet/diffusion_pytorch_model.safetensors"


@pytest.fixture(autouse=True)
def online(monkeypatch: pytest.MonkeyPatch, data_home: Path) -> None:
    """This process may talk to the hub of the test, whatever ran before it."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(data_home / "no token"))


@pytest.fixture
def server(server: LocalHub) -> LocalHub:
    for name, files in FILES.items():
        server.add(f"acme/{name}", dict(files))
    return server


def catalogue(**changes: Any) -> Catalogue:
    licence = {"name": "MIT", "terms": "Free."}

    def part(kind: str, repo: str, files: list[str], **more: Any) -> dict[str, Any]:
        base = {"kind": kind, "title": repo, "sources": [{"repo": f"acme/{repo}"}], "files": files}
        return {**base, "download_bytes": 1000, "licence": licence, **more}

    parts = {
        "clip": part("image_text", "clip", ["open_clip_config.json", "open_clip_model.safetensors"]),
        "ssl": part("self_supervised", "ssl", ["config.json", "model.safetensors"]),
        "paint": part("editor", "paint", ["model_index.json", "unet/*"], variant="fp16"),
    }
    for key, change in changes.items():
        parts[key] |= change
    bundle = {"name": "all", "title": "All", "good_for": "Tests.", "image_text": "clip", "self_supervised": "ssl"}
    memory = {"accelerator_bytes": 1, "accelerator_least_bytes": 1, "main_bytes": 1}
    return Catalogue.model_validate(
        {"version": 1, "parts": parts, "bundles": [{**bundle, "editors": ["paint"], "memory": memory}]}
    )


class Download:
    """Downloads from the server of the test, and remembers what was told."""

    def __init__(self, server: LocalHub) -> None:
        self.server, self.progress = server, list[FetchProgress]()
        self.token = EventToken()
        self.listen: Callable[[FetchProgress], None] = self.progress.append

    def __call__(self, known: Catalogue | None = None, *, token: str = "") -> None:
        known = known or catalogue()
        hub = Hub(endpoint=self.server.url, token=token)
        fetch_bundle(
            known,
            known.bundles[0],
            hub=hub,
            token=self.token,
            on_progress=lambda progress: self.listen(progress),
            retry_waits_s=(0.0, 0.0),
        )


@pytest.fixture
def download(server: LocalHub) -> Download:
    return Download(server)


def test_what_a_bundle_needs_is_fetched_and_nothing_else(download: Download, server: LocalHub) -> None:
    download()
    paint = PartPlace("paint").folder
    names = sorted(path.relative_to(paint).as_posix() for path in paint.rglob("*") if path.is_file())
    assert names == ["fetched.json", "model_index.json", "unet/config.json", LOCAL_WEIGHTS]
    assert (paint / LOCAL_WEIGHTS).read_bytes() == BIG  # the half-precision file under the name that loaders know
    assert not any(file.endswith((".bin", ".ckpt", ".md")) for file, _first in server.ranges)
    last = download.progress[-1]
    assert last.done_bytes == last.total_bytes == 3_350_008
    receipt = PartPlace("paint").receipt()
    assert receipt is not None and receipt.repo == "acme/paint"


def test_what_is_here_is_not_fetched_again(download: Download, server: LocalHub) -> None:
    download()
    server.ranges.clear()
    (PartPlace("ssl").folder / "model.safetensors").unlink()
    download()
    assert server.ranges == [("model.safetensors", 0)]


def test_a_stop_keeps_what_came_and_the_next_try_goes_on_from_there(
    download: Download, server: LocalHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lredit_core.bundles.downloading._REPORT_EVERY_S", 0.0)

    def stop_in_the_middle(progress: FetchProgress) -> None:
        if progress.what == "paint" and progress.done_bytes > 1_500_000:
            download.token.cancel()

    download.listen = stop_in_the_middle
    with pytest.raises(Stopped):
        download()
    place = PartPlace("paint")
    begun = place.bytes_begun()
    assert 1_000_000 < begun < 3_000_000 and not place.folder.exists()

    again = Download(server)
    server.ranges.clear()
    again()
    [(file, first)] = server.ranges
    assert file == WEIGHTS and first == begun - 4  # two files of two bytes are whole
    assert (place.folder / LOCAL_WEIGHTS).read_bytes() == BIG
    assert again.progress[0].done_bytes == begun and again.progress[-1].done_bytes == again.progress[-1].total_bytes


def test_a_connection_that_breaks_is_taken_up_again(download: Download, server: LocalHub) -> None:
    server.repositories["acme/paint"].cuts[WEIGHTS] = [1_200_000, 700_000]
    download()
    firsts = [first for file, first in server.ranges if file == WEIGHTS]
    assert firsts[0] == 0 and len(firsts) == 3 and firsts == sorted(firsts) and firsts[2] > firsts[1] > 0
    assert (PartPlace("paint").folder / LOCAL_WEIGHTS).read_bytes() == BIG


def test_a_server_that_stops_half_way_leaves_no_part_but_what_came(download: Download, server: LocalHub) -> None:
    server.repositories["acme/paint"].cuts[WEIGHTS] = [1_200_000, 0, 0, 0, 0]
    with pytest.raises(ConnectionBroke, match=r"here as far as byte \d+ of 3000000; download again to go on"):
        download()
    place = PartPlace("paint")
    assert place.receipt() is None and not place.folder.exists() and place.bytes_begun() > 1_000_000


def test_a_server_without_ranges_is_read_from_the_start(download: Download, server: LocalHub) -> None:
    server.repositories["acme/paint"].cuts[WEIGHTS] = [1_200_000]
    server.takes_ranges = False
    download()
    assert (PartPlace("paint").folder / LOCAL_WEIGHTS).read_bytes() == BIG
    assert download.progress[-1].done_bytes == download.progress[-1].total_bytes


@pytest.mark.parametrize(("part", "file"), [("paint", WEIGHTS), ("ssl", "config.json")])
def test_a_wrong_checksum_is_told_and_the_file_is_gone(
    part: str, file: str, download: Download, server: LocalHub
) -> None:
    server.repositories[f"acme/{part}"].damaged.add(file)
    with pytest.raises(ModelUnavailable, match=r"does not match its checksum.*download again"):
        download()
    place = PartPlace(part)
    assert place.receipt() is None and not place.folder.exists()
    assert not list(place.unfinished.rglob(f"*{Path(file).name}*"))
    server.repositories[f"acme/{part}"].damaged.clear()
    download()
    assert place.receipt() is not None


def test_a_file_that_was_changed_on_the_disk_is_fetched_anew(download: Download, server: LocalHub) -> None:
    server.repositories["acme/paint"].cuts[WEIGHTS] = [0] * 5
    with pytest.raises(ConnectionBroke):
        download()
    (PartPlace("paint").unfinished / "unet/config.json").write_bytes(b"[]")
    server.repositories["acme/paint"].cuts.clear()
    download()
    assert (PartPlace("paint").folder / "unet/config.json").read_bytes() == b"{}"


def test_large_files_that_were_found_right_are_not_read_again(
    download: Download, server: LocalHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    paint = server.repositories["acme/paint"]
    paint.files["unet/other.safetensors"] = BIG + b"more"
    paint.cuts["unet/other.safetensors"] = [0] * 5
    with pytest.raises(ConnectionBroke):
        download()
    paint.cuts.clear()
    read: list[str] = []
    opened = Path.open

    def noted(path: Path, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        if mode in ("rb", "a+b"):
            read.append(path.name)
        return opened(path, mode, *arguments, **named)

    monkeypatch.setattr(Path, "open", noted)
    download()
    assert "other.safetensors.partial" in read and Path(LOCAL_WEIGHTS).name not in read
    assert PartPlace("paint").receipt() is not None


def test_another_commit_is_not_mixed_with_what_came_of_the_one_before(download: Download, server: LocalHub) -> None:
    paint = server.repositories["acme/paint"]
    paint.cuts[WEIGHTS] = [1_200_000, 0, 0, 0]
    with pytest.raises(ConnectionBroke):
        download()
    paint.commit, paint.files[WEIGHTS] = "f" * 40, BIG[::-1]
    download()
    assert (PartPlace("paint").folder / LOCAL_WEIGHTS).read_bytes() == BIG[::-1]


def test_the_gate_of_a_licence_says_where_to_accept_it(download: Download, server: LocalHub) -> None:
    server.repositories["acme/paint"].gate = "member"
    with pytest.raises(ModelUnavailable, match=r"Accept it at https://huggingface\.co/acme/paint.*token"):
        download()
    with pytest.raises(ModelUnavailable, match=r"no access to \"acme/paint\" yet.*accept its licence"):
        download(token="stranger")
    download(token="member")
    assert PartPlace("paint").receipt() is not None


def test_a_token_that_the_hub_does_not_know_is_told(download: Download) -> None:
    with pytest.raises(ModelUnavailable, match="does not know this token"):
        download(token="expired")


def test_where_a_repository_is_gone_its_copy_is_used(download: Download, server: LocalHub) -> None:
    server.add("else/paint", dict(FILES["paint"]))
    del server.repositories["acme/paint"]
    download(catalogue(paint={"sources": [{"repo": "acme/paint"}, {"repo": "else/paint"}]}))
    receipt = PartPlace("paint").receipt()
    assert receipt is not None and receipt.repo == "else/paint"


def test_a_repository_that_is_gone_everywhere_is_told(download: Download, server: LocalHub) -> None:
    del server.repositories["acme/paint"]
    with pytest.raises(SourceMissing, match=r"on the hub no more: acme/paint.*lredit bundles compose"):
        download()


def test_a_needed_file_that_is_gone_is_told(download: Download, server: LocalHub) -> None:
    del server.repositories["acme/clip"].files["open_clip_config.json"]
    with pytest.raises(ModelUnavailable, match="no longer holds"):
        download()


def test_weights_that_are_only_there_as_a_pickle_are_not_fetched(download: Download, server: LocalHub) -> None:
    files = server.repositories["acme/paint"].files
    for name in (WEIGHTS, LOCAL_WEIGHTS):
        del files[name]
    with pytest.raises(ModelUnavailable, match=r"pickled checkpoint.*safetensors\.torch\.save_file"):
        download()
    assert server.ranges == []


@pytest.mark.parametrize(
    "path", ["../evil.json", "unet/../../evil.json", "/evil.json", "unet\\evil.json", "C:evil.json"]
)
def test_a_path_that_leads_out_of_the_folder_is_refused(path: str, download: Download, server: LocalHub) -> None:
    server.repositories["acme/paint"].files[path] = b"{}"
    with pytest.raises(ModelUnavailable, match="outside of its folder"):
        download()
    assert server.ranges == []


def test_no_network_is_told(download: Download, server: LocalHub) -> None:
    server.url = "http://127.0.0.1:9"
    with pytest.raises(ConnectionBroke, match="Check the network"):
        download()


def test_a_hub_that_fails_is_told(download: Download, server: LocalHub) -> None:
    server.answers = [503] * 10
    with pytest.raises(ConnectionBroke, match=r"answers with an error \(503\)"):
        download()


def test_room_is_looked_at_before_anything_is_fetched(
    download: Download, server: LocalHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage(10**9, 10**9, 2_000_000))
    with pytest.raises(ModelUnavailable, match=r"takes 3\.4 MB .* has 2 MB left\. Make room"):
        download()
    assert server.ranges == []


def test_a_disk_that_fills_up_on_the_way_keeps_what_came(
    download: Download, server: LocalHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    class Full:
        """A file on a disk with room for a megabyte and a half."""

        def __init__(self, file: BinaryIO) -> None:
            self._file = file

        def write(self, block: bytes) -> int:
            if self._file.tell() + len(block) > 1_500_000:
                raise OSError(errno.ENOSPC, "No space left on device")
            return self._file.write(block)

        def __getattr__(self, name: str) -> Any:
            return getattr(self._file, name)

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_error: object) -> None:
            self._file.close()

    def open_on_a_small_disk(path: Path, mode: str = "r", *arguments: Any, **named: Any) -> Any:
        file = opened(path, mode, *arguments, **named)
        return Full(file) if mode == "a+b" else file

    monkeypatch.setattr(Path, "open", open_on_a_small_disk)
    with pytest.raises(ModelUnavailable, match=r"The disk is full.*make room and download again"):
        download()
    place = PartPlace("paint")
    assert not place.folder.exists() and 1_000_000 < place.bytes_begun() < 1_600_000
    monkeypatch.undo()


def test_one_download_runs_at_a_time(download: Download, server: LocalHub) -> None:
    def start_another(_progress: FetchProgress) -> None:
        with pytest.raises(ModelUnavailable, match="Another download is running"):
            Download(server)()
        download.progress.append(_progress)

    download.listen = start_another
    download()
    assert download.progress and PartPlace("paint").receipt() is not None


def test_what_came_of_an_unfinished_download_can_be_thrown_away(download: Download, server: LocalHub) -> None:
    server.repositories["acme/paint"].cuts[WEIGHTS] = [1_200_000, 0, 0, 0]
    with pytest.raises(ConnectionBroke):
        download()
    bundle = catalogue().bundles[0]
    assert begun_bytes(bundle) > 1_000_000
    discard_begun(bundle)
    assert begun_bytes(bundle) == 0 and PartPlace("clip").receipt() is not None


def test_the_token_is_for_the_hub_and_for_nobody_it_sends_on_to(download: Download, server: LocalHub) -> None:
    server.repositories["acme/paint"].gate = "member"
    server.storage_url = server.url.replace("127.0.0.1", "localhost")
    download(token="member")
    assert server.tokens["unet/config.json"] == "member" and server.tokens[WEIGHTS] == ""


def test_a_redirection_to_where_nothing_is_encrypted_is_refused(download: Download, server: LocalHub) -> None:
    """The address is reserved for documents (RFC 5737): nothing would answer, and nothing is asked."""
    server.storage_url = "http://192.0.2.1"
    with pytest.raises(ModelUnavailable, match=r'"192\.0\.2\.1" would be asked without encryption.*\.$'):
        download()
    assert not PartPlace("paint").folder.exists() and PartPlace("paint").receipt() is None
    assert not [path for path in PartPlace("paint").unfinished.rglob("*.safetensors*") if path.stat().st_size]


def test_a_hub_that_is_asked_without_encryption_is_refused_before_anything_is_sent(download: Download) -> None:
    download.server.url = "http://192.0.2.1"
    with pytest.raises(ModelUnavailable, match="without encryption"):
        download()
    assert not PartPlace("clip").folder.exists() and not PartPlace("clip").unfinished.exists()


def test_the_rate_is_that_of_the_last_seconds() -> None:
    rate = DownloadRate(window_s=5.0)
    assert rate.bytes_per_second(0.0) == 0.0
    for second in range(20):
        rate.add(100 if second < 10 else 1000, float(second))
    assert rate.bytes_per_second(19.0) == pytest.approx(1000.0)
    assert rate.bytes_per_second(60.0) == 0.0
    assert FetchProgress("x", 500, 1500, 100.0).seconds_left == pytest.approx(10.0)
    assert FetchProgress("x", 500, 1500).seconds_left is None


@pytest.mark.slow
def test_a_bundle_of_the_built_in_models_fetches_only_what_is_new(
    server: LocalHub, tmp_path: Path, data_home: Path
) -> None:
    assert data_home  # where bundles lie
    (tmp_path / "lama").mkdir()
    save_file(FourierNetwork(FourierShape(8, 2)).state_dict(), tmp_path / "lama" / "model.safetensors")
    server.add("acme/lama", tmp_path / "lama")
    shipped = read_catalogue()
    retouch = shipped.bundle("photographs-retouch")
    lama = shipped.parts["lama"].model_copy(update={"sources": (Source(repo="acme/lama"),)})
    known = Catalogue(parts={"lama": lama}, bundles=(retouch,))
    Download(server)(known)
    folder = install_fetched(known, retouch, lambda _what: None)
    bundle = BundleLoader().load(str(folder))
    assert bundle.filler().name == "LaMa" and bundle.detector is not None
    assert bundle.default_editor == BundleLoader().load("builtin").default_editor
    assert list(bundle.manifest.checksums) == [str(PartPlace("lama").folder.resolve() / "model.safetensors")]
    verdict = verify_bundle(retouch.name)
    assert all(not part.problem for part in verdict.parts)
    assert "filling network" in [part.part for part in verdict.parts]


@pytest.mark.parametrize("token", [" hf_right\n", "\thf_right "])
def test_blanks_around_a_token_are_no_part_of_it(token: str, download: Download, server: LocalHub) -> None:
    server.repositories["acme/paint"].gate = "hf_right"
    download(token=token)
    assert PartPlace("paint").receipt() is not None


@pytest.mark.parametrize("token", ["hf_ab cd", "hf_ä", "hf\x00x"])
def test_what_can_be_no_token_is_named_as_such(token: str, download: Download) -> None:
    with pytest.raises(ModelUnavailable, match="no token of the hub"):
        download(token=token)
