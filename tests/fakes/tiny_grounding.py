"""Detectors and segmenters that are asked by words or points, of random weights: transformers' own classes.

Sizes are the least that each class takes; nothing here is a mock.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import torch
from safetensors.torch import load_file, save_file

from tests.fakes.tiny_bundle import tiny_tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_CLIP_SIZES = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
_SWIN_SIZES = {
    "image_size": 64, "patch_size": 4, "embed_dim": 8, "depths": [1, 1, 1, 1], "num_heads": [1, 1, 2, 2],
    "window_size": 4, "out_indices": [2, 3, 4],
}  # fmt: skip


def _clip_text(tokenizer: Any, *, positions: int = 77) -> dict[str, Any]:
    ends = {"bos_token_id": tokenizer.bos_token_id, "eos_token_id": tokenizer.eos_token_id, "pad_token_id": 0}
    return {**_CLIP_SIZES, **ends, "vocab_size": len(tokenizer), "max_position_embeddings": positions}


def _word_tokenizer() -> Any:
    """BERT's tokenizer of single letters."""
    from transformers import BertTokenizer

    letters = "abcdefghijklmnopqrstuvwxyz"
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", "?", ",", *letters, *(f"##{one}" for one in letters)]
    return BertTokenizer(vocab={piece: number for number, piece in enumerate(pieces)})


def _save(folder: Path, model: Any, *, image: Any, tokenizer: Any = None) -> None:
    """Model, image processor and tokenizer as their repositories hold them."""
    model.save_pretrained(folder)
    image.save_pretrained(folder)
    if tokenizer is not None:
        tokenizer.save_pretrained(folder)


def write_owlvit(folder: Path) -> None:
    """OWL-ViT: patches without a border."""
    from transformers import OwlViTConfig, OwlViTForObjectDetection, OwlViTImageProcessor

    tokenizer = tiny_tokenizer()
    tokenizer.model_max_length = 16
    vision = {**_CLIP_SIZES, "image_size": 64, "patch_size": 16}
    config = OwlViTConfig(text_config=_clip_text(tokenizer, positions=16), vision_config=vision, projection_dim=16)
    image = OwlViTImageProcessor(size={"height": 64, "width": 64}, do_center_crop=False)
    _save(folder, OwlViTForObjectDetection(config), image=image, tokenizer=tokenizer)


def write_owlv2(folder: Path) -> None:
    """OWLv2: the picture padded to a square."""
    from transformers import Owlv2Config, Owlv2ForObjectDetection, Owlv2ImageProcessor

    tokenizer = tiny_tokenizer()
    tokenizer.model_max_length = 16
    vision = {**_CLIP_SIZES, "image_size": 64, "patch_size": 16}
    config = Owlv2Config(text_config=_clip_text(tokenizer, positions=16), vision_config=vision, projection_dim=16)
    image = Owlv2ImageProcessor(size={"height": 64, "width": 64})
    _save(folder, Owlv2ForObjectDetection(config), image=image, tokenizer=tokenizer)


def _grounding_dino_sizes(tokenizer: Any) -> dict[str, Any]:
    from transformers import BertConfig, SwinConfig

    text = {**_CLIP_SIZES, "vocab_size": len(tokenizer), "max_position_embeddings": 64}
    return {
        "backbone_config": SwinConfig(**_SWIN_SIZES), "text_config": BertConfig(**text), "num_queries": 12,
        "encoder_layers": 1, "decoder_layers": 2, "encoder_ffn_dim": 16, "decoder_ffn_dim": 16, "d_model": 32,
        "encoder_attention_heads": 2, "decoder_attention_heads": 2, "max_text_len": 32,
    }  # fmt: skip


def write_grounding_dino(folder: Path) -> None:
    """Grounding DINO: boxes by the tokens of a sentence."""
    from transformers import GroundingDinoConfig, GroundingDinoForObjectDetection, GroundingDinoImageProcessor

    tokenizer = _word_tokenizer()
    config = GroundingDinoConfig(**_grounding_dino_sizes(tokenizer))
    image = GroundingDinoImageProcessor(size={"shortest_edge": 64, "longest_edge": 96})
    _save(folder, GroundingDinoForObjectDetection(config), image=image, tokenizer=tokenizer)


def write_mm_grounding_dino(folder: Path) -> None:
    """MM Grounding DINO: the same with other weights."""
    from transformers import GroundingDinoImageProcessor, MMGroundingDinoConfig, MMGroundingDinoForObjectDetection

    tokenizer = _word_tokenizer()
    config = MMGroundingDinoConfig(**_grounding_dino_sizes(tokenizer))
    image = GroundingDinoImageProcessor(size={"shortest_edge": 64, "longest_edge": 96})
    _save(folder, MMGroundingDinoForObjectDetection(config), image=image, tokenizer=tokenizer)


def write_omdet_turbo(folder: Path) -> None:
    """OmDet-Turbo: classes and a task in words."""
    from transformers import (
        CLIPTextConfig,
        DetrImageProcessor,
        OmDetTurboConfig,
        OmDetTurboForObjectDetection,
        SwinConfig,
    )

    tokenizer = tiny_tokenizer()
    backbone = {"backbone_config": SwinConfig(**_SWIN_SIZES), "apply_layernorm_after_vision_backbone": False}
    text = {"text_projection_in_dim": 16, "text_projection_out_dim": 16, "class_embed_dim": 16}
    encoder = {
        "task_encoder_hidden_dim": 16, "encoder_hidden_dim": 32, "vision_features_channels": (32, 32, 32),
        "encoder_in_channels": (16, 32, 64), "encoder_attention_heads": 2, "encoder_dim_feedforward": 16,
    }  # fmt: skip
    decoder = {
        "num_queries": 12, "decoder_hidden_dim": 32, "decoder_num_heads": 2, "decoder_num_layers": 1,
        "decoder_dim_feedforward": 16,
    }  # fmt: skip
    text_config = CLIPTextConfig(**_clip_text(tokenizer), projection_dim=16)
    config = OmDetTurboConfig(text_config=text_config, image_size=64, **backbone, **text, **encoder, **decoder)
    image = DetrImageProcessor(size={"height": 64, "width": 64}, do_pad=False)
    _save(folder, OmDetTurboForObjectDetection(config), image=image, tokenizer=tokenizer)


def write_clipseg(folder: Path) -> None:
    """CLIPSeg: a map of logits for words."""
    from transformers import CLIPSegConfig, CLIPSegForImageSegmentation, ViTImageProcessor

    tokenizer = tiny_tokenizer()
    vision = {**_CLIP_SIZES, "num_hidden_layers": 3, "image_size": 64, "patch_size": 16}
    config = CLIPSegConfig(
        text_config=_clip_text(tokenizer), vision_config=vision, projection_dim=16, extract_layers=[0, 1, 2],
        reduce_dim=8, decoder_num_attention_heads=2, decoder_intermediate_size=16, conditional_layer=0,
    )  # fmt: skip
    image = ViTImageProcessor(size={"height": 64, "width": 64})
    _save(folder, CLIPSegForImageSegmentation(config), image=image, tokenizer=tokenizer)


def _sam_configuration(family: Any, **vision: Any) -> dict[str, Any]:
    sizes = {
        **_CLIP_SIZES, "mlp_dim": 16, "image_size": 64, "patch_size": 16, "output_channels": 16, "num_pos_feats": 8,
        "window_size": 2, "global_attn_indexes": [0], **vision,
    }  # fmt: skip
    prompt = {
        "hidden_size": 16,
        "image_size": 64,
        "patch_size": 16,
        "mask_input_channels": 4,
        "image_embedding_size": 4,
    }
    decoder = {
        "hidden_size": 16, "mlp_dim": 16, "num_attention_heads": 2, "iou_head_hidden_dim": 16, "num_hidden_layers": 2
    }  # fmt: skip
    return {"vision_config": sizes, "prompt_encoder_config": prompt, "mask_decoder_config": decoder}


def write_sam(folder: Path) -> None:
    """SAM: masks of points and boxes; the picture padded below and to the right."""
    from transformers import SamConfig, SamImageProcessor, SamModel

    image = SamImageProcessor(size={"longest_edge": 64}, pad_size={"height": 64, "width": 64})
    _save(folder, SamModel(SamConfig(**_sam_configuration(SamConfig))), image=image)


def write_sam_hq(folder: Path) -> None:
    """SAM-HQ."""
    from transformers import SamHQConfig, SamHQModel, SamImageProcessor

    sizes = _sam_configuration(SamHQConfig)
    sizes["mask_decoder_config"] |= {"vit_dim": 16}
    image = SamImageProcessor(size={"longest_edge": 64}, pad_size={"height": 64, "width": 64})
    _save(folder, SamHQModel(SamHQConfig(**sizes)), image=image)


def _sam2_sizes() -> dict[str, Any]:
    prompt = {"hidden_size": 32, "image_size": 128, "patch_size": 16, "mask_input_channels": 4}
    decoder = {
        "hidden_size": 32, "mlp_dim": 16, "num_attention_heads": 2, "iou_head_hidden_dim": 16, "num_hidden_layers": 2
    }  # fmt: skip
    return {"prompt_encoder_config": prompt, "mask_decoder_config": decoder}


def write_sam2(folder: Path) -> None:
    """SAM 2 for pictures."""
    from transformers import Sam2Config, Sam2HieraDetConfig, Sam2ImageProcessor, Sam2Model, Sam2VisionConfig

    backbone = Sam2HieraDetConfig(
        hidden_size=8, num_attention_heads=1, image_size=[128, 128], blocks_per_stage=[1, 1, 2, 1],
        embed_dim_per_stage=[8, 16, 32, 64], num_attention_heads_per_stage=[1, 1, 2, 2],
        window_size_per_stage=[4, 4, 4, 4], global_attention_blocks=[3],
        window_positional_embedding_background_size=[4, 4],
    )  # fmt: skip
    vision = Sam2VisionConfig(
        backbone_config=backbone, backbone_channel_list=[64, 32, 16, 8],
        backbone_feature_sizes=[[32, 32], [16, 16], [8, 8]], fpn_hidden_size=32,
    )  # fmt: skip
    image = Sam2ImageProcessor(size={"height": 128, "width": 128})
    _save(folder, Sam2Model(Sam2Config(vision_config=vision, **_sam2_sizes())), image=image)


def _sam3_vision() -> dict[str, Any]:
    backbone = {
        **_CLIP_SIZES, "model_type": "sam3_vit_model", "image_size": 112, "patch_size": 14, "window_size": 4,
        "global_attn_indexes": [0], "pretrain_image_size": 56,
    }  # fmt: skip
    return {
        "backbone_config": backbone, "fpn_hidden_size": 32,
        "backbone_feature_sizes": [[32, 32], [16, 16], [8, 8]],
    }  # fmt: skip


def _sam3_configuration(tokenizer: Any) -> Any:
    from transformers import Sam3Config

    small = {"hidden_size": 32, "num_layers": 1, "num_attention_heads": 2, "intermediate_size": 16}
    return Sam3Config(
        vision_config=_sam3_vision(),
        text_config={"model_type": "clip_text_model", **_clip_text(tokenizer, positions=32), "projection_dim": 16},
        geometry_encoder_config=small,
        detr_encoder_config=small,
        detr_decoder_config={**small, "num_queries": 12},
        mask_decoder_config={"hidden_size": 32, "num_attention_heads": 2},
    )


def _sam3_image_processor() -> Any:
    from transformers import Sam3ImageProcessor

    return Sam3ImageProcessor(size={"height": 112, "width": 112}, mask_size={"height": 32, "width": 32})


def write_sam3(folder: Path) -> None:
    """SAM 3: masks of all things that words name."""
    from transformers import Sam3Model

    tokenizer = tiny_tokenizer()
    _save(folder, Sam3Model(_sam3_configuration(tokenizer)), image=_sam3_image_processor(), tokenizer=tokenizer)


def write_sam3_video(folder: Path) -> None:
    """SAM 3 as its repository holds it: the finder and, for films, the segmenter with its memory."""
    from transformers import Sam3VideoConfig, Sam3VideoModel

    tokenizer = tiny_tokenizer()
    tracker = {**_sam2_sizes(), "vision_config": _sam3_vision(), **_memory(side=8), "image_size": 112}
    tracker["prompt_encoder_config"] |= {"image_size": 112, "patch_size": 14}
    config = Sam3VideoConfig(
        detector_config=_sam3_configuration(tokenizer).to_dict(),
        tracker_config={"model_type": "sam3_tracker_video", **tracker},
        low_res_mask_size=32,
    )
    _save(folder, Sam3VideoModel(config), image=_sam3_image_processor(), tokenizer=tokenizer)
    weights = load_file(folder / "model.safetensors")  # transformers saves one prefix twice, the repository has it once
    named = {name.replace("tracker_model.tracker_model.", "tracker_model."): value for name, value in weights.items()}
    save_file(named, folder / "model.safetensors", metadata={"format": "pt"})
    _name_film_classes(folder, "Sam3VideoProcessor", "Sam3ImageProcessorFast", side=112)


def write_sam3_tracker(folder: Path) -> None:
    """SAM 3's segmenter that is asked by points and boxes."""
    from transformers import Sam3TrackerConfig, Sam3TrackerModel

    sizes = _sam2_sizes()
    sizes["prompt_encoder_config"] |= {"image_size": 112, "patch_size": 14}
    model = Sam3TrackerModel(Sam3TrackerConfig(vision_config=_sam3_vision(), **sizes))
    _save(folder, model, image=_sam3_image_processor())


def _memory(*, side: int) -> dict[str, Any]:
    """What remembers the pictures of a film."""
    return {
        "memory_attention_hidden_size": 32, "memory_attention_num_layers": 1,
        "memory_attention_num_attention_heads": 1, "memory_attention_downsample_rate": 1,
        "memory_attention_feed_forward_hidden_size": 16, "memory_attention_rope_feat_sizes": [side, side],
        "memory_encoder_hidden_size": 32, "memory_encoder_output_channels": 8, "mask_downsampler_embed_dim": 32,
        "memory_fuser_embed_dim": 32, "memory_fuser_intermediate_dim": 16, "memory_fuser_num_layers": 1,
    }  # fmt: skip


def _name_film_classes(folder: Path, processor: str, image_processor: str, *, side: int) -> None:
    """Says in the folder's settings what the repositories say there: classes for films, by their first names."""
    place = folder / "preprocessor_config.json"
    settings = json.loads(place.read_text(encoding="utf-8"))
    settings |= {"processor_class": processor, "image_processor_type": image_processor}
    place.write_text(json.dumps(settings), encoding="utf-8")
    told = {"point_pad_value": -10, "processor_class": processor, "target_size": side}
    (folder / "processor_config.json").write_text(json.dumps(told), encoding="utf-8")


def write_sam2_video(folder: Path) -> None:
    """SAM 2.1 as its repositories hold it: with what remembers the pictures of a film, which is not used."""
    from transformers import Sam2VideoConfig, Sam2VideoModel

    write_sam2(folder)
    still = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    sizes = {key: still[key] for key in ("vision_config", "prompt_encoder_config", "mask_decoder_config")}
    Sam2VideoModel(Sam2VideoConfig(**sizes, image_size=128, **_memory(side=8))).save_pretrained(folder)
    _name_film_classes(folder, "Sam2VideoProcessor", "Sam2ImageProcessorFast", side=128)


#: A writer for each `model_type`.
WRITERS: dict[str, Callable[[Path], None]] = {
    "owlvit": write_owlvit,
    "owlv2": write_owlv2,
    "grounding-dino": write_grounding_dino,
    "mm-grounding-dino": write_mm_grounding_dino,
    "omdet-turbo": write_omdet_turbo,
    "clipseg": write_clipseg,
    "sam": write_sam,
    "sam_hq": write_sam_hq,
    "sam2": write_sam2,
    "sam2_video": write_sam2_video,
    "sam3": write_sam3,
    "sam3_video": write_sam3_video,
    "sam3_tracker": write_sam3_tracker,
}


def write_grounding(model_type: str, folder: Path) -> Path:
    """A tiny model of a family; the same weights every time."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(3)
        WRITERS[model_type](folder)
    return folder
