"""What is remembered from one start to the next."""

from __future__ import annotations

import contextlib
import json
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from lredit_core.api.request import Preset
from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.errors import InvalidRequest
from lredit_core.pictures.export_settings import ExportSettings, settings_from_json
from lredit_core.pictures.file_names import path_of_uri
from lredit_core.processes.environment import AUTOMATIC, PROCESSOR
from lredit_core.prompt.intent import EditIntent
from lredit_gui.rendering.ground import Ground, GroundTint
from lredit_gui.theme.theme import ThemeMode

_log = logging.getLogger(__name__)
#: How many files opened lately are listed, at first and at most.
RECENT_COUNT, MOST_RECENT = 10, 30
_MOST_THREADS = 256


class Preferences:
    """A settings file in a folder of ours (given, in tests)."""

    def __init__(self, folder: Path) -> None:
        with contextlib.suppress(OSError):  # without a folder, settings last to the end of the program
            folder.mkdir(parents=True, exist_ok=True)
        self._settings = QSettings(str(folder / "lredit.ini"), QSettings.Format.IniFormat)

    def forget(self, *keys: str) -> None:
        """Takes settings back to what they are before the person chose; "group" or "group/name"."""
        for key in keys:
            self._settings.remove(key)

    def _flag(self, key: str, *, at_first: bool) -> bool:
        return str(self._settings.value(key, "true" if at_first else "false")).lower() == "true"

    def _set_flag(self, key: str, is_on: bool) -> None:
        self._settings.setValue(key, "true" if is_on else "false")

    def _number(self, key: str, at_first: int, low: int, high: int) -> int:
        value = str(self._settings.value(key, at_first))
        return min(max(int(value), low), high) if value.isdigit() else at_first

    @property
    def theme(self) -> ThemeMode:
        value = str(self._settings.value("window/theme", ThemeMode.SYSTEM.value))
        return next((mode for mode in ThemeMode if mode.value == value), ThemeMode.SYSTEM)

    @theme.setter
    def theme(self, mode: ThemeMode) -> None:
        self._settings.setValue("window/theme", mode.value)

    @property
    def language(self) -> str:
        """A name of `lredit_gui.language.language.LANGUAGES`; "" is the system's."""
        return str(self._settings.value("window/language", ""))

    @language.setter
    def language(self, language: str) -> None:
        self._settings.setValue("window/language", language)

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
        return self._flag("edit/learns_from_choices", at_first=False)

    @learns_from_choices.setter
    def learns_from_choices(self, learns: bool) -> None:
        self._set_flag("edit/learns_from_choices", learns)

    @property
    def intent(self) -> EditIntent | None:
        """What an edit is for when the window opens; None where the words decide."""
        value = str(self._settings.value("edit/intent", ""))
        return next((intent for intent in EditIntent if intent.value == value), None)

    @intent.setter
    def intent(self, intent: EditIntent | None) -> None:
        self._settings.setValue("edit/intent", "" if intent is None else intent.value)

    @property
    def autosave_minutes(self) -> int:
        """How often unsaved work is kept safe; 0 is never."""
        return self._number("edit/autosave_minutes", 0, 0, 120)

    @autosave_minutes.setter
    def autosave_minutes(self, minutes: int) -> None:
        self._settings.setValue("edit/autosave_minutes", minutes)

    @property
    def keeps_journal(self) -> bool:
        """Whether what is not saved yet is written down as it happens, for after a crash."""
        return str(self._settings.value("edit/keeps_journal", "true")).lower() != "false"

    @keeps_journal.setter
    def keeps_journal(self, keeps: bool) -> None:
        self._settings.setValue("edit/keeps_journal", "true" if keeps else "false")

    @property
    def history_megabytes(self) -> int:
        """What the steps of undo of each picture may take in memory."""
        return self._number("edit/history_megabytes", 1024, 0, 1 << 17)

    @history_megabytes.setter
    def history_megabytes(self, megabytes: int) -> None:
        self._settings.setValue("edit/history_megabytes", megabytes)

    @property
    def device(self) -> str:
        """What the engine computes on: AUTOMATIC or PROCESSOR of `lredit_core.processes.environment`."""
        value = str(self._settings.value("engine/device", AUTOMATIC))
        return value if value in (AUTOMATIC, PROCESSOR) else AUTOMATIC

    @device.setter
    def device(self, device: str) -> None:
        self._settings.setValue("engine/device", device)

    @property
    def threads(self) -> int:
        """Of the processor, for the engine; 0 is as many as there are."""
        return self._number("engine/threads", 0, 0, _MOST_THREADS)

    @threads.setter
    def threads(self, threads: int) -> None:
        self._settings.setValue("engine/threads", threads)

    @property
    def uses_workstation(self) -> bool:
        """Whether the engine runs on another computer, once its address is set."""
        return self._flag("engine/uses_workstation", at_first=False)

    @uses_workstation.setter
    def uses_workstation(self, uses: bool) -> None:
        self._set_flag("engine/uses_workstation", uses)

    @property
    def workstation_address(self) -> str:
        """HOST:PORT of that computer's Ray, as the person wrote it; "" for none."""
        return str(self._settings.value("engine/workstation_address", "")).strip()

    @workstation_address.setter
    def workstation_address(self, address: str) -> None:
        self._settings.setValue("engine/workstation_address", address.strip())

    @property
    def workstation_token(self) -> str:
        """The file that holds its token; "" for where Ray keeps one."""
        return str(self._settings.value("engine/workstation_token", "")).strip()

    @workstation_token.setter
    def workstation_token(self, path: str) -> None:
        self._settings.setValue("engine/workstation_token", path.strip())

    @property
    def opens_at_actual_size(self) -> bool:
        """Whether pictures open with one of their pixels on one of the screen's, else fitted into the window."""
        return self._flag("view/opens_at_actual_size", at_first=False)

    @opens_at_actual_size.setter
    def opens_at_actual_size(self, opens: bool) -> None:
        self._set_flag("view/opens_at_actual_size", opens)

    @property
    def ground(self) -> Ground:
        """What transparent places are seen on."""
        tint = str(self._settings.value("view/ground_tint", GroundTint.GREY.value))
        return Ground(
            self._number("view/ground_px", Ground().square_px, 2, 64),
            next((one for one in GroundTint if one.value == tint), GroundTint.GREY),
        )

    @ground.setter
    def ground(self, ground: Ground) -> None:
        self._settings.setValue("view/ground_px", ground.square_px)
        self._settings.setValue("view/ground_tint", ground.tint.value)

    def view_switch(self, name: str, *, is_on_at_first: bool = True) -> bool:
        """Whether something of the view is on; as it is at first until the person says otherwise."""
        at_first = "true" if is_on_at_first else "false"
        return str(self._settings.value(f"view/{name}", at_first)).lower() != "false"

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
    def keeps_prompts(self) -> bool:
        """Whether what was asked for is listed at the next start; favourites always are."""
        return str(self._settings.value("prompts/are_kept", "true")).lower() != "false"

    @keeps_prompts.setter
    def keeps_prompts(self, keeps: bool) -> None:
        self._settings.setValue("prompts/are_kept", "true" if keeps else "false")

    @property
    def kept_prompts(self) -> list[Any]:
        """As they were stored; not checked."""
        stored = _read_json(str(self._settings.value("prompts/kept", "")))
        return stored if isinstance(stored, list) else []

    @kept_prompts.setter
    def kept_prompts(self, prompts: list[dict[str, Any]]) -> None:
        self._settings.setValue("prompts/kept", json.dumps(prompts))

    @property
    def display_profile(self) -> Path | None:
        """The colour profile of the screen; None where it is taken for sRGB. The disk is not looked at."""
        stored = str(self._settings.value("view/display_profile", ""))
        return _read_path(stored) if stored else None

    @display_profile.setter
    def display_profile(self, path: Path | None) -> None:
        self._settings.setValue("view/display_profile", "" if path is None else _path_text(path))

    @property
    def recent(self) -> list[Path]:
        """Files opened lately, the latest first. Some may be gone: the disk, which may be slow, is not looked at."""
        stored = self._settings.value("files/recent", [])
        paths = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
        return [_read_path(str(path)) for path in paths if path]

    @property
    def recent_count(self) -> int:
        """How many files opened lately are remembered; 0 is none."""
        return self._number("files/recent_count", RECENT_COUNT, 0, MOST_RECENT)

    @recent_count.setter
    def recent_count(self, count: int) -> None:
        self._settings.setValue("files/recent_count", count)
        self._keep_recent(self.recent)

    def add_recent(self, path: Path) -> None:
        whole = path.absolute()  # a link keeps its name
        self._keep_recent([whole, *(old for old in self.recent if old != whole)])

    def clear_recent(self) -> None:
        self._keep_recent([])

    def _keep_recent(self, paths: list[Path]) -> None:
        self._settings.setValue("files/recent", [_path_text(one) for one in paths[: self.recent_count]])

    @property
    def last_folder(self) -> Path:
        """Where files were opened or exported last; it may be gone. The disk is not looked at."""
        stored = str(self._settings.value("files/folder", ""))
        return _read_path(stored) if stored else Path.home()

    @last_folder.setter
    def last_folder(self, folder: Path) -> None:
        self._settings.setValue("files/folder", _path_text(folder))

    @property
    def keys(self) -> dict[str, list[str]]:
        """Those that the person changed: an action's name -> its keys, as `QKeySequence` writes them."""
        self._settings.beginGroup("keys")
        stored = {name: _read_json(str(self._settings.value(name, ""))) for name in self._settings.childKeys()}
        self._settings.endGroup()
        return {name: [str(key) for key in keys] for name, keys in stored.items() if isinstance(keys, list)}

    @keys.setter
    def keys(self, keys: dict[str, list[str]]) -> None:
        self.forget("keys")
        for name, sequences in keys.items():
            self._settings.setValue(f"keys/{name}", json.dumps(sequences))

    def layout(self, name: str) -> QByteArray | None:
        """A window's stored geometry or state."""
        value = self._settings.value(f"window/{name}")
        return value if isinstance(value, QByteArray) else None

    def set_layout(self, name: str, value: QByteArray) -> None:
        self._settings.setValue(f"window/{name}", value)

    def save(self) -> None:
        """Writes them down; where the disk takes nothing, the file stays as it was, and the next time they are written
        again."""
        self._settings.sync()
        if self._settings.status() is not QSettings.Status.NoError:
            _log.warning("The settings could not be written to %s", self._settings.fileName())


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
