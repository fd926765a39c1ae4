"""The files of a tiny autoencoder (TAESD and its kin), known by their tensors' names; no weights are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lredit_core.editors.checkpoint_header import read_header
from lredit_core.errors import ModelUnavailable

if TYPE_CHECKING:
    from pathlib import Path

WEIGHTS_NAME, CONFIG_NAME = "diffusion_pytorch_model.safetensors", "config.json"
#: The tensor that says how many channels the latents have.
FIRST_OF_DECODER = "decoder.layers.0.weight"
_KIND = "AutoencoderTiny"


def tiny_weights(place: Path) -> Path:
    """The weights' file of a tiny autoencoder.

    Args:
        place: its folder in diffusers' layout, or the file itself.

    Raises:
        ModelUnavailable: where there is no such file, or it is of another layout or kind.
    """
    if not place.exists():
        raise ModelUnavailable(
            f'There is no tiny autoencoder at "{place}". Where that of a bundle was moved: `lredit bundles relocate '
            "NAME FOLDER --part EDITOR-tiny-autoencoder`, or Locate under Models > Installed."
        )
    file = place / WEIGHTS_NAME if place.is_dir() else place
    if not file.is_file():
        raise ModelUnavailable(
            f'"{place}" is no tiny autoencoder: it holds no {WEIGHTS_NAME}. Give the folder of an {_KIND} '
            "(config.json and safetensors), or its .safetensors file."
        )
    if FIRST_OF_DECODER not in read_header(file).shapes or not _is_tiny(file.with_name(CONFIG_NAME)):
        raise ModelUnavailable(
            f'"{file.name}" is no {_KIND} in the layout of diffusers. Give the {WEIGHTS_NAME} of TAESD or its kin; '
            "files that hold its encoder or its decoder alone are of another layout."
        )
    return file


def _is_tiny(config: Path) -> bool:
    """False where a configuration speaks of another model."""
    try:
        return bool(json.loads(config.read_text(encoding="utf-8")).get("_class_name", _KIND) == _KIND)
    except FileNotFoundError:
        return True
    except (OSError, ValueError, AttributeError):
        return False
