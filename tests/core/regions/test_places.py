"""Places by colour, roughness and height: what a phrase speaks of, and where in a picture it lies."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from lredit_core.regions.places import find_places, places_named


def landscape(height: int = 150, width: int = 220) -> np.ndarray:
    """Blue sky above, a band of dark rough trees, green grass, and a grey road at the bottom."""
    rng = np.random.default_rng(0)
    bands = [((120, 170, 230), 1, 0.4), ((30, 60, 25), 24, 0.15), ((80, 130, 50), 7, 0.25), ((105, 105, 105), 3, 0.2)]
    rows: list[np.ndarray] = []
    for colour, noise, share in bands:
        band = np.array(colour) + rng.normal(0, noise, (round(share * height), width, 1))
        rows.append(np.clip(band, 0, 255).astype(np.uint8))
    return np.concatenate(rows)


@pytest.mark.parametrize(
    ("phrase", "places"),
    [
        ("the sky", ("sky",)),
        ("the green meadow", ("grass",)),
        ("trees", ("tree",)),
        ("the bushes behind the house", ("tree",)),
        ("the ground", ("grass", "sand", "road", "snow")),
        ("a sand castle", ()),
        ("a glass of water", ()),
        ("the water of the lake", ("water",)),
        ("the shelf", ()),
        ("", ()),
    ],
)
def test_a_phrase_speaks_of_places_by_its_last_word(phrase: str, places: tuple[str, ...]) -> None:
    assert places_named(phrase) == places


@pytest.mark.parametrize(("place", "middle"), [("sky", 0.2), ("tree", 0.475), ("grass", 0.675), ("road", 0.9)])
def test_each_place_is_likeliest_where_it_lies(place: str, middle: float) -> None:
    field = find_places(landscape(), (place,))
    assert field.shape == (150, 220) and float(field.max()) <= 0
    rows = field.mean(dim=1)
    assert abs(int(rows[7:-7].argmax()) + 7 - middle * 150) < 0.2 * 150
    within = round(middle * 150)
    assert float(rows[within]) > -1.0
    others = [round(other * 150) for other in (0.2, 0.475, 0.675, 0.9) if other != middle]
    assert max(float(rows[other]) for other in others) < float(rows[within]) - 1


def test_several_places_together_are_as_likely_as_all_of_them_at_any_scale() -> None:
    apart = [find_places(landscape(), (place,)) for place in ("grass", "road")]
    together = find_places(landscape(), ("grass", "road"))
    assert torch.allclose(together.exp(), apart[0].exp() + apart[1].exp(), atol=1e-4)
    assert find_places(landscape(600, 880), ("sky",)).shape == (150, 220)
