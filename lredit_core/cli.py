"""The command line: `lredit edit`, `open`, `bundles`, `train`, `bench`.

Exit codes: 0 done, 2 bad request, 3 model missing, 4 failed, 130 stopped.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from lredit_core.cancellation import EventToken
from lredit_core.environment import prepare_environment
from lredit_core.errors import InvalidRequest, LreditError, ModelUnavailable, PictureError
from lredit_core.events import EditEvent, EditFailed, EditStopped, ProgressMade, StageChanged
from lredit_core.geometry import Box
from lredit_core.request import EditRequest, EditSettings, Preset
from lredit_core.service import BUILTIN_BUNDLE

EXIT_BAD_REQUEST, EXIT_MODEL_MISSING, EXIT_FAILED, EXIT_STOPPED = 2, 3, 4, 130
_EXIT_OF_KIND = {
    InvalidRequest.kind: EXIT_BAD_REQUEST,
    PictureError.kind: EXIT_BAD_REQUEST,
    ModelUnavailable.kind: EXIT_MODEL_MISSING,
}

app = typer.Typer(
    name="lredit",
    help="Edit a picture by saying what should be there; the program learns which region to change.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
bundles_app = typer.Typer(help="Model bundles on this machine.", no_args_is_help=True)
app.add_typer(bundles_app, name="bundles")
bench_app = typer.Typer(help="Measurements, each against a baseline in the same run.", no_args_is_help=True)
app.add_typer(bench_app, name="bench")


@app.command()
def edit(
    image: Annotated[Path, typer.Argument(help="The picture to edit.")],
    prompt: Annotated[str, typer.Option(help='What should be there: "a red apple".')],
    source: Annotated[str, typer.Option(help='What it replaces: "the cat". May be left out.')] = "",
    box: Annotated[
        list[str] | None, typer.Option(help="X0,Y0,X1,Y1 in pixels: edit this box instead of learning one. Repeatable.")
    ] = None,
    bundle: Annotated[str, typer.Option(help="Model bundle: a name or a folder.")] = BUILTIN_BUNDLE,
    editor: Annotated[str, typer.Option(help="retrieve, diffusion or masked; the bundle's default if left out.")] = "",
    preset: Annotated[Preset, typer.Option(help="How much is tried.")] = Preset.BALANCED,
    seed: Annotated[int, typer.Option(help="The same seed gives the same pixels.")] = 0,
    art: Annotated[Path | None, typer.Option(help="A folder of your own drawings for the retrieve editor.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the edited picture here (PNG, JPEG, WebP, TIFF).")] = None,
    boxes: Annotated[Path | None, typer.Option(help="Write a picture of the anchors and boxes here.")] = None,
    candidates: Annotated[Path | None, typer.Option(help="Write a sheet of the candidates here.")] = None,
    events: Annotated[Path | None, typer.Option(help="Write every event here, one JSON object a line.")] = None,
    report: Annotated[Path | None, typer.Option(help="Write the report here (JSON; docs/report.md).")] = None,
) -> None:
    """Edits a picture and writes what you ask for."""
    from lredit_core.edit_command import EditOutputs, run_edit

    with _exit_codes():
        from lredit_core.picture_io import open_picture

        request = EditRequest(
            image=open_picture(image).buffer,
            prompt=prompt,
            source_prompt=source,
            user_boxes=tuple(parse_box(text) for text in box or ()),
            editor=editor,
            seed=seed,
            preset=preset,
            settings=EditSettings.for_preset(preset),
        ).validated()
        outputs = EditOutputs(out=out, boxes=boxes, candidates=candidates, events=events, report=report)
        token = EventToken()
        with _stops_on_interrupt(token), _progress() as show:
            final = run_edit(request, bundle=bundle, art_folder=art, outputs=outputs, token=token, observer=show)
    if isinstance(final, EditStopped):
        _say("Stopped.")
        raise typer.Exit(EXIT_STOPPED)
    if isinstance(final, EditFailed):
        _say(final.message)
        raise typer.Exit(_EXIT_OF_KIND.get(final.kind, EXIT_FAILED))


@app.command("open")
def open_window(
    image: Annotated[Path | None, typer.Argument(help="A picture to open.")] = None,
    bundle: Annotated[str, typer.Option(help="Model bundle: a name or a folder; the one used last if left out.")] = "",
) -> None:
    """Opens the editor's window."""
    import importlib

    gui: Any = importlib.import_module("lredit_gui.app")  # the core never depends on the window
    raise typer.Exit(gui.main([*([str(image)] if image else []), *(["--bundle", bundle] if bundle else [])]))


@bundles_app.command("list")
def list_bundles() -> None:
    """Lists the built-in bundle and those installed."""
    from lredit_core.bundles.manifest import read_manifest
    from lredit_core.bundles.store import bundle_folder, installed_names

    with _exit_codes():
        for name in (BUILTIN_BUNDLE, *installed_names()):
            manifest = read_manifest(bundle_folder(name))
            typer.echo(f"{name}: {manifest.title} (editors: {', '.join(manifest.editors)}; {manifest.licence})")


@bundles_app.command("verify")
def verify_bundle(name: Annotated[str, typer.Argument(help="A name or a folder.")] = BUILTIN_BUNDLE) -> None:
    """Compares a bundle's files with its checksums and loads it once."""
    from lredit_core.bundles.manifest import read_manifest, verify_checksums
    from lredit_core.bundles.store import bundle_folder

    with _exit_codes():
        folder = bundle_folder(name)
        manifest = read_manifest(folder)
        verify_checksums(folder, manifest)
        _load_all_of(folder)
        typer.echo(f"{manifest.name}: {len(manifest.checksums)} files match, everything loads.")


@bundles_app.command("compose")
def compose_bundle(
    name: Annotated[str, typer.Option(help="What the new bundle is called.")],
    clip: Annotated[str, typer.Option(help='An open_clip folder, or "builtin".')] = BUILTIN_BUNDLE,
    ssl: Annotated[str, typer.Option(help='A timm folder of a self-supervised ViT, or "builtin".')] = BUILTIN_BUNDLE,
    editor: Annotated[
        list[str] | None,
        typer.Option(
            help='A diffusers folder, a folder of drawings, or "builtin". Repeatable; the first is the default.'
        ),
    ] = None,
    title: Annotated[str, typer.Option(help="What the window shows.")] = "",
    licence: Annotated[str, typer.Option(help="The terms of its parts.")] = "",
    copy: Annotated[bool, typer.Option(help="Copy the parts instead of referring to where they lie.")] = False,
) -> None:
    """Installs a bundle made of parts that lie on this machine; loads it once before it counts as installed."""
    from lredit_core.bundles.composing import Parts, compose

    with _exit_codes():
        parts = Parts(clip, ssl, tuple(editor or (BUILTIN_BUNDLE,)))
        folder = compose(name, parts, title=title, licence=licence, copies=copy, try_out=_load_all_of)
        typer.echo(f"{name} is installed in {folder}. Use it with --bundle {name}.")


@bundles_app.command("install")
def install_bundle(
    folder: Annotated[Path, typer.Argument(help="A folder with bundle.json.")],
    name: Annotated[str, typer.Option(help="Another name than its own.")] = "",
) -> None:
    """Copies a whole bundle to where installed bundles lie."""
    from lredit_core.bundles.composing import install

    with _exit_codes():
        typer.echo(f"installed in {install(folder, name=name, try_out=_load_all_of)}")


@bundles_app.command("remove")
def remove_bundle(
    name: Annotated[str, typer.Argument(help="The name of an installed bundle.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Moves an installed bundle to the trash."""
    from lredit_core.bundles.composing import remove

    with _exit_codes():
        if not yes and not typer.confirm(f'Move the bundle "{name}" to the trash?'):
            raise typer.Exit(EXIT_STOPPED)
        typer.echo(f"{remove(name)} is in the trash.")


@bench_app.command("speed")
def bench_speed(
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the figures here too.")] = None,
) -> None:
    """Times the engine on the sample picture: first box, first candidate, end, nudge, and what the memo saves."""
    from lredit_core.evaluation.speed import measure_speed

    with _exit_codes():
        figures = measure_speed()
        typer.echo(json.dumps(figures, indent=2))
        if json_file is not None:
            json_file.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


@bench_app.command("bundle")
def bench_bundle(
    bundle: Annotated[str, typer.Option(help="Model bundle: a name or a folder.")] = BUILTIN_BUNDLE,
    seed: Annotated[int, typer.Option(min=0, help="Other held-out scenes for another seed.")] = 0,
    scenes: Annotated[int, typer.Option(min=8, help="Scenes for each figure.")] = 200,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the figures here too.")] = None,
) -> None:
    """Measures what a bundle's models can do, on held-out scenes; docs/model-card.md explains each figure."""
    from lredit_core.evaluation.bundle_command import listing_of, measure_bundle

    with _exit_codes():
        figures = measure_bundle(reference=bundle, seed=seed, scenes=scenes, tell=_say)
    typer.echo(listing_of(figures))
    if json_file is not None:
        json_file.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


@bench_app.command("regions")
def bench_regions(
    scenes: Annotated[int, typer.Option(min=1, help="Pictures for each of the five tasks.")] = 12,
    seed: Annotated[int, typer.Option(help="The same seed gives the same pictures.")] = 0,
    art: Annotated[Path | None, typer.Option(help="Drawings: a sub-folder for each thing.")] = None,
    bundle: Annotated[str, typer.Option(help="Model bundle: a name or a folder.")] = BUILTIN_BUNDLE,
    editor: Annotated[str, typer.Option(help="The bundle's default if left out.")] = "",
    methods: Annotated[str, typer.Option(help='Names with commas between, "ours-*", or "all".')] = "",
    tasks: Annotated[
        str, typer.Option(help="replace, replace-no-source, insert, restyle, several; all if left out.")
    ] = "",
    processes: Annotated[int, typer.Option(min=1, help="Tasks measured at a time, each in a process.")] = 1,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the figures here.")] = None,
    html_file: Annotated[Path | None, typer.Option("--html", help="Write a page with pictures here.")] = None,
) -> None:
    """Scores the regions that each method chooses, on pictures with known answers."""
    from lredit_core.evaluation.regions_command import measure_regions, table_of, write_run

    with _exit_codes(), _counter() as tell:
        run = measure_regions(
            scenes=scenes,
            seed=seed,
            art=art,
            bundle=bundle,
            editor=editor,
            methods=methods,
            tasks=tasks,
            processes=processes,
            tell=tell,
        )
    typer.echo(table_of(run.figures))
    write_run(run, json_file=json_file, html_file=html_file)


def _load_all_of(folder: Path) -> None:
    """Loads every part of a bundle once, and forgets it."""
    from lredit_core.bundles.loading import BundleLoader

    loaded = BundleLoader().load(str(folder))
    for name in loaded.manifest.editors:
        loaded.editor(name)


def parse_box(text: str) -> Box:
    """ "X0,Y0,X1,Y1" as a box.

    Raises:
        InvalidRequest: where it is something else.
    """
    try:
        x0, y0, x1, y1 = (int(part) for part in text.split(","))
    except ValueError:
        raise InvalidRequest(f'The box "{text}" is not of the form X0,Y0,X1,Y1 with whole numbers of pixels.') from None
    return Box(x0, y0, x1, y1)


def _say(message: str) -> None:
    """A sentence for the person, beside the results."""
    typer.echo(f"lredit: {message}", err=True)


@contextmanager
def _exit_codes() -> Iterator[None]:
    try:
        yield
    except LreditError as error:
        _say(error.message)
        raise typer.Exit(_EXIT_OF_KIND.get(error.kind, EXIT_FAILED)) from error


@contextmanager
def _stops_on_interrupt(token: EventToken) -> Iterator[None]:
    previous = signal.signal(signal.SIGINT, lambda _number, _frame: token.cancel())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)


@contextmanager
def _progress() -> Iterator[Any]:
    """A progress bar on a terminal, silence in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _event: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:<24}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Starting", total=1.0)

        def show(event: EditEvent) -> None:
            if isinstance(event, StageChanged):
                bar.update(task, description=event.stage.value)
            elif isinstance(event, ProgressMade):
                bar.update(task, completed=event.fraction)

        yield show


@contextmanager
def _counter() -> Iterator[Any]:
    """A bar for work that is counted; silence in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Measuring", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _mount_training() -> None:
    """`lredit train ...`; its module imports torch only inside its commands."""
    from lredit_core.training.commands import app as training_app

    app.add_typer(training_app, name="train", help="Make the built-in bundle again.")


def main() -> None:
    """The entry point `lredit`."""
    prepare_environment()
    _mount_training()
    app()
