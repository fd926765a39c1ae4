"""`lredit evaluate`: loads what it needs, measures a list of pictures row by row, and sums up."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.batch.results_folder import Result, ResultsFolder, check_method_name
from lredit_core.bundles.devices import choose_device, described
from lredit_core.bundles.loading import BundleLoader, load_image_text
from lredit_core.bundles.store import bundle_folder
from lredit_core.compare.comparison import parse_other
from lredit_core.errors import EngineError, InvalidRequest
from lredit_core.evaluation.figure_tables import laid_out, with_interval
from lredit_core.evaluation.perceptual_distance import PerceptualDistance
from lredit_core.evaluation.prompted_bench import PromptedBench, Scorer
from lredit_core.evaluation.prompted_methods import ByMethod, WithoutRegions, parse_results, settings_of
from lredit_core.evaluation.regions_run import chosen_methods
from lredit_core.evaluation.summaries import mean_or_none, rates
from lredit_core.evaluation.without_regions import WholeImagePlace
from lredit_core.manifest import MANIFEST_NAME, read_manifest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lredit_core.batch.manifest import Manifest
    from lredit_core.bundles.loading import ModelBundle
    from lredit_core.evaluation.prompted_methods import MakesResults

#: Of the JSON.
FIGURES_VERSION = 1
#: A figure's key, its title, the digits that are shown, and whether more is better.
FIGURES = (
    ("score", "S", 3, True),
    ("text_to_image", "S_t2i", 3, True),
    ("image_to_image", "S_i2i", 3, True),
    ("psnr_db", "PSNR outside, dB", 1, True),
    ("ssim", "SSIM outside", 3, True),
    ("distance", "distance outside", 4, False),
)
#: What stands for no method at all.
_NONE = "none"


@dataclass(frozen=True, slots=True)
class EvaluationRequest:
    """What is evaluated, as the command line says it.

    Attributes:
        methods: names with commas between, "all", or "none".
        others: NAME=MODEL of editors without regions.
        ready_made: NAME=FOLDER of results that are there.
        bundle: of the methods: a name or a folder.
        scored_by: the bundle whose image-text model gives S; "" for the same.
        editor: of the bundle; "" for its default.
        steps: of the editors without regions.
    """

    methods: str = "ours-balanced"
    others: tuple[str, ...] = ()
    ready_made: tuple[str, ...] = ()
    bundle: str = BUILTIN_BUNDLE
    scored_by: str = ""
    editor: str = ""
    seed: int = 0
    steps: int = 50


@dataclass(frozen=True, slots=True)
class EvaluationRun:
    """What was measured: the figures as they go into JSON, the results behind them, and where their pictures lie."""

    figures: dict[str, Any]
    results: tuple[Result, ...]
    folder: Path


def measure_list(
    manifest: Manifest,
    asked: EvaluationRequest,
    folder: Path,
    *,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> EvaluationRun:
    """Every row by every method; each result lies in the folder as soon as it is there.

    Args:
        manifest: checked: see `batch.checking`.
        asked: by whom.
        folder: of results; what is there already and made of the same is taken.
        on_progress: called after each row.

    Raises:
        InvalidRequest, ModelUnavailable: before the first row.
        EngineError: where no method gave any result.
    """
    bench = _bench(asked, folder)
    results: list[Result] = []
    for done, row in enumerate(manifest.rows, start=1):
        results += bench.measure(row)
        on_progress(done, len(manifest.rows))
    if all(result.failure for result in results):
        raise EngineError(f"Nothing could be measured. The first of {len(results)} failures: {results[0].failure}")
    return EvaluationRun(_figures(manifest, asked, bench, results), tuple(results), folder)


@contextlib.contextmanager
def results_place(out: Path | None) -> Iterator[Path]:
    """Where results go: the person's folder, or one that is gone afterwards."""
    if out is not None:
        yield out
        return
    with tempfile.TemporaryDirectory(prefix="lredit-") as folder:
        yield Path(folder)


def _bench(asked: EvaluationRequest, folder: Path) -> PromptedBench:
    """Everything loaded, so that what is missing is said before the first row."""
    names = () if asked.methods.strip().lower() == _NONE else chosen_methods(asked.methods)
    ready = parse_results(asked.ready_made)
    places = [WholeImagePlace(name, place, asked.steps) for name, place in map(parse_other, asked.others)]
    _check_names([*names, *(place.name for place in places), *(one.name for one in ready)])
    bundle = BundleLoader().load(asked.bundle) if names else None
    settings = () if bundle is None else settings_of(bundle, asked.editor, asked.seed)
    makers: tuple[MakesResults, ...] = (
        *(ByMethod(name, settings) for name in names),
        *(WithoutRegions(place, place.loaded(), asked.seed) for place in places),
        *ready,
    )
    scorer = _scorer(asked.scored_by or asked.bundle, bundle if not asked.scored_by else None)
    return PromptedBench(makers, scorer, ResultsFolder(folder), bundle, asked.editor, asked.seed)


def _check_names(names: Sequence[str]) -> None:
    for name in names:
        check_method_name(name)
        if names.count(name) > 1:
            raise InvalidRequest(f'Two methods are called "{name}". Give each a name of its own.')
    if not names:
        raise InvalidRequest("There is nothing to evaluate. Give --methods, --with or --results.")


def _scorer(reference: str, loaded: ModelBundle | None) -> Scorer:
    """The image-text model of a bundle, and the built-in trunk for distances, so that those compare between bundles."""
    folder = bundle_folder(reference)
    if loaded is not None:
        image_text = loaded.image_text
    else:
        image_text = load_image_text(folder / read_manifest(folder).image_text.folder, device=choose_device())
    distance = PerceptualDistance.of_bundle(BUILTIN_BUNDLE)
    return Scorer(image_text, distance, (folder / MANIFEST_NAME).read_text(encoding="utf-8"))


def _figures(
    manifest: Manifest, asked: EvaluationRequest, bench: PromptedBench, results: Sequence[Result]
) -> dict[str, Any]:
    names = [maker.name for maker in bench.makers]
    scored_by = asked.scored_by or asked.bundle
    return {
        "version": FIGURES_VERSION,
        "list": manifest.path.name,
        "rows": len(manifest.rows),
        "known_boxes": sum(row.box is not None for row in manifest.rows),
        "bundle": None if bench.bundle is None else bench.bundle.name,
        "editor": None if bench.bundle is None else asked.editor or bench.bundle.default_editor,
        "scored_by": Path(scored_by).name,
        "device": described(choose_device()),
        "seed": asked.seed,
        "methods": {name: summary([one for one in results if one.method == name], seed=asked.seed) for name in names},
        "results": [result.as_json() for result in results],
    }


def summary(results: Sequence[Result], *, seed: int) -> dict[str, Any]:
    """The means of a method's figures with 95 % intervals by bootstrap over rows, its failures, and its seconds."""
    done = [result for result in results if not result.failure]

    def column(key: str) -> list[float]:
        return [value for result in done if (value := result.figures.get(key)) is not None]

    return {
        "rows": len(results),
        "failures": len(results) - len(done),
        "compared": len(column("psnr_db")),
        **rates({key: column(key) for key, _title, _digits, _more in FIGURES}, seed=seed, digits=4),
        "seconds": mean_or_none([result.seconds for result in done if result.seconds is not None]),
    }


def table_of(figures: dict[str, Any]) -> str:
    """A line for each method, then where backgrounds lie, then what failed."""
    lines = [["method", *(title for _key, title, _digits, _more in FIGURES), "seconds", "failed"]]
    for name, values in figures["methods"].items():
        cells = [with_interval(values, key, digits) for key, _title, digits, _more in FIGURES]
        seconds = with_interval(values, "seconds", 1)
        lines.append([name, *cells, seconds, str(values["failures"])])
    told = [*laid_out(lines), "", *about(figures)]
    failed = [result for result in figures["results"] if result["failure"]]
    told += [f"Failed: {result['row']}, {result['method']}: {result['failure']}" for result in failed]
    return "\n".join(told)


def about(figures: dict[str, Any]) -> list[str]:
    """Sentences on what the figures are."""
    known, rows = figures["known_boxes"], figures["rows"]
    if known == rows:
        where = "The background lies outside of the known boxes, grown by a tenth."
    elif not any(values["compared"] for values in figures["methods"].values()):
        where = "No background is compared: the list knows no boxes, and no method chose a region."
    else:
        where = (
            f"The background lies outside of the known box in {known} of {rows} rows, else outside of the method's own "
            "region, where little can change, or of the first one's for a method without regions."
        )
    return [
        f"S = 2 S_t2i + S_i2i by the image-text model of {figures['scored_by']}; 95 % intervals by bootstrap over "
        f"{rows} rows.",
        where + " The distance is no LPIPS: docs/evaluation.md.",
    ]
