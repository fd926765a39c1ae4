"""``lredit train ...``: makes the built-in bundle again, step by step. Needs the `train` extra."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:  # heavy imports stay inside the commands
    from lredit_core.art import ArtLibrary
    from lredit_core.evaluation.backgrounds import BackgroundPhotos
    from lredit_core.training.checkpoints import Progress
    from lredit_core.training.inpaint_store import InpaintCrops

app = typer.Typer(help="Make the built-in bundle again: art, pictures, and each model.", no_args_is_help=True)

_Runs = Annotated[Path, typer.Option(help="Folder for pictures and checkpoints; a training goes on from its last one.")]
_Resources = Annotated[Path, typer.Option(help="Folder with art/ and backgrounds/.")]
_Threads = Annotated[
    int, typer.Option(min=1, help="Threads to compute with; 1 for each of several trainings is quickest.")
]
_RUNS, _RESOURCES, _BUNDLE = Path("runs"), Path("resources"), Path("resources/bundles/builtin")


@app.command()
def art(
    fluent: Annotated[Path, typer.Option(help="Unpacked package of @lobehub/fluent-emoji-3d.")],
    noto: Annotated[Path, typer.Option(help="Unpacked package of @iconify-json/noto.")],
    twemoji: Annotated[Path, typer.Option(help="Unpacked package of @iconify-json/twemoji.")],
    resources: _Resources = _RESOURCES,
) -> None:
    """Draw the library of things and cut the backgrounds."""
    from lredit_core.training.art_atlas import AtlasSources, make_atlas
    from lredit_core.training.background_photos import make_background_photos

    drawings = make_atlas(AtlasSources(fluent, noto, twemoji), resources / "art")
    photos = make_background_photos(resources / "backgrounds")
    typer.echo(f"{drawings} drawings in {resources / 'art'}, {photos} backgrounds in {resources / 'backgrounds'}")


@app.command()
def clip(
    runs: _Runs = _RUNS,
    resources: _Resources = _RESOURCES,
    out: Annotated[Path, typer.Option(help="Where the model goes.")] = _BUNDLE / "image_text",
    steps: Annotated[int, typer.Option(min=1)] = 3000,
    learning_rate: Annotated[float, typer.Option()] = 8e-4,
    shards: Annotated[int, typer.Option(min=1, help="Shards of 10,000 pictures each.")] = 14,
    threads: _Threads = 1,
) -> None:
    """Train the image-text model."""
    from lredit_core.training import image_text
    from lredit_core.training.scene_store import SceneStore, StoreConfig, make_shard, shard_folders

    library, photos = _world(resources, threads)
    store = runs / "store96"
    for index in range(shards):
        folder = store / f"{index:02d}"
        if not (folder / "shard.json").is_file():
            make_shard(folder, library, photos, StoreConfig(2500, 1000 + index))
    config = image_text.ImageTextConfig(steps, learning_rate=learning_rate)
    trainer = image_text.train(config, library, SceneStore(shard_folders(store)), runs / "clip", on_progress=_Report())
    image_text.export(trainer, out)
    typer.echo(f"written to {out}")


@app.command()
def ssl(
    runs: _Runs = _RUNS,
    resources: _Resources = _RESOURCES,
    out: Annotated[Path, typer.Option(help="Where the model goes.")] = _BUNDLE / "self_supervised",
    steps: Annotated[int, typer.Option(min=1)] = 3000,
    threads: _Threads = 1,
) -> None:
    """Train the self-supervised vision transformer."""
    from lredit_core.training import self_supervised
    from lredit_core.training.view_store import ViewConfig, make_views, open_views

    library, photos = _world(resources, threads)
    folder = runs / "views"
    if not (folder / "views.json").is_file():
        make_views(folder, library, photos, ViewConfig(16000, 5))
    config = self_supervised.SelfSupervisedConfig(steps)
    trainer = self_supervised.train(config, open_views(folder), runs / "ssl", on_progress=_Report())
    self_supervised.export(trainer, out)
    typer.echo(f"written to {out}")


@app.command()
def autoencoder(
    runs: _Runs = _RUNS,
    resources: _Resources = _RESOURCES,
    steps: Annotated[int, typer.Option(min=1)] = 1500,
    crops: Annotated[int, typer.Option(min=64)] = 24000,
    threads: _Threads = 1,
) -> None:
    """Train the diffusion editor's autoencoder (kept in the runs folder)."""
    from lredit_core.training import autoencoder as training

    _world(resources, threads)
    pixels = _inpaint_crops(runs, resources, crops).pixels
    trainer = training.train(training.AutoencoderConfig(steps), pixels, runs / "autoencoder", on_progress=_Report())
    trainer.model.save_pretrained(runs / "autoencoder" / "model")
    typer.echo(f"written to {runs / 'autoencoder' / 'model'}")


@app.command()
def diffusion(
    runs: _Runs = _RUNS,
    resources: _Resources = _RESOURCES,
    out: Annotated[Path, typer.Option(help="Where the pipeline goes.")] = _BUNDLE / "editors" / "diffusion",
    image_text: Annotated[Path, typer.Option(help="Exported image-text model.")] = _BUNDLE / "image_text",
    steps: Annotated[int, typer.Option(min=1)] = 5000,
    crops: Annotated[int, typer.Option(min=64)] = 24000,
    threads: _Threads = 1,
) -> None:
    """Train the diffusion editor's UNet; the autoencoder comes first."""
    from diffusers import AutoencoderTiny

    from lredit_core.training import diffusion as training
    from lredit_core.training.inpaint_store import FIRST_THINGS

    library, _ = _world(resources, threads)
    model = AutoencoderTiny.from_pretrained(runs / "autoencoder" / "model").eval()
    latents = training.Latents(model, _inpaint_crops(runs, resources, crops), on_progress=lambda done, total: None)
    trainer = training.DiffusionTrainer(
        training.DiffusionConfig(steps, FIRST_THINGS), library, latents, model, image_text
    )
    training.train(trainer, runs / "diffusion", on_progress=_Report())
    training.export(trainer, out)
    typer.echo(f"written to {out}")


@app.command()
def figures(
    resources: _Resources = _RESOURCES,
    bundle: Annotated[Path, typer.Option(help="The bundle to measure.")] = _BUNDLE,
    runs: _Runs = _RUNS,
    scenes: Annotated[int, typer.Option(min=8, help="Held-out scenes for each figure.")] = 200,
    threads: _Threads = 1,
) -> None:
    """Measure the bundle's models on held-out scenes; prints JSON. The model card explains each figure."""
    from lredit_core.editors.retrieve import RetrieveEditor
    from lredit_core.evaluation.scenes import SceneMaker
    from lredit_core.training import evaluate

    library, photos = _world(resources, threads)
    maker = SceneMaker(library, photos)
    judge = evaluate.load_image_text(bundle / "image_text")
    retrieve = RetrieveEditor(library)
    measured = {
        "image_text": evaluate.image_text_figures(judge, maker, scenes=scenes),
        "self_supervised": evaluate.self_supervised_figures(
            bundle / "self_supervised", maker, scenes=scenes, side_px=192
        ),
        "retrieve": evaluate.editor_figures(retrieve, judge, maker, library.names, edits=scenes),
        "retrieve_draft": evaluate.editor_figures(retrieve, judge, maker, library.names, edits=scenes, is_draft=True),
        "diffusion": evaluate.diffusion_figures(bundle / "editors" / "diffusion", judge, maker, edits=scenes // 2),
        "size_mb": sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file()) / 1e6,
    }
    typer.echo(json.dumps(measured, indent=1))


@app.command()
def sheets(
    photographs: Annotated[list[Path] | None, typer.Argument(help="Photographs to show besides scenes.")] = None,
    resources: _Resources = _RESOURCES,
    bundle: Annotated[Path, typer.Option(help="The bundle to show.")] = _BUNDLE,
    out: Annotated[Path, typer.Option(help="Where the sheets go.")] = Path("docs/images/model-card"),
    threads: _Threads = 1,
) -> None:
    """Draw the model card's sample sheets."""
    from lredit_core.training.sheets import write_sheets

    library, photos = _world(resources, threads)
    for path in write_sheets(library, photos, bundle, out, photographs or []):
        typer.echo(str(path))


class _Report:
    """Prints how far a training is, every half minute, with the time left."""

    def __init__(self) -> None:
        self._started = self._last = time.monotonic()
        self._first_step = -1

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if self._first_step < 0:
            self._first_step = progress.step - 1
        if now - self._last < 30 and progress.step != progress.total:
            return
        self._last = now
        pace = (now - self._started) / max(1, progress.step - self._first_step)
        figures = ", ".join(f"{name} {value:.3f}" for name, value in progress.figures.items())
        left = pace * (progress.total - progress.step) / 60
        typer.echo(
            f"step {progress.step} of {progress.total}, {progress.samples} pictures, {figures}, {left:.0f} min left"
        )


def _world(resources: Path, threads: int) -> tuple[ArtLibrary, BackgroundPhotos]:
    import torch

    from lredit_core.art import ArtLibrary
    from lredit_core.evaluation.backgrounds import BackgroundPhotos

    torch.set_num_threads(threads)
    return ArtLibrary(resources / "art"), BackgroundPhotos(resources / "backgrounds")


def _inpaint_crops(runs: Path, resources: Path, crops: int) -> InpaintCrops:
    from lredit_core.art import ArtLibrary
    from lredit_core.evaluation.backgrounds import BackgroundPhotos
    from lredit_core.training.inpaint_store import InpaintConfig, make_inpaint_crops, open_inpaint_crops

    folder = runs / "inpaint"
    if not (folder / "inpaint.json").is_file():
        library, photos = ArtLibrary(resources / "art"), BackgroundPhotos(resources / "backgrounds")
        make_inpaint_crops(folder, library, photos, InpaintConfig(crops, 31))
    return open_inpaint_crops(folder)
