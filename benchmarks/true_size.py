"""One edit with models of true size on the CPU: seconds and peak memory, ours beside the naive use of the pipeline.

Run: python benchmarks/true_size.py [--json FILE] [--threads N]. Stable Diffusion 1.5 inpainting, TAESD, open_clip's
ViT-B-16 and ViT-B-32 and timm's ViT-B-16 and ViT-S-16 (DINO) in their real shapes, with random weights: time and memory
are measured, not pictures. Needs 8 GB of disk and 12 GB of memory. Two bundles, as the catalogue has them:
"photographs-small" (20 steps with guidance; here 4, so that a run ends) and "photographs-quick" (4 steps without). The
naive use is what the paper's public code does for each window: the whole picture through the pipeline, the prompt
embedded anew. That code edits nine windows before it ranks them; nine calls are calculated from one.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

SIDE_PX = 512
STEPS, CALLS_OF_THE_RECIPE = 4, 9
PROMPT, SOURCE = "a red apple", "a cat"
#: The image-text model and the self-supervised one of each bundle, and whether it samples without guidance.
TOWERS = {
    "small": ("ViT-B-16", "vit_base_patch16_224.dino", False),
    "quick": ("ViT-B-32", "vit_small_patch16_224.dino", True),
}


def make_models(folder: Path) -> None:
    """Writes the three models with random weights, in half precision."""
    import open_clip
    import timm
    import torch
    from diffusers import (
        AutoencoderKL,
        AutoencoderTiny,
        PNDMScheduler,
        StableDiffusionInpaintPipeline,
        UNet2DConditionModel,
    )
    from safetensors.torch import save_file
    from transformers import CLIPTextConfig, CLIPTextModel

    from lredit_core.editors.clip_vocabulary import clip_tokenizer

    torch.manual_seed(0)
    configs = ROOT / "resources/pipelines/sd1-inpainting"

    def config(part: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((configs / part / "config.json").read_text())
        return found

    pipeline = StableDiffusionInpaintPipeline(
        vae=AutoencoderKL.from_config(config("vae")).half(),
        text_encoder=CLIPTextModel(CLIPTextConfig(**config("text_encoder"))).half(),
        tokenizer=clip_tokenizer(),
        unet=UNet2DConditionModel.from_config(config("unet")).half(),
        scheduler=PNDMScheduler.from_pretrained(configs / "scheduler"),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.save_pretrained(folder / "editor")
    AutoencoderTiny().half().save_pretrained(folder / "tiny")
    for name, (clip_name, ssl_name, _is_quick) in TOWERS.items():
        clip = open_clip.create_model(clip_name, precision="fp32")
        (folder / name / "clip").mkdir(parents=True)
        save_file({key: value.half().contiguous() for key, value in clip.state_dict().items()},
                  folder / name / "clip" / "open_clip_model.safetensors")  # fmt: skip
        settings = {"model_cfg": open_clip.get_model_config(clip_name), "preprocess_cfg": {}}
        (folder / name / "clip" / "open_clip_config.json").write_text(json.dumps(settings))
        vit = timm.create_model(ssl_name, pretrained=False, num_classes=0)
        (folder / name / "ssl").mkdir()
        save_file({key: value.half().contiguous() for key, value in vit.state_dict().items()},
                  folder / name / "ssl" / "model.safetensors")  # fmt: skip
        config_of_vit = {"architecture": ssl_name.split(".")[0], "num_classes": 0, "pretrained_cfg": vit.pretrained_cfg}
        (folder / name / "ssl" / "config.json").write_text(json.dumps(config_of_vit))


def measure_ours(folder: Path, name: str) -> dict[str, Any]:
    """Compose, load, learn, edit, and a nudge, by the paths a person takes."""
    from lredit_core.api.events import CandidateReady, EditFinished
    from lredit_core.api.request import EditRequest, EditSettings
    from lredit_core.bundles.composing import BundleParts, compose
    from lredit_core.bundles.loading import BundleLoader
    from lredit_core.bundles.sampling_choices import NO_CHOICES, SamplingChoices
    from lredit_core.engine.engine import edit_events
    from lredit_core.engine.target_edit import EngineContext
    from lredit_core.geometry import Box

    started = time.perf_counter()
    is_quick = TOWERS[name][2]
    quick = SamplingChoices("lcm", STEPS, 1.0, str(folder / "tiny"), tiny_results=True)
    sampling = quick if is_quick else NO_CHOICES
    clip, ssl = str(folder / name / "clip"), str(folder / name / "ssl")
    compose(name, BundleParts(clip, ssl, (str(folder / "editor"),), sampling=sampling))
    bundle = BundleLoader().load(name)
    bundle.editor("diffusion")
    loaded = time.perf_counter()
    settings = EditSettings(edit_steps=STEPS, guidance_scale=1.0 if is_quick else 7.5, candidate_count=1)
    request = EditRequest(_picture(), PROMPT, SOURCE, editor="diffusion", settings=settings)
    context = EngineContext()
    events = list(edit_events(request, bundle, context))
    ended = time.perf_counter()
    finished = next(event for event in events if isinstance(event, EditFinished))
    box = next(event.candidate.box for event in events if isinstance(event, CandidateReady))
    nudged = Box(box.x0 + 4, box.y0, box.x1 + 4, box.y1).moved_inside(request.image.size)
    again = EditRequest(_picture(), PROMPT, SOURCE, user_boxes=(nudged,), editor="diffusion", settings=settings)
    list(edit_events(again, bundle, context))
    return {
        "load_s": loaded - started,
        "first_box_s": finished.timings.first_box_s,
        "first_candidate_s": finished.timings.first_candidate_s,
        "edit_s": ended - loaded,
        "nudge_s": time.perf_counter() - ended,
        "drafts": finished.calls.drafts,
        "image_encodings": finished.calls.image_encodings,
        "denoising_evaluations": finished.calls.denoising_evaluations,
        "peak_gb": _peak_gb(),
    }


def measure_naive(folder: Path, name: str) -> dict[str, Any]:
    """The pipeline on the whole picture for one window."""
    import numpy as np
    import torch
    from diffusers import LCMScheduler, StableDiffusionInpaintPipeline
    from PIL import Image

    started = time.perf_counter()
    is_quick = TOWERS[name][2]
    pipeline = StableDiffusionInpaintPipeline.from_pretrained(folder / "editor", torch_dtype=torch.float32)
    if is_quick:
        pipeline.scheduler = LCMScheduler.from_config(pipeline.scheduler.config)
    pipeline.set_progress_bar_config(disable=True)
    loaded = time.perf_counter()
    mask = np.zeros((SIDE_PX, SIDE_PX), np.uint8)
    mask[128:384, 128:384] = 255
    picture = Image.fromarray(_picture().to_srgb8())
    pipeline(
        PROMPT, image=picture, mask_image=Image.fromarray(mask), num_inference_steps=STEPS,
        guidance_scale=1.0 if is_quick else 7.5,
    )  # fmt: skip
    call_s = time.perf_counter() - loaded
    return {
        "load_s": loaded - started,
        "call_s": call_s,
        "recipe_s": CALLS_OF_THE_RECIPE * call_s,
        "denoising_evaluations": (1 if is_quick else 2) * STEPS,
        "peak_gb": _peak_gb(),
    }


def _picture() -> Any:
    from lredit_core.geometry import Size
    from lredit_core.pictures.image import PixelBuffer, resized
    from lredit_core.pictures.opening import open_picture
    from lredit_core.resources import resource_path

    whole = open_picture(resource_path("samples/cat_and_car.jpg")).buffer.to_srgb8()
    height = whole.shape[0]
    return PixelBuffer(resized(whole[:, :height].copy(), Size(SIDE_PX, SIDE_PX)))


def _peak_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", choices=tuple(TOWERS))
    parser.add_argument("--part", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.part is not None:
        _run_part(arguments.part, arguments.folder)
        return
    with tempfile.TemporaryDirectory(prefix="lredit-true-size-") as name:
        environment = {
            **os.environ, "XDG_DATA_HOME": f"{name}/data", "HF_HUB_OFFLINE": "1",
            "OMP_NUM_THREADS": str(arguments.threads), "OMP_WAIT_POLICY": "passive",
        }  # fmt: skip

        def run(part: str) -> dict[str, Any]:
            command = [sys.executable, __file__, "--part", part, "--folder", name]
            done = subprocess.run(command, env=environment, check=True, text=True, stdout=subprocess.PIPE)
            last = [line for line in done.stdout.splitlines() if line.startswith("FIGURES ")]
            found: dict[str, Any] = json.loads(last[-1].removeprefix("FIGURES ")) if last else {}
            return found

        run("make")
        figures: dict[str, Any] = {"threads": arguments.threads}
        for bundle in TOWERS if arguments.only is None else (arguments.only,):
            ours, naive = run(f"ours {bundle}"), run(f"naive {bundle}")
            ratios = {
                "edit": ours["edit_s"] / naive["recipe_s"],
                "edit_of_one_call": ours["edit_s"] / naive["call_s"],
                "nudge": ours["nudge_s"] / naive["call_s"],
                "peak": ours["peak_gb"] / naive["peak_gb"],
            }
            figures[bundle] = {"ours": ours, "naive": naive, "ratio": ratios}
            print(json.dumps({bundle: figures[bundle]}, indent=2), flush=True)
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _run_part(part: str, folder: Path) -> None:
    if part == "make":
        make_models(folder)
        return
    kind, bundle = part.split()
    measure = measure_ours if kind == "ours" else measure_naive
    print("FIGURES " + json.dumps(measure(folder, bundle)))


if __name__ == "__main__":
    main()
