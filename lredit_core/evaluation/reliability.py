"""How far the detector's scores can be believed: of the answers with about a score, how many are right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torchvision.ops import box_iou

from lredit_core.encoders.image_text import as_unit_tensor
from lredit_core.evaluation.plots import INK, SOFT, draw_plot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lredit_core.encoders.detector import Detector
    from lredit_core.evaluation.photograph_figures import KnownPhotograph

BINS = 10
_RIGHT_IOU = 0.5


@dataclass(frozen=True, slots=True)
class ScoreBin:
    """Answers whose scores lie between two tenths.

    Attributes:
        count: how many.
        score: their mean score, in [0, 1].
        right: the share whose box has IoU 0.5 with a thing of the name; things that are not there are never right.
    """

    count: int
    score: float
    right: float


def reliability(detector: Detector, photographs: Sequence[KnownPhotograph]) -> tuple[ScoreBin, ...]:
    """For every name that occurs anywhere, in every photograph: the best box, its score, and whether it is right; by
    tenths of the score, empty ones left out."""
    names = {thing.phrase: detector.words.kinds_of(thing.phrase) for one in photographs for thing in one.things}
    answers: list[tuple[float, bool]] = []
    for photograph in photographs:
        found = detector.find(as_unit_tensor(photograph.pixels))
        height, width = photograph.pixels.shape[:2]
        sides = torch.tensor([width, height, width, height], dtype=torch.float32)
        for phrase, kinds in sorted(names.items()):
            boxes, scores = found.of(kinds) if kinds else (torch.zeros(0, 4), torch.zeros(0))
            if len(boxes):
                own = [thing.box.as_tuple() for thing in photograph.things if thing.phrase == phrase]
                overlap = box_iou(boxes[:1] * sides, torch.tensor(own, dtype=torch.float32).reshape(-1, 4))
                answers.append((float(scores[0]), overlap.numel() > 0 and float(overlap.max()) >= _RIGHT_IOU))
    bins: list[ScoreBin] = []
    for index in range(BINS):
        inside = [answer for answer in answers if min(int(answer[0] * BINS), BINS - 1) == index]
        if inside:
            score = sum(answer[0] for answer in inside) / len(inside)
            right = sum(answer[1] for answer in inside) / len(inside)
            bins.append(ScoreBin(len(inside), score, right))
    return tuple(bins)


def calibration_error(bins: Sequence[ScoreBin]) -> float:
    """The expected calibration error: the mean distance of score and share of right answers, weighted by counts."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.score - one.right) for one in bins) / max(1, total)


def draw_reliability(bins: Sequence[ScoreBin], path: Path) -> None:
    """An SVG: the share of right answers over the mean score of each tenth, with how many there are.

    Raises:
        InvalidRequest, PictureError: as `check_plots`.
    """

    def paint(axes: Any) -> None:
        axes.plot([0, 1], [0, 1], color=SOFT, linewidth=1, linestyle="--")
        axes.plot([one.score for one in bins], [one.right for one in bins], "o-", color=INK, markersize=6)
        for one in bins:
            axes.annotate(f"{one.count}", (one.score, one.right), (0, 7), textcoords="offset points", fontsize=8)
        axes.set_xlim(0, 1)
        axes.set_ylim(-0.02, 1.08)
        axes.set_xlabel("score of the best box")
        axes.set_ylabel("share that is right (IoU 0.5)")

    draw_plot(paint, path, width_in=4.6, height_in=3.8)
