"""The colours of the themes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme; all surfaces are grey without a tint, so that the picture's colours are judged right.

    `on_picture` is the accent of what is drawn over the picture, which may be dark or bright in either theme.
    `mark` lies under words that were looked for and found.
    """

    is_dark: bool
    canvas: str
    window: str
    panel: str
    raised: str
    field: str
    line: str
    strong_line: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    on_picture: str
    accent_text: str
    selection: str
    error: str
    warning: str
    good: str
    mark: str


DARK = Colours(
    is_dark=True,
    canvas="#1a1a1a",
    window="#242424",
    panel="#2a2a2a",
    raised="#363636",
    field="#1e1e1e",
    line="#393939",
    strong_line="#4a4a4a",
    text="#e8e8e8",
    muted="#b2b2b2",
    faint="#9a9a9a",
    accent="#4c9aff",
    accent_hover="#6aacff",
    on_picture="#4c9aff",
    accent_text="#0b1523",
    selection="#2f3b4b",
    error="#ff7a70",
    warning="#f0b429",
    good="#5fc28a",
    mark="#5a4a1c",
)

LIGHT = Colours(
    is_dark=False,
    canvas="#c2c2c2",
    window="#ebebeb",
    panel="#f3f3f3",
    raised="#fafafa",
    field="#fcfcfc",
    line="#d6d6d6",
    strong_line="#bcbcbc",
    text="#1f1f1f",
    muted="#525252",
    faint="#686868",
    accent="#1962cf",
    accent_hover="#2f7aea",
    on_picture="#4c9aff",
    accent_text="#ffffff",
    selection="#d9e6f8",
    error="#c62f22",
    warning="#8a5a00",
    good="#1c7240",
    mark="#ffe9a8",
)

#: For those who see little contrast: nothing but black, white and a strong yellow; every text at least 7 to 1.
CONTRAST = Colours(
    is_dark=True,
    canvas="#000000",
    window="#000000",
    panel="#000000",
    raised="#1c1c1c",
    field="#000000",
    line="#8c8c8c",
    strong_line="#ffffff",
    text="#ffffff",
    muted="#f0f0f0",
    faint="#b4b4b4",
    accent="#ffd83d",
    accent_hover="#ffe680",
    on_picture="#ffd83d",
    accent_text="#000000",
    selection="#3d3d00",
    error="#ff9c94",
    warning="#ffc44d",
    good="#7dffb0",
    mark="#5c5200",
)
