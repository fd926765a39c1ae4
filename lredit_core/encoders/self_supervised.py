"""The self-supervised ViT (DINO and its kin, loaded by timm): patch features and the [CLS] attention.

Patch size, prefix tokens, normalisation and input size come from the model; positional embeddings are resampled by timm
for the grid that a picture's aspect asks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch

from lredit_core.geometry import PatchGrid, Size
from lredit_core.pictures.image import resized, to_tensor

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class PatchFeatures:
    """What the backbone says of one picture.

    Attributes:
        grid: how patches lie on the picture.
        features: F, (rows, columns, d) float32, the last layer's patch tokens.
        attention: (rows, columns) float32 >= 0, the [CLS] query's attention in the last block, mean over heads.
    """

    grid: PatchGrid
    features: torch.Tensor
    attention: torch.Tensor


class SelfSupervisedModel:
    """A frozen timm vision transformer."""

    def __init__(
        self,
        model: Any,
        *,
        device: torch.device,
        longest_side_patches: int,
        fixed_grid: tuple[int, int] | None = None,
    ) -> None:
        """Args:
        model: a timm ViT made with `dynamic_img_size=True` and no classifier, its weights loaded.
        longest_side_patches: patches along the picture's longer side.
        fixed_grid: (rows, columns) where the model takes no others, as BEiT does; pictures are then squeezed into it.
        """
        self._model = model.to(device).eval().requires_grad_(False)
        self._device = device
        self._longest_side_patches = longest_side_patches
        self._fixed_grid = fixed_grid
        patch = model.patch_embed.patch_size
        self.patch_px = int(patch[0] if isinstance(patch, (tuple, list)) else patch)
        self.feature_width = int(model.num_features)
        config = model.pretrained_cfg
        self._mean = tuple(float(value) for value in config.get("mean", (0.485, 0.456, 0.406)))
        self._std = tuple(float(value) for value in config.get("std", (0.229, 0.224, 0.225)))
        block = model.blocks[-1].attn
        if hasattr(block, "fused_attn"):
            block.fused_attn = False  # the fused kernel never shows the attention weights

    def grid_for(self, image: Size) -> PatchGrid:
        """The grid for a picture: its aspect kept as well as whole patches allow, or the model's only one."""
        if self._fixed_grid is not None:
            return PatchGrid(*self._fixed_grid, image=image)
        cells = image.scaled_to_longest(self._longest_side_patches)
        return PatchGrid(rows=max(4, cells.height), columns=max(4, cells.width), image=image)

    def encode(self, pixels: NDArray[np.uint8], *, image: Size) -> PatchFeatures:
        """Features and attention of a picture.

        Args:
            pixels: (H, W, 3) uint8 sRGB, the picture at any scale.
            image: the size that the grid speaks of, usually the source image's.
        """
        grid = self.grid_for(image)
        inputs = resized(pixels, Size(grid.columns * self.patch_px, grid.rows * self.patch_px))
        batch = to_tensor([inputs], self._mean, self._std).to(self._device)
        prefix = int(getattr(self._model, "num_prefix_tokens", 1))
        caught: list[torch.Tensor] = []
        dropout = self._model.blocks[-1].attn.attn_drop
        hook = dropout.register_forward_hook(lambda _module, arguments, _output: caught.append(arguments[0]))
        try:
            with torch.no_grad():
                tokens = self._model.forward_features(batch)
        finally:
            hook.remove()
        features = tokens[0, prefix:].float().reshape(grid.rows, grid.columns, -1)
        query = caught[0][0, :, 0, prefix:].float() if prefix else caught[0][0].float().mean(dim=1)
        attention = query.mean(dim=0).reshape(grid.rows, grid.columns)
        return PatchFeatures(grid, features.cpu(), attention.cpu())
