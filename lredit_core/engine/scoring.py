"""What an edit costs and scores, seen by the image-text model on the whole picture and close up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F

from lredit_core.api.events import CandidateScore
from lredit_core.api.request import EditSettings, Objective
from lredit_core.editors.crop import CropPlan, plan_crop
from lredit_core.encoders.image_text import ImageEncoding, ImageTextModel, as_unit_tensor
from lredit_core.engine.picture_cache import PictureNotes, WholeEncoding
from lredit_core.geometry import Box, Size
from lredit_core.objective.clip import clip_loss
from lredit_core.objective.directional import directional_loss
from lredit_core.objective.evidence import evidence, gain
from lredit_core.objective.score import score
from lredit_core.objective.structural import structural_loss
from lredit_core.objective.total import EditTerms, edit_loss
from lredit_core.pictures.image import resized
from lredit_core.prompt.everyday import everyday_things_besides
from lredit_core.prompt.intent import EditIntent
from lredit_core.regions.close_ups import standing_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.editors.crop_editing import EditedRegion
    from lredit_core.prompt.targets import EditTarget

#: The whole picture at work is this many times the image-text model's side.
WORK_SCALE = 2
#: Against a neutral text or a place the direction says that the thing came, wherever it was put: where no thing is
#: named, the edit's part of our loss counts this much, and what the picture shows decides (docs/decisions/0004).
VAGUE_EDIT_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class TextEmbeddings:
    """The two texts of a target, embedded: (D,) each, worded alike."""

    target: torch.Tensor
    source: torch.Tensor


class EditScorer:
    """Loss terms and scores for one target's edits of one picture.

    Args:
        picture: (H, W, 3) uint8 sRGB, the picture at draft size.
        neutral_text: stands in where no source prompt is given; with one, the source is weighed against it.
        draft_side_px: of the editor's drafts: close-ups before the edit are cut as drafts are, once for both.
        notes: of the picture, from requests before this one.
    """

    def __init__(
        self,
        target: EditTarget,
        settings: EditSettings,
        picture: NDArray[np.uint8],
        *,
        source_size: Size,
        image_text: ImageTextModel,
        neutral_text: str,
        draft_side_px: int,
        notes: PictureNotes | None = None,
    ) -> None:
        self._settings = settings
        self._model = image_text
        self._neutral_text = neutral_text
        self._source_prompt = target.source_prompt
        self._draft_side_px = draft_side_px
        is_vague = target.intent is not EditIntent.REPLACE and settings.objective is not Objective.PAPER
        self._edit_share = VAGUE_EDIT_SHARE if is_vague else 1.0
        self._picture = picture
        height, width = picture.shape[:2]
        self._frame = Size(width, height)
        self._source_size = source_size
        notes = notes or PictureNotes()
        whole = notes.whole(lambda: _encoded_whole(picture, image_text))
        self.work, self._whole = whole.work, whole.encoding
        self.texts = TextEmbeddings(
            target=image_text.encode_text(target.prompt or neutral_text),
            source=image_text.encode_text(target.source_prompt or neutral_text),
        )
        self._before = notes.close_ups()

    def whole_picture(self) -> torch.Tensor:
        """The picture at draft size: (1, 3, H, W) in [0, 1]."""
        return as_unit_tensor(self._picture, self._model.device)

    def source_similarity(self, regions: Sequence[Box]) -> torch.Tensor:
        """The evidence that what the source prompt names is seen in each region's close-up before any edit.

        Args:
            regions: in the source image's pixels.

        Returns:
            (N,) in (-1, 1).
        """
        plans = self._plans(regions)
        missing = [plan for plan in dict.fromkeys(plans) if plan not in self._before]
        if missing:
            with torch.no_grad():
                crops = [as_unit_tensor(plan.cut(self._picture)) for plan in missing]
                self._before.update(zip(missing, self._model.encode_many(crops).embedding, strict=True))
        embedded = torch.stack([self._before[plan] for plan in plans])
        return evidence(embedded, self.texts.source, self._other_texts(), logit_scale=self._model.logit_scale)

    def standing_for(self, regions: Sequence[Box], *, same_iou: float) -> list[int]:
        """For each region, in the source image's pixels, which of them has a close-up that shows nearly the same."""
        return standing_for([plan.crop for plan in self._plans(regions)], same_iou=same_iou)

    def _plans(self, regions: Sequence[Box]) -> list[CropPlan]:
        factor_x, factor_y = self._frame.width / self._source_size.width, self._frame.height / self._source_size.height
        small = [region.scaled(factor_x, factor_y).moved_inside(self._frame) for region in regions]
        return [plan_crop(region, self._frame, side_px=self._draft_side_px) for region in small]

    def _other_texts(self) -> torch.Tensor:
        """What else a close-up could show: the neutral text, and everyday things that are not the source: (N, D)."""
        texts = (self._neutral_text, *everyday_things_besides(self._source_prompt))
        return torch.stack([self._model.encode_text(text) for text in texts])

    def _embedded_before(self, edited: Sequence[EditedRegion]) -> torch.Tensor:
        """The close-ups of edits as they were: (B, D). A plan's frame and size tell drafts and full edits apart."""
        missing = {item.plan: item.before for item in edited if item.plan not in self._before}
        if missing:
            crops = [as_unit_tensor(before) for before in missing.values()]
            self._before.update(zip(missing, self._model.encode_many(crops).embedding, strict=True))
        return torch.stack([self._before[item.plan] for item in edited])

    def losses(self, edited: Sequence[EditedRegion]) -> torch.Tensor:
        """The part of the loss that the edits decide: (B,)."""
        terms, _whole = self._edit_terms(edited)
        return self._loss(terms)

    def losses_and_scores(self, edited: Sequence[EditedRegion]) -> tuple[torch.Tensor, torch.Tensor]:
        """The same, and S of each edit (Eq. 7): (B,), (B,)."""
        terms, whole = self._edit_terms(edited)
        total, _text, _image = self._score(whole)
        return self._loss(terms), total

    def terms_and_scores(self, edited: Sequence[EditedRegion]) -> tuple[EditTerms, torch.Tensor]:
        """Every term of the edits' losses by itself, each (B,), and S of each edit: (B,)."""
        terms, whole = self._edit_terms(edited)
        total, _text, _image = self._score(whole)
        return terms, total

    @property
    def edit_share(self) -> float:
        """How much the edit's part of the loss counts: less where no thing is named."""
        return self._edit_share

    def score_of(self, edited: EditedRegion, *, known_loss: float) -> CandidateScore:
        """Score, loss terms and ranking score of one edit; `known_loss` is the part of its loss that needs no edit."""
        terms, whole = self._edit_terms([edited])
        total, text, image = self._score(whole)
        loss = float(self._loss(terms)[0]) + known_loss
        return CandidateScore(
            total=float(total[0]),
            text_to_image=float(text[0]),
            image_to_image=float(image[0]),
            clip_loss=float(terms.clip[0]),
            structural_loss=float(terms.structural[0]),
            directional_loss=float(terms.directional[0]),
            ranking_score=float(total[0]) if self._settings.objective is Objective.PAPER else -loss,
        )

    def gated_loss(
        self, drawn: int, windows: Sequence[Box], drafted: Mapping[int, EditedRegion], gates: torch.Tensor
    ) -> torch.Tensor:
        """The loss of X_o = sum_j g_j (M_j E_j + (1 - M_j) X), differentiable in the gates; a scalar.

        Args:
            drawn: index of the window that was drawn.
            windows: the anchor's M windows, in the source image's pixels.
            drafted: edits of those windows that have one, the drawn one among them; they give E_j, held constant.
                A window without one takes the drawn window's pixels.
            gates: g, (M,), summing to 1.
        """
        drawn_picture = self._pasted(drafted[drawn])
        pictures = torch.stack(
            [
                self._pasted(drafted[index])[0] if index in drafted else self._cut_to(window, drawn_picture)[0]
                for index, window in enumerate(windows)
            ]
        )  # (M, 3, h, w)
        composite = torch.einsum("m,mchw->chw", gates, pictures.to(gates.device))[None]
        plan = drafted[drawn].plan
        rows, columns = self._in_work(plan.crop, plan.frame).as_slices()
        whole = self._model.encode(composite)
        crop = self._model.encode(composite[:, :, rows, columns])
        with torch.no_grad():
            before = self._model.encode(self.work[:, :, rows, columns])
        terms = self._terms(whole, crop.embedding, before.embedding)
        return self._loss(terms)[0]

    def _cut_to(self, window: Box, picture: torch.Tensor) -> torch.Tensor:
        """A picture at work size inside a window of the source image, the unedited one outside: (1, 3, h, w)."""
        rows, columns = self._in_work(window, self._source_size).as_slices()
        cut = self.work.clone()
        cut[:, :, rows, columns] = picture[:, :, rows, columns]
        return cut

    def _loss(self, terms: EditTerms) -> torch.Tensor:
        """The part of the loss that edits decide: (B,)."""
        return self._edit_share * edit_loss(terms, self._settings.weights, self._settings.objective)

    def _score(self, whole: ImageEncoding) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        return score(
            whole.embedding,
            self._whole.embedding[0],
            self.texts.target,
            text_weight=self._settings.text_weight,
            image_weight=self._settings.image_weight,
        )

    def _edit_terms(self, edited: Sequence[EditedRegion]) -> tuple[EditTerms, ImageEncoding]:
        with torch.no_grad():
            whole = self._model.encode(torch.cat([self._pasted(item) for item in edited]))
            after = self._model.encode_many([as_unit_tensor(item.after) for item in edited])
            return self._terms(whole, after.embedding, self._embedded_before(edited)), whole

    def _terms(self, whole: ImageEncoding, crop_after: torch.Tensor, crop_before: torch.Tensor) -> EditTerms:
        texts, scale = self.texts, self._model.logit_scale
        before = self._whole.embedding[0]
        return EditTerms(
            clip=clip_loss(whole.embedding, texts.target),
            structural=structural_loss(whole.patches, self._whole.patches),
            directional=directional_loss(whole.embedding, before, texts.target, texts.source),
            crop_directional=directional_loss(crop_after, crop_before, texts.target, texts.source),
            whole_gain=gain(whole.embedding, before, texts.target, texts.source, logit_scale=scale),
            crop_gain=gain(crop_after, crop_before, texts.target, texts.source, logit_scale=scale),
        )

    def _pasted(self, item: EditedRegion) -> torch.Tensor:
        """The whole picture at work size with the edited region in it: (1, 3, h, w)."""
        place = self._in_work(item.plan.region, item.plan.frame)
        inside = as_unit_tensor(item.inside, self.work.device)
        fitted = F.interpolate(inside, size=(place.height, place.width), mode="bilinear", antialias=True)
        picture = self.work.clone()
        rows, columns = place.as_slices()
        picture[:, :, rows, columns] = fitted
        return picture

    def _in_work(self, box: Box, frame: Size) -> Box:
        height, width = self.work.shape[2:]
        return box.scaled(width / frame.width, height / frame.height).moved_inside(Size(width, height))


def _encoded_whole(picture: NDArray[np.uint8], image_text: ImageTextModel) -> WholeEncoding:
    """(H, W, 3) uint8 sRGB at work size, encoded."""
    height, width = picture.shape[:2]
    work_size = Size(width, height).scaled_to_longest(WORK_SCALE * image_text.side_px)
    work = as_unit_tensor(resized(picture, work_size), image_text.device)
    with torch.no_grad():
        return WholeEncoding(work, image_text.encode(work))
