"""Loading what a bundle is made of, once, to see that it works; needs the model libraries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lredit_core.bundles.loading import BundleLoader
from lredit_core.editors.pretrained import remarks_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def load_all(
    folder: Path,
    emit: Callable[[str], None] = lambda _what: None,
    *,
    remark: Callable[[str], None] | None = None,
) -> None:
    """Loads every part of a bundle, and forgets it.

    Args:
        folder: of the bundle.
        emit: told what is loaded next.
        remark: told what a person should know of what was loaded; `emit` is where there is none.

    Raises:
        ModelUnavailable: for the first part that does not load.
    """
    emit("Loading the image-text and the self-supervised model")
    loaded = BundleLoader().load(str(folder))
    if loaded.manifest.filling is not None:
        emit("Loading the filling network")
        loaded.filler()
    if loaded.manifest.grounding:
        emit("Loading what finds and frames things")
        loaded.load_grounding()
    for name, part in loaded.manifest.editors.items():
        emit(f'Loading the editor "{part.title or name}"')
        for text in remarks_of(loaded.editor(name)):
            (remark or emit)(f"{part.title or name}: {text}.")


def check_headers(folder: Path) -> None:
    """Looks whether each safetensors file below a folder is whole, without loading it into memory.

    Raises:
        ModelUnavailable: for the first that is not.
    """
    from safetensors import SafetensorError, safe_open

    from lredit_core.errors import ModelUnavailable

    for path in sorted(folder.rglob("*.safetensors")):
        try:
            with safe_open(path, framework="np") as file:
                file.keys()
        except (SafetensorError, OSError) as error:
            raise ModelUnavailable(
                f'"{path.name}" in "{path.parent}" is damaged or cut short. Get that file again.', details=str(error)
            ) from error
