"""Which files of a repository a part needs: safetensors and texts only, never a pickle, nothing outside its folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lredit_core.errors import ModelUnavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lredit_core.bundles.catalogue import CataloguePart

#: Nothing else is ever fetched.
FETCHED_SUFFIXES = (".safetensors", ".json", ".txt", ".model")
_PICKLED_SUFFIXES = (".bin", ".ckpt", ".pt", ".pth", ".pkl")
#: A tokenizer's files: a repository has some or others of them.
_TOKENIZER_FILES = (
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "vocab.json",
    "merges.txt",
)
#: "model.fp16.safetensors", "model.fp16-00001-of-00002.safetensors", "model.safetensors.index.fp16.json"
_VARIANT = re.compile(r"(?P<stem>.+)\.(?P<variant>fp16|bf16|ema|non_ema)(?P<rest>[.-].+)")


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file of a repository, as the hub lists it.

    Attributes:
        size: in bytes.
        sha256: of the content where the hub stores it as a large file, else "".
        git_sha1: git's name of the content ("blob", size and bytes) where it is a small one, else "".
    """

    path: str
    size: int
    sha256: str = ""
    git_sha1: str = ""


@dataclass(frozen=True, slots=True)
class NeededFile:
    """A file to fetch; `local_path` is relative to the part's folder, with slashes."""

    file: HubFile
    local_path: str


def needed_files(part: CataloguePart, listing: Sequence[HubFile], *, repo: str) -> tuple[NeededFile, ...]:
    """What of a repository makes the part.

    Weights in the part's variant are stored under the plain name, which every loader knows; other variants are left.

    Raises:
        ModelUnavailable: where something that the part needs is missing, is only there as a pickle, or has a path that
            leads out of its folder.
    """
    chosen: dict[str, NeededFile] = {}
    for file in sorted(listing, key=lambda entry: entry.path):
        _check_path(file.path, repo)
        plain, variant, is_shard = _plain_name(file.path)
        if not _is_wanted(part, plain):
            continue
        if not variant:
            chosen.setdefault(plain, NeededFile(file, plain))
        elif variant == part.variant and not is_shard:
            chosen[plain] = NeededFile(file, plain)
    _check_complete(part, listing, chosen, repo)
    return tuple(chosen[path] for path in sorted(chosen, key=lambda path: (chosen[path].file.size, path)))


def _plain_name(path: str) -> tuple[str, str, bool]:
    """(the path without its variant, the variant or "", whether it is one of several shards or their index)."""
    match = _VARIANT.fullmatch(path)
    if match is None:
        return path, "", False
    rest = match["rest"]
    return match["stem"] + rest, match["variant"], rest != ".safetensors"


def _is_wanted(part: CataloguePart, path: str) -> bool:
    return path.endswith(FETCHED_SUFFIXES) and any(fnmatchcase(path, pattern) for pattern in part.files)


def _check_path(path: str, repo: str) -> None:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts or "\\" in path or ":" in path:
        raise ModelUnavailable(
            f'The repository "{repo}" lists a file "{path}" that would lie outside of its folder. Nothing was fetched; '
            "do not use this repository."
        )


def _check_complete(part: CataloguePart, listing: Sequence[HubFile], chosen: dict[str, NeededFile], repo: str) -> None:
    """Raises:
    ModelUnavailable: where weights are only there as a pickle or not at all, or a file that must be there is not.
    """
    with_weights = {_folder_of(path) for path in chosen if path.endswith(".safetensors")}
    wants_weights = {_folder_of(pattern) for pattern in part.files if pattern.endswith(("*", ".safetensors"))}
    for file in listing:
        folder = _folder_of(file.path)
        if file.path.endswith(_PICKLED_SUFFIXES) and folder in wants_weights and folder not in with_weights:
            raise ModelUnavailable(
                f'"{repo}" offers "{file.path}" only as a pickled checkpoint, which can run code when it is opened; it '
                "was not fetched. Convert it on a machine that you trust (safetensors.torch.save_file) and install the "
                "folder with `lredit bundles compose`."
            )
    must_be_there = [pattern for pattern in part.files if "*" not in pattern and pattern not in _TOKENIZER_FILES]
    gone = next((path for path in must_be_there if path not in chosen), "" if with_weights else "*.safetensors")
    if gone:
        raise ModelUnavailable(
            f'"{repo}" no longer holds "{gone}", which "{part.title}" needs. Get a newer lredit, or install a folder '
            "that you have with `lredit bundles compose`."
        )


def _folder_of(path: str) -> str:
    return str(PurePosixPath(path).parent)
