"""Starting: without a display, without torch."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lredit_core.pictures.export_settings import ExportSettings, SizeKind, SizeRule
from lredit_gui.app import main as app
from lredit_gui.app.display import missing_display_reason
from lredit_gui.session.preferences import Preferences
from lredit_gui.theme.theme import ThemeMode


def test_importing_the_window_loads_no_model_library() -> None:
    code = (
        "import sys, lredit_gui.app.desktop, lredit_gui.window.main_window;"
        "heavy = {'torch', 'diffusers', 'transformers', 'open_clip', 'timm', 'cv2', 'tifffile'} & set(sys.modules);"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_importing_the_program_loads_no_qt() -> None:
    code = "import sys, lredit_gui.app.main; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays are found by other means there")
@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({}, "neither DISPLAY nor WAYLAND_DISPLAY"),
        ({"DISPLAY": ":987"}, "no X server answers"),
        ({"DISPLAY": "nonsense"}, "no X server answers"),
        ({"WAYLAND_DISPLAY": "wayland-987", "XDG_RUNTIME_DIR": "/nowhere"}, "no compositor answers"),
    ],
)
def test_without_a_display_the_reason_is_known_before_qt_is_asked(environment: dict[str, str], words: str) -> None:
    reason = missing_display_reason(environment)
    assert reason is not None and words in reason


def test_a_chosen_platform_is_taken_at_its_word() -> None:
    assert missing_display_reason({"QT_QPA_PLATFORM": "offscreen"}) is None


def test_without_a_display_the_sample_is_edited_instead(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from lredit_core.cli import sample

    calls: list[tuple[Path, Path | None]] = []

    def run_sample(out_dir: Path, image: Path | None) -> int:
        calls.append((out_dir, image))
        return 7

    monkeypatch.setattr(sample, "run_sample", run_sample)
    monkeypatch.setattr(app, "missing_display_reason", lambda: "no X server answers")
    assert app.main(["cat.png"]) == 7
    assert calls == [(Path("out"), Path("cat.png"))]
    assert "There is no display" in capsys.readouterr().out


def test_without_a_display_a_project_is_not_taken_for_a_picture(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from lredit_core.cli import sample

    monkeypatch.setattr(sample, "run_sample", lambda *_: pytest.fail("edited"))
    monkeypatch.setattr(app, "missing_display_reason", lambda: "no X server answers")
    assert app.main(["holiday.LREDIT"]) == 2
    assert "lredit project info holiday.LREDIT" in capsys.readouterr().out


def test_preferences_last_from_one_start_to_the_next(tmp_path: Path) -> None:
    first = Preferences(tmp_path)
    first.theme = ThemeMode.LIGHT
    first.keeps_metadata = False
    picture = tmp_path / "a.png"
    picture.write_bytes(b"x")
    odd = tmp_path / "caf\udce9.png"
    for path in (picture, odd, tmp_path / "gone.png", picture):
        first.add_recent(path)
    first.save()
    second = Preferences(tmp_path)
    assert second.theme is ThemeMode.LIGHT and not second.keeps_metadata
    assert second.recent == [picture, tmp_path / "gone.png", odd]


def test_export_settings_and_presets_last_from_one_start_to_the_next(tmp_path: Path) -> None:
    first = Preferences(tmp_path)
    assert first.export_settings == ExportSettings() and first.export_folder is None
    settings = ExportSettings("JPEG", 70, SizeRule(SizeKind.LONGEST_SIDE, 2048), write_prompt=False)
    first.export_settings, first.export_presets = settings, {"small & quick": settings}
    first.export_folder = tmp_path / "caf\udce9"
    first.save()
    second = Preferences(tmp_path)
    assert second.export_settings == settings and second.export_presets == {"small & quick": settings}
    assert second.export_folder == tmp_path / "caf\udce9"
    assert not second.keeps_metadata
    second.keeps_metadata = True
    assert second.export_settings.write_prompt, "the menu's switch is the dialog's"


def test_how_often_copies_are_kept_lasts_and_damage_gives_the_default(tmp_path: Path) -> None:
    first = Preferences(tmp_path)
    assert (first.autosave_minutes, first.history_megabytes) == (0, 1024)
    first.autosave_minutes, first.history_megabytes = 5, 300
    first.save()
    assert (Preferences(tmp_path).autosave_minutes, Preferences(tmp_path).history_megabytes) == (5, 300)
    (tmp_path / "lredit.ini").write_text("[edit]\nautosave_minutes=-4\nhistory_megabytes=much\n")
    assert (Preferences(tmp_path).autosave_minutes, Preferences(tmp_path).history_megabytes) == (0, 1024)


def test_damaged_preferences_are_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "lredit.ini").write_text(
        "[window]\ntheme=plaid\n[edit]\npreset=@Invalid()\n[export]\nquality=abc\n"
        'settings="{\\"format\\": \\"BMP\\"}"\npresets=[1\n'
    )
    preferences = Preferences(tmp_path)
    assert preferences.export_settings == ExportSettings() and preferences.export_presets == {}
    assert preferences.theme is ThemeMode.SYSTEM and preferences.export_quality == 92
