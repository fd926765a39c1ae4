"""Single-file checkpoints: one .safetensors that holds denoiser, autoencoder and text encoder in their original names.

Which model it is follows from the names and shapes of its tensors alone (the file's header; no weights are read for
it). How such a model is built stands in a small folder of configurations under `resources/pipelines`, or, for a model
that is none of these, in a folder of the same stem beside the file: `mine.safetensors` and `mine/model_index.json`,
with the sub-folders of a diffusers pipeline, without weights.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lredit_core.editors.checkpoint_header import CheckpointHeader, read_header
from lredit_core.editors.clip_vocabulary import clip_tokenizer
from lredit_core.editors.lora_files import kinds_in
from lredit_core.editors.markers import read_markers, with_markers
from lredit_core.editors.stored_precision import is_eight_bit, load_brought_back, require_readable
from lredit_core.editors.transformer_files import (
    TRANSFORMER_FAMILIES,
    load_parts_beside,
    require_parts,
    transformer_family_of,
    with_transformer_settings,
)
from lredit_core.errors import ModelUnavailable
from lredit_core.resources import resource_path

if TYPE_CHECKING:
    from collections.abc import Mapping

_DENOISER = "model.diffusion_model."
_FIRST_LAYER = f"{_DENOISER}input_blocks.0.0.weight"
_AUTOENCODER = "first_stage_model."
_TEXT_ENCODERS = ("cond_stage_model.", "conditioner.embedders.")


@dataclass(frozen=True, slots=True)
class CheckpointFamily:
    """How a family is told apart, and what it is built from.

    Attributes:
        configuration: the folder's name under `resources/pipelines`.
        title: for a person.
        in_channels: of the denoiser: 4 latents; 9 with mask and masked latents; 8 with the picture's latents.
        text_width: of what the denoiser attends to.
    """

    configuration: str
    title: str
    in_channels: int
    text_width: int


#: One row a family. Widths: 768 is CLIP ViT-L, 1024 OpenCLIP ViT-H, 2048 ViT-L beside OpenCLIP ViT-bigG.
FAMILIES = (
    CheckpointFamily("sd1", "Stable Diffusion 1", 4, 768),
    CheckpointFamily("sd1-inpainting", "Stable Diffusion 1 inpainting", 9, 768),
    CheckpointFamily("instruct-pix2pix", "InstructPix2Pix", 8, 768),
    CheckpointFamily("sd2", "Stable Diffusion 2", 4, 1024),
    CheckpointFamily("sd2-inpainting", "Stable Diffusion 2 inpainting", 9, 1024),
    CheckpointFamily("sdxl", "Stable Diffusion XL", 4, 2048),
    CheckpointFamily("sdxl-inpainting", "Stable Diffusion XL inpainting", 9, 2048),
)


def family_of(path: Path, header: CheckpointHeader) -> CheckpointFamily:
    """The family of a checkpoint by its tensors' names and shapes.

    Raises:
        ModelUnavailable: for a part of a model, a LoRA, or a layout that no row describes.
    """
    names = header.shapes.keys()
    if any("lora" in name for name in names) or kinds_in(names):
        raise ModelUnavailable(f'"{path.name}" is a LoRA, which changes a model but is none. Give it with --lora.')
    first = header.shapes.get(_FIRST_LAYER)
    if first is None:
        known = ", ".join(family.title for family in (*FAMILIES, *TRANSFORMER_FAMILIES))
        raise ModelUnavailable(
            f'"{path.name}" is laid out as no single-file model that is known here ({known}). Give the folder of its '
            f'diffusers pipeline, or put a folder "{path.stem}" with its configuration files beside it.'
        )
    for missing, prefixes in (("autoencoder", (_AUTOENCODER,)), ("text encoder", _TEXT_ENCODERS)):
        if not any(name.startswith(prefixes) for name in names):
            raise ModelUnavailable(f'"{path.name}" holds a denoiser but no {missing}. Give a checkpoint that is whole.')
    widths = (
        header.shapes[name][1] for name in names if name.startswith(_DENOISER) and name.endswith(".attn2.to_k.weight")
    )
    channels, text_width = first[1], next(widths, 0)
    for family in FAMILIES:
        if (family.in_channels, family.text_width) == (channels, text_width):
            return family
    raise ModelUnavailable(
        f'"{path.name}" has a denoiser of {channels} input channels that attends to a text of width {text_width}; no '
        f'model like that is known here. Put a folder "{path.stem}" with its configuration files beside it.'
    )


def configuration_beside(path: Path) -> Path | None:
    """The configuration folder that the person put beside a checkpoint, None where there is none."""
    folder = path.with_suffix("")
    return folder if (folder / "model_index.json").is_file() else None


def check_single_file(path: Path) -> str:
    """Looks whether a file is a checkpoint that can be loaded; gives the name of the pipeline's class.

    Raises:
        ModelUnavailable: with what is wrong with it.
    """
    header = read_header(path)
    require_readable(path, header)
    if (beside := configuration_beside(path)) is not None:
        read_markers(path, header)
        return pipeline_class_in(beside)
    transformer = transformer_family_of(header.shapes)
    if transformer is not None:
        require_parts(path, transformer, header.shapes)
    configuration = _shipped_configuration(path, header)
    if transformer is None:
        read_markers(path, header)
    return pipeline_class_in(configuration)


def pipeline_class_in(folder: Path) -> str:
    """The class that a `model_index.json` names.

    Raises:
        ModelUnavailable: where it cannot be read.
    """
    index = folder / "model_index.json"
    try:
        return str(json.loads(index.read_text(encoding="utf-8"))["_class_name"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnavailable(f'"{index}" cannot be read. Get the pipeline again.', details=str(error)) from error


def load_single_file(path: Path, *, options: Mapping[str, Any]) -> Any:
    """The pipeline of a checkpoint, built from local configurations.

    Args:
        path: a .safetensors file.
        options: passed to diffusers' loader (the precision).

    Raises:
        ModelUnavailable: where the file is no such checkpoint, or its weights do not fit the configuration.
    """
    import diffusers

    header = read_header(path)
    require_readable(path, header)
    beside = configuration_beside(path)
    folder = beside or _shipped_configuration(path, header)
    transformer = transformer_family_of(header.shapes) if beside is None else None
    if transformer is not None:
        require_parts(path, transformer, header.shapes)
    name = pipeline_class_in(folder)
    kind = getattr(diffusers, name, None)
    if kind is None or not hasattr(kind, "from_single_file"):
        raise ModelUnavailable(
            f'A {name} cannot be loaded from one file. Give the folder of the pipeline instead of "{path.name}".'
        )
    with tempfile.TemporaryDirectory(prefix="lredit-") as temporary:
        try:
            if transformer is not None:
                told = Path(shutil.copytree(folder, Path(temporary) / "configuration"))
                if transformer.configuration == "sd3":
                    with_transformer_settings(told, header.shapes)
                parts = _missing_parts(folder) | load_parts_beside(transformer, path, header.shapes, options)
            else:
                told = with_markers(folder, read_markers(path, header), Path(temporary))
                parts = _missing_parts(folder)
            file = path
            if is_eight_bit(header):
                file, brought_back = load_brought_back(
                    path, header, configuration=told, options=options, temporary=Path(temporary)
                )
                parts |= brought_back
            pipeline = kind.from_single_file(str(file), config=str(told), local_files_only=True, **parts, **options)
        except ModelUnavailable:
            raise
        except Exception as error:
            raise ModelUnavailable(
                f'The weights in "{path.name}" do not fit the configuration of {name} in "{folder.name}". '
                + ("Mend that folder." if beside else "Get the file again, or put its own configuration beside it."),
                details=f"{type(error).__name__}: {error}",
            ) from error
    _require_whole(pipeline, path)
    return pipeline


def _shipped_configuration(path: Path, header: CheckpointHeader) -> Path:
    """Raises `ModelUnavailable` for a file of no known layout."""
    transformer = transformer_family_of(header.shapes)
    known = transformer.configuration if transformer is not None else family_of(path, header).configuration
    return resource_path(f"pipelines/{known}")


def _missing_parts(folder: Path) -> dict[str, Any]:
    """Tokenizers that the configuration names but does not hold, and no safety checker."""
    index = json.loads((folder / "model_index.json").read_text(encoding="utf-8"))
    parts: dict[str, Any] = {}
    for name, place in index.items():
        if name.startswith("tokenizer") and isinstance(place, list) and place[0] and not (folder / name).is_dir():
            if place[1] != "CLIPTokenizer":
                continue
            encoder = json.loads((folder / name.replace("tokenizer", "text_encoder") / "config.json").read_text())
            parts[name] = clip_tokenizer(pads_with="!") if encoder.get("pad_token_id") == 0 else clip_tokenizer()
    if "safety_checker" in index:
        parts |= {"safety_checker": None, "requires_safety_checker": False}
    return parts


def _require_whole(pipeline: Any, path: Path) -> None:
    """Raises `ModelUnavailable` where parameters of the pipeline were not in the file."""
    from torch import nn

    for name, part in pipeline.components.items():
        if not isinstance(part, nn.Module):
            continue
        missing = [key for key, value in part.named_parameters() if value.is_meta]
        if missing:
            raise ModelUnavailable(
                f'"{path.name}" lacks {len(missing)} of the weights of its {name} ("{missing[0]}" is the first). '
                "Get the file again, or put a folder with its own configuration beside it.",
                details=", ".join(missing[:20]),
            )


def filling_file(place: Path) -> Path:
    """The weights' file: the place itself, or the only one in it.

    Raises:
        ModelUnavailable: where there is none, or several.
    """
    files = [place] if place.is_file() else sorted(place.glob("*.safetensors")) if place.is_dir() else []
    if len(files) != 1 or files[0].suffix != ".safetensors":
        raise ModelUnavailable(
            f'"{place}" is no filling network: give one .safetensors file, or the folder that holds it. A pickled '
            "checkpoint (.pt, .ckpt) can run code when it is opened and is not read."
        )
    return files[0]
