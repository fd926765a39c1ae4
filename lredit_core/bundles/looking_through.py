"""Looking through photographs for things in a process of its own, with the detector and the eye of a bundle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.library.outcome import LookedThrough

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lredit_core.cancellation import CancellationToken
    from lredit_core.library.outcome import Added


@dataclass(frozen=True, slots=True)
class LookThroughTask:
    """Adds a folder's things to those that are kept; tells `LookedThrough`.

    Attributes:
        folder: with photographs.
        kept_in: the folder of own things.
        besides: what is looked for besides all that the detector knows.
    """

    folder: Path
    kept_in: Path
    besides: tuple[str, ...] = ()
    bundle: str = BUILTIN_BUNDLE

    def run(self, emit: Callable[[Any], None], token: CancellationToken) -> Added:
        from lredit_core.bundles.loading import BundleLoader
        from lredit_core.library.adding import add_folder
        from lredit_core.library.photographs import photographs_in
        from lredit_core.library.store import OwnThings

        photographs_in(self.folder)  # a folder that cannot be read is told before the models are loaded
        loaded = BundleLoader().load(self.bundle)
        token.raise_if_cancelled()
        return add_folder(
            OwnThings(self.kept_in),
            self.folder,
            detector=loaded.detector,
            eye=loaded.eye,
            besides=self.besides,
            finder=loaded.load_grounding().finder,
            on_progress=lambda done, total, things: emit(LookedThrough(done, total, things)),
            token=token,
        )
