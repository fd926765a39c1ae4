"""A small byte-pair tokenizer of the world's own words, in CLIP's format, for the text tower and the diffusion
editor."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers
from transformers import CLIPTokenizer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CONTEXT_LENGTH = 24
START, END, PAD = "<|startoftext|>", "<|endoftext|>", "<|pad|>"
#: What CLIP's tokenizer splits at, before merges.
_PIECES = r"""'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"""


def train_tokenizer(lines: Sequence[str], folder: Path, *, vocabulary: int = 1400) -> CLIPTokenizer:
    """Learns merges from `lines` and writes the tokenizer's files into `folder`.

    The padding token has the lowest index and the end token the highest: open_clip's text tower pools at the
    highest index.
    """
    tokenizer = Tokenizer(models.BPE(continuing_subword_prefix="", end_of_word_suffix="</w>"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_PIECES), behavior="removed", invert=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
        ]
    )
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary - 3 - len(alphabet),
        initial_alphabet=alphabet,
        end_of_word_suffix="</w>",
        show_progress=False,
    )
    tokenizer.train_from_iterator(lines, trainer)
    learned = json.loads(tokenizer.to_str())["model"]
    merges = [tuple(merge.split(" ")) if isinstance(merge, str) else tuple(merge) for merge in learned["merges"]]
    words = [PAD, *alphabet, *(f"{letter}</w>" for letter in alphabet)]
    known = set(words)
    for first, second in merges:
        for word in (first, second, first + second):
            if word not in known:
                known.add(word)
                words.append(word)
    words += [START, END]
    folder.mkdir(parents=True, exist_ok=True)
    clip_tokenizer = CLIPTokenizer(
        vocab={word: index for index, word in enumerate(words)},
        merges=merges,
        pad_token=PAD,
        model_max_length=CONTEXT_LENGTH,
    )
    clip_tokenizer.save_pretrained(folder)
    return clip_tokenizer
