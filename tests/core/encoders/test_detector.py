"""The detector: where its boxes lie, which names a phrase speaks of, and folders that are none. Real classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from lredit_core.bundles.loading import load_detector
from lredit_core.encoders.detector import SIDES_PX, Detections, Detector, DetectorFacts, DetectorShape, NanoDet
from lredit_core.encoders.image_text import as_unit_tensor
from lredit_core.errors import ModelUnavailable
from tests.fakes.tiny_bundle import VIT_TOWER, write_detector, write_image_text

if TYPE_CHECKING:
    from pathlib import Path

SHAPE = DetectorShape(stem=4, units=(1, 1, 1, 1), width=8, bins=4)


@pytest.fixture(scope="module")
def detector(tmp_path_factory: pytest.TempPathFactory) -> Detector:
    folder = tmp_path_factory.mktemp("bundle") / "detector"
    write_detector(folder)
    return load_detector(folder, device=torch.device("cpu"))


def constant_network(*, distances: tuple[int, int, int, int], logits: tuple[float, ...]) -> NanoDet:
    """A network that says the same of every place: so many strides to the left, top, right, bottom."""
    network = NanoDet(SHAPE, len(logits))
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.zero_()
        for head in network.heads:
            bias = torch.full((4, SHAPE.bins), -50.0)
            bias[range(4), list(distances)] = 50.0
            head[-1].bias.copy_(torch.cat([torch.tensor(logits), bias.flatten()]))
    return network.eval()


def facts(*names: str) -> DetectorFacts:
    kinds = {name: (index,) for index, name in enumerate(names)}
    return DetectorFacts(shape=SHAPE, names=names, kinds=kinds, mean=(0.5, 0.5, 0.5), std=(0.5, 0.5, 0.5))


def test_boxes_reach_from_each_place_as_far_as_the_network_says_in_its_strides() -> None:
    network = constant_network(distances=(1, 2, 3, 0), logits=(0.0, 2.0))
    boxes, logits = network(torch.zeros(1, 3, 64, 96))
    places = [(8, 8, 12), (16, 4, 6), (32, 2, 3)]
    assert len(boxes) == len(logits) == sum(rows * columns for _stride, rows, columns in places)
    first = 0
    for stride, rows, columns in places:
        x, y = 2 * stride + (stride - 1) / 2, stride + (stride - 1) / 2  # third place of the second row
        expected = [x - stride, y - 2 * stride, x + 3 * stride, y]
        assert boxes[first + columns + 2].tolist() == pytest.approx(expected, abs=1e-3)
        first += rows * columns
    assert torch.allclose(logits, torch.tensor([0.0, 2.0]))


def test_boxes_come_in_shares_of_the_picture_whatever_its_aspect_and_never_leave_it() -> None:
    network = constant_network(distances=(1, 1, 1, 1), logits=(3.0,))
    found = Detector(network, facts("dog"), device=torch.device("cpu")).find(torch.rand(1, 3, 100, 250))
    assert float(found.boxes.min()) >= 0 and float(found.boxes.max()) <= 1
    assert torch.allclose(found.scores, torch.tensor(3.0).sigmoid())
    width, height = SIDES_PX[0], SIDES_PX[0] * 100 / 250
    x, y = 2 * 8 + 3.5, 3 * 8 + 3.5
    expected = torch.tensor([(x - 8) / width, (y - 8) / height, (x + 8) / width, (y + 8) / height])
    assert float((found.boxes - expected).abs().amax(dim=1).min()) < 1e-5


def test_the_same_picture_has_the_same_boxes_and_what_is_unlikely_is_left_out(detector: Detector) -> None:
    picture = as_unit_tensor(np.random.default_rng(0).integers(0, 256, (90, 160, 3), dtype=np.uint8))
    one, other = detector.find(picture), detector.find(picture)
    assert torch.equal(one.boxes, other.boxes) and torch.equal(one.scores, other.scores)
    silent = Detector(
        constant_network(distances=(1, 1, 1, 1), logits=(-9.0,)), facts("dog"), device=torch.device("cpu")
    )
    assert len(silent.find(picture).boxes) == 0


def test_the_boxes_of_a_name_are_the_surest_first_and_none_twice() -> None:
    boxes = torch.tensor([[0.0, 0.0, 0.5, 0.5], [0.02, 0.0, 0.5, 0.5], [0.6, 0.6, 0.9, 0.9]])
    found = Detections(boxes, torch.tensor([[0.2, 0.1], [0.3, 0.0], [0.1, 0.8]]))
    first, scores = found.of([0])
    assert first.tolist() == boxes[[1, 2]].tolist() and scores.tolist() == pytest.approx([0.3, 0.1])
    either, scores = found.of([0, 1])
    assert either.tolist() == boxes[[2, 1]].tolist() and scores.tolist() == pytest.approx([0.8, 0.3])


@pytest.mark.parametrize(
    ("phrase", "kinds", "broader"),
    [
        ("a dog", (2,), ()),
        ("the old men", (0,), ()),
        ("two small animals", (1, 2), ()),
        ("the man with a dog", (0,), ()),
        ("an owl", (), (1,)),
        ("owls on a branch", (), (1,)),
        ("a zeppelin", (), ()),
        ("the dog that sits there", (2,), ()),
        ("the man holding a cup", (0,), ()),
        ("a sitting dog", (2,), ()),
        ("the dog to the left", (2,), ()),
        ("a cup of water", (3,), ()),
        ("the zeppelin beside the dog", (), ()),
        ("a crowd of people", (0,), ()),
    ],
)
def test_a_phrase_speaks_of_names_or_of_something_that_is_a_kind_of_them(
    detector: Detector, phrase: str, kinds: tuple[int, ...], broader: tuple[int, ...]
) -> None:
    assert detector.words.kinds_of(phrase) == kinds
    assert detector.words.broader_than(phrase) == broader


def test_a_folder_that_is_no_detector_is_refused_in_a_sentence(tmp_path: Path) -> None:
    write_image_text(tmp_path / "plain", VIT_TOWER)
    with pytest.raises(ModelUnavailable, match=r"holds no detector\.json"):
        load_detector(tmp_path / "plain", device=torch.device("cpu"))
    write_detector(tmp_path / "other")
    text = (tmp_path / "other" / "detector.json").read_text(encoding="utf-8")
    (tmp_path / "other" / "detector.json").write_text(text.replace('"stem":4', '"stem":8'), encoding="utf-8")
    with pytest.raises(ModelUnavailable, match="cannot be loaded"):
        load_detector(tmp_path / "other", device=torch.device("cpu"))
