"""What is exported: a model as SBML text, in one formalism or both, with its experiments."""

from __future__ import annotations

from dataclasses import dataclass, field

from mtorsbml.model.experiment import Experiment


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A model that is to leave in another format.

    Attributes:
        id: Names the files and the model in them.
        title: One line.
        core: The flat kinetic model as SBML text; empty if there is none.
        qual: The logic model as SBML text; empty if there is none.
        experiments: Time courses that travel with the kinetic model.
        command: What writes the kinetic model as `<id>.xml`.
        held: Logic nodes that a variant holds at their initial level; a format without levels writes them as constants.
    """

    id: str
    title: str
    core: str = ""
    qual: str = ""
    experiments: tuple[Experiment, ...] = field(default=())
    held: frozenset[str] = frozenset()
    command: str = ""
