"""`lredit evaluate`: a row of a list by every method, and what each result is worth.

S_t2i, S_i2i and S (Lin et al. 2024, Eq. 7) are taken from the finished pictures, in the same way for everybody, and the
background is what lies outside of the row's known box, or of the method's own region where no box is known.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import torch

from lredit_core.batch.results_folder import Result
from lredit_core.encoders.image_text import as_unit_tensor
from lredit_core.errors import LreditError
from lredit_core.evaluation.background import background_kept, with_margin
from lredit_core.evaluation.prompted_methods import MadePicture, MakesResults, Trials
from lredit_core.evaluation.prompted_tasks import task_of, text_to_score
from lredit_core.geometry import Size
from lredit_core.objective.score import score
from lredit_core.pictures.image import resized
from lredit_core.pictures.opening import open_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from lredit_core.batch.manifest import PromptedPicture
    from lredit_core.batch.results_folder import ResultsFolder
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.encoders.image_text import ImageTextModel
    from lredit_core.evaluation.background import ComparesPictures
    from lredit_core.geometry import Box

#: Of everything a figure depends on: another number, and all are measured anew.
_FIGURES_VERSION = "1"
#: Pictures are made this small before the image-text model makes them smaller yet.
_SCORED_PX = 1024
#: Results are compared with a picture of another size where both have one shape, within this share.
_SAME_SHAPE = 0.02

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Scorer:
    """The models that judge results.

    Attributes:
        image_text: gives the cosines of S.
        distance: compares backgrounds; None leaves the perceptual distance out.
        fingerprint: of the two.
    """

    image_text: ImageTextModel
    distance: ComparesPictures | None
    fingerprint: str

    def scores(self, before: NDArray[np.uint8], after: NDArray[np.uint8], text: str | None) -> dict[str, float | None]:
        """S and its parts; only S_i2i without a text."""
        pictures = [as_unit_tensor(_at_most(pixels)) for pixels in (after, before)]
        with torch.no_grad():
            edited, source = self.image_text.encode_many(pictures).embedding
            words = source if text is None else self.image_text.encode_text(text)
            total, to_text, to_image = (float(value) for value in score(edited[None], source, words))
        if text is None:
            return {"score": None, "text_to_image": None, "image_to_image": to_image}
        return {"score": total, "text_to_image": to_text, "image_to_image": to_image}


@dataclass(frozen=True, slots=True)
class PromptedBench:
    """Everything that a row is measured with.

    Attributes:
        makers: the methods, in the order in which they are shown.
        folder: where results are kept, and taken from where they are there already.
        bundle: of the methods that edit here; None where there are none.
    """

    makers: tuple[MakesResults, ...]
    scorer: Scorer
    folder: ResultsFolder
    bundle: ModelBundle | None = None
    editor: str = ""
    seed: int = 0

    def measure(self, row: PromptedPicture) -> tuple[Result, ...]:
        """The row's result by every method; what fails is noted in its place and takes nothing along."""
        task = task_of(row)
        before = task.image.to_srgb8()
        self.folder.keep_before(row, before)
        trials = Trials(task, self.bundle, editor=self.editor, seed=self.seed)
        made = [self._made(maker, row, trials, task.image.digest) for maker in self.makers]
        others = next(((result.method, result.regions) for result, _made in made if result.regions), ("", ()))
        return tuple(
            result if pixels is None else self._scored(row, before, result, pixels, others) for result, pixels in made
        )

    def _made(
        self, maker: MakesResults, row: PromptedPicture, trials: Trials, picture: str
    ) -> tuple[Result, NDArray[np.uint8] | None]:
        """A method's result and its pixels, from the folder where they are there; figures come later."""
        result = Result(row.name, maker.name, row.prompt, row.source, made_of="")
        try:
            digest = _digest(picture, row.prompt, row.source, maker.name, *maker.made_of(row))
            known = self.folder.known(row.name, maker.name, made_of=digest)
            if known is not None:
                return known, open_picture(self.folder.path_of(row.name, maker.name)).buffer.to_srgb8()
            made = maker.make(row, trials)
        except LreditError as error:
            return self._failed(result, error.message), None
        except Exception as error:  # one picture must not take all others along
            log.exception("%s by %s", row.name, maker.name)
            return self._failed(result, f"{type(error).__name__}: {error}"), None
        return self._kept(replace(result, made_of=digest), made), made.pixels

    def _failed(self, result: Result, why: str) -> Result:
        failed = replace(result, failure=why)
        self.folder.keep(failed, None)
        return failed

    def _kept(self, result: Result, made: MadePicture) -> Result:
        seconds = None if made.seconds is None else round(made.seconds, 3)
        kept = replace(result, regions=made.regions, seconds=seconds)
        self.folder.keep(kept, made.pixels)
        return kept

    def _scored(
        self,
        row: PromptedPicture,
        before: NDArray[np.uint8],
        result: Result,
        pixels: NDArray[np.uint8],
        others: tuple[str, tuple[Box, ...]],
    ) -> Result:
        """With figures, which are written too; those that are there already are taken where nothing changed."""
        regions, note = _background_of(row, before, result, others)
        digest = _digest(_FIGURES_VERSION, self.scorer.fingerprint, result.made_of, str(regions))
        if result.scored_with == digest:
            return result
        figures = self.scorer.scores(before, pixels, text_to_score(row))
        kept, why_not = _kept_outside(before, pixels, regions, self.scorer.distance)
        figures |= kept
        rounded = {key: None if value is None else round(value, 5) for key, value in figures.items()}
        scored = replace(result, figures=rounded, scored_with=digest, note=why_not or note)
        self.folder.keep(scored, None)
        return scored


def _background_of(
    row: PromptedPicture, before: NDArray[np.uint8], result: Result, others: tuple[str, tuple[Box, ...]]
) -> tuple[tuple[Box, ...], str]:
    """The regions that the background lies outside of, and whose they are, in words."""
    size = Size(before.shape[1], before.shape[0])
    if row.box is not None:
        return (with_margin(row.box.clipped_to(size), size),), "outside of the known box"
    if result.regions:
        return result.regions, "outside of its own region"
    name, regions = others
    return regions, f"outside of the region of {name}" if regions else "no region is known"


def _kept_outside(
    before: NDArray[np.uint8], after: NDArray[np.uint8], regions: Sequence[Box], distance: ComparesPictures | None
) -> tuple[dict[str, float | None], str]:
    """The background's figures, and why there are none; a result of another size is compared at that."""
    none: dict[str, float | None] = {"psnr_db": None, "ssim": None, "distance": None}
    if not regions:
        return none, ""
    height, width = after.shape[:2]
    across, down = width / before.shape[1], height / before.shape[0]
    if abs(across / down - 1) > _SAME_SHAPE:
        return none, f"It is {width} x {height} pixels, of another shape than the picture: no background is compared."
    if after.shape != before.shape:
        before = resized(before, Size(width, height))
        regions = [box.scaled(across, down) for box in regions]
    kept = background_kept(before, after, regions, distance)
    if kept is None:
        return none, "The region fills the picture: there is no background."
    return {"psnr_db": kept.psnr_db, "ssim": kept.ssim, "distance": kept.distance}, ""


def _at_most(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    size = Size(pixels.shape[1], pixels.shape[0])
    return resized(pixels, size.scaled_to_longest(min(_SCORED_PX, size.longest)))


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=12).hexdigest()
