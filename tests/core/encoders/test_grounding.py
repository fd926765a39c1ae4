"""Every family that grounds: tiny, of transformers' own classes, saved and loaded through the real loader."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from lredit_core.encoders.grounding.families import FAMILIES
from lredit_core.encoders.grounding.folder import check_together, family_of, load_grounding, load_together
from lredit_core.encoders.grounding.loaded import as_picture
from lredit_core.encoders.grounding.phrases import bare, fitted, photo_of, sentence_of, with_article
from lredit_core.encoders.grounding.sureness import BELIEVED, in_common_unit
from lredit_core.encoders.grounding.word_maps import pieces_of
from lredit_core.engine.photographs import LEAST_DETECTED
from lredit_core.errors import InvalidRequest, ModelUnavailable
from lredit_core.geometry import Box
from tests.fakes.tiny_grounding import WRITERS, write_grounding

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

CPU = torch.device("cpu")
FINDERS = [name for name, family in FAMILIES.items() if "words" in family.roles]
SEGMENTERS = [name for name, family in FAMILIES.items() if "masks" in family.roles]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of tiny models by their kinds."""
    folder = tmp_path_factory.mktemp("grounding")
    for name in WRITERS:
        write_grounding(name, folder / name)
    return folder


@pytest.fixture
def pixels() -> np.ndarray:
    """96 x 72: wider than high, so that a frame that is padded or squeezed shows."""
    rng = np.random.default_rng(0)
    seen = rng.integers(0, 90, (72, 96, 3), dtype=np.uint8)
    seen[20:50, 50:80] = (230, 60, 50)
    return seen


def test_every_kind_of_the_table_has_a_tiny_model() -> None:
    assert set(WRITERS) == set(FAMILIES)


@pytest.mark.parametrize("name", FINDERS)
def test_words_give_boxes_within_the_picture_the_surest_first_and_the_same_again(
    models: Path, pixels: np.ndarray, name: str
) -> None:
    finder = load_grounding(models / name, device=CPU).finder
    assert finder is not None and finder.family == FAMILIES[name].title
    things, again = (finder.find(pixels, "the red square") for _ in range(2))
    assert len(things.boxes) > 0
    assert (things.boxes >= 0).all() and (things.boxes <= 1).all()
    assert (things.boxes[:, 2:] > things.boxes[:, :2]).all()
    assert (things.sureness.diff() <= 0).all() and (things.sureness >= 0).all() and (things.sureness <= 1).all()
    assert torch.equal(things.boxes, again.boxes) and torch.equal(things.sureness, again.sureness)
    assert (things.masks is not None) == finder.is_masking
    assert things.masks is None or len(things.masks) == len(things.boxes)
    assert len(finder.find(pixels, "  . ").boxes) == 0


@pytest.mark.parametrize("name", FINDERS)
def test_words_matter(models: Path, pixels: np.ndarray, name: str) -> None:
    finder = load_grounding(models / name, device=CPU).finder
    assert finder is not None
    one, other = finder.find(pixels, "the red square"), finder.find(pixels, "a dog")
    same = one.boxes.shape == other.boxes.shape and torch.allclose(one.sureness, other.sureness, atol=1e-7)
    assert not same


@pytest.mark.parametrize("name", FINDERS)
def test_what_is_too_long_to_read_is_said_and_cut_between_words(models: Path, pixels: np.ndarray, name: str) -> None:
    finder = load_grounding(models / name, device=CPU).finder
    assert finder is not None and finder.unread_words("a cat") == ""
    words = "the cat " + "on the mat " * 40
    unread = finder.unread_words(words)
    assert unread and words.split()[-len(unread.split()) :] == unread.split()
    read = " ".join(words.split()[: -len(unread.split())])
    assert torch.equal(finder.find(pixels, words).boxes, finder.find(pixels, read).boxes)


@pytest.mark.parametrize("name", ["owlvit", "owlv2"])
def test_owl_boxes_are_those_of_its_own_post_processing_in_a_wide_picture(
    models: Path, pixels: np.ndarray, name: str
) -> None:
    import transformers

    parts = FAMILIES[name].finds
    assert parts is not None
    model = getattr(transformers, parts.model).from_pretrained(models / name)
    processor = getattr(transformers, parts.processor).from_pretrained(models / name)
    inputs = processor(text=[["a photo of a dog"]], images=as_picture(pixels), return_tensors="pt", max_length=16)
    with torch.no_grad():
        raw = model(**inputs)
    middle, size = raw.pred_boxes[0].split(2, dim=1)
    frame = torch.tensor([1.0, 1.0]) if name == "owlvit" else torch.tensor([1.0, 96 / 72])  # padded below to a square
    corners = torch.cat([(middle - size / 2) * frame, (middle + size / 2) * frame], dim=1).clamp(0, 1)
    score, best = raw.logits[0, :, 0].sigmoid().max(dim=0)
    finder = load_grounding(models / name, device=CPU).finder
    assert finder is not None
    things = finder.find(pixels, "dog")
    assert torch.allclose(things.sureness[0], in_common_unit(score, believed_from=0.1), atol=1e-5)
    assert (things.boxes - corners[best]).abs().amax(dim=1).min() < 1e-5


def test_grounding_dino_boxes_are_those_of_its_own_post_processing(models: Path, pixels: np.ndarray) -> None:
    from transformers import GroundingDinoForObjectDetection, GroundingDinoProcessor

    folder = models / "grounding-dino"
    model, processor = (
        kind.from_pretrained(folder) for kind in (GroundingDinoForObjectDetection, GroundingDinoProcessor)
    )
    inputs = processor(text="a dog.", images=as_picture(pixels), return_tensors="pt")
    with torch.no_grad():
        raw = model(**inputs)
    (theirs,) = processor.post_process_grounded_object_detection(raw, threshold=0.0, target_sizes=[(72, 96)])
    finder = load_grounding(folder, device=CPU).finder
    assert finder is not None
    ours = finder.find(pixels, "The dog")
    order = theirs["scores"].argsort(descending=True)
    expected = (theirs["boxes"][order] / torch.tensor([96, 72, 96, 72])).clamp(0, 1)
    assert torch.allclose(ours.boxes, expected[: len(ours.boxes)], atol=1e-5)
    assert torch.allclose(ours.sureness, in_common_unit(theirs["scores"][order], believed_from=0.25), atol=1e-5)


def test_omdet_boxes_are_those_of_its_own_post_processing(models: Path, pixels: np.ndarray) -> None:
    from transformers import OmDetTurboForObjectDetection, OmDetTurboProcessor

    folder = models / "omdet-turbo"
    model, processor = (kind.from_pretrained(folder) for kind in (OmDetTurboForObjectDetection, OmDetTurboProcessor))
    inputs = processor(images=as_picture(pixels), text=["dog"], return_tensors="pt")
    inputs.pop("pixel_mask", None)
    with torch.no_grad():
        raw = model(**inputs)
    (theirs,) = processor.post_process_grounded_object_detection(
        raw, text_labels=["dog"], threshold=0.0, nms_threshold=1.0, target_sizes=[(72, 96)]
    )
    finder = load_grounding(folder, device=CPU).finder
    assert finder is not None
    best = theirs["scores"].argmax()
    ours = finder.find(pixels, "a dog")
    assert torch.allclose(ours.boxes[0], theirs["boxes"][best] / torch.tensor([96, 72, 96, 72]), atol=1e-5)


@pytest.mark.parametrize("name", SEGMENTERS)
def test_a_box_gives_masks_over_the_whole_picture_and_points_where_they_are_taken(
    models: Path, pixels: np.ndarray, name: str
) -> None:
    segmenter = load_grounding(models / name, device=CPU).segmenter
    assert segmenter is not None and segmenter.family == FAMILIES[name].title
    looked = segmenter.look(pixels)
    one, other = (looked.masks_of(box=box) for box in (Box(50, 20, 80, 50), Box(2, 40, 30, 70)))
    for masks in (one, other):
        assert len(masks.shares) == len(masks.sureness) == 1
        assert (masks.shares >= 0).all() and (masks.shares <= 1).all() and (masks.sureness <= 1).all()
    assert not torch.equal(one.shares, other.shares)
    if segmenter.takes_points:
        assert len(looked.masks_of(points=[(60, 30)]).shares) == 3  # a part, more, the whole
        with pytest.raises(InvalidRequest, match="box or a point"):
            looked.masks_of()
    else:
        with pytest.raises(InvalidRequest, match="no points"):
            looked.masks_of(points=[(60, 30)])


@pytest.mark.parametrize("name", ["sam", "sam2"])
def test_masks_are_those_of_the_model_s_own_post_processing_in_a_wide_picture(
    models: Path, pixels: np.ndarray, name: str
) -> None:
    import transformers

    parts = FAMILIES[name].segments
    assert parts is not None
    model = getattr(transformers, parts.model).from_pretrained(models / name)
    processor = getattr(transformers, parts.processor).from_pretrained(models / name)
    inputs = processor(images=as_picture(pixels), input_boxes=[[[50.0, 20.0, 80.0, 50.0]]], return_tensors="pt")
    given = {key: value.float() for key, value in inputs.items() if key in ("pixel_values", "input_boxes")}
    with torch.no_grad():
        raw = model(**given, multimask_output=False)
    sizes = [inputs["original_sizes"]]
    if name == "sam":
        sizes.append(inputs["reshaped_input_sizes"])
    (theirs,) = processor.image_processor.post_process_masks(raw.pred_masks, *sizes, binarize=False)
    segmenter = load_grounding(models / name, device=CPU).segmenter
    assert segmenter is not None
    ours = segmenter.look(pixels).masks_of(box=Box(50, 20, 80, 50)).shares
    assert torch.allclose(ours[0], theirs.reshape(ours[0].shape).sigmoid(), atol=1e-4)


def test_prompts_are_in_pixels_of_the_picture_whatever_its_size(models: Path, pixels: np.ndarray) -> None:
    segmenter = load_grounding(models / "sam", device=CPU).segmenter
    assert segmenter is not None
    large = np.repeat(np.repeat(pixels, 20, axis=0), 20, axis=1)  # 1920 px: made smaller before it is looked at
    masks = segmenter.look(large).masks_of(box=Box(1000, 400, 1600, 1000))
    small = segmenter.look(pixels).masks_of(box=Box(50, 20, 80, 50))
    assert masks.shares.shape[1:] == (384, 512)
    shrunk = torch.nn.functional.interpolate(masks.shares[None], size=small.shares.shape[1:], mode="area")[0]
    assert torch.allclose(shrunk, small.shares, atol=0.05)


def test_one_unit_for_all_scales() -> None:
    assert BELIEVED == LEAST_DETECTED
    for threshold in (0.1, 0.25, 0.3, 0.5):
        assert float(in_common_unit(torch.tensor(threshold), believed_from=threshold)) == pytest.approx(
            BELIEVED, abs=1e-4
        )
    scores = torch.tensor([0.0, 0.05, 0.1, 0.4, 0.9, 1.0])
    sure = in_common_unit(scores, believed_from=0.1)
    assert (sure.diff() > 0).all() and (sure > 0).all() and (sure < 1).all()
    nat = torch.logit(sure[4]) - torch.logit(sure[3])
    assert float(nat) == pytest.approx(float(torch.logit(scores[4]) - torch.logit(scores[3])), abs=1e-3)


def test_phrases_in_each_family_s_form() -> None:
    assert bare(" The red  Apple. ") == "red apple" and bare("the") == "the"
    assert with_article("my old owl") == "an old owl"
    assert with_article("the cups") == "cups" and with_article("the glass") == "a glass"
    assert photo_of("the red apple") == "a photo of a red apple"
    assert sentence_of("Mr. Smith's hat") == "a mr smith's hat."
    count = len
    assert fitted("a b c", form=str, token_count=lambda text: count(text.split()), most=2) == ("a b", "c")


def test_a_map_of_words_is_parted_into_things() -> None:
    likely = torch.full((40, 60), 0.01)
    likely[5:15, 5:20], likely[25:35, 30:55] = 0.9, 0.6
    things = pieces_of(likely, believed_from=0.4)
    assert things.boxes[0].tolist() == pytest.approx([5 / 60, 5 / 40, 20 / 60, 15 / 40])
    assert any(box == pytest.approx([30 / 60, 25 / 40, 55 / 60, 35 / 40]) for box in things.boxes.tolist())
    assert things.masks is not None and things.masks[0][5:15, 5:20].min() > 0.9 and things.masks[0][25:35].max() == 0


def test_folders_that_cannot_be_used_are_refused_with_what_to_do(models: Path, tmp_path: Path) -> None:
    def copied(name: str) -> Path:
        return shutil.copytree(models / "owlv2", tmp_path / name)

    pickled = copied("pickled")
    (pickled / "pytorch_model.bin").write_bytes(b"")
    code = copied("code")
    (code / "modeling_own.py").write_text("raise SystemExit", encoding="utf-8")
    own = copied("own")
    config = json.loads((own / "config.json").read_text(encoding="utf-8"))
    (own / "config.json").write_text(json.dumps(config | {"auto_map": {"AutoModel": "x.Y"}}), encoding="utf-8")
    other = copied("other")
    (other / "config.json").write_text(json.dumps(config | {"model_type": "bert"}), encoding="utf-8")
    silent, wordless, weightless, broken = copied("silent"), copied("wordless"), copied("weightless"), copied("broken")
    (silent / "preprocessor_config.json").unlink()
    for file in wordless.glob("tokenizer*"):
        file.unlink()
    (weightless / "model.safetensors").unlink()
    (broken / "config.json").write_text("[", encoding="utf-8")
    for folder, words in {
        pickled: "no safetensors file.*Take it out",
        code: "is code",
        own: "auto_map",
        other: r'of the kind "bert".*owlvit, owlv2, grounding-dino',
        silent: "lacks preprocessor_config",
        wordless: "lacks its tokenizer",
        weightless: "no weights",
        broken: "cannot be read",
        tmp_path: "holds no config.json",
    }.items():
        with pytest.raises(ModelUnavailable, match=words):
            family_of(folder)
        with pytest.raises(ModelUnavailable, match=words):
            load_grounding(folder, device=CPU)


def test_missing_weights_are_never_made_up(models: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(models / "owlv2", tmp_path / "thin")
    weights = load_file(folder / "model.safetensors")
    gone = sorted(weights)[0]
    del weights[gone]
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelUnavailable, match="not whole: 1 of its weights"):
        load_grounding(folder, device=CPU)
    (folder / "model.safetensors").write_bytes((models / "owlv2" / "model.safetensors").read_bytes()[:2000])
    with pytest.raises(ModelUnavailable, match="damaged or do not fit"):
        load_grounding(folder, device=CPU)


def test_one_finds_and_one_draws_and_two_of_a_kind_are_refused(models: Path) -> None:
    both = load_together([models / "owlv2", models / "sam"], device=CPU)
    assert both.in_words == "OWLv2 and SAM" and both.finder is not None and both.segmenter is not None
    alone = load_together([models / "sam3"], device=CPU)
    assert alone.in_words == "SAM 3" and alone.finder is alone.segmenter
    assert check_together([models / "clipseg", models / "sam2"]) == ("CLIPSeg", "SAM 2")
    assert load_together([], device=CPU).finder is None
    with pytest.raises(ModelUnavailable, match="OWLv2 and SAM 3 both find what words name"):
        check_together([models / "owlv2", models / "sam3"])
    with pytest.raises(ModelUnavailable, match="SAM and SAM 2 both draw"):
        load_together([models / "sam", models / "sam2"], device=CPU)
