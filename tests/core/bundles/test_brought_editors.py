"""Editors of other packages: found by the kind, told by their package where they fail, and never in place of ours."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import torch

from lredit_core.api.events import CandidateReady, EditFailed, EditFinished
from lredit_core.api.request import EditRequest, EditSettings, Preset
from lredit_core.bundles.brought_editors import EDITORS_GROUP
from lredit_core.bundles.loading import BundleLoader
from lredit_core.cancellation import EventToken
from lredit_core.editors.retrieve import RetrieveEditor
from lredit_core.engine.engine import InProcessEngine
from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Box
from tests.fakes.tiny_bundle import write_tiny_bundle

if TYPE_CHECKING:
    from lredit_core.pictures.image import PixelBuffer

pytestmark = pytest.mark.slow
PACKAGE = Path(__file__).resolve().parents[2] / "data" / "editor-package"
COLOUR = (10, 200, 90)


@pytest.fixture(scope="module")
def encoders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_bundle(tmp_path_factory.mktemp("encoders"), with_diffusion=False)


@pytest.fixture
def folder(encoders: Path, tmp_path: Path) -> Path:
    """A bundle with an editor of the kind that the example package brings."""
    copy = Path(shutil.copytree(encoders, tmp_path / "bundle"))
    add_editor(copy, "plain-colour")
    return copy


def add_editor(bundle: Path, kind: str) -> None:
    (bundle / "plain").mkdir()
    (bundle / "plain" / "colour.json").write_text(json.dumps(COLOUR))
    manifest = json.loads((bundle / "bundle.json").read_text())
    manifest["editors"]["plain"] = {"kind": kind, "title": "One colour", "folder": "plain"}
    (bundle / "bundle.json").write_text(json.dumps(manifest))


def install(place: Path, name: str, kind: str, code: str) -> Path:
    """A package of one module, as pip leaves it."""
    info = place / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{EDITORS_GROUP}]\n{kind} = {name}:load\n")
    (place / f"{name}.py").write_text(code)
    return place


def editor_of(bundle: Path, name: str = "plain") -> object:
    return BundleLoader(device=torch.device("cpu")).load(str(bundle)).editor(name)


def test_an_editor_of_another_package_edits(
    folder: Path, monkeypatch: pytest.MonkeyPatch, picture: PixelBuffer
) -> None:
    monkeypatch.syspath_prepend(PACKAGE)
    box = Box(20, 20, 60, 60)
    engine = InProcessEngine(BundleLoader(device=torch.device("cpu")))
    assert "plain" in {item.name for item in engine.load(str(folder)).editors}
    settings = EditSettings.for_preset(Preset.FAST)
    request = EditRequest(picture, "a green thing", editor="plain", user_boxes=(box,), settings=settings)
    events = list(engine.edit(request, EventToken()))
    assert isinstance(events[-1], EditFinished)
    (candidate,) = [event.candidate for event in events if isinstance(event, CandidateReady)]
    assert (candidate.editor, candidate.note) == ("plain-colour", "one colour")
    middle = candidate.pixels[candidate.pixels.shape[0] // 2, candidate.pixels.shape[1] // 2, :3].astype(int)
    assert middle[1] > middle[0] and middle[1] > middle[2]  # its colours are matched with what is around


def test_without_the_package_the_sentence_says_what_to_do_and_other_editors_work(
    folder: Path, picture: PixelBuffer
) -> None:
    with pytest.raises(
        ModelUnavailable, match='No package that is installed brings editors of the kind "plain-colour"'
    ):
        editor_of(folder)
    assert isinstance(editor_of(folder, "retrieve"), RetrieveEditor)
    engine = InProcessEngine(BundleLoader(device=torch.device("cpu")))
    engine.load(str(folder))
    last = list(engine.edit(EditRequest(picture, "a red apple", editor="plain"), EventToken()))[-1]
    assert isinstance(last, EditFailed) and last.kind == ModelUnavailable.kind


def test_a_kind_of_ours_is_not_replaced(encoders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marker = tmp_path / "ran"
    code = f"from pathlib import Path\nPath({str(marker)!r}).touch()\ndef load(*_, **__): return None\n"
    monkeypatch.syspath_prepend(install(tmp_path / "site", "stranger_of_ours", "retrieve", code))
    assert isinstance(editor_of(encoders, "retrieve"), RetrieveEditor)
    assert not marker.exists()


@pytest.mark.parametrize(
    ("name", "code", "sentence"),
    [
        ("fails_to_import", "import no_such_module_anywhere\n", r"cannot be imported \(ModuleNotFoundError\)"),
        ("leaves_at_import", "raise SystemExit(3)\n", r"cannot be imported \(SystemExit\)"),
        ("has_no_such_name", "", r"cannot be imported \(AttributeError\)"),
        ("fails_to_make", "def load(*_, **__): raise KeyError('x')\n", r"cannot make it \(KeyError\)"),
        ("takes_nothing", "def load(): pass\n", r"cannot make it \(TypeError\)"),
        ("makes_nonsense", "def load(*_, **__): return 'an editor'\n", "made something that is no editor"),
    ],
)
def test_what_fails_is_told_by_its_package(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: str, sentence: str
) -> None:
    monkeypatch.syspath_prepend(install(tmp_path / "site", name, "plain-colour", code))
    with pytest.raises(ModelUnavailable, match=f'The package "{name}".*{sentence}.*choose another editor'):
        editor_of(folder)


def test_its_own_sentence_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(PACKAGE)
    (folder / "plain" / "colour.json").write_text("no colour")
    with pytest.raises(ModelUnavailable, match=r"holds no colour\.json"):
        editor_of(folder)


def test_two_packages_for_one_kind_are_both_named(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(PACKAGE)
    monkeypatch.syspath_prepend(install(tmp_path / "site", "another_one", "plain-colour", "def load(): pass\n"))
    with pytest.raises(ModelUnavailable, match='"another_one", "plain-colour-editor"'):
        editor_of(folder)


@pytest.mark.parametrize("kind", ["", "Retrieve", "no kind", "../kind", "k" * 60])
def test_what_is_no_kind_is_a_damaged_manifest(encoders: Path, tmp_path: Path, kind: str) -> None:
    copy = Path(shutil.copytree(encoders, tmp_path / "bundle"))
    add_editor(copy, kind)
    with pytest.raises(ModelUnavailable, match=r"damaged: editors\.plain\.kind"):
        editor_of(copy)
