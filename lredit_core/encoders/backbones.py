"""Self-supervised backbones from timm folders: vision transformers with patch tokens, and what others lack, by name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import torch

from lredit_core.errors import ModelUnavailable

if TYPE_CHECKING:
    from pathlib import Path

#: What timm takes as weights, the first that is there; then any other safetensors file.
BACKBONE_WEIGHTS = (
    "model.safetensors", "pytorch_model.bin", "pytorch_model.pth", "model.pth", "open_clip_model.safetensors",
    "open_clip_pytorch_model.safetensors", "open_clip_pytorch_model.bin", "open_clip_pytorch_model.pth",
)  # fmt: skip
_WHAT_FITS = (
    "The self-supervised model has to be a vision transformer with patch tokens, such as DINO or DINOv2. Choose the "
    'folder of one, or "builtin".'
)


def load_backbone(folder: Path) -> tuple[Any, tuple[int, int] | None]:
    """A timm model in float32, and the only grid (rows, columns) that it takes, None where it takes any.

    Transformers of other classes than timm's own ViT (BEiT, EVA) are looked at once: they are taken where a picture
    gives one token a patch, and attention between tokens.

    Raises:
        ModelUnavailable: where the folder's model is unknown to timm, or is no such transformer.
    """
    import timm

    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    name = config.get("architecture")
    if not isinstance(name, str) or not timm.is_model(name):
        said = f'"{name}", which timm does not know' if name else "no timm architecture"
        raise ModelUnavailable(f'The config.json in "{folder}" names {said}. {_WHAT_FITS}')
    source = f"local-dir:{folder}"
    takes_any_grid = True
    try:
        model: Any = timm.create_model(source, pretrained=True, num_classes=0, dynamic_img_size=True)
    except TypeError as error:
        if "dynamic_img_size" not in str(error):
            raise
        takes_any_grid = False
        model = timm.create_model(source, pretrained=True, num_classes=0)
    what = f'The model in "{folder}" is a {type(model).__name__} ("{name}")'
    if not _attends_over_patches(model):
        raise ModelUnavailable(f"{what}, which has no patch tokens that attend to each other. {_WHAT_FITS}")
    model = model.float()
    sides = None if takes_any_grid else getattr(model.patch_embed, "grid_size", (0, 0))
    grid = None if sides is None else (int(sides[0]), int(sides[1]))
    if not isinstance(model, timm.models.VisionTransformer) and not _gives_patch_tokens(model, grid):
        raise ModelUnavailable(f"{what}, whose tokens are no patches of the picture. {_WHAT_FITS}")
    return model, grid


def _attends_over_patches(model: Any) -> bool:
    blocks = getattr(model, "blocks", None)
    if not hasattr(model, "patch_embed") or not isinstance(blocks, (torch.nn.Sequential, torch.nn.ModuleList)):
        return False
    return len(blocks) > 0 and hasattr(getattr(blocks[-1], "attn", None), "attn_drop")


@torch.no_grad()
def _gives_patch_tokens(model: Any, grid: tuple[int, int] | None) -> bool:
    """Whether one empty picture gives prefix tokens and one for each patch, and attention (heads, tokens, tokens)."""
    rows, columns = grid or (4, 4)
    patch = model.patch_embed.patch_size
    height, width = patch if isinstance(patch, (tuple, list)) else (patch, patch)
    caught: list[torch.Tensor] = []
    attention = model.blocks[-1].attn
    if hasattr(attention, "fused_attn"):
        attention.fused_attn = False
    hook = attention.attn_drop.register_forward_hook(lambda _module, given, _made: caught.append(given[0]))
    try:
        tokens = model.eval().forward_features(torch.zeros(1, 3, rows * height, columns * width))
    except Exception:  # of whatever kind: the model does not do what is asked of it
        return False
    finally:
        hook.remove()
    expected = int(getattr(model, "num_prefix_tokens", 1)) + rows * columns
    is_even = tokens.ndim == 3 and tokens.shape[1] == expected
    return is_even and len(caught) == 1 and caught[0].ndim == 4 and caught[0].shape[2:] == (expected, expected)
