"""Starting the window. Qt is imported only once it is clear that there is a display to show it on."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lredit_core.processes.standard_streams import open_missing_streams
from lredit_gui.app.display import missing_display_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lredit_core.api.service import EngineService
    from lredit_gui.window.main_window import MainWindow


def main(
    argv: Sequence[str] | None = None,
    *,
    engine_factory: Callable[[], EngineService] | None = None,
    on_ready: Callable[[MainWindow], None] | None = None,
    settings_dir: Path | None = None,
) -> int:
    """Runs the window until it is closed; without a display, edits the sample picture and ends.

    Args:
        argv: without the program's name; `sys.argv` by default.
        engine_factory: makes the engine; by default the built-in models in a process of their own.
        on_ready: called with the window once it is shown.
        settings_dir: where settings and the log are kept; by default the person's own folder.
    """
    open_missing_streams()
    parser = argparse.ArgumentParser(prog="lredit", description="Edit a photograph by saying what should be there.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="pictures and projects to open")
    parser.add_argument("--sample", action="store_true", help="open the sample picture")
    parser.add_argument(
        "--bundle",
        default="",
        help="the models: builtin, an installed bundle's name, or a folder; those used last by default",
    )
    arguments = parser.parse_args(sys.argv[1:] if argv is None else list(argv))
    reason = missing_display_reason()
    if reason is None:
        try:
            from lredit_gui.app.desktop import run
        except ImportError as error:
            reason = f"the window cannot be shown here ({error})"
        else:
            return run(
                arguments.files,
                opens_sample=arguments.sample,
                bundle=arguments.bundle,
                engine_factory=engine_factory,
                on_ready=on_ready,
                settings_dir=settings_dir,
            )
    return _run_without_window(reason, arguments.files)


def _run_without_window(reason: str, files: Sequence[Path]) -> int:
    from lredit_core.cli.exit_codes import EXIT_BAD_REQUEST
    from lredit_core.cli.sample import run_sample
    from lredit_core.pictures.atomic_writing import printable
    from lredit_core.project.content import SUFFIX

    projects = [path for path in files if path.suffix.lower() == SUFFIX]
    if projects:
        print(
            f'There is no display: {reason}. "lredit project info {printable(projects[0])}" tells what is in a '
            'project, "lredit project export" writes its picture.',
            flush=True,
        )
        return EXIT_BAD_REQUEST
    print(f"There is no display: {reason}. The sample edit is made instead, in out/.", flush=True)
    return run_sample(Path("out"), next(iter(files), None))
