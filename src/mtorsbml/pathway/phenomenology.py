"""Readouts without known kinetics: rates relative to the fed state, at once or with a time constant."""

from __future__ import annotations

from typing import Final

from mtorsbml.model import ratelaws as laws
from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.sbo import PHENOMENOLOGICAL, QUANTITATIVE
from mtorsbml.model.units import DIMENSIONLESS, NM, NM_PER_MINUTE
from mtorsbml.model.vocabulary import Quantity, RateLaw
from mtorsbml.pathway.base import derived, review

FED: Final = "its level in the fed state, so that the process reads 1 there"
RELATIVE: Final = (
    "Relative, 1 in the fed state. Phenomenological: the shape of the curve is assumed, its sign is known."
)
UNIT: Final = derived(1.0, NM, "1 nmol/l stands for the fed state: the state is a relative level, not a substance")


def occupancy(substance: str, half: str, fed: str) -> str:
    """Saturation relative to that at the level `fed`: `A / (K + A)`, and 1 when fed."""
    return f"{substance} / ({half} + {substance}) * ({half} + {fed}) / {fed}"


def relief(inhibitor: str, half: str, fed: str) -> str:
    """Inhibition relative to that at the level `fed`: `1 / (K + I)`, and 1 when fed."""
    return f"({half} + {fed}) / ({half} + {inhibitor})"


def process(m: ModuleBuilder, identifier: str, formula: str, *rows: int, note: str = "") -> None:
    """Declare a relative level that follows at once."""
    m.observable(
        identifier, formula, unit=DIMENSIONLESS, evidence=review(*rows), sbo=QUANTITATIVE,
        note=f"{RELATIVE} {note}".strip(),
    )  # fmt: skip


def slow_process(
    m: ModuleBuilder, identifier: str, target: str, *rows: int, rate: Quantity, note: str = "", place: str = "cytosol",
    entity: str = "",
) -> None:  # fmt: skip
    """Declare a relative level that approaches `target` (dimensionless, 1 when fed) with the constant `rate` [1/min].

    The state is `<id>_state` [nmol/l, where 1 stands for the fed level], the level itself the observable `<id>`.
    """
    state = m.species(f"{identifier}_state", at=place, guess=1.0, entity=entity, note=f"{RELATIVE} {note}".strip())
    unit = m.constant(f"ref_{identifier}_state", UNIT)
    k = m.constant(f"k_{identifier}", rate)
    m.reaction(
        f"{identifier}_gain", (), state,
        RateLaw(formula=f"{k} * {unit} * ({target})", unit=NM_PER_MINUTE, sbo="SBO:0000047"),
        evidence=review(*rows), sbo=PHENOMENOLOGICAL, at=place, reversible=True,
    )  # fmt: skip
    m.reaction(
        f"{identifier}_decline", state, (), laws.mass_action(k, state),
        evidence=review(note="what is gained is lost at the same rate, so that the level follows its target"),
        sbo=PHENOMENOLOGICAL, at=place,
    )  # fmt: skip
    m.observable(
        identifier, f"{state} / {unit}", unit=DIMENSIONLESS, evidence=review(*rows), sbo=QUANTITATIVE, entity=entity,
        note=f"{RELATIVE} {note}".strip(),
    )  # fmt: skip
