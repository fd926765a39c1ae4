"""The network of LaMa: an image's hole filled in one pass, from the whole of what is around it.

Source: Suvorov et al. 2022, "Resolution-robust Large Mask Inpainting with Fourier Convolutions"; the convolutions: Chi,
Jiang and Mu 2020, "Fast Fourier Convolution". Parameters are called as in the authors' checkpoints, so that their
weights, converted to safetensors, load as they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn

#: Downsamplings, each by two: sides are padded to multiples of 2 ** 3.
DOWNSAMPLINGS = 3


@dataclass(frozen=True, slots=True)
class FourierShape:
    """Sizes of the network.

    Attributes:
        width: channels of the first layer; "big-lama" has 64.
        block_count: residual blocks; "big-lama" has 18.
        global_share: of a block's channels that are convolved over the whole picture.
    """

    width: int = 64
    block_count: int = 18
    global_share: float = 0.75

    @property
    def deep_width(self) -> int:
        """Channels of the residual blocks, local and global together."""
        return self.width << DOWNSAMPLINGS

    @property
    def global_width(self) -> int:
        return int(self.deep_width * self.global_share)


Pair = tuple[torch.Tensor, torch.Tensor | None]


class _FourierUnit(nn.Module):
    """A pointwise convolution of the spectrum, real and imaginary parts beside each other."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv_layer = nn.Conv2d(2 * width, 2 * width, 1, bias=False)
        self.bn = nn.BatchNorm2d(2 * width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C, h, w) -> the same."""
        batch, width, rows, columns = x.shape
        spectrum = torch.fft.rfftn(x.float(), dim=(-2, -1), norm="ortho")
        parts = torch.stack((spectrum.real, spectrum.imag), dim=2)  # (B, C, 2, h, w // 2 + 1)
        parts = parts.reshape(batch, 2 * width, *parts.shape[-2:]).to(x.dtype)
        parts = torch.relu(self.bn(self.conv_layer(parts)))
        parts = parts.reshape(batch, width, 2, *parts.shape[-2:]).float()
        spectrum = torch.complex(parts[:, :, 0].contiguous(), parts[:, :, 1].contiguous())
        result: torch.Tensor = torch.fft.irfftn(spectrum, s=(rows, columns), dim=(-2, -1), norm="ortho")
        return result.to(x.dtype)


class _SpectralTransform(nn.Module):
    def __init__(self, width_in: int, width_out: int) -> None:
        super().__init__()
        half = width_out // 2
        self.conv1 = nn.Sequential(nn.Conv2d(width_in, half, 1, bias=False), nn.BatchNorm2d(half), nn.ReLU())
        self.fu = _FourierUnit(half)
        self.conv2 = nn.Conv2d(half, width_out, 1, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.conv1(x)
        return self.conv2(x + self.fu(x))  # type: ignore[no-any-return]


class _FourierConvolution(nn.Module):
    """Local and global channels, each convolved into each; global into global through the spectrum."""

    def __init__(
        self,
        locals_in: int,
        globals_in: int,
        locals_out: int,
        globals_out: int,
        *,
        side: int,
        stride: int,
        padding: int,
    ) -> None:
        super().__init__()

        def conv(width_in: int, width_out: int) -> nn.Module:
            if not width_in or not width_out:
                return nn.Identity()
            return nn.Conv2d(width_in, width_out, side, stride, padding, bias=False, padding_mode="reflect")

        self.convl2l = conv(locals_in, locals_out)
        self.convl2g = conv(locals_in, globals_out)
        self.convg2l = conv(globals_in, locals_out)
        self.convg2g = _SpectralTransform(globals_in, globals_out) if globals_in and globals_out else nn.Identity()
        self._has_globals = bool(globals_out)

    def forward(self, pair: Pair) -> Pair:
        local, far = pair
        out_local = self.convl2l(local)
        out_far = self.convl2g(local) if self._has_globals else None
        if far is not None:
            out_local = out_local + self.convg2l(far)
            out_far = self.convg2g(far) if out_far is None else out_far + self.convg2g(far)
        return out_local, out_far


class _Layer(nn.Module):
    """A Fourier convolution, normalised and rectified."""

    def __init__(
        self, locals_in: int, globals_in: int, locals_out: int, globals_out: int, *, side: int = 3, stride: int = 1,
        padding: int = 1,
    ) -> None:  # fmt: skip
        super().__init__()
        self.ffc = _FourierConvolution(
            locals_in, globals_in, locals_out, globals_out, side=side, stride=stride, padding=padding
        )
        self.bn_l = nn.BatchNorm2d(locals_out)
        self.bn_g = nn.BatchNorm2d(globals_out) if globals_out else nn.Identity()

    def forward(self, pair: Pair) -> Pair:
        local, far = self.ffc(pair)
        return torch.relu(self.bn_l(local)), None if far is None else torch.relu(self.bn_g(far))


class _Block(nn.Module):
    def __init__(self, local_width: int, global_width: int) -> None:
        super().__init__()
        self.conv1 = _Layer(local_width, global_width, local_width, global_width)
        self.conv2 = _Layer(local_width, global_width, local_width, global_width)

    def forward(self, pair: Pair) -> Pair:
        local, far = self.conv2(self.conv1(pair))
        assert far is not None
        assert pair[1] is not None
        return pair[0] + local, pair[1] + far


class _First(nn.Module):
    """A tensor, or a pair's tensors beside each other, for layers that know no pairs."""

    def forward(self, pair: Pair) -> torch.Tensor:
        local, far = pair
        return local if far is None else torch.cat((local, far), dim=1)


class FourierNetwork(nn.Module):
    """LaMa's generator."""

    def __init__(self, shape: FourierShape) -> None:
        super().__init__()
        self.shape = shape
        width, deep, far = shape.width, shape.deep_width, shape.global_width
        layers: list[nn.Module] = [nn.ReflectionPad2d(3), _Layer(4, 0, width, 0, side=7, padding=0)]
        for level in range(DOWNSAMPLINGS):
            out, is_last = width * 2 ** (level + 1), level == DOWNSAMPLINGS - 1
            globals_out = far if is_last else 0
            layers.append(_Layer(width * 2**level, 0, out - globals_out, globals_out, stride=2))
        layers += [_Block(deep - far, far) for _ in range(shape.block_count)]
        layers.append(_First())
        for level in range(DOWNSAMPLINGS):
            out = deep // 2 ** (level + 1)
            layers += [
                nn.ConvTranspose2d(2 * out, out, 3, stride=2, padding=1, output_padding=1),
                nn.BatchNorm2d(out),
                nn.ReLU(),
            ]
        layers += [nn.ReflectionPad2d(3), nn.Conv2d(width, 3, 7), nn.Sigmoid()]
        self.model = nn.ModuleList(layers)

    def forward(self, pictures: torch.Tensor, holes: torch.Tensor) -> torch.Tensor:
        """Pictures whole again: what is outside of the holes comes out a little changed.

        Args:
            pictures: (B, 3, H, W) in [0, 1]; sides multiples of 8.
            holes: (B, 1, H, W), 1 in the hole and 0 outside.

        Returns:
            (B, 3, H, W) in [0, 1].
        """
        seen = torch.cat((pictures * (1 - holes), holes), dim=1)
        value: torch.Tensor | Pair = seen
        for layer in self.model:
            if isinstance(layer, (_Layer, _Block)):
                value = layer(value if isinstance(value, tuple) else (value, None))
            elif isinstance(value, tuple) and not isinstance(layer, _First):
                value = layer(value[0])
            else:
                value = layer(value)
        assert isinstance(value, torch.Tensor)
        return value


def shape_in(weights: dict[str, torch.Tensor]) -> FourierShape:
    """The sizes that a checkpoint was made with.

    Raises:
        KeyError: where it is no checkpoint of this network.
    """
    width = weights["model.1.ffc.convl2l.weight"].shape[0]
    blocks = {int(name.split(".")[1]) for name in weights if name.endswith(".conv1.ffc.convl2l.weight")}
    first = 2 + DOWNSAMPLINGS
    far = weights[f"model.{first}.conv1.ffc.convl2g.weight"].shape[0]
    return FourierShape(width, len(blocks), far / (width * 2**DOWNSAMPLINGS))
