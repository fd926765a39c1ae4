"""`lredit library ...`: things out of the person's own photographs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.bundles.store import bundle_folder
from lredit_core.cancellation import EventToken
from lredit_core.cli.exit_codes import EXIT_STOPPED, exit_codes, require_yes, say, stops_on_interrupt
from lredit_core.library.photographs import photographs_in
from lredit_core.manifest import read_manifest
from lredit_core.pictures.atomic_writing import printable

app = typer.Typer(help="Things out of your own photographs, cut out and kept on this machine.", no_args_is_help=True)

_Id = Annotated[str, typer.Argument(help="As `lredit library list` shows it.")]


@app.command()
def add(
    folder: Annotated[Path, typer.Argument(help="A folder with photographs; its sub-folders count too.")],
    things: Annotated[
        str, typer.Option(help='What to look for, with commas between: "dog, cup"; all that is known if left out.')
    ] = "",
    besides: Annotated[str, typer.Option(help='What to look for besides: "espresso, lighthouse".')] = "",
    bundle: Annotated[str, typer.Option(help="Model bundle: a name or a folder.")] = BUILTIN_BUNDLE,
) -> None:
    """Finds the things in photographs and cuts them out. What was looked through before is passed over."""
    token = EventToken()
    with exit_codes(), stops_on_interrupt(token):
        photographs_in(folder)
        read_manifest(bundle_folder(bundle))  # what is not there is told before torch is imported
        from lredit_core.bundles.loading import BundleLoader
        from lredit_core.library.adding import add_folder
        from lredit_core.library.store import OwnThings

        loaded = BundleLoader().load(bundle)
        added = add_folder(
            OwnThings(),
            folder,
            detector=loaded.detector,
            eye=loaded.eye,
            finder=loaded.load_grounding().finder,
            words=things.split(","),
            besides=besides.split(","),
            on_progress=_say_progress,
            token=token,
        )
    for note in added.notes:
        say(note)
    passed = f", {added.passed_over} known already" if added.passed_over else ""
    typer.echo(f"{_counted(added.things, 'thing')} in {_counted(added.photographs, 'photograph')}{passed}")
    if added.was_stopped:
        say("Stopped. What was found is kept; the same command goes on from here.")
        raise typer.Exit(EXIT_STOPPED)


@app.command("list")
def list_things() -> None:
    """Lists all things: id, name, size, quality, and the photograph that each is from."""
    from lredit_core.library.store import OwnThings

    with exit_codes():
        for thing in OwnThings().things():
            width, height = thing.size
            place = printable(Path(thing.photograph))
            typer.echo(f"{thing.id}  {thing.name}  {width} x {height}  quality {thing.quality:.2f}  {place}")


@app.command()
def rename(thing: _Id, name: Annotated[str, typer.Argument(help="What it is called from now on.")]) -> None:
    """Calls a thing by another name."""
    from lredit_core.library.store import OwnThings

    with exit_codes():
        OwnThings().rename(thing, name)


@app.command()
def remove(things: Annotated[list[str], typer.Argument(help="Ids, as `lredit library list` shows them.")]) -> None:
    """Takes things out of the library. The photographs stay as they are."""
    from lredit_core.library.store import OwnThings

    with exit_codes():
        store = OwnThings()
        for thing in things:
            store.remove(thing)


@app.command()
def clear(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Erases the whole library. The photographs stay as they are."""
    from lredit_core.library.store import OwnThings

    with exit_codes():
        require_yes("Erase all things that were cut out, for good?", yes=yes)
    OwnThings().erase()
    typer.echo("Erased. Your photographs are as they were.")


def _say_progress(done: int, total: int, things: int) -> None:
    if done and (done % 25 == 0 or done == total):
        say(f"{done} of {total} photographs, {_counted(things, 'thing')}")


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
