"""A catalogue whose parts are tiny random models on a hub of the test's own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.local_hub import LocalHub

NAME = "tiny-photographs"
_FILES = {
    "image_text": ["open_clip_config.json", "open_clip_model.safetensors", "tokenizer.json", "tokenizer_config.json"],
    "self_supervised": ["config.json", "model.safetensors"],
    "diffusion": ["model_index.json", "scheduler/*", "text_encoder/*", "tokenizer/*", "unet/*", "vae/*"],
}
_KINDS = {"image_text": "image_text", "self_supervised": "self_supervised", "diffusion": "editor"}


def serve_parts(server: LocalHub, tiny_folder: Path) -> None:
    """Puts the parts of a bundle made by `tiny_bundle.write_tiny_bundle` on the hub."""
    for key in _FILES:
        server.add(f"acme/{key}", tiny_folder / key)


def write_catalogue(path: Path, *, gated: bool = False, main_bytes: int = 1, is_quick: bool = False) -> Path:
    """A catalogue of one bundle, which fits any machine unless `main_bytes` says otherwise.

    Args:
        path: of the file.
        gated: its editor's terms must be accepted first.
        main_bytes: that it takes.
        is_quick: with a LoRA, another sampler and a tiny autoencoder.
    """
    parts: dict[str, Any] = {}
    for key, files in _FILES.items():
        licence = {"name": "MIT", "terms": "Free for any use.", "gated": gated and key == "diffusion"}
        parts[f"tiny-{key.replace('_', '-')}"] = {
            "kind": _KINDS[key],
            "title": f"Tiny {key.replace('_', ' ')}",
            "sources": [{"repo": f"acme/{key}"}],
            "files": files,
            "download_bytes": 400_000,
            "licence": licence,
        }
    parts["tiny-diffusion"]["settings"] = {"steps": 3, "guidance_scale": 2.0}
    bundle = {
        "name": NAME,
        "title": "Tiny photographs",
        "good_for": "Trying out downloads.",
        "image_text": "tiny-image-text",
        "self_supervised": "tiny-self-supervised",
        "editors": ["tiny-diffusion"],
        "memory": {
            "accelerator_bytes": main_bytes,
            "accelerator_least_bytes": main_bytes,
            "main_bytes": main_bytes,
        },
    }
    if is_quick:
        for key, kind in (("lora", "lora"), ("autoencoder", "tiny_autoencoder")):
            parts[f"tiny-{key}"] = {
                "kind": kind,
                "title": f"Tiny {key}",
                "sources": [{"repo": f"acme/{key}"}],
                "files": ["*.safetensors", "config.json"] if kind == "tiny_autoencoder" else ["*.safetensors"],
                "download_bytes": 40_000,
                "licence": {"name": "MIT", "terms": "Free for any use.", "gated": False},
            }
        bundle |= {
            "loras": [{"part": "tiny-lora", "weight": 0.9}],
            "tiny_autoencoder": "tiny-autoencoder",
            "settings": {"scheduler": "lcm", "steps": 4, "guidance_scale": 1.0},
        }
    path.write_text(json.dumps({"version": 1, "parts": parts, "bundles": [bundle]}), encoding="utf-8")
    return path
