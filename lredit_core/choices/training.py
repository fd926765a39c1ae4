"""Trains the region network on a person's choices, from the bundle's weights on: `lredit train regions
--from-feedback`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from safetensors.torch import save

from lredit_core.choices.noting import features_of
from lredit_core.errors import InvalidRequest
from lredit_core.pictures.atomic_writing import write_atomically
from lredit_core.regions.examples import LEAST_IOU, RegionExample, framing_loss
from lredit_core.regions.network import RegionGenerationNetwork, roi_features

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.choices.store import ChoiceStore

DEFAULT_STEPS = 200
#: Fewer choices say too little for a network of thousands of weights; the margins learn from the first on.
LEAST_CHOICES = 5
_LEARNING_RATE, _PICTURES, _DROPOUT = 5e-4, 8, 0.25


@dataclass(frozen=True, slots=True)
class TrainedFromChoices:
    """What came of it; IoUs are of the likeliest window with the person's box, over the anchors that it concerns."""

    file: Path
    choices: int
    iou_before: float
    iou_after: float


def train_from_choices(bundle: ModelBundle, store: ChoiceStore, *, steps: int = DEFAULT_STEPS) -> TrainedFromChoices:
    """Trains and writes the network beside the choices; the same choices give the same weights.

    Raises:
        InvalidRequest: where there are too few choices that were made with this bundle's models.
    """
    examples = store.examples(features_of(bundle))
    if len(examples) < LEAST_CHOICES:
        raise InvalidRequest(
            f'{len(examples)} choices were made with the models of "{bundle.name}"; it takes {LEAST_CHOICES} at least. '
            "Switch learning on in the window (Region, Learning from you), accept some edits, and try again."
        )
    width, count = examples[0].features.shape[2], examples[0].patch_boxes.shape[1]
    network = bundle.region_network(feature_width=width, window_count=count, seed=0)
    before = _mean_iou(network, examples)
    optimizer = torch.optim.Adam(network.parameters(), lr=_LEARNING_RATE)
    network.train()
    for step in range(steps):
        rng = np.random.default_rng((len(examples), step))
        chosen = [examples[int(index)] for index in rng.integers(0, len(examples), _PICTURES)]
        framing = framing_loss(network, chosen, rng, dropout=_DROPOUT)
        if framing is None:
            continue
        optimizer.zero_grad(set_to_none=True)
        framing[0].backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    file = store.network_path(bundle.name)
    write_atomically(file, save({key: value.half().contiguous() for key, value in network.state_dict().items()}))
    return TrainedFromChoices(file, len(examples), before, _mean_iou(network, examples))


@torch.no_grad()
def _mean_iou(network: RegionGenerationNetwork, examples: Sequence[RegionExample]) -> float:
    network.eval()
    chosen: list[torch.Tensor] = []
    for example in examples:
        useful = example.overlaps.amax(dim=1) >= LEAST_IOU
        if useful.any():
            logits = network(roi_features(example.features.float(), example.patch_boxes[useful]))
            chosen.append(example.overlaps[useful].gather(1, logits.argmax(dim=1, keepdim=True))[:, 0])
    return float(torch.cat(chosen).mean()) if chosen else 0.0
