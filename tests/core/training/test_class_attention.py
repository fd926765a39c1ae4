"""What the [CLS] token looks at: of some patches only, and where two views of the same things agree."""

from __future__ import annotations

from typing import Any

import pytest
import timm
import torch
import torch.nn.functional as F
from torch import Tensor

from lredit_core.encoders.self_supervised import SelfSupervisedModel
from lredit_core.geometry import Size
from lredit_core.training.class_attention import KeptPatches, agreed_attention, evened, looked_at
from lredit_core.training.self_supervised import SelfSupervisedConfig, divergence, model_args


@pytest.fixture
def model() -> Any:
    torch.manual_seed(0)
    config = SelfSupervisedConfig(1, image_px=32, width=32, depth=2, heads=2)
    made: Any = timm.create_model("vit_tiny_patch16_224", **model_args(config)).eval()
    made.patch_drop = KeptPatches()
    return made


def test_it_looks_where_the_engine_says_that_it_looks(model: Any) -> None:
    pixels = torch.randint(0, 256, (48, 48, 3), dtype=torch.uint8)
    normalised = (pixels.permute(2, 0, 1)[None].float() / 255 - 0.5) / 0.25
    _, analysis = looked_at(model, normalised)
    model.pretrained_cfg = {"mean": (0.5, 0.5, 0.5), "std": (0.25, 0.25, 0.25)}
    engine = SelfSupervisedModel(model, device=torch.device("cpu"), longest_side_patches=6)
    seen = engine.encode(pixels.numpy(), image=Size(48, 48))
    torch.testing.assert_close(analysis[0].reshape(6, 6), seen.attention, atol=1e-5, rtol=1e-4)
    assert 0.5 < analysis.sum().item() < 1, "the rest of the attention goes to the token itself"


def test_patches_that_are_not_kept_are_not_seen(model: Any) -> None:
    pictures = torch.randn(2, 3, 32, 32)
    kept = torch.tensor([[0, 5, 15], [3, 4, 8]])
    token, analysis = looked_at(model, pictures, kept)
    assert analysis.shape == (2, 3)
    changed = pictures.clone()
    changed[0, :, :8, 8:16] += 3.0  # patch 1 of the first picture, which it is not shown
    again, _ = looked_at(model, changed, kept)
    torch.testing.assert_close(again, token)
    changed[0, :, 8:16, 8:16] += 3.0  # patch 5
    assert not torch.allclose(looked_at(model, changed, kept)[0][0], token[0])
    assert model.patch_drop.kept is None


def _frame(scale_x: float, scale_y: float, x: float, y: float) -> Tensor:
    return torch.tensor([[scale_x, 0.0, x], [0.0, scale_y, y]])


def _seen_in(field: Tensor, frame: Tensor, cells: int) -> Tensor:
    grid = F.affine_grid(frame[None], [1, 1, cells, cells], align_corners=False)
    return F.grid_sample(field[None, None], grid, mode="bilinear", padding_mode="border", align_corners=False)[0, 0]


def test_a_thing_that_two_views_look_at_is_agreed_on_in_the_frame_of_each() -> None:
    rows, columns = torch.meshgrid(torch.linspace(-1, 1, 64), torch.linspace(-1, 1, 64), indexing="ij")
    thing = torch.exp(-((columns - 0.3) ** 2 + (rows + 0.1) ** 2) / 0.05)
    only_here = torch.exp(-((columns + 0.4) ** 2 + (rows - 0.3) ** 2) / 0.05)
    frames = torch.stack([_frame(0.8, 0.8, 0.1, -0.1), _frame(-0.9, 0.9, 0.0, 0.05)])  # the second one is mirrored
    first = _seen_in(thing + only_here, frames[0], 16)
    second = _seen_in(thing, frames[1], 16)
    agreed = agreed_attention(torch.stack([first, second]) + 1e-4, frames)
    for view, frame in enumerate(frames):
        row, column = divmod(int(agreed[view].argmax()), 16)
        true_row, true_column = divmod(int(_seen_in(thing, frame, 16).argmax()), 16)
        assert abs(row - true_row) <= 1 and abs(column - true_column) <= 1
        alone = _seen_in(only_here, frame, 16) > 0.5
        assert agreed[view][alone].max() < 0.25 * agreed[view].max()
    assert first[_seen_in(only_here, frames[0], 16) > 0.5].max() > 0.9, "which the first view looked at by itself"


def test_where_the_other_view_shows_nothing_a_view_keeps_its_own() -> None:
    frames = torch.stack([_frame(1.0, 1.0, 0.0, 0.0), _frame(0.5, 0.5, 0.5, 0.5)])  # the second: a quarter of it
    attention = torch.rand(2, 8, 8) + 0.1
    agreed = agreed_attention(attention, frames)
    torch.testing.assert_close(agreed[0, :4], attention[0, :4])
    torch.testing.assert_close(agreed[0, :, :4], attention[0, :, :4])
    assert not torch.allclose(agreed[0, 4:, 4:], attention[0, 4:, 4:])


def test_attention_can_be_taught(model: Any) -> None:
    pictures, kept = torch.randn(2, 3, 32, 32), torch.tensor([[0, 5, 15, 9], [3, 4, 8, 11]])
    wanted = torch.tensor([[0.7, 0.1, 0.1, 0.1], [0.1, 0.1, 0.7, 0.1]])
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
    losses = []
    for _ in range(30):
        loss = divergence(wanted, looked_at(model, pictures, kept)[1])
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < 0.2 * losses[0]
    assert divergence(wanted, 3 * wanted).item() == pytest.approx(0.0, abs=1e-6), "shares count, not their sum"


def test_evened_attention_lies_on_the_plain_thing_too_and_not_on_the_background() -> None:
    attention = torch.full((1, 28, 28), 0.05)
    attention[0, 4:10, 4:10], attention[0, 18:24, 18:24] = 12.0, 0.8  # a parrot and a zebra on a wall
    even = evened(attention)[0]
    striking, plain, wall = even[4:10, 4:10].mean(), even[18:24, 18:24].mean(), even[0, 27]
    assert plain > 2.5 * striking / 15, "it was a fifteenth"
    assert wall < 0.05 * plain
    torch.testing.assert_close(evened(7 * attention)[0], even)
    torch.testing.assert_close(evened(attention.transpose(1, 2))[0], even.T)
