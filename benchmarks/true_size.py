"""One edit with models of true size on the CPU: seconds and peak memory, ours beside the naive use of the pipeline.

Run: python benchmarks/true_size.py [--json FILE]. Stable Diffusion 1.5 inpainting, open_clip's ViT-B-16 and timm's
vit_base_patch16_224.dino in their real shapes, with random weights: time and memory are measured, not pictures. Needs
8 GB of disk and 12 GB of memory. The naive use is what the paper's public code does: for every window the whole picture
through the pipeline, one at a time, the prompt embedded anew. Both make as many edits of as many steps.
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
LEARNING_STEPS, DRAFTS_PER_STEP, DRAFT_STEPS, EDIT_STEPS = 2, 2, 1, 4
PROMPT, SOURCE = "a red apple", "a cat"


def make_models(folder: Path) -> None:
    """Writes the three models with random weights, in half precision."""
    import open_clip
    import timm
    import torch
    from diffusers import AutoencoderKL, PNDMScheduler, StableDiffusionInpaintPipeline, UNet2DConditionModel
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
    clip = open_clip.create_model("ViT-B-16", precision="fp32")
    (folder / "clip").mkdir()
    save_file({key: value.half().contiguous() for key, value in clip.state_dict().items()},
              folder / "clip" / "open_clip_model.safetensors")  # fmt: skip
    settings = {"model_cfg": open_clip.get_model_config("ViT-B-16"), "preprocess_cfg": {}}
    (folder / "clip" / "open_clip_config.json").write_text(json.dumps(settings))
    vit = timm.create_model("vit_base_patch16_224.dino", pretrained=False, num_classes=0)
    (folder / "ssl").mkdir()
    save_file({key: value.half().contiguous() for key, value in vit.state_dict().items()},
              folder / "ssl" / "model.safetensors")  # fmt: skip
    (folder / "ssl" / "config.json").write_text(
        json.dumps({"architecture": "vit_base_patch16_224", "num_classes": 0, "pretrained_cfg": vit.pretrained_cfg})
    )


def measure_ours(folder: Path) -> dict[str, Any]:
    """Compose, load, learn, edit, and a nudge, by the paths a person takes."""
    from lredit_core.api.events import CandidateReady, EditFinished
    from lredit_core.api.request import EditRequest, EditSettings
    from lredit_core.bundles.composing import BundleParts, compose
    from lredit_core.bundles.loading import BundleLoader
    from lredit_core.engine.engine import edit_events
    from lredit_core.engine.target_edit import EngineContext
    from lredit_core.geometry import Box

    started = time.perf_counter()
    compose("true-size", BundleParts(str(folder / "clip"), str(folder / "ssl"), (str(folder / "editor"),)))
    bundle = BundleLoader().load("true-size")
    bundle.editor("diffusion")
    loaded = time.perf_counter()
    settings = EditSettings(
        learning_steps=LEARNING_STEPS, drafts_per_step=DRAFTS_PER_STEP, draft_steps=DRAFT_STEPS,
        edit_steps=EDIT_STEPS, candidate_count=1,
    )  # fmt: skip
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
        "edit_s": ended - loaded,
        "first_box_s": finished.timings.first_box_s,
        "nudge_s": time.perf_counter() - ended,
        "drafts": finished.calls.drafts,
        "denoising_evaluations": finished.calls.denoising_evaluations,
        "peak_gb": _peak_gb(),
    }


def measure_naive(folder: Path) -> dict[str, Any]:
    """The pipeline on the whole picture for each window, one at a time."""
    import numpy as np
    import torch
    from diffusers import StableDiffusionInpaintPipeline
    from PIL import Image

    started = time.perf_counter()
    pipeline = StableDiffusionInpaintPipeline.from_pretrained(folder / "editor", torch_dtype=torch.float32)
    pipeline.set_progress_bar_config(disable=True)
    loaded = time.perf_counter()
    picture = Image.fromarray(_picture().to_srgb8())
    rng = np.random.default_rng(0)
    steps = [DRAFT_STEPS] * (LEARNING_STEPS * DRAFTS_PER_STEP) + [EDIT_STEPS]
    for count in steps:
        mask = np.zeros((SIDE_PX, SIDE_PX), np.uint8)
        x, y = rng.integers(0, SIDE_PX // 2, 2)
        mask[y : y + SIDE_PX // 2, x : x + SIDE_PX // 2] = 255
        pipeline(PROMPT, image=picture, mask_image=Image.fromarray(mask), num_inference_steps=count)
    return {
        "load_s": loaded - started,
        "edit_s": time.perf_counter() - loaded,
        "denoising_evaluations": 2 * sum(steps),
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
    parser.add_argument("--part", choices=("make", "ours", "naive"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.part == "make":
        make_models(arguments.folder)
        return
    if arguments.part is not None:
        measure = measure_ours if arguments.part == "ours" else measure_naive
        print("FIGURES " + json.dumps(measure(arguments.folder)))
        return
    with tempfile.TemporaryDirectory(prefix="lredit-true-size-") as name:
        environment = {**os.environ, "XDG_DATA_HOME": f"{name}/data", "HF_HUB_OFFLINE": "1"}

        def run(part: str) -> dict[str, Any]:
            command = [sys.executable, __file__, "--part", part, "--folder", name]
            done = subprocess.run(command, env=environment, check=True, text=True, stdout=subprocess.PIPE)
            last = [line for line in done.stdout.splitlines() if line.startswith("FIGURES ")]
            found: dict[str, Any] = json.loads(last[-1].removeprefix("FIGURES ")) if last else {}
            return found

        run("make")
        figures = {"ours": run("ours"), "naive": run("naive")}
    figures["ratio"] = {
        key: figures["ours"][key] / figures["naive"][key] for key in ("edit_s", "peak_gb", "denoising_evaluations")
    }
    text = json.dumps(figures, indent=2)
    print(text)
    if arguments.json is not None:
        arguments.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
