"""The renderer over real workers: drafts, the exact picture after them, and the check."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest

from lredit_core.document.document import Document
from lredit_core.pictures import image
from lredit_gui.rendering import renderer as renderer_module

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lredit_core.document.compositor import Composite
    from tests.gui.conftest import Bench


@pytest.fixture
def layered(bench: Bench, picture_path: Path) -> Bench:
    bench.open(picture_path)
    bench.edit()
    bench.session.accept()
    bench.wait_for_picture()
    return bench


def dragged(bench: Bench, opacity: float, *, is_draft: bool = True) -> None:
    document = bench.session.document
    assert document is not None
    layer_id = document.layers[-1].layer_id
    bench.session.history.change(lambda document: document.with_opacity(layer_id, opacity), "fade", is_draft=is_draft)


def test_a_drag_shows_drafts_and_then_the_exact_picture(layered: Bench) -> None:
    renderer, before = layered.session.renderer, layered.session.renderer.rendered
    assert before is not None
    dragged(layered, 0.5)
    layered.wait(lambda: renderer.draft_tiles is not None)
    assert layered.session.preview.after_tiles is renderer.draft_tiles and renderer.rendered is before
    layered.wait_for_picture()
    assert renderer.rendered is not before and renderer.draft_tiles is None
    assert renderer.rendered is not None and renderer.rendered.document.layers[-1].opacity == 0.5
    assert layered.session.document is before.document


def test_what_was_dragged_is_dropped_when_the_document_is_asked_for(layered: Bench) -> None:
    renderer, before = layered.session.renderer, layered.session.renderer.rendered
    dragged(layered, 0.5)
    layered.wait(lambda: renderer.draft_tiles is not None)
    assert layered.session.document is not None
    renderer.request(layered.session.document)
    layered.wait_for_picture()
    assert renderer.rendered is before and layered.session.preview.after_tiles is before.tiles  # type: ignore[union-attr]


def test_a_committed_change_is_exact_and_undo_takes_it_back(layered: Bench) -> None:
    renderer = layered.session.renderer
    for opacity in (0.9, 0.6, 0.3):
        dragged(layered, opacity)
    dragged(layered, 0.3, is_draft=False)
    layered.wait_for_picture()
    document = layered.session.document
    assert document is not None and renderer.rendered is not None and renderer.rendered.document is document
    assert np.array_equal(renderer.rendered.flat.pixels, document.flattened().pixels)
    layered.session.history.undo()
    layered.wait_for_picture()
    assert renderer.rendered.document is layered.session.document


def test_the_count_is_unknown_until_the_shown_picture_was_compared(
    layered: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    renderer = layered.session.renderer
    assert renderer.changed_outside == 0
    monkeypatch.setattr(renderer_module, "count_changed_outside", lambda composite, is_wanted: 7)
    dragged(layered, 0.5)
    assert renderer.changed_outside is None
    seen: list[int | None] = []
    renderer.changed.connect(lambda: seen.append(renderer.changed_outside))
    dragged(layered, 0.5, is_draft=False)
    layered.wait_for_picture()
    assert seen and set(seen) == {None} and renderer.changed_outside == 7
    assert any("7 pixels changed outside" in text for text in layered.texts())


def test_a_check_of_a_picture_that_is_no_longer_shown_says_nothing(
    layered: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    renderer, may_end, told = layered.session.renderer, threading.Event(), list[int | None]()

    def count(composite: Composite, *, is_wanted: Callable[[], bool]) -> int:
        if composite.document is not layered.session.document:
            return 0
        assert may_end.wait(5.0)
        return 7

    monkeypatch.setattr(renderer_module, "count_changed_outside", count)
    renderer.checked.connect(lambda: told.append(renderer.changed_outside))
    dragged(layered, 0.5, is_draft=False)
    document = layered.session.document
    assert document is not None
    layered.wait(lambda: renderer.rendered is not None and renderer.rendered.document is document)
    renderer.request(Document(document.source, document.layers))
    layered.wait(lambda: told == [0])
    may_end.set()
    layered.wait_for_picture()
    assert told == [0] and renderer.changed_outside == 0 and layered.texts() == []


def test_opening_accepting_hiding_and_undo_hash_no_picture(
    bench: Bench, picture_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[int] = []
    digest_of = image._digest_of
    monkeypatch.setattr(image, "_digest_of", lambda *args: hashed.append(1) or digest_of(*args))
    bench.open(picture_path)
    bench.edit()
    bench.session.accept()
    bench.wait_for_picture()
    document = bench.session.document
    assert document is not None and bench.session.history.changed_pictures
    bench.session.history.change(lambda document: document.with_visibility(document.layers[0].layer_id, False), "Hide")
    bench.session.history.undo()
    bench.wait_for_picture()
    assert hashed == []
    assert document.source.digest and hashed == [1]


def test_a_file_that_is_slow_does_not_hold_up_the_screen(layered: Bench) -> None:
    may_end = threading.Event()
    for _thread in range(4):
        layered.workers.submit(may_end.wait, lambda _nothing: None, lambda _error: None)
    dragged(layered, 0.5, is_draft=False)
    layered.wait_for_picture()
    assert layered.session.renderer.rendered is not None
    assert layered.session.renderer.rendered.document is layered.session.document
    may_end.set()


def test_a_preview_that_failed_is_tried_again(
    bench: Bench, picture_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.open(picture_path)
    bench.edit()
    bench.wait_for_picture()
    session = bench.session
    candidate = session.selection.candidates.selected
    assert candidate is not None
    session.preview.show(None, None)
    session.preview.forget()
    with monkeypatch.context() as patched:
        patched.setattr(session.renderer.documents, "with_candidate", lambda *_one, **_two: 1 / 0)
        session.preview.show(candidate, None)
        bench.wait(lambda: bench.notices)
    session.preview.show(candidate, None)
    rendered = session.renderer.rendered
    bench.wait(lambda: rendered is not None and session.preview.after_tiles is not rendered.tiles)


def test_a_change_of_a_large_part_is_seen_coarse_before_it_is_exact(
    layered: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renderer_module, "_LARGE_PIXELS", 1)
    session, renderer = layered.session, layered.session.renderer
    seen: list[bool] = []
    renderer.changed.connect(lambda: seen.append(renderer.draft_tiles is not None))
    session.history.change(lambda document: document.with_visibility(document.layers[0].layer_id, False), "Hide")
    layered.wait_for_picture()
    assert seen == [True, False]
    assert renderer.rendered is not None and renderer.rendered.document is session.document
    assert session.preview.after_tiles is renderer.rendered.tiles
