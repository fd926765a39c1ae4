"""Inpainting pipelines from local files: a diffusers folder or a single-file checkpoint."""

from __future__ import annotations

import hashlib
import inspect
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lredit_core.editors.pipeline_folder import load_parts, parts_in
from lredit_core.editors.placing import loaded_as
from lredit_core.editors.single_file import load_single_file
from lredit_core.editors.tiny_files import tiny_weights
from lredit_core.errors import ModelUnavailable

if TYPE_CHECKING:
    import torch

    from lredit_core.manifest import EditorPart


def load_inpainting_pipeline(place: Path, *, dtype: torch.dtype) -> Any:
    """A diffusers pipeline that takes a mask.

    Args:
        place: a diffusers folder or a .safetensors file.
        dtype: of the weights.

    Raises:
        ModelUnavailable: where there is none, or it can fill no region.
    """
    silence_libraries()
    if place.is_file():
        return _with_mask(load_single_file(place, options=loaded_as(dtype)))
    return _from_folder(place, dtype=dtype)


def silence_libraries() -> None:
    """What goes wrong while loading is raised; the libraries' bars and chatter are left out."""
    from diffusers.utils import logging as diffusers_logging
    from transformers.utils import logging as transformers_logging

    for library in (diffusers_logging, transformers_logging):
        library.disable_progress_bar()
        library.set_verbosity_error()


def folder_options(folder: Path, *, dtype: torch.dtype) -> dict[str, Any]:
    """The arguments by which diffusers loads a folder: local safetensors only, without the safety checker.

    Models that are loaded otherwise than by the pipeline's own loader are among them.

    Raises:
        ModelUnavailable: where the folder holds no pipeline, one that brings code of its own, or one that is not whole.
    """
    from diffusers import DiffusionPipeline

    if not (folder / "model_index.json").is_file():
        raise ModelUnavailable(
            f'"{folder}" holds no diffusers pipeline (no model_index.json). Choose the folder that has it.'
        )
    index = DiffusionPipeline.load_config(folder, local_files_only=True)
    _refuse_code(folder, index)
    left_out = [key for key, value in index.items() if isinstance(value, list) and value == [None, None]]
    options: dict[str, Any] = {"local_files_only": True, "use_safetensors": True, **loaded_as(dtype)}
    if "safety_checker" in index:
        options |= {"safety_checker": None, "requires_safety_checker": False}
    if "feature_extractor" in index:
        left_out.append("feature_extractor")
    options |= load_parts(folder, parts_in(folder), dtype=dtype)
    return options | dict.fromkeys(left_out)  # a folder without its third text encoder says so; it must be said again


def _refuse_code(folder: Path, index: dict[str, Any]) -> None:
    """Raises `ModelUnavailable` where the index names classes that the folder itself defines."""
    libraries = {name: value[0] for name, value in index.items() if isinstance(value, (list, tuple)) and value[0]}
    own = [
        name
        for name, library in libraries.items()
        if name == "_class_name" or (folder / f"{library}.py").exists() or (folder / name / f"{library}.py").exists()
    ]
    if own:
        raise ModelUnavailable(
            f'The pipeline in "{folder}" brings program code of its own ({own[0]}), which is never run here. '
            "Choose a pipeline that is made of diffusers' own classes."
        )


def fingerprint_of(place: Path, part: EditorPart | None = None) -> str:
    """Of what an edit's pixels depend on: the files' names, sizes and times (weights of gigabytes are not read twice
    for it), and the manifest's part."""
    digest = hashlib.sha256(part.model_dump_json().encode() if part is not None else b"")
    files = [place] if place.is_file() else [*place.rglob("*.safetensors"), *place.rglob("*.json")]
    if part is not None:
        files += [Path(lora.file) for lora in part.loras]
        files += [] if part.tiny_autoencoder is None else [tiny_weights(Path(part.tiny_autoencoder.folder))]
    for path in sorted(files):
        facts = path.stat()
        digest.update(f"{path.name}:{facts.st_size}:{facts.st_mtime_ns}".encode())
    return digest.hexdigest()[:16]


def _from_folder(folder: Path, *, dtype: torch.dtype) -> Any:
    from diffusers import AutoPipelineForInpainting, DiffusionPipeline

    options = folder_options(folder, dtype=dtype)
    try:
        return AutoPipelineForInpainting.from_pretrained(folder, **options)
    except ValueError:
        return _with_mask(DiffusionPipeline.from_pretrained(folder, **options))


def _with_mask(pipeline: Any) -> Any:
    """The pipeline, or diffusers' inpainting pipeline over the same models.

    Raises:
        ModelUnavailable: where diffusers knows none for it.
    """
    from diffusers import AutoPipelineForInpainting

    if {"image", "mask_image"} <= set(inspect.signature(pipeline.__call__).parameters):
        return pipeline
    try:
        return AutoPipelineForInpainting.from_pipe(pipeline)
    except ValueError:
        raise ModelUnavailable(
            f"The pipeline {type(pipeline).__name__} takes no mask, so it cannot edit a region. "
            "Choose an inpainting pipeline."
        ) from None
