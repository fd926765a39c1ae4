"""`lredit desktop ...`: the program in the menu of a Linux desktop."""

from __future__ import annotations

import shlex
import sys

import typer

from lredit_core.cli.desktop_entry import data_home, install, program_path, remove
from lredit_core.cli.exit_codes import exit_codes, say
from lredit_core.errors import InvalidRequest
from lredit_core.pictures.atomic_writing import printable

app = typer.Typer(
    help="The program in your desktop's menu, with its icon and the type of its projects (Linux).",
    no_args_is_help=True,
)


@app.command("install")
def install_entry() -> None:
    """Puts the menu entry, icons and the type of .lredit files where your desktop looks; for you alone."""
    with exit_codes():
        _require_linux()
        for path in install(program_path(), data_home()):
            typer.echo(printable(path))
    _say_what_to_run()


@app.command("remove")
def remove_entry() -> None:
    """Takes away what `lredit desktop install` wrote, and nothing else."""
    with exit_codes():
        _require_linux()
        removed = remove(data_home())
        for path in removed:
            typer.echo(printable(path))
    if removed:
        _say_what_to_run()
    else:
        say("There was nothing to remove.")


def _require_linux() -> None:
    if not sys.platform.startswith("linux"):
        raise InvalidRequest(
            "Menu entries are written on Linux alone. On Windows and macOS make a shortcut to the program yourself "
            "(docs/installing.md)."
        )


def _say_what_to_run() -> None:
    """Desktops keep lists of what they found; the programs that make them anew are not ours to start."""
    home = data_home()
    types, entries = (shlex.quote(printable(home / name)) for name in ("mime", "applications"))
    say(f"So that your desktop sees it at once: update-mime-database {types}; update-desktop-database {entries}")
