"""The eye for photographs: which names a phrase speaks of, and what it says of places. Real classes, random weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from lredit_core.bundles.loading import load_eye
from lredit_core.encoders.eye import SIDES_PX, PhotographEye, Sight
from lredit_core.encoders.image_text import as_unit_tensor
from lredit_core.errors import ModelUnavailable
from tests.fakes.tiny_bundle import VIT_TOWER, write_eye, write_image_text

if TYPE_CHECKING:
    from pathlib import Path

PICTURE = as_unit_tensor(np.random.default_rng(0).integers(0, 256, (90, 160, 3), dtype=np.uint8))


@pytest.fixture(scope="module")
def eye(tmp_path_factory: pytest.TempPathFactory) -> PhotographEye:
    folder = tmp_path_factory.mktemp("bundle") / "photographs"
    write_eye(folder)
    return load_eye(folder, device=torch.device("cpu"))


@pytest.mark.parametrize(
    ("phrase", "kinds"),
    [
        ("a cat", (0, 1)),
        ("the small old dog", (2, 3)),
        ("dogs", (2, 3)),
        ("My Beagle", (2,)),
        ("a cup of coffee", (4,)),
        ("the cat on the sofa", (0, 1)),
        ("a dog with a cat", (2, 3)),
        ("a cat dog", (2, 3)),
        ("a giraffe", ()),
        ("", ()),
    ],
)
def test_a_phrase_speaks_of_all_kinds_of_its_thing(eye: PhotographEye, phrase: str, kinds: tuple[int, ...]) -> None:
    assert eye.words.kinds_of(phrase) == kinds


def test_places_share_out_their_certainty_among_all_names(eye: PhotographEye) -> None:
    glance = eye.glance(PICTURE)
    assert not glance.is_drawing
    sight = eye.look(PICTURE, glance)
    assert [max(shares.shape[1:]) * 32 for shares in sight.log_shares] == list(SIDES_PX)
    for shares in sight.log_shares:
        assert torch.allclose(shares.exp().sum(dim=0), torch.ones(shares.shape[1:]), atol=1e-5)
    assert torch.allclose(sight.map_of(range(5)), torch.zeros(1), atol=1e-4)


def test_a_word_is_as_likely_as_its_kinds_together_and_lies_where_they_do() -> None:
    shares = torch.full((3, 4, 4), 0.01).log()
    shares[1, :2, :2], shares[2, 2:, 2:] = 0.0, 0.0
    both, one = Sight((shares,)).map_of([1, 2]), Sight((shares,)).map_of([1])
    assert both.shape == (8, 8)
    assert both[0, 0] > both[0, 7] and both[7, 7] > both[7, 0]
    assert one[0, 0] > one[7, 7] + 2


def test_a_picture_of_any_aspect_is_seen_to_its_borders(eye: PhotographEye) -> None:
    tall = as_unit_tensor(np.zeros((300, 40, 3), np.uint8))
    assert [shares.shape[1:] for shares in eye.look(tall, eye.glance(tall)).log_shares] == [
        (8, 1),
        (12, 2),
        (16, 2),
        (20, 3),
    ]


def test_a_folder_that_is_no_eye_is_refused_in_a_sentence(tmp_path: Path) -> None:
    write_image_text(tmp_path / "plain", VIT_TOWER)
    with pytest.raises(ModelUnavailable, match=r"holds no eye\.json"):
        load_eye(tmp_path / "plain", device=torch.device("cpu"))
    write_eye(tmp_path / "damaged")
    (tmp_path / "damaged" / "eye.json").write_text('{"names": 3}')
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        load_eye(tmp_path / "damaged", device=torch.device("cpu"))
