"""A large denoiser's inner convolutions, their weights laid out as the processor's kernels want them, and kept so.

Torch lays them out anew at each call. Where pictures are small by then and channels many, that takes longer than the
product: 1,280 channels over 8 x 8 latents ran at 37 GFLOPS so and at 128 laid out before, over 16 x 16 at 82 and 165
(decision 33). The numbers stay the same up to rounding, the memory too. Which layout is wanted depends on the
size of the input, and another one is slower than none by far; so a layer is laid out when it sees its input, and anew
where that has another size.
"""

from __future__ import annotations

import logging
from typing import Any

import torch
from torch import Tensor, nn

from lredit_core.editors.pipeline_folder import DENOISERS

_log = logging.getLogger(__name__)

#: Denoisers of fewer parameters are quick as they are.
_LARGE = 100_000_000
#: Convolutions with fewer weights gain nothing: 1,280 channels to as many have 14.7 million.
_LARGE_LAYER = 14_000_000


class PackedConvolution(nn.Conv2d):
    """A convolution whose weights are in oneDNN's own layout from its first input on. For inference alone."""

    _packed_for: torch.Size | None = None

    def forward(self, input: Tensor) -> Tensor:
        """(B, C, H, W) float32 -> (B, C', H', W')."""
        if input.shape != self._packed_for:
            self.weight = nn.Parameter(_packed(self, input.shape), requires_grad=False)
            self._packed_for = input.shape
        return _convolved(input, self.weight, self).contiguous()  # what follows is quicker in the usual order


def pack_denoiser(pipeline: Any) -> int:
    """Has the convolutions of a pipeline's denoiser laid out, where it is a large one in float32 on the processor.

    Returns:
        How many will be.
    """
    found = (getattr(pipeline, name, None) for name in DENOISERS)
    denoiser = next((part for part in found if isinstance(part, nn.Module)), None)
    if denoiser is None or sum(weights.numel() for weights in denoiser.parameters()) < _LARGE:
        return 0
    layers = [layer for layer in denoiser.modules() if _can_be_packed(layer)]
    if not layers or not kernels_agree():
        return 0
    for layer in layers:
        layer.__class__ = PackedConvolution
    return len(layers)


def kernels_agree() -> bool:
    """Whether this torch has the kernels, and they give what its convolution gives."""
    layer = nn.Conv2d(16, 32, 3, padding=1).requires_grad_(False)
    pixels = torch.linspace(-1.0, 1.0, 16 * 8 * 8).reshape(1, 16, 8, 8)
    try:
        with torch.no_grad():
            made = _convolved(pixels, _packed(layer, pixels.shape), layer)
            return torch.allclose(made, layer(pixels), atol=1e-4)
    except Exception as error:  # no such kernels, or others of that name
        _log.info("Convolutions are not laid out before: %s", (str(error).splitlines() or [repr(error)])[0])
        return False


def _can_be_packed(layer: nn.Module) -> bool:
    if type(layer) is not nn.Conv2d or layer.padding_mode != "zeros" or isinstance(layer.padding, str):
        return False
    weights = layer.weight
    if weights.numel() < _LARGE_LAYER:
        return False
    return weights.device.type == "cpu" and weights.dtype == torch.float32 and weights.layout == torch.strided


def _packed(layer: nn.Conv2d, shape: torch.Size) -> Tensor:
    """The weights as they are wanted for inputs of a shape."""
    plain = layer.weight.detach()
    plain = plain if plain.layout == torch.strided else plain.to_dense()
    weights: Tensor = torch.ops.mkldnn._reorder_convolution_weight(
        plain.contiguous(), layer.padding, layer.stride, layer.dilation, layer.groups, shape
    )
    return weights


def _convolved(pixels: Tensor, weights: Tensor, layer: nn.Conv2d) -> Tensor:
    given: Tensor = torch.ops.mkldnn._convolution_pointwise(
        pixels, weights, layer.bias, layer.padding, layer.stride, layer.dilation, layer.groups, "none", [], ""
    )
    return given
