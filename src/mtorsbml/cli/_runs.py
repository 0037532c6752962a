"""Commands that run models: simulate and logic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtorsbml.cli._shared import (
    console,
    examples,
    json_option,
    model_argument,
    names,
    number,
    numbers,
    print_json,
    switches,
    table,
    variant_option,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from mtorsbml.simulate.logic import Attractor, LogicModel
    from mtorsbml.simulate.results import TimeCourse

_PICTURES = (".png", ".svg", ".pdf")
_DURATION = 120.0
_SHOWN_ROWS = 11
_SHOWN_COLUMNS = 6

_set_option = click.option(
    "--set", "settings", multiple=True, metavar="ID=VALUE", help="Change a parameter; may be given several times."
)


@click.command(
    epilog=examples(
        "mtorsbml simulate mtor --set Rapamycin=100 --duration 2880 -o rapamycin.png",
        "mtorsbml simulate mtor --set AminoAcids=0 --select mTORC1_act,S6K1_act --points 5",
        "mtorsbml simulate mtor --variant TSC2_loss+rapamycin_acute",
        "mtorsbml simulate organism --meals 8h,13h,19h:1.5 --duration 1440 -o day.png",
        "mtorsbml simulate other.xml --duration 60 -o course.csv",
    )
)
@model_argument
@_set_option
@variant_option
@click.option("--meals", metavar="TIMES", help="Meals of the organism each day: 8h,13h,19h:1.5 ('' for none).")
@click.option(
    "--duration", type=float, metavar="MIN", help="End of the run [min]; else 120, or what the variants need to show."
)
@click.option("--points", type=int, default=201, show_default=True, metavar="N", help="How many time points.")
@click.option("--start", type=float, default=0.0, show_default=True, metavar="MIN", help="First time point [min].")
@click.option("--select", multiple=True, metavar="IDS", help="What to give back: ids with commas between them.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A table (.csv) or picture (.png .svg .pdf).",
)
@json_option
def simulate(
    model: str,
    settings: tuple[str, ...],
    variant: str,
    meals: str | None,
    duration: float | None,
    points: int,
    start: float,
    select: tuple[str, ...],
    output: Path | None,
    as_json: bool,
) -> None:
    """Run the kinetic MODEL over time.

    Values are in the units that `mtorsbml info` shows, such as nmol/l for drugs. They come on top of the variants.
    """
    from mtorsbml import repository
    from mtorsbml.simulate.ode import OdeModel
    from mtorsbml.simulate.relative import relative_to_start

    changes, wanted = numbers(settings), names(select)
    if meals is not None:
        changes = _with_meals(model, meals, changes)
    _check_output(output)
    ode = OdeModel.load(repository.source(model, variant=variant))
    to_table = output is not None and output.suffix.lower() == ".csv"
    readouts = [] if to_table or wanted else _readouts(model, (*ode.species, *ode.observables))
    end = _needed(variant) if duration is None else duration
    course = ode.simulate(changes, duration=end, points=points, start=start, select=(wanted or readouts) or None)
    if as_json:
        print_json(_as_dict(course))
    elif output is None:
        console().print(_table(course))
    if output is not None and to_table:
        course.to_csv(output)
    elif output is not None:
        turned = ", ".join(
            f"{name} = {value:g} {ode.units(name)}".removesuffix(" 1") for name, value in changes.items()
        )
        title = f"{model}: {', '.join(part for part in (variant, turned) if part) or 'at rest'}"
        (relative_to_start(course) if readouts else course).plot(output, title=title)


def _needed(variant: str) -> float:
    """How long to run when nobody says it [min]."""
    if not variant:
        return _DURATION
    from mtorsbml.pathway import variants

    return max(v.duration for v in variants.named(variant)) or _DURATION


def _with_meals(model: str, meals: str, changes: dict[str, float]) -> dict[str, float]:
    """The changes of a run with those that the meals make."""
    from mtorsbml import repository
    from mtorsbml.errors import UsageError
    from mtorsbml.pathway.meals import schedule

    if model not in repository.assemblies():
        raise UsageError(f"--meals: '{model}' eats no meals; they are for {', '.join(repository.assemblies())}")
    given = schedule(meals)
    for name in changes:
        if name in given:
            raise UsageError(f"--meals '{meals}' and --set {name} both set '{name}'; give one of them")
    return given | changes


def _check_output(output: Path | None) -> None:
    """Refuse an ending before the run rather than after it."""
    from mtorsbml.errors import UsageError

    known = (".csv", *_PICTURES)
    if output is not None and output.suffix.lower() not in known:
        raise UsageError(f"{output}: the ending says what is written; use one of {', '.join(known)}")


def _readouts(model: str, known: Sequence[str]) -> list[str]:
    """The default readouts of a model of the repository; none for any other file."""
    from mtorsbml.pathway.readouts import DEFAULT_READOUTS

    return [name for name in DEFAULT_READOUTS.get(model, ()) if name in known]


def _as_dict(course: TimeCourse) -> dict[str, object]:
    return {
        "units": dict(course.units),
        "time": course.time.tolist(),
        "values": {name: course[name].tolist() for name in course.columns},
    }


def _table(course: TimeCourse) -> Table:
    """Some rows and columns of a time course: what fits a terminal."""
    from mtorsbml.simulate._plot import most_changing

    columns = most_changing(course)[:_SHOWN_COLUMNS]
    heads = [course.heading(name).replace(" ", "\n", 1) for name in ("time", *columns)]
    shown = table(*heads, numbers=heads)
    last = len(course) - 1
    for row in dict.fromkeys(round(i * last / (_SHOWN_ROWS - 1)) for i in range(_SHOWN_ROWS)):
        shown.add_row(number(float(course.time[row])), *(number(float(course[name][row])) for name in columns))
    left = len(course.columns) - len(columns)
    shown.caption = f"and {left} more; -o FILE.csv writes all" if left else None
    return shown


@click.command(
    epilog=examples(
        "mtorsbml logic mtor --set Insulin=0 --set GrowthFactors=0",
        "mtorsbml logic mtor --set Rapamycin=1 --from-rest --json",
        "mtorsbml logic mtor --variant RagA_GTP --set AminoAcids=0",
    )
)
@model_argument
@click.option("--set", "settings", multiple=True, metavar="ID=0|1", help="Hold a node; may be given several times.")
@variant_option
@click.option("--from-rest", is_flag=True, help="Only what can be reached from the resting levels.")
@json_option
def logic(model: str, settings: tuple[str, ...], variant: str, from_rest: bool, as_json: bool) -> None:
    """Find where the logical MODEL settles.

    Its attractors, and which of them are fixed points.
    """
    from mtorsbml import repository
    from mtorsbml.simulate.logic import LogicModel

    held = switches(settings)
    network = LogicModel.load(repository.source(model, "qual", variant))
    found = network.attractors({} if from_rest else None, held)
    if as_json:
        attractors = [{"size": a.size, "levels": dict(a.levels)} for a in found]
        print_json({"held": held, "initial": dict(network.initial), "attractors": attractors})
        return
    fixed = sum(a.size == 1 for a in found)
    reached = " that can be reached from rest" if from_rest else ""
    click.echo(f"{model}: {len(network.nodes)} nodes, {len(network.inputs)} inputs")
    click.echo(f"{len(found)} attractors{reached}, {fixed} of them fixed points")
    console().print(_levels(network, found))


def _levels(network: LogicModel, found: Sequence[Attractor]) -> Table:
    """The nodes whose level in some attractor is not that at rest."""
    shown = table("node", "at rest", *(f"attractor {i + 1}" for i in range(min(len(found), _SHOWN_COLUMNS))))
    rest = {node: "on" if level else "off" for node, level in network.initial.items()}
    moved = [node for node in network.nodes if any(a[node] != rest[node] for a in found)]
    for node in moved:
        shown.add_row(node, rest[node], *(a[node] for a in found[:_SHOWN_COLUMNS]))
    left = len(found) - _SHOWN_COLUMNS
    more = f"; {left} more attractors with --json" if left > 0 else ""
    shown.caption = f"{len(network.nodes) - len(moved)} nodes are as at rest{more}"
    return shown


COMMANDS = (simulate, logic)
