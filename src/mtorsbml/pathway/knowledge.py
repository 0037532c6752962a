"""What is known of the pathway, as tables: entities, interactions, papers and measured constants.

The tables lie beside this file as tab-separated text. They hold facts and figures; each row is read once into a
frozen value.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Literal, TypeVar, cast

from mtorsbml.errors import MtorsbmlError, nearest
from mtorsbml.model.vocabulary import Confidence, Qualifier

AVOGADRO: Final = 6.02214076e23
"""Molecules in a mole [1/mol]."""

CELL_VOLUME_PL: Final = 2.0
"""Volume of a typical cultured mammalian cell [pl]; see `copies_to_nmol_per_l`."""

HUMAN: Final = "taxonomy:9606"
"""The species whose genes and proteins the identifiers name, as a compact identifier."""

Kind = Literal["protein", "complex", "small_molecule", "drug", "stimulus", "process", "gene_programme"]
Sign = Literal["+", "-", "gate"]
Form = Literal["", "state", "pool"]
Status = Literal["seen", "secondary", "unverified"]
_Row = TypeVar("_Row")


@dataclass(frozen=True, kw_only=True, slots=True)
class EntityRow:
    """A thing of the pathway. `state_of` names the entity of which it is a form, or is empty."""

    id: str
    name: str
    kind: Kind
    state_of: str
    hgnc: tuple[str, ...]
    uniprot: tuple[str, ...]
    chebi: tuple[str, ...]
    go: tuple[str, ...]
    compartment: str

    def resources(self) -> tuple[tuple[Qualifier, str], ...]:
        """The MIRIAM annotations: (BioModels.net biology qualifier, compact identifier) pairs.

        Genes, proteins and chemicals:
            `hasPart` for a complex, whose members they are (also for a complex in a certain state);
            `isVersionOf` for a state of a protein, since a database entry is not of one phospho-form or place;
            `is` for a protein or chemical with one identifier of that kind;
            `hasVersion` for a family that the model takes as one (Akt has the versions AKT1, AKT2 and AKT3).
        Gene Ontology terms:
            `is` for a complex that has a term of its own;
            `isVersionOf` for its states, for processes, stimuli and gene programmes, which are narrower than the term.

        Returns:
            Pairs such as `("is", "uniprot:P42345")` or `("isVersionOf", "GO:0006412")`, in the order HGNC,
            UniProt, ChEBI, GO; `https://identifiers.org/` before the second gives the address.
        """
        groups = (
            tuple(accession.replace("HGNC:", "hgnc:") for accession in self.hgnc),
            tuple(f"uniprot:{accession}" for accession in self.uniprot),
            self.chebi,
        )
        pairs = [(self._qualifier(len(group)), compact) for group in groups for compact in group]
        own_term = self.kind == "complex" and not self.state_of
        terms: Qualifier = "is" if own_term else "isVersionOf"
        return (*pairs, *((terms, term) for term in self.go))

    def _qualifier(self, count: int) -> Qualifier:
        if self.kind == "complex":
            return "hasPart"
        if self.state_of:
            return "isVersionOf"
        return "is" if count == 1 else "hasVersion"


@dataclass(frozen=True, kw_only=True, slots=True)
class InteractionRow:
    """One thing acts on another.

    `form` is `state` for the conversion behind an activity edge (not for logic models), `pool` for an edge that
    feeds a state from its total (for both formalisms), else empty. `refs` are the reference numbers of the review,
    `lines` its line ranges.
    """

    n: int
    module: str
    source: str
    target: str
    sign: Sign
    form: Form
    mechanism: str
    refs: tuple[int, ...]
    lines: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """A paper whose existence and title were checked."""

    key: str
    first_author: str
    year: int
    journal: str
    title: str
    doi: str
    pmid: str
    topic: str

    @property
    def label(self) -> str:
        """A short label for people, such as `Wolfson 2016, Science`."""
        return f"{self.first_author.rpartition(' ')[0]} {self.year}, {self.journal}"

    @property
    def compact(self) -> str:
        """The compact identifier (PubMed before doi), empty where neither is known."""
        return _compact(self.pmid, self.doi)


@dataclass(frozen=True, kw_only=True, slots=True)
class ConstantRow:
    """A quantity from the literature.

    `value` is the text of the table: a number in `unit`, or a range (`0.5..5`), bound (`>10`) or phrase where there is
    none. `status`: `seen` in a text, `secondary` in a source that quotes it, `unverified` without a source.
    """

    key: str
    quantity: str
    value: str
    unit: str
    system: str
    method: str
    source: str
    doi: str
    pmid: str
    status: Status
    note: str

    @property
    def compact(self) -> str:
        """The compact identifier of the source (PubMed before doi), empty where neither is known."""
        return _compact(self.pmid, self.doi)

    def measured(self) -> float:
        """The number, in `unit`.

        Raises:
            MtorsbmlError: If the row is unverified, so that it must not be shown as measured, or has no single number.
        """
        if self.status == "unverified":
            raise MtorsbmlError(
                f"constants.tsv: '{self.key}' is unverified and cannot be given as measured; give it as assumed"
            )
        try:
            return float(self.value)
        except ValueError:
            raise MtorsbmlError(
                f"constants.tsv: '{self.key}' has no single number ('{self.value}'); choose one and give it as assumed"
            ) from None


@dataclass(frozen=True, kw_only=True, slots=True)
class AnchorRow:
    """A constant that is stated by a level of the fed cell; see `mtorsbml.claims.anchors`.

    `power` is that of the level in the constant: 1 for "half of the active mTORC1 of fed cells", -1 for a rate constant
    of "half marked in fed cells" beside the kinase. `is` is for the level itself, by which others are divided, `keeps`
    for what was chosen to meet a level.
    """

    constant: str
    level: str
    how: Literal["is", "follows", "keeps"]
    power: float


def _compact(pmid: str, doi: str) -> str:
    return f"pubmed:{pmid}" if pmid else f"doi:{doi}" if doi else ""


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = files("mtorsbml.pathway").joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


@cache
def anchors() -> tuple[AnchorRow, ...]:
    """The constants that are stated by the fed cell, in the order of the modules."""
    return tuple(
        AnchorRow(
            constant=row["constant"],
            level=row["level"],
            how=cast(Literal["is", "follows", "keeps"], row["how"]),
            power=float(row["power"]),
        )
        for row in _rows("anchors.tsv")
    )


@cache
def entities() -> Mapping[str, EntityRow]:
    """All entities by id, in the order of the table."""
    rows = [
        EntityRow(
            id=row["id"],
            name=row["name"],
            kind=cast(Kind, row["kind"]),
            state_of=row["state_of"],
            hgnc=_split(row["hgnc"]),
            uniprot=_split(row["uniprot"]),
            chebi=_split(row["chebi"]),
            go=_split(row["go"]),
            compartment=row["compartment"],
        )
        for row in _rows("entities.tsv")
    ]
    return MappingProxyType({row.id: row for row in rows})


@cache
def interactions() -> Mapping[int, InteractionRow]:
    """All interactions by number, in the order of the table."""
    rows = [
        InteractionRow(
            n=int(row["n"]),
            module=row["module"],
            source=row["source"],
            target=row["target"],
            sign=cast(Sign, row["sign"]),
            form=cast(Form, row["form"]),
            mechanism=row["mechanism"],
            refs=tuple(int(number) for number in _split(row["refs"])),
            lines=_split(row["lines"]),
            confidence=cast(Confidence, row["confidence"]),
        )
        for row in _rows("interactions.tsv")
    ]
    return MappingProxyType({row.n: row for row in rows})


@cache
def references() -> Mapping[str, Reference]:
    """All verified papers by key (`Wolfson2016_Sestrin2`); `Liu2020_review` is the review behind the tables."""
    rows = [
        Reference(
            key=row["key"],
            first_author=row["first_author"],
            year=int(row["year"]),
            journal=row["journal"],
            title=row["title"],
            doi=row["doi"],
            pmid=row["pmid"],
            topic=row["topic"],
        )
        for row in _rows("references.tsv")
    ]
    return MappingProxyType({row.key: row for row in rows})


@cache
def constants() -> Mapping[str, ConstantRow]:
    """All constants by key, the unverified ones included."""
    rows = [
        ConstantRow(
            key=row["key"],
            quantity=row["quantity"],
            value=row["value"],
            unit=row["unit"],
            system=row["system"],
            method=row["method"],
            source=row["source"],
            doi=row["doi"],
            pmid=row["pmid"],
            status=cast(Status, row["status"]),
            note=row["note"],
        )
        for row in _rows("constants.tsv")
    ]
    return MappingProxyType({row.key: row for row in rows})


def reference(key: str) -> Reference:
    """The paper with a key such as `Wolfson2016_Sestrin2`.

    Raises:
        MtorsbmlError: If there is no such key; the message names the nearest ones.
    """
    return _find("references.tsv", "paper", key, references())


def constant(key: str) -> ConstantRow:
    """The row of one constant, such as `Kd_Sestrin2_leucine` or `copies_mTOR`.

    Raises:
        MtorsbmlError: If there is no such key; the message names the nearest ones.
    """
    return _find("constants.tsv", "constant", key, constants())


def _find(file: str, what: str, key: str, table: Mapping[str, _Row]) -> _Row:
    try:
        return table[key]
    except KeyError:
        raise MtorsbmlError(f"{file} has no {what} '{key}'{nearest(key, table)}") from None


def copies_to_nmol_per_l(copies: float, cell_volume_pl: float = CELL_VOLUME_PL) -> float:
    """Turn molecules per cell into a concentration [nmol/l].

    The default volume of 2 pl is that of a typical cultured mammalian cell: HeLa cells have 2 to 3 pl, and the MCF10A
    cells in which the copies of the table were counted about 2 pl. One nmol/l is then 1204 molecules per cell. The
    whole cell is taken as one well-mixed volume; a twofold error of the volume shifts all abundances together, and so
    no ratio of them.

    Args:
        copies: Molecules per cell.
        cell_volume_pl: Volume of the cell [pl].

    Raises:
        MtorsbmlError: If the copies are negative or the volume is not above 0.
    """
    if not copies >= 0:
        raise MtorsbmlError(f"copies per cell: {copies} is below 0; give the number of molecules")
    if not cell_volume_pl > 0:
        raise MtorsbmlError(f"cell volume [pl]: {cell_volume_pl} is not above 0; a typical cell has {CELL_VOLUME_PL}")
    return copies / (AVOGADRO * cell_volume_pl * 1e-12) * 1e9


def abundance(key: str) -> float:
    """The measured concentration [nmol/l] of a protein, from its copies in a cell of `CELL_VOLUME_PL`.

    Args:
        key: A constant in molecules/cell, such as `copies_mTOR`.

    Raises:
        MtorsbmlError: If the key is unknown, unverified, or not in molecules/cell.
    """
    row = constant(key)
    if row.unit != "molecules/cell":
        raise MtorsbmlError(f"constants.tsv: '{key}' [{row.unit}] is not in molecules/cell; use constant('{key}')")
    return copies_to_nmol_per_l(row.measured())


__all__ = [
    "AVOGADRO",
    "CELL_VOLUME_PL",
    "HUMAN",
    "ConstantRow",
    "EntityRow",
    "InteractionRow",
    "Reference",
    "abundance",
    "constant",
    "constants",
    "copies_to_nmol_per_l",
    "entities",
    "interactions",
    "reference",
    "references",
]
