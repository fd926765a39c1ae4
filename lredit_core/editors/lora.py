"""LoRA files: small changes to a pipeline's weights (Hu et al. 2021), each with a weight of its own."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from lredit_core.editors.single_file import read_header
from lredit_core.errors import InvalidRequest, ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def parse_lora(text: str) -> tuple[str, float]:
    """ "FILE[:WEIGHT]" as the file and its weight, 1 where none is given.

    Raises:
        InvalidRequest: where what follows the file's suffix is no number.
    """
    file, colon, weight = text.rpartition(":")
    if not colon or not file.lower().endswith(".safetensors"):
        return text, 1.0
    try:
        return file, float(weight)
    except ValueError:
        raise InvalidRequest(
            f'The LoRA "{text}" is not of the form FILE:WEIGHT with a number such as 0.8 for the weight.'
        ) from None


def check_lora(path: Path) -> None:
    """Looks whether a file is a LoRA, without loading it.

    Raises:
        ModelUnavailable: where it is missing, damaged, pickled or something else.
    """
    if not path.is_file():
        raise ModelUnavailable(f'There is no LoRA file "{path}". Give a .safetensors file.')
    if not any("lora" in name.lower() for name in read_header(path).shapes):
        raise ModelUnavailable(f'"{path.name}" is no LoRA: none of its tensors is called one. Give another file.')


def apply_loras(pipeline: Any, files: Sequence[tuple[Path, float]]) -> None:
    """Adds LoRA files to a pipeline, to work together with their weights.

    Raises:
        ModelUnavailable: where a file is no LoRA or was made for another model.
    """
    if not files:
        return
    name_of = type(pipeline).__name__
    if not hasattr(pipeline, "load_lora_weights"):
        raise ModelUnavailable(f"A {name_of} takes no LoRA files. Take them out of the bundle.")
    weights: dict[str, float] = {}
    for number, (path, weight) in enumerate(files):
        check_lora(path)
        adapter = f"lora{number}"
        relation_penalty = (
            f'The LoRA "{path.name}" was made for another model and does not fit {name_of}. Choose one made for it.'
        )
        try:
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", message="Already found a `peft_config`")  # several are meant
                pipeline.load_lora_weights(
                    str(path.parent),
                    weight_name=path.name,
                    adapter_name=adapter,
                    local_files_only=True,
                    use_safetensors=True,
                )
        except Exception as error:
            raise ModelUnavailable(relation_penalty, details=f"{type(error).__name__}: {error}") from error
        taken = {name for adapters in pipeline.get_list_adapters().values() for name in adapters}
        if adapter not in taken:
            raise ModelUnavailable(relation_penalty, details="none of its tensors found a place")
        weights[adapter] = weight
    pipeline.set_adapters(list(weights), list(weights.values()))
