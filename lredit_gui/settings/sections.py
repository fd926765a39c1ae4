"""Every setting there is, page by page. What a change comes to is the window's matter; it hears the setting's name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from lredit_core.api.request import Preset
from lredit_core.processes.environment import AUTOMATIC, PROCESSOR
from lredit_core.prompt.intent import EditIntent
from lredit_gui.language.language import LANGUAGES, SYSTEM
from lredit_gui.panels.intent_choice import intent_text
from lredit_gui.panels.preset_text import preset_text
from lredit_gui.rendering.ground import GroundTint
from lredit_gui.session.preferences import MOST_RECENT
from lredit_gui.settings.setting import Choice, Command, Number, Section, Setting, Switch, Text
from lredit_gui.settings.wording import theme_text
from lredit_gui.theme.theme import ThemeMode

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from lredit_gui.session.preferences import Preferences

_INTENTS = (
    EditIntent.REPLACE,
    EditIntent.ADD,
    EditIntent.REMOVE,
    EditIntent.CHANGE,
    EditIntent.MOVE,
    EditIntent.DOUBLE,
)
_MOST_SHOWN_THREADS = 64


@dataclass(frozen=True, slots=True)
class Doors:
    """Where rows lead that are not set but opened.

    Attributes:
        models, models_folder, choices: open the model manager, the folder in which models lie, what was learned.
        clear_recent: forgets the files that were opened lately.
        forget_prompts: forgets what was asked for, but for favourites.
        screen_profile, forget_profile: ask for the colour profile of the screen; take it for sRGB again.
    """

    models: Callable[[], None]
    models_folder: Callable[[], None]
    choices: Callable[[], None]
    clear_recent: Callable[[], None]
    forget_prompts: Callable[[], None]
    screen_profile: Callable[[], None]
    forget_profile: Callable[[], None]


def sections_of(
    preferences: Preferences, *, switches: tuple[tuple[str, QAction, bool], ...], models: str, doors: Doors
) -> tuple[Section, ...]:
    """All pages but that of the keys.

    Args:
        preferences: what is set.
        switches: of the view: what each is kept under, its action, and whether it is on at first.
        models: what the models in use are called.
        doors: what buttons open.
    """
    kept = _Kept(preferences)
    return (
        Section("general", _tr("General"), _general(kept)),
        Section("canvas", _tr("Canvas"), (*_canvas(kept), _screen(kept, doors), *_view(switches))),
        Section("edits", _tr("Edits"), _edits(kept)),
        Section("device", _tr("Device"), _device(kept)),
        Section("models", _tr("Models"), _models(models, doors)),
        Section("saving", _tr("Saving"), _saving(kept)),
        Section("privacy", _tr("Privacy"), _privacy(kept, doors)),
    )


class _Kept:
    """Makes settings that are an attribute of the preferences."""

    def __init__(self, preferences: Preferences) -> None:
        self.preferences = preferences

    def setting(self, attribute: str, key: str, label: str, help_: str, control: Any) -> Setting:
        """Of the attribute's name, kept under a key."""
        return Setting(
            attribute,
            label,
            help_,
            control,
            read=partial(getattr, self.preferences, attribute),
            write=partial(setattr, self.preferences, attribute),
            reset=partial(self.preferences.forget, key),
        )


def _general(kept: _Kept) -> tuple[Setting, ...]:
    themes = tuple((theme_text(mode), mode) for mode in ThemeMode)
    languages = ((_tr("Like the system"), SYSTEM), *((name, code) for code, name in LANGUAGES.items()))
    return (
        kept.setting(
            "language",
            "window/language",
            _tr("Language"),
            _tr("Of menus, dialogs and messages. Prompts are understood best in English."),
            Choice(languages),
        ),
        kept.setting(
            "theme",
            "window/theme",
            _tr("Theme"),
            _tr("High contrast is black and white, with thick frames around what has the keyboard."),
            Choice(themes),
        ),
    )


def _canvas(kept: _Kept) -> tuple[Setting, ...]:
    preferences = kept.preferences

    def write(**changed: Any) -> None:
        preferences.ground = replace(preferences.ground, **changed)

    tints = (
        (_tr("Light"), GroundTint.LIGHT),
        (_tr("Grey"), GroundTint.GREY),
        (_tr("Dark"), GroundTint.DARK),
    )
    return (
        kept.setting(
            "opens_at_actual_size",
            "view/opens_at_actual_size",
            _tr("Pictures open"),
            _tr("How large a picture is shown at first."),
            Choice(((_tr("Fitted into the window"), False), (_tr("At 1:1"), True))),
        ),
        Setting(
            "ground_px",
            _tr("Squares under transparency"),
            _tr("How large the squares are that show where a picture is transparent."),
            Choice(((_tr("Small"), 6), (_tr("Medium"), 10), (_tr("Large"), 20))),
            read=lambda: preferences.ground.square_px,
            write=lambda value: write(square_px=value),
            reset=partial(preferences.forget, "view/ground_px"),
        ),
        Setting(
            "ground_tint",
            _tr("Their colours"),
            _tr("Take what your picture stands out from."),
            Choice(tints),
            read=lambda: preferences.ground.tint,
            write=lambda value: write(tint=value),
            reset=partial(preferences.forget, "view/ground_tint"),
        ),
    )


def _screen(kept: _Kept, doors: Doors) -> Setting:
    return Setting(
        "display_profile",
        _tr("Colours of the screen"),
        "",
        Command(_tr("Choose a profile\u2026"), doors.screen_profile),
        read=lambda: kept.preferences.display_profile,
        reset=doors.forget_profile,
    )


def screen_text(title: str) -> str:
    """What is said of a screen with a profile that calls itself so."""
    return _tr("Pictures are shown for this screen: its profile is {0}. Files are not changed.").format(title)


def _view(switches: tuple[tuple[str, QAction, bool], ...]) -> tuple[Setting, ...]:
    """What can be switched in the menu as well."""
    return tuple(
        Setting(
            name,
            action.iconText(),
            "",
            Switch(),
            read=action.isChecked,
            write=action.setChecked,
            reset=partial(action.setChecked, is_on_at_first),
        )
        for name, action, is_on_at_first in switches
    )


def _edits(kept: _Kept) -> tuple[Setting, ...]:
    presets = tuple((preset_text(preset), preset) for preset in (Preset.FAST, Preset.BALANCED, Preset.THOROUGH))
    intents = ((_tr("As the words say"), None), *((intent_text(intent), intent) for intent in _INTENTS))
    return (
        kept.setting(
            "preset",
            "edit/preset",
            _tr("How much is tried"),
            _tr("Of every edit, until another is chosen here or beside the prompt."),
            Choice(presets),
        ),
        kept.setting(
            "intent",
            "edit/intent",
            _tr("What an edit is for"),
            _tr("What is chosen beside the prompt when the program starts."),
            Choice(intents),
        ),
    )


def _device(kept: _Kept) -> tuple[Setting, ...]:
    return (
        kept.setting(
            "device",
            "engine/device",
            _tr("Compute on"),
            _tr("The models are loaded anew once no edit runs. The line at the bottom says what is used."),
            Choice(((_tr("The best there is"), AUTOMATIC), (_tr("The processor"), PROCESSOR))),
        ),
        kept.setting(
            "threads",
            "engine/threads",
            _tr("Threads of the processor"),
            _tr("Fewer leave room for other programs, and edits take longer."),
            Number(0, _MOST_SHOWN_THREADS, lowest_text=_tr("As many as there are")),
        ),
        *_workstation(kept),
    )


def _workstation(kept: _Kept) -> tuple[Setting, ...]:
    return (
        kept.setting(
            "uses_workstation",
            "engine/uses_workstation",
            _tr("Edits run on"),
            _tr(
                "On a workstation, your picture, words, boxes and masks are sent to it, and the results come back. "
                "Whoever runs it can see them. Your own things and what was learned from your choices stay here."
            ),
            Choice(((_tr("This computer"), False), (_tr("A workstation"), True))),
        ),
        kept.setting(
            "workstation_address",
            "engine/workstation_address",
            _tr("Address of the workstation"),
            _tr(
                "Where its Ray takes other computers in: HOST:PORT. The connection itself is not encrypted: use a "
                "tunnel or Ray's TLS (docs/remote-engine.md says how). Without an address nothing is sent."
            ),
            Text("127.0.0.1:10001"),
        ),
        kept.setting(
            "workstation_token",
            "engine/workstation_token",
            _tr("File with its token"),
            _tr("Ray's token of that workstation, copied to this computer. Without one nothing is sent."),
            Text("~/.ray/auth_token"),
        ),
    )


def _models(models: str, doors: Doors) -> tuple[Setting, ...]:
    return (
        Setting(
            "models",
            _tr("Models in use"),
            models,
            Command(_tr("Change\u2026"), doors.models),
        ),
        Setting(
            "models_folder",
            _tr("Where models lie"),
            _tr("The folder of the models that were installed. The model manager can move a bundle elsewhere."),
            Command(_tr("Open the folder"), doors.models_folder),
        ),
    )


def _saving(kept: _Kept) -> tuple[Setting, ...]:
    return (
        kept.setting(
            "autosave_minutes",
            "edit/autosave_minutes",
            _tr("Save projects by themselves"),
            _tr("How often a changed project is saved into its own file."),
            Number(0, 120, suffix=_tr(" min"), lowest_text=_tr("Never")),
        ),
        kept.setting(
            "keeps_journal",
            "edit/keeps_journal",
            _tr("Keep unsaved work safe"),
            _tr("What is not saved yet is written aside as it happens, and offered after a crash."),
            Switch(),
        ),
        kept.setting(
            "history_megabytes",
            "edit/history_megabytes",
            _tr("Memory for undo"),
            _tr("For each picture. When it is full, the oldest steps go."),
            Number(64, 65536, 64, suffix=_tr(" MB")),
        ),
    )


def _privacy(kept: _Kept, doors: Doors) -> tuple[Setting, ...]:
    return (
        Setting(
            "offline",
            _tr("Without a network"),
            _tr(
                "Nothing is sent anywhere, and no connection is opened unless you ask for a download, or have edits "
                "run on a workstation."
            ),
        ),
        kept.setting(
            "learns_from_choices",
            "edit/learns_from_choices",
            _tr("Learn from the edits that I accept"),
            _tr("How closely you frame things is kept on this machine; pictures are not."),
            Switch(),
        ),
        Setting("choices", _tr("What was learned"), "", Command(_tr("Show\u2026"), doors.choices)),
        kept.setting(
            "keeps_metadata",
            "export/keeps_metadata",
            _tr("Write prompt and seed into exports"),
            _tr("What the export dialog begins with. Whoever gets the file can read them."),
            Switch(),
        ),
        kept.setting(
            "recent_count",
            "files/recent_count",
            _tr("Remember files opened lately"),
            _tr("How many are listed in the menu and on the welcome page."),
            Number(0, MOST_RECENT, lowest_text=_tr("None")),
        ),
        Setting(
            "clear_recent",
            _tr("Files opened lately"),
            _tr("Forgets their names; the files stay."),
            Command(_tr("Clear the list"), doors.clear_recent),
        ),
        kept.setting(
            "keeps_prompts",
            "prompts/are_kept",
            _tr("Remember what was asked for"),
            _tr("Listed in the panel Prompts at the next start. Favourites always are; projects keep their own."),
            Switch(),
        ),
        Setting(
            "forget_prompts",
            _tr("Prompts"),
            _tr("Forgets all but the favourites."),
            Command(_tr("Clear the list"), doors.forget_prompts),
        ),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Settings", text)
