"""Where bundles lie on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.errors import ModelUnavailable
from lredit_core.manifest import MANIFEST_NAME
from lredit_core.resources import resource_path

#: Of a name that is said, at most.
_LONGEST_SAID = 200


def bundles_home() -> Path:
    """The folder in which installed bundles lie, one sub-folder each; it may not exist yet."""
    return user_data_path("lredit", appauthor=False) / "bundles"


def bundle_folder(reference: str) -> Path:
    """The folder of "builtin", of an installed bundle's name, or of a path.

    Raises:
        ModelUnavailable: where nothing of that name is here.
    """
    if reference == BUILTIN_BUNDLE:
        return resource_path("bundles/builtin")
    if not reference.strip():
        raise ModelUnavailable(f'No model bundle is named. Give "{BUILTIN_BUNDLE}", a name, or the folder of a bundle.')
    as_path = Path(os.path.expanduser(reference))  # noqa: PTH111 (leaves names that it does not know as they are)
    if os.path.isdir(as_path):  # noqa: PTH112 (says no, and does not raise, for names that cannot be)
        return as_path
    installed = bundles_home() / reference
    if reference == Path(reference).name and os.path.isfile(installed / MANIFEST_NAME):  # noqa: PTH113
        return installed
    known = ", ".join([BUILTIN_BUNDLE, *installed_names()])
    raise ModelUnavailable(
        f'There is no model bundle "{_shortened(reference)}". Installed: {known}. Give one of these, or the folder of '
        "a bundle."
    )


def reference_from_anywhere(reference: str) -> str:
    """The same bundle for processes with another working folder: a path becomes absolute, a name stays one.

    Raises:
        ModelUnavailable: where nothing of that name is here.
    """
    folder = bundle_folder(reference)
    is_name = reference == BUILTIN_BUNDLE or folder == bundles_home() / reference
    return reference if is_name else str(folder.absolute())


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_SAID else name[:_LONGEST_SAID] + "\u2026"


def installed_names() -> list[str]:
    """Names of the bundles in `bundles_home`, sorted."""
    home = bundles_home()
    names = (path.parent.name for path in home.glob(f"*/{MANIFEST_NAME}")) if home.is_dir() else ()
    return sorted(name for name in names if not name.startswith("."))  # a bundle in the making has a dot
