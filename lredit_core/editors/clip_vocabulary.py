"""CLIP's tokenizer as transformers wants it, from the vocabulary that open_clip installs: nothing is fetched for it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

#: Tokens of a prompt, begin and end included: the length that CLIP's text towers were trained for.
CONTEXT_LENGTH = 77
_BEGIN, _END = "<|startoftext|>", "<|endoftext|>"


def clip_tokenizer(*, pads_with: str = _END) -> Any:
    """The byte-pair tokenizer of CLIP (Radford et al. 2021), 49,408 tokens.

    Args:
        pads_with: what fills a prompt up: the end token for CLIP's own text tower, "!" (number 0) for OpenCLIP's.
    """
    from open_clip.tokenizer import SimpleTokenizer
    from transformers import CLIPTokenizer

    known = SimpleTokenizer()
    vocabulary = {token: number for token, number in known.encoder.items() if number < known.sot_token_id}
    vocabulary |= {_BEGIN: known.sot_token_id, _END: known.eot_token_id}
    merges = ["#version: 0.2", *(" ".join(pair) for pair in known.bpe_ranks)]
    settings = {
        "tokenizer_class": "CLIPTokenizer",
        "model_max_length": CONTEXT_LENGTH,
        "bos_token": _BEGIN,
        "eos_token": _END,
        "unk_token": _END,
        "pad_token": pads_with,
    }
    with tempfile.TemporaryDirectory(prefix="lredit-") as name:
        folder = Path(name)
        (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
        (folder / "merges.txt").write_text("\n".join(merges) + "\n", encoding="utf-8")
        (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
        return CLIPTokenizer.from_pretrained(folder, local_files_only=True)
