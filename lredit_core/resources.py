"""Where the files that ship with the program lie: beside the code in a clone, in a package of data once installed."""

from __future__ import annotations

import functools
import importlib
from importlib import resources
from pathlib import Path

from lredit_core.errors import ModelUnavailable

#: The sample picture, and what is asked of it where nobody says.
SAMPLE = "samples/coffee_photo.jpg"
SAMPLE_PROMPT, SAMPLE_SOURCE = "a red apple", "the cup of coffee"
#: The samples in the order in which they are offered, photographs first; others that lie there come after these.
SAMPLES_FIRST = ("coffee_photo.jpg", "cat_photo.jpg", "cat_and_car.jpg", "beach_toys.jpg")
#: What desktops know the program by: the names of the files in `resources/desktop` and of those that are installed.
DESKTOP_ID = "org.lredit.Lredit"

#: What `resources/` is called where it is installed (setup.py).
_PACKAGE = "lredit_resources"
#: A file in it: of a package without code only what lies in it has a path.
_FILE = "catalogue.json"


def resource_path(relative: str) -> Path:
    """The path of something under `resources/`.

    Raises:
        ModelUnavailable: where it is missing: the installation is incomplete.
    """
    path = _root() / relative
    if not path.exists():
        raise ModelUnavailable(
            f'The program\'s own file "resources/{relative}" is missing. Install lredit again, or clone it whole.',
            details=str(path),
        )
    return path


@functools.cache
def _root() -> Path:
    clone = Path(__file__).resolve().parent.parent
    if (clone / "pyproject.toml").is_file():  # a clone's code reads its own files, whatever else is installed
        return clone / "resources"
    try:
        return Path(str(resources.files(_PACKAGE).joinpath(_FILE))).parent
    except NotADirectoryError:  # an editable install lies on the same path: its name leads to several places
        return _of_namespace() or clone / "resources"
    except ModuleNotFoundError:
        return clone / "resources"  # where an incomplete installation is told what is missing


def _of_namespace() -> Path | None:
    places = [Path(place) for place in importlib.import_module(_PACKAGE).__path__]
    return next((place for place in places if (place / _FILE).is_file()), None)
