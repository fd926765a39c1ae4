"""What commands that measure have in common: looking at their files before the work, and counting."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from lredit_core.cancellation import EventToken
from lredit_core.cli.exit_codes import EXIT_BAD_REQUEST, stops_on_interrupt
from lredit_core.pictures.atomic_writing import check_writable
from lredit_core.pictures.output_paths import check_apart

if TYPE_CHECKING:
    from lredit_core.batch.manifest import Manifest


def check_files(json_file: Path | None, html_file: Path | None = None, **reads: Path | None) -> None:
    """Looks before the work: each can be written, and none is lost.

    Raises:
        InvalidRequest: where two would be one file, or one would overwrite what is read.
        PictureError: where one cannot be written.
    """
    check_apart({"--json": json_file, "--html": html_file}, reads={f"--{name}": place for name, place in reads.items()})
    for path in (json_file, html_file):
        if path is not None:
            check_writable(path)


@contextmanager
def counter() -> Iterator[Any]:
    """A bar for work that is counted; silence in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Measuring", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def token_for(ray: str) -> Iterator[EventToken]:
    """What Ctrl+C raises where a cluster measures; what is measured here looks at no token, and is broken off."""
    token = EventToken()
    with stops_on_interrupt(token) if ray else nullcontext():
        yield token


def tell_check(listed: Manifest) -> None:
    """Every bad row, and how many are good; ends with the exit code of a bad request where one is bad."""
    for row in listed.bad:
        typer.echo(row.in_words)
    typer.echo(f"{len(listed.rows)} of {len(listed.rows) + len(listed.bad)} rows can be carried out.")
    if listed.bad:
        raise typer.Exit(EXIT_BAD_REQUEST)
