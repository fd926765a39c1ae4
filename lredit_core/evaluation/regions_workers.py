"""What the region benchmark is loaded from, wherever it is measured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lredit_core.bundles.digest import content_digest
from lredit_core.bundles.loading import BundleLoader
from lredit_core.bundles.store import reference_from_anywhere
from lredit_core.errors import ModelUnavailable
from lredit_core.evaluation.judge import JUDGE_FOLDER, Judge
from lredit_core.evaluation.regions_benchmark import Bench
from lredit_core.evaluation.simulated_clip import with_simulated_clip
from lredit_core.resources import resource_path
from lredit_core.synthetic.backgrounds import BackgroundPhotos
from lredit_core.synthetic.drawings import ArtLibrary
from lredit_core.synthetic.scenes import SceneMaker

if TYPE_CHECKING:
    from pathlib import Path

    from lredit_core.evaluation.without_regions import WholeImagePlace


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What a `Bench` is loaded from; plain values, so that they travel to other processes and machines.

    Attributes:
        bundle: its name or folder.
        art: a folder of drawings, or None for those that ship.
        others: editors without regions.
        has_simulated_clip: the bundle's image-text model has the narrow cosines of a large one.
    """

    bundle: str
    art: Path | None
    editor: str
    seed: int
    others: tuple[WholeImagePlace, ...] = ()
    has_simulated_clip: bool = False

    def bench(self) -> Bench:
        """Loads the models and the drawings; without an installed judge no edit is judged."""
        maker = SceneMaker(ArtLibrary(self.art or resource_path("art")), BackgroundPhotos(resource_path("backgrounds")))
        try:
            judge: Judge | None = Judge()
        except ModelUnavailable:
            judge = None
        bundle = BundleLoader(art_folder=self.art).load(self.bundle)
        if self.has_simulated_clip:
            bundle = with_simulated_clip(bundle)
        others = tuple(other.loaded() for other in self.others)
        return Bench(bundle, maker, judge, self.editor, self.seed, others)

    def from_anywhere(self) -> Ingredients:
        """With absolute paths."""
        return replace(
            self,
            bundle=reference_from_anywhere(self.bundle),
            art=None if self.art is None else self.art.absolute(),
            others=tuple(replace(other, place=other.place.absolute()) for other in self.others),
        )

    def digest_beside(self) -> str:
        """Of drawings, backgrounds, the judge and editors without regions; what is not here counts as empty."""
        shipped = [_shipped(name) for name in ("art", "backgrounds", JUDGE_FOLDER)]
        own = [self.art, *(other.place for other in self.others)]
        return " ".join("" if place is None else content_digest(place) for place in (*shipped, *own))


def _shipped(name: str) -> Path | None:
    try:
        return resource_path(name)
    except ModelUnavailable:
        return None
