"""Builds the program as one folder that needs no Python: `make folder` (docs/installing.md).

It runs in an environment that holds the installed program and PyInstaller, and packs what is installed there: with
torch for the processor alone where that is what lies there. The choice of PyInstaller is decision 43.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from lredit_core.resources import resource_path

_START = Path(__file__).with_name("one_folder_start.py")
_NAME = "lredit"
#: Libraries that import their own modules by name, when a bundle asks for them.
_IMPORTED_BY_NAME = (
    "lredit_core",
    "lredit_gui",
    "diffusers",
    "transformers",
    "open_clip",
    "timm",
    "peft",
    "imagecodecs",
)
#: Libraries that read files of their own: vocabularies, configurations.
_WITH_DATA = ("open_clip", "timm", "diffusers", "transformers", "accelerate", "peft")
#: Imported by a library only where they are installed, and of no use to an editor.
_LEFT_OUT = ("tkinter", "matplotlib", "IPython", "pytest", "tensorboard", "tensorflow", "jax", "flax", "pandas")
#: Parts of torch for those who build on it or test it; the one program in torch/bin that is used stays.
_UNUSED = ("torch/include", "torch/share", "torch/test", "torch/bin/*est*", "torch/bin/protoc*")
#: Qt's bridge to GTK, and the GTK of the machine that builds where it has one: it would meet another desktop's modules.
#: The window has looks of its own.
_GTK = (
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    *(f"lib{name}*.so*" for name in ("gtk-3", "gdk-3", "gdk_pixbuf", "atk-", "atspi", "epoxy", "cairo", "pango")),
)


def main() -> None:
    """Builds the folder and says how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="a folder, in which the folder lredit is made anew")
    parser.add_argument("--work", type=Path, default=Path("build/folder"), help="where the builder keeps what it needs")
    arguments = parser.parse_args()
    built = build(arguments.out, arguments.work)
    megabytes = sum(path.stat().st_size for path in built.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6
    print(f"{built}: {megabytes:.0f} MB")


def build(out: Path, work: Path) -> Path:
    """Makes `out`/lredit, replacing what lies there.

    Returns:
        The folder that was made; the program in it is called lredit.
    """
    from PyInstaller.__main__ import run

    run(builder_arguments(out, work))
    built = out / _NAME
    for pattern in (*_UNUSED, *_GTK):
        for found in list((built / "_internal").glob(pattern)):
            if found.is_dir():
                shutil.rmtree(found)
            else:
                found.unlink()
    return built


def builder_arguments(out: Path, work: Path) -> list[str]:
    """What PyInstaller is told."""
    resources = resource_path("catalogue.json").parent.resolve()
    arguments = ["--name", _NAME, "--onedir", "--console", "--noconfirm", "--log-level", "WARN"]
    arguments += ["--distpath", str(out), "--workpath", str(work), "--specpath", str(work)]
    arguments += ["--add-data", f"{resources}:lredit_resources", "--recursive-copy-metadata", "lredit"]
    for package in _IMPORTED_BY_NAME:
        arguments += ["--collect-submodules", package]
    for package in _WITH_DATA:
        arguments += ["--collect-data", package]
    for package in _LEFT_OUT:
        arguments += ["--exclude-module", package]
    if sys.platform == "win32":
        arguments += ["--hide-console", "hide-early"]  # where it was not started from a console
    return [*arguments, str(_START)]


if __name__ == "__main__":
    main()
