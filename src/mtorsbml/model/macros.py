"""Biochemistry that recurs, as macros over the rate laws; the builder of a module has them all."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from mtorsbml.model import sbo as sbo_terms
from mtorsbml.model.ratelaws import (
    mass_action,
    michaelis_menten,
    reversible_binding,
    reversible_conversion,
    scaled,
    synthesis,
)
from mtorsbml.model.vocabulary import Evidence, Quantity, RateLaw

Terms = str | Sequence[str]


def stoichiometry(terms: Terms) -> tuple[tuple[str, float], ...]:
    """Read `"A"`, `"2 A"` or a list of such into (id, stoichiometry) pairs."""
    listed = [terms] if isinstance(terms, str) else list(terms)
    pairs = []
    for term in listed:
        count, _, name = term.strip().rpartition(" ")
        pairs.append((name, float(count) if count else 1.0))
    return tuple(pairs)


class Macros(ABC):
    """What can be said of a module with a constant or two and a reaction or two."""

    @abstractmethod
    def constant(self, identifier: str, quantity: Quantity, name: str = "") -> str:
        """Declare a constant."""

    @abstractmethod
    def reaction(
        self,
        identifier: str,
        reactants: Terms,
        products: Terms,
        law: RateLaw,
        *,
        evidence: Evidence,
        sbo: str = sbo_terms.BIOCHEMICAL,
        reversible: bool = False,
        at: str = "cytosol",
        name: str = "",
        note: str = "",
    ) -> str:
        """Declare a process with its rate law [nmol/l/min]."""

    def binding(
        self,
        first: str,
        second: str,
        bound: str,
        *,
        kd: Quantity,
        k_on: Quantity,
        evidence: Evidence,
        named: str = "",
        note: str = "",
    ) -> str:
        """`first + second <-> bound`, with `Kd_<first>_<second>` and `k_on_<first>_<second>` (or `named` after Kd_)."""
        suffix = named or f"{first}_{second}"
        kd_id = self.constant(f"Kd_{suffix}", kd)
        on_id = self.constant(f"k_on_{suffix}", k_on)
        return self.binding_with(on_id, kd_id, first, second, bound, evidence=evidence, note=note)

    def binding_with(
        self, k_on: str, kd: str, first: str, second: str, bound: str, *, evidence: Evidence, note: str = ""
    ) -> str:
        """The same with constants that exist already (a second state of the same partner)."""
        return self.reaction(
            f"{bound}_binding",
            [first, second],
            bound,
            reversible_binding(k_on, kd, first, second, bound),
            evidence=evidence,
            sbo=sbo_terms.BINDING,
            reversible=True,
            note=note,
        )

    def phosphorylation(
        self,
        identifier: str,
        substrate: str,
        product: str,
        *,
        kinase: str,
        kcat: Quantity | str,
        km: Quantity | str | None = None,
        evidence: Evidence,
        factors: Sequence[RateLaw] = (),
        also: Sequence[str] = (),
        note: str = "",
    ) -> str:
        """A kinase moves `substrate` to `product`: second order, or Michaelis-Menten where `km` is given.

        `also` names further products (a partner that is set free). Without `km`, `kcat` is in l/nmol/min.
        """
        rate = self._constant_of(f"kcat_{identifier}" if km is not None else f"k_{identifier}", kcat)
        if km is None:
            law = mass_action(rate, kinase, substrate)
        else:
            law = michaelis_menten(rate, self._constant_of(f"Km_{identifier}", km), kinase, substrate)
        return self.reaction(
            identifier,
            substrate,
            [product, *also],
            scaled(law, *factors) if factors else law,
            evidence=evidence,
            sbo=sbo_terms.PHOSPHORYLATION,
            note=note,
        )

    def first_order(
        self,
        identifier: str,
        substrate: Terms,
        product: Terms,
        *,
        rate: Quantity | str,
        evidence: Evidence,
        factors: Sequence[RateLaw] = (),
        sbo: str = sbo_terms.CONVERSION,
        at: str = "cytosol",
        note: str = "",
    ) -> str:
        """A first-order step (dephosphorylation, release, decay) with the constant `k_<id>` [1/min]."""
        first = stoichiometry(substrate)[0][0]
        law = mass_action(self._constant_of(f"k_{identifier}", rate), first)
        return self.reaction(
            identifier,
            substrate,
            product,
            scaled(law, *factors) if factors else law,
            evidence=evidence,
            sbo=sbo,
            at=at,
            note=note,
        )

    def exchange(
        self,
        identifier: str,
        first: str,
        second: str,
        *,
        forward: Quantity | str,
        backward: Quantity | str,
        evidence: Evidence,
        sbo: str = sbo_terms.CONVERSION,
        note: str = "",
    ) -> str:
        """First-order exchange of two states with `k_<id>` and `k_<id>_back` [1/min]."""
        forward_id = self._constant_of(f"k_{identifier}", forward)
        backward_id = self._constant_of(f"k_{identifier}_back", backward)
        return self.reaction(
            identifier,
            first,
            second,
            reversible_conversion(forward_id, backward_id, first, second),
            evidence=evidence,
            sbo=sbo,
            reversible=True,
            note=note,
        )

    def turnover(
        self,
        identifier: str,
        *,
        made: str,
        amount: str,
        rate: Quantity,
        degraded: Mapping[str, Terms],
        evidence: Evidence,
        induction: Sequence[RateLaw] = (),
        loss: Sequence[RateLaw] = (),
        note: str = "",
    ) -> None:
        """Synthesis of `made` towards `amount`, and first-order loss of each state in `degraded`.

        `degraded` maps a state to what its loss sets free (a binding partner), `""` for nothing.
        """
        k_deg = self.constant(f"k_deg_{identifier}", rate)
        law = synthesis(k_deg, amount)
        self.reaction(
            f"{identifier}_synthesis",
            (),
            made,
            scaled(law, *induction) if induction else law,
            evidence=evidence,
            sbo=sbo_terms.SYNTHESIS,
            note=note,
        )
        for state, freed in degraded.items():
            decay = mass_action(k_deg, state)
            self.reaction(
                f"{state}_degradation",
                state,
                freed or (),
                scaled(decay, *loss) if loss else decay,
                evidence=evidence,
                sbo=sbo_terms.DEGRADATION,
            )

    def _constant_of(self, identifier: str, value: Quantity | str) -> str:
        return value if isinstance(value, str) else self.constant(identifier, value)
