"""AGC kinases that need two marks: one on the hydrophobic motif, and one on the activation loop."""

from __future__ import annotations

from dataclasses import dataclass

from mtorsbml.model.builder import ModuleBuilder
from mtorsbml.model.ratelaws import mass_action
from mtorsbml.model.sbo import DEPHOSPHORYLATION, PHOSPHORYLATION
from mtorsbml.model.vocabulary import Evidence, Quantity
from mtorsbml.pathway.base import review


def undone() -> Evidence:
    """Evidence for the loss of a mark: that it is lost is implied, by which phosphatase is not in the review."""
    return review(note="the phosphatase that undoes the mark is not in the review")


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """One of the two marks.

    `only` is the state that has this mark and not the other. `kinase` is an id or a sum [nmol/l], `rate` the
    constant of the mark [l/nmol/min], `loss` that of its removal [1/min]. `first` is the evidence for the mark on the
    bare kinase, `second` for the mark that completes it.
    """

    name: str
    only: str
    kinase: str
    rate: Quantity
    loss: Quantity
    first: Evidence
    second: Evidence


def two_marks(m: ModuleBuilder, bare: str, active: str, *, motif: Mark, loop: Mark, undocked: Quantity) -> None:
    """Declare the eight steps between `bare`, the two half-marked states and `active`.

    The loop kinase docks on the marked motif; on a bare motif it works at the share `undocked` of its speed
    (the constant `w_<bare>_undocked`).
    """
    rates = {mark: m.constant(f"k_{bare}_{mark.name}", mark.rate) for mark in (motif, loop)}
    losses = {mark: m.constant(f"k_{bare}_{mark.name}_loss", mark.loss) for mark in (motif, loop)}
    share = m.constant(f"w_{bare}_undocked", undocked)
    for mark, other in ((motif, loop), (loop, motif)):
        slow = (share,) if mark is loop else ()
        for source, target, weights, evidence in (
            (bare, mark.only, slow, mark.first),
            (other.only, active, (), mark.second),
        ):
            law = mass_action(rates[mark], *weights, mark.kinase, source)
            m.reaction(f"{source}_{mark.name}", source, target, law, evidence=evidence, sbo=PHOSPHORYLATION)
            m.reaction(
                f"{target}_{mark.name}_loss", target, source, mass_action(losses[mark], target),
                evidence=undone(), sbo=DEPHOSPHORYLATION,
            )  # fmt: skip
