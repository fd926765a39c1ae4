"""The table of what can be used for grounding: `model_type` in config.json -> classes of transformers and our adapter.

Classes are named, not chosen by a folder: nothing that a folder says is ever imported or run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lredit_core.encoders.grounding.concepts import ConceptModel
from lredit_core.encoders.grounding.segmenters import PointSegmenter
from lredit_core.encoders.grounding.word_detectors import GroundingDinoDetector, OmDetTurboDetector, OwlDetector
from lredit_core.encoders.grounding.word_maps import WordMap

if TYPE_CHECKING:
    from collections.abc import Callable

    from lredit_core.encoders.grounding.grounded import Segmenter, WordFinder
    from lredit_core.encoders.grounding.loaded import LoadedModel


@dataclass(frozen=True, slots=True)
class Parts:
    """The classes of one model of a family, by their names in transformers."""

    model: str
    processor: str


@dataclass(frozen=True, slots=True)
class Family:
    """A family of models.

    Attributes:
        title: for a person.
        finds: the classes that find what words name, or None.
        finder: makes the adapter of those.
        believed_from: the score from which the family's own post-processing believes a box (CLIPSeg has none; 0.4 is
            ours).
        segments: the classes that draw the mask of a box or a point; the same as `finds` where one model does both.
        segmenter: makes the adapter of those.
    """

    title: str
    finds: Parts | None = None
    finder: Callable[[LoadedModel, str, float], WordFinder] | None = None
    believed_from: float = 0.5
    segments: Parts | None = None
    segmenter: Callable[[LoadedModel, str], Segmenter] | None = None

    @property
    def roles(self) -> frozenset[str]:
        """What it can do: "words", "masks"."""
        roles = {"words": self.finds, "masks": self.segments}
        return frozenset(name for name, parts in roles.items() if parts is not None)


_SAM_2 = Parts("Sam2Model", "Sam2Processor")
_SAM_3 = Parts("Sam3Model", "Sam3Processor")
_SAM_3_POINTS = Parts("Sam3TrackerModel", "Sam3TrackerProcessor")
_GROUNDING_DINO = "GroundingDinoProcessor"

FAMILIES: dict[str, Family] = {
    "owlvit": Family("OWL-ViT", Parts("OwlViTForObjectDetection", "OwlViTProcessor"), OwlDetector, 0.1),
    "owlv2": Family("OWLv2", Parts("Owlv2ForObjectDetection", "Owlv2Processor"), OwlDetector, 0.1),
    "grounding-dino": Family(
        "Grounding DINO", Parts("GroundingDinoForObjectDetection", _GROUNDING_DINO), GroundingDinoDetector, 0.25
    ),
    "mm-grounding-dino": Family(
        "MM Grounding DINO", Parts("MMGroundingDinoForObjectDetection", _GROUNDING_DINO), GroundingDinoDetector, 0.25
    ),
    "omdet-turbo": Family(
        "OmDet-Turbo", Parts("OmDetTurboForObjectDetection", "OmDetTurboProcessor"), OmDetTurboDetector, 0.3
    ),
    "clipseg": Family("CLIPSeg", Parts("CLIPSegForImageSegmentation", "CLIPSegProcessor"), WordMap, 0.4),
    "sam": Family("SAM", segments=Parts("SamModel", "SamProcessor"), segmenter=PointSegmenter),
    "sam_hq": Family("SAM-HQ", segments=Parts("SamHQModel", "SamHQProcessor"), segmenter=PointSegmenter),
    "sam2": Family("SAM 2", segments=_SAM_2, segmenter=PointSegmenter),
    "sam2_video": Family("SAM 2", segments=_SAM_2, segmenter=PointSegmenter),
    "sam3": Family("SAM 3", _SAM_3, ConceptModel, 0.3, _SAM_3),
    "sam3_video": Family("SAM 3", _SAM_3, ConceptModel, 0.3, _SAM_3_POINTS, PointSegmenter),
    "sam3_tracker": Family("SAM 3 (points)", segments=_SAM_3_POINTS, segmenter=PointSegmenter),
}
