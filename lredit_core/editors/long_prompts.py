"""Prompts that are longer than CLIP's text encoder reads, encoded in windows of its length and put one after the other.

What prompt-weighting tools do: each window is a text of its own between the marks of beginning and end, and the
denoiser's cross-attention takes as many tokens as there are. Stable Diffusion 1, 2 and XL have CLIP encoders alone;
families with a T5 or a language model read some hundred tokens by themselves.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import torch

from lredit_core.editors.reading import clip_limits, past_limit

if TYPE_CHECKING:
    from torch import Tensor


def reads_in_windows(pipeline: Any) -> bool:
    """Whether a pipeline of diffusers takes prompts of any length in windows: all its text encoders are CLIP's, and it
    takes embeddings in place of words."""
    accepted = inspect.signature(pipeline.__call__).parameters
    return bool(clip_limits(pipeline)) and "prompt_embeds" in accepted and hasattr(pipeline, "encode_prompt")


def windows_of(pipeline: Any, text: str) -> list[str]:
    """The text in pieces that every text encoder reads whole, cut between words; at least one."""
    pieces: list[str] = []
    rest = text
    while rest:
        unread = max((past_limit(tokenizer, rest, limit) for tokenizer, limit in clip_limits(pipeline)), key=len)
        if not unread:
            return [*pieces, rest]
        read = rest.removesuffix(unread).rstrip()
        if not read:  # one word that is longer than a window: its end is lost
            read, _space, unread = rest.partition(" ")
        pieces.append(read)
        rest = unread
    return pieces or [""]


def encoded_in_windows(
    pipeline: Any, prompt: str, negative_prompt: str, *, count: int, is_guided: bool
) -> dict[str, Tensor]:
    """What the pipeline takes in place of its words; empty where they fit into one window.

    Args:
        pipeline: for which `reads_in_windows` is true.
        prompt: of any length.
        negative_prompt: of any length; counts where it is guided.
        count: pictures.
        is_guided: by classifier-free guidance.

    Returns:
        "prompt_embeds" (count, windows x tokens, D), with guidance "negative_prompt_embeds" of the same shape; for
        Stable Diffusion XL also "pooled_prompt_embeds" (count, D) and its negative, of the first windows.
    """
    pieces, against = windows_of(pipeline, prompt), windows_of(pipeline, negative_prompt if is_guided else "")
    number = max(len(pieces), len(against))
    if number == 1:
        return {}
    pieces += [""] * (number - len(pieces))
    against += [""] * (number - len(against))
    with torch.inference_mode():
        encoded = [
            pipeline.encode_prompt(
                prompt=piece,
                device=pipeline._execution_device,
                num_images_per_prompt=1,
                do_classifier_free_guidance=is_guided,
                negative_prompt=other,
            )
            for piece, other in zip(pieces, against, strict=True)
        ]
    names = ("prompt_embeds", "negative_prompt_embeds", "pooled_prompt_embeds", "negative_pooled_prompt_embeds")
    found: dict[str, Tensor] = {}
    for name, parts in zip(names, zip(*encoded, strict=True), strict=False):
        if parts[0] is not None:
            whole = parts[0] if "pooled" in name else torch.cat(parts, dim=1)
            found[name] = whole.repeat(count, *(1,) * (whole.ndim - 1))
    return found
