"""`lredit evaluate`: any methods over a list of pictures and prompts. Heavy imports stay inside."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.batch.checking import checked, refuse_bad
from lredit_core.batch.manifest import read_manifest
from lredit_core.cli.exit_codes import exit_codes, say
from lredit_core.cli.measuring import check_files, counter, tell_check
from lredit_core.errors import InvalidRequest
from lredit_core.pictures.atomic_writing import printable

_Repeatable = list[str] | None


def evaluate_list(
    manifest: Annotated[Path, typer.Argument(help="JSON, JSON Lines or CSV: picture, prompt, source, box.")],
    pictures: Annotated[Path | None, typer.Option(help="The pictures' folder; the list's if left out.")] = None,
    methods: Annotated[str, typer.Option(help='Names with commas between, "all" or "none".')] = "ours-balanced",
    others: Annotated[
        _Repeatable, typer.Option("--with", help="NAME=MODEL, repeatable: an editor without regions.")
    ] = None,
    results: Annotated[
        _Repeatable, typer.Option(help="NAME=FOLDER, repeatable: ready-made results, called as the pictures are.")
    ] = None,
    bundle: Annotated[str, typer.Option(help="Model bundle: a name or a folder.")] = BUILTIN_BUNDLE,
    scored_by: Annotated[
        str, typer.Option(help="The bundle whose image-text model gives S; the same if left out.")
    ] = "",
    editor: Annotated[str, typer.Option(help="The bundle's default if left out.")] = "",
    steps: Annotated[int, typer.Option(min=1, help="Denoising steps of editors without regions.")] = 50,
    seed: Annotated[int, typer.Option(min=0, help="Of edits, random methods and intervals.")] = 0,
    out: Annotated[Path | None, typer.Option(help="Keep results here one by one; the same command goes on.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Only say which rows cannot be carried out.")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave out rows that cannot be carried out.")] = False,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write figures and rows here.")] = None,
    html_file: Annotated[Path | None, typer.Option("--html", help="Write a page with the pictures here.")] = None,
) -> None:
    """Scores edits of a list of pictures: S (Eq. 7) and its parts, and what is left of the background."""
    with exit_codes(), counter() as on_progress:
        listed = read_manifest(manifest, pictures=pictures)
        if not check:
            check_files(json_file, html_file, MANIFEST=manifest, pictures=pictures)
        listed = checked(listed, on_row=on_progress)
        if check:
            tell_check(listed)
            return
        if not skip_bad:
            refuse_bad(listed)
        if not listed.rows:
            raise InvalidRequest(f'No row of "{printable(manifest)}" can be carried out. See them with --check.')
        from lredit_core.evaluation.figure_tables import write_figures
        from lredit_core.evaluation.prompted_page import page_of
        from lredit_core.evaluation.prompted_run import EvaluationRequest, measure_list, results_place, table_of

        asked = EvaluationRequest(
            methods, tuple(others or ()), tuple(results or ()), bundle, scored_by, editor, seed, steps
        )
        with results_place(out) as folder:
            run = measure_list(listed, asked, folder, on_progress=on_progress)
            typer.echo(table_of(run.figures))
            write_figures(run.figures, lambda: page_of(run), json_file=json_file, html_file=html_file)
    if out is not None:
        say(f"The results lie in {printable(out)}. Compare two methods blindly: lredit bench study {printable(out)}")
