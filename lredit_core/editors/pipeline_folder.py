"""Whether a diffusers folder holds what its index names, said file by file; and weights that lie there as a variant.

A variant is a copy of the weights in another precision, with its name within the file's: "model.fp16.safetensors".
Where a sub-folder has nothing else, the variant is loaded; sub-folders may have different ones.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lredit_core.editors.checkpoint_header import PICKLE_SUFFIXES, require_whole_file
from lredit_core.errors import ModelUnavailable
from lredit_core.model_files import require_fitting_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import torch

_SHARD = r"(?:-\d{5}-of-\d{5})?"
_WEIGHTS = re.compile(rf"(?:diffusion_pytorch_model|model){_SHARD}(?:\.(?P<variant>\w+))?{_SHARD}\.safetensors")
#: Variants that are taken before others.
_PREFERRED = ("fp16", "bf16", "fp32")
#: Parts that a pipeline does without here: nothing is checked for safety, so nothing is prepared for that.
_NOT_NEEDED = ("safety_checker", "feature_extractor")
#: Whose classes a pipeline is made of, beside its own.
_LIBRARIES = ("diffusers", "transformers")
#: The parts of a pipeline that are evaluated at each denoising step.
DENOISERS = ("unet", "transformer")


@dataclass(frozen=True, slots=True)
class FolderPart:
    """A part of a pipeline.

    Attributes:
        name: of the sub-folder.
        library, kind: where its class comes from, and the class's name.
        variant: of its weights; "" for those without one, and for parts without weights.
        has_weights: whether it is a model.
    """

    name: str
    library: str
    kind: str
    variant: str
    has_weights: bool


def parts_in(folder: Path) -> tuple[FolderPart, ...]:
    """The parts of a pipeline that are all there.

    Raises:
        ModelUnavailable: for the first that is missing, pickled or cut short, with its name.
    """
    index = json.loads((folder / "model_index.json").read_text(encoding="utf-8"))
    return tuple(
        _checked(folder, name, place[0], place[1])
        for name, place in index.items()
        if isinstance(place, list)
        and len(place) == 2
        and all(place)
        and all(isinstance(word, str) for word in place)
        and name not in _NOT_NEEDED
    )


def variant_in(place: Path) -> str:
    """The variant of the weights in a part's folder that is to be loaded; "" for weights without one.

    Raises:
        ModelUnavailable: where there are no weights, or pickled ones alone.
    """
    found = {match["variant"] or "" for path in place.iterdir() if (match := _WEIGHTS.fullmatch(path.name))}
    if "" in found:
        return ""
    if found:
        return next((name for name in _PREFERRED if name in found), min(found))
    pickled = next((path for path in sorted(place.iterdir()) if path.suffix in PICKLE_SUFFIXES), None)
    if pickled is not None:
        raise ModelUnavailable(
            f'"{place.name}/{pickled.name}" in "{place.parent}" is a pickled checkpoint, which can run code when it is '
            "opened; it was not loaded. Convert it to safetensors (safetensors.torch.save_file) and put that file in "
            "its place."
        )
    raise ModelUnavailable(
        f'"{place.name}" in "{place.parent}" holds no weights (model.safetensors or '
        "diffusion_pytorch_model.safetensors). Get that sub-folder again."
    )


def variant_option(place: Path) -> dict[str, str]:
    """The argument by which the libraries' loaders take a variant, {} where there is none to be named."""
    variant = variant_in(place)
    return {"variant": variant} if variant else {}


def load_parts(folder: Path, parts: tuple[FolderPart, ...], *, dtype: torch.dtype) -> dict[str, Any]:
    """The models of a folder that are not left to the pipeline's loader, by name: a large denoiser of another precision
    than is wanted, which is read in parts, and what lies there as a variant alone."""
    from lredit_core.editors.placing import loaded_as
    from lredit_core.editors.streamed_weights import load_streamed

    loaded: dict[str, Any] = {}
    for part in parts:
        place = folder / part.name
        if part.name in DENOISERS and part.library == "diffusers" and part.has_weights:
            kind = _class_of(part.library, part.kind)
            model = load_streamed(_weights_in(place, part.variant), kind, place, dtype=dtype)
            if model is not None:
                loaded[part.name] = model
                continue
        if part.variant:
            options: Mapping[str, Any] = loaded_as(dtype) if part.library == "diffusers" else {"dtype": dtype}
            loaded[part.name] = _class_of(part.library, part.kind).from_pretrained(
                str(folder / part.name), variant=part.variant, local_files_only=True, use_safetensors=True, **options
            )
    return loaded


def remark_on_variants(folder: Path) -> tuple[str, ...]:
    """What a person should know where the parts of a folder are not all stored alike."""
    models = [part for part in parts_in(folder) if part.has_weights]
    if len({part.variant for part in models}) < 2:
        return ()
    return ("weights of mixed precision: " + ", ".join(f"{part.name} {part.variant or 'full'}" for part in models),)


def _checked(folder: Path, name: str, library: str, kind: str) -> FolderPart:
    import diffusers
    from torch import nn

    place = folder / name
    if library not in _LIBRARIES and not hasattr(diffusers.pipelines, library):
        raise ModelUnavailable(
            f'"{name}" in "{folder}" would be loaded by "{library[:80]}", which is no part of the model libraries; it '
            "was not. Get a pipeline of diffusers."
        )
    if not place.is_dir():
        raise ModelUnavailable(
            f'The sub-folder "{name}" is missing in "{folder}", whose model_index.json names it. Get that sub-folder, '
            "or the pipeline again."
        )
    known = _class_of(library, kind)
    if not (isinstance(known, type) and issubclass(known, nn.Module)):
        return FolderPart(name, library, kind, "", has_weights=False)
    if not (place / "config.json").is_file():
        raise ModelUnavailable(f'"{name}/config.json" is missing in "{folder}". Get that file again.')
    variant = variant_in(place)
    _require_files(place, variant)
    require_fitting_numbers(place / "config.json", f'The "{name}" in "{folder}"')
    return FolderPart(name, library, kind, variant, has_weights=True)


def _weights_in(place: Path, variant: str) -> list[Path]:
    """The files of a variant's weights, in order."""
    found = ((path, _WEIGHTS.fullmatch(path.name)) for path in sorted(place.iterdir()))
    return [path for path, match in found if match and (match["variant"] or "") == variant]


def _require_files(place: Path, variant: str) -> None:
    """Raises `ModelUnavailable` for weights that are cut short, and for missing ones of several files."""
    for path in _weights_in(place, variant):
        require_whole_file(path, f'The "{place.name}" in "{place.parent}"')
    for path in place.glob(f"*.safetensors.index{f'.{variant}' if variant else ''}.json"):
        files = set(json.loads(path.read_text(encoding="utf-8")).get("weight_map", {}).values())
        missing = sorted(name for name in files if not (place / name).is_file())
        if missing:
            raise ModelUnavailable(
                f'"{place.name}/{missing[0]}" is missing in "{place.parent}" ({len(missing)} of the {len(files)} files '
                "of these weights). Get it again."
            )


def _class_of(library: str, kind: str) -> Any:
    """A class by the names in an index; None for one that is not known (diffusers says what it makes of that)."""
    import diffusers
    import transformers

    return getattr({"diffusers": diffusers, "transformers": transformers}.get(library), kind, None)
