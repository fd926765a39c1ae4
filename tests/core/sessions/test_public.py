"""What `import lredit_core` gives: light, whole, and no more than it promises."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import lredit_core

ROOT = Path(__file__).resolve().parents[3]


def test_importing_it_loads_nothing_and_its_names_load_no_torch() -> None:
    code = (
        "import sys, lredit_core\n"
        "assert not {'numpy', 'PIL', 'pydantic'} & set(sys.modules)\n"
        "from lredit_core import Engine, EditRequest, load, open_picture, export\n"
        "print([name for name in ('torch', 'diffusers', 'PySide6') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


def test_every_public_name_is_there_and_in_the_documentation() -> None:
    from lredit_core.sessions import public

    told = set(re.findall(r"`(\w+)", (ROOT / "docs" / "library.md").read_text(encoding="utf-8")))
    for name in public.__all__:
        assert getattr(lredit_core, name) is getattr(public, name)
        assert name in dir(lredit_core)
        assert name in told, f"docs/library.md does not name {name}"


def test_other_names_are_none() -> None:
    with pytest.raises(AttributeError, match=r'no public name "edit_picture".*docs/library\.md'):
        _ = lredit_core.edit_picture
    with pytest.raises(ImportError):
        exec("from lredit_core import no_such_name")
    assert re.match(r"\d+\.\d+", lredit_core.__version__)
