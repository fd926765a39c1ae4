"""The self-supervised ViT: grids, attention, and the axes that are so easily swapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import timm
import torch

from lredit_core.api.events import AnchorSource
from lredit_core.encoders.self_supervised import PatchFeatures, SelfSupervisedModel
from lredit_core.geometry import Box, PatchGrid, Size
from lredit_core.prompt.intent import EditIntent
from lredit_core.regions.anchors import SUPPRESSION_SHARE, find_anchors
from lredit_core.regions.objectness import SimilarityGraph, contrast, mean_inside
from lredit_core.regions.proposals import propose, window_count
from lredit_core.regions.segments import Segments

if TYPE_CHECKING:
    from lredit_core.bundles.loading import ModelBundle


@pytest.mark.parametrize(
    ("size", "rows", "columns"), [(Size(100, 50), 5, 10), (Size(50, 100), 10, 5), (Size(70, 70), 10, 10)]
)
def test_the_grid_keeps_the_aspect(without_diffusion: ModelBundle, size: Size, rows: int, columns: int) -> None:
    pixels = np.zeros((size.height, size.width, 3), np.uint8)
    patches = without_diffusion.self_supervised.encode(pixels, image=size)
    assert (patches.grid.rows, patches.grid.columns) == (rows, columns)
    assert patches.features.shape == (rows, columns, 32)
    assert patches.attention.shape == (rows, columns)


def test_the_attention_is_the_cls_rows_mean_over_heads() -> None:
    """Computed here by hand from the last block's weights."""
    torch.manual_seed(0)
    model = timm.create_model(
        "vit_tiny_patch16_224", pretrained=False, img_size=32, patch_size=8, embed_dim=32, depth=2, num_heads=2,
        num_classes=0, dynamic_img_size=True,
    )  # fmt: skip
    encoder = SelfSupervisedModel(model, device=torch.device("cpu"), longest_side_patches=4)
    pixels = np.random.default_rng(0).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    patches = encoder.encode(pixels, image=Size(32, 32))
    config = model.pretrained_cfg
    mean, std = np.array(config["mean"]), np.array(config["std"])
    batch = torch.from_numpy(((pixels / 255.0 - mean) / std).transpose(2, 0, 1)[None]).float()
    with torch.no_grad():
        hidden = model.norm_pre(model._pos_embed(model.patch_embed(batch)))
        for block in model.blocks[:-1]:
            hidden = block(hidden)
        last = model.blocks[-1]
        qkv = last.attn.qkv(last.norm1(hidden)).reshape(1, 17, 3, 2, 16).permute(2, 0, 3, 1, 4)
        weights = (qkv[0] @ qkv[1].transpose(-2, -1) / 4.0).softmax(dim=-1)
        expected = weights[0, :, 0, 1:].mean(dim=0).reshape(4, 4)
    torch.testing.assert_close(patches.attention, expected, atol=1e-5, rtol=1e-4)


def test_input_is_normalised_with_the_backbones_own_mean_and_std(without_diffusion: ModelBundle) -> None:
    """A picture of exactly the mean colour is all zeros to the model, another grey is not."""
    mean_colour = np.round(np.array([0.5, 0.4, 0.3]) * 255).astype(np.uint8)
    seen: list[torch.Tensor] = []
    model = without_diffusion.self_supervised
    hook = model._model.patch_embed.register_forward_pre_hook(lambda _module, arguments: seen.append(arguments[0]))
    try:
        model.encode(np.broadcast_to(mean_colour, (40, 40, 3)).copy(), image=Size(40, 40))
    finally:
        hook.remove()
    assert float(seen[0].abs().max()) < 0.02


def patches_with_peak(row: int, column: int) -> PatchFeatures:
    grid = PatchGrid(rows=32, columns=32, image=Size(640, 320))
    attention = torch.zeros(32, 32)
    attention[row, column] = 1.0
    return PatchFeatures(grid, torch.randn(32, 32, 8, generator=torch.Generator().manual_seed(0)), attention)


def hardly_any_parts() -> Segments:
    """A picture in which nothing stands out but one corner."""
    return Segments(torch.tensor([[28.0, 29, 30, 31]]), torch.tensor([1.0]), torch.zeros(64, 64))


def test_an_attention_peak_off_the_diagonal_gives_an_anchor_there() -> None:
    """Row 5, column 25: x comes from the column, y from the row."""
    patches = patches_with_peak(5, 25)
    anchors = find_anchors(patches, hardly_any_parts(), None, count=9, intent=EditIntent.REPLACE_ANY)
    first = next(item for item in anchors if item.anchor.source is AnchorSource.ATTENTION)
    assert (first.row, first.column) == (5, 25)
    assert abs(first.anchor.x - 25.5 * 20) <= 40
    assert abs(first.anchor.y - 5.5 * 10) <= 20


def test_a_relevance_peak_off_the_diagonal_gives_an_anchor_there() -> None:
    patches = patches_with_peak(0, 0)
    relevance = torch.zeros(16, 16)
    relevance[3, 13] = 1.0
    anchors = find_anchors(patches, hardly_any_parts(), relevance, count=9, intent=EditIntent.REPLACE)
    by_text = [item for item in anchors if item.anchor.source is AnchorSource.TEXT]
    assert any(24 <= item.column <= 28 and 5 <= item.row <= 8 for item in by_text)


def test_anchors_in_corners_are_allowed_and_their_windows_are_clipped() -> None:
    """No border rule: a thing in a corner can be reached."""
    patches = patches_with_peak(0, 31)
    segments = hardly_any_parts()
    anchors = find_anchors(patches, segments, None, count=9, intent=EditIntent.REPLACE_ANY)
    corner = next(item for item in anchors if (item.row, item.column) == (0, 31))
    proposals = propose([corner], patches.grid, segments, shares=(0.1, 0.6), aspects=(1.0,))
    image = patches.grid.image
    assert all(image.as_box().contains(box) and not box.is_empty for box in proposals.boxes[0])
    assert proposals.boxes[0][1].x1 == image.width
    assert proposals.boxes[0][1].y0 == 0


def test_anchors_keep_their_distance_and_say_where_they_came_from() -> None:
    patches = patches_with_peak(10, 10)
    relevance = torch.rand(32, 32, generator=torch.Generator().manual_seed(1))
    anchors = find_anchors(patches, hardly_any_parts(), relevance, count=12, intent=EditIntent.REPLACE_ANY)
    assert {item.anchor.source for item in anchors} == set(AnchorSource) - {AnchorSource.GROUNDING}
    points = [(item.anchor.x, item.anchor.y) for item in anchors]
    distances = [((x - a) ** 2 + (y - b) ** 2) ** 0.5 for i, (x, y) in enumerate(points) for a, b in points[i + 1 :]]
    assert min(distances) >= SUPPRESSION_SHARE * 640 - 1e-6


def thing_on_a_background() -> torch.Tensor:
    field = torch.randn(20, 20, 16, generator=torch.Generator().manual_seed(2)) * 0.3
    field[..., 0] += 1.0
    field[4:9, 12:17, 0] -= 2.0
    field[4:9, 12:17, 1] += 2.0
    return field


def test_objectness_is_highest_on_the_thing() -> None:
    graph = SimilarityGraph.of(thing_on_a_background())
    objectness = graph.objectness()
    row, column = divmod(int(objectness.argmax()), 20)
    assert 4 <= row < 9
    assert 12 <= column < 17


def test_contrast_is_best_for_the_tight_box() -> None:
    field = torch.zeros(20, 20)
    field[4:9, 12:17] = 1.0
    boxes = torch.tensor([[12.0, 4, 17, 9], [11, 3, 18, 10], [13, 5, 15, 7], [0, 0, 20, 20], [4, 12, 9, 17]])
    values = contrast(field, boxes)
    assert int(values.argmax()) == 0
    assert float(values[0]) == pytest.approx(1.0)
    assert float(values[3]) == 0.0
    assert float(values[4]) == 0.0


def test_proposals_come_in_every_size_and_aspect_and_in_one_order() -> None:
    patches = patches_with_peak(16, 16)
    segments = hardly_any_parts()
    anchors = find_anchors(patches, segments, None, count=9, intent=EditIntent.ADD)
    shares, aspects = (0.05, 0.2, 0.4), (1.0, 0.5, 2.0)
    proposals = propose(anchors, patches.grid, segments, shares=shares, aspects=aspects)
    assert proposals.window_count == window_count(shares, aspects) == 12
    middle = next(
        row for row, item in zip(proposals.boxes, anchors, strict=True) if (item.row, item.column) == (16, 16)
    )
    assert middle[0].width <= 0.06 * 320
    assert middle[5].width > middle[3].width > middle[4].width
    assert proposals.patch_boxes.shape == (9, 12, 4)
    box, in_patches = middle[3], proposals.patch_boxes[list(proposals.boxes).index(middle), 3]
    assert in_patches.tolist() == pytest.approx([box.x0 / 20, box.y0 / 10, box.x1 / 20, box.y1 / 10])
    assert Box(0, 0, 640, 320).contains(box)


def test_the_mean_inside_a_box_is_that_of_its_cells() -> None:
    field = torch.zeros(20, 20)
    field[4:9, 12:17] = 2.0
    boxes = torch.tensor([[12.0, 4, 17, 9], [4, 12, 9, 17], [11, 4, 13, 9]])
    assert mean_inside(field, boxes).tolist() == pytest.approx([2.0, 0.0, 1.0])
