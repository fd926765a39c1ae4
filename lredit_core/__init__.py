"""The engine of lredit: learns which region of a picture a text speaks of, and edits it. Imports no Qt.

As a library (docs/library.md):

    import lredit_core

    with lredit_core.load() as engine:
        picture = lredit_core.open_picture("photo.jpg")
        result = engine.run(engine.request(picture, "a red apple", source="the cat"))
        lredit_core.export(result.document, "edited.png")

The names come with their first use: importing this package alone imports nothing else, and torch comes with `load`.
"""

from __future__ import annotations

import importlib
from importlib import metadata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lredit_core.sessions.public import *  # noqa: F403  its __all__ says what is public

    __version__: str

_PUBLIC = "lredit_core.sessions.public"


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return metadata.version("lredit")
    if not name.startswith("_"):
        public = importlib.import_module(_PUBLIC)
        if name in public.__all__:
            return getattr(public, name)
    raise AttributeError(f'"lredit_core" has no public name "{name}"; docs/library.md lists them', name=name)


def __dir__() -> list[str]:
    return sorted([*globals(), "__version__", *importlib.import_module(_PUBLIC).__all__])
