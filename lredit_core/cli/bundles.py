"""`lredit bundles ...`: what is installed, what can be fetched, putting bundles together. Heavy imports stay inside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.bundles.store import bundle_folder
from lredit_core.cancellation import EventToken
from lredit_core.cli.exit_codes import EXIT_MODEL_MISSING, exit_codes, require_yes, say, stops_on_interrupt
from lredit_core.errors import InvalidRequest
from lredit_core.manifest import SAMPLER_NAMES, read_manifest

if TYPE_CHECKING:
    from lredit_core.bundles.catalogue import Catalogue, CatalogueBundle

app = typer.Typer(help="Model bundles: installed, fetched, put together.", no_args_is_help=True)

_CatalogueFile = Annotated[
    Path | None, typer.Option("--catalogue", help="Another catalogue than the one that ships with lredit.")
]
_SAMPLERS = [name for name in SAMPLER_NAMES if name != "dpm"]
_Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


_Scheduler = Annotated[str, typer.Option(help=f"The diffusion editor's sampler: {', '.join(_SAMPLERS)}.")]
_Steps = Annotated[int | None, typer.Option(help="Denoising steps where the person says nothing else: 1 to 150.")]
_Guidance = Annotated[
    float | None,
    typer.Option(help="Guidance likewise, 0 or more; 0 or 1 is none, which halves the work of most models."),
]
_TinyVae = Annotated[
    str,
    typer.Option(help="An AutoencoderTiny (TAESD) that makes drafts and looks at running edits: folder or file."),
]
_TinyVaeResults = Annotated[
    bool, typer.Option("--tiny-vae-results", help="It makes results too: quicker, with softer details.")
]
_Runtime = Annotated[
    str,
    typer.Option(
        help="What evaluates its denoiser on the processor: torch, or openvino where that is installed (half a minute "
        "and more memory for the first edit)."
    ),
]
_Grounding = Annotated[
    list[str] | None,
    typer.Option(
        help="A transformers folder that finds what words name (as OWLv2 does) or draws masks (as SAM does). "
        "Repeatable: one of each."
    ),
]


@app.command("list")
def list_bundles() -> None:
    """Lists the built-in bundle, those installed, and those that other packages bring."""
    from lredit_core.bundles.installed import installed_bundles

    with exit_codes():
        for bundle in installed_bundles():
            if bundle.problem:
                typer.echo(f"{bundle.name}: {bundle.problem}")
                continue
            finds = f"; grounding: {', '.join(bundle.grounding)}" if bundle.grounding else ""
            line = f"{bundle.name}: {bundle.title} (editors: {', '.join(bundle.editors)}{finds}; {bundle.licence})"
            missing = f"; not found: {', '.join(bundle.missing)}" if bundle.missing else ""
            package = f"; from the package {bundle.package}" if bundle.package else ""
            typer.echo(line + missing + package)


@app.command("things")
def list_things(name: Annotated[str, typer.Argument(help="A name or a folder.")] = BUILTIN_BUNDLE) -> None:
    """Lists what each editor of a bundle can draw."""
    from lredit_core.bundles.loading import BundleLoader

    with exit_codes():
        for editor in BundleLoader().load(name).info().editors:
            typer.echo(f"{editor.name}: {', '.join(editor.vocabulary) or 'whatever you say'}")


@app.command("catalogue")
def show_catalogue(catalogue: _CatalogueFile = None) -> None:
    """Shows the bundles that can be fetched, and which of them fit this machine. Opens no connection."""
    from lredit_core.bundles.catalogue import read_catalogue
    from lredit_core.bundles.machine import fit_of, measure_machine, memory_text
    from lredit_core.bundles.store import installed_names
    from lredit_core.sizes import size_text

    with exit_codes():
        known, machine, installed = read_catalogue(catalogue), measure_machine(), installed_names()
        typer.echo(f"This machine: {machine.device}, {size_text(machine.main_bytes)} of main memory.\n")
        for bundle in known.bundles:
            state = "installed" if bundle.name in installed else f"download {size_text(known.download_bytes(bundle))}"
            gate = "; needs a token" if any(licence.gated for licence in known.licences(bundle)) else ""
            typer.echo(f"{bundle.name}  ({state}{gate})")
            typer.echo(f"    {bundle.title}: {bundle.good_for}")
            typer.echo(f"    Memory: {memory_text(bundle.memory)}. {fit_of(bundle.memory, machine).reason}")
            typer.echo(f"    Licence: {'; '.join(licence.name for licence in known.licences(bundle))}")
        typer.echo("\nFetch one with `lredit bundles download NAME`.")


@app.command("download")
def download(
    name: Annotated[str, typer.Argument(help="A name from `lredit bundles catalogue`.")],
    token: Annotated[
        str, typer.Option(help="Of an account on the hub, for bundles that need one; HF_TOKEN works as well.")
    ] = "",
    yes: _Yes = False,
    discard: Annotated[
        bool, typer.Option("--discard", help="Fetch nothing; delete what an unfinished download left.")
    ] = False,
    catalogue: _CatalogueFile = None,
) -> None:
    """Fetches a bundle and installs it. Ctrl+C pauses; the same command goes on from there."""
    from lredit_core.bundles.catalogue import read_catalogue
    from lredit_core.bundles.downloading import begun_bytes, discard_begun
    from lredit_core.bundles.tasks import download_bundle
    from lredit_core.sizes import size_text

    cancellation = EventToken()
    with exit_codes(f"Paused. `lredit bundles download {name}` goes on from here."):
        known = read_catalogue(catalogue)
        bundle = known.bundle(name)
        if discard:
            begun = begun_bytes(bundle)
            discard_begun(bundle)
            typer.echo(f"{size_text(begun)} of an unfinished download are deleted.")
            return
        _show_terms(known, bundle)
        require_yes("Fetch it under these terms?", yes=yes)
        with stops_on_interrupt(cancellation), _progress_shown() as show:
            folder = download_bundle(known, bundle, token=cancellation, on_message=show, hub_token=token)
        typer.echo(f"{name} is installed in {folder}. Use it with --bundle {name}.")


@app.command("verify")
def verify(name: Annotated[str, typer.Argument(help="A name or a folder.")] = BUILTIN_BUNDLE) -> None:
    """Compares a bundle's files with their checksums and loads every part once; says of each part whether it fits."""
    with exit_codes():
        read_manifest(bundle_folder(name))  # what is not there is told before torch is imported
        from lredit_core.bundles.verifying import verify_bundle

        verdict = verify_bundle(name)
    for part in verdict.parts:
        typer.echo(f"  {part.in_words}")
    typer.echo(verdict.in_words)
    if not verdict.is_whole:
        raise typer.Exit(EXIT_MODEL_MISSING)


@app.command("compose")
def compose_bundle(
    name: Annotated[str, typer.Option(help="What the new bundle is called.")],
    clip: Annotated[str, typer.Option(help='An open_clip folder, or "builtin".')] = BUILTIN_BUNDLE,
    ssl: Annotated[str, typer.Option(help='A timm folder of a self-supervised ViT, or "builtin".')] = BUILTIN_BUNDLE,
    editor: Annotated[
        list[str] | None,
        typer.Option(
            help='A diffusers folder, a .safetensors file, a folder of drawings, or "builtin". Repeatable; the first '
            "is the default."
        ),
    ] = None,
    lora: Annotated[
        list[str] | None, typer.Option(help="A LoRA file for the diffusion editor, FILE or FILE:WEIGHT. Repeatable.")
    ] = None,
    fill: Annotated[
        str,
        typer.Option(help="A network that fills where things were removed (LaMa): a .safetensors file or folder."),
    ] = "",
    scheduler: _Scheduler = "",
    steps: _Steps = None,
    guidance: _Guidance = None,
    tiny_vae: _TinyVae = "",
    tiny_vae_results: _TinyVaeResults = False,
    runtime: _Runtime = "",
    grounding: _Grounding = None,
    title: Annotated[str, typer.Option(help="What the window shows.")] = "",
    licence: Annotated[str, typer.Option(help="The terms of its parts.")] = "",
    copy: Annotated[bool, typer.Option(help="Copy the parts instead of referring to where they lie.")] = False,
) -> None:
    """Installs a bundle made of parts that lie on this machine; loads it once before it counts as installed."""
    from lredit_core.bundles.composing import BundleParts, compose
    from lredit_core.bundles.sampling_choices import SamplingChoices
    from lredit_core.bundles.trying_out import load_all

    with exit_codes():
        if steps == 0:
            raise InvalidRequest("0 denoising steps cannot be made. Choose 1 to 150.")
        sampling = SamplingChoices(scheduler, steps or 0, guidance, tiny_vae, tiny_vae_results, runtime)
        parts = BundleParts(
            clip,
            ssl,
            tuple(editor or (BUILTIN_BUNDLE,)),
            tuple(lora or ()),
            fill,
            sampling=sampling,
            grounding=tuple(grounding or ()),
        )
        if parts.are_all_built_in:
            raise InvalidRequest("All of it is built in already. Give at least one part of your own.")
        folder = compose(
            name,
            parts,
            title=title,
            licence=licence,
            copies=copy,
            try_out=lambda made: load_all(made, remark=typer.echo),
        )
        typer.echo(f"{name} is installed in {folder}. Use it with --bundle {name}.")


@app.command("install")
def install_bundle(
    folder: Annotated[Path, typer.Argument(help="A folder with bundle.json.")],
    name: Annotated[str, typer.Option(help="Another name than its own.")] = "",
) -> None:
    """Copies a whole bundle to where installed bundles lie."""
    with exit_codes():
        read_manifest(folder)
        from lredit_core.bundles.composing import install
        from lredit_core.bundles.trying_out import load_all

        typer.echo(
            f"installed in {install(folder, name=name, try_out=lambda copied: load_all(copied, remark=typer.echo))}"
        )


@app.command("remove")
def remove_bundle(
    name: Annotated[str, typer.Argument(help="The name of an installed bundle.")],
    yes: _Yes = False,
) -> None:
    """Moves an installed bundle to the trash, with fetched parts that no other bundle uses."""
    from lredit_core.bundles.installed import remove_with_parts
    from lredit_core.bundles.store import require_installed

    with exit_codes():
        require_installed(name)
        require_yes(f'Move the bundle "{name}" to the trash?', yes=yes)
        for path in remove_with_parts(name):
            typer.echo(f"{path} is in the trash.")


@app.command("relocate")
def relocate_bundle(
    name: Annotated[str, typer.Argument(help="The name of an installed bundle.")],
    folder: Annotated[Path, typer.Argument(help="Where its files shall lie, or where the part lies now.")],
    part: Annotated[
        str,
        typer.Option(
            help="image_text, self_supervised, grounding, an editor, EDITOR-lora-1 or EDITOR-tiny-autoencoder: this "
            "part lies in FOLDER now."
        ),
    ] = "",
) -> None:
    """Moves a bundle's files to another folder; with --part, says where a part lies that you moved yourself."""
    from lredit_core.bundles.relocating import move_parts, point_part
    from lredit_core.bundles.trying_out import load_all

    with exit_codes():
        if part:
            place = point_part(name, part, folder, try_out=load_all)
            typer.echo(f'The part "{part}" of {name} is used from {place}.')
            return
        for place in move_parts(name, folder, emit=say):
            typer.echo(f"{place} belongs to {name} now.")


def _show_terms(known: Catalogue, bundle: CatalogueBundle) -> None:
    from lredit_core.bundles.fetched_parts import PartPlace
    from lredit_core.sizes import size_text

    typer.echo(f"{bundle.title}: {bundle.good_for}")
    for key, part in known.parts_of(bundle).items():
        state = "here already" if PartPlace(key).receipt() is not None else f"about {size_text(part.download_bytes)}"
        typer.echo(f"  {part.title} ({state}; {part.page})")
    for licence in known.licences(bundle):
        typer.echo(f"  {licence.name}: {licence.terms}{_gate_words(licence.gated)}")


def _gate_words(is_gated: bool) -> str:
    return " Accept it on that page first, and give a token of your account with --token." if is_gated else ""


@contextmanager
def _progress_shown() -> Iterator[Callable[[Any], None]]:
    """A bar on a terminal; in a pipe, a line for each part."""
    import sys

    from lredit_core.bundles.downloading import FetchProgress

    if not sys.stderr.isatty():
        said: list[str] = []

        def emit(what: FetchProgress | str) -> None:
            text = f"Fetching {what.what}" if isinstance(what, FetchProgress) else what
            if text not in said:
                said.append(text)
                say(text)

        yield emit
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Asking the hub", total=None, rate="")

        def show(what: FetchProgress | str) -> None:
            if isinstance(what, FetchProgress):
                done, total = what.done_bytes, what.total_bytes
                bar.update(task, description=what.what, completed=done, total=total, rate=what.rate_in_words)
            else:
                bar.update(task, description=what, rate="")

        yield show
