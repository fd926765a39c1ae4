"""A class-conditional masked transformer of random weights, in its own folder format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safetensors.torch import save_file

from lredit_core.editors.class_transformer import (
    CLASS_CONFIGURATION,
    WEIGHTS_NAME,
    ClassTransformer,
    ClassTransformerConfig,
)
from lredit_core.editors.class_words import CLASSES_NAME, ClassWords, NamedClass, write_classes

if TYPE_CHECKING:
    from pathlib import Path

CLASSES = ClassWords(
    (
        NamedClass(name="tabby cat", synonyms=("cat", "kitten")),
        NamedClass(name="hot dog"),
        NamedClass(name="dog", synonyms=("puppy",)),
        NamedClass(name="strawberry"),
    )
)


def write_class_conditional(folder: Path) -> None:
    """Pictures of 16 px, 8 x 8 tokens of a codebook of 32."""
    from diffusers import VQModel

    quantiser = VQModel(
        block_out_channels=(8, 16),
        down_block_types=("DownEncoderBlock2D",) * 2,
        up_block_types=("UpDecoderBlock2D",) * 2,
        latent_channels=8,
        norm_num_groups=4,
        num_vq_embeddings=32,
        mid_block_add_attention=False,
        lookup_from_codebook=True,
    )
    quantiser.quantize.embedding.weight.data.normal_()  # codes far enough apart that pictures tell them apart
    config = ClassTransformerConfig(
        codes=32, classes=len(CLASSES.classes), side_tokens=8, side_px=16, width=32, depth=2, heads=2, inner_width=64
    )
    transformer = ClassTransformer(config)
    for layer in transformer.layers.layers:
        layer.self_attn.in_proj_weight.data.mul_(6)  # random attention is nearly even; the class is to be heard
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CLASS_CONFIGURATION).write_text(config.model_dump_json(indent=1) + "\n", encoding="utf-8")
    write_classes(folder / CLASSES_NAME, CLASSES)
    save_file(transformer.state_dict(), folder / WEIGHTS_NAME)
    quantiser.save_pretrained(folder / "vqvae", safe_serialization=True)
