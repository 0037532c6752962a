"""Claims as experiments that any SED-ML tool can repeat: parameter changes and one uniform time course for each arm.

What an arm has from the outset is set at time 0, and the model runs into its state of rest; `then` comes as a step of
the schedule that each level of the environment has. What no schedule can do, such as holding a species or losing a
protein in the middle of a run, is told and not left out in silence.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from mtorsbml.claims._series import POINTS as DOSES
from mtorsbml.claims._series import combinations
from mtorsbml.claims.claim import Arm, Claim, Expectation, Settings
from mtorsbml.errors import MtorsbmlError
from mtorsbml.model.experiment import Curve, Experiment

if TYPE_CHECKING:
    from mtorsbml.claims.ode import OdeBench

LEAD: Final = 20_160.0
"""How long an arm that has something from the outset runs into its state of rest, at least [min]: two weeks."""
WHOLE: Final = 20_160.0
"""Length of a run to the steady state [min]."""
POINTS: Final = 200
_TIMES: Final = ("_t_on", "_t_off")
_ENDS: Final = (*_TIMES, "_interval", "_step")


@dataclass(frozen=True, slots=True)
class Untold:
    """An arm of a claim that a SED-ML file cannot hold, and why."""

    claim: str
    arm: str
    reason: str


def experiments(
    claims: Sequence[Claim], bench: OdeBench, model: str
) -> tuple[tuple[Experiment, ...], tuple[Untold, ...]]:
    """The arms of kinetic claims as experiments.

    Args:
        claims: The claims; those of other models and of logic models only are passed over.
        bench: The model.
        model: Its id.

    Returns:
        The experiments, control before test, and the arms that cannot be told so.
    """
    told: list[Experiment] = []
    untold: list[Untold] = []
    for claim in claims:
        if claim.model != model or "ode" not in claim.formalisms:
            continue
        untold += [
            Untold(claim.id, "doses", f"its {DOSES} doses of '{e.dose.id}' are as many runs of each arm")
            for e in claim.expect
            if e.dose is not None
        ]
        for name, arm, expect in _arms(claim):
            try:
                told.append(_experiment(replace(claim, expect=tuple(expect)), name, arm, bench))
            except MtorsbmlError as error:
                untold.append(Untold(claim.id, name, str(error)))
    return tuple(told), tuple(untold)


def _arms(claim: Claim) -> list[tuple[str, Arm, list[Expectation]]]:
    """The arms of a claim, and those that its gates add."""
    plain = [e for e in claim.expect if e.kind not in {"gate", "threshold_shift"}]
    found = [("control", claim.control, plain), ("test", claim.test, plain)] if plain else []
    for expectation in claim.expect:
        if expectation.kind == "gate":
            for number, (_, settings) in enumerate(combinations(expectation), 1):
                arm = replace(claim.test, then=claim.test.then | settings)
                found.append((f"gate{number}", arm, [expectation]))
    return found


def _experiment(claim: Claim, name: str, arm: Arm, bench: OdeBench) -> Experiment:
    first = claim.given | arm.start
    _refuse_variants(first | arm.then)
    ends = [WHOLE if moment.is_rest else bench.moment(moment) for moment in claim.at]
    length = max(ends)
    # Whole lengths, for COPASI; without anything from the outset, the model is at rest already.
    lead = length * math.ceil(LEAD / length) if first else (length if arm.then else 0.0)
    changes = _from_the_outset(bench.named(first), bench)
    changes.update(_steps(bench.named(arm.then), lead, changes, bench))
    readouts = dict.fromkeys(bench.readout(n) for e in claim.expect for n in (e.readout, e.before) if n)
    return Experiment(
        id=f"{claim.id}_{name}",
        title=f"{claim.id}, {name}",
        description=(
            f"{claim.statement} {name.capitalize()}: from the outset {first}; "
            f"{f'at {lead:g} min' if arm.then else 'later'} {arm.then}."
        ),
        model=claim.model,
        changes=tuple(changes.items()),
        shown_from=lead,
        end=lead + length,
        points=POINTS,
        curves=tuple(Curve(id=readout, label=readout) for readout in readouts),
    )


def _refuse_variants(settings: Settings) -> None:
    if settings.variants:
        raise MtorsbmlError(f"needs the variant {' + '.join(settings.variants)}, which is a model of its own")


def _from_the_outset(first: Settings, bench: OdeBench) -> dict[str, float]:
    plain = _parameters(bench)
    for name in first.values:
        if name not in plain:
            raise MtorsbmlError(f"holds '{name}', which is no parameter")
    return {name: bench.amount(name, value) for name, value in first.values.items()}


def _steps(then: Settings, lead: float, before: dict[str, float], bench: OdeBench) -> dict[str, float]:
    plain = _parameters(bench)
    changes: dict[str, float] = {}
    for name, value in then.values.items():
        level = bench.amount(name, value)
        if any(name.endswith(end) and f"{name.removesuffix(end)}_t_on" in plain for end in _ENDS):
            changes[name] = level + lead if name.endswith(_TIMES) else level
        elif f"{name}_t_on" in plain:
            if f"{name}_t_on" in before:
                raise MtorsbmlError(f"'{name}' has a schedule from the outset, so no second step")
            changes.update({f"{name}_t_on": lead, f"{name}_step": level})
        else:
            what = "is no parameter" if name not in plain else "has no schedule"
            raise MtorsbmlError(f"changes '{name}' in the middle of the run, which {what}")
    return changes


def _parameters(bench: OdeBench) -> set[str]:
    model = bench.model
    return set(model.parameters) - set(model.observables) - set(model.states)
