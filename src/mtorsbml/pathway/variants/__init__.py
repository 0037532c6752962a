"""The variants of the pathway by name: what they change, what is expected of them, and models that have them."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from mtorsbml.errors import UsageError
from mtorsbml.model import variant as mechanism
from mtorsbml.model.compose import logic_owners, owners
from mtorsbml.model.variant import Variant
from mtorsbml.model.vocabulary import Model
from mtorsbml.pathway import library
from mtorsbml.pathway.variants import diseases, drugs, genotypes, hypotheses, kinases, species, tissues
from mtorsbml.pathway.variants.placement import placed

KINDS: Final = ("genotype", "disease", "tissue", "drug", "species", "hypothesis")
_FILES: Final = (genotypes, kinases, diseases, tissues, drugs, species, hypotheses)


@functools.cache
def variants() -> Mapping[str, Variant]:
    """All variants by id, kind by kind."""
    listed = [v for file in _FILES for v in file.build()]
    return MappingProxyType({v.id: v for kind in KINDS for v in listed if v.kind == kind})


def named(text: str) -> tuple[Variant, ...]:
    """The variants of a text such as `TSC2_loss+rapamycin_acute`.

    Raises:
        UsageError: A name is unknown or there twice.
    """
    return mechanism.named(text, variants())


def model_with(identifier: str, text: str) -> Model:
    """A model of the repository with some variants; the model itself where the text is empty.

    Args:
        identifier: Id of the model.
        text: Names of variants with `+` between them.

    Raises:
        UsageError: The model or a variant is unknown, two variants contradict each other, or one does not fit.
    """
    model = library.model(identifier)
    chosen = tuple(placed(v, model) for v in named(text))
    _check_fit(model, chosen)
    return mechanism.apply(model, chosen)


def _check_fit(model: Model, chosen: Sequence[Variant]) -> None:
    """Refuse a variant whose parameters or nodes a model lacks, and say which module has them."""
    homes: dict[str, str] | None = None
    for variant in chosen:
        missing = mechanism.misfits(model, variant)
        if not missing:
            continue
        if homes is None:
            homes = logic_owners(library.modules()) | owners(library.modules())
        name = missing[0].split("'")[1]
        home = homes.get(name) or homes.get(name.rpartition("_")[0], "")
        where = f", which module '{home}' has; take '{library.MERGED}'" if home else ""
        raise UsageError(f"variant '{variant.id}' does not fit model '{model.id}': it has no {missing[0]}{where}")
