"""How a kinetic model answers a small push near one state, with chosen influences cut."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mtorsbml.sbml._values import compiled
from mtorsbml.simulate.influence import expanded, names_in

if TYPE_CHECKING:
    import libsbml
    import numpy as np
    from numpy.typing import NDArray

_STEP: Final = 1e-6
"""Step of a difference, as a fraction of a value."""
_TINY: Final = 1e-9
"""Step at a value of 0, and what counts as no change of a total."""


@dataclass(frozen=True, slots=True)
class _Formula:
    """A formula as a function of the values of the names in it."""

    names: tuple[str, ...]
    value: Callable[[Mapping[str, float]], float]

    def slopes(self, values: Mapping[str, float]) -> Iterable[tuple[str, float]]:
        """Its slope with each name, by central differences; at a kink, the mean of both sides."""
        point = {name: values[name] for name in self.names}
        for name, here in tuple(point.items()):
            step = _STEP * abs(here) or _TINY
            ends = []
            # Nothing goes below 0, where many formulas have no value.
            for end in (here + step, here - step if here else 0.0):
                point[name] = end
                ends.append(self._at(point))
            point[name] = here
            slope = (ends[0] - ends[1]) / (2.0 * step if here else step)
            if slope:
                yield name, slope

    def _at(self, point: Mapping[str, float]) -> float:
        try:
            value = self.value(point)
        except (ArithmeticError, ValueError):
            return 0.0
        # In a model of somebody else a level may be below 0, of which some powers are complex.
        return float(value) if not isinstance(value, complex) and math.isfinite(value) else 0.0


class Linear:
    """A flat kinetic model whose formulas can be differentiated at any state.

    Attributes:
        species: Ids of the floating species and of what rate rules change, in the order of the rows of all matrices.
        volumes: What an amount of each is divided by to give its value.
        observables: Ids that assignment rules compute.
        totals: Weights of the conserved totals, one row each [per unit of each species' value].
    """

    def __init__(
        self,
        document: libsbml.SBMLDocument,
        *,
        floating: tuple[str, ...],
        stoichiometry: NDArray[np.float64],
        reactions: tuple[str, ...],
        totals: NDArray[np.float64],
    ) -> None:
        """Read the formulas.

        Args:
            document: A flat kinetic model.
            floating: Ids of the species that reactions change.
            stoichiometry: One row for each of them, one column for each reaction [amount].
            reactions: Ids of the reactions, in the order of the columns.
            totals: Weights of the amounts in each conserved total.

        Raises:
            MtorsbmlError: A formula uses a function that is not known here.
        """
        import numpy as np

        model = expanded(document).getModel()
        self._sizes = {c.getId(): float(c.getSize()) for c in model.getListOfCompartments()}
        laws = {r.getId(): _formula(r.getKineticLaw()) for r in model.getListOfReactions() if r.isSetKineticLaw()}
        rules = {r.getVariable(): _formula(r) for r in model.getListOfRules() if r.isAssignment()}
        # What a rate rule changes is a species of one reaction, of which the rule is the rate.
        rates = {r.getVariable(): _formula(r) for r in model.getListOfRules() if r.isRate()}
        self._floating = floating
        self.species = (*floating, *rates)
        self.observables = tuple(rules)
        self.column = {name: i for i, name in enumerate((*self.species, *self.observables))}
        self.volumes = np.array([*(_volume(model, name, self._sizes) for name in floating), *(1.0 for _ in rates)])
        shape = (len(self.species), len(reactions) + len(rates))
        whole = np.zeros(shape)
        whole[: len(floating), : len(reactions)] = stoichiometry
        whole[len(floating) :, len(reactions) :] = np.eye(len(rates))
        self.stoichiometry = whole / self.volumes[:, None]
        self.totals = np.hstack([totals, np.zeros((len(totals), len(rates)))]) * self.volumes
        self._laws = [*(laws[name] for name in reactions), *rates.values()]
        self._rules = list(rules.values())
        self._participants = whole.T != 0

    def at(self, values: Mapping[str, float]) -> Slopes:
        """The slopes of all rates and rules.

        Args:
            values: Value of each species, parameter and observable.
        """
        import numpy as np

        # An amount that rounding put below 0 is 0: many formulas have no value there.
        whole = {name: max(values[name], 0.0) for name in self._floating}
        known = {**self._sizes, "time": 0.0, **values, **whole}
        width = len(self.column)
        matrices, parameters = [], []
        for formulas in (self._laws, self._rules):
            matrix = np.zeros((len(formulas), width))
            others: dict[str, NDArray[np.float64]] = {}
            for row, formula in enumerate(formulas):
                for name, slope in formula.slopes(known):
                    if name in self.column:
                        matrix[row, self.column[name]] = slope
                    else:
                        others.setdefault(name, np.zeros(len(formulas)))[row] = slope
            matrices.append(matrix)
            parameters.append(others)
        return Slopes(self, matrices[0], matrices[1], parameters[0], parameters[1], values, self._participants)


@dataclass(frozen=True, slots=True)
class Slopes:
    """The slopes of a model at one state.

    Attributes:
        model: The model.
        rates: Of each reaction with each species and observable.
        rules: Of each observable with each species and other observable, directly.
        rates_with: Of the reactions with each parameter.
        rules_with: Of the observables with each parameter.
        values: The state.
        participants: Whether a reaction (row) takes or makes a species (column).
    """

    model: Linear
    rates: NDArray[np.float64]
    rules: NDArray[np.float64]
    rates_with: Mapping[str, NDArray[np.float64]]
    rules_with: Mapping[str, NDArray[np.float64]]
    values: Mapping[str, float]
    participants: NDArray[np.bool_]

    def cut(self, names: Collection[str]) -> Cut:
        """The same model where nothing reads some species and observables, but mass still flows through them."""
        count = len(self.model.species)
        rates, rules = self.rates.copy(), self.rules.copy()
        for name in names:
            if name not in self.model.column:
                continue
            i = self.model.column[name]
            rates[:, i] = rates[:, i] * self.participants[:, i] if i < count else 0.0
            rules[:, i] = 0.0
        return Cut(self, rates, rules)

    def readout(self, name: str) -> NDArray[np.float64]:
        """The slope of a species or observable with each species, all rules followed."""
        import numpy as np

        count, i = len(self.model.species), self.model.column[name]
        if i < count:
            row = np.zeros(count)
            row[i] = 1.0
            return row
        rules = self.rules
        inner = np.linalg.solve(np.eye(len(rules)) - rules[:, count:], rules[:, :count])
        found: NDArray[np.float64] = inner[i - count]
        return found

    def turnover(self) -> NDArray[np.float64]:
        """The gross rate of each reaction: what each participant's share in it amounts to."""
        import numpy as np

        count = len(self.model.species)
        level = np.array([self.values[name] for name in self.model.species])
        gross: NDArray[np.float64] = np.abs(self.rates[:, :count] * self.participants * level).sum(axis=1)
        return gross


class Cut:
    """Slopes with some influences cut, and the answers of what is left."""

    def __init__(self, slopes: Slopes, rates: NDArray[np.float64], rules: NDArray[np.float64]) -> None:
        """Solve for how observables follow species, and species follow pushes."""
        import numpy as np

        self._slopes = slopes
        self._rates, self._rules = rates, rules
        count = len(slopes.model.species)
        own = np.eye(len(rules)) - rules[:, count:]
        self._observed = np.linalg.inv(own)
        self._of_species = self._observed @ rules[:, :count]
        self._reading = rates[:, count:] @ self._observed
        flux = rates[:, :count] + rates[:, count:] @ self._of_species
        self._inverse, self._keeping = _inverse(slopes.model.stoichiometry @ flux, slopes)

    def forced(self, name: str) -> NDArray[np.float64]:
        """How all species and observables answer if all that reads a species, observable or parameter sees more of it.

        A species that takes part in a reaction moves it only where it is a mere modifier.
        """
        import numpy as np

        slopes = self._slopes
        count = len(slopes.model.species)
        if name in slopes.model.column:
            i = slopes.model.column[name]
            rates, rules = slopes.rates[:, i], slopes.rules[:, i]
            if i < count:
                rates = rates * ~slopes.participants[:, i]
        else:
            rates = slopes.rates_with.get(name, np.zeros(len(self._rates)))
            rules = slopes.rules_with.get(name, np.zeros(len(self._rules)))
        return self._answer(rates + self._reading @ rules, self._observed @ rules)

    def pushed(self, fluxes: NDArray[np.float64]) -> NDArray[np.float64]:
        """How all species and observables answer if each reaction goes faster by so much."""
        import numpy as np

        return self._answer(fluxes, np.zeros(len(self._rules)))

    def fed(self, rates: NDArray[np.float64]) -> NDArray[np.float64]:
        """How all species and observables answer if so much of each species comes in all the time."""
        return self._all(self._inverse @ -rates)

    def added(self, amounts: NDArray[np.float64]) -> NDArray[np.float64]:
        """How all species and observables answer if so much is added to each species, and stays in the totals."""
        return self._all(self._inverse @ (self._keeping @ amounts))

    def _answer(self, fluxes: NDArray[np.float64], direct: NDArray[np.float64]) -> NDArray[np.float64]:
        return self._all(self._inverse @ (-(self._slopes.model.stoichiometry @ fluxes)), direct)

    def _all(self, species: NDArray[np.float64], direct: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        import numpy as np

        observed = self._of_species @ species
        return np.concatenate([species, observed if direct is None else observed + direct])


def _inverse(jacobian: NDArray[np.float64], slopes: Slopes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Inverse of a Jacobian that is singular along the conserved totals, and the matrix added to it that keeps them."""
    import numpy as np

    level = np.abs(np.array([slopes.values[name] for name in slopes.model.species]))
    width = np.maximum(level, _STEP * max(float(level.max(initial=0.0)), _TINY))
    weights = slopes.model.totals * width
    norms = np.linalg.norm(weights, axis=1)
    weights /= np.where(norms > 0, norms, 1.0)[:, None]
    scaled = jacobian * width / width[:, None]
    keeping = max(float(np.abs(scaled).max(initial=0.0)), _TINY) * weights.T @ weights
    try:
        inverse = np.linalg.inv(scaled + keeping)
    except np.linalg.LinAlgError:
        inverse = np.linalg.pinv(scaled + keeping)
    return inverse * width[:, None] / width, keeping * width[:, None] / width


def _volume(model: libsbml.Model, name: str, sizes: Mapping[str, float]) -> float:
    species = model.getSpecies(name)
    return 1.0 if species.getHasOnlySubstanceUnits() else sizes[species.getCompartment()]


def _formula(holder: libsbml.KineticLaw | libsbml.Rule) -> _Formula:
    own: dict[str, float] = {}
    if hasattr(holder, "getNumParameters"):
        parameters = (holder.getParameter(i) for i in range(holder.getNumParameters()))
        own = {parameter.getId(): float(parameter.getValue()) for parameter in parameters}
    found = names_in(holder.getMath())
    return _Formula(tuple(name for name in found if name not in own), compiled(holder.getMath(), own))
