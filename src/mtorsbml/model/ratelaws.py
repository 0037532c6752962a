"""Rate laws as named functions: each gives a formula over ids, its unit and its SBO term."""

from __future__ import annotations

from mtorsbml.model.formula import wrap
from mtorsbml.model.units import DIMENSIONLESS, NM_PER_MINUTE, Unit
from mtorsbml.model.vocabulary import RateLaw


def _law(formula: str, sbo: str, unit: Unit = NM_PER_MINUTE) -> RateLaw:
    return RateLaw(formula=formula, unit=unit, sbo=sbo)


def mass_action(rate: str, *reactants: str) -> RateLaw:
    """Irreversible mass action: `k * A * B ...` [nmol/l/min] (SBO:0000041)."""
    return _law(" * ".join([rate, *(wrap(r) for r in reactants)]), "SBO:0000041")


def reversible_binding(k_on: str, kd: str, first: str, second: str, bound: str) -> RateLaw:
    """Binding with the off-rate written as `k_on * Kd`: `k_on * (A * B - Kd * AB)` [nmol/l/min] (SBO:0000042)."""
    return _law(f"{k_on} * ({wrap(first)} * {wrap(second)} - {kd} * {bound})", "SBO:0000042")


def reversible_conversion(forward: str, backward: str, substrate: str, product: str) -> RateLaw:
    """First-order exchange of two states: `kf * S - kr * P` [nmol/l/min] (SBO:0000042)."""
    return _law(f"{forward} * {substrate} - {backward} * {product}", "SBO:0000042")


def michaelis_menten(kcat: str, km: str, enzyme: str, substrate: str) -> RateLaw:
    """Irreversible Henri-Michaelis-Menten: `kcat * E * S / (Km + S)` [nmol/l/min] (SBO:0000029)."""
    return _law(f"{kcat} * {wrap(enzyme)} * {substrate} / ({km} + {substrate})", "SBO:0000029")


def saturating_uptake(vmax: str, km: str, substrate: str) -> RateLaw:
    """Uptake from a pool that is not used up: `Vmax * S / (Km + S)` [nmol/l/min] (SBO:0000028)."""
    return _law(f"{vmax} * {wrap(substrate)} / ({km} + {wrap(substrate)})", "SBO:0000028")


def competitive_enzyme(kcat: str, km: str, enzyme: str, substrate: str, competitors: str) -> RateLaw:
    """Michaelis-Menten with substrates that share the enzyme (SBO:0000260).

    `competitors` is the sum of `S_i / Km_i` of the others.
    """
    return _law(
        f"{kcat} * {wrap(enzyme)} * {substrate} / {km} / (1 + {substrate} / {km} + {competitors})", "SBO:0000260"
    )


def gap_hydrolysis(rate: str, acceleration: str, gap: str, gap_reference: str, substrate: str) -> RateLaw:
    """GTP hydrolysis, intrinsic and sped up by a GAP: `k * (1 + a * GAP / GAP_ref) * S` [nmol/l/min] (SBO:0000041).

    `acceleration` is the measured fold at the GAP amount `gap_reference` [nmol/l].
    """
    return _law(f"{rate} * (1 + {acceleration} * {wrap(gap)} / {gap_reference}) * {substrate}", "SBO:0000041")


def synthesis(rate: str, amount: str) -> RateLaw:
    """Synthesis that balances degradation at `amount`: `k_deg * amount` [nmol/l/min] (SBO:0000047)."""
    return _law(f"{rate} * {wrap(amount)}", "SBO:0000047")


def scaled(law: RateLaw, *factors: RateLaw) -> RateLaw:
    """A law multiplied by dimensionless factors (activations and inhibitions)."""
    return RateLaw(
        formula=" * ".join([wrap(law.formula), *(wrap(f.formula) for f in factors)]), unit=law.unit, sbo=law.sbo
    )


def _factor(formula: str, sbo: str) -> RateLaw:
    return _law(formula, sbo, DIMENSIONLESS)


def activation(gain: str, activator: str, half: str) -> RateLaw:
    """Non-essential activation: `1 + gain * A / (K + A)`, dimensionless (SBO:0000049 law family)."""
    return _factor(f"1 + {gain} * {wrap(activator)} / ({half} + {wrap(activator)})", "SBO:0000049")


def cooperative_activation(gain: str, activator: str, half: str, exponent: str) -> RateLaw:
    """Non-essential activation that is steep: `1 + gain * A^n / (K^n + A^n)`, dimensionless."""
    return _factor(f"1 + {gain} * {hill(activator, half, exponent).formula}", "SBO:0000049")


def boost(*terms: tuple[str, str]) -> RateLaw:
    """Linear activation by dimensionless signals: `1 + w1 * s1 + w2 * s2 ...`, dimensionless."""
    return _factor("1 + " + " + ".join(f"{weight} * {wrap(signal)}" for weight, signal in terms), "SBO:0000049")


def saturation(substance: str, half: str) -> RateLaw:
    """Occupancy: `A / (K + A)`, dimensionless."""
    return _factor(f"{wrap(substance)} / ({half} + {wrap(substance)})", "SBO:0000049")


def hill(substance: str, half: str, exponent: str) -> RateLaw:
    """Cooperative occupancy: `A^n / (K^n + A^n)`, written over the ratio so that units cancel (SBO:0000192)."""
    ratio = f"({wrap(substance)} / {half})^{exponent}"
    return _factor(f"{ratio} / (1 + {ratio})", "SBO:0000192")


def inhibition(inhibitor: str, half: str) -> RateLaw:
    """Simple inhibition: `1 / (1 + I / Ki)`, dimensionless."""
    return _factor(f"1 / (1 + {wrap(inhibitor)} / {half})", "SBO:0000049")


def steep_inhibition(inhibitor: str, half: str) -> RateLaw:
    """Cooperative inhibition: `1 / (1 + (I / Ki)^2)`, dimensionless."""
    return _factor(f"1 / (1 + ({wrap(inhibitor)} / {half})^2)", "SBO:0000192")


def ratio(quantity: str, reference: str) -> RateLaw:
    """A quantity relative to its reference, dimensionless."""
    return _factor(f"{wrap(quantity)} / {reference}", "SBO:0000049")
