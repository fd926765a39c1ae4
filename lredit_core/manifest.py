"""`bundle.json`: what a bundle is made of, in a file that a person can read."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lredit_core.errors import ModelUnavailable
from lredit_core.resources import resource_path

MANIFEST_NAME = "bundle.json"
MANIFEST_VERSION = 1
#: No manifest comes near.
_MOST_BYTES = 16_000_000
#: Of a name that is said, at most.
_LONGEST_SAID = 200
#: The samplers that an editor may name (`editors/samplers.py`).
SamplerName = Literal["ddim", "euler", "euler-a", "heun", "dpm", "dpm++", "dpm++-karras", "unipc", "lcm", "tcd"]
SAMPLER_NAMES: tuple[SamplerName, ...] = get_args(SamplerName)
#: What evaluates a denoiser on the processor.
RuntimeName = Literal["torch", "openvino"]
RUNTIME_NAMES: tuple[RuntimeName, ...] = get_args(RuntimeName)
#: What an editor's kind looks like: whether there is such a kind is known when the editor is loaded.
EDITOR_KIND = r"^[a-z][a-z0-9-]{0,39}$"
#: The most denoising steps that a bundle may ask for.
MOST_STEPS = 150
#: Classifier-free guidance of this scale is none: the model is then evaluated once a step, not twice.
NO_GUIDANCE = 1.0


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ImageTextPart(_Part):
    """An open_clip folder: `open_clip_config.json`, weights in safetensors, tokenizer files.

    Attributes:
        neutral_text: stands in for the source prompt in L_Dir where none is given.
    """

    folder: str
    neutral_text: str = "a photo"


class PhotographsPart(_Part):
    """An eye for photographs: an open_clip folder with a convolutional trunk of timm, and `eye.json` in it."""

    folder: str


class DetectorPart(_Part):
    """A detector of everyday things in photographs: `detector.json` and `model.safetensors`."""

    folder: str


class SelfSupervisedPart(_Part):
    """A timm folder: `config.json` and `model.safetensors`."""

    folder: str
    longest_side_patches: int = Field(default=28, ge=4, le=128)


class FillingPart(_Part):
    """A network that fills the hole where a thing was (LaMa).

    Attributes:
        folder: that holds one .safetensors file, or the file itself.
    """

    folder: str


class GroundingPart(_Part):
    """A model that finds what words name, or draws masks: a folder of transformers (`encoders/grounding/families.py`
    has the kinds).
    """

    folder: str


class LoraPart(_Part):
    """A LoRA file that an editor's model is changed by.

    Attributes:
        file: a .safetensors file, relative to the manifest where it is not absolute.
        weight: how much of it; 1 as it was trained, 0 nothing.
    """

    file: str
    weight: float = 1.0


class TinyAutoencoderPart(_Part):
    """A small autoencoder over the latents of an editor's large one (TAESD and its kin).

    Attributes:
        folder: of diffusers' AutoencoderTiny, or its .safetensors file.
        for_results: it makes results too; else drafts and looks at a running edit alone.
    """

    folder: str
    for_results: bool = False


class EditorPart(_Part):
    """One editor.

    Attributes:
        kind: "retrieve" (a folder of drawings), "diffusion" (a diffusers inpainting pipeline), "masked" (a masked
            generative transformer), or one that another package brings (`bundles/brought_editors.py`).
        folder: where it lies; for "diffusion" it may be a single .safetensors file instead.
        draft_side_px, full_side_px: the crops it works on; 0 leaves it to the editor.
        scheduler: a sampler in place of the pipeline's own, or "".
        loras: files that change its weights, together.
        tiny_autoencoder: that is quicker than its own ("diffusion").
        compiles: its denoiser is compiled for this machine at the first evaluation ("diffusion").
        runtime: what evaluates its denoiser on the processor ("diffusion"); torch does where OpenVINO is not installed
            or fails.
        things: what it can draw where that is a closed list; `words`: other words for them.
        steps, guidance_scale: what it does best with, where the person says nothing else; 0 leaves it to the preset,
            and a guidance scale of 1 is none.
    """

    kind: str = Field(pattern=EDITOR_KIND)
    title: str
    folder: str
    draft_side_px: int = Field(default=0, ge=0)
    full_side_px: int = Field(default=0, ge=0)
    steps: int = Field(default=0, ge=0, le=MOST_STEPS)
    guidance_scale: float = Field(default=0.0, ge=0.0)
    scheduler: SamplerName | Literal[""] = ""
    loras: tuple[LoraPart, ...] = ()
    tiny_autoencoder: TinyAutoencoderPart | None = None
    compiles: bool = False
    runtime: RuntimeName = "torch"
    things: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def settings_in_words(self) -> str:
        """What a person should know of how it samples: "sampler lcm, 4 steps, no guidance", or ""."""
        tiny = self.tiny_autoencoder
        found = {
            f"sampler {self.scheduler}": bool(self.scheduler),
            "1 step": self.steps == 1,
            f"{self.steps} steps": self.steps > 1,
            "no guidance": 0 < self.guidance_scale <= NO_GUIDANCE,
            f"guidance {self.guidance_scale:g}": self.guidance_scale > NO_GUIDANCE,
            f"{len(self.loras)} LoRA": bool(self.loras),
            "tiny autoencoder for drafts": tiny is not None and not tiny.for_results,
            "tiny autoencoder for drafts and results": tiny is not None and tiny.for_results,
            "OpenVINO on the processor": self.runtime == "openvino",
        }
        return ", ".join(text for text, is_so in found.items() if is_so)


class BundleManifest(_Part):
    """The whole file. Folders are relative to the file; `checksums` are SHA-256 by relative path."""

    version: Literal[1] = 1
    name: str
    title: str
    description: str = ""
    licence: str
    image_text: ImageTextPart
    photographs: PhotographsPart | None = None
    detector: DetectorPart | None = None
    self_supervised: SelfSupervisedPart
    filling: FillingPart | None = None
    grounding: tuple[GroundingPart, ...] = Field(default=(), max_length=2)
    editors: dict[str, EditorPart]
    default_editor: str
    region_network: str | None = None
    checksums: dict[str, str] = Field(default_factory=dict)

    @property
    def grounding_by_key(self) -> dict[str, GroundingPart]:
        """The grounding parts by what they are called where every part has a name: "grounding", "grounding-2"."""
        return dict(zip(grounding_keys(len(self.grounding)), self.grounding, strict=True))


def grounding_keys(count: int) -> tuple[str, ...]:
    """What so many grounding parts are called where every part has a name: "grounding", "grounding-2"."""
    return tuple("grounding" if place == 0 else f"grounding-{place + 1}" for place in range(count))


def read_manifest(folder: Path) -> BundleManifest:
    """The manifest of a bundle's folder.

    Raises:
        ModelUnavailable: where it is missing or does not say what it must.
    """
    path = folder / MANIFEST_NAME
    try:
        _require_readable(path)
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ModelUnavailable(
            f'"{folder}" is not a model bundle: it holds no {MANIFEST_NAME}. Choose the folder that has one, '
            'or use the built-in bundle ("builtin").'
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ModelUnavailable(f'"{path}" cannot be read ({error}). Install the bundle again.') from error
    try:
        manifest = BundleManifest.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])[:_LONGEST_SAID] or "the file"
        raise ModelUnavailable(
            f'"{path}" is damaged: {place}: {first["msg"]}. Install the bundle again, or mend that entry.',
            details=str(error),
        ) from error
    if manifest.default_editor not in manifest.editors:
        raise ModelUnavailable(
            f'"{path}" names "{manifest.default_editor}" as its default editor but has {sorted(manifest.editors)}. '
            "Mend that entry."
        )
    _check_places(path, manifest)
    return manifest


def _check_places(path: Path, manifest: BundleManifest) -> None:
    """A bundle may name folders that lie elsewhere on the machine from the root on; what it calls its own is in it, or
    is the program's.

    Raises:
        ModelUnavailable: where a place from the bundle's folder on leads out of it, by ".." or by a link.
    """
    root, shipped = (Path(os.path.realpath(place)) for place in (path.parent, resource_path("bundles").parent))
    for place in (*_places_in(manifest), *manifest.checksums):
        if "\0" in place:
            raise ModelUnavailable(f'"{path}" is damaged: it names what can be no file. Install the bundle again.')
        whole = Path(os.path.realpath(root / place))
        if not Path(place).is_absolute() and not any(map(whole.is_relative_to, (root, shipped))):
            raise ModelUnavailable(
                f'"{path}" names "{place[:_LONGEST_SAID]}", which leads out of its folder. Put the files there, or '
                "name them from the root on."
            )


def _places_in(part: object) -> Iterator[str]:
    """Every folder and file that a manifest names, but for those with checksums."""
    if isinstance(part, BundleManifest) and part.region_network is not None:
        yield part.region_network
    if isinstance(part, _Part):
        for name in type(part).model_fields:
            value = getattr(part, name)
            if name in ("folder", "file"):
                yield value
            else:
                yield from _places_in(value)
    elif isinstance(part, tuple | dict):
        for each in part.values() if isinstance(part, dict) else part:
            yield from _places_in(each)


def _require_readable(path: Path) -> None:
    """Raises FileNotFoundError where nothing is there, OSError for what may have no end."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is no file")
    if path.stat().st_size > _MOST_BYTES:
        raise OSError(errno.EFBIG, f"it is larger than {_MOST_BYTES // 1_000_000} MB")


def checksum_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
