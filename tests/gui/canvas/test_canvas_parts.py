"""Hit tests, drags, viewports, tiles, settling and the overlay: the canvas without a window."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter

from lredit_core.api.events import Anchor, AnchorSource, Region
from lredit_core.geometry import Box, Size
from lredit_core.pictures.image import PixelBuffer
from lredit_gui.canvas import picture_layer
from lredit_gui.canvas.hit_test import Handle, dragged, drawn, handle_at, handle_position, smallest_at
from lredit_gui.canvas.overlay_model import PERSONS_KEY, BoxKind, region_key, resolve_overlay, share_text, shares_of
from lredit_gui.canvas.overlays import label_place
from lredit_gui.canvas.picture_layer import PictureLayer
from lredit_gui.canvas.settling import Settling
from lredit_gui.canvas.viewport import MAX_SCALE, MIN_SCALE, Viewport
from lredit_gui.rendering.tiles import TilePyramid
from lredit_gui.session.job import Job, JobKind, JobPhase
from tests.gui.conftest import picture_pixels
from tests.gui.session.test_job_and_candidates import make_candidate

PICTURE = Size(320, 240)


def count_paintings(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Gets an entry whenever the tiles of a picture are painted."""
    painted: list[object] = []
    paint = picture_layer.paint_tiles

    def counted(painter: QPainter, tiles: TilePyramid, viewport: Viewport, *, is_coarse: bool = False) -> None:
        painted.append(tiles)
        paint(painter, tiles, viewport, is_coarse=is_coarse)

    monkeypatch.setattr(picture_layer, "paint_tiles", counted)
    return painted


class TestHandles:
    rect = (100.0, 100.0, 200.0, 180.0)

    @pytest.mark.parametrize("handle", [handle for handle in Handle if handle is not Handle.BODY])
    def test_each_handle_is_hit_where_it_is_drawn_and_well_outside_of_it(self, handle: Handle) -> None:
        x, y = handle_position(handle, self.rect)
        assert handle_at(x, y, self.rect) is handle
        left, top, right, bottom = handle.moves
        dx = -10 if left and not right else 10 if right and not left else 0
        dy = -10 if top and not bottom else 10 if bottom and not top else 0
        assert handle_at(x + dx, y + dy, self.rect) is handle

    def test_the_body_of_a_tiny_box_can_still_be_taken(self) -> None:
        assert handle_at(105, 105, (100.0, 100.0, 110.0, 110.0)) is Handle.BODY

    def test_far_away_there_is_nothing(self) -> None:
        assert handle_at(60, 100, self.rect) is None

    def test_of_nested_boxes_the_inner_one_is_taken(self) -> None:
        rects = [("outer", (0.0, 0.0, 100.0, 100.0)), ("inner", (40.0, 40.0, 60.0, 60.0))]
        assert smallest_at(50, 50, rects) == "inner"
        assert smallest_at(10, 10, rects) == "outer"
        assert smallest_at(150, 10, rects) is None


class TestDrags:
    @given(
        handle=st.sampled_from([handle for handle in Handle if handle is not Handle.BODY]),
        dx=st.integers(-500, 500),
        dy=st.integers(-500, 500),
        x0=st.integers(0, 300),
        y0=st.integers(0, 220),
        width=st.integers(1, 320),
        height=st.integers(1, 240),
    )
    @settings(max_examples=200)
    def test_the_far_edges_never_move_and_the_box_stays_in_the_picture(
        self, handle: Handle, dx: int, dy: int, x0: int, y0: int, width: int, height: int
    ) -> None:
        box = Box(x0, y0, min(x0 + width, 320), min(y0 + height, 240))
        moved = dragged(box, handle, dx, dy, picture=PICTURE)
        for moves, before, after in zip(handle.moves, box.as_tuple(), moved.as_tuple(), strict=True):
            assert moves or before == after
        assert PICTURE.as_box().contains(moved)
        assert moved.width >= min(8, box.width) and moved.height >= min(8, box.height)

    @given(dx=st.integers(-500, 500), dy=st.integers(-500, 500))
    def test_moving_keeps_the_size(self, dx: int, dy: int) -> None:
        box = Box(20, 30, 90, 80)
        moved = dragged(box, Handle.BODY, dx, dy, picture=PICTURE)
        assert moved.size == box.size and PICTURE.as_box().contains(moved)

    def test_a_box_is_drawn_in_any_direction_and_clipped(self) -> None:
        assert drawn((100.4, 90.0), (20.2, 400.0), picture=PICTURE) == Box(20, 90, 100, 240)
        assert drawn((10, 10), (13, 90), picture=PICTURE) is None


class TestViewport:
    def test_zooming_keeps_what_is_under_the_pointer(self) -> None:
        viewport = Viewport(Size(800, 600), PICTURE).fitted()
        about = (321.0, 204.0)
        before = viewport.to_picture(*about)
        for factor in (1.3, 2.0, 0.7):
            viewport = viewport.zoomed(viewport.scale * factor, about=about)
            assert viewport.to_picture(*about) == pytest.approx(before, abs=1e-6)

    def test_fit_shows_all_of_the_picture_in_the_middle(self) -> None:
        viewport = Viewport(Size(900, 500), Size(4000, 3000)).fitted()
        left, top = viewport.to_view(0, 0)
        right, bottom = viewport.to_view(4000, 3000)
        assert left > 0 and top > 0 and right < 900 and bottom < 500
        assert left == pytest.approx(900 - right, abs=1.01)

    def test_steps_go_through_one_to_one(self) -> None:
        viewport = Viewport(Size(800, 600), PICTURE, scale=0.9, is_fit=False)
        assert viewport.stepped(1).scale == 1.0
        assert viewport.stepped(1).stepped(-1).scale == pytest.approx(0.667)

    @given(dx=st.floats(-1e5, 1e5), dy=st.floats(-1e5, 1e5), scale=st.floats(0.001, 100))
    def test_the_picture_is_never_lost(self, dx: float, dy: float, scale: float) -> None:
        viewport = Viewport(Size(800, 600), PICTURE).zoomed(scale).panned(dx, dy)
        left, top = viewport.to_view(0, 0)
        right, bottom = viewport.to_view(320, 240)
        assert MIN_SCALE <= viewport.scale <= MAX_SCALE
        assert left < 800 and top < 600 and right > 0 and bottom > 0

    def test_a_fitted_view_stays_fitted_when_it_is_resized(self) -> None:
        viewport = Viewport(Size(800, 600), PICTURE).fitted().resized(Size(400, 300))
        assert viewport == Viewport(Size(400, 300), PICTURE).fitted()

    def test_otherwise_the_middle_stays_in_the_middle(self) -> None:
        viewport = Viewport(Size(800, 600), Size(2000, 2000)).zoomed(2.0).panned(40, -30)
        middle = viewport.to_picture(400, 300)
        assert viewport.resized(Size(500, 700)).to_picture(250, 350) == pytest.approx(middle)


class TestTiles:
    @pytest.mark.parametrize(("width", "height"), [(1, 1), (255, 257), (700, 300), (513, 1025)])
    def test_level_zero_is_the_picture_and_each_next_is_half_as_large(self, width: int, height: int) -> None:
        pixels = picture_pixels(width, height)
        pyramid = TilePyramid.built(pixels)
        for (row, column), tile in pyramid.levels[0].tiles.items():
            part = pixels[row * 256 : row * 256 + 256, column * 256 : column * 256 + 256]
            assert (tile.pixels[..., 2::-1] == part).all()
        for above, below in zip(pyramid.levels, pyramid.levels[1:], strict=False):
            assert below.size == Size(-(-above.size.width // 2), -(-above.size.height // 2))
        assert pyramid.levels[-1].size.longest <= 256

    @given(x=st.integers(0, 680), y=st.integers(0, 380), width=st.integers(1, 300), height=st.integers(1, 300))
    @settings(max_examples=25, deadline=None)
    def test_a_patched_pyramid_is_the_one_built_anew(self, x: int, y: int, width: int, height: int) -> None:
        pixels = picture_pixels(700, 400)
        box = Box(x, y, x + width, y + height).clipped_to(Size(700, 400))
        changed = pixels.copy()
        changed[box.as_slices()] = 255 - changed[box.as_slices()]
        patched = TilePyramid.built(pixels).patched(box, changed[box.as_slices()])
        anew = TilePyramid.built(changed)
        for left, right in zip(patched.levels, anew.levels, strict=True):
            assert left.tiles.keys() == right.tiles.keys()
            assert all((left.tiles[key].pixels == right.tiles[key].pixels).all() for key in left.tiles)

    def test_patching_shares_all_other_tiles(self) -> None:
        pyramid = TilePyramid.built(picture_pixels(1024, 1024))
        patched = pyramid.patched(Box(10, 10, 20, 20), np.zeros((10, 10, 3), np.uint8))
        shared = [key for key, tile in pyramid.levels[0].tiles.items() if patched.levels[0].tiles[key] is tile]
        assert len(shared) == 15

    def test_the_level_is_never_enlarged_below_one_to_one(self) -> None:
        pyramid = TilePyramid.built(picture_pixels(2048, 512))
        assert [pyramid.level_for(scale) for scale in (4.0, 1.0, 0.75, 0.5, 0.26, 0.25, 0.01)] == [0, 0, 0, 1, 1, 2, 3]


class TestPictureLayer:
    @pytest.mark.usefixtures("qapp")
    def test_the_picture_lies_where_the_viewport_says_whatever_the_screens_density(self) -> None:
        pixels = np.full((200, 300, 3), 250, np.uint8)
        tiles, layer, dark = TilePyramid.built(pixels), PictureLayer(), QColor(10, 10, 10)
        for scale in (1.0, 0.5, 4.0):
            viewport = Viewport(Size(800, 600), Size(300, 200)).zoomed(scale)
            pixmap = layer.pixmap(tiles, viewport, dark)
            image = pixmap.toImage()
            left, top = (round(place) for place in viewport.to_view(0, 0))
            right, bottom = (round(place) for place in viewport.to_view(300, 200))
            for x, y in ((left + 1, top + 1), (right - 2, bottom - 2)):
                if 0 <= x < 800 and 0 <= y < 600:
                    assert image.pixelColor(x, y).red() == 250
            if left > 1 and top > 1:
                assert image.pixelColor(left - 1, top - 1).red() == 10
                assert image.pixelColor(right + 1, bottom + 1).red() == 10
            pixmap.setDevicePixelRatio(2.0)

    @pytest.mark.usefixtures("qapp")
    def test_the_same_view_is_not_painted_twice(self, monkeypatch: pytest.MonkeyPatch) -> None:
        painted = count_paintings(monkeypatch)
        tiles, layer, dark = TilePyramid.built(picture_pixels()), PictureLayer(), QColor(10, 10, 10)
        viewport = Viewport(Size(400, 300), PICTURE).fitted()
        for _ in range(3):
            layer.pixmap(tiles, viewport, dark)
        assert len(painted) == 1


class TestSettling:
    def test_a_learned_box_glides_and_arrives(self) -> None:
        settling = Settling()
        settling.set_targets({"a": Box(0, 0, 10, 10)})
        assert settling.is_settled
        settling.set_targets({"a": Box(100, 0, 110, 10)})
        assert settling.shown("a") == (0.0, 0.0, 10.0, 10.0)
        settling.advance(0.05)
        shown = settling.shown("a")
        assert shown is not None and 0 < shown[0] < 100
        for _ in range(60):
            settling.advance(0.05)
        assert settling.is_settled and settling.shown("a") == (100.0, 0.0, 110.0, 10.0)

    def test_new_boxes_and_those_moved_by_hand_are_there_at_once(self) -> None:
        settling = Settling()
        settling.set_targets({"a": Box(0, 0, 10, 10)})
        settling.set_targets({"a": Box(50, 0, 60, 10), "b": Box(1, 1, 2, 2)}, at_once=frozenset({"a"}))
        assert settling.is_settled


class TestOverlay:
    @staticmethod
    def job() -> Job:
        job = Job("1", JobKind.LEARN, PixelBuffer(picture_pixels(16, 16)))
        job.anchors = (Anchor(0, 5, 5, AnchorSource.TEXT, 1.0), Anchor(1, 9, 9, AnchorSource.GRID, 0.2))
        job.regions = (
            Region(0, Box(0, 0, 8, 8), 0.3, None, 0.2),
            Region(1, Box(4, 4, 12, 12), 0.9, 0.5, 0.8),
        )
        return job

    def test_while_learning_every_box_shows_its_share_and_the_likeliest_comes_last(self) -> None:
        model = resolve_overlay(self.job(), (), selected_id=None, pending=None)
        assert [box.label for box in model.boxes] == ["8 %", "92 %"]
        assert model.boxes[-1].key == region_key(1) and model.boxes[-1].emphasis == 1.0
        assert len(model.anchors) == 2

    def test_boxes_in_the_same_place_count_as_one_and_the_accent_says_the_most(self) -> None:
        job = self.job()
        job.regions = (
            Region(0, Box(0, 0, 10, 10), 1.0, None, 0.3),
            Region(1, Box(4, 4, 12, 12), 1.0, None, 0.4),
            Region(2, Box(0, 0, 10, 10), 1.0, None, 0.3),
        )
        model = resolve_overlay(job, (), selected_id=None, pending=None)
        assert [(box.key, box.label) for box in model.boxes] == [
            ("region-2", ""),
            ("region-1", "40 %"),
            ("region-0", "60 %"),
        ]
        assert [box.emphasis == 1.0 for box in model.boxes] == [False, False, True]

    def test_a_small_share_is_not_called_nothing(self) -> None:
        assert [share_text(share) for share in (0.0, 0.004, 0.01, 1.0)] == ["0 %", "< 1 %", "1 %", "100 %"]

    def test_no_learned_box_has_a_share_where_nothing_is_likely(self) -> None:
        assert shares_of((Region(0, Box(0, 0, 8, 8), 0.0, None, 0.2),)) == {0: 0.0}

    @pytest.mark.parametrize(
        ("phase", "has_regions", "selected", "is_looking"),
        [
            (JobPhase.RUNNING, True, "former", True),
            (JobPhase.STOPPED, True, None, True),
            (JobPhase.STOPPED, True, "former", False),
            (JobPhase.STOPPED, False, None, False),
            (JobPhase.FAILED, True, None, False),
        ],
    )
    def test_after_a_stop_a_chosen_candidate_has_its_box_again(
        self, phase: JobPhase, has_regions: bool, selected: str | None, is_looking: bool
    ) -> None:
        job = self.job()
        job.phase = phase
        job.regions = job.regions if has_regions else ()
        model = resolve_overlay(job, (make_candidate("former", 0.5),), selected_id=selected, pending=None)
        kinds = {box.kind for box in model.boxes}
        shown = {BoxKind.LEARNING_SHARE} if is_looking else {BoxKind.CANDIDATE} if selected else set()
        assert kinds == shown, "what nobody chose is not in the way of the picture"
        assert any(box.has_handles for box in model.boxes) is (not is_looking and selected is not None)

    def test_the_persons_box_lies_on_top_and_has_the_handles(self) -> None:
        model = resolve_overlay(self.job(), (), selected_id=None, pending=Box(1, 1, 9, 9))
        assert model.boxes[-1].key == PERSONS_KEY and model.boxes[-1].kind is BoxKind.PERSONS
        assert [box.key for box in model.boxes if box.has_handles] == [PERSONS_KEY]

    def test_hidden_boxes_leave_only_the_persons(self) -> None:
        model = resolve_overlay(self.job(), (), selected_id=None, pending=Box(1, 1, 9, 9), shows_all=False)
        assert [box.key for box in model.boxes] == [PERSONS_KEY] and not model.anchors


class TestSmallBoxes:
    @given(
        left=st.floats(0, 200),
        top=st.floats(0, 200),
        width=st.floats(2, 55),
        height=st.floats(2, 300),
        handle=st.sampled_from([handle for handle in Handle if handle is not Handle.BODY]),
    )
    def test_no_mark_covers_a_small_box_and_each_is_taken_where_it_lies(
        self, left: float, top: float, width: float, height: float, handle: Handle
    ) -> None:
        rect = (left, top, left + width, top + height)
        x, y = handle_position(handle, rect)
        for dx, dy in ((-4, -4), (4, 4), (-4, 4), (4, -4)):
            is_inside = rect[0] < x + dx < rect[2] and rect[1] < y + dy < rect[3]
            assert not is_inside and handle_at(x + dx * 0.9, y + dy * 0.9, rect) is not None
        assert handle_at(x, y, rect) is handle
        assert handle_at(left + width / 2, top + height / 2, rect) is Handle.BODY

    @pytest.mark.parametrize("has_handles", [False, True])
    def test_a_small_box_has_its_label_above_and_at_the_upper_edge_below(self, has_handles: bool) -> None:
        size, small = QSizeF(30, 18), (100.0, 100.0, 120.0, 130.0)
        above = label_place(small, size, has_handles=has_handles, taken=[])
        assert above.bottom() < 100.0 - (12.0 if has_handles else 0.0) and above.left() == 100.0
        second = label_place(small, size, has_handles=has_handles, taken=[above])
        assert second.top() > 130.0, "where the place above is taken it lies below"
        third = label_place(small, size, has_handles=has_handles, taken=[above, second])
        assert third.bottom() < above.top(), "and then further up, never on the box"
        below = label_place((100.0, 5.0, 120.0, 35.0), size, has_handles=has_handles, taken=[])
        assert below.top() > 35.0

    def test_a_large_box_has_its_label_inside(self) -> None:
        place = label_place((100.0, 100.0, 200.0, 200.0), QSizeF(30, 18), has_handles=True, taken=[])
        assert QRectF(100, 100, 100, 100).contains(place)
