"""How an editor of a new bundle samples, as the person chose it: sampler, steps, guidance, a tiny autoencoder."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from lredit_core.editors.tiny_files import CONFIG_NAME, WEIGHTS_NAME, tiny_weights
from lredit_core.errors import InvalidRequest
from lredit_core.manifest import MOST_STEPS, NO_GUIDANCE, RUNTIME_NAMES, SAMPLER_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence


#: Guidance of a hundred is far beyond what any model was shown with; pictures are noise long before.
MOST_GUIDANCE = 100.0


@dataclass(frozen=True, slots=True)
class SamplingChoices:
    """What is said of it; what is not is left to the editor and the preset.

    Attributes:
        scheduler: a sampler's name, or "".
        steps: in [1, 150]; 0 leaves them to the preset.
        guidance: classifier-free guidance, at least 0; 0 and 1 are none. None leaves it to the preset.
        tiny_autoencoder: its folder or file, or "".
        tiny_results: it makes results too, not drafts alone.
        runtime: what evaluates its denoiser on the processor; "" is torch.

    Raises:
        InvalidRequest: for a name or a number that it cannot be.
    """

    scheduler: str = ""
    steps: int = 0
    guidance: float | None = None
    tiny_autoencoder: str = ""
    tiny_results: bool = False
    runtime: str = ""

    def __post_init__(self) -> None:
        if self.scheduler and self.scheduler not in SAMPLER_NAMES:
            known = ", ".join(name for name in SAMPLER_NAMES if name != "dpm")
            raise InvalidRequest(f'There is no sampler "{self.scheduler}". Choose one of: {known}.')
        if not 0 <= self.steps <= MOST_STEPS:
            raise InvalidRequest(f"{self.steps} denoising steps cannot be made. Choose 1 to {MOST_STEPS}.")
        if self.guidance is not None and not (math.isfinite(self.guidance) and 0 <= self.guidance <= MOST_GUIDANCE):
            raise InvalidRequest(
                f"A guidance of {self.guidance:g} cannot be. Choose 0 for none, or more, up to {MOST_GUIDANCE:g}."
            )
        if self.runtime and self.runtime not in RUNTIME_NAMES:
            raise InvalidRequest(f'There is no runtime "{self.runtime}". Choose one of: {", ".join(RUNTIME_NAMES)}.')
        if self.tiny_results and not self.tiny_autoencoder:
            raise InvalidRequest("There is no tiny autoencoder to make results with. Give one with --tiny-vae.")

    @property
    def need_diffusion(self) -> bool:
        """Whether they mean nothing to other editors."""
        return bool(self.scheduler or self.tiny_autoencoder or self.runtime)


#: All is left to the editor and the preset.
NO_CHOICES = SamplingChoices()


class PlacesFiles(Protocol):
    """Where parts of a bundle go (`composing.py`)."""

    def file(self, file: Path, place: str) -> str: ...
    def files(self, files: Sequence[Path], place: str) -> str: ...


def add_choices(editors: Sequence[dict[str, Any]], choices: SamplingChoices, put: PlacesFiles) -> None:
    """Writes them into the entry of the first editor that they can be for: a diffusion editor, else a masked one.

    Args:
        editors: entries of the manifest that are not built in.
        choices: of the person.
        put: says where the tiny autoencoder goes.

    Raises:
        InvalidRequest: where there is no such editor.
        ModelUnavailable: where the tiny autoencoder is none.
    """
    if choices == NO_CHOICES:
        return
    kinds = ("diffusion",) if choices.need_diffusion else ("diffusion", "masked")
    changed = next((entry for kind in kinds for entry in editors if entry["kind"] == kind), None)
    if changed is None:
        what = "A sampler, a tiny autoencoder and a runtime are" if choices.need_diffusion else "Steps and guidance are"
        given = ", ".join(dict.fromkeys(entry["kind"] for entry in editors)) or "built in"
        kind = "a diffusion model" if choices.need_diffusion else "a diffusion model or a masked transformer"
        raise InvalidRequest(f"{what} for {kind} of your own; the editors given are: {given}. Leave them out.")
    if choices.scheduler:
        changed["scheduler"] = choices.scheduler
    if choices.steps:
        changed["steps"] = choices.steps
    if choices.guidance is not None:
        changed["guidance_scale"] = choices.guidance or NO_GUIDANCE
    if choices.runtime:
        changed["runtime"] = choices.runtime
    if choices.tiny_autoencoder:
        place = _placed(Path(choices.tiny_autoencoder).expanduser(), put)
        changed["tiny_autoencoder"] = {"folder": place, "for_results": choices.tiny_results}


def _placed(reference: Path, put: PlacesFiles) -> str:
    weights = tiny_weights(reference)
    config = weights.with_name(CONFIG_NAME)
    if config.is_file() and weights.name == WEIGHTS_NAME:
        return put.files([weights, config], "tiny_autoencoder")
    return put.file(weights, "tiny_autoencoder")
