"""open_clip folders, those among them whose text tower is a Hugging Face model (XLM-RoBERTa and its kin).

open_clip fetches such a tower's configuration from the hub by its name; nothing is fetched here. It is taken from the
folder itself, from a folder of the tower's name in it, or from what was fetched before; for BERT's family it follows
from the weights' own shapes and what all published ones have in common: heads of 64 channels (Devlin et al. 2019;
Liu et al. 2019; Conneau et al. 2020).
"""

from __future__ import annotations

import json
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lredit_core.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: What open_clip takes as weights, the first that is there; then any other safetensors file.
IMAGE_TEXT_WEIGHTS = (
    "open_clip_model.safetensors", "open_clip_pytorch_model.safetensors", "open_clip_pytorch_model.bin",
    "open_clip_pytorch_model.pth", "model.safetensors", "pytorch_model.bin", "pytorch_model.pth", "model.pth",
)  # fmt: skip
_TOKENIZER_FILES = (
    "tokenizer.json",
    "sentencepiece.bpe.model",
    "spiece.model",
    "vocab.txt",
    "vocab.json",
    "tokenizer.model",
)
_HEAD_WIDTH = 64
_TOWER = "text.transformer."


def load_open_clip(folder: Path) -> tuple[Any, Any]:
    """(model in float32 on the CPU, tokenizer) of a folder with open_clip_config.json.

    Raises:
        ModelUnavailable: where the configuration of its text tower, or its tokenizer, is nowhere on this machine.
    """
    import open_clip

    config = json.loads((folder / "open_clip_config.json").read_text(encoding="utf-8"))
    text = dict(config.get("model_cfg", {}).get("text_cfg", {}))
    tower = text.get("hf_model_name")
    if tower or text.get("hf_tokenizer_name"):
        _require_tokenizer(folder, str(text.get("hf_tokenizer_name") or tower))
    reference = f"local-dir:{folder}"
    if not tower:
        model: Any = open_clip.create_model(reference, precision="fp32", device="cpu", require_pretrained=True)
        return model, open_clip.get_tokenizer(reference)
    with _tower_configuration(folder, str(tower)) as place:
        text |= {"hf_model_name": str(place), "hf_model_pretrained": False}
        model = open_clip.create_model(
            reference, precision="fp32", device="cpu", require_pretrained=True, text_cfg=text
        )
    if text.get("hf_tokenizer_name"):
        return model, open_clip.get_tokenizer(reference)
    return model, open_clip.tokenizer.HFTokenizer(str(folder), context_length=text.get("context_length", 77))


def _require_tokenizer(folder: Path, name: str) -> None:
    if not any((folder / file).is_file() for file in _TOKENIZER_FILES):
        raise ModelUnavailable(
            f'The image-text model in "{folder}" needs the tokenizer of "{name}", which is not in that folder. Put '
            "tokenizer.json and tokenizer_config.json of it there; nothing is fetched."
        )


@contextmanager
def _tower_configuration(folder: Path, tower: str) -> Iterator[Path]:
    """A folder with the tower's config.json.

    Raises:
        ModelUnavailable: where there is none and none can be made.
    """
    for place in (Path(tower), folder / tower, folder / Path(tower).name, folder / "text", folder):
        if _is_text_model(place / "config.json"):
            yield place
            return
    settings = _fetched_before(tower) or _from_shapes(folder, tower)
    if settings is None:
        raise ModelUnavailable(
            f'The text tower of the image-text model in "{folder}" is the Hugging Face model "{tower}", whose '
            f'configuration is not on this machine. Put its config.json into a folder "{Path(tower).name}" there, or '
            "choose a model with a text tower of open_clip's own; nothing is fetched."
        )
    with tempfile.TemporaryDirectory(prefix="lredit-") as temporary:
        (Path(temporary) / "config.json").write_text(json.dumps(settings), encoding="utf-8")
        yield Path(temporary)


def _is_text_model(path: Path) -> bool:
    from open_clip.hf_configs import arch_dict

    try:
        return json.loads(path.read_text(encoding="utf-8")).get("model_type") in arch_dict
    except (OSError, ValueError, AttributeError):
        return False


def _fetched_before(tower: str) -> dict[str, Any] | None:
    from transformers import AutoConfig

    try:
        return dict(AutoConfig.from_pretrained(tower, local_files_only=True).to_dict())
    except Exception:  # of several kinds, all of which mean that it is not there
        return None


def _from_shapes(folder: Path, tower: str) -> dict[str, Any] | None:
    """The configuration of a tower of BERT's family, from its tensors; None for others."""
    from safetensors import safe_open

    family = next((kind for kind in ("xlm-roberta", "roberta", "bert") if kind in tower.lower()), None)
    file = next((folder / name for name in IMAGE_TEXT_WEIGHTS if (folder / name).is_file()), None)
    if family is None or file is None or file.suffix != ".safetensors":
        return None
    with safe_open(file, framework="pt") as opened:
        names = [name for name in opened.keys() if name.startswith(_TOWER)]  # noqa: SIM118
        shapes = {name.removeprefix(_TOWER): tuple(opened.get_slice(name).get_shape()) for name in names}
    return _of_family(family, shapes)


def _of_family(family: str, shapes: Mapping[str, tuple[int, ...]]) -> dict[str, Any] | None:
    try:
        words, width = shapes["embeddings.word_embeddings.weight"]
        positions = shapes["embeddings.position_embeddings.weight"][0]
        kinds = shapes["embeddings.token_type_embeddings.weight"][0]
        inner = shapes["encoder.layer.0.intermediate.dense.weight"][0]
    except KeyError:
        return None
    if width % _HEAD_WIDTH:
        return None
    numbers = {int(name.split(".")[2]) for name in shapes if name.startswith("encoder.layer.")}
    own = {"pad_token_id": 0, "layer_norm_eps": 1e-12} if family == "bert" else {
        "pad_token_id": 1, "bos_token_id": 0, "eos_token_id": 2, "layer_norm_eps": 1e-5,
    }  # fmt: skip
    return {
        "model_type": family, "vocab_size": words, "hidden_size": width, "max_position_embeddings": positions,
        "type_vocab_size": kinds, "intermediate_size": inner, "num_hidden_layers": len(numbers),
        "num_attention_heads": width // _HEAD_WIDTH, **own,
    }  # fmt: skip
