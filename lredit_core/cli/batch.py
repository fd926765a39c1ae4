"""`lredit batch`: a list of pictures and what is asked of each. Heavy imports stay inside."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lredit_core.api.request import Preset
from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.batch.checking import checked, refuse_bad
from lredit_core.batch.manifest import Manifest, read_manifest
from lredit_core.batch.output_names import DEFAULT_PATTERN
from lredit_core.bundles.store import bundle_folder, reference_from_anywhere
from lredit_core.cancellation import EventToken
from lredit_core.cli.exit_codes import EXIT_SOME_FAILED, exit_codes, say, stops_on_interrupt
from lredit_core.cli.measuring import counter, tell_check
from lredit_core.errors import InvalidRequest
from lredit_core.pictures.atomic_writing import check_writable, printable

if TYPE_CHECKING:
    from lredit_core.batch.journal import RowRecord
    from lredit_core.batch.row_edit import BatchSettings
    from lredit_core.batch.running import BatchProgress
    from lredit_core.batch.worker_pool import Pool

#: The contact sheet's name where the person gives none.
SHEET_NAME = "index.html"


def edit_batch(
    manifest: Annotated[
        Path, typer.Argument(help="JSON, JSON Lines or CSV: picture, prompt, source, intent, boxes, mask, seed ...")
    ],
    out: Annotated[Path, typer.Option(help="The folder for the results; is made if it is not there.")],
    pictures: Annotated[Path | None, typer.Option(help="The pictures' folder; the list's if left out.")] = None,
    bundle: Annotated[str, typer.Option(help="Model bundle: a name or a folder.")] = BUILTIN_BUNDLE,
    editor: Annotated[str, typer.Option(help="The bundle's default if left out.")] = "",
    preset: Annotated[Preset, typer.Option(help="How much is tried.")] = Preset.BALANCED,
    seed: Annotated[int, typer.Option(min=0, help="Of rows that give none.")] = 0,
    pattern: Annotated[
        str, typer.Option(help="What files are called: {name}, {number}, {folder}, {prompt}, {seed}.")
    ] = DEFAULT_PATTERN,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes, one thread each.")] = 1,
    ray: Annotated[
        str, typer.Option("--ray", help='Edit on a Ray cluster: "auto", or its address; needs lredit\\[ray].')
    ] = "",
    resume: Annotated[bool, typer.Option("--resume", help="Go on where a former run ended.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Edit this many pictures at the most.")] = None,
    projects: Annotated[
        bool, typer.Option("--projects/--no-projects", help="Keep candidates and boxes for the window.")
    ] = True,
    html: Annotated[bool, typer.Option("--html", help=f"Write the contact sheet {SHEET_NAME} too.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Only say which rows cannot be carried out.")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave out rows that cannot be carried out.")] = False,
) -> None:
    """Edits a list of pictures. Says a line of JSON on standard output as each comes to its end."""
    token = EventToken()
    with exit_codes("Stopped. Go on with --resume."), stops_on_interrupt(token):
        if ray and workers > 1:
            raise InvalidRequest("--workers is for this machine alone; on a cluster --ray takes its cores and cards.")
        bundle_folder(bundle)
        listed = read_manifest(manifest, pictures=pictures)
        from lredit_core.batch.journal import BatchJournal
        from lredit_core.batch.naming import with_checked_names
        from lredit_core.batch.row_edit import BatchSettings

        settings = BatchSettings(bundle, editor, preset, seed, pattern, projects)
        with counter() as on_progress:
            listed = checked(listed, on_row=on_progress)
        listed = with_checked_names(listed, settings, out, written=BatchJournal(out).written)
        if check:
            tell_check(listed)
            return
        if not skip_bad:
            refuse_bad(listed)
        if not listed.rows:
            raise InvalidRequest(f'No row of "{printable(manifest)}" can be carried out. See them with --check.')
        if html:
            check_sheet(out / SHEET_NAME)
        told: dict[int, RowRecord] = {}
        last = _run(
            listed, settings, out, _pool(bundle, workers, ray, out), resume=resume, limit=limit, token=token, told=told
        )
        if html:
            write_sheet(listed, out, told)
    if last is not None:
        say(f"{last.done - last.failed} of {last.total} pictures lie in {printable(out)}; {last.failed} failed.")
        if last.failed:
            raise typer.Exit(EXIT_SOME_FAILED)


def _pool(bundle: str, workers: int, ray: str, out: Path) -> Pool:
    from lredit_core.batch.running import loader_of
    from lredit_core.batch.worker_pool import WorkerPool

    if ray:
        from lredit_core.batch.ray_pool import RayPool

        bundle = reference_from_anywhere(bundle)
        return RayPool(ray, loader_of(bundle), bundle, out)
    return WorkerPool(loader_of(bundle), workers)


def _run(
    listed: Manifest,
    settings: BatchSettings,
    out: Path,
    pool: Pool,
    *,
    resume: bool,
    limit: int | None,
    token: EventToken,
    told: dict[int, RowRecord],
) -> BatchProgress | None:
    """Runs it; `told` gets each row's record by its number."""
    from lredit_core.batch.running import open_results, run_batch

    journal = open_results(out, resumes=resume)
    last: BatchProgress | None = None
    with _bar() as show:
        for last in run_batch(listed, settings, journal, pool, limit=limit, token=token):
            show(last)
            told[last.record.number] = last.record
            print(json.dumps(last.record.as_json(), ensure_ascii=False), flush=True)
    return last


def check_sheet(place: Path) -> None:
    """Raises InvalidRequest, PictureError: where the page cannot be written, or would take another one's place."""
    from lredit_core.batch.contact_sheet import is_untouched_sheet

    if place.parent.is_dir():
        check_writable(place)
    if not os.path.lexists(place):
        return
    with contextlib.suppress(OSError):
        if not place.is_symlink() and is_untouched_sheet(place):
            return
    raise InvalidRequest(
        f'"{printable(place)}" is no contact sheet as a batch leaves it: it would be replaced. Move it, or leave out '
        "--html."
    )


def write_sheet(listed: Manifest, out: Path, told: dict[int, RowRecord]) -> None:
    """The contact sheet of a run, in the order of the list."""
    from lredit_core.batch.contact_sheet import write_contact_sheet

    place = out / SHEET_NAME
    records = [told[number] for number in sorted(told)]
    with counter() as on_progress:
        write_contact_sheet(records, out, place, title=listed.path.stem, on_progress=on_progress)
    say(f"The contact sheet lies in {printable(place)}.")


@contextmanager
def _bar() -> Iterator[Any]:
    """How many are done and the time left, on a terminal; failures are said in a pipe too."""
    if not sys.stderr.isatty():
        yield _say_failure
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[left]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Editing", total=None, left="")

        def show(progress: BatchProgress) -> None:
            from lredit_core.sizes import duration_text

            left = "" if progress.seconds_left is None else f"{duration_text(progress.seconds_left)} left"
            bar.update(task, completed=progress.done, total=progress.total, left=left)
            if progress.record.failure:
                bar.console.print(f"lredit: {_failure(progress)}", markup=False, highlight=False, soft_wrap=True)

        yield show


def _say_failure(progress: BatchProgress) -> None:
    if progress.record.failure:
        say(_failure(progress))


def _failure(progress: BatchProgress) -> str:
    record = progress.record
    return f"{record.picture} ({record.where}): {record.failure}"
