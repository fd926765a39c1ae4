"""The image-text model (CLIP, loaded by open_clip): embeddings, patch features, and a dense relevance map.

All pictures come in as float tensors in [0, 1]; this module alone resizes and normalises them, the same way for every
loss term, and differentiably, so that the straight-through estimator can send a gradient to the pixels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
import torch.nn.functional as F

from lredit_core.errors import ModelUnavailable
from lredit_core.geometry import Box, Size
from lredit_core.memory_shortage import is_memory_shortage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


#: Of the last feature map of convolutional trunks.
_STRIDE_PX = 32


@dataclass(frozen=True, slots=True)
class ImageEncoding:
    """What the image tower says of a batch.

    Attributes:
        embedding: E_v, (B, D), of unit length.
        patches: the last layer's patch features, (B, N, C).
    """

    embedding: torch.Tensor
    patches: torch.Tensor


def as_unit_tensor(pixels: NDArray[np.uint8], device: torch.device | None = None) -> torch.Tensor:
    """(H, W, 3) uint8 to (1, 3, H, W) float32 in [0, 1]."""
    tensor = torch.from_numpy(np.array(pixels, copy=True)).permute(2, 0, 1).unsqueeze(0).to(torch.float32) / 255.0
    return tensor if device is None else tensor.to(device)


class ImageTextModel:
    """An open_clip model behind the few calls that the method needs."""

    def __init__(
        self,
        model: Any,
        tokenizer: Any,
        *,
        device: torch.device,
        batch_size: int = 32,
        dtype: torch.dtype = torch.float32,
    ) -> None:
        """Args:
        model: an open_clip CLIP or CustomTextCLIP, in evaluation mode, its weights loaded.
        tokenizer: takes a list of texts and gives (B, L) token ids.
        batch_size: pictures encoded at once.
        dtype: of the image tower's weights; what comes out is float32.
        """
        self._model = model.to(device).eval().requires_grad_(False)
        self._visual: Any = model.visual if dtype == torch.float32 else model.visual.to(dtype)
        self._dtype = dtype
        self._tokenizer = tokenizer
        self._device = device
        self._batch_size = batch_size
        self._texts: dict[str, torch.Tensor] = {}
        self.image_encodings = self.memory_shortages = 0
        side = self._visual.image_size
        self.side_px = int(side[0] if isinstance(side, (tuple, list)) else side)
        self._mean = torch.tensor(self._visual.image_mean, dtype=torch.float32, device=device).view(1, 3, 1, 1)
        self._std = torch.tensor(self._visual.image_std, dtype=torch.float32, device=device).view(1, 3, 1, 1)

    @property
    def device(self) -> torch.device:
        return self._device

    def prepared(self, pictures: torch.Tensor, *, side_px: int | None = None) -> torch.Tensor:
        """(B, 3, H, W) in [0, 1] to the tower's input: (B, 3, side, side), normalised.

        The whole picture is fitted in and the short side padded with the normalisation's mean: no centre crop.

        Raises:
            ValueError: for another shape, or values that are plainly 0..255.
        """
        if pictures.ndim != 4 or pictures.shape[1] != 3:
            raise ValueError(f"expected (B, 3, H, W), got {tuple(pictures.shape)}")
        if pictures.numel() and float(pictures.detach().amax()) > 1.5:
            raise ValueError("expected values in [0, 1], got values above 1.5: divide by 255 first")
        side = side_px or self.side_px
        place = _letterboxed(height=pictures.shape[2], width=pictures.shape[3], side=side)
        fitted = F.interpolate(
            pictures.to(self._device), size=(place.height, place.width), mode="bilinear", antialias=True
        )
        normalised = (fitted - self._mean) / self._std
        return F.pad(normalised, (place.x0, side - place.x1, place.y0, side - place.y1))

    def encode(self, pictures: torch.Tensor) -> ImageEncoding:
        """E_v and the patch features of (B, 3, H, W) in [0, 1]. Keeps the graph where the input asks for a gradient."""
        self.image_encodings += pictures.shape[0]
        return self._encoded(self.prepared(pictures))

    def encode_many(self, pictures: Sequence[torch.Tensor]) -> ImageEncoding:
        """The same for pictures of different sizes, each (1, 3, H, W)."""
        self.image_encodings += len(pictures)
        by_shape: dict[torch.Size, list[int]] = {}
        for index, picture in enumerate(pictures):
            by_shape.setdefault(picture.shape, []).append(index)
        rows = [index for indices in by_shape.values() for index in indices]
        together = [self.prepared(torch.cat([pictures[index] for index in indices])) for indices in by_shape.values()]
        prepared = torch.cat(together)[torch.argsort(torch.tensor(rows))]  # one resize for all of a size
        return self._encoded(prepared)

    def _encoded(self, prepared: torch.Tensor) -> ImageEncoding:
        """Batch by batch; where memory runs out, in smaller ones from then on."""
        parts: list[ImageEncoding] = []
        done = 0
        while done < len(prepared):
            part = self._encoded_if_it_fits(prepared[done : done + self._batch_size])
            if part is None:
                self._batch_size = max(1, self._batch_size // 2)
                self.memory_shortages += 1
            else:
                parts.append(part)
                done += len(part.embedding)
        return ImageEncoding(torch.cat([part.embedding for part in parts]), torch.cat([part.patches for part in parts]))

    def _encoded_if_it_fits(self, batch: torch.Tensor) -> ImageEncoding | None:
        try:
            return self.encode_prepared(batch)
        except Exception as error:
            if len(batch) < 2 or not is_memory_shortage(error):
                raise
        return None

    def encode_text(self, text: str) -> torch.Tensor:
        """E_t: (D,), of unit length. Computed once for each text."""
        known = self._texts.get(text)
        if known is None:
            with torch.no_grad():
                tokens = self._tokenizer([text]).to(self._device)
                known = F.normalize(self._model.encode_text(tokens).float(), dim=-1)[0]
            self._texts[text] = known
        return known

    def relevance(self, picture: torch.Tensor, text: str, *, neutral: str) -> torch.Tensor | None:
        """A dense map of how much each place speaks of the text: (h, w), zero mean, unit variance.

        Patch tokens of the last layer, projected into the joint space by the value path alone (its attention mixes
        places), compared with the text less a neutral one. Convolutional towers are run at several scales. Others,
        whose positions are learned for one size, see the picture whole, and at twice the size in windows that overlap
        by half.

        Args:
            picture: (1, 3, H, W) in [0, 1].
            text: what is looked for.
            neutral: a text that it is compared with.

        Returns:
            (h, w) in the picture's own aspect, or None where the tower has no patch tokens in the joint space.
        """
        direction = self.encode_text(text) - self.encode_text(neutral)
        height, width = picture.shape[2:]
        scales = (1.5, 2.25, 3.0) if self._is_resnet else (1.0,)
        maps: list[tuple[torch.Tensor, int]] = []
        for scale in scales:
            side = max(32, round(self.side_px * scale / 32) * 32) if self._is_resnet else self.side_px
            with torch.no_grad():
                tokens = self._dense_tokens(self.prepared(picture, side_px=side))
            if tokens is None:
                return None
            maps.append((_likeness(tokens, direction)[0], side))
        if not self._is_resnet:
            maps.append((self._likeness_in_windows(picture, direction), 2 * self.side_px))
        factor = 2 * max(len(likeness) for likeness, _side in maps) / max(height, width)
        size = (max(1, round(height * factor)), max(1, round(width * factor)))
        total = torch.zeros(size, device=self._device)
        for likeness, side in maps:
            upsampled = _over_picture(
                likeness, _letterboxed(height=height, width=width, side=side), side=side, size=size
            )
            total = total + (upsampled - upsampled.mean()) / upsampled.std(unbiased=False).clamp_min(1e-6)
        return (total - total.mean()) / total.std(unbiased=False).clamp_min(1e-6)

    def _likeness_in_windows(self, picture: torch.Tensor, direction: torch.Tensor) -> torch.Tensor:
        """The map at twice the tower's size: (2 s, 2 s), each place the mean of the windows that hold it."""
        side = self.side_px
        large = self.prepared(picture, side_px=2 * side)
        with torch.no_grad():
            windows = [
                large[..., top : top + side, left : left + side]
                for top in (0, side // 2, side)
                for left in (0, side // 2, side)
            ]
            tokens = self._dense_tokens(torch.cat(windows))
        assert tokens is not None  # as for the whole picture
        found = _likeness(tokens, direction)
        cells = found.shape[1]
        total, count = torch.zeros(2 * cells, 2 * cells).to(found), torch.zeros(2 * cells, 2 * cells).to(found)
        for index, one in enumerate(found):
            top, left = ((place * cells) // 2 for place in divmod(index, 3))
            total[top : top + cells, left : left + cells] += one
            count[top : top + cells, left : left + cells] += 1
        return total / count

    def cells(self, picture: torch.Tensor, *, side_px: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Every place of a picture in the joint space, without a border: convolutional trunks of timm take any size.

        Args:
            picture: (1, 3, H, W) in [0, 1].
            side_px: of its longer side before the trunk; both sides become multiples of its stride.

        Returns:
            (D, h, w) of unit length, and the trunk's own features (C, h, w).

        Raises:
            ModelUnavailable: for a tower of another kind.
        """
        trunk = getattr(self._visual, "trunk", None)
        height, width = picture.shape[2:]
        scale = side_px / max(height, width)
        size = [max(_STRIDE_PX, round(side * scale / _STRIDE_PX) * _STRIDE_PX) for side in (height, width)]
        fitted = F.interpolate(picture.to(self._device), size=size, mode="bilinear", antialias=True)
        inputs = ((fitted - self._mean) / self._std).contiguous(memory_format=torch.channels_last).to(self._dtype)
        with torch.no_grad():
            features = None if trunk is None else trunk.forward_features(inputs)[0]
            if features is None or features.ndim != 3:
                raise ModelUnavailable("An eye for photographs needs a convolutional trunk of timm. Choose another.")
            embedded = self._visual.head(features.flatten(1).T).float()  # (C, h, w) -> (h * w, C) -> (h * w, D)
        unit = F.normalize(embedded, dim=-1).T.reshape(-1, *features.shape[1:])
        return unit, features.float()

    def stages(self, pictures: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """What each stage of a trunk of timm makes of pictures, the finest first: (B, C, h, w) float32 each.

        Args:
            pictures: (B, 3, H, W) in [0, 1]; seen at their own size.

        Raises:
            ModelUnavailable: for a tower of another kind.
        """
        trunk = getattr(self._visual, "trunk", None)
        if trunk is None or not hasattr(trunk, "forward_intermediates"):
            raise ModelUnavailable("The stages of a picture need a trunk of timm. Choose another bundle.")
        inputs = ((pictures.to(self._device) - self._mean) / self._std).to(self._dtype)
        with torch.no_grad():
            return tuple(stage.float() for stage in trunk.forward_intermediates(inputs, intermediates_only=True))

    @property
    def logit_scale(self) -> float:
        """What cosines are multiplied by to be logits."""
        return float(self._model.logit_scale.detach().exp())

    @property
    def _is_resnet(self) -> bool:
        return hasattr(self._visual, "layer4") and hasattr(self._visual, "attnpool")

    @property
    def _is_transformer(self) -> bool:
        return hasattr(self._visual, "transformer") and hasattr(self._visual, "ln_post")

    def encode_prepared(self, inputs: torch.Tensor) -> ImageEncoding:
        """E_v and the patch features of what `prepared` gives: (B, 3, side, side)."""
        inputs = inputs.to(self._dtype)
        if hasattr(self._visual, "trunk"):
            features = self._visual.trunk.forward_features(inputs)
            pooled = self._visual.head(self._visual.trunk.forward_head(features))
            patches = self._trunk_tokens(features)
        else:
            place = self._visual.layer4 if self._is_resnet else getattr(self._visual, "transformer", None)
            if place is None:
                raise ModelUnavailable(
                    f"The image tower {type(self._visual).__name__} is of a kind that is not supported. "
                    "Choose an open_clip model with a ViT, a ResNet or a timm tower."
                )
            caught: list[torch.Tensor] = []
            hook = place.register_forward_hook(lambda _module, _inputs, output: caught.append(output))
            try:
                pooled = self._visual(inputs)
            finally:
                hook.remove()
            patches = caught[0].flatten(2).transpose(1, 2) if self._is_resnet else caught[0][:, 1:]
        pooled = pooled[0] if isinstance(pooled, tuple) else pooled
        return ImageEncoding(F.normalize(pooled.float(), dim=-1), patches.float())

    def _trunk_tokens(self, features: torch.Tensor) -> torch.Tensor:
        """(B, C, h, w) or (B, prefix + N, C) of a timm trunk to (B, N, C)."""
        if features.ndim == 4:
            return features.flatten(2).transpose(1, 2)
        first = int(getattr(self._visual.trunk, "num_prefix_tokens", 0))
        return features[:, first:]

    def _dense_tokens(self, inputs: torch.Tensor) -> torch.Tensor | None:
        """Patch tokens in the joint space: (B, D, h, w) float32, or None."""
        inputs, tokens = inputs.to(self._dtype), None
        if self._is_resnet:
            tokens = self._dense_of_resnet(inputs)
        elif self._is_transformer and getattr(self._visual, "attn_pool", None) is None:
            tokens = self._dense_of_transformer(inputs)
        elif hasattr(self._visual, "trunk"):
            tokens = self._dense_of_trunk(inputs)
        return None if tokens is None else tokens.float()

    def _dense_of_resnet(self, inputs: torch.Tensor) -> torch.Tensor:
        visual, pool = self._visual, self._visual.attnpool
        features = visual.stem(inputs)
        for layer in (visual.layer1, visual.layer2, visual.layer3, visual.layer4):
            features = layer(features)
        tokens = features.permute(0, 2, 3, 1)  # (B, C, h, w) -> (B, h, w, C)
        projected: torch.Tensor = pool.c_proj(pool.v_proj(tokens))
        return projected.permute(0, 3, 1, 2)  # (B, h, w, D) -> (B, D, h, w)

    def _dense_of_transformer(self, inputs: torch.Tensor) -> torch.Tensor:
        visual = self._visual
        last = visual.transformer.resblocks[-1]
        caught: list[torch.Tensor] = []
        hook = last.register_forward_pre_hook(lambda _module, arguments: caught.append(arguments[0]))
        try:
            visual(inputs)
        finally:
            hook.remove()
        normed = last.ln_1(caught[0])[:, 1:]
        width = normed.shape[-1]
        attention = last.attn
        value = F.linear(normed, attention.in_proj_weight[2 * width :], attention.in_proj_bias[2 * width :])
        tokens: torch.Tensor = visual.ln_post(attention.out_proj(value)) @ visual.proj
        rows, columns = visual.grid_size
        return tokens.transpose(1, 2).reshape(tokens.shape[0], -1, rows, columns)  # (B, N, D) -> (B, D, h, w)

    def _dense_of_trunk(self, inputs: torch.Tensor) -> torch.Tensor | None:
        features = self._visual.trunk.forward_features(inputs)
        tokens = self._trunk_tokens(features)
        side = round(tokens.shape[1] ** 0.5)
        projection = self._visual.head
        trunk = self._visual.trunk
        if getattr(trunk, "attn_pool", None) is not None:  # SigLIP: each patch pooled by itself
            alone = trunk.attn_pool(tokens.flatten(0, 1)[:, None])  # (B, N, C) -> (B * N, 1, C) -> (B * N, C)
            tokens = trunk.head(trunk.fc_norm(alone)).reshape(*tokens.shape[:2], -1)
        if (mapped := _mapped_after_mean(trunk)) is not None:  # MobileCLIP: each place mapped by itself
            tokens = mapped(tokens)
        try:
            projected = projection(tokens)
        except (RuntimeError, ValueError):
            return None
        if side * side != tokens.shape[1] or projected.shape[-1] != self.encode_text("a picture").shape[0]:
            return None
        dense: torch.Tensor = projected.transpose(1, 2).reshape(tokens.shape[0], -1, side, side)
        return dense


def _mapped_after_mean(trunk: Any) -> Any:
    """The linear layer by which a convolutional trunk of timm maps the mean of its places; None for other heads.

    Mean and map can change places, so that the mapped places have the embedding for their mean.
    """
    head: Any = getattr(trunk, "head", None)
    pools_by_mean = getattr(getattr(head, "global_pool", None), "pool_type", "") == "avg"
    if type(head).__name__ != "ClassifierHead" or not pools_by_mean:
        return None
    return head.fc if isinstance(head.fc, torch.nn.Linear) else None


def _likeness(tokens: torch.Tensor, direction: torch.Tensor) -> torch.Tensor:
    """(B, D, h, w) and (D,) -> (B, h, w)."""
    return torch.einsum("bdhw,d->bhw", F.normalize(tokens.float(), dim=1), direction)


def _letterboxed(*, height: int, width: int, side: int) -> Box:
    """Where a picture lies in the tower's square input, in its pixels."""
    scale = side / max(height, width)
    inner = Size(max(1, round(width * scale)), max(1, round(height * scale)))
    left, top = (side - inner.width) // 2, (side - inner.height) // 2
    return Box(left, top, left + inner.width, top + inner.height)


def _over_picture(likeness: torch.Tensor, place: Box, *, side: int, size: tuple[int, int]) -> torch.Tensor:
    """A map over the square input, resampled so that it covers the picture in it and nothing else.

    Cells that show more of the letterbox than of the picture are not looked at.

    Args:
        likeness: (s, s).
        place: of the picture in the input, in its pixels.
        side: of the input, in pixels.
        size: (h, w) of the map that is wanted.
    """
    cells = len(likeness)
    rows, y = _cells_along(place.y0, place.y1, side=side, cells=cells, count=size[0])
    columns, x = _cells_along(place.x0, place.x1, side=side, cells=cells, count=size[1])
    grid = torch.stack(torch.meshgrid(x, y, indexing="xy"), dim=-1)[None].to(likeness)  # (1, h, w, 2)
    inside = likeness[rows, columns][None, None]
    return F.grid_sample(inside, grid, mode="bicubic", padding_mode="border", align_corners=False)[0, 0]


def _cells_along(start: int, end: int, *, side: int, cells: int, count: int) -> tuple[slice, torch.Tensor]:
    """Along one axis: the cells that lie in the picture by half at least, and where `count` places that fill it lie
    among them: (count,), from -1 to 1 where the picture ends with a cell."""
    per_px = cells / side
    first, last = min(math.ceil(start * per_px - 0.5), cells - 1), math.floor(end * per_px + 0.5)
    last = max(last, first + 1)
    places = (start + (torch.arange(count) + 0.5) * (end - start) / count) * per_px
    return slice(first, last), 2 * (places - first) / (last - first) - 1
