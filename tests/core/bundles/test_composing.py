"""Bundles put together, installed and taken away: by the real loaders, in a home of their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lredit_core.bundles import composing, installed, store
from lredit_core.bundles.composing import BundleParts, compose, install, remove
from lredit_core.bundles.loading import BundleLoader
from lredit_core.bundles.trying_out import load_all
from lredit_core.errors import InvalidRequest, ModelUnavailable
from lredit_core.manifest import read_manifest
from tests.fakes.tiny_bundle import write_tiny_bundle

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_bundle(tmp_path_factory.mktemp("tiny") / "bundle")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    for module in (store, composing):
        monkeypatch.setattr(module, "bundles_home", lambda: folder)
    return folder


def _loads(folder: Path) -> None:
    loaded = BundleLoader().load(str(folder))
    for name in loaded.manifest.editors:
        loaded.editor(name)


def test_parts_from_here_and_there_become_a_bundle_that_loads(tiny: Path, home: Path) -> None:
    parts = BundleParts(str(tiny / "image_text"), "builtin", (str(tiny / "diffusion"), "builtin", str(tiny / "masked")))
    folder = compose("mine", parts, title="My models", try_out=_loads)
    assert folder == home / "mine" and store.installed_names() == ["mine"]
    loaded = BundleLoader().load("mine")
    assert loaded.default_editor == "diffusion"
    assert set(loaded.manifest.editors) >= {"diffusion", "retrieve", "diffusion-2", "masked"}
    assert loaded.manifest.title == "My models"
    assert loaded.manifest.self_supervised.longest_side_patches == 28


def test_what_fills_holes_is_a_part_and_the_built_in_models_bring_what_finds_things(tmp_path: Path, home: Path) -> None:
    from safetensors.torch import save_file

    from lredit_core.editors.fourier_network import FourierNetwork, FourierShape

    save_file(FourierNetwork(FourierShape(8, 2)).state_dict(), tmp_path / "lama.safetensors")
    parts = BundleParts("builtin", "builtin", ("builtin",), filling=str(tmp_path / "lama.safetensors"))
    folder = compose("retouch", parts, try_out=load_all)
    loaded = BundleLoader().load("retouch")
    assert loaded.filler().name == "LaMa"
    assert loaded.eye is not None and loaded.detector is not None
    assert installed.part_places(folder, loaded.manifest)["filling"] == tmp_path / "lama.safetensors"
    with pytest.raises(ModelUnavailable, match=r"one \.safetensors file"):
        compose("none", BundleParts("builtin", "builtin", ("builtin",), filling=str(tmp_path / "home")))
    assert store.installed_names() == ["retouch"]


def test_a_copy_needs_its_parts_no_more(tiny: Path, home: Path) -> None:
    folder = compose(
        "copy", BundleParts(str(tiny / "image_text"), str(tiny / "self_supervised"), ("builtin",)), copies=True
    )
    manifest = read_manifest(folder)
    assert manifest.image_text.folder == "image_text"
    assert all((folder / part.folder).is_dir() for part in manifest.editors.values())
    _loads(folder)


@pytest.mark.parametrize("name", ["", "../up", "a/b", "builtin", ".hidden", "x" * 80])
def test_a_name_must_be_able_to_be_a_folder(name: str) -> None:
    with pytest.raises(InvalidRequest, match="cannot be called"):
        compose(name, BundleParts("builtin", "builtin", ("builtin",)))


def test_a_name_that_is_taken_is_told(tiny: Path, home: Path) -> None:
    parts = BundleParts(str(tiny / "image_text"), "builtin", ("builtin",))
    compose("twice", parts)
    with pytest.raises(InvalidRequest, match="remove it first"):
        compose("twice", parts)


def test_parts_of_ones_own_are_told_from_built_in_ones(tmp_path: Path) -> None:
    assert BundleParts("builtin", "builtin", ("builtin",)).are_all_built_in
    assert not BundleParts("builtin", "builtin", ("builtin",), grounding=(str(tmp_path),)).are_all_built_in
    assert not BundleParts(str(tmp_path), "builtin", ("builtin",)).are_all_built_in


@pytest.mark.parametrize(
    ("part", "words"),
    [("clip", "open_clip_config.json"), ("ssl", "config.json"), ("editor", "neither a diffusers pipeline")],
)
def test_a_folder_that_is_no_such_part_is_told_and_nothing_is_left(
    part: str, words: str, tmp_path: Path, home: Path
) -> None:
    (tmp_path / "empty").mkdir()
    wrong = str(tmp_path / "empty")
    parts = BundleParts(
        wrong if part == "clip" else "builtin",
        wrong if part == "ssl" else "builtin",
        (wrong if part == "editor" else "builtin",),
    )
    with pytest.raises(ModelUnavailable, match=words):
        compose("broken", parts)
    assert list(home.iterdir()) == []


def test_a_bundle_that_does_not_load_is_not_installed(tiny: Path, tmp_path: Path, home: Path) -> None:
    damaged = tmp_path / "damaged"
    damaged.mkdir()
    for path in (tiny / "image_text").iterdir():
        (damaged / path.name).write_bytes(path.read_bytes())
    weights = damaged / "open_clip_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:200])
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        compose("cut", BundleParts(str(damaged), "builtin", ("builtin",)), try_out=_loads)
    assert list(home.iterdir()) == []


def test_a_whole_bundle_is_installed_by_copy(tiny: Path, home: Path) -> None:
    folder = install(tiny, try_out=_loads)
    assert folder == home / "tiny" and read_manifest(folder).name == "tiny"
    with pytest.raises(ModelUnavailable, match="not a model bundle"):
        install(tiny / "image_text")


def test_no_room_is_told_before_anything_is_copied(tiny: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from collections import namedtuple

    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(composing.shutil, "disk_usage", lambda folder: usage(10, 10, 0))
    with pytest.raises(ModelUnavailable, match="Make room"):
        install(tiny)
    assert list(home.iterdir()) == []


def test_a_removed_bundle_goes_to_the_trash_and_its_parts_stay(
    tiny: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trashed: list[Path] = []
    monkeypatch.setattr(composing, "send2trash", lambda folder: trashed.append(Path(folder)))
    compose("gone", BundleParts(str(tiny / "image_text"), "builtin", ("builtin",)))
    assert remove("gone") == home / "gone" and trashed == [home / "gone"]
    assert (tiny / "image_text" / "open_clip_config.json").is_file()
    for wrong in ("builtin", "never", "../tiny"):
        with pytest.raises(InvalidRequest):
            remove(wrong)


def test_the_manifest_a_person_reads_names_the_parts_where_they_lie(tiny: Path) -> None:
    folder = compose("plain", BundleParts(str(tiny / "image_text"), "builtin", (str(tiny / "diffusion"),)))
    written = json.loads((folder / "bundle.json").read_text(encoding="utf-8"))
    assert written["image_text"]["folder"] == str((tiny / "image_text").resolve())
    assert written["editors"]["diffusion"] == {
        "kind": "diffusion", "title": "diffusion", "folder": str((tiny / "diffusion").resolve()),
    }  # fmt: skip


def test_a_link_into_a_cache_is_taken_by_the_name_that_it_has(tmp_path: Path, home: Path) -> None:
    from safetensors.torch import save_file

    from lredit_core.editors.fourier_network import FourierNetwork, FourierShape

    (tmp_path / "blobs").mkdir()
    save_file(FourierNetwork(FourierShape(8, 2)).state_dict(), tmp_path / "blobs" / "0f3a")
    (tmp_path / "lama.safetensors").symlink_to(tmp_path / "blobs" / "0f3a")
    parts = BundleParts("builtin", "builtin", ("builtin",), filling=str(tmp_path / "lama.safetensors"))
    assert read_manifest(compose("linked", parts, try_out=load_all)).filling is not None
