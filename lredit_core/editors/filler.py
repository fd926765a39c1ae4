"""What fills the hole that a removed thing leaves: patches of its surroundings, or a network of the bundle's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import cv2
import numpy as np
import torch

from lredit_core.editors.fourier_network import DOWNSAMPLINGS, FourierNetwork, shape_in
from lredit_core.editors.patch_fill import patch_filled
from lredit_core.editors.single_file import filling_file
from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import resized

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from lredit_core.cancellation import CancellationToken

#: What is seen around a hole, as a share of its longer side, and at least so many pixels.
_MARGIN_SHARE, _MARGIN_PX = 0.75, 64
#: Longest side of what the network sees: it was trained at 256 and holds up to about three times that.
_LONGEST_PX = 768
#: Of this is a checkpoint known, whatever stands before it.
_FIRST_WEIGHTS = "model.1.ffc.convl2l.weight"


class Filler(Protocol):
    """Fills holes."""

    @property
    def name(self) -> str:
        """For a person: "patches", "LaMa"."""
        ...

    @property
    def copies(self) -> bool:
        """Whether what lies around comes again as it is: of other things nothing is to be taken then."""
        ...

    def filled(
        self,
        pixels: NDArray[np.uint8],
        hole: NDArray[np.bool_],
        *,
        seed: int,
        avoid: NDArray[np.bool_] | None,
        token: CancellationToken | None,
    ) -> NDArray[np.uint8]:
        """The picture with its hole filled; arguments and errors as for `patch_filled`."""
        ...


class PatchFiller:
    """From patches of what lies around; needs no model."""

    name, copies = "patches", True

    def filled(
        self,
        pixels: NDArray[np.uint8],
        hole: NDArray[np.bool_],
        *,
        seed: int,
        avoid: NDArray[np.bool_] | None,
        token: CancellationToken | None,
    ) -> NDArray[np.uint8]:
        return patch_filled(pixels, hole, seed=seed, avoid=avoid, token=token)


class NetworkFiller:
    """By a network of LaMa's kind: one pass over the hole and what is around it. Every seed gives the same.

    Args:
        network: with its weights.
        device: where it runs.
    """

    name, copies = "LaMa", False

    def __init__(self, network: FourierNetwork, *, device: torch.device) -> None:
        self._network = network.to(device).eval()
        self._device = device

    def filled(
        self,
        pixels: NDArray[np.uint8],
        hole: NDArray[np.bool_],
        *,
        seed: int,  # noqa: ARG002 - nothing here is random
        avoid: NDArray[np.bool_] | None,
        token: CancellationToken | None,
    ) -> NDArray[np.uint8]:
        """What is to be avoided counts as a part of the hole: nothing of it is seen."""
        result = pixels.copy()
        if not hole.any():
            return result
        here = _seen(hole).as_slices()
        part, inside = pixels[here], hole[here]
        hidden = inside if avoid is None else inside | avoid[here]
        found = self._found(part, hidden)
        if token is not None:
            token.raise_if_cancelled()
        result[here][inside] = found[inside]
        return result

    def _found(self, part: NDArray[np.uint8], hidden: NDArray[np.bool_]) -> NDArray[np.uint8]:
        """(h, w, 3) uint8: a part of the picture, made whole at a bounded size."""
        size = Size(part.shape[1], part.shape[0])
        small = size if size.longest <= _LONGEST_PX else size.scaled_to_longest(_LONGEST_PX)
        picture = resized(part, small)
        share = cv2.resize(hidden.astype(np.float32), (small.width, small.height), interpolation=cv2.INTER_AREA)
        step = 2**DOWNSAMPLINGS
        right, below = -small.width % step, -small.height % step
        picture = np.pad(picture, ((0, below), (0, right), (0, 0)), mode="symmetric")
        covered = np.pad(share > 0, ((0, below), (0, right)), mode="symmetric")
        seen = torch.from_numpy(picture).permute(2, 0, 1)[None].to(self._device, torch.float32) / 255
        holes = torch.from_numpy(covered)[None, None].to(self._device, torch.float32)
        with torch.no_grad():
            whole = self._network(seen, holes)[0, :, : small.height, : small.width]
        if not bool(torch.isfinite(whole).all()):
            raise ModelUnavailable("The filling network gave no picture (NaN). Its file is damaged: get it again.")
        found = (whole.clamp(0, 1) * 255).round().to(torch.uint8).permute(1, 2, 0).cpu().numpy()
        return resized(np.ascontiguousarray(found), size)


def _seen(hole: NDArray[np.bool_]) -> Box:
    x, y, width, height = cv2.boundingRect(hole.astype(np.uint8))
    margin = max(_MARGIN_PX, round(_MARGIN_SHARE * max(width, height)))
    return Box(x, y, x + width, y + height).grown(margin).clipped_to(Size(hole.shape[1], hole.shape[0]))


def load_network_filler(place: Path, *, device: torch.device) -> NetworkFiller:
    """A network of LaMa's kind.

    Args:
        place: a .safetensors file, or a folder that holds one.
        device: where it runs.

    Raises:
        ModelUnavailable: where there is none, or it is of another kind.
    """
    from safetensors.torch import load_file

    file = filling_file(place)
    weights = _named_as_ours(load_file(file), file)
    shape = shape_in(weights)
    network = FourierNetwork(shape)
    own: dict[str, Any] = network.state_dict()
    counters = {name for name in own if name.endswith("num_batches_tracked")}
    wrong = (own.keys() - counters) ^ (weights.keys() - counters)
    wrong |= {name for name in own.keys() & weights.keys() if own[name].shape != weights[name].shape}
    if wrong:
        raise ModelUnavailable(
            f'"{file.name}" is no network of LaMa\'s kind that is known here: {len(wrong)} of its weights do not fit '
            f'("{min(wrong)}"). Choose a converted "big-lama".'
        )
    network.load_state_dict({name: tensor.float() for name, tensor in weights.items()}, strict=False)
    return NetworkFiller(network, device=device)


def _named_as_ours(weights: dict[str, torch.Tensor], file: Path) -> dict[str, torch.Tensor]:
    """Weights without what stands before the generator's names ("generator."), and without other networks' (the
    discriminator's)."""
    first = next((name for name in weights if name.endswith(_FIRST_WEIGHTS)), None)
    if first is None:
        raise ModelUnavailable(
            f'"{file.name}" holds no network of LaMa\'s kind. Choose a "big-lama" that was converted to safetensors.'
        )
    before = first.removesuffix(_FIRST_WEIGHTS)
    own = f"{before}model."
    return {name.removeprefix(before): tensor for name, tensor in weights.items() if name.startswith(own)}
