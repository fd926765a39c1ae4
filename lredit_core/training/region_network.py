"""Trains the region network over many scenes: its start on a new picture then knows how things are framed.

No text and no edit takes part: what carries over from picture to picture is which window around an anchor frames a
thing whole, seen from the self-supervised features in it. Where to edit, and what, the learning on the picture finds
out. Supervision: the boxes of the scenes' things (docs/decisions/0009 says why not the losses).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from torchvision.ops import box_iou

from lredit_core.api.request import EditSettings
from lredit_core.bundles.loading import load_self_supervised
from lredit_core.geometry import Size
from lredit_core.manifest import read_manifest
from lredit_core.prompt.intent import EditIntent
from lredit_core.regions.anchors import find_anchors
from lredit_core.regions.examples import RegionExample, framing_loss
from lredit_core.regions.network import RegionGenerationNetwork, roi_features
from lredit_core.regions.proposals import SEGMENT_WINDOWS, Proposals, propose
from lredit_core.regions.segments import find_segments
from lredit_core.synthetic.scenes import Scene, SceneMaker
from lredit_core.training.checkpoints import half_precision
from lredit_core.training.loop import CPU, Trainer, set_learning_rate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lredit_core.encoders.self_supervised import PatchFeatures, SelfSupervisedModel
    from lredit_core.synthetic.backgrounds import BackgroundPhotos
    from lredit_core.synthetic.drawings import ArtLibrary

#: First seed of the scenes trained on, and of those held out.
TRAINING_SEED, HELD_OUT_SEED = 61_000_000, 62_000_000
SIZES = (Size(384, 384), Size(512, 320), Size(320, 448), Size(448, 336))


@dataclass(frozen=True, slots=True)
class RegionNetworkConfig:
    """How it is trained.

    Attributes:
        pictures: of a step.
        dropout: share of the features' channels that are hidden at a time.
    """

    total_steps: int
    pictures: int = 8
    seed: int = 0
    learning_rate: float = 2e-3
    weight_decay: float = 0.05
    warmup_steps: int = 30
    dropout: float = 0.25


def make_examples(
    model: SelfSupervisedModel,
    library: ArtLibrary,
    photos: BackgroundPhotos | None,
    *,
    count: int,
    first_seed: int,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[RegionExample]:
    """Scenes of 1 to 4 things with the windows that the program would propose there."""
    maker = SceneMaker(library, photos)
    examples: list[RegionExample] = []
    for index in range(count):
        size = SIZES[index % len(SIZES)]
        scene = maker.make(first_seed + index, size=size, things=(1, 4), sides=(0.1, 0.6))
        patches = model.encode(scene.pixels, image=size)
        proposals = _proposals(patches, scene)
        examples.append(RegionExample(patches.features.half(), proposals.patch_boxes, overlaps_with(scene, proposals)))
        on_progress(index + 1, count)
    return examples


def _proposals(patches: PatchFeatures, scene: Scene) -> Proposals:
    settings = EditSettings()
    segments = find_segments(patches, scene.pixels)
    anchors = find_anchors(patches, segments, None, count=settings.anchor_count, intent=EditIntent.REPLACE_ANY)
    return propose(anchors, patches.grid, segments, shares=settings.window_shares, aspects=settings.window_aspects)


def overlaps_with(scene: Scene, proposals: Proposals) -> Tensor:
    """Each window's IoU with the thing of the scene that the windows centred on the anchor come nearest to: (K, M).

    The windows that frame segments do not choose the thing: some of them lie beside the anchor.
    """
    shape = proposals.patch_boxes.shape[:2]
    if not scene.objects:
        return torch.zeros(shape)
    windows = torch.tensor([box.as_tuple() for row in proposals.boxes for box in row], dtype=torch.float32)
    things = torch.tensor([thing.box.as_tuple() for thing in scene.objects], dtype=torch.float32)
    iou = box_iou(windows, things).reshape(*shape, len(things))  # (K * M, T) -> (K, M, T)
    nearest = iou[:, :-SEGMENT_WINDOWS].amax(dim=1).argmax(dim=1)
    chosen: Tensor = iou[torch.arange(shape[0]), :, nearest]
    return chosen


def save_examples(examples: list[RegionExample], file: Path) -> None:
    """Writes examples as safetensors."""
    tensors: dict[str, Tensor] = {}
    for index, example in enumerate(examples):
        for key in ("features", "patch_boxes", "overlaps"):
            tensors[f"{index}.{key}"] = getattr(example, key).contiguous()
    file.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, file, metadata={"count": str(len(examples))})


def load_examples(file: Path) -> list[RegionExample]:
    """Reads what `save_examples` wrote."""
    tensors = load_file(file)
    count = 1 + max(int(key.split(".", 1)[0]) for key in tensors)
    return [
        RegionExample(tensors[f"{i}.features"], tensors[f"{i}.patch_boxes"], tensors[f"{i}.overlaps"])
        for i in range(count)
    ]


class RegionNetworkTrainer(Trainer):
    """A `Trainer` of the region network."""

    config: RegionNetworkConfig

    def __init__(
        self, config: RegionNetworkConfig, examples: list[RegionExample], *, device: torch.device = CPU
    ) -> None:
        self.config, self.device = config, device
        self._examples = [example.on(device) for example in examples]
        torch.manual_seed(config.seed)
        first = examples[0]
        self.network = RegionGenerationNetwork(
            feature_width=first.features.shape[2], window_count=first.patch_boxes.shape[1]
        )
        self.network.to(device)
        self.modules: dict[str, torch.nn.Module] = {"network": self.network}
        self.optimizer = torch.optim.AdamW(
            self.network.parameters(), lr=config.learning_rate, weight_decay=config.weight_decay
        )

    @property
    def pictures_per_step(self) -> int:
        return self.config.pictures

    def step(self, index: int) -> dict[str, float]:
        config = self.config
        rng = np.random.default_rng([config.seed, index])
        set_learning_rate(self.optimizer, self.config, index)
        chosen = [self._examples[int(number)] for number in rng.integers(0, len(self._examples), config.pictures)]
        self.network.train()
        framing = framing_loss(self.network, chosen, rng, dropout=config.dropout)
        if framing is None:
            return {}
        loss, framed = framing
        self.learn_from(loss)
        return {"loss": float(loss.detach()), "framed": framed}


@torch.no_grad()
def framing_figures(network: RegionGenerationNetwork, examples: list[RegionExample]) -> dict[str, float]:
    """How often the argmax window frames its thing at IoU 0.5, of the anchors where some window does."""
    network.eval()
    framed, total, overlap = 0, 0, 0.0
    for example in examples:
        useful = example.overlaps.amax(dim=1) >= 0.5
        if not useful.any():
            continue
        logits = network(roi_features(example.features.float(), example.patch_boxes[useful]))
        chosen = example.overlaps[useful].gather(1, logits.argmax(dim=1, keepdim=True))
        framed += int((chosen >= 0.5).sum())
        overlap += float(chosen.sum())
        total += len(chosen)
    return {"framed": framed / max(1, total), "mean_iou": overlap / max(1, total), "anchors": float(total)}


def export(trainer: RegionNetworkTrainer, file: Path) -> None:
    """Writes the weights as a bundle's manifest names them (`region_network`): float16 safetensors."""
    file.parent.mkdir(parents=True, exist_ok=True)
    facts = {"training": json.dumps(dict(trainer.facts))}
    save_file(half_precision(trainer.network.state_dict()), file, metadata=facts)


def examples_of(
    library: ArtLibrary, photos: BackgroundPhotos | None, bundle: Path, file: Path, *, count: int, first_seed: int
) -> list[RegionExample]:
    """The examples of a file; made with the self-supervised model of a bundle where it is not there yet."""
    if not file.is_file():
        part = read_manifest(bundle).self_supervised
        model = load_self_supervised(
            bundle / part.folder, device=torch.device("cpu"), longest_side_patches=part.longest_side_patches
        )
        save_examples(make_examples(model, library, photos, count=count, first_seed=first_seed), file)
    return load_examples(file)
