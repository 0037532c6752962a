"""What a model has that a tool passes over or refuses, by element, so that nothing is run that is another model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, Literal

from mtorsbml.errors import MtorsbmlError

if TYPE_CHECKING:
    import libsbml

_DELAY: Final = "http://www.sbml.org/sbml/symbols/delay"
Tool = Literal["antimony", "copasi", "tellurium"]


def beyond(sbml: str, tool: Tool) -> list[str]:
    """The elements of a flat kinetic model that a tool cannot run.

    COPASI reads algebraic rules, fast reactions and stoichiometries that change with a warning, and then does without;
    libRoadRunner, which Tellurium runs, refuses algebraic rules, fast reactions and delays. Antimony has no word for a
    fast reaction, and writes a slow one.

    Args:
        sbml: The model as text.
        tool: The tool.
    """
    import libsbml

    document = libsbml.readSBMLFromString(sbml)  # must outlive its model
    model = document.getModel()
    if model is None:
        return []
    reactions = [model.getReaction(i) for i in range(model.getNumReactions())]
    rules = [model.getRule(i) for i in range(model.getNumRules())]
    found = [f"the fast reaction '{r.getId()}'" for r in reactions if r.isSetFast() and r.getFast()]
    if tool == "antimony":
        return found
    found += [f"the algebraic rule 0 = {libsbml.formulaToL3String(r.getMath())}" for r in rules if r.isAlgebraic()]
    if tool == "copasi":
        found += [f"the changing stoichiometry of '{s}' in reaction '{r}'" for r, s in _changing(model, reactions)]
    else:
        laws = [(r.getId(), r.getKineticLaw()) for r in reactions if r.isSetKineticLaw()]
        formulas = [*laws, *((rule.getVariable(), rule) for rule in rules)]
        found += [f"the delay in the formula of '{name}'" for name, item in formulas if _delayed(item.getMath())]
    return found


def refuse(sbml: str, tool: Tool, name: str) -> None:
    """Refuse to write a model in the format of a tool that would make another model of it; `name` is what it is called.

    Raises:
        MtorsbmlError: It would.
    """
    if missed := beyond(sbml, tool):
        raise MtorsbmlError(
            f"{name}: format '{tool}' cannot express {' and '.join(missed)}; the file would be another model, or none. "
            "--to sbml keeps it"
        )


def _changing(model: libsbml.Model, reactions: list[libsbml.Reaction]) -> Iterator[tuple[str, str]]:
    """Reaction and species of each stoichiometry that rules or events change, or a formula of what changes gives."""
    events = [model.getEvent(i) for i in range(model.getNumEvents())]
    changed = {model.getRule(i).getVariable() for i in range(model.getNumRules())} - {""}
    changed |= {e.getEventAssignment(i).getVariable() for e in events for i in range(e.getNumEventAssignments())}
    moving = changed | {model.getSpecies(i).getId() for i in range(model.getNumSpecies())}
    for reaction in reactions:
        for references in (reaction.getListOfReactants(), reaction.getListOfProducts()):
            for reference in (references.get(i) for i in range(references.size())):
                formula = reference.getStoichiometryMath() if reference.isSetStoichiometryMath() else None
                names = {node.getName() for node in _nodes(formula.getMath())} if formula is not None else set()
                if names & moving or reference.getId() in changed:
                    yield reaction.getId(), reference.getSpecies()


def _delayed(formula: libsbml.ASTNode | None) -> bool:
    # Not by `getType()`: once libSedML is imported too, it gives an object in the place of the number.
    return any(node.getDefinitionURLString() == _DELAY for node in _nodes(formula))


def _nodes(formula: Any) -> Iterator[Any]:
    waiting = [formula] if formula is not None else []
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [node.getChild(i) for i in range(node.getNumChildren())]
