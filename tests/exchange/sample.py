"""A small model with what makes exchange hard, and experiments on it.

Two states start from a total through initial assignments that build on each other, one of them of a parameter; an
observable follows by a rule; a schedule of repeated doses and one of a withdrawal run by events.
"""

from __future__ import annotations

from pathlib import Path

from mtorsbml.exchange.metadata import ArchiveMetadata
from mtorsbml.model.experiment import Curve, Experiment
from mtorsbml.model.vocabulary import Citation

PATH = Path(__file__).with_name("sample.xml")
SBML = PATH.read_text(encoding="utf-8")
QUAL = '<sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1"><model id="logic"/></sbml>\n'
IDS = ("E_off", "E_on", "Product", "E_active_share", "E_formed", "Drug", "Drug_next", "Food", "Food_before")
CURVES = tuple(Curve(id=identifier, label=f"{identifier} of the sample") for identifier in IDS)
METADATA = ArchiveMetadata(
    archive="sample",
    title="An enzyme & its drug",
    description="A model for tests.",
    references=(Citation(label="Liu & Sabatini 2020", doi="10.1038/s41580-019-0199-y", pmid="31937935"),),
)


def experiment(
    identifier: str,
    *changes: tuple[str, float],
    shown_from: float = 0.0,
    end: float = 100.0,
    points: int = 40,
    curves: tuple[Curve, ...] = CURVES,
) -> Experiment:
    return Experiment(
        id=identifier,
        title=f"The sample's {identifier}",
        description=f"Whatever <{identifier}> & co do.",
        model="sample",
        changes=changes,
        shown_from=shown_from,
        end=end,
        points=points,
        curves=curves,
    )


EXPERIMENTS = (
    experiment("rest"),
    experiment("doses", ("Drug_t_on", 20), ("Drug_t_off", 70.0), ("Drug_interval", 10), ("Drug", 3.5)),
    experiment("scarce_part", ("E_total", 100), ("Part_total", 20.0)),
    experiment("knockout", ("E_total", 0)),
    experiment("prepared", ("Drug_t_on", 20), ("Drug_t_off", 70.0), ("Drug", 1e-7), shown_from=20),
    experiment("withdrawn", ("Food_t_on", 20), ("Food_t_off", 50.0), ("Food_interval", 40), shown_from=20),
    experiment("other_start", ("Food_t_on", 0), ("Food_t_off", 50.0), ("Food", 30), ("E_total", 50.5)),
)
