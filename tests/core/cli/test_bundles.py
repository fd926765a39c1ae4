"""`lredit bundles ...` from the catalogue to the trash, with real processes, a hub on this machine and tiny models."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from lredit_core.bundles import composing, installed
from lredit_core.bundles.fetched_parts import PartPlace, parts_home
from lredit_core.bundles.store import bundles_home, installed_names
from lredit_core.cli.commands import app
from lredit_core.manifest import read_manifest
from tests.fakes.tiny_catalogue import NAME, serve_parts, write_catalogue
from tests.waiting import wait_until
from tests.warm_processes import Command

if TYPE_CHECKING:
    from tests.fakes.local_hub import LocalHub

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("data_home")]
UNET = "unet/diffusion_pytorch_model.safetensors"


def lredit(*arguments: object, answer: str = "") -> tuple[int, str]:
    """Exit code, and all that was said on one line."""
    result = CliRunner().invoke(app, ["bundles", *(str(argument) for argument in arguments)], input=answer)
    return result.exit_code, " ".join(result.output.split())


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return write_catalogue(tmp_path / "catalogue.json")


@pytest.fixture
def hub(server: LocalHub, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> LocalHub:
    serve_parts(server, tiny_folder)
    monkeypatch.setenv("HF_ENDPOINT", server.url)
    return server


@pytest.fixture
def trash(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was thrown away."""
    thrown: list[Path] = []

    def throw(folder: Path) -> None:
        thrown.append(Path(folder))
        shutil.rmtree(folder)

    for module in (composing, installed):
        monkeypatch.setattr(module, "send2trash", throw)
    return thrown


def install_tiny(tiny_folder: Path, name: str, *more: object) -> None:
    code, output = lredit(
        "compose", "--name", name, "--clip", tiny_folder / "image_text", "--editor", tiny_folder / "diffusion", *more
    )
    assert code == 0, output


def test_a_bundle_is_fetched_installed_verified_and_thrown_away(
    hub: LocalHub, catalogue: Path, trash: list[Path]
) -> None:
    code, output = lredit("download", NAME, "--catalogue", catalogue, answer="y\n")
    assert code == 0, output
    assert "Free for any use." in output and "acme/diffusion" in output and "is installed in" in output
    manifest = read_manifest(bundles_home() / NAME)
    [editor] = manifest.editors.values()
    assert (editor.title, editor.steps, editor.guidance_scale) == ("Tiny diffusion", 3, 2.0)
    assert manifest.licence == "MIT" and len(manifest.checksums) > 10

    code, output = lredit("catalogue", "--catalogue", catalogue)
    assert code == 0 and f"{NAME} (installed)" in output

    code, output = lredit("verify", NAME)
    assert code == 0 and "image-text model: 4 files match, loads" in output and "everything loads" in output

    weights = PartPlace("tiny-diffusion").folder / UNET
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    code, output = lredit("verify", NAME)
    assert code == 3 and "was changed or cut short" in output and "1 of 3 parts do not fit" in output

    code, output = lredit("remove", NAME, "--yes")
    assert code == 0 and installed_names() == []
    assert trash == [bundles_home() / NAME, *sorted(path for path in trash[1:])] and len(trash) == 4
    assert list(parts_home().iterdir()) == []


def test_nothing_is_fetched_without_a_yes(hub: LocalHub, catalogue: Path) -> None:
    code, _output = lredit("download", NAME, "--catalogue", catalogue, answer="n\n")
    assert code == 130 and hub.ranges == []


def test_a_bundle_that_is_installed_is_not_fetched_again(hub: LocalHub, catalogue: Path, tiny_folder: Path) -> None:
    install_tiny(tiny_folder, NAME)
    code, output = lredit("download", NAME, "--catalogue", catalogue, "--yes")
    assert code == 2 and "installed already" in output and hub.ranges == []


def test_a_closed_gate_is_told_and_a_token_opens_it(hub: LocalHub, tmp_path: Path) -> None:
    gated = write_catalogue(tmp_path / "gated.json", gated=True)
    hub.repositories["acme/diffusion"].gate = "member"
    code, output = lredit("catalogue", "--catalogue", gated)
    assert "needs a token" in output
    code, output = lredit("download", NAME, "--catalogue", gated, "--yes")
    assert code == 3 and "Accept it at https://huggingface.co/acme/diffusion" in output and installed_names() == []
    code, output = lredit("download", NAME, "--catalogue", gated, "--yes", "--token", "member")
    assert code == 0 and installed_names() == [NAME]


def test_models_that_do_not_load_are_not_installed(hub: LocalHub, catalogue: Path) -> None:
    files = hub.repositories["acme/diffusion"].files
    files[UNET] = files[UNET][: len(files[UNET]) // 2]  # cut short before it was put there: its checksum is right
    code, output = lredit("download", NAME, "--catalogue", catalogue, "--yes")
    assert code == 3 and "cannot be loaded" in output
    assert installed_names() == [] and list(bundles_home().iterdir()) == []


def test_models_too_large_for_this_machine_are_checked_without_loading_them(hub: LocalHub, tmp_path: Path) -> None:
    large = write_catalogue(tmp_path / "large.json", main_bytes=10**15)
    code, output = lredit("download", NAME, "--catalogue", large, "--yes")
    assert code == 0 and "they do not fit this machine" in output and installed_names() == [NAME]


def test_a_file_cut_short_is_found_without_loading_it(hub: LocalHub, tmp_path: Path) -> None:
    large = write_catalogue(tmp_path / "large.json", main_bytes=10**15)
    files = hub.repositories["acme/diffusion"].files
    files[UNET] = files[UNET][: len(files[UNET]) // 2]
    code, output = lredit("download", NAME, "--catalogue", large, "--yes")
    assert code == 3 and "damaged or cut short" in output and installed_names() == []


def test_ctrl_c_pauses_and_the_same_command_goes_on(hub: LocalHub, catalogue: Path) -> None:
    hub.repositories["acme/diffusion"].cuts[UNET] = [20_000] + [1] * 1000  # a byte at a time: it is never given up
    command = Command("bundles", "download", NAME, "--catalogue", catalogue, "--yes", folder=catalogue.parent)
    wait_until(lambda: any(file == UNET and first > 0 for file, first in hub.ranges), "some of the weights to be here")
    command.interrupt()
    ended, _output, errors = command.ended()
    assert ended == 130 and "Paused" in errors
    assert PartPlace("tiny-image-text").receipt() is not None and installed_names() == []
    hub.repositories["acme/diffusion"].cuts.clear()
    hub.ranges.clear()
    code, output = lredit("download", NAME, "--catalogue", catalogue, "--yes")
    assert code == 0, output
    assert all(file != "open_clip_model.safetensors" for file, _first in hub.ranges)
    [first] = [first for file, first in hub.ranges if file == UNET]
    assert first > 0


def test_what_an_unfinished_download_left_is_deleted(catalogue: Path) -> None:
    begun = PartPlace("tiny-diffusion").unfinished
    begun.mkdir(parents=True)
    (begun / "unet.safetensors.partial").write_bytes(b"x" * 5000)
    code, output = lredit("download", NAME, "--catalogue", catalogue, "--discard")
    assert code == 0 and "5 kB of an unfinished download are deleted" in output and not begun.exists()


def test_a_name_that_the_catalogue_does_not_have_is_told(catalogue: Path) -> None:
    code, output = lredit("download", "nothing", "--catalogue", catalogue, "--yes")
    assert code == 2 and f"It has: {NAME}" in output


def test_verify_says_of_each_part_whether_it_fits(tiny_folder: Path, tmp_path: Path) -> None:
    parts = Path(shutil.copytree(tiny_folder, tmp_path / "parts"))
    install_tiny(parts, "mine", "--ssl", parts / "self_supervised")
    (parts / "self_supervised" / "model.safetensors").write_bytes(b"no weights at all")
    code, output = lredit("verify", "mine")
    assert code == 3
    assert "image-text model: no checksums are known, loads" in output
    assert "self-supervised model: The self-supervised model" in output
    assert 'editor "diffusion": not looked at' in output


def test_a_pickle_is_refused_with_the_way_to_convert_it(tiny_folder: Path, tmp_path: Path) -> None:
    pickled = Path(shutil.copytree(tiny_folder / "image_text", tmp_path / "pickled"))
    for path in pickled.glob("*.safetensors"):
        path.rename(path.with_suffix(".bin"))
    code, output = lredit("compose", "--name", "bad", "--clip", pickled)
    assert code == 3 and "safetensors.torch.save_file" in output and installed_names() == []


def test_a_cut_checkpoint_leaves_nothing_installed(tiny_folder: Path, tmp_path: Path) -> None:
    cut = Path(shutil.copytree(tiny_folder / "diffusion", tmp_path / "cut"))
    (cut / UNET).write_bytes((cut / UNET).read_bytes()[:500])
    code, output = lredit("compose", "--name", "bad", "--editor", cut)
    assert code == 3 and "cannot be loaded" in output
    assert installed_names() == [] and list(bundles_home().iterdir()) == []


def test_copied_parts_move_to_another_folder_and_load_from_there(tiny_folder: Path, tmp_path: Path) -> None:
    install_tiny(tiny_folder, "mine", "--copy")
    code, output = lredit("relocate", "mine", tmp_path / "large disk")
    assert code == 0, output
    places = installed.part_places(bundles_home() / "mine", read_manifest(bundles_home() / "mine"))
    assert all(place.is_relative_to(tmp_path / "large disk") for place in places.values())
    assert [path.name for path in (bundles_home() / "mine").rglob("*.safetensors")] == []
    assert lredit("verify", "mine")[0] == 0


def test_fetched_parts_move_for_all_bundles_that_use_them(
    hub: LocalHub, catalogue: Path, tmp_path: Path, trash: list[Path]
) -> None:
    assert lredit("download", NAME, "--catalogue", catalogue, "--yes")[0] == 0
    fetched = PartPlace("tiny-image-text").folder
    assert lredit("compose", "--name", "second", "--clip", fetched)[0] == 0
    assert lredit("relocate", NAME, tmp_path / "elsewhere")[0] == 0
    assert not fetched.exists() and PartPlace("tiny-image-text").receipt() is not None
    for name in (NAME, "second"):
        assert lredit("verify", name)[0] == 0
    assert "4 files match" in lredit("verify", NAME)[1]

    assert lredit("remove", NAME, "--yes")[0] == 0
    names = {path.name for path in trash}
    assert names == {NAME, "tiny-self-supervised", "tiny-diffusion"}  # "second" still needs the other
    assert lredit("verify", "second")[0] == 0


def test_a_part_that_the_person_moved_is_found_again(tiny_folder: Path, tmp_path: Path) -> None:
    before = Path(shutil.copytree(tiny_folder / "image_text", tmp_path / "before"))
    assert lredit("compose", "--name", "mine", "--clip", before)[0] == 0
    after = before.rename(tmp_path / "after")
    code, output = lredit("list")
    assert code == 0 and "not found: image_text" in output
    assert lredit("verify", "mine")[0] == 3
    code, output = lredit("relocate", "mine", tiny_folder / "diffusion", "--part", "image_text")
    assert code == 3 and "open_clip_config.json" in output
    code, output = lredit("relocate", "mine", after, "--part", "image_text")
    assert code == 0, output
    assert lredit("verify", "mine")[0] == 0


def test_a_part_that_does_not_load_from_its_new_place_stays_where_it_was(tiny_folder: Path, tmp_path: Path) -> None:
    install_tiny(tiny_folder, "mine")
    broken = Path(shutil.copytree(tiny_folder / "image_text", tmp_path / "broken"))
    (broken / "open_clip_model.safetensors").write_bytes(b"damaged")
    before = (bundles_home() / "mine" / "bundle.json").read_bytes()
    assert lredit("relocate", "mine", broken, "--part", "image_text")[0] == 3
    assert (bundles_home() / "mine" / "bundle.json").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("builtin", "x"), 2, "belongs to the program"),
        (("never", "x"), 2, "no installed bundle"),
        (("mine", "x"), 2, "Move them yourself"),
        (("mine", "x", "--part", "hat"), 2, "no part"),
        (("mine", "x", "--part", "diffusion"), 3, "There is no"),
    ],
)
def test_what_cannot_be_relocated_is_told(arguments: tuple[str, ...], code: int, words: str, tiny_folder: Path) -> None:
    install_tiny(tiny_folder, "mine")
    found, output = lredit("relocate", *arguments)
    assert found == code and words in output


def test_a_damaged_bundle_does_not_hide_the_others(tiny_folder: Path) -> None:
    install_tiny(tiny_folder, "good")
    (bundles_home() / "bad").mkdir()
    (bundles_home() / "bad" / "bundle.json").write_text("{")
    code, output = lredit("list")
    assert code == 0 and "good: good" in output and "bad:" in output and "is damaged" in output


def test_a_bundle_in_the_making_is_not_listed(tiny_folder: Path) -> None:
    unfinished = bundles_home() / ".mine.new"
    unfinished.mkdir(parents=True)
    (unfinished / "bundle.json").write_text(json.dumps({}))
    assert installed_names() == []
