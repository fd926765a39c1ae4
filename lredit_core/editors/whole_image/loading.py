"""Whole-image editors by name, from a diffusers folder or a single-file checkpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lredit_core.editors.pipelines import folder_options, silence_libraries
from lredit_core.editors.placing import dtype_for, loaded_as
from lredit_core.editors.single_file import load_single_file
from lredit_core.editors.whole_image.diffedit import DiffEditEditor
from lredit_core.editors.whole_image.guided_by_source import masactrl, plug_and_play
from lredit_core.editors.whole_image.instruct_pix2pix import InstructPix2PixEditor
from lredit_core.editors.whole_image.latent_diffusion import LatentDiffusion
from lredit_core.errors import InvalidRequest, ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import torch

    from lredit_core.editors.whole_image.base import WholeImageEditor

#: By name: what builds the editor over a loaded pipeline.
WHOLE_IMAGE_EDITORS: dict[str, Callable[[Any], WholeImageEditor]] = {
    "instruct-pix2pix": InstructPix2PixEditor,
    "diffedit": lambda pipeline: DiffEditEditor(LatentDiffusion(pipeline)),
    "plug-and-play": lambda pipeline: plug_and_play(LatentDiffusion(pipeline)),
    "masactrl": lambda pipeline: masactrl(LatentDiffusion(pipeline)),
}


def load_whole_image_editor(name: str, place: Path, *, device: torch.device) -> WholeImageEditor:
    """Loads an editor without regions.

    Args:
        name: a key of `WHOLE_IMAGE_EDITORS`.
        place: a diffusers folder or a .safetensors file.
        device: that computes.

    Raises:
        InvalidRequest: for another name.
        ModelUnavailable: where the model is missing, damaged or of another kind.
    """
    if name not in WHOLE_IMAGE_EDITORS:
        raise InvalidRequest(f'There is no editor "{name}" to compare with. Choose {", ".join(WHOLE_IMAGE_EDITORS)}.')
    silence_libraries()
    dtype = dtype_for(device)
    pipeline = load_single_file(place, options=loaded_as(dtype)) if place.is_file() else _folder(place, dtype)
    return WHOLE_IMAGE_EDITORS[name](pipeline.to(device))


def _folder(folder: Path, dtype: torch.dtype) -> Any:
    from diffusers import DiffusionPipeline

    options = folder_options(folder, dtype=dtype)
    try:
        return DiffusionPipeline.from_pretrained(folder, **options)
    except Exception as error:
        raise ModelUnavailable(
            f'The pipeline in "{folder}" cannot be loaded: its files are damaged or do not fit together. Get it again.',
            details=f"{type(error).__name__}: {error}",
        ) from error
