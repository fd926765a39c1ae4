"""Text can be read on every ground, in both themes (WCAG 2.1: 4.5 to 1)."""

from __future__ import annotations

import pytest

from lredit_gui.theme.colours import DARK, LIGHT, Colours

TEXTS = ("text", "muted", "faint", "error", "warning", "good", "accent")
GROUNDS = ("window", "panel", "field")


def luminance(colour: str) -> float:
    shares = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("text", TEXTS)
def test_text_is_read_on_every_ground(theme: Colours, text: str) -> None:
    for ground in GROUNDS:
        assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5, (text, ground)
    assert contrast(theme.accent_text, theme.accent) >= 4.5
