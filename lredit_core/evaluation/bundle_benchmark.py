"""`lredit bench bundle`: every figure of a bundle's models, as the model card quotes them."""

from __future__ import annotations

import functools
import json
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import torch
from PIL import Image

from lredit_core.api.request import EditSettings
from lredit_core.bundles.devices import described
from lredit_core.bundles.loading import BundleLoader, ModelBundle
from lredit_core.bundles.store import bundle_folder
from lredit_core.editors.placing import loaded_as
from lredit_core.encoders.self_supervised import SelfSupervisedModel
from lredit_core.errors import InvalidRequest
from lredit_core.evaluation import bundle_figures as figures_of
from lredit_core.evaluation.bundle_figures import HELD_OUT, HeldOut, ProgressCallback
from lredit_core.evaluation.judge import Judge, judge_figures
from lredit_core.evaluation.photograph_figures import known_photographs, photograph_figures
from lredit_core.evaluation.plots import check_plots
from lredit_core.evaluation.reliability import calibration_error, draw_reliability, reliability
from lredit_core.resources import resource_path
from lredit_core.synthetic.backgrounds import BackgroundPhotos
from lredit_core.synthetic.scenes import SceneMaker

#: Key -> what a person is told that is measured, and what measures it.
Groups: TypeAlias = dict[str, tuple[str, Callable[[], Any]]]

_AUTOENCODER = Path("editors") / "diffusion" / "vae"
#: The photographs on which borders are measured.
_PHOTOGRAPHS = ("cat_photo.jpg", "coffee_photo.jpg", "rocket_photo.jpg")


def measure_bundle(
    *,
    reference: str,
    seed: int = 0,
    scenes: int = 200,
    judge_folder: Path | None = None,
    only: Collection[str] = (),
    photographs: Path | None = None,
    plot: Path | None = None,
    on_progress: ProgressCallback = lambda _part: None,
) -> dict[str, Any]:
    """The figures of a bundle's models: keys as in docs/model-card.md.

    Args:
        reference: a bundle's name or folder.
        seed: other held-out scenes for another seed.
        scenes: how many for each figure; editors are asked for half as many edits where they denoise.
        judge_folder: of the judge; the one that ships by default.
        photographs: a folder of photographs with answers; the samples by default.
        plot: an SVG that shows how far the detector's scores can be believed on them.
        only: the keys of the groups that are wanted ("image_text"); all by default.
        on_progress: gets what is measured next.
    """
    from lredit_core.synthetic.drawings import ArtLibrary

    on_progress("loading")
    started = time.perf_counter()
    bundle = BundleLoader().load(reference)
    if not only:
        bundle.editor(bundle.default_editor)
    load_s = time.perf_counter() - started
    maker = SceneMaker(ArtLibrary(resource_path("art")), BackgroundPhotos(resource_path("backgrounds")))
    held_out = HeldOut(maker, HELD_OUT + 1_000_000 * seed, scenes)
    judge = Judge(judge_folder or resource_path("judge"))
    groups = _groups(bundle, bundle_folder(reference), judge, held_out)
    groups["photographs"] = ("photographs", lambda: _photographs(bundle, photographs, plot))
    groups["load_seconds"] = ("time", lambda: load_s)
    unknown = sorted(set(only) - set(groups))
    if unknown:
        raise InvalidRequest(f"No figures are called {', '.join(unknown)}. There are: {', '.join(groups)}.")
    result: dict[str, Any] = {
        "version": 1,
        "bundle": bundle.name,
        "device": described(bundle.device),
        "seed": seed,
        "scenes": scenes,
    }
    for key, (title, measure) in groups.items():
        if not only or key in only:
            on_progress(title)
            result[key] = measure()
    rounded: dict[str, Any] = _rounded(result)
    return rounded


def _groups(bundle: ModelBundle, folder: Path, judge: Judge, held_out: HeldOut) -> Groups:
    """What can be measured of a bundle that lies in a folder."""
    groups: Groups = {
        "judge": ("judge", lambda: judge_figures(judge, held_out.maker, scenes=2 * held_out.scenes)),
        "image_text": (
            "image-text model",
            lambda: figures_of.image_text_figures(bundle.image_text, held_out, neutral=bundle.neutral_text),
        ),
        "self_supervised": (
            "self-supervised model",
            lambda: _self_supervised(bundle, folder, held_out),
        ),
    }
    for name, part in bundle.manifest.editors.items():
        groups[name] = (part.title, functools.partial(_editor, bundle, name, judge, held_out))
    if (folder / _AUTOENCODER).is_dir():
        groups["autoencoder"] = ("autoencoder", lambda: _autoencoder(bundle, folder, held_out))
    denoising = next((name for name, part in bundle.manifest.editors.items() if part.kind == "diffusion"), "")
    if denoising:
        groups["speed"] = ("speed", lambda: figures_of.speed_figures(bundle, held_out, editor=denoising))
    groups["size_mb"] = ("size", lambda: figures_of.size_mb([folder]))
    groups["size_with_drawings_mb"] = (
        "size",
        lambda: figures_of.size_mb([folder, resource_path("art")]),
    )
    return groups


def _photographs(bundle: ModelBundle, folder: Path | None, plot: Path | None) -> dict[str, float]:
    if plot is not None:
        check_plots(plot.parent)
    known = known_photographs(folder)
    figures = photograph_figures(bundle, known)
    if bundle.detector is not None:
        bins = reliability(bundle.detector, known)
        figures["calibration_error"] = calibration_error(bins)
        if plot is not None:
            draw_reliability(bins, plot)
    return figures


def _editor(bundle: ModelBundle, name: str, judge: Judge, held_out: HeldOut) -> dict[str, float]:
    editor = bundle.editor(name)
    settings = bundle.editor_info(name).suited(EditSettings())
    is_retrieve = bundle.manifest.editors[name].kind == "retrieve"
    edits = held_out.scenes if is_retrieve else held_out.scenes // 2
    figures = figures_of.editor_figures(editor, judge, held_out, settings=settings, edits=edits)
    figures |= figures_of.colour_figures(editor, held_out, settings=settings, edits=edits)
    if editor.working_side_px(is_draft=True) != editor.working_side_px(is_draft=False):
        draft = figures_of.editor_figures(editor, judge, held_out, settings=settings, edits=edits, is_draft=True)
        figures["draft_judge_top1"], figures["draft_ms"] = draft["judge_top1"], draft["ms"]
    photographs = [
        np.asarray(Image.open(resource_path("samples") / file).convert("RGB"), np.uint8) for file in _PHOTOGRAPHS
    ]
    return figures | figures_of.border_ratios(editor, held_out, photographs, settings=settings)


def _self_supervised(bundle: ModelBundle, folder: Path, held_out: HeldOut) -> dict[str, float]:
    """Beside the model's figures those of its like with fresh weights: even they look at what stands out."""
    part = bundle.manifest.self_supervised
    fresh = fresh_self_supervised(folder / part.folder, longest_side_patches=part.longest_side_patches, seed=0)
    untrained = figures_of.self_supervised_figures(fresh, held_out)
    return figures_of.self_supervised_figures(bundle.self_supervised, held_out) | {
        f"untrained_{key}": untrained[key] for key in ("anchor_recall", "anchor_precision")
    }


def fresh_self_supervised(folder: Path, *, longest_side_patches: int, seed: int) -> SelfSupervisedModel:
    """The architecture of a timm folder with weights that were never trained."""
    import timm

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model: Any = timm.create_model(f"local-dir:{folder}", pretrained=False, num_classes=0, dynamic_img_size=True)
    return SelfSupervisedModel(model, device=torch.device("cpu"), longest_side_patches=longest_side_patches)


def _autoencoder(bundle: ModelBundle, folder: Path, held_out: HeldOut) -> dict[str, float]:
    side = bundle.editor("diffusion").working_side_px(is_draft=False)
    return {"psnr": figures_of.autoencoder_psnr(autoencoder_of(folder), held_out, side_px=side)}


def autoencoder_of(bundle: Path) -> Any | None:
    """The diffusers autoencoder of a bundle's diffusion editor, of whatever class its configuration names, or None."""
    import diffusers

    folder = bundle / _AUTOENCODER
    if not folder.is_dir():
        return None
    name = json.loads((folder / "config.json").read_text(encoding="utf-8"))["_class_name"]
    return getattr(diffusers, name).from_pretrained(folder, **loaded_as(torch.float32), local_files_only=True).eval()


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(entry) for key, entry in value.items()}
    return round(value, 4) if isinstance(value, float) else value


def listing_of(figures: dict[str, Any]) -> str:
    """One figure a line: "image_text.top1  0.86"."""
    lines: list[tuple[str, str]] = []
    for key, value in figures.items():
        entries = value.items() if isinstance(value, dict) else [("", value)]
        for inner, figure in entries:
            lines.append(
                (f"{key}.{inner}" if inner else key, f"{figure:g}" if isinstance(figure, float) else f"{figure}")
            )
    width = max(len(name) for name, _ in lines)
    return "\n".join(f"{name.ljust(width)}  {figure}" for name, figure in lines)
