"""Writes a text-conditioned masked transformer in the folder layout that `masked.load_masked_editor` reads.

The layout is that of diffusers' AmusedInpaintPipeline, which is deprecated there: model_index.json, and a folder for
each part. Each part writes itself; only the index and the scheduler's few numbers are ours, so no pipeline is built.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

#: Part -> (library, class), as the index names them.
_PARTS = {
    "scheduler": ("diffusers", "AmusedScheduler"),
    "text_encoder": ("transformers", "CLIPTextModelWithProjection"),
    "tokenizer": ("transformers", "CLIPTokenizer"),
    "transformer": ("diffusers", "UVit2DModel"),
    "vqvae": ("diffusers", "VQModel"),
}


def save_masked_folder(
    folder: Path, *, transformer: Any, quantiser: Any, text_encoder: Any, tokenizer: Any, mask_token: int
) -> None:
    """Writes the folder.

    Args:
        folder: made where it is not there.
        transformer: of tokens.
        quantiser: from pixels to tokens and back.
        text_encoder: of the prompts.
        tokenizer: of the prompts.
        mask_token: the number that stands for a token to be found.
    """
    import diffusers

    folder.mkdir(parents=True, exist_ok=True)
    transformer.save_pretrained(str(folder / "transformer"), safe_serialization=True)
    quantiser.save_pretrained(str(folder / "vqvae"), safe_serialization=True)
    text_encoder.save_pretrained(folder / "text_encoder", safe_serialization=True)
    tokenizer.save_pretrained(folder / "tokenizer")
    written_by = {"_diffusers_version": diffusers.__version__}
    scheduler = {"_class_name": _PARTS["scheduler"][1], **written_by, "mask_token_id": mask_token}
    # inpainting finds equal numbers of tokens at each step (mask_decoding.MaskSchedule)
    _write(folder / "scheduler" / "scheduler_config.json", scheduler | {"masking_schedule": "linear"})
    index = {"_class_name": "AmusedInpaintPipeline", **written_by}
    _write(folder / "model_index.json", index | {name: list(place) for name, place in _PARTS.items()})


def _write(path: Path, values: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")
