"""Grounding parts of a bundle: composed, verified, copied, moved; and an edit with a tiny one of each family."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import torch

from lredit_core.api.events import CandidateReady, EditFailed, EditFinished
from lredit_core.api.request import EditRequest, EditSettings
from lredit_core.bundles import composing, installed, relocating, store
from lredit_core.bundles.composing import BundleParts, compose
from lredit_core.bundles.loading import BundleLoader
from lredit_core.bundles.verifying import verify_bundle
from lredit_core.encoders.grounding.families import FAMILIES
from lredit_core.engine.engine import edit_events
from lredit_core.engine.target_edit import EngineContext
from lredit_core.errors import ModelUnavailable
from tests.fakes.tiny_bundle import VIT_TOWER, write_image_text, write_self_supervised
from tests.fakes.tiny_grounding import WRITERS, write_grounding

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.pictures.image import PixelBuffer

pytestmark = pytest.mark.slow

QUICK = EditSettings(anchor_count=4, learning_steps=1, drafts_per_step=1, candidate_count=1)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tiny encoders, and a tiny model of each family by its kind."""
    folder = tmp_path_factory.mktemp("parts")
    write_image_text(folder / "image_text", VIT_TOWER)
    write_self_supervised(folder / "self_supervised")
    for name in WRITERS:
        write_grounding(name, folder / name)
    return folder


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    for module in (store, composing, relocating):
        monkeypatch.setattr(module, "bundles_home", lambda: folder)
    return folder


def made(parts: Path, *kinds: str, name: str = "mine", copies: bool = False) -> Path:
    """A bundle of the tiny encoders, the drawings and these kinds."""
    own = BundleParts(
        str(parts / "image_text"),
        str(parts / "self_supervised"),
        (str(composing.bundle_folder("builtin") / "../../art"),),
        grounding=tuple(str(parts / kind) for kind in kinds),
    )

    def try_out(folder: Path) -> None:
        BundleLoader(device=torch.device("cpu")).load(str(folder)).load_grounding()

    return compose(name, own, copies=copies, try_out=try_out)


@pytest.mark.parametrize("kind", list(FAMILIES))
def test_each_family_is_composed_loaded_asked_and_edited_with(parts: Path, picture: PixelBuffer, kind: str) -> None:
    bundle = BundleLoader(device=torch.device("cpu")).load(str(made(parts, kind)))
    assert bundle.info().grounding == (FAMILIES[kind].title,)
    assert bundle.finds_any_words == ("words" in FAMILIES[kind].roles)
    request = EditRequest(picture, "remove the red square", settings=QUICK)
    once, again = (list(edit_events(request, bundle, EngineContext())) for _ in range(2))
    assert isinstance(once[-1], EditFinished), once[-1].message if isinstance(once[-1], EditFailed) else once[-1]
    first, same = (next(event.candidate for event in run if isinstance(event, CandidateReady)) for run in (once, again))
    assert first.box == same.box and (first.pixels == same.pixels).all() and (first.mask == same.mask).all()


def test_what_is_composed_is_verified_listed_and_said(parts: Path) -> None:
    folder = made(parts, "owlv2", "sam2")
    verdict = verify_bundle(str(folder))
    words = {part.part: part.in_words for part in verdict.parts}
    assert words["grounding"].endswith("loads; OWLv2") and words["grounding-2"].endswith("loads; SAM 2")
    assert verdict.is_whole
    row = next(item for item in installed.installed_bundles() if item.name == "mine")
    assert row.grounding == ("owlv2", "sam2")
    assert row.byte_count > (parts / "sam2" / "model.safetensors").stat().st_size


def test_a_damaged_part_is_named_and_the_others_still_looked_at(parts: Path) -> None:
    folder = made(parts, "owlv2", "sam2", copies=True)
    weights = folder / "grounding" / "0" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    problems = {part.part: part.problem for part in verify_bundle(str(folder)).parts if part.problem}
    assert list(problems) == ["grounding"] and "damaged" in problems["grounding"]
    shutil.rmtree(folder / "grounding" / "1")
    missing = next(item for item in installed.installed_bundles() if item.name == "mine").missing
    assert missing == ("grounding-2",)
    bundle = BundleLoader(device=torch.device("cpu")).load(str(folder))
    with pytest.raises(ModelUnavailable, match=r"config\.json"):
        bundle.load_grounding()
    assert bundle.info().grounding == ()


def test_copies_and_moves_take_it_along(parts: Path, tmp_path: Path) -> None:
    folder = made(parts, "owlv2", "sam2", copies=True)
    assert (folder / "grounding" / "0" / "config.json").is_file()
    moved = relocating.move_parts("mine", tmp_path / "elsewhere")
    assert {path.name for path in moved} >= {"mine-grounding", "mine-grounding-2"}
    assert not (folder / "grounding" / "0").exists()
    assert BundleLoader(device=torch.device("cpu")).load("mine").load_grounding().in_words == "OWLv2 and SAM 2"
    there = shutil.copytree(parts / "sam", tmp_path / "sam")
    relocating.point_part("mine", "grounding-2", there)
    assert BundleLoader(device=torch.device("cpu")).load("mine").load_grounding().in_words == "OWLv2 and SAM"
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelUnavailable, match=r"holds no config\.json"):
        relocating.point_part("mine", "grounding", tmp_path / "empty")


def test_nothing_is_left_of_a_bundle_that_does_not_fit_together(parts: Path, home: Path) -> None:
    with pytest.raises(ModelUnavailable, match="both draw the masks"):
        made(parts, "sam", "sam2")
    with pytest.raises(ModelUnavailable, match="no folder"):
        made(parts, "nothing")
    with pytest.raises(ModelUnavailable, match="no detector or segmenter"):
        made(parts, "image_text")
    assert not list(home.glob("*mine*"))


def test_without_the_part_nothing_of_it_is_loaded(parts: Path) -> None:
    bundle = BundleLoader(device=torch.device("cpu")).load(str(made(parts)))
    assert not bundle.has_grounding and bundle.info().grounding == ()
    assert bundle.load_grounding().finder is None and bundle.load_grounding().segmenter is None
