"""The command line: `lredit edit`, `compare`, `evaluate`, `open`, `bundles`, `choices`, `library`, `project`, ...

Exit codes: 0 done, 2 bad request, 3 model missing, 4 failed, 130 stopped.
"""

from __future__ import annotations

from importlib import metadata
from typing import Annotated

import typer

from lredit_core.cli.batch import edit_batch
from lredit_core.cli.bench import app as bench_app
from lredit_core.cli.bundles import app as bundles_app
from lredit_core.cli.choices import app as choices_app
from lredit_core.cli.compare import compare_pictures
from lredit_core.cli.desktop import app as desktop_app
from lredit_core.cli.doctor import examine
from lredit_core.cli.edit import edit_picture
from lredit_core.cli.evaluate import evaluate_list
from lredit_core.cli.exit_codes import keep_log
from lredit_core.cli.library import app as library_app
from lredit_core.cli.project import app as project_app
from lredit_core.cli.serve import serve_client
from lredit_core.processes.environment import prepare_environment
from lredit_core.processes.standard_streams import told_where_output_fails

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
app.add_typer(desktop_app, name="desktop")
app.add_typer(library_app, name="library")
app.add_typer(project_app, name="project")
app.command("edit")(edit_picture)
app.command("compare")(compare_pictures)
app.command("evaluate")(evaluate_list)
app.command("batch")(edit_batch)
app.command("doctor")(examine)
app.command("serve")(serve_client)


@app.callback()
def start(
    verbose: Annotated[bool, typer.Option("--verbose", help="Show the log on standard error.")] = False,
    _version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=lambda wanted: _say_version(wanted),
            is_eager=True,
            help="Say which version this is.",
        ),
    ] = False,
) -> None:
    keep_log(shown=verbose)


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"lredit {metadata.version('lredit')}")
        raise typer.Exit


def _mount_others() -> None:
    """Commands that other packages bring along by an entry point: `lredit open` is the window's."""
    for point in metadata.entry_points(group=COMMANDS_GROUP):
        app.command(point.name)(point.load())


def _mount_training() -> None:
    """`lredit train ...`; its module imports torch only inside its commands."""
    from lredit_core.cli.train import app as training_app

    app.add_typer(training_app, name="train", help="Make the built-in bundle again.")


def all_commands() -> typer.Typer:
    """The commands, with those that come with other packages. To be called once."""
    _mount_training()
    _mount_others()
    return app


def run() -> None:
    """Parses the command line and runs what it says."""
    prepare_environment()
    all_commands()
    with told_where_output_fails():
        app()
