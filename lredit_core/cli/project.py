"""`lredit project`: what is in a project file, and its picture and layers as files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from lredit_core.cli.exit_codes import exit_codes, say
from lredit_core.errors import InvalidRequest
from lredit_core.pictures.atomic_writing import check_writable, printable, saying_why_not
from lredit_core.pictures.file_names import shown_name
from lredit_core.pictures.output_paths import is_one_file
from lredit_core.project.content import Project
from lredit_core.project.layered import LAYERED_SUFFIXES, write_layers

app = typer.Typer(help="Project files (.lredit): what is in them, and their pictures as files.", no_args_is_help=True)
File = Annotated[Path, typer.Argument(help="A project file.")]


@app.command("info")
def tell(file: File, as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """What a project holds."""
    with exit_codes():
        project = _project(file)
        if as_json:
            typer.echo(json.dumps(_facts(project), ensure_ascii=False, indent=2))
            return
        source = project.document.source
        say(f"{shown_name(project.title)}: {source.size.width} x {source.size.height} pixels, {source.bit_depth} bit")
        for layer in reversed(project.document.layers):
            made = layer.provenance
            words = f', "{shown_name(made.prompt)}", seed {made.seed}' if made.prompt else ""
            hidden = "" if layer.is_visible else ", hidden"
            say(f"  layer {shown_name(layer.name)}: {layer.box.as_tuple()}{words}{hidden}")
        for snapshot in project.snapshots:
            say(f"  snapshot {shown_name(snapshot.name)}: {len(snapshot.document.layers)} layers")
        shown = shown_name(project.words.prompt) or chr(0x2013)
        say(f"  {len(project.candidates)} candidates of {len(project.prompts)} prompts; the prompt: {shown}")


@app.command("export")
def export(
    file: File,
    out: Annotated[
        Path, typer.Option(help="The file to write; its suffix says the format; .ora and .psd hold layers.")
    ],
    metadata: Annotated[bool, typer.Option(help="Write prompts and seeds into it.")] = True,
) -> None:
    """Writes the picture as it is seen."""
    from lredit_core.pictures.exporting import ExportOptions, export_picture

    with exit_codes():
        check_writable(out)
        _refuse_own(file, out)
        document = _project(file).document
        if out.suffix.lower() in LAYERED_SUFFIXES:
            for note in write_layers(document, out):
                say(note)
            say(f"Wrote {printable(out)}.")
            return
        made = document.metadata if metadata else {}
        for note in export_picture(document.flattened(), out, options=ExportOptions(), metadata=made):
            say(note)
        say(f"Wrote {printable(out)}.")


@app.command("extract")
def extract(file: File, out: Annotated[Path, typer.Option(help="A folder; made where there is none.")]) -> None:
    """Writes the source and each layer, with its mask as transparency, as PNG files."""
    from lredit_core.document.layer_alone import layer_alone
    from lredit_core.pictures.exporting import ExportOptions, export_picture

    with exit_codes():
        project = _project(file)
        with saying_why_not(out):
            out.mkdir(parents=True, exist_ok=True)
        document = project.document
        layers = {
            out / f"layer-{number:02}.png": layer
            for number, layer in enumerate(document.layers, start=1)
            if layer.adjustment is None
        }
        _refuse_own(file, out / "source.png", *layers)
        export_picture(document.source, out / "source.png", options=ExportOptions(), metadata={})
        for path, layer in layers.items():
            export_picture(layer_alone(document.source, layer), path, options=ExportOptions(), metadata={})
        say(f"Wrote the source and {len(document.layers)} layers into {printable(out)}.")


def _refuse_own(file: Path, *outputs: Path) -> None:
    """Raises:
    InvalidRequest: where one of them is the project itself, by whatever name.
    """
    for path in outputs:
        if is_one_file(path, file):
            raise InvalidRequest(
                f'--out would overwrite the project itself, "{printable(file)}". Give --out another place.'
            )


def _project(file: Path) -> Project:
    from lredit_core.project.reading import open_project

    return open_project(file).project


def _facts(project: Project) -> dict[str, object]:
    source = project.document.source
    return {
        "title": project.title,
        "width": source.size.width,
        "height": source.size.height,
        "bits": source.bit_depth,
        "has_alpha": source.has_alpha,
        "layers": [
            {
                "name": layer.name,
                "box": layer.box.as_tuple(),
                "is_visible": layer.is_visible,
                "opacity": layer.opacity,
                "blend_mode": layer.blend_mode.value,
                "prompt": layer.provenance.prompt,
                "seed": layer.provenance.seed,
            }
            for layer in project.document.layers
        ],
        "groups": [group.name for group in project.document.groups],
        "snapshots": [snapshot.name for snapshot in project.snapshots],
        "candidates": len(project.candidates),
        "prompts": len(project.prompts),
        "prompt": project.words.prompt,
    }
