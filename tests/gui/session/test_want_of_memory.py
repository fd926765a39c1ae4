"""Memory that runs out in the window's own work: a sentence, the document as it was, and the next time it works."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lredit_core.document.compositor import Compositor
from lredit_gui.rendering.renderer import Renderer
from lredit_gui.session.picture_files import DiskPictures

if TYPE_CHECKING:
    from pathlib import Path

    from tests.gui.conftest import Bench

WORDS = "There is not enough memory for this"


def short(*_all: Any, **_named: Any) -> None:
    raise MemoryError("Unable to allocate 1.2 GiB")


@pytest.mark.parametrize(
    ("owner", "name"), [(Renderer, "flattened"), (DiskPictures, "export")], ids=["flattening", "writing"]
)
def test_an_export_that_lacks_memory_says_so_and_the_next_one_is_whole(
    bench: Bench, picture_path: Path, tmp_path: Path, owner: type, name: str
) -> None:
    bench.open(picture_path)
    bench.edit()
    bench.session.accept()
    bench.wait_for_picture()
    document = bench.session.document
    with pytest.MonkeyPatch.context() as memory:
        memory.setattr(owner, name, short)
        bench.session.export(tmp_path / "out.png")
        bench.wait(lambda: any(WORDS in text for text in bench.texts()))
    bench.wait(lambda: bench.session.ui.can_export)
    assert bench.session.document is document
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".png") == ["meadow.png"]
    bench.session.export(tmp_path / "out.png")
    bench.wait(lambda: (tmp_path / "out.png").exists())


def test_a_screen_that_lacks_memory_says_so_and_the_next_change_is_seen(bench: Bench, picture_path: Path) -> None:
    bench.open(picture_path)
    bench.edit()
    with pytest.MonkeyPatch.context() as memory:
        memory.setattr(Compositor, "composite", short)
        bench.session.accept()
        bench.wait(lambda: any(WORDS in text for text in bench.texts()))
    document = bench.session.document
    assert document is not None and len(document.layers) == 1, "the layer is there, though it is not seen yet"
    bench.session.history.undo()
    bench.session.history.redo()
    bench.wait_for_picture()
    assert bench.session.preview.after_tiles is not None
