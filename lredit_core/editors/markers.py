"""What a single-file checkpoint says of how its denoiser was trained: read, or refused by its name.

Shapes of tensors are the same whatever a denoiser predicts and whatever noise it was trained with; makers mark it by
tensors without content ("v_pred", "ztsnr") or by free text in the header ("modelspec.prediction_type",
"ss_zero_terminal_snr"). A marker that is passed over gives noise or wrong colours without a word.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lredit_core.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lredit_core.editors.checkpoint_header import CheckpointHeader

_ZERO_SNR = ("ztsnr", "zsnr", "zero_snr", "zero_terminal_snr", "rescale_betas_zero_snr", "rescale_zero_terminal_snr")
_VELOCITY = ("v_pred", "vpred", "v_prediction", "v_parameterization")
_EDM = ("edm_mean", "edm_std", "edm_vpred.sigma_max", "edm_vpred.sigma_min", "sigma_data")
_NO = ("", "false", "no", "0", "none", "null", "off")
#: Samplers that can start without any signal.
_ZERO_SNR_SAMPLERS = (
    "DDIMScheduler", "DDPMScheduler", "DPMSolverMultistepScheduler", "EulerDiscreteScheduler",
    "EulerAncestralDiscreteScheduler", "LCMScheduler", "UniPCMultistepScheduler",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Markers:
    """What follows for the sampler.

    Attributes:
        prediction: of the denoiser, in diffusers' words; "" where the file says nothing.
        is_zero_snr: its last step of noise holds no signal at all (Lin et al. 2024, "Common Diffusion Noise Schedules
            and Sample Steps are Flawed", sections 3.1 and 3.3: betas rescaled, sampling from the last step on).
    """

    prediction: str = ""
    is_zero_snr: bool = False


def read_markers(path: Path, header: CheckpointHeader) -> Markers:
    """The markers of a file.

    Raises:
        ModelUnavailable: for one that is known and cannot be followed, by its name.
    """
    flags = _flags(header)
    edm = next((name for name in flags if name in _EDM), "")
    told = header.facts.get("modelspec.prediction_type", header.facts.get("prediction_type", "")).strip().lower()
    if edm or "edm" in told:
        raise ModelUnavailable(
            f'"{path.name}" was trained with the noise of EDM ("{edm or told}"), which no sampler here can follow. '
            "Choose a checkpoint that predicts noise or velocity, or another release of this model."
        )
    is_zero_snr = any(name in flags for name in _ZERO_SNR)
    prediction = _prediction(path, told, is_velocity=any(name in flags for name in _VELOCITY))
    if is_zero_snr and prediction == "epsilon":
        raise ModelUnavailable(
            f'"{path.name}" says of itself that it predicts noise and that its last step holds nothing else (zero '
            "terminal SNR), which exclude each other. Get the file from its maker again, or another release of it."
        )
    # section 3.2: without any signal nothing but velocity (or the picture) can be predicted
    return Markers(prediction or ("v_prediction" if is_zero_snr else ""), is_zero_snr)


def with_markers(folder: Path, markers: Markers, temporary: Path) -> Path:
    """The configuration folder, or a copy below `temporary` whose sampler does what the markers say."""
    if markers == Markers():
        return folder
    copied = Path(shutil.copytree(folder, temporary / "configuration"))
    place = copied / "scheduler" / "scheduler_config.json"
    settings: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    if markers.prediction:
        settings["prediction_type"] = markers.prediction
    if markers.is_zero_snr:
        settings |= {"rescale_betas_zero_snr": True, "timestep_spacing": "trailing"}
        if settings.get("_class_name") not in _ZERO_SNR_SAMPLERS:
            settings["_class_name"] = _ZERO_SNR_SAMPLERS[0]
            _name_sampler(copied / "model_index.json")
    place.write_text(json.dumps(settings), encoding="utf-8")
    return copied


def _name_sampler(index: Path) -> None:
    changed = json.loads(index.read_text(encoding="utf-8")) | {"scheduler": ["diffusers", _ZERO_SNR_SAMPLERS[0]]}
    index.write_text(json.dumps(changed), encoding="utf-8")


def _flags(header: CheckpointHeader) -> frozenset[str]:
    """Names that the file marks itself with: tensors, and free text that does not say no."""
    named = {_bare(name) for name in header.shapes if "weight" not in name}
    return frozenset(named | {_bare(name) for name, value in _said(header.facts) if value.lower() not in _NO})


def _said(facts: Mapping[str, str]) -> list[tuple[str, str]]:
    """(key, value) of the header's free text; a key that stands alone says yes."""
    return [(name, value.strip() or "yes") for name, value in facts.items()]


def _bare(name: str) -> str:
    """Without what trainers write before: "ss_v_parameterization", "modelspec.ztsnr", "model.ztsnr"."""
    lowered = name.lower()
    if lowered in _EDM or lowered.endswith(tuple(f".{marker}" for marker in _EDM)):
        return next(marker for marker in _EDM if lowered == marker or lowered.endswith(f".{marker}"))
    return lowered.rsplit(".", 1)[-1].removeprefix("ss_")


def _prediction(path: Path, told: str, *, is_velocity: bool) -> str:
    """Raises `ModelUnavailable` for a prediction that is none of diffusers'."""
    if told in _NO:
        return "v_prediction" if is_velocity else ""
    if told.startswith(("v", "ss_v")):
        return "v_prediction"
    if told.startswith(("eps", "noise")):
        return "epsilon"
    if told in ("sample", "x0", "x_0"):
        return "sample"
    raise ModelUnavailable(
        f'"{path.name}" says that its denoiser predicts "{told}", which no sampler here can follow. Choose a '
        "checkpoint that predicts noise or velocity."
    )
