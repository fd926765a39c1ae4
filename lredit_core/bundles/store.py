"""Where bundles lie on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.bundles.brought_bundles import brought_bundles
from lredit_core.errors import InvalidRequest, ModelUnavailable
from lredit_core.manifest import MANIFEST_NAME
from lredit_core.resources import resource_path

#: Of a name that is said, at most.
_LONGEST_SAID = 200


def bundles_home() -> Path:
    """The folder in which installed bundles lie, one sub-folder each; it may not exist yet."""
    return user_data_path("lredit", appauthor=False) / "bundles"


def bundle_folder(reference: str) -> Path:
    """The folder of "builtin", of a path, of an installed bundle's name, or of one that another package brings.

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
    brought = brought_bundles()
    if reference in brought:
        return brought[reference].folder
    known = ", ".join([BUILTIN_BUNDLE, *installed_names(), *brought])
    raise ModelUnavailable(
        f'There is no model bundle "{_shortened(reference)}". Installed: {known}. Give one of these, or the folder of '
        "a bundle."
    )


def require_installed(name: str) -> Path:
    """The folder of a bundle that was installed here, and may be changed.

    Raises:
        InvalidRequest: for the built-in bundle, one that a package brings, a folder elsewhere, or an unknown name.
    """
    if name == BUILTIN_BUNDLE:
        raise InvalidRequest("The built-in bundle belongs to the program and stays as it is.")
    if name in installed_names():
        return bundles_home() / name
    if (brought := brought_bundles().get(name)) is not None:
        raise InvalidRequest(
            f'The bundle "{name}" came with the package "{brought.package}" and stays as it is. '
            f"It goes with that: pip uninstall {brought.package}."
        )
    raise InvalidRequest(f'There is no installed bundle "{_shortened(name)}". `lredit bundles list` names them.')


def reference_from_anywhere(reference: str) -> str:
    """The same bundle for processes with another working folder: a path becomes absolute, a name stays one.

    Raises:
        ModelUnavailable: where nothing of that name is here.
    """
    folder = bundle_folder(reference)
    is_path = reference != BUILTIN_BUNDLE and os.path.isdir(os.path.expanduser(reference))  # noqa: PTH111, PTH112 (as above)
    return str(folder.absolute()) if is_path else reference


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_SAID else name[:_LONGEST_SAID] + "\u2026"


def installed_names() -> list[str]:
    """Names of the bundles in `bundles_home`, sorted."""
    home = bundles_home()
    names = (path.parent.name for path in home.glob(f"*/{MANIFEST_NAME}")) if home.is_dir() else ()
    return sorted(name for name in names if not name.startswith("."))  # a bundle in the making has a dot
