"""`lredit compare`: our edit beside those of editors without regions. Heavy imports stay inside."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lredit_core.api.request import EditRequest, EditSettings, Preset
from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.cancellation import EventToken
from lredit_core.cli.exit_codes import exit_codes, say, stops_on_interrupt


def compare_pictures(
    image: Annotated[Path, typer.Argument(help="The picture to edit.")],
    prompt: Annotated[str, typer.Option(help='What should be there: "a red apple".')],
    others: Annotated[
        list[str],
        typer.Option(
            "--with",
            help="NAME=MODEL, repeatable: instruct-pix2pix, diffedit, plug-and-play or masactrl, and the diffusers "
            "folder or .safetensors file of its model.",
        ),
    ],
    out: Annotated[Path, typer.Option(help="Write the pictures side by side here.")],
    source: Annotated[str, typer.Option(help='What it replaces: "the cat". May be left out.')] = "",
    instruction: Annotated[
        str, typer.Option(help='What instruct-pix2pix is told: "turn the cat into an apple"; the prompt if left out.')
    ] = "",
    bundle: Annotated[str, typer.Option(help="Our model bundle: a name or a folder.")] = BUILTIN_BUNDLE,
    editor: Annotated[str, typer.Option(help="Our editor; the bundle's default if left out.")] = "",
    preset: Annotated[Preset, typer.Option(help="How much we try.")] = Preset.BALANCED,
    steps: Annotated[int, typer.Option(min=1, help="Denoising steps of the others.")] = 50,
    seed: Annotated[int, typer.Option(help="The same seed gives the same pixels.")] = 0,
    each: Annotated[Path | None, typer.Option(help="Write each picture at full size into this folder.")] = None,
) -> None:
    """Edits a picture with us and with editors that know no region, and writes the results side by side."""
    from PIL import Image

    from lredit_core.compare.comparison import BEFORE, OURS, compare, parse_other, side_by_side
    from lredit_core.pictures.atomic_writing import check_writable, printable, saying_why_not
    from lredit_core.pictures.exporting import write_picture
    from lredit_core.pictures.formats import check_picture_path
    from lredit_core.pictures.opening import open_picture
    from lredit_core.pictures.output_paths import check_apart

    token = EventToken()
    with exit_codes(), stops_on_interrupt(token):
        check_picture_path(out)
        places = dict(parse_other(text) for text in others)
        named = {} if each is None else {name: each / f"{name}.png" for name in (BEFORE, OURS, *places)}
        check_apart(
            {"--out": out, **{f"--each ({name})": path for name, path in named.items()}},
            source=image,
            reads={f"--with {name}": place for name, place in places.items()},
        )
        if each is not None:
            with saying_why_not(each):
                each.mkdir(parents=True, exist_ok=True)
            check_writable(each / "before.png")
        request = EditRequest(
            image=open_picture(image).buffer,
            prompt=prompt,
            source_prompt=source,
            editor=editor,
            seed=seed,
            preset=preset,
            settings=EditSettings.for_preset(preset),
        )
        compared = compare(
            request, bundle=bundle, others=places, instruction=instruction, steps=steps, token=token, on_progress=say
        )
        write_picture(side_by_side(compared), out)
        if each is not None:
            for picture in compared:
                write_picture(Image.fromarray(picture.pixels), each / f"{picture.name}.png")
    for picture in compared[1:]:
        typer.echo(f"{picture.name}: {picture.seconds:.1f} s")
    typer.echo(f"Wrote {printable(out)}{f' and the pictures in {printable(each)}' if each is not None else ''}.")
