"""Where the files that ship with the program lie."""

from __future__ import annotations

from pathlib import Path

from lredit_core.errors import ModelUnavailable

#: The sample picture, and what is asked of it where nobody says.
SAMPLE = "samples/cat_and_car.jpg"
SAMPLE_PROMPT, SAMPLE_SOURCE = "a red apple", "a cat"

_ROOT = Path(__file__).resolve().parent.parent / "resources"


def resource_path(relative: str) -> Path:
    """The path of something under `resources/`.

    Raises:
        ModelUnavailable: where it is missing: the installation is incomplete.
    """
    path = _ROOT / relative
    if not path.exists():
        raise ModelUnavailable(
            f'The program\'s own file "resources/{relative}" is missing. Install lredit again, or clone it whole.',
            details=str(path),
        )
    return path
