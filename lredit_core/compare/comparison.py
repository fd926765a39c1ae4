"""One picture edited by us and by editors without regions, for a look side by side.

Libraries of models are imported only where an edit begins: the window reads from here whom one can compare with.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from lredit_core.api.events import EditEvent, EditFailed, EditStopped
from lredit_core.editors.whole_image.base import WholeInstructions
from lredit_core.errors import EngineError, InvalidRequest, ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.api.request import EditRequest
    from lredit_core.cancellation import CancellationToken
    from lredit_core.editors.base import OnStep

_TILE_HEIGHT_PX = 384
_CAPTION_PX = 26
_GAP_PX = 8


#: The names of the source image and of our edit among the others.
BEFORE, OURS = "before", "lredit"


@dataclass(frozen=True, slots=True)
class OtherEditor:
    """An editor without regions that one can compare with.

    Attributes:
        name: its key in `whole_image.loading`.
        title: what its authors call it.
        model: the model it needs, in words.
        follows_instructions: it is told what to do, not what should be there.
        evaluations_before, evaluations_per_step: of the denoiser, per image: how long its run is.
    """

    name: str
    title: str
    model: str
    follows_instructions: bool = False
    evaluations_before: float = 0.0
    evaluations_per_step: float = 1.0

    def evaluations(self, steps: int) -> float:
        """About how many a run of so many steps takes."""
        return self.evaluations_before + self.evaluations_per_step * steps


_PLAIN = "Stable Diffusion 1 or 2"
OTHER_EDITORS = (
    OtherEditor(
        "instruct-pix2pix", "InstructPix2Pix", "InstructPix2Pix", follows_instructions=True, evaluations_per_step=3
    ),
    OtherEditor("diffedit", "DiffEdit", _PLAIN, evaluations_before=20, evaluations_per_step=2.4),
    OtherEditor("plug-and-play", "Plug-and-Play", _PLAIN, evaluations_per_step=4),
    OtherEditor("masactrl", "MasaCtrl", _PLAIN, evaluations_per_step=4),
)


@dataclass(frozen=True, slots=True, eq=False)
class ComparedPicture:
    """What one editor made of the picture.

    Attributes:
        name: `BEFORE`, `OURS`, or the other editor's.
        pixels: (H, W, 3) uint8 sRGB, the source image's size.
        seconds: it took, with loading its models; 0 for the source image.
    """

    name: str
    pixels: NDArray[np.uint8]
    seconds: float = 0.0


def parse_other(text: str) -> tuple[str, Path]:
    """ "NAME=PLACE" as an editor's name and where its model lies.

    Raises:
        InvalidRequest: where it is something else.
        ModelUnavailable: where nothing lies there.
    """
    name, equals, place = text.partition("=")
    if not (name and equals and place):
        raise InvalidRequest(f'"{text}" is not of the form NAME=FOLDER, such as plug-and-play=~/models/sd15.')
    path = Path(place).expanduser()
    _check_place(path)
    return other_editor(name).name, path


def other_editor(name: str) -> OtherEditor:
    """One of `OTHER_EDITORS`.

    Raises:
        InvalidRequest: for another name.
    """
    for other in OTHER_EDITORS:
        if other.name == name:
            return other
    names = ", ".join(other.name for other in OTHER_EDITORS)
    raise InvalidRequest(f'There is no editor "{name}" to compare with. Choose {names}.')


def compare(
    request: EditRequest,
    *,
    bundle: str,
    others: Mapping[str, Path],
    instruction: str = "",
    steps: int = 50,
    token: CancellationToken,
    on_progress: Callable[[str], None] = lambda _what: None,
) -> list[ComparedPicture]:
    """The source image, our edit of it, and that of each other editor, in their order.

    Args:
        request: our edit; its picture is edited by all.
        bundle: of our edit: a name or a folder.
        others: where the models of other editors lie, by the editors' names.
        instruction: for editors that are told what to do; the prompt where it is "".
        steps: of the other editors.
        token: stops it before the next step of whoever edits.
        on_progress: gets the name of whoever edits next.

    Raises:
        LreditError: for the first of them that cannot do it.
        Stopped: once the token says so.
    """
    before = request.image.to_srgb8()
    compared = [ComparedPicture(BEFORE, before)]
    on_progress(OURS)
    compared.append(edited_by_us(request, bundle=bundle, token=token))
    told = WholeInstructions(request.prompt, request.source_prompt, seed=request.seed, steps=steps)
    for name, place in others.items():
        token.raise_if_cancelled()
        on_progress(name)
        other = other_editor(name)
        wanted = replace(told, prompt=instruction) if instruction and other.follows_instructions else told
        compared.append(edited_by(other, place, before, wanted, on_step=lambda _images: token.raise_if_cancelled()))
    return compared


def edited_by(
    other: OtherEditor, place: Path, picture: NDArray[np.uint8], told: WholeInstructions, *, on_step: OnStep
) -> ComparedPicture:
    """Another editor's picture.

    Args:
        other: which editor.
        place: a diffusers folder or a .safetensors file with its model.
        picture: (H, W, 3) uint8 sRGB.
        told: prompts, seed and steps.
        on_step: called after each denoising step with the number of pictures.

    Raises:
        ModelUnavailable: where the model is missing, damaged or of another kind.
        Stopped: as soon as `on_step` raises it.
    """
    from lredit_core.bundles.devices import choose_device
    from lredit_core.editors.whole_image.loading import load_whole_image_editor

    _check_place(place)
    started = time.perf_counter()
    editor = load_whole_image_editor(other.name, place, device=choose_device())
    pixels = editor.edit_whole(picture, told, on_step=on_step)
    return ComparedPicture(other.name, pixels, time.perf_counter() - started)


def edited_by_us(
    request: EditRequest,
    *,
    bundle: str,
    token: CancellationToken,
    observer: Callable[[EditEvent], None] = lambda _event: None,
) -> ComparedPicture:
    """The picture with our best candidate of each thing.

    Raises:
        EngineError, ModelUnavailable: with a sentence.
        Stopped: once the token says so.
    """
    from lredit_core.pictures.opening import open_picture
    from lredit_core.report.edit_outputs import EditOutputs
    from lredit_core.report.edit_run import run_edit

    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="lredit-") as folder:
        file = Path(folder) / "edited.png"
        final = run_edit(request, bundle=bundle, outputs=EditOutputs(out=file), token=token, observer=observer)
        if isinstance(final, EditStopped):
            token.raise_if_cancelled()
        if isinstance(final, EditFailed):
            raise EngineError(final.message, details=final.details)
        pixels = open_picture(file).buffer.to_srgb8()
    return ComparedPicture(OURS, pixels, time.perf_counter() - started)


def side_by_side(pictures: Sequence[ComparedPicture]) -> Image.Image:
    """A sheet of the pictures in a row, each with its name and how long it took."""
    height, width = pictures[0].pixels.shape[:2]
    tile_width = max(1, round(width * _TILE_HEIGHT_PX / height))
    size = (len(pictures) * (tile_width + _GAP_PX) + _GAP_PX, _TILE_HEIGHT_PX + _CAPTION_PX + 2 * _GAP_PX)
    sheet = Image.new("RGB", size, (32, 32, 32))
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(size=14)
    for number, picture in enumerate(pictures):
        left = _GAP_PX + number * (tile_width + _GAP_PX)
        tile = Image.fromarray(picture.pixels).resize((tile_width, _TILE_HEIGHT_PX), Image.Resampling.LANCZOS)
        sheet.paste(tile, (left, _GAP_PX))
        caption = picture.name + (f"  {picture.seconds:.1f} s" if picture.seconds else "")
        draw.text((left + 2, _TILE_HEIGHT_PX + 2 * _GAP_PX), caption, fill=(230, 230, 230), font=font)
    return sheet


def _check_place(place: Path) -> None:
    if not place.exists():
        raise ModelUnavailable(f'There is nothing at "{place}". Give the folder or the .safetensors file of a model.')
