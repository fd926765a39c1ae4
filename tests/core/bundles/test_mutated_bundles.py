"""Bundles changed at random from a fixed seed: `verify` names what is broken, loading takes them or gives a sentence,
within 2 s and 2 GiB; nothing is unpickled, no code out of them runs, no program is started.

`LREDIT_FUZZ_BUNDLES=1000` tries as many; thirty without it.
"""

from __future__ import annotations

import json
import os
import pickle
import random
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import torch

from lredit_core.bundles.loading import BundleLoader
from lredit_core.bundles.verifying import verify_bundle
from lredit_core.errors import ModelUnavailable
from lredit_core.manifest import checksum_of, read_manifest
from tests.fakes.tiny_bundle import write_detector, write_eye, write_tiny_bundle
from tests.mutations.attempts import Attempts
from tests.mutations.json_changes import changed_json, fields
from tests.mutations.safetensors_changes import changed_safetensors
from tests.mutations.watching import watched

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
COUNT = int(os.environ.get("LREDIT_FUZZ_BUNDLES", "30"))
SEED = 42
_MANIFEST = "bundle.json"
#: Whose checksum no longer fits once they are changed.
_KEPT = "checksums"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny bundle with all parts that load quickly, and checksums of all its files."""
    folder = write_tiny_bundle(tmp_path_factory.mktemp("mutated") / "whole", with_diffusion=False)
    write_eye(folder / "eye")
    write_detector(folder / "detector")
    manifest: dict[str, Any] = json.loads((folder / _MANIFEST).read_text())
    manifest |= {"photographs": {"folder": "eye"}, "detector": {"folder": "detector"}}
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != _MANIFEST)
    manifest[_KEPT] = {path.relative_to(folder).as_posix(): checksum_of(path) for path in files}
    (folder / _MANIFEST).write_text(json.dumps(manifest))
    return folder


@pytest.fixture
def canary(tmp_path: Path) -> bytes:
    """A pickle that leaves a file behind when it is read."""

    class Payload:
        def __reduce__(self) -> tuple[Any, ...]:
            return (Path.touch, (tmp_path / "ran",))

    return pickle.dumps(Payload())


def change(folder: Path, rng: random.Random, number: int, canary: bytes) -> str:
    """Changes one file of a bundle, and says which."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    weights = [path for path in files if path.suffix == ".safetensors"]
    texts = [path for path in files if path.suffix == ".json" and path.name != _MANIFEST]
    way = number % 5
    if way == 0:
        path = rng.choice(weights)
        path.write_bytes(changed_safetensors(path.read_bytes(), rng))
    elif way in (1, 2):
        path = texts[number // 5 % len(texts)]
        change_text(path, rng, number)
    elif way == 3:
        path = folder / _MANIFEST
        change_text(path, rng, number)
    else:
        path = rng.choice(files)
        replace(path, rng, canary)
    return path.relative_to(folder).as_posix()


def change_text(path: Path, rng: random.Random, number: int) -> None:
    value = json.loads(path.read_text(encoding="utf-8"))
    if rng.random() < 0.1:
        data = bytearray(path.read_bytes())
        data[rng.randrange(len(data))] = rng.choice((0xFF, 0, 0x80))
        path.write_bytes(data)
        return
    places = fields(value) if path.name != "tokenizer.json" else [(), ("model",), ("model", "vocab"), ("added_tokens",)]
    text = changed_json(value, rng, field=places[number % len(places)])
    path.write_bytes(text.encode("utf-8", "surrogatepass"))


def replace(path: Path, rng: random.Random, canary: bytes) -> None:
    """Something else in the place of a file."""
    way = rng.randrange(8)
    path.unlink()
    if way == 0:
        path.write_bytes(canary)
    elif way == 1:
        path.with_name("pytorch_model.bin").write_bytes(canary)
        path.with_name("open_clip_pytorch_model.bin").write_bytes(canary)
    elif way == 2:
        path.symlink_to(rng.choice(("/dev/zero", "/etc/passwd", "nowhere", path.name)))
    elif way == 3:
        os.mkfifo(path)
    elif way == 4:
        path.mkdir()
    elif way == 5:
        path.touch()
        os.truncate(path, 300_000_000)
    elif way == 6:
        path.write_bytes(b"")


def load(folder: Path) -> None:
    bundle = BundleLoader(device=torch.device("cpu")).load(str(folder))
    for name in bundle.manifest.editors:
        bundle.editor(name)
    bundle.info()
    bundle.image_text.encode_text("a red apple")


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX systems")
def test_a_changed_bundle_is_loaded_or_refused_with_a_sentence(whole: Path, tmp_path: Path, canary: bytes) -> None:
    rng, loading, verifying, folder = random.Random(SEED), Attempts(), Attempts(), tmp_path / "bundle"
    unnoticed: list[str] = []
    load(whole)  # imports what is imported once
    assert verify_bundle(str(whole)).is_whole
    with watched() as seen:
        for number in range(COUNT):
            shutil.copytree(whole, folder)
            name = f"{number} {change(folder, rng, number, canary)}"
            try_one(name, folder, loading, verifying, unnoticed)
            shutil.rmtree(folder)
    print("loading", loading.in_words())
    print("verifying", verifying.in_words())
    assert not loading.strange + verifying.strange
    assert not unnoticed, "a file that is not as its checksum says is broken"
    assert not seen and not (tmp_path / "ran").exists()
    assert loading.opened and loading.refused > COUNT // 4


def try_one(name: str, folder: Path, loading: Attempts, verifying: Attempts, unnoticed: list[str]) -> None:
    loads_before = loading.opened
    loading.attempt(name, lambda: load(folder))
    loads = loading.opened > loads_before
    verdicts: list[bool] = []
    verifying.attempt(name, lambda: verdicts.append(verify_bundle(str(folder)).is_whole))
    is_of_the_manifest = name.endswith(_MANIFEST)
    if verdicts == [True] and (not loads or not is_of_the_manifest) and not is_as_listed(folder):
        unnoticed.append(name)


def is_as_listed(folder: Path) -> bool:
    """Whether all files are what their checksums say."""
    listed = read_manifest(folder).checksums
    return all((folder / name).is_file() and checksum_of(folder / name) == digest for name, digest in listed.items())


@pytest.mark.parametrize(
    "place", ["../elsewhere", "image_text/../../elsewhere", "link", "link/..", "a\0b", "image_text/link/elsewhere"]
)
@pytest.mark.parametrize("entry", ["image_text", "region_network", "editor", "lora", "tiny", "checksum"])
def test_what_a_bundle_calls_its_own_lies_in_its_folder(whole: Path, tmp_path: Path, entry: str, place: str) -> None:
    folder = Path(shutil.copytree(whole, tmp_path / "bundle"))
    shutil.copytree(whole / "image_text", tmp_path / "elsewhere")
    (folder / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (folder / "image_text" / "link").symlink_to(tmp_path, target_is_directory=True)
    manifest = json.loads((folder / _MANIFEST).read_text())
    editor = manifest["editors"]["retrieve"]
    if entry == "image_text":
        manifest["image_text"]["folder"] = place
    elif entry == "region_network":
        manifest["region_network"] = place
    elif entry == "editor":
        editor["folder"] = place
    elif entry == "lora":
        editor["loras"] = [{"file": place}]
    elif entry == "tiny":
        editor["tiny_autoencoder"] = {"folder": place}
    else:
        manifest["checksums"][place] = "0" * 64
    (folder / _MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(ModelUnavailable, match=r"leads out of its folder|can be no file"):
        read_manifest(folder)
    assert (tmp_path / "elsewhere").is_dir()
