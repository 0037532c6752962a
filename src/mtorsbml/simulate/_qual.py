"""Reading the canonical dialect of SBML-qual into Boolean rules; anything else is refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.model.boolean import And, Constant, Expression, Name, Not, Or
from mtorsbml.sbml import read
from mtorsbml.simulate._boolnet import Network

if TYPE_CHECKING:
    from collections.abc import Mapping

    import libsbml

    from mtorsbml.sbml.read import Source


def read_network(source: Source) -> Network:
    """Read an SBML-qual file.

    Raises:
        UsageError: The file cannot be read, or holds a kinetic model.
        MtorsbmlError: The file is refused as unsafe, has errors, or is not in the canonical dialect.
    """
    name = read.name_of(source)
    document = read.read_document(source)
    if read.kind(document) != "qual":
        raise UsageError(f"{name}: is not a logical (qual) model: use `mtorsbml simulate`")
    plugin = document.getModel().getPlugin("qual")
    initial = {}
    for i in range(plugin.getNumQualitativeSpecies()):
        species = plugin.getQualitativeSpecies(i)
        initial[species.getId()] = _initial_level(species, name)
    rules: dict[str, Expression] = {}
    for i in range(plugin.getNumTransitions()):
        node, rule = _transition(plugin.getTransition(i), initial, name)
        if node in rules:
            raise MtorsbmlError(f"{name}: node '{node}' is the output of two transitions; join them into one")
        rules[node] = rule
    return Network(initial=initial, rules={node: rules[node] for node in initial if node in rules})


def _initial_level(species: libsbml.QualitativeSpecies, name: str) -> bool:
    node = species.getId()
    if species.isSetMaxLevel() and species.getMaxLevel() != 1:
        raise MtorsbmlError(f"{name}: node '{node}' has maxLevel {species.getMaxLevel()}; only Boolean models are read")
    if not species.isSetInitialLevel() or species.getInitialLevel() not in {0, 1}:
        raise MtorsbmlError(f"{name}: node '{node}' has no initialLevel of 0 or 1; give it one")
    return bool(species.getInitialLevel())


def _transition(transition: libsbml.Transition, nodes: Mapping[str, bool], name: str) -> tuple[str, Expression]:
    if transition.getNumOutputs() != 1:
        raise MtorsbmlError(
            f"{name}: transition '{transition.getId()}' has {transition.getNumOutputs()} outputs, not one"
        )
    node = transition.getOutput(0).getQualitativeSpecies()
    default = transition.getDefaultTerm()
    levels = [transition.getFunctionTerm(i).getResultLevel() for i in range(transition.getNumFunctionTerms())]
    if default is None or default.getResultLevel() != 0 or levels != [1]:
        found = "none" if default is None else default.getResultLevel()
        raise MtorsbmlError(
            f"{name}: node '{node}' has the default term {found} and function terms {levels}; readers agree only on "
            "a default of 0 and one function term of 1"
        )
    if node not in nodes:
        raise MtorsbmlError(f"{name}: transition '{transition.getId()}' sets '{node}', which is no node")
    return node, _expression(transition.getFunctionTerm(0).getMath(), nodes, f"{name}: node '{node}'")


def _expression(math: libsbml.ASTNode | None, nodes: Mapping[str, bool], where: str) -> Expression:
    import libsbml

    if math is None:
        raise MtorsbmlError(f"{where}: its function term has no formula")
    # Not by `getType()`: once libSedML is imported too, it gives an object in the place of the number.
    name = math.getName()
    children = [math.getChild(i) for i in range(math.getNumChildren())]
    if math.isConstant() and name in {"true", "false"}:
        return Constant(name == "true")
    if math.isRelational() and name == "eq":
        return _comparison(children, nodes, where)
    if math.isLogical() and name in {"and", "or", "not"} and children:
        terms = tuple(_expression(child, nodes, where) for child in children)
        if name == "not":
            return Not(terms[0])
        joined = And if name == "and" else Or
        return joined(terms) if len(terms) > 1 else terms[0]
    raise MtorsbmlError(f"{where}: '{libsbml.formulaToL3String(math)}' is not and, or, not, or a node equal to 0 or 1")


def _comparison(sides: list[libsbml.ASTNode], nodes: Mapping[str, bool], where: str) -> Expression:
    names = [side.getName() for side in sides if side.isName()]
    levels = [side.getValue() for side in sides if side.isNumber()]
    if len(sides) != 2 or len(names) != 1 or len(levels) != 1 or levels[0] not in {0, 1}:
        raise MtorsbmlError(f"{where}: only a node can be equal to something, and only to 0 or 1")
    if names[0] not in nodes:
        raise MtorsbmlError(f"{where}: its rule uses '{names[0]}', which is no node of the model")
    return Name(names[0]) if levels[0] == 1 else Not(Name(names[0]))
