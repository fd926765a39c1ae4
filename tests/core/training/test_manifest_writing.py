"""What trainings write into a bundle's manifest."""

from __future__ import annotations

import json
from pathlib import Path

from lredit_core.manifest import checksum_of, read_manifest
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.training.manifest_writing import begin_bundle, say_what_it_draws, seal

BUILTIN = Path("resources/bundles/builtin")


def test_a_folder_that_is_no_bundle_yet_becomes_one_whose_drawings_are_found(tmp_path: Path) -> None:
    bundle = tmp_path / "deep" / "mine"
    begin_bundle(bundle, like=BUILTIN, art=Path("resources/art").resolve())
    manifest = read_manifest(bundle)
    assert manifest.checksums == {}
    assert (bundle / manifest.editors["retrieve"].folder / "things.json").is_file()
    (bundle / "bundle.json").write_text('{"name": "kept"}')
    begin_bundle(bundle, like=BUILTIN, art=Path("resources/art"))
    assert json.loads((bundle / "bundle.json").read_text()) == {"name": "kept"}, "one that is there stays"


def test_an_editor_says_what_it_draws_and_by_which_other_words(tmp_path: Path) -> None:
    library = ArtLibrary("resources/art")
    begin_bundle(tmp_path, like=BUILTIN, art=Path("resources/art"))
    say_what_it_draws(tmp_path, "diffusion", library, ("rabbit", "car"))
    part = read_manifest(tmp_path).editors["diffusion"]
    assert part.things == ("car", "rabbit")
    assert {"bunny", "automobile"} <= set(part.words)
    assert not set(part.words) & set(part.things)
    before = (tmp_path / "bundle.json").read_text()
    say_what_it_draws(tmp_path, "an editor that it lacks", library, ("car",))
    assert (tmp_path / "bundle.json").read_text() == before


def test_sealing_writes_every_checksum_but_the_manifest_s_own(tmp_path: Path) -> None:
    assert seal(tmp_path) == 0, "a folder without a manifest is left alone"
    (tmp_path / "bundle.json").write_text('{"checksums": {"old": "0"}, "name": "b"}')
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "weights.bin").write_bytes(b"123")
    assert seal(tmp_path) == 1
    written = json.loads((tmp_path / "bundle.json").read_text())
    assert written == {"name": "b", "checksums": {"part/weights.bin": checksum_of(tmp_path / "part" / "weights.bin")}}
