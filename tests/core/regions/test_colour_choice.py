"""Which of several things has the colour that the words say."""

from __future__ import annotations

import numpy as np
import torch

from lredit_core.regions.colour_choice import fit_of_colour

#: Four things side by side, from the left: red, green, dark green and white.
_BOXES = torch.tensor([[0.0, 0.0, 0.25, 1.0], [0.25, 0.0, 0.5, 1.0], [0.5, 0.0, 0.75, 1.0], [0.75, 0.0, 1.0, 1.0]])


def scene() -> np.ndarray:
    pixels = np.full((40, 160, 3), 128, np.uint8)
    for number, colour in enumerate([(190, 40, 40), (60, 150, 60), (30, 90, 35), (240, 240, 240)]):
        pixels[4:36, 40 * number + 4 : 40 * number + 36] = colour
    return pixels


def test_the_thing_of_the_colour_fits_best_in_light_and_shade() -> None:
    fits = fit_of_colour(scene(), _BOXES, "green")
    assert fits is not None
    assert fits[1] == 1.0 and fits[2] > 0.9
    assert fits[0] < 0.2 and fits[3] < 0.2
    for colour, best in (("white", 3), ("red", 0)):
        fits = fit_of_colour(scene(), _BOXES, colour)
        assert fits is not None and fits.argmax() == best


def test_a_colour_that_none_of_them_has_chooses_nothing() -> None:
    assert fit_of_colour(scene(), _BOXES, "purple") is None
    assert fit_of_colour(scene(), torch.zeros(0, 4), "red") is None
