"""`lredit choices ...`: what the program learned from the person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lredit_core.choices.store import ChoiceStore
from lredit_core.cli.exit_codes import exit_codes, require_yes
from lredit_core.pictures.atomic_writing import printable

app = typer.Typer(help="What the program learned from the edits you accepted.", no_args_is_help=True)


@app.command()
def show() -> None:
    """Says what was learned, and lists every choice."""
    store = ChoiceStore()
    typer.echo(store.framing_preference().in_words)
    for note in store.notes():
        x0, y0, x1, y1 = note.box
        width, height = note.size
        typer.echo(f"{note.when}  {note.prompt}  box {x0},{y0},{x1},{y1} in {width} x {height}")


@app.command()
def export(file: Annotated[Path, typer.Argument(help="A zip file to write.")]) -> None:
    """Writes all choices into a zip file."""
    with exit_codes():
        count = ChoiceStore().export(file)
    typer.echo(f"{count} {_choices(count)} in {printable(file)}")


@app.command()
def forget(yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Erases all choices and what was learned from them."""
    store = ChoiceStore()
    with exit_codes():
        require_yes(f"Forget {len(store)} {_choices(len(store))} for good?", yes=yes)
    store.erase()
    typer.echo("Forgotten. The program is as it was shipped.")


def _choices(count: int) -> str:
    return "choice" if count == 1 else "choices"
