"""From a folder of files to models that are ready: safetensors only, local files only."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F

from lredit_core.api.service import BUILTIN_BUNDLE, BundleInfo, EditorInfo
from lredit_core.bundles.brought_editors import OWN_KINDS, load_brought_editor
from lredit_core.bundles.devices import choose_device, described, resident_memory_bytes
from lredit_core.bundles.store import bundle_folder
from lredit_core.editors.base import Editor
from lredit_core.editors.checkpoint_header import PICKLE_SUFFIXES, read_header, require_whole_file
from lredit_core.editors.filler import Filler, PatchFiller, load_network_filler
from lredit_core.editors.placing import tower_dtype
from lredit_core.editors.reading import Reader, weight_in
from lredit_core.editors.retouch_editors import retouch_editor_for
from lredit_core.encoders.backbones import BACKBONE_WEIGHTS, load_backbone
from lredit_core.encoders.detector import DETECTOR_FILE, DETECTOR_WEIGHTS, Detector, DetectorFacts, NanoDet
from lredit_core.encoders.eye import EYE_FILE, NAMES_FILE, NAMES_KEY, EyeFacts, PhotographEye
from lredit_core.encoders.grounding.folder import Grounding, check_together, family_of, load_together
from lredit_core.encoders.image_text import ImageTextModel
from lredit_core.encoders.open_clip_folder import IMAGE_TEXT_WEIGHTS, load_open_clip
from lredit_core.encoders.self_supervised import SelfSupervisedModel
from lredit_core.errors import InvalidRequest, LreditError, ModelUnavailable
from lredit_core.manifest import BundleManifest, EditorPart, read_manifest
from lredit_core.memory_shortage import is_memory_shortage
from lredit_core.model_files import require_fitting_numbers, require_plain_files
from lredit_core.processes.environment import prepare_environment
from lredit_core.prompt.vocabulary import mentions, offer, suggested_words
from lredit_core.regions.network import RegionGenerationNetwork
from lredit_core.regions.places import PLACE_WORDS

if TYPE_CHECKING:
    from lredit_core.prompt.targets import EditTarget

#: How sharply names are told apart by the cosine of their texts with the prompt's.
TEXT_TEMPERATURE = 0.05

EditorLoader = Callable[[Path, EditorPart, "ModelBundle"], Editor]


class ModelBundle:
    """An image-text model, a self-supervised ViT and editors, from one folder. Editors are loaded when first used."""

    def __init__(
        self,
        manifest: BundleManifest,
        folder: Path,
        *,
        is_builtin: bool,
        device: torch.device,
        image_text: ImageTextModel,
        self_supervised: SelfSupervisedModel,
        editor_loader: EditorLoader,
        eye: PhotographEye | None = None,
        detector: Detector | None = None,
    ) -> None:
        self.manifest = manifest
        self.name = manifest.name
        self.default_editor = manifest.default_editor
        self.neutral_text = manifest.image_text.neutral_text
        self.device = device
        self.image_text = image_text
        self.self_supervised = self_supervised
        self.eye = eye
        self.detector = detector
        self._folder = folder
        self._is_builtin = is_builtin
        self._load_editor = editor_loader
        self._editors: dict[str, Editor] = {}
        self._filler: Filler | None = None
        self._grounding: Grounding | None = None

    def editor(self, name: str) -> Editor:
        """An editor by its key in the manifest.

        Raises:
            InvalidRequest: where the bundle has none of that name.
            ModelUnavailable: where its files are missing or damaged.
        """
        part = self.manifest.editors.get(name)
        if part is None:
            raise InvalidRequest(
                f'The bundle "{self.name}" has no editor "{name}". It has: {", ".join(self.manifest.editors)}.'
            )
        if name not in self._editors:
            with wrapped_loading_errors(f'The editor "{name}" of the bundle "{self.name}"'):
                self._editors[name] = self._load_editor(self._folder, part, self)
        return self._editors[name]

    def editor_for(self, target: EditTarget, asked: str = "") -> Editor:
        """Who edits a target: what needs no generator is retouched, unless the editor that was asked for serves it too.

        Args:
            target: what is to be edited.
            asked: the key of an editor in the manifest; "" takes the bundle's default.

        Raises:
            InvalidRequest, ModelUnavailable: as for `editor`.
        """
        if target.intent.is_retouch:
            asked_editor = self.editor(asked) if asked else None
            if asked_editor is None or target.intent not in asked_editor.intents:
                return retouch_editor_for(target)
        return self.editor(asked or self.default_editor)

    def filler(self) -> Filler:
        """What fills the hole where a thing was: the bundle's network, or patches of what lies around.

        Raises:
            ModelUnavailable: where the network's file is missing or damaged.
        """
        part = self.manifest.filling
        if self._filler is None:
            if part is None:
                self._filler = PatchFiller()
            else:
                require_plain_files(self._folder / part.folder)
                with wrapped_loading_errors(f'The filling network of the bundle "{self.name}"'):
                    self._filler = load_network_filler(self._folder / part.folder, device=self.device)
        return self._filler

    @property
    def finds_any_words(self) -> bool:
        """Whether a model of its own finds what any words name; no weights are loaded for the answer."""
        folders = [self._folder / part.folder for part in self.manifest.grounding]
        try:
            return any("words" in family_of(folder)[1].roles for folder in folders)
        except ModelUnavailable:
            return False

    @property
    def has_grounding(self) -> bool:
        """Whether it has models of its own that find what words name, or draw masks."""
        return bool(self.manifest.grounding)

    def load_grounding(self) -> Grounding:
        """What finds what words name and what draws masks, loaded when it is asked for first; nothing of either where
        the bundle has none.

        Raises:
            ModelUnavailable: where a folder is missing, or holds what it should not.
        """
        if self._grounding is None:
            folders = [self._folder / part.folder for part in self.manifest.grounding]
            for folder in folders:
                require_plain_files(folder)
            with wrapped_loading_errors(f'A grounding part of the bundle "{self.name}"'):
                self._grounding = load_together(folders, device=self.device)
        return self._grounding

    @property
    def drawn_words(self) -> tuple[str, ...]:
        """Words for all that its image-text model was taught, where that is a closed world of drawings; else ()."""
        if not self._is_builtin:
            return ()
        return self.editor(self.default_editor).known_words()

    def region_network(
        self, *, feature_width: int, window_count: int, seed: int, own: Path | None = None
    ) -> RegionGenerationNetwork:
        """The region network to start from: the bundle's where its shape fits, else new weights from the seed.

        Args:
            feature_width: d, of the patch features.
            window_count: M, windows of an anchor.
            seed: of fresh weights.
            own: a file of weights that comes before the bundle's, if it is there.
        """
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            network = RegionGenerationNetwork(feature_width=feature_width, window_count=window_count)
        for file in self._starting_points(own):
            if not damage_in(file) and _takes_weights(network, file):
                break
        return network

    def region_network_problem(self, *, own: Path | None = None) -> str:
        """A sentence where `region_network` cannot take what it should start from, or ""."""
        for file in self._starting_points(own):
            if damage_in(file):
                return (
                    f'The region network "{file.name}" is missing or damaged: regions are learned without that '
                    "starting point. Install the bundle again."
                )
        return ""

    def _starting_points(self, own: Path | None) -> tuple[Path, ...]:
        """Files of the region network's weights, the first one before others; a person's own may not be there."""
        shipped = self.manifest.region_network
        mine = () if own is None or not own.is_file() else (own,)
        return (*mine, *(() if shipped is None else (self._folder / shipped,)))

    def notice_for(self, prompt: str, editor: Editor) -> str:
        """A sentence where a prompt speaks of nothing that the editor can draw, or of more than it reads; else ""."""
        things = editor.vocabulary()
        if not things:
            return _unread_in(prompt, editor)
        if mentions(prompt, editor.known_words()):
            return ""
        suggested = suggested_words(prompt, editor.known_words(), self.nearest_things(prompt, things))
        return (
            f'These models draw {len(things)} things, and "{prompt}" is not among them. {offer(suggested)} '
            "For anything else, use a bundle of large models."
        )

    def nearest_things(self, prompt: str, things: Sequence[str]) -> list[tuple[str, float]]:
        """Things by the likeness of their names with a prompt, the best first, with probabilities that sum to 1."""
        target = self.image_text.encode_text(prompt)
        likeness = torch.stack([self.image_text.encode_text(thing) for thing in things]) @ target
        probabilities = torch.softmax(likeness / TEXT_TEMPERATURE, dim=0).tolist()
        return sorted(zip(things, probabilities, strict=True), key=lambda pair: -pair[1])

    def editor_info(self, name: str) -> EditorInfo:
        """An editor in words, without loading large weights only to ask."""
        part = self.manifest.editors[name]
        things, words = part.things, (*part.things, *part.words)
        if not things and part.kind == "retrieve":
            things, words = self.editor(name).vocabulary(), self.editor(name).known_words()
        return EditorInfo(name, part.title, things, words, part.steps, part.guidance_scale)

    def info(self) -> BundleInfo:
        editors = tuple(self.editor_info(name) for name in self.manifest.editors)
        return BundleInfo(
            name=self.name,
            title=self.manifest.title,
            description=self.manifest.description,
            is_builtin=self._is_builtin,
            editors=editors,
            default_editor=self.default_editor,
            device=described(self.device),
            memory_bytes=resident_memory_bytes(),
            findable=self._findable(),
            grounding=self._grounding_titles(),
        )

    def _grounding_titles(self) -> tuple[str, ...]:
        """The families of its grounding parts; a part that cannot be read is said when it is used."""
        try:
            return check_together([self._folder / part.folder for part in self.manifest.grounding])
        except ModelUnavailable:
            return ()

    def _findable(self) -> tuple[str, ...]:
        if self.eye is None or self.finds_any_words:
            return ()
        detected = self.detector.words.known if self.detector is not None else ()
        return tuple(dict.fromkeys((*detected, *self.eye.words.known, *PLACE_WORDS)))


def _unread_in(prompt: str, editor: Editor) -> str:
    """A sentence on what of a prompt is not read as it is meant, or ""."""
    if not isinstance(editor, Reader):
        return ""
    if unread := editor.unread_words(prompt):
        return f'The prompt is too long for this model, which does not read "{unread}". Say it in fewer words.'
    if weight := weight_in(prompt):
        return f'"{weight}" is read as plain words: these models know no weights. Put what matters first instead.'
    return ""


def damage_in(file: Path) -> str:
    """Why a file of the region network's weights cannot be read, in a sentence; "" for one that can."""
    if not file.is_file():
        return f'"{file.name}" is missing. Install the bundle again.'
    try:
        read_header(file)
    except ModelUnavailable as error:
        return error.message
    return ""


def _takes_weights(network: RegionGenerationNetwork, file: Path) -> bool:
    """Loads weights whose names and shapes fit; others leave the network as it is."""
    from safetensors.torch import load_file

    weights, own = load_file(file), network.state_dict()
    fits = weights.keys() == own.keys() and all(weights[key].shape == own[key].shape for key in own)
    if fits:
        network.load_state_dict({key: value.float() for key, value in weights.items()})
    return fits


class BundleLoader:
    """Loads bundles by reference: "builtin", the name of an installed bundle, or a folder."""

    def __init__(
        self, *, device: torch.device | None = None, art_folder: Path | None = None, compiles: bool = False
    ) -> None:
        """Args:
        device: where models run; the best one there is by default.
        art_folder: a folder of one's own drawings for the retrieve editor.
        compiles: diffusion editors compile their denoiser, whatever the manifest says.
        """
        self._device = device or choose_device()
        self._art_folder = art_folder
        self._compiles = compiles

    def load(self, reference: str) -> ModelBundle:
        """Raises:
        ModelUnavailable: with a sentence that says what is missing or damaged.
        """
        prepare_environment()
        folder = bundle_folder(reference)
        manifest = read_manifest(folder)
        with wrapped_loading_errors(f'The bundle "{manifest.name}"'):
            image_text = load_image_text(folder / manifest.image_text.folder, device=self._device)
            self_supervised = load_self_supervised(
                folder / manifest.self_supervised.folder,
                device=self._device,
                longest_side_patches=manifest.self_supervised.longest_side_patches,
            )
            part, finds = manifest.photographs, manifest.detector
            eye = None if part is None else load_eye(folder / part.folder, device=self._device)
            detector = None if finds is None else load_detector(folder / finds.folder, device=self._device)
        return ModelBundle(
            manifest,
            folder,
            is_builtin=reference == BUILTIN_BUNDLE,
            device=self._device,
            image_text=image_text,
            self_supervised=self_supervised,
            editor_loader=self._load_editor,
            eye=eye,
            detector=detector,
        )

    def _load_editor(self, folder: Path, part: EditorPart, bundle: ModelBundle) -> Editor:
        require_plain_files(folder / part.folder)
        if part.kind == "retrieve":
            from lredit_core.editors.retrieve import RetrieveEditor
            from lredit_core.synthetic.drawings import ArtLibrary

            library = ArtLibrary(self._art_folder or (folder / part.folder).resolve())
            return RetrieveEditor(library, lambda prompt: bundle.nearest_things(prompt, library.names))
        if part.kind == "masked":
            from lredit_core.editors.masked import load_masked_editor

            masked: Editor = load_masked_editor(folder / part.folder, part, device=self._device)
            return masked
        if part.kind not in OWN_KINDS:
            return load_brought_editor(part.kind, folder / part.folder, part, device=self._device)
        from lredit_core.editors.diffusion import load_inpainting_editor

        loras = tuple(lora.model_copy(update={"file": str(folder / lora.file)}) for lora in part.loras)
        tiny = part.tiny_autoencoder
        if tiny is not None:
            tiny = tiny.model_copy(update={"folder": str(folder / tiny.folder)})
        changes = {"loras": loras, "tiny_autoencoder": tiny, "compiles": part.compiles or self._compiles}
        part = part.model_copy(update=changes)
        inpainting: Editor = load_inpainting_editor(folder / part.folder, part, device=self._device)
        return inpainting


def load_image_text(folder: Path, *, device: torch.device) -> ImageTextModel:
    """An open_clip folder.

    Raises:
        ModelUnavailable: where its files are missing, damaged or pickled, or its text tower is not there.
    """
    require_safetensors(folder)
    _require_file(folder, "open_clip_config.json", "an open_clip model")
    what = f'The image-text model in "{folder.name}"'
    _require_weights(folder, IMAGE_TEXT_WEIGHTS, what)
    require_fitting_numbers(folder / "open_clip_config.json", what)
    with wrapped_loading_errors(what):
        model, tokenizer = load_open_clip(folder)
        loaded = ImageTextModel(model, tokenizer, device=device, dtype=tower_dtype(device, model.visual))
        loaded.encode_text("a")  # whether tokenizer and text tower fit each other
    return loaded


def load_eye(folder: Path, *, device: torch.device) -> PhotographEye:
    """An eye for photographs: an open_clip folder with `eye.json`.

    Raises:
        ModelUnavailable: where its files are missing, damaged or pickled.
    """
    from safetensors.torch import load_file

    model = load_image_text(folder, device=device)
    for name in (EYE_FILE, NAMES_FILE):
        _require_file(folder, name, "an eye for photographs")
    with wrapped_loading_errors(f'The eye for photographs in "{folder.name}"'):
        facts = EyeFacts.model_validate_json((folder / EYE_FILE).read_text(encoding="utf-8"))
        names = load_file(folder / NAMES_FILE)[NAMES_KEY].float()
        if len(names) != len(facts.names):
            raise ValueError(f"{len(names)} places for {len(facts.names)} names")
        return PhotographEye(model, facts, F.normalize(names, dim=1))


def load_detector(folder: Path, *, device: torch.device) -> Detector:
    """A detector of things in photographs.

    Raises:
        ModelUnavailable: where its files are missing, damaged or pickled.
    """
    from safetensors.torch import load_file

    require_safetensors(folder)
    for name in (DETECTOR_FILE, DETECTOR_WEIGHTS):
        _require_file(folder, name, "a detector")
    what = f'The detector in "{folder.name}"'
    require_fitting_numbers(folder / DETECTOR_FILE, what)
    with wrapped_loading_errors(what):
        facts = DetectorFacts.model_validate_json((folder / DETECTOR_FILE).read_text(encoding="utf-8"))
        model = NanoDet(facts.shape, len(facts.names))
        model.load_state_dict({name: tensor.float() for name, tensor in load_file(folder / DETECTOR_WEIGHTS).items()})
        return Detector(model, facts, device=device)


def load_self_supervised(folder: Path, *, device: torch.device, longest_side_patches: int) -> SelfSupervisedModel:
    """A timm folder.

    Raises:
        ModelUnavailable: where its files are missing, damaged or pickled, or it is no ViT with patch tokens.
    """
    require_safetensors(folder)
    _require_file(folder, "config.json", "a timm model")
    what = f'The self-supervised model in "{folder.name}"'
    _require_weights(folder, BACKBONE_WEIGHTS, what)
    require_fitting_numbers(folder / "config.json", what)
    with wrapped_loading_errors(what):
        model, fixed_grid = load_backbone(folder)
        return SelfSupervisedModel(
            model, device=device, longest_side_patches=longest_side_patches, fixed_grid=fixed_grid
        )


def require_safetensors(folder: Path) -> None:
    """Refuses a folder without safetensors, and says how to convert pickled weights.

    Raises:
        ModelUnavailable: where there are none.
    """
    if not folder.is_dir():
        raise ModelUnavailable(f'The folder "{folder}" is missing. Install the bundle again.', details=str(folder))
    require_plain_files(folder)
    if any(folder.rglob("*.safetensors")):
        return
    pickled = next((path for path in sorted(folder.rglob("*")) if path.suffix in PICKLE_SUFFIXES), None)
    if pickled is not None:
        raise _pickled(pickled)
    raise ModelUnavailable(f'"{folder}" holds no weights (*.safetensors). Install the bundle again.')


def _require_weights(folder: Path, order: tuple[str, ...], what: str) -> None:
    """Looks whether the file that a library takes is safetensors, and whether it is whole.

    Args:
        folder: of the model.
        order: names of weights, in the order in which the library looks for them.
        what: the model, as a sentence begins with it.

    Raises:
        ModelUnavailable: where it would take a pickled file, or one that was cut short.
    """
    others = sorted(folder.glob("*.safetensors"))
    taken = next((folder / name for name in order if (folder / name).is_file()), others[0] if others else None)
    if taken is None:
        raise ModelUnavailable(f"{what} cannot be loaded: its folder holds no weights (*.safetensors). Get it again.")
    if taken.suffix in PICKLE_SUFFIXES:
        raise _pickled(taken)
    require_whole_file(taken, what)


def _pickled(path: Path) -> ModelUnavailable:
    return ModelUnavailable(
        f'"{path.name}" in "{path.parent}" is a pickled checkpoint, which can run code when it is opened; it was not '
        "loaded. Convert it to safetensors (safetensors.torch.save_file) and put that file in its place."
    )


def _require_file(folder: Path, name: str, kind: str) -> None:
    if not (folder / name).is_file():
        raise ModelUnavailable(f'"{folder}" is not {kind}: it holds no {name}. Install the bundle again.')


@contextlib.contextmanager
def wrapped_loading_errors(what: str) -> Iterator[None]:
    """Whatever a model library raises while loading becomes a sentence."""
    try:
        yield
    except LreditError:
        raise
    except Exception as error:
        if is_memory_shortage(error):
            raise
        raise ModelUnavailable(
            f"{what} cannot be loaded: its files are damaged or do not fit together. Install the bundle again, or "
            'choose another one ("builtin" always works).',
            details=f"{type(error).__name__}: {error}",
        ) from error
