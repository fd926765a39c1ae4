"""The bundles that can be fetched: `resources/catalogue.json`, checked when it is read. Reading it opens no socket."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.errors import InvalidRequest, ModelUnavailable
from lredit_core.manifest import MOST_STEPS, SamplerName
from lredit_core.resources import resource_path

CATALOGUE_NAME = "catalogue.json"
PartKind = Literal["image_text", "self_supervised", "editor", "filling", "lora", "tiny_autoencoder", "grounding"]

_REPO = r"[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*"
_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Entry):
    """A repository on the hub.

    Attributes:
        repo: "owner/name".
        revision: branch, tag or commit.
    """

    repo: str = Field(pattern=f"^{_REPO}$")
    revision: str = "main"

    @property
    def page(self) -> str:
        """Where a person reads about it and accepts its terms."""
        return f"https://huggingface.co/{self.repo}"


class Licence(_Entry):
    """What one may do with a part.

    Attributes:
        terms: a sentence for the person.
        gated: the terms must be accepted on the hub first, and a token shows that they were.
    """

    name: str
    terms: str
    gated: bool = False


class EditorSettings(_Entry):
    """What an editor does best with; goes into its entry of `bundle.json`. 0 and "" leave it to the editor."""

    steps: int = Field(default=0, ge=0, le=MOST_STEPS)
    guidance_scale: float = Field(default=0.0, ge=0.0)
    draft_side_px: int = Field(default=0, ge=0)
    full_side_px: int = Field(default=0, ge=0)
    scheduler: SamplerName | Literal[""] = ""


class CataloguePart(_Entry):
    """One model of a bundle.

    Attributes:
        kind: "image_text" (an open_clip folder), "self_supervised" (timm), "editor" (a diffusers folder), "filling"
            (a network of LaMa's kind), "lora" (one file), "tiny_autoencoder" (of an AutoencoderTiny), or "grounding"
            (a transformers folder that finds words or draws masks).
        sources: the first that still exists is used; the others are copies of the same model.
        files: patterns of the paths that are needed; see `choosing.needed_files` for what is never fetched.
        variant: weights of this variant ("fp16") stand in for the plain ones where a repository has them.
        download_bytes: about how much is fetched; the hub says it exactly before anything is.
    """

    kind: PartKind
    title: str
    sources: tuple[Source, ...] = Field(min_length=1)
    files: tuple[str, ...] = Field(min_length=1)
    variant: Literal["", "fp16", "bf16"] = ""
    settings: EditorSettings = EditorSettings()
    download_bytes: int = Field(gt=0)
    licence: Licence

    @property
    def page(self) -> str:
        return self.sources[0].page


class MemoryNeed(_Entry):
    """What a bundle takes while it edits, weights and work together.

    Attributes:
        accelerator_bytes: all models on the graphics card, in half precision.
        accelerator_least_bytes: the models moved there one at a time, which takes longer.
        main_bytes: on the processor, in single precision.
    """

    accelerator_bytes: int = Field(gt=0)
    accelerator_least_bytes: int = Field(gt=0)
    main_bytes: int = Field(gt=0)


class BundleLora(_Entry):
    """A LoRA of a bundle's editor, by the key of its part."""

    part: str
    weight: float = 1.0


class CatalogueBundle(_Entry):
    """A bundle by the keys of its parts, or "builtin" for those that come with the program.

    Attributes:
        name: what it is called once it is installed.
        filling: fills where things were removed, or "".
        loras: change the first editor.
        tiny_autoencoder: makes that editor's drafts, or "".
        tiny_results: and its results.
        settings: of that editor, over those that its part says.
        grounding: at most one that finds what words name, and one that draws masks.
    """

    name: str = Field(pattern=f"^{_NAME}$")
    title: str
    good_for: str
    image_text: str
    self_supervised: str
    editors: tuple[str, ...] = Field(min_length=1)
    filling: str = ""
    loras: tuple[BundleLora, ...] = ()
    tiny_autoencoder: str = ""
    tiny_results: bool = False
    settings: EditorSettings = EditorSettings()
    grounding: tuple[str, ...] = Field(default=(), max_length=2)
    memory: MemoryNeed

    @property
    def part_keys(self) -> tuple[str, ...]:
        """Of what is fetched."""
        loras = (lora.part for lora in self.loras)
        changing = (*loras, self.tiny_autoencoder)
        keys = (self.image_text, self.self_supervised, *self.editors, *changing, self.filling, *self.grounding)
        return tuple(key for key in keys if key not in ("", BUILTIN_BUNDLE))


class Catalogue(_Entry):
    """The whole file."""

    version: Literal[1] = 1
    parts: dict[str, CataloguePart]
    bundles: tuple[CatalogueBundle, ...]

    @model_validator(mode="after")
    def _fits_together(self) -> Catalogue:
        names = [bundle.name for bundle in self.bundles]
        if len(set(names)) != len(names):
            raise ValueError("two bundles have one name")
        for key in self.parts:
            if not re.fullmatch(_NAME, key):
                raise ValueError(f'a part cannot be called "{key}": it becomes a folder')
        for bundle in self.bundles:
            encoders = [(bundle.image_text, "image_text"), (bundle.self_supervised, "self_supervised")]
            others = [*((key, "editor") for key in bundle.editors), (bundle.filling or BUILTIN_BUNDLE, "filling")]
            others += [(lora.part, "lora") for lora in bundle.loras]
            others += [(bundle.tiny_autoencoder or BUILTIN_BUNDLE, "tiny_autoencoder")]
            others += [(key, "grounding") for key in bundle.grounding]
            for key, kind in [*encoders, *others]:
                if key != BUILTIN_BUNDLE and (key not in self.parts or self.parts[key].kind != kind):
                    raise ValueError(f'"{bundle.name}" names "{key}", which is no part of the kind {kind}')
        return self

    def bundle(self, name: str) -> CatalogueBundle:
        """Raises:
        InvalidRequest: where there is none of that name.
        """
        found = next((bundle for bundle in self.bundles if bundle.name == name), None)
        if found is None:
            names = ", ".join(bundle.name for bundle in self.bundles)
            raise InvalidRequest(f'The catalogue has no bundle "{name}". It has: {names}.')
        return found

    def parts_of(self, bundle: CatalogueBundle) -> dict[str, CataloguePart]:
        """Its parts by key, in the order in which they are fetched."""
        return {key: self.parts[key] for key in bundle.part_keys}

    def download_bytes(self, bundle: CatalogueBundle) -> int:
        """About how much is fetched where none of its parts is here yet."""
        return sum(part.download_bytes for part in self.parts_of(bundle).values())

    def licences(self, bundle: CatalogueBundle) -> tuple[Licence, ...]:
        """The licences of its parts, each once; those of the editors first, for they bind most."""
        parts = sorted(self.parts_of(bundle).values(), key=lambda part: part.kind != "editor")
        return tuple(dict.fromkeys(part.licence for part in parts))


def read_catalogue(path: Path | None = None) -> Catalogue:
    """The catalogue that ships with the program, or another file of that form.

    Raises:
        ModelUnavailable: where it is missing or says something that it may not.
    """
    path = path or resource_path(CATALOGUE_NAME)
    try:
        return Catalogue.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ModelUnavailable(
            f'The catalogue "{path}" cannot be read ({error.strerror}). Name another file.'
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise ModelUnavailable(
            f'The catalogue "{path}" is damaged: {place}: {first["msg"]}. Mend that entry, or install lredit again.',
            details=str(error),
        ) from error
