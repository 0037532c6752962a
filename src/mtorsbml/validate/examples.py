"""Small pieces of SBML, of which the examples of rules are made."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Final

_MATH: Final = "http://www.w3.org/1998/Math/MathML"
_TIME: Final = '<csymbol encoding="text" definitionURL="http://www.sbml.org/sbml/symbols/time">time</csymbol>'
_BINARY: Final[dict[type[ast.AST], str]] = {
    ast.Add: "plus", ast.Sub: "minus", ast.Mult: "times", ast.Div: "divide", ast.Pow: "power",
    ast.Gt: "gt", ast.Lt: "lt", ast.GtE: "geq", ast.LtE: "leq", ast.Eq: "eq", ast.NotEq: "neq",
    ast.And: "and", ast.Or: "or", ast.Not: "not", ast.USub: "minus",
}  # fmt: skip


def math(formula: str) -> str:
    """A formula in Python's notation as a `math` element."""
    return f'<math xmlns="{_MATH}">{_content(ast.parse(formula, mode="eval").body)}</math>'


def _content(node: ast.AST) -> str:  # noqa: PLR0911 (one for each kind of expression)
    if isinstance(node, ast.Name):
        return _TIME if node.id == "time" else f"<ci>{node.id}</ci>"
    if isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float):
        if isinstance(node.value, bool):
            return f"<{str(node.value).lower()}/>"
        return f'<cn type="integer">{node.value}</cn>' if isinstance(node.value, int) else f"<cn>{node.value!s}</cn>"
    if isinstance(node, ast.BinOp):
        return _apply(node.op, node.left, node.right)
    if isinstance(node, ast.BoolOp):
        return _apply(node.op, *node.values)
    if isinstance(node, ast.UnaryOp):
        return _apply(node.op, node.operand)
    if isinstance(node, ast.Compare):
        return _apply(node.ops[0], node.left, node.comparators[0])
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return f"<apply><ci>{node.func.id}</ci>{''.join(map(_content, node.args))}</apply>"
    raise TypeError(f"no MathML for {ast.dump(node)}")


def _apply(operator: ast.AST, *operands: ast.AST) -> str:
    return f"<apply><{_BINARY[type(operator)]}/>{''.join(map(_content, operands))}</apply>"


def _attributes(values: dict[str, object]) -> str:
    return "".join(f' {name}="{str(v).lower() if isinstance(v, bool) else v}"' for name, v in values.items())


def element(name: str, inside: str = "", /, **attributes: object) -> str:
    """An element with attributes; what is inside is set in by two blanks."""
    open_tag = f"<{name}{_attributes(attributes)}"
    if not inside:
        return f"{open_tag}/>"
    if inside.startswith("<math") and "\n" not in inside:
        return f"{open_tag}>{inside}</{name}>"
    return f"{open_tag}>\n{indented(inside)}\n</{name}>"


def indented(text: str) -> str:
    """A text set in by two blanks."""
    return "\n".join(f"  {line}" for line in text.split("\n"))


def listed(kind: str, *items: str) -> str:
    """A list such as `listOfEvents`."""
    return element(f"listOf{kind}", "\n".join(items))


def lines(*parts: str) -> str:
    """Pieces below each other."""
    return "\n".join(p for p in parts if p)


def compartment(identifier: str = "cell", inside: str = "", **more: object) -> str:
    """A compartment of one litre."""
    values = {"id": identifier, "spatialDimensions": 3, "size": 1, "units": "litre", "constant": True}
    return element("compartment", inside, **{k: v for k, v in (values | more).items() if v is not None})


def a_species(identifier: str, inside: str = "", **more: object) -> str:
    """A species in the cell, of which there is 1 at first."""
    values = {
        "id": identifier, "compartment": "cell", "initialConcentration": 1, "hasOnlySubstanceUnits": False,
        "boundaryCondition": False, "constant": False,
    }  # fmt: skip
    return element("species", inside, **{k: v for k, v in (values | more).items() if v is not None})


def cell(*species: str) -> str:
    """A compartment and species in it; a plain id stands for a species of which there is 1."""
    made = [s if s.startswith("<") else a_species(s) for s in species]
    return lines(listed("Compartments", compartment()), listed("Species", *made) if made else "")


def parameters(*given: str, **values: float) -> str:
    """Constant parameters, dimensionless."""
    made = [element("parameter", id=k, value=v, units="dimensionless", constant=True) for k, v in values.items()]
    return listed("Parameters", *given, *made)


def reaction(
    identifier: str,
    reactants: str = "",
    products: str = "",
    law: str = "",
    *,
    modifiers: str = "",
    local: Iterable[str] = (),
    reversible: bool = False,
    **more: object,
) -> str:
    """A reaction; participants are ids with blanks between them, with `2*A` for a stoichiometry."""
    parts = []
    for kind, given in (("Reactants", reactants), ("Products", products)):
        if given:
            parts.append(listed(kind, *(_participant(p) for p in given.split())))
    if modifiers:
        parts.append(listed("Modifiers", *(element("modifierSpeciesReference", species=m) for m in modifiers.split())))
    if law:
        parts.append(element("kineticLaw", lines(math(law), listed("LocalParameters", *local) if local else "")))
    values = {"id": identifier, "reversible": reversible, "fast": False} | more
    return element("reaction", lines(*parts), **values)


def _participant(text: str) -> str:
    count, _, name = text.rpartition("*")
    return element("speciesReference", species=name, stoichiometry=count or 1, constant=True)


def reactions(*made: str) -> str:
    """A list of reactions."""
    return listed("Reactions", *made)


def rule(kind: str, variable: str, formula: str) -> str:
    """An assignment or rate rule, or an algebraic one without a variable."""
    return element(f"{kind}Rule", math(formula), **({"variable": variable} if variable else {}))


def event(identifier: str, trigger: str, *, initial: bool = True, **assignments: str) -> str:
    """An event that assigns formulas."""
    when = element("trigger", math(trigger), initialValue=initial, persistent=True)
    sets = [element("eventAssignment", math(f), variable=v) for v, f in assignments.items()]
    return element(
        "event", lines(when, listed("EventAssignments", *sets)), id=identifier, useValuesFromTriggerTime=True
    )


def annotation(metaid: str, qualifier: str, *resources: str) -> str:
    """An annotation with one qualifier, such as `bqbiol:is`; what begins with no `http` is written as a compact URI."""
    uris = [
        r if ":" in r and r.split(":")[0] in {"http", "https", "urn"} else f"https://identifiers.org/{r}"
        for r in resources
    ]
    bag = element("rdf:Bag", "\n".join(f'<rdf:li rdf:resource="{uri}"/>' for uri in uris))
    description = f'<rdf:Description rdf:about="#{metaid}">\n{indented(element(qualifier, bag))}\n</rdf:Description>'
    return element("annotation", f"<rdf:RDF>\n{indented(description)}\n</rdf:RDF>")


def quantity(identifier: str, **more: object) -> str:
    """A qualitative species of two levels."""
    values = {"id": identifier, "compartment": "cell", "constant": False, "initialLevel": 0, "maxLevel": 1} | more
    return element("qual:qualitativeSpecies", **{f"qual:{k}": v for k, v in values.items() if v is not None})


def an_input(species: str, sign: str = "positive", **more: object) -> str:
    """A regulator."""
    values = {"qualitativeSpecies": species, "transitionEffect": "none", "sign": sign} | more
    return element("qual:input", **{f"qual:{k}": v for k, v in values.items() if v})


def term(formula: str, level: int = 1) -> str:
    """A function term."""
    return element("qual:functionTerm", math(formula), **{"qual:resultLevel": level})


def transition(
    output: str, inputs: Iterable[str], terms: Iterable[str], *, default: int | None = 0, identifier: str = ""
) -> str:
    """A transition that sets one species."""
    sets = element("qual:output", **{"qual:qualitativeSpecies": output, "qual:transitionEffect": "assignmentLevel"})
    default_term = [] if default is None else [element("qual:defaultTerm", **{"qual:resultLevel": default})]
    parts = lines(
        element("qual:listOfInputs", "\n".join(inputs)) if list(inputs) else "",
        element("qual:listOfOutputs", sets) if output else "",
        element("qual:listOfFunctionTerms", "\n".join([*default_term, *terms])),
    )
    return element("qual:transition", parts, **{"qual:id": identifier or f"tr_{output}"})


def logic(species: Iterable[str], transitions: Iterable[str]) -> str:
    """A logical model; a plain id stands for a species of two levels."""
    made = [s if s.startswith("<") else quantity(s) for s in species]
    return lines(
        listed("Compartments", compartment()),
        element("qual:listOfQualitativeSpecies", "\n".join(made)),
        element("qual:listOfTransitions", "\n".join(transitions)),
    )
