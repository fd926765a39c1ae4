"""Single files of Stable Diffusion 3 and FLUX: told apart by their tensors, and what else they need to be a pipeline.

Such files hold a transformer and, beside it or not, the autoencoder and the text encoders. What is missing is taken
from a folder of the same stem beside the file, `mine.safetensors` and `mine/vae`, `mine/text_encoder_2`, ..., with the
weights of the parts of a diffusers pipeline. Configurations ship (`resources/pipelines`); the T5 tokenizer does not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lredit_core.editors.pipeline_folder import variant_option
from lredit_core.errors import ModelUnavailable

if TYPE_CHECKING:
    from pathlib import Path

Shapes = Mapping[str, tuple[int, ...]]

_PREFIX = "model.diffusion_model."
#: Part of a pipeline -> how its tensors' names begin in such a file.
_IN_FILE = {
    "vae": ("first_stage_model.", "vae."),
    "text_encoder": ("text_encoders.clip_l.",),
    "text_encoder_2": ("text_encoders.clip_g.",),
    "text_encoder_3": ("text_encoders.t5xxl.",),
}
_IN_FLUX_FILE = {
    "vae": _IN_FILE["vae"],
    "text_encoder": ("text_encoders.clip_l.",),
    "text_encoder_2": ("text_encoders.t5xxl.",),
}
_CALLED = {
    "vae": "autoencoder",
    "text_encoder": "CLIP text encoder",
    "text_encoder_2": "second text encoder",
    "tokenizer_2": "T5 tokenizer",
}


@dataclass(frozen=True, slots=True)
class TransformerFamily:
    """A row of what is known.

    Attributes:
        configuration: the folder's name under `resources/pipelines`.
        title: for a person.
        parts: that a pipeline cannot do without, besides the transformer.
        in_file: how the tensors of parts begin where the file holds them.
        optional: parts that are used where the folder beside has all of them.
    """

    configuration: str
    title: str
    parts: tuple[str, ...]
    in_file: Mapping[str, tuple[str, ...]]
    optional: tuple[str, ...] = ()

    def missing(self, shapes: Shapes, beside: Path | None) -> tuple[str, ...]:
        """Parts that lie neither in the file nor in the folder beside it."""
        return tuple(part for part in self.parts if not self._is_in_file(part, shapes) and not _has(beside, part))

    def _is_in_file(self, part: str, shapes: Shapes) -> bool:
        prefixes = self.in_file.get(part, ())
        return any(name.startswith(prefixes) for name in shapes) if prefixes else False

    def parts_beside(self, shapes: Shapes, beside: Path | None) -> tuple[str, ...]:
        """Parts that are loaded from the folder beside: what is missing in the file, and all optional ones together."""
        needed = [part for part in self.parts if not self._is_in_file(part, shapes)]
        if self.optional and all(_has(beside, part) for part in self.optional):
            needed += self.optional
        return tuple(part for part in needed if _has(beside, part))


_FLUX_PARTS = ("vae", "text_encoder", "text_encoder_2", "tokenizer_2")
_SD3 = TransformerFamily(
    "sd3", "Stable Diffusion 3", ("vae", "text_encoder", "text_encoder_2"), _IN_FILE,
    optional=("text_encoder_3", "tokenizer_3"),
)  # fmt: skip
_FLUX_DEV = TransformerFamily("flux-dev", "FLUX.1 dev", _FLUX_PARTS, _IN_FLUX_FILE)
_FLUX_SCHNELL = TransformerFamily("flux-schnell", "FLUX.1 schnell", _FLUX_PARTS, _IN_FLUX_FILE)
_FLUX_FILL = TransformerFamily("flux-fill", "FLUX.1 Fill", _FLUX_PARTS, _IN_FLUX_FILE)
TRANSFORMER_FAMILIES = (_SD3, _FLUX_DEV, _FLUX_SCHNELL, _FLUX_FILL)
#: Channels that FLUX's first layer takes: packed latents; with a mask and a masked picture, packed too.
_FLUX_CHANNELS, _FILL_CHANNELS = 64, 384


def transformer_family_of(shapes: Shapes) -> TransformerFamily | None:
    """The family of a file by its tensors' names and shapes; None where it is none of these."""
    names = {name.removeprefix(_PREFIX): shape for name, shape in shapes.items()}
    if "joint_blocks.0.x_block.attn.qkv.weight" in names:
        return _SD3
    first = names.get("img_in.weight")
    if "double_blocks.0.img_attn.qkv.weight" not in names or first is None:
        return None
    guided = "guidance_in.in_layer.weight" in names
    by_channels = {_FILL_CHANNELS: _FLUX_FILL, _FLUX_CHANNELS: _FLUX_DEV if guided else _FLUX_SCHNELL}
    return by_channels.get(first[1])


def parts_folder(path: Path) -> Path | None:
    """The folder with further parts that the person put beside a file; None where there is none."""
    folder = path.with_suffix("")
    return folder if folder.is_dir() else None


def require_parts(path: Path, family: TransformerFamily, shapes: Shapes) -> None:
    """Raises `ModelUnavailable` where parts are neither in the file nor beside it, with how to give them."""
    missing = family.missing(shapes, parts_folder(path))
    if not missing:
        return
    called = [f"{_CALLED[part]} ({part})" for part in missing]
    text = ", ".join(called[:-1]) + (" and " if len(called) > 1 else "") + called[-1]
    raise ModelUnavailable(
        f'"{path.name}" is {family.title} without its {text}. Put a folder "{path.stem}" beside it with '
        f"{', '.join(f'{path.stem}/{part}' for part in missing)} of a {family.title} pipeline in diffusers' layout, or "
        "give the folder of the whole pipeline."
    )


def transformer_settings(shapes: Shapes) -> dict[str, Any]:
    """What of Stable Diffusion 3's configuration follows from the tensors: all that differs between its releases.

    Medium and large of 3 and 3.5 differ in depth, width, the grid of positions, norms of queries and keys, and second
    attentions.
    """
    names = {name.removeprefix(_PREFIX): shape for name, shape in shapes.items()}
    blocks = {int(name.split(".")[1]) for name in names if name.startswith("joint_blocks.")}
    width = names["joint_blocks.0.x_block.attn.proj.weight"][0]
    return {
        "num_layers": len(blocks),
        "caption_projection_dim": width,
        "pos_embed_max_size": round(names["pos_embed"][1] ** 0.5),
        "joint_attention_dim": names["context_embedder.weight"][1],
        "pooled_projection_dim": names["y_embedder.mlp.0.weight"][1],
        "qk_norm": "rms_norm" if "joint_blocks.0.x_block.attn.ln_q.weight" in names else None,
        "dual_attention_layers": [
            block for block in sorted(blocks) if f"joint_blocks.{block}.x_block.attn2.qkv.weight" in names
        ],
    }


def with_transformer_settings(folder: Path, shapes: Shapes) -> None:
    """Writes those into a configuration folder; heads keep their width."""
    path = folder / "transformer" / "config.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    told = transformer_settings(shapes)
    told["num_attention_heads"] = told["caption_projection_dim"] // settings["attention_head_dim"]
    path.write_text(json.dumps(settings | told), encoding="utf-8")


def load_parts_beside(
    family: TransformerFamily, path: Path, shapes: Shapes, options: Mapping[str, Any]
) -> dict[str, Any]:
    """Parts of the folder beside a file, loaded from local safetensors; None for the optional ones that it has not.

    Args:
        family: what it is a file of.
        path: of the file.
        shapes: of its tensors by name.
        options: passed to diffusers' loaders (the precision).
    """
    import diffusers
    import transformers

    beside = parts_folder(path)
    loaded: dict[str, Any] = dict.fromkeys(family.optional)
    for part in family.parts_beside(shapes, beside):
        assert beside is not None
        if part == "vae":
            loaded[part] = diffusers.AutoencoderKL.from_pretrained(
                str(beside / part),
                local_files_only=True,
                use_safetensors=True,
                **variant_option(beside / part),
                **options,
            )
        elif part.startswith("tokenizer"):
            loaded[part] = transformers.T5TokenizerFast.from_pretrained(beside / part, local_files_only=True)
        else:
            settings = json.loads((beside / part / "config.json").read_text(encoding="utf-8"))
            kind = _text_encoder_class(settings, projects=family is _SD3)
            loaded[part] = kind.from_pretrained(
                beside / part, local_files_only=True, use_safetensors=True, **variant_option(beside / part)
            )
            dtype = next(iter(options.values()), None)
            loaded[part] = loaded[part].to(dtype) if dtype is not None else loaded[part]
    return loaded


def _text_encoder_class(settings: dict[str, Any], *, projects: bool) -> Any:
    import transformers

    if settings.get("model_type") == "t5":
        return transformers.T5EncoderModel
    return transformers.CLIPTextModelWithProjection if projects else transformers.CLIPTextModel


def _has(beside: Path | None, part: str) -> bool:
    if beside is None or not (beside / part).is_dir():
        return False
    wanted = "*.json" if part.startswith("tokenizer") else "*.safetensors"
    return any((beside / part).glob(wanted))
