"""`lredit bench ...`: measurements, each against a baseline in the same run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from lredit_core.api.service import BUILTIN_BUNDLE
from lredit_core.cli.exit_codes import exit_codes, say
from lredit_core.cli.measuring import check_files, counter, token_for
from lredit_core.cli.study import bench_study
from lredit_core.pictures.atomic_writing import check_writable, write_json
from lredit_core.pictures.output_paths import check_apart

app = typer.Typer(help="Measurements, each against a baseline in the same run.", no_args_is_help=True)
app.command("study")(bench_study)

_Ray = Annotated[str, typer.Option("--ray", help='On a Ray cluster: "auto", or its address; needs lredit\\[ray].')]


@app.command("speed")
def bench_speed(
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the figures here too.")] = None,
) -> None:
    """Times the engine on the sample picture: first box, first candidate, end, nudge, and what the memo saves."""
    from lredit_core.evaluation.speed import measure_speed

    with exit_codes():
        check_files(json_file)
        figures = measure_speed()
        typer.echo(json.dumps(figures, indent=2))
        if json_file is not None:
            write_json(json_file, figures)


@app.command("bundle")
def bench_bundle(
    bundle: Annotated[str, typer.Option(help="Model bundle: a name or a folder.")] = BUILTIN_BUNDLE,
    seed: Annotated[int, typer.Option(min=0, help="Other held-out scenes for another seed.")] = 0,
    scenes: Annotated[int, typer.Option(min=8, help="Scenes for each figure.")] = 200,
    only: Annotated[
        list[str] | None,
        typer.Option(help="Some figures only, repeatable: image_text, self_supervised, diffusion..."),
    ] = None,
    photographs: Annotated[
        Path | None, typer.Option(help="A folder of photographs with answers, as bench photographs takes it.")
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(help="Draw how far the detector's scores can be believed into this SVG.")
    ] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the figures here too.")] = None,
) -> None:
    """Measures what a bundle's models can do, on held-out scenes; docs/model-card.md explains each figure."""
    from lredit_core.evaluation.bundle_benchmark import listing_of, measure_bundle

    with exit_codes():
        check_apart({"--json": json_file, "--plot": plot})
        for path in (json_file, plot):
            if path is not None:
                check_writable(path)
        figures = measure_bundle(
            reference=bundle,
            seed=seed,
            scenes=scenes,
            only=only or (),
            photographs=photographs,
            plot=plot,
            on_progress=say,
        )
    typer.echo(listing_of(figures))
    if json_file is not None:
        with exit_codes():
            write_json(json_file, figures)


@app.command("regions")
def bench_regions(
    scenes: Annotated[int, typer.Option(min=1, help="Pictures for each task.")] = 12,
    seed: Annotated[int, typer.Option(help="The same seed gives the same pictures.")] = 0,
    art: Annotated[Path | None, typer.Option(help="Drawings: a sub-folder for each thing.")] = None,
    bundle: Annotated[str, typer.Option(help="Model bundle: a name or a folder.")] = BUILTIN_BUNDLE,
    editor: Annotated[str, typer.Option(help="The bundle's default if left out.")] = "",
    methods: Annotated[str, typer.Option(help='Names with commas between, "ours-*", or "all".')] = "",
    tasks: Annotated[
        str,
        typer.Option(
            help="replace, replace-no-source, insert, restyle, several, remove, change, move, double; all if left out."
        ),
    ] = "",
    processes: Annotated[int, typer.Option(min=1, help="Tasks measured at a time, each in a process.")] = 1,
    ray: _Ray = "",
    whole_image: Annotated[
        list[str] | None,
        typer.Option(
            "--whole-image",
            help="NAME=MODEL, repeatable: an editor without regions beside, as with `lredit compare --with`.",
        ),
    ] = None,
    whole_image_steps: Annotated[int, typer.Option(min=1, help="Denoising steps of those.")] = 50,
    simulated_clip: Annotated[
        bool,
        typer.Option("--simulated-clip", help="Narrow the image-text model's cosines as a large CLIP's are."),
    ] = False,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the figures here.")] = None,
    html_file: Annotated[Path | None, typer.Option("--html", help="Write a page with pictures here.")] = None,
) -> None:
    """Scores the regions that each method chooses, on pictures with known answers."""
    from lredit_core.compare.comparison import parse_other
    from lredit_core.evaluation.regions_run import measure_regions, table_of, write_run
    from lredit_core.evaluation.without_regions import WholeImagePlace

    with exit_codes(), token_for(ray) as token, counter() as on_progress:
        check_files(json_file, html_file, art=art)
        places = dict(parse_other(text) for text in whole_image or ())
        run = measure_regions(
            scenes=scenes,
            seed=seed,
            art=art,
            bundle=bundle,
            editor=editor,
            methods=methods,
            tasks=tasks,
            processes=processes,
            ray=ray,
            token=token,
            others=[WholeImagePlace(name, place, whole_image_steps) for name, place in places.items()],
            has_simulated_clip=simulated_clip,
            on_progress=on_progress,
        )
    typer.echo(table_of(run.figures))
    with exit_codes():
        write_run(run, json_file=json_file, html_file=html_file)


@app.command("photographs")
def bench_photographs(
    pictures: Annotated[Path, typer.Option(help="The folder of the photographs.")],
    answers: Annotated[
        Path | None,
        typer.Option(help="COCO JSON, a folder of Pascal VOC .xml, or an answers.json; looked for there if left out."),
    ] = None,
    bundle: Annotated[str, typer.Option(help="Model bundle: a name or a folder.")] = BUILTIN_BUNDLE,
    intent: Annotated[str, typer.Option(help="What is asked: replace or remove each thing, or add one.")] = "replace",
    methods: Annotated[str, typer.Option(help='Names with commas between, "ours-*", or "all".')] = "",
    half: Annotated[
        str, typer.Option(help='"even" or "odd": every second picture, to tune on one, report the other.')
    ] = "",
    limit: Annotated[int | None, typer.Option(min=1, help="So many questions at most.")] = None,
    seed: Annotated[int, typer.Option(min=0, help="Of edits, random methods and intervals.")] = 0,
    processes: Annotated[int, typer.Option(min=1, help="Questions measured at a time, each in a process.")] = 1,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write figures and rows here.")] = None,
    html_file: Annotated[Path | None, typer.Option("--html", help="Write a page with the photographs here.")] = None,
) -> None:
    """Scores the regions that each method chooses in your photographs, where you know which thing lies where."""
    from lredit_core.evaluation.photographs_run import measure_photographs, table_of, write_run

    with exit_codes(), counter() as on_progress:
        check_files(json_file, html_file, answers=answers)
        run = measure_photographs(
            pictures,
            answers=answers,
            bundle=bundle,
            intent=intent,
            methods=methods,
            half=half,
            limit=limit,
            seed=seed,
            processes=processes,
            on_progress=on_progress,
        )
    typer.echo(table_of(run.figures))
    with exit_codes():
        write_run(run, json_file=json_file, html_file=html_file)


@app.command("remove")
def bench_remove(
    scenes: Annotated[int, typer.Option(min=2, help="Things to be removed.")] = 40,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same pictures.")] = 0,
    fills: Annotated[str, typer.Option(help='Names with commas between, or "all"; the quick ones if left out.')] = "",
    json_file: Annotated[Path | None, typer.Option("--json", help="Write figures and rows here.")] = None,
    html_file: Annotated[Path | None, typer.Option("--html", help="Write a page with pictures here.")] = None,
) -> None:
    """Removes things drawn on photographs, and compares with what was behind them."""
    from lredit_core.evaluation.remove_benchmark import measure_remove
    from lredit_core.evaluation.remove_page import table_of, write_run

    with exit_codes(), counter() as on_progress:
        check_files(json_file, html_file)
        run = measure_remove(scenes=scenes, seed=seed, fills=fills, on_progress=on_progress)
    typer.echo(table_of(run.figures))
    with exit_codes():
        write_run(run, json_file=json_file, html_file=html_file)


@app.command("change")
def bench_change(
    scenes: Annotated[int, typer.Option(min=2, help="Drawn things that are given other colours.")] = 40,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same pictures.")] = 0,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write figures and rows here.")] = None,
    html_file: Annotated[Path | None, typer.Option("--html", help="Write a page with pictures here.")] = None,
) -> None:
    """Gives things other colours, and looks whether they have them and are still the same things."""
    from lredit_core.evaluation.change_benchmark import measure_changes
    from lredit_core.evaluation.change_page import table_of, write_run

    with exit_codes(), counter() as on_progress:
        check_files(json_file, html_file)
        run = measure_changes(scenes=scenes, seed=seed, on_progress=on_progress)
    typer.echo(table_of(run.figures))
    with exit_codes():
        write_run(run, json_file=json_file, html_file=html_file)


@app.command("ablation")
def bench_ablation(
    scenes: Annotated[int, typer.Option(min=2, help="Pictures of each task, all windows drafted.")] = 24,
    runs: Annotated[int, typer.Option(min=2, help="Pictures for questions that take runs of the engine.")] = 12,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same pictures.")] = 0,
    bundle: Annotated[str, typer.Option(help="Model bundle: a name or a folder.")] = BUILTIN_BUNDLE,
    processes: Annotated[int, typer.Option(min=1, help="Pictures measured at a time, each in a process.")] = 1,
    ray: _Ray = "",
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the figures here too.")] = None,
    plots: Annotated[Path | None, typer.Option(help="Draw a plot of each question into this folder.")] = None,
) -> None:
    """Measures what each part of the learning is worth; docs/findings.md says what it showed."""
    from lredit_core.evaluation.ablation import measure_ablation
    from lredit_core.evaluation.ablation_pieces import AblationIngredients
    from lredit_core.evaluation.ablation_plots import write_plots
    from lredit_core.evaluation.plots import check_plots
    from lredit_core.evaluation.regions_workers import Ingredients
    from lredit_core.evaluation.workers import workers_of

    with exit_codes(), token_for(ray) as token:
        check_files(json_file)
        if plots is not None:
            check_plots(plots)
        made_of = Ingredients(bundle, None, "", seed)
        workers = workers_of(AblationIngredients(made_of), processes=processes, ray=ray, token=token)
        figures = measure_ablation(
            made_of.bench(),
            scenes=scenes,
            runs=runs,
            workers=workers,
            on_progress=lambda done, total: say(f"measured {done} of {total} parts"),
        )
    for question, variants in figures.items():
        typer.echo(f"\n{question}")
        for name, values in variants.items():
            rest = "  ".join(f"{key} {value}" for key, value in values.items() if key not in ("hit50", "interval"))
            low, high = values["interval"]
            typer.echo(f"  {name:<36} {values['hit50']:.2f} [{low:.2f}, {high:.2f}]  {rest}")
    if json_file is not None:
        with exit_codes():
            write_json(json_file, figures)
    if plots is not None:
        with exit_codes():
            for path in write_plots(figures, plots):
                say(f"written: {path}")


@app.command("framing")
def bench_framing(
    nudges: Annotated[int, typer.Option(min=5, help="Simulated boxes to learn from.")] = 50,
    scenes: Annotated[int, typer.Option(min=1, help="Pictures to guess on.")] = 30,
    looser: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="How much longer than the thing's its sides are.")
    ] = 0.25,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same pictures.")] = 0,
    bundle: Annotated[str, typer.Option(help="Model bundle: a name or a folder.")] = BUILTIN_BUNDLE,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the figures here too.")] = None,
) -> None:
    """Measures whether first guesses follow a person's framing, learned from simulated nudges, and forget it."""
    from lredit_core.evaluation.framing_preference import measure_framing
    from lredit_core.evaluation.regions_workers import Ingredients

    with exit_codes(), counter() as on_progress:
        check_files(json_file)
        bench = Ingredients(bundle, None, "", seed).bench()
        figures = measure_framing(
            bench.bundle, bench.maker, nudges=nudges, scenes=scenes, looser=looser, seed=seed, on_progress=on_progress
        )
    for state, values in figures.items():
        typer.echo(f"{state:<10} " + "  ".join(f"{name} {value:g}" for name, value in values.items()))
    if json_file is not None:
        with exit_codes():
            write_json(json_file, figures)
