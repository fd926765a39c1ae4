"""The window's translations: finds every text in the code, keeps the catalogues, compiles them, says what is missing.

    python scripts/translations.py               update and compile; print what is not translated yet
    python scripts/translations.py missing de    what is missing in German as JSON, to be filled in; what is
                                                 translated in one way elsewhere is proposed
    python scripts/translations.py take de FILE  take such a file that was filled in, then update and compile

A catalogue is in Qt's own format (`resources/translations/lredit_de.ts`; Qt Linguist opens it). Texts are found by
reading the code: `self.tr("...")` under its class, `_tr("...")` and `translate` under the context there.

The core knows no Qt. Its sentences are found by how they look: a text of a room that speaks in the window, which begins
with a capital and ends with a full stop, or with another sentence that is filled in. What is filled in becomes {0},
{1}; the window knows a sentence again by that pattern (`core.json`, read by lredit_gui/language/sentences.py).
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
#: The language's name in files -> what Qt calls it.
LANGUAGES = {"de": "de_DE", "zh": "zh_CN"}
CORE = "Core"
#: Of the core, what speaks in the window; what only the command line says stays English.
_CORE_ROOMS = (
    *("api", "bundles", "choices", "compare", "document", "editors", "encoders", "engine", "library", "objective"),
    *("pictures", "processes", "project", "prompt", "regions", "remote"),
)
_CORE_FILES = (
    "geometry.py",
    "manifest.py",
    "model_files.py",
    "resources.py",
    "study/votes.py",
    "batch/row_edit.py",
    "batch/worker_pool.py",
    "batch/ray_pool.py",
)
_SENTENCE = re.compile(r"""["\u201c{]?[A-Z{].*\s.*\s.*[.?!\u2026](\s\{\d+\})*""", re.DOTALL)
#: What it says that is no sentence.
_CORE_PHRASES = (
    "CPU, 1 thread",
    "CPU, {0} threads",
    "{0} of graphics memory, or {1} without",
    "there is no graphics card",
    "the graphics card has only {0}",
    "{0} of main memory",
    "{0} on the graphics card and {1}",
    "{0} a second, {1} left",
    "Nearest: {0}.",
    'The model in "{0}" is a {1} ("{2}")',
    '"{0}", which timm does not know',
    "no timm architecture",
    "1 choice",
    "{0} choices",
    *("wider", "narrower", "taller", "lower"),
    *("sampler {0}", "1 step", "{0} steps", "no guidance", "guidance {0}", "{0} LoRA", "tiny autoencoder for drafts"),
    *("tiny autoencoder for drafts and results", "OpenVINO on the processor", "Stable Diffusion 1 or 2"),
)
#: Files of ours whose texts are shown, and the names of those texts in them.
_DATA = {"catalogue.json": {"good_for", "terms"}, "bundles/builtin/bundle.json": {"description", "title"}}
#: What calls tell of work that goes on, without a full stop.
_TELLING = {"emit"}
#: The log is not for the person.
_LOGS = {"critical", "debug", "error", "exception", "info", "log", "warning"}


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """A text of the code, under its context."""

    context: str
    source: str


# Finding texts


def texts_of_window(root: Path = ROOT) -> set[Text]:
    """Every text that the window shows by itself."""
    paths = sorted((root / "lredit_gui").rglob("*.py"))
    return {text for path in paths for text in _texts_in(ast.parse(path.read_text("utf-8")), path)}


def sentences_of_core(root: Path = ROOT) -> list[str]:
    """The sentences of the core that the window may show, with {0}, {1} for what is filled in."""
    core = root / "lredit_core"
    paths = [path for room in _CORE_ROOMS for path in sorted((core / room).rglob("*.py"))]
    paths += [core / name for name in _CORE_FILES if (core / name).is_file()]
    found: set[str] = set()
    for path in paths:
        found |= set(_sentences_in(ast.parse(path.read_text("utf-8"))))
    for name, keys in _DATA.items():
        found |= set(_values_in(json.loads((root / "resources" / name).read_text("utf-8")), keys))
    return sorted(found)


def _values_in(value: object, keys: set[str]) -> Iterator[str]:
    """The texts of a JSON value that stand under one of these names."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in keys and isinstance(inner, str):
                yield inner
            yield from _values_in(inner, keys)
    elif isinstance(value, list):
        for inner in value:
            yield from _values_in(inner, keys)


def all_texts(root: Path = ROOT) -> set[Text]:
    """Those of the window and the sentences of the core."""
    return texts_of_window(root) | {Text(CORE, sentence) for sentence in sentences_of_core(root)}


def _texts_in(tree: ast.Module, path: Path) -> Iterator[Text]:
    contexts = _contexts_of_functions(tree)

    def walk(node: ast.AST, of_class: str) -> Iterator[Text]:
        if isinstance(node, ast.ClassDef):
            of_class = node.name
        if isinstance(node, ast.Call) and (found := _source_of(node, of_class, contexts)) is not None:
            context, source = found
            text = _constant(source)
            if text is None:
                raise SystemExit(f"{path}:{node.lineno}: only a text that stands here can be found and translated")
            if "%n" in text:
                raise SystemExit(f"{path}:{node.lineno}: write one thing and several things as two texts")
            yield Text(context, text)
        for child in ast.iter_child_nodes(node):
            yield from walk(child, of_class)

    yield from walk(tree, "")


def _contexts_of_functions(tree: ast.Module) -> dict[str, str]:
    """Of functions of a module that only translate their argument: name -> context."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("_tr"):
            for call in ast.walk(node):
                context = (
                    _constant(call.args[0]) if isinstance(call, ast.Call) and _called(call) == "translate" else None
                )
                if context is not None:
                    found[node.name] = context
    return found


def _source_of(call: ast.Call, of_class: str, contexts: Mapping[str, str]) -> tuple[str, ast.expr] | None:
    """The context of a text that is translated by a call, and where the text stands."""
    name = _called(call)
    if name == "tr" and of_class and call.args:
        return of_class, call.args[0]
    if name in contexts and call.args:
        return contexts[name], call.args[0]
    if name == "translate" and len(call.args) > 1 and not isinstance(call.args[1], ast.Name):
        context = _constant(call.args[0])
        return None if context is None else (context, call.args[1])
    return None


def _sentences_in(tree: ast.Module) -> Iterator[str]:
    left_out: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):  # docstrings
            left_out.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            left_out |= {id(part) for part in node.values}
        elif isinstance(node, ast.Call) and _called(node) in _LOGS:
            left_out |= {id(argument) for argument in node.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in _TELLING and node.args:
            told = [_template(part) for part in ast.walk(node.args[0]) if id(part) not in left_out]
            yield from (text for text in told if text is not None and " " in text)
        text = None if id(node) in left_out else _template(node)
        if text is not None and (_SENTENCE.fullmatch(text) or text in _CORE_PHRASES):
            yield text


def _template(node: ast.AST) -> str | None:
    """A text with {0}, {1} for what is filled in."""
    if not isinstance(node, ast.JoinedStr):
        return _constant(node)
    parts, count = [], 0
    for part in node.values:
        constant = _constant(part)
        parts.append(f"{{{count}}}" if constant is None else constant)
        count += constant is None
    return "".join(parts)


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _constant(node: ast.AST) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


# Catalogues


def read_catalogue(path: Path) -> dict[Text, str]:
    """Every text of a catalogue with its translation, "" where there is none."""
    if not path.is_file():
        return {}
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") is None
            text = Text(context.findtext("name", ""), message.findtext("source", ""))
            found[text] = (translation.text or "") if done and translation is not None else ""
    return found


def catalogue_text(translations: Mapping[Text, str], language: str) -> str:
    """A catalogue as Qt's tools read it; in an order that makes changes easy to see."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append(f'<TS version="2.1" language="{LANGUAGES[language]}" sourcelanguage="en">')
    contexts: dict[str, list[Text]] = {}
    for text in sorted(translations):
        contexts.setdefault(text.context, []).append(text)
    for context, texts in contexts.items():
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for text in texts:
            lines += ["    <message>", f"        <source>{escape(text.source)}</source>"]
            done = translations[text]
            lines.append(
                f"        <translation>{escape(done)}</translation>"
                if done
                else '        <translation type="unfinished"></translation>'
            )
            lines.append("    </message>")
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def catalogue_path(language: str, folder: Path = FOLDER) -> Path:
    return folder / f"lredit_{language}.ts"


def updated(language: str, texts: Iterable[Text], folder: Path = FOLDER) -> dict[Text, str]:
    """A catalogue with just the texts of the code; what was translated stays so."""
    old = read_catalogue(catalogue_path(language, folder))
    return {text: old.get(text, "") for text in texts}


def compile_catalogue(language: str, target: Path, folder: Path = FOLDER) -> None:
    """Writes what the program loads."""
    tool = Path(sys.executable).parent / "pyside6-lrelease"
    command = [str(tool), "-silent", str(catalogue_path(language, folder)), "-qm", str(target)]
    subprocess.run(command, check=True)


def update_all() -> dict[str, list[Text]]:
    """Brings every catalogue and `core.json` up to date and compiles; gives what is not translated, by language."""
    FOLDER.mkdir(exist_ok=True)
    texts, missing = all_texts(), {}
    (FOLDER / "core.json").write_text(core_text(), "utf-8")
    for language in LANGUAGES:
        translations = updated(language, texts)
        path = catalogue_path(language)
        path.write_text(catalogue_text(translations, language), "utf-8")
        compile_catalogue(language, path.with_suffix(".qm"))
        missing[language] = sorted(text for text, done in translations.items() if not done)
    return missing


def core_text() -> str:
    """What `core.json` holds."""
    return json.dumps(sentences_of_core(), indent=1, ensure_ascii=False) + "\n"


def missing_entries(language: str) -> list[dict[str, str]]:
    """What is not translated, to be filled in; what is translated in one way elsewhere is proposed."""
    translations = updated(language, all_texts())
    known: dict[str, set[str]] = {}
    for text, done in translations.items():
        known.setdefault(text.source, set()).update({done} - {""})
    return [
        {"context": text.context, "source": text.source, "translation": "".join(known[text.source])}
        if len(known[text.source]) == 1
        else {"context": text.context, "source": text.source, "translation": ""}
        for text, done in sorted(translations.items())
        if not done
    ]


def take(language: str, entries: list[dict[str, str]]) -> None:
    """Writes translations into a catalogue: context, source, translation each."""
    translations = updated(language, all_texts())
    for entry in entries:
        text = Text(entry["context"], entry["source"])
        if text not in translations:
            raise SystemExit(f"The code has no text {entry['source']!r} under {entry['context']}.")
        translations[text] = entry["translation"]
    catalogue_path(language).write_text(catalogue_text(translations, language), "utf-8")


def main(arguments: list[str]) -> int:
    """Gives the exit code: 1 where something is not translated."""
    if arguments[:1] == ["missing"]:
        print(json.dumps(missing_entries(arguments[1]), indent=1, ensure_ascii=False))
        return 0
    if arguments[:1] == ["take"]:
        take(arguments[1], json.loads(Path(arguments[2]).read_text("utf-8")))
    missing = update_all()
    for language, left in missing.items():
        for text in left:
            print(f"{language}: {text.context}: {text.source!r} is not translated")
        print(f"{language}: {len(left)} texts are not translated")
    return 1 if any(missing.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
