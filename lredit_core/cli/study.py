"""`lredit bench study`: blind pairs for people to judge, and what their votes come to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lredit_core.cli.exit_codes import exit_codes, say
from lredit_core.errors import InvalidRequest, PictureError
from lredit_core.pictures.atomic_writing import check_writable, printable, saying_why_not, write_text_atomically
from lredit_core.study.pairs import (
    Study,
    Subject,
    make_study,
    read_key,
    subjects_of_folder,
    subjects_of_list,
    write_key,
)
from lredit_core.study.votes import read_votes

#: What a study's folder holds.
KEY, PAGE = "key.json", "study.html"


def bench_study(
    folder: Annotated[
        Path | None, typer.Argument(help="Results of `lredit evaluate --out`; with --votes, the study's own folder.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Make the study here: study.html and key.json.")] = None,
    methods: Annotated[str, typer.Option(help="Who is compared, with commas between; all if left out.")] = "",
    manifest: Annotated[Path | None, typer.Option(help="Without a folder: the list of pictures and prompts.")] = None,
    pictures: Annotated[Path | None, typer.Option(help="The list's pictures; its own folder if left out.")] = None,
    results: Annotated[
        list[str] | None, typer.Option(help="With --manifest, NAME=FOLDER, at least two: ready-made results.")
    ] = None,
    pairs: Annotated[int | None, typer.Option(min=1, help="So many pairs at most, drawn by the seed.")] = None,
    repeats: Annotated[int, typer.Option(min=0, help="So many are shown again, sides changed.")] = 3,
    seed: Annotated[int, typer.Option(min=0, help="Of sides, order, draws and intervals.")] = 0,
    votes: Annotated[
        list[Path] | None, typer.Option(help="Repeatable: votes.csv of a voter; tells the figures.")
    ] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="With --votes: write the figures here too.")] = None,
) -> None:
    """The paper's user study: pairs of results whose makers nobody sees, two questions each, answered by keys."""
    with exit_codes():
        if votes:
            if folder is None:
                raise InvalidRequest(f"Give the study's folder, in which its {KEY} lies.")
            _tell_votes(folder / KEY, votes, seed, json_file)
            return
        if out is None:
            raise InvalidRequest("Say where the study goes with --out DIR, or give --votes of one that there is.")
        subjects = _subjects(folder, manifest, pictures, results or [])
        asked = [name.strip() for name in methods.split(",") if name.strip()]
        study = make_study(subjects, methods=asked, most_pairs=pairs, repeats=repeats, seed=seed)
        _write(study, out)
    again = sum(pair.repeats > 0 for pair in study.pairs)
    typer.echo(f"Wrote {len(study.pairs)} pairs, {again} of them shown again, as {printable(out / PAGE)}.")
    say(
        f"Keep {printable(out / KEY)} to yourself: it says who made what. Count votes with lredit bench study "
        f"{printable(out)} --votes FILE."
    )


def _subjects(
    folder: Path | None, manifest: Path | None, pictures: Path | None, results: list[str]
) -> tuple[Subject, ...]:
    if (folder is None) == (manifest is None):
        raise InvalidRequest("Give the folder of `lredit evaluate --out`, or --manifest and two --results NAME=FOLDER.")
    if folder is not None:
        return subjects_of_folder(folder)
    from lredit_core.batch.checking import checked, refuse_bad
    from lredit_core.batch.manifest import read_manifest
    from lredit_core.evaluation.prompted_methods import parse_results

    assert manifest is not None
    listed = checked(read_manifest(manifest, pictures=pictures))
    refuse_bad(listed)
    found: dict[str, dict[str, Path]] = {}
    for ready in parse_results(results):
        for row in listed.rows:
            try:
                found.setdefault(ready.name, {})[row.name] = ready.path(row)
            except PictureError as error:
                say(f"Left out: {error.message}")
    return subjects_of_list(listed.rows, found)


def _write(study: Study, out: Path) -> None:
    """The page first: it reads every picture."""
    from lredit_core.study.page import page_of

    with saying_why_not(out / KEY):
        out.mkdir(parents=True, exist_ok=True)
    if (out / KEY).exists():
        raise InvalidRequest(
            f'There is a study in "{printable(out)}" already, and its votes need its {KEY}. Choose another folder.'
        )
    study = study.beside(out / KEY)
    page = page_of(study, out / KEY)
    write_key(out / KEY, study)
    write_text_atomically(out / PAGE, page)


def _tell_votes(key: Path, files: list[Path], seed: int, json_file: Path | None) -> None:
    from lredit_core.pictures.atomic_writing import write_json
    from lredit_core.study.report import figures_of, table_of

    if json_file is not None:
        check_writable(json_file)
    figures = figures_of(read_key(key), read_votes(files), seed=seed)
    typer.echo(table_of(figures))
    if json_file is not None:
        write_json(json_file, figures)
