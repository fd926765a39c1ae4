"""From a folder to a model that grounds: looked through first, then loaded from safetensors alone, offline."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch

from lredit_core.encoders.grounding.families import FAMILIES, Family, Parts
from lredit_core.encoders.grounding.loaded import LoadedModel
from lredit_core.errors import LreditError, ModelUnavailable
from lredit_core.memory_shortage import is_memory_shortage
from lredit_core.model_files import require_fitting_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lredit_core.encoders.grounding.grounded import Segmenter, WordFinder

CONFIGURATION = "config.json"
#: What can run code when it is opened, and code itself.
_PICKLES = (".bin", ".ckpt", ".pt", ".pth", ".pkl", ".pickle", ".msgpack", ".h5")
_CODE = (".py", ".pyc", ".so", ".dll", ".dylib")
#: Files in which a folder may name code of its own.
_SETTINGS = (CONFIGURATION, "preprocessor_config.json", "processor_config.json", "tokenizer_config.json")
_TOKENIZER_FILES = ("tokenizer.json", "vocab.json", "vocab.txt")
#: Roles of families, and what a model of each does.
_ROLES = {"words": "find what words name", "masks": "draw the masks of things"}
#: Older releases of transformers lack the newest families.
_UPDATE = "Update it (pip install --upgrade transformers), or choose another model."


@dataclass(frozen=True, slots=True)
class Grounding:
    """What a bundle's folders give together: a finder of words, a segmenter, or both."""

    finder: WordFinder | None = None
    segmenter: Segmenter | None = None

    @property
    def in_words(self) -> str:
        """The families, for a person: "OWLv2 and SAM 2"."""
        parts = (self.finder, self.segmenter)
        return " and ".join(dict.fromkeys(part.family for part in parts if part is not None))


def family_of(folder: Path) -> tuple[str, Family]:
    """The model's `model_type` and family, after a look through its folder. Loads no weights, and no model library.

    Raises:
        ModelUnavailable: where it is no such model, lacks a file, or holds pickles or code.
    """
    path = folder / CONFIGURATION
    if not path.is_file():
        raise ModelUnavailable(
            f'"{folder}" is no detector or segmenter: it holds no {CONFIGURATION}. Choose the folder that has it.'
        )
    try:
        model_type = str(json.loads(path.read_text(encoding="utf-8")).get("model_type", ""))
    except (OSError, ValueError, AttributeError) as error:
        raise ModelUnavailable(f'"{path}" cannot be read ({error}). Get it again.', details=str(error)) from error
    family = FAMILIES.get(model_type)
    if family is None:
        known = ", ".join(FAMILIES)
        raise ModelUnavailable(
            f'"{folder.name}" is of the kind "{model_type or "unknown"}", which is not known here as a detector or '
            f"segmenter. These kinds are: {known}."
        )
    _refuse_what_can_run(folder)
    if not (folder / "preprocessor_config.json").is_file() and not (folder / "processor_config.json").is_file():
        raise ModelUnavailable(
            f'"{folder}" lacks preprocessor_config.json. Get that file from where the model is from.'
        )
    if family.finds is not None and not any((folder / name).is_file() for name in _TOKENIZER_FILES):
        raise ModelUnavailable(f'"{folder}" lacks its tokenizer (tokenizer.json). Get that file too.')
    if not any(folder.glob("*.safetensors")):
        raise ModelUnavailable(f'"{folder}" holds no weights (*.safetensors). Get them from where the model is from.')
    return model_type, family


def check_together(folders: Sequence[Path]) -> tuple[str, ...]:
    """The families of all folders, for a person, after a look through each. Loads no weights.

    Raises:
        ModelUnavailable: as `family_of`; where two of them do the same.
    """
    found = [family_of(folder)[1] for folder in folders]
    for role, does in _ROLES.items():
        same = [family.title for family in found if role in family.roles]
        if len(same) > 1:
            raise ModelUnavailable(
                f"{same[0]} and {same[1]} both {does}; a bundle takes one model for that. Leave one of them out."
            )
    return tuple(family.title for family in found)


def load_together(folders: Sequence[Path], *, device: torch.device) -> Grounding:
    """The finder and the segmenter that a bundle's folders hold.

    Raises:
        ModelUnavailable: as `check_together` and `load_grounding`.
    """
    check_together(folders)
    loaded = [load_grounding(folder, device=device) for folder in folders]
    finder = next((one.finder for one in loaded if one.finder is not None), None)
    return Grounding(finder, next((one.segmenter for one in loaded if one.segmenter is not None), None))


def load_grounding(folder: Path, *, device: torch.device) -> Grounding:
    """A detector, a segmenter, or what is both.

    Raises:
        ModelUnavailable: as `family_of`; where transformers is too old, or weights are missing or do not fit.
    """
    _model_type, family = family_of(folder)
    finder: WordFinder | None = None
    segmenter: Segmenter | None = None
    if family.finds is not None and family.finder is not None:
        finder = family.finder(_load(folder, family.title, family.finds, device), family.title, family.believed_from)
    if family.segments is not None and family.segmenter is not None:
        segmenter = family.segmenter(_load(folder, family.title, family.segments, device), family.title)
    elif family.segments is not None:  # one model does both
        segmenter = finder  # type: ignore[assignment]
    return Grounding(finder, segmenter)


def _load(folder: Path, title: str, parts: Parts, device: torch.device) -> LoadedModel:
    import transformers

    model_class, processor_class = (getattr(transformers, name, None) for name in (parts.model, parts.processor))
    if model_class is None or processor_class is None:
        raise ModelUnavailable(f"{title} needs a newer transformers than {transformers.__version__}. {_UPDATE}")
    try:
        require_fitting_numbers(folder / "config.json", f'{title} in "{folder.name}"')
        with _quiet(transformers):
            model, told = model_class.from_pretrained(
                folder, local_files_only=True, use_safetensors=True, dtype=torch.float32, output_loading_info=True
            )
            processor = processor_class.from_pretrained(folder, local_files_only=True)
    except LreditError:
        raise
    except Exception as error:
        if is_memory_shortage(error):
            raise
        raise ModelUnavailable(
            f'{title} in "{folder.name}" cannot be loaded: its files are damaged or do not fit together. Get them '
            "again.",
            details=f"{type(error).__name__}: {error}",
        ) from error
    _require_all_weights(folder, title, told)
    model.requires_grad_(False)
    return LoadedModel(model.to(device).eval(), processor, device)


def _require_all_weights(folder: Path, title: str, told: Any) -> None:
    """Where weights are missing transformers takes random ones and goes on; a detector of those finds anything.

    Raises:
        ModelUnavailable: where any is missing or of another shape.
    """
    wrong = sorted([*map(str, told["missing_keys"]), *(str(item[0]) for item in told["mismatched_keys"])])
    if wrong:
        raise ModelUnavailable(
            f'{title} in "{folder.name}" is not whole: {len(wrong)} of its weights are missing or do not fit, the '
            f'first "{wrong[0]}". Get its files again.',
            details=", ".join(wrong[:20]),
        )


def _refuse_what_can_run(folder: Path) -> None:
    """Raises `ModelUnavailable` for pickles, code, and settings that name code."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _PICKLES:
            raise ModelUnavailable(
                f'"{path.name}" in "{folder}" is no safetensors file; such files can run code when they are opened. '
                "Take it out of the folder: model.safetensors is enough."
            )
        if path.suffix.lower() in _CODE:
            raise ModelUnavailable(
                f'"{path.name}" in "{folder}" is code. Nothing of a model is run here: take a release of the model '
                "that transformers itself knows."
            )
    for name in _SETTINGS:
        if (folder / name).is_file() and '"auto_map"' in (folder / name).read_text(encoding="utf-8", errors="replace"):
            raise ModelUnavailable(
                f'"{name}" in "{folder}" asks for code of its own ("auto_map"). Nothing of a model is run here: take a '
                "release of the model that transformers itself knows."
            )


class _quiet:  # noqa: N801 - reads as a word where it is used
    """No progress bars and no advice while a model is loaded."""

    def __init__(self, transformers: Any) -> None:
        self._logging = transformers.utils.logging

    def __enter__(self) -> None:
        self._before = self._logging.get_verbosity()
        self._logging.set_verbosity_error()
        self._logging.disable_progress_bar()

    def __exit__(self, *_exception: object) -> None:
        self._logging.set_verbosity(self._before)
