"""`lredit edit`: one edit, and the files that were asked for. Heavy imports stay inside."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from lredit_core.api.events import EditEvent, EditFailed, EditStopped, FinalEvent, Noticed, ProgressMade, StageChanged
from lredit_core.api.request import EditRequest, EditSettings, Preset, check_side, check_words
from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.bundles.store import bundle_folder
from lredit_core.cancellation import EventToken
from lredit_core.choices.store import ChoiceStore
from lredit_core.cli.exit_codes import EXIT_STOPPED, exit_code_of, exit_codes, say, stops_on_interrupt
from lredit_core.errors import InvalidRequest
from lredit_core.geometry import Box
from lredit_core.pictures.atomic_writing import printable
from lredit_core.pictures.image import PixelBuffer
from lredit_core.prompt.intent import intent_of_word
from lredit_core.report.edit_outputs import EditOutputs


def edit_picture(
    image: Annotated[Path, typer.Argument(help="The picture to edit.")],
    prompt: Annotated[
        str,
        typer.Option(help='What should be there, or be done: "a red apple", "remove the car", "make the door blue".'),
    ],
    source: Annotated[str, typer.Option(help='What it replaces, or is about: "the cat". May be left out.')] = "",
    intent: Annotated[
        str, typer.Option(help="replace, add, remove, change, move or double; as the words say if left out.")
    ] = "",
    box: Annotated[
        list[str] | None,
        typer.Option(
            help="X0,Y0,X1,Y1 in pixels: edit this box, as far as it lies in the picture, instead of learning one. "
            "Repeatable."
        ),
    ] = None,
    bundle: Annotated[str, typer.Option(help="Model bundle: a name or a folder.")] = BUILTIN_BUNDLE,
    editor: Annotated[str, typer.Option(help="retrieve, diffusion or masked; the bundle's default if left out.")] = "",
    preset: Annotated[Preset, typer.Option(help="How much is tried.")] = Preset.BALANCED,
    paper: Annotated[
        bool, typer.Option("--paper", help="The paper's own recipe, to compare with: the same as --preset paper.")
    ] = False,
    seed: Annotated[int, typer.Option(help="The same seed gives the same pixels.")] = 0,
    steps: Annotated[
        int | None, typer.Option(min=1, max=150, help="Denoising steps; the bundle's, else the preset's, if left out.")
    ] = None,
    guidance: Annotated[
        float | None, typer.Option(min=0, help="Guidance likewise; 0 or 1 is none, which halves the work.")
    ] = None,
    one_thing: Annotated[
        bool, typer.Option("--one-thing", help="The prompt is about one thing, however many it seems to name.")
    ] = False,
    my_choices: Annotated[
        bool, typer.Option("--my-choices", help="Frame things as the edits that you accepted in the window.")
    ] = False,
    own_things: Annotated[
        bool,
        typer.Option(
            "--own-things/--no-own-things", help="Lay things of your own photographs (lredit library) into photographs."
        ),
    ] = True,
    art: Annotated[Path | None, typer.Option(help="A folder of your own drawings for the retrieve editor.")] = None,
    compiles: Annotated[
        bool, typer.Option("--compile", help="Compile a diffusion editor's model first: minutes, then quicker steps.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(help="Write the edited picture here (PNG, JPEG, WebP, TIFF, AVIF).")
    ] = None,
    layer: Annotated[
        Path | None,
        typer.Option(help="Write the edit alone here, transparent beside it (PNG, TIFF)."),
    ] = None,
    boxes: Annotated[Path | None, typer.Option(help="Write a picture of the anchors and boxes here.")] = None,
    candidates: Annotated[Path | None, typer.Option(help="Write a sheet of the candidates here.")] = None,
    events: Annotated[
        Path | None, typer.Option(help="Write every event here as it comes, one JSON object a line.")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="Write the report here (JSON; docs/report.md).")] = None,
) -> None:
    """Edits a picture and writes what you ask for: at least one of --out, --layer, --boxes, --candidates, --events,
    --report."""
    with exit_codes():
        check_words(prompt, source)
    outputs = EditOutputs(
        out=out, layer=layer, boxes=boxes, candidates=candidates, events=events, report=report, source=image
    )
    with exit_codes():
        if not outputs.wanted:
            raise InvalidRequest(
                "Nothing would be written. Say where the edited picture goes with --out edited.png, or ask for "
                "--layer, --boxes, --candidates, --events or --report."
            )
        preset = Preset.PAPER if paper else preset
        wanted_boxes, wanted_intent = tuple(parse_box(text) for text in box or ()), intent_of_word(intent)
        outputs.check(reads={"--art": art, "--bundle": Path(bundle)})
        request = EditRequest(
            image=_opened(image),
            prompt=prompt,
            source_prompt=source,
            user_boxes=wanted_boxes,
            intent=wanted_intent,
            editor=editor,
            is_one_thing=one_thing,
            seed=seed,
            preset=preset,
            settings=EditSettings.for_preset(preset),
        )
        for edited in request.user_boxes:
            check_side(edited)
        outputs.check(size=request.image.size)
        bundle_folder(bundle)
        if own_things and art is None:
            request = with_own_things(request)
        if my_choices:
            request = ChoiceStore().suited(request)
        from lredit_core.report.edit_run import OwnSampling, run_edit  # loads the models' libraries: seconds

        token = EventToken()
        with stops_on_interrupt(token), _progress() as show:
            final = run_edit(
                request,
                bundle=bundle,
                art_folder=art,
                compiles=compiles,
                outputs=outputs,
                token=token,
                observer=show,
                own=OwnSampling(steps, guidance),
            )
    _tell(final, outputs.wanted)


def _opened(path: Path) -> PixelBuffer:
    from lredit_core.pictures.opening import open_picture

    return open_picture(path).buffer


def _tell(final: FinalEvent, written: Sequence[Path]) -> None:
    """Says how it ended, and ends with the exit code of that."""
    if isinstance(final, EditStopped):
        say("Stopped.")
        raise typer.Exit(EXIT_STOPPED)
    if isinstance(final, EditFailed):
        say(final.message)
        raise typer.Exit(exit_code_of(final.kind))
    typer.echo(f"Wrote {', '.join(map(printable, written))}.")


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


def with_own_things(request: EditRequest) -> EditRequest:
    """With the folder in which the person's own things are kept."""
    from lredit_core.library.store import library_home

    return replace(request, settings=replace(request.settings, library_folder=str(library_home())))


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
