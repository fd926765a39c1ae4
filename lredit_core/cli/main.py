"""The command line: `lredit edit`, `open`, `bundles`, `choices`, `train`, `bench`.

Exit codes: 0 done, 2 bad request, 3 model missing, 4 failed, 130 stopped.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import Annotated, Any

import typer

from lredit_core.api.events import EditEvent, EditFailed, EditStopped, Noticed, ProgressMade, StageChanged
from lredit_core.api.request import EditRequest, EditSettings, Preset
from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.cancellation import EventToken
from lredit_core.choices.store import ChoiceStore
from lredit_core.cli.bench import app as bench_app
from lredit_core.cli.bundles import app as bundles_app
from lredit_core.cli.choices import app as choices_app
from lredit_core.cli.compare import compare_pictures
from lredit_core.cli.exit_codes import EXIT_STOPPED, exit_code_of, exit_codes, keep_log, say, stops_on_interrupt
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box
from lredit_core.pictures.atomic_writing import printable
from lredit_core.processes.environment import prepare_environment

#: Entry points of this group become commands.
COMMANDS_GROUP = "lredit.commands"

app = typer.Typer(
    name="lredit",
    help="Edit a picture by saying what should be there; the program learns which region to change.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(bundles_app, name="bundles")
app.add_typer(bench_app, name="bench")
app.add_typer(choices_app, name="choices")
app.command("compare")(compare_pictures)


@app.callback()
def start(
    verbose: Annotated[bool, typer.Option("--verbose", help="Show the log on standard error.")] = False,
) -> None:
    keep_log(shown=verbose)


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
    one_thing: Annotated[
        bool, typer.Option("--one-thing", help="The prompt is about one thing, however many it seems to name.")
    ] = False,
    my_choices: Annotated[
        bool, typer.Option("--my-choices", help="Frame things as the edits that you accepted in the window.")
    ] = False,
    art: Annotated[Path | None, typer.Option(help="A folder of your own drawings for the retrieve editor.")] = None,
    compiles: Annotated[
        bool, typer.Option("--compile", help="Compile a diffusion editor's model first: minutes, then quicker steps.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(help="Write the edited picture here (PNG, JPEG, WebP, TIFF, AVIF).")
    ] = None,
    boxes: Annotated[Path | None, typer.Option(help="Write a picture of the anchors and boxes here.")] = None,
    candidates: Annotated[Path | None, typer.Option(help="Write a sheet of the candidates here.")] = None,
    events: Annotated[
        Path | None, typer.Option(help="Write every event here as it comes, one JSON object a line.")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="Write the report here (JSON; docs/report.md).")] = None,
) -> None:
    """Edits a picture and writes what you ask for: at least one of --out, --boxes, --candidates, --events, --report."""
    with exit_codes():
        if not any((out, boxes, candidates, events, report)):
            raise InvalidRequest(
                "Nothing would be written. Say where the edited picture goes with --out edited.png, or ask for "
                "--boxes, --candidates, --events or --report."
            )
        from lredit_core.pictures.opening import open_picture
        from lredit_core.report.edit_run import EditOutputs, run_edit

        outputs = EditOutputs(out=out, boxes=boxes, candidates=candidates, events=events, report=report, source=image)
        outputs.check()
        request = EditRequest(
            image=open_picture(image).buffer,
            prompt=prompt,
            source_prompt=source,
            user_boxes=tuple(parse_box(text) for text in box or ()),
            editor=editor,
            is_one_thing=one_thing,
            seed=seed,
            preset=preset,
            settings=EditSettings.for_preset(preset),
        )
        if my_choices:
            request = ChoiceStore().suited(request)
        token = EventToken()
        with stops_on_interrupt(token), _progress() as show:
            final = run_edit(
                request, bundle=bundle, art_folder=art, compiles=compiles, outputs=outputs, token=token, observer=show
            )
    if isinstance(final, EditStopped):
        say("Stopped.")
        raise typer.Exit(EXIT_STOPPED)
    if isinstance(final, EditFailed):
        say(final.message)
        raise typer.Exit(exit_code_of(final.kind))
    typer.echo(f"Wrote {', '.join(map(printable, outputs.wanted))}.")


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


@contextmanager
def _progress() -> Iterator[Any]:
    """A progress bar on a terminal, silence in a pipe; notices are said in both."""
    if not sys.stderr.isatty():
        yield _say_notice
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
            elif isinstance(event, Noticed):  # above the bar
                bar.console.print(f"lredit: {event.message}", markup=False, highlight=False, soft_wrap=True)

        yield show


def _say_notice(event: EditEvent) -> None:
    if isinstance(event, Noticed):
        say(event.message)


def _mount_others() -> None:
    """Commands that other packages bring along by an entry point: `lredit open` is the window's."""
    for point in metadata.entry_points(group=COMMANDS_GROUP):
        app.command(point.name)(point.load())


def _mount_training() -> None:
    """`lredit train ...`; its module imports torch only inside its commands."""
    from lredit_core.cli.train import app as training_app

    app.add_typer(training_app, name="train", help="Make the built-in bundle again.")


def main() -> None:
    """The entry point `lredit`."""
    prepare_environment()
    _mount_training()
    _mount_others()
    app()
