"""What is remembered from one start to the next."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from lredit_core.api.request import Preset
from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.errors import InvalidRequest
from lredit_core.pictures.export_settings import ExportSettings, settings_from_json
from lredit_core.pictures.file_names import path_of_uri
from lredit_gui.theme.theme import ThemeMode

_MAX_RECENT = 10


class Preferences:
    """A settings file in a folder of ours (given, in tests)."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._settings = QSettings(str(folder / "lredit.ini"), QSettings.Format.IniFormat)

    @property
    def theme(self) -> ThemeMode:
        value = str(self._settings.value("window/theme", ThemeMode.SYSTEM.value))
        return next((mode for mode in ThemeMode if mode.value == value), ThemeMode.SYSTEM)

    @theme.setter
    def theme(self, mode: ThemeMode) -> None:
        self._settings.setValue("window/theme", mode.value)

    @property
    def preset(self) -> Preset:
        value = str(self._settings.value("edit/preset", Preset.BALANCED.value))
        return next((preset for preset in Preset if preset.value == value), Preset.BALANCED)

    @preset.setter
    def preset(self, preset: Preset) -> None:
        self._settings.setValue("edit/preset", preset.value)

    @property
    def bundle(self) -> str:
        """The models that were used last: "builtin", an installed bundle's name, or a folder."""
        return str(self._settings.value("models/bundle", BUILTIN_BUNDLE)) or BUILTIN_BUNDLE

    @bundle.setter
    def bundle(self, reference: str) -> None:
        self._settings.setValue("models/bundle", reference)

    @property
    def learns_from_choices(self) -> bool:
        """Whether accepted boxes are kept on this machine to learn from; off until the person says so."""
        return str(self._settings.value("edit/learns_from_choices", "false")).lower() == "true"

    @learns_from_choices.setter
    def learns_from_choices(self, learns: bool) -> None:
        self._settings.setValue("edit/learns_from_choices", "true" if learns else "false")

    def view_switch(self, name: str) -> bool:
        """Whether something of the view is on; all of it is until the person says otherwise."""
        return str(self._settings.value(f"view/{name}", "true")).lower() != "false"

    def set_view_switch(self, name: str, is_on: bool) -> None:
        self._settings.setValue(f"view/{name}", "true" if is_on else "false")

    def other_editor(self, name: str) -> tuple[str, bool]:
        """Where the model of an editor without regions lies, or "", and whether to compare with it."""
        place = str(self._settings.value(f"compare/{name}/place", ""))
        is_chosen = str(self._settings.value(f"compare/{name}/is_chosen", "false")).lower() == "true"
        return place, is_chosen

    def set_other_editor(self, name: str, place: str, is_chosen: bool) -> None:
        self._settings.setValue(f"compare/{name}/place", place)
        self._settings.setValue(f"compare/{name}/is_chosen", "true" if is_chosen else "false")

    @property
    def keeps_metadata(self) -> bool:
        return str(self._settings.value("export/keeps_metadata", "true")).lower() != "false"

    @keeps_metadata.setter
    def keeps_metadata(self, keeps: bool) -> None:
        self._settings.setValue("export/keeps_metadata", "true" if keeps else "false")

    @property
    def export_quality(self) -> int:
        value = str(self._settings.value("export/quality", 92))
        return min(max(int(value), 1), 100) if value.isdigit() else 92

    @export_quality.setter
    def export_quality(self, quality: int) -> None:
        self._settings.setValue("export/quality", quality)

    @property
    def export_settings(self) -> ExportSettings:
        """Those of the last export; as it is before there was one."""
        stored = _read_json(str(self._settings.value("export/settings", "")))
        settings = _settings_of(stored) or ExportSettings(quality=self.export_quality)
        return replace(settings, write_prompt=self.keeps_metadata)

    @export_settings.setter
    def export_settings(self, settings: ExportSettings) -> None:
        self._settings.setValue("export/settings", json.dumps(settings.as_json()))
        self.keeps_metadata = settings.write_prompt

    @property
    def export_presets(self) -> dict[str, ExportSettings]:
        """The person's own: name -> settings, in the order in which they were made."""
        stored = _read_json(str(self._settings.value("export/presets", "")))
        read = {str(name): _settings_of(value) for name, value in stored.items()} if isinstance(stored, dict) else {}
        return {name: settings for name, settings in read.items() if settings is not None}

    @export_presets.setter
    def export_presets(self, presets: dict[str, ExportSettings]) -> None:
        stored = {name: settings.as_json() for name, settings in presets.items()}
        self._settings.setValue("export/presets", json.dumps(stored))

    @property
    def export_folder(self) -> Path | None:
        """Where a picture was exported to last; it may be gone. The disk is not looked at."""
        stored = str(self._settings.value("export/folder", ""))
        return _read_path(stored) if stored else None

    @export_folder.setter
    def export_folder(self, folder: Path) -> None:
        self._settings.setValue("export/folder", _path_text(folder))

    @property
    def recent(self) -> list[Path]:
        """Files opened lately, the latest first. Some may be gone: the disk, which may be slow, is not looked at."""
        stored = self._settings.value("files/recent", [])
        paths = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
        return [_read_path(str(path)) for path in paths if path]

    def add_recent(self, path: Path) -> None:
        whole = path.absolute()  # a link keeps its name
        paths = [whole, *(old for old in self.recent if old != whole)][:_MAX_RECENT]
        self._settings.setValue("files/recent", [_path_text(one) for one in paths])

    @property
    def last_folder(self) -> Path:
        """Where files were opened or exported last; it may be gone. The disk is not looked at."""
        stored = str(self._settings.value("files/folder", ""))
        return _read_path(stored) if stored else Path.home()

    @last_folder.setter
    def last_folder(self, folder: Path) -> None:
        self._settings.setValue("files/folder", _path_text(folder))

    @property
    def autosave_minutes(self) -> int:
        """How often changed pictures are kept for after a crash; 0 is never."""
        return self._number("files/autosave_minutes", 3, most=24 * 60)

    @autosave_minutes.setter
    def autosave_minutes(self, minutes: int) -> None:
        self._settings.setValue("files/autosave_minutes", minutes)

    @property
    def history_megabytes(self) -> int:
        """How much the steps of a picture's history may hold, in 2^20 bytes."""
        return self._number("edit/history_megabytes", 1024, most=1 << 20)

    @history_megabytes.setter
    def history_megabytes(self, megabytes: int) -> None:
        self._settings.setValue("edit/history_megabytes", megabytes)

    def _number(self, name: str, default: int, *, most: int) -> int:
        """A whole number from 0 on; the default where none can be read."""
        value = str(self._settings.value(name, default))
        return min(int(value), most) if value.isascii() and value.isdigit() else default

    def layout(self, name: str) -> QByteArray | None:
        """A window's stored geometry or state."""
        value = self._settings.value(f"window/{name}")
        return value if isinstance(value, QByteArray) else None

    def set_layout(self, name: str, value: QByteArray) -> None:
        self._settings.setValue(f"window/{name}", value)

    def save(self) -> None:
        self._settings.sync()


def _path_text(path: Path) -> str:
    """A path for the settings file; percent-encoded where its bytes are no text, which Qt would drop."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return path.as_uri()
    return str(path)


def _read_path(text: str) -> Path:
    return path_of_uri(text.encode()) if text.startswith("file:") else Path(text)


def _read_json(text: str) -> Any:
    """None where it is none."""
    try:
        return json.loads(text) if text else None
    except ValueError:
        return None


def _settings_of(stored: Any) -> ExportSettings | None:
    """None where they cannot be read."""
    if not isinstance(stored, dict):
        return None
    try:
        return settings_from_json(stored)
    except InvalidRequest:
        return None
