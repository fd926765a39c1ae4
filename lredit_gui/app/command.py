"""`lredit open`: the window as a command. The core finds it by the entry point and does not depend on it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def open_window(
    files: Annotated[list[Path] | None, typer.Argument(help="Pictures and projects to open.")] = None,
    bundle: Annotated[str, typer.Option(help="Model bundle: a name or a folder; the one used last if left out.")] = "",
) -> None:
    """Opens the editor's window."""
    from lredit_gui.app.main import main

    raise typer.Exit(main([*(["--bundle", bundle] if bundle else []), "--", *map(str, files or ())]))
