"""The repository's models and claims, as the runner of claims wants them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mtorsbml import repository
from mtorsbml.claims.run import Files, Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mtorsbml.claims.robustness import Doubt
    from mtorsbml.model.experiment import Experiment

CLAIMS = Path(__file__).parent / "pathway" / "claims"
"""The folder of the claims that come with the models: one file for each module."""

_SIGNS = Path(__file__).parent / "pathway" / "signs.toml"
"""Differences in sign between the two formalisms, each with its reason."""


@dataclass(frozen=True, slots=True)
class Repository:
    """Models by their id in the repository, or by path; variants of the former."""

    def source(self, model: str, form: Form) -> Path | str | None:
        """The file of a model in a form.

        Raises:
            UsageError: There is no such model.
        """
        if model in repository.models():
            return repository.path(model, form)
        return Files().source(str(repository.locate(model)), form)

    def variant(self, model: str, form: Form, names: tuple[str, ...]) -> Path | str:
        """A model of the repository with some variants applied.

        Raises:
            UsageError: It is none of the repository, or there is no such variant.
        """
        from mtorsbml.pathway import variants

        if model not in repository.models():
            return Files().variant(model, form, names)
        return repository.text(variants.model_with(model, "+".join(names)), form)


def claim_experiments(model: str, sbml: str) -> tuple[tuple[Experiment, ...], tuple[str, ...]]:
    """The arms of the claims on a model as experiments, and what cannot be told so, one text each.

    Args:
        model: Its id.
        sbml: The kinetic model.

    Raises:
        MtorsbmlError: A file of claims is not understood.
    """
    from mtorsbml.claims.parse import read_claims

    claims = [c for file in sorted(CLAIMS.glob("*.toml")) for c in read_claims(file) if c.model == model]
    if not any("ode" in claim.formalisms for claim in claims):
        return (), ()
    from mtorsbml.claims.experiments import experiments
    from mtorsbml.claims.ode import OdeBench

    told, untold = experiments(claims, OdeBench(sbml), model)
    return told, tuple(f"{u.claim}, {u.arm}: {u.reason}" for u in untold)


def claim_files(model: str) -> Mapping[str, str]:
    """The files of claims of which at least one is on a model: their text by their name.

    Raises:
        MtorsbmlError: A file of claims is not understood.
    """
    from mtorsbml.claims.parse import read_claims

    files = sorted(CLAIMS.glob("*.toml"))
    return {f.name: f.read_text(encoding="utf-8") for f in files if any(c.model == model for c in read_claims(f))}


def observed(model: str) -> Mapping[str, tuple[str, float | None]]:
    """What each logic node of a repository model stands for in the kinetic one: its id there, and the threshold.

    Raises:
        UsageError: There is no such model.
    """
    from mtorsbml.pathway import library

    found = library.model(model)
    return {node.id: (node.observable, node.threshold) for node in found.nodes if node.observable}


def explained_signs(model: str) -> Mapping[tuple[str, str], str]:
    """Why a logic node of a repository model and its kinetic readout answer to a regulator with different signs."""
    import tomllib

    with _SIGNS.open("rb") as file:
        rows = tomllib.load(file)["explained"]
    return {(row["node"], row["regulator"]): row["reason"] for row in rows if row["model"] == model}


def doubt(model: str) -> Doubt:
    """How well each constant and abundance of a repository model is known, and which are stated by the fed cell.

    Raises:
        UsageError: There is no such model.
    """
    from mtorsbml.claims.anchors import Anchor
    from mtorsbml.claims.robustness import Doubt, spread
    from mtorsbml.pathway import library
    from mtorsbml.pathway.knowledge import anchors

    found = library.model(model)
    totals = (parameter for total in found.totals for parameter in (total.parameter, *total.subunits))
    known = {parameter.id: parameter.provenance for parameter in (*found.parameters, *totals)}
    levels = {*known, *(held.id for held in found.held), *(e.id for e in found.environments)}
    levels |= {*(species.id for species in found.species), *(o.id for o in found.observables)}
    stated = tuple(
        Anchor(constant=a.constant, level=a.level, how=a.how, power=a.power)
        for a in anchors()
        if a.constant in known and a.level in levels
    )
    return Doubt(
        spreads={name: spread(provenance.origin, provenance.fold) for name, provenance in known.items()},
        anchors=stated,
    )
