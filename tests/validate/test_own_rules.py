"""Our own rules beyond their examples: near twins, the words of findings, our models, and published ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.validate.findings_of import FAMILIES, context, messages, of_file, of_model

from mtorsbml import repository
from mtorsbml.validate import registry
from mtorsbml.validate.examples import (
    a_species,
    an_input,
    annotation,
    cell,
    compartment,
    element,
    event,
    lines,
    listed,
    logic,
    math,
    parameters,
    quantity,
    reaction,
    reactions,
    rule,
    term,
    transition,
)  # fmt: skip
from mtorsbml.validate.rules.sim import Tolerance
from mtorsbml.validate.runs import Runs

PUBLISHED = Path(__file__).parents[2] / ".." / "shared" / "biomodels"
OWN = [r for r in registry.rules().values() if r.code.startswith(FAMILIES)]
K = parameters(k=1)


def one_reaction(law: str, *species: str, **more: object) -> str:
    return lines(cell(*species or ("A", "B")), K, reactions(reaction("R", "A", "B", law, **more)))


def variable(identifier: str, **more: object) -> str:
    return element("parameter", id=identifier, units="dimensionless", **{"constant": False, **more})


# -- as a whole --------------------------------------------------------------------------------------------------


def test_there_are_at_least_sixty_and_each_has_words_of_its_own() -> None:
    assert len(OWN) >= 60
    for words in ("name", "what", "why"):
        assert len({getattr(rule, words) for rule in OWN}) == len(OWN), words


@pytest.mark.parametrize("own", OWN, ids=lambda r: r.code)
def test_no_rule_fails_on_the_examples_of_others(own: type[registry.Rule]) -> None:
    for other in OWN:
        for text in (other.wrong, other.right):
            for finding in own().check(context(other.example(text))):
                assert finding.code == own.code
                assert finding.hint
                assert finding.line > 0
                assert finding.xpath.startswith("/sbml")


@pytest.mark.parametrize("file", sorted(repository.root().glob("*/*.xml")), ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_our_models_are_clean_in_the_strictest_profile(file: Path) -> None:
    assert [f"{f.code} {f.message}" for f in of_file(file) if f.is_problem] == []


def published(name: str) -> Path:
    if not PUBLISHED.is_dir():
        pytest.skip(f"NOT RUN: {PUBLISHED} is missing")
    return PUBLISHED / f"{name}.xml"


KNOWN = {
    "BIOMD0000000137": "KIN015",
    "BIOMD0000000262": "NET014",
    "BIOMD0000000823": "UNI010",
    "MODEL1012220003": "NET005",
    "MODEL1201140005": "KIN012",
}


@pytest.mark.parametrize("name", KNOWN)
def test_what_is_known_of_published_models_is_found(name: str) -> None:
    assert KNOWN[name] in {finding.code for finding in of_file(published(name), "curation")}


@pytest.mark.parametrize("name", ["BIOMD0000000448", "BIOMD0000000581", "BIOMD0000000822", "MODEL1204060000"])
def test_default_profile_warns_of_nothing_in_sound_published_models(name: str) -> None:
    assert [f.message for f in of_file(published(name), "default") if f.is_problem] == []


def test_no_rule_fails_on_any_published_model() -> None:
    files = sorted(published("x").parent.glob("*.xml"))
    assert files
    assert [f.message for file in files for f in of_file(file) if f.code == "XML023"] == []


# -- annotations -------------------------------------------------------------------------------------------------


def annotated(uri: str, qualifier: str = "bqbiol:is") -> str:
    return cell(a_species("A", annotation("m", qualifier, uri), metaid="m"))


@pytest.mark.parametrize(
    "uri",
    [
        "GO:0005634", "CHEBI:15422", "uniprot:P42345", "uniprot:P42345-2", "doi:10.1038/s41580-019-0199-y", "hgnc:3942",
        "taxonomy:9606", "http://identifiers.org/go/GO:0005634", "urn:miriam:obo.go:GO%3A0005634", "ec-code:2.7.11.1",
        "http://identifiers.org/psimod/MOD:00046", "kegg.compound:C00002", "http://identifiers.org/mamo/MAMO_0000046",
    ],
)  # fmt: skip
def test_sound_identifiers_are_accepted_in_each_form(uri: str) -> None:
    assert [m for code in ("ANN001", "ANN002") for m in messages(code, annotated(uri))] == []


@pytest.mark.parametrize("uri", ["GO:5634", "uniprot:mTOR", "CHEBI:ATP", "taxonomy:9606x", "kegg.compound:00002"])
def test_accessions_that_cannot_exist_are_told_with_their_pattern(uri: str) -> None:
    (message,) = messages("ANN002", annotated(uri))
    assert f"https://identifiers.org/{uri}" in message
    assert "does not fit" in message


def test_old_form_names_the_new_one() -> None:
    (message,) = messages("ANN003", annotated("http://identifiers.org/go/GO:0005634"))
    assert message.endswith("is written today as 'https://identifiers.org/GO:0005634'")
    assert messages("ANN003", annotated("GO:0005634")) == []


def test_states_of_a_protein_may_share_what_they_are_versions_of() -> None:
    pair = [a_species(n, annotation(f"m{n}", "bqbiol:isVersionOf", "uniprot:P31749"), metaid=f"m{n}") for n in "AB"]
    assert messages("ANN020", cell(*pair)) == []


def test_the_same_thing_in_two_places_is_no_duplicate() -> None:
    pair = [
        a_species(n, annotation(f"m{n}", "bqbiol:is", "uniprot:P31749"), metaid=f"m{n}", compartment=place)
        for n, place in (("A", "cell"), ("B", "nucleus"))
    ]
    both = lines(listed("Compartments", compartment(), compartment("nucleus")), listed("Species", *pair))
    assert messages("ANN020", both) == []


# -- structure ---------------------------------------------------------------------------------------------------


def test_a_chain_of_dead_reactions_is_told_to_its_end() -> None:
    nothing = [a_species(n, initialConcentration=0) for n in "ABC"]
    chain = reactions(
        reaction("R1", "A", "B", "cell * k * A"), reaction("R2", "B", "C", "cell * k * B"), reaction("R3", "", "C", "k")
    )
    assert messages("NET004", lines(cell(*nothing), K, chain)) == [
        "reaction 'R1' never runs: 'A' starts at 0, and nothing makes it",
        "reaction 'R2' never runs: 'B' starts at 0, and is made only by dead reactions (R1)",
    ]


@pytest.mark.parametrize(
    "supply",
    [
        listed("Events", event("give", "time > 5", A="3")),
        listed("InitialAssignments", element("initialAssignment", math("2"), symbol="A")),
        listed("Rules", rule("rate", "A", "2")),
    ],
    ids=["event", "initial assignment", "rate rule"],
)  # fmt: skip
def test_what_is_supplied_in_another_way_is_not_dead(supply: str) -> None:
    model = one_reaction("cell * k * A", a_species("A", initialConcentration=0), "B")
    assert messages("NET004", model)
    assert messages("NET004", lines(model, supply)) == []


def test_a_reversible_reaction_brings_its_reactant() -> None:
    model = one_reaction("cell * k * (A - B)", a_species("A", initialConcentration=0), "B", reversible=True)
    assert messages("NET004", model) == []


@pytest.mark.parametrize("code", ["NET002", "NET003"])
def test_nothing_runs_out_or_piles_up_in_a_map(code: str) -> None:
    model = one_reaction("cell * k * A")
    drawn = lines(cell("A", "B"), K, reactions(reaction("R", "A", "B")))
    assert [len(of_model(code, text)) for text in (model, drawn)] == [1, 0]


@pytest.mark.parametrize(("value", "told"), [("0", 0), ("3", 1), ("4", 0)])
def test_a_zero_under_a_rule_is_no_statement(value: str, told: int) -> None:
    text = lines(
        listed("Parameters", variable("v", value=value), element("parameter", id="q", value=2, constant=True)),
        listed("Rules", rule("assignment", "v", "2 * q")),
    )
    assert len(of_model("NET019", text)) == told


def test_moieties_are_the_sums_that_one_expects() -> None:
    bound = reactions(
        reaction("bind", "E S", "ES", "cell * k * E * S"),
        reaction("cat", "ES", "E P", "cell * k * ES"),
        reaction("back", "P", "S", "cell * k * P"),
    )
    found = messages("NET011", lines(cell("E", "S", "ES", "P"), K, bound))
    assert sorted(found) == ["conserved: E + ES", "conserved: S + ES + P"]


def test_a_dimer_counts_twice_in_its_moiety() -> None:
    model = lines(cell("M", "D"), K, reactions(reaction("R", "2*M", "D", "cell * k * M * M")))
    assert messages("NET011", model) == ["conserved: M + 2 D"]


def test_a_port_keeps_a_species_from_being_unconnected() -> None:
    port = element("comp:listOfPorts", element("comp:port", **{"comp:id": "p", "comp:idRef": "C"}))
    model = lines(one_reaction("cell * k * A", "A", "B", "C"))
    assert messages("NET001", model)
    assert messages("NET001", lines(model, port)) == []


def test_mass_imbalance_tells_the_atoms() -> None:
    imbalance = registry.rule("NET012")
    (finding,) = imbalance().check(context(imbalance.example(imbalance.wrong)))
    assert finding.message == "reaction 'R' does not balance: -1 H, +3 O, +1 P"


# -- kinetics ----------------------------------------------------------------------------------------------------

VANISHING = [
    "cell * k * A", "cell * k * A / (2 + A)", "cell * k * A ** 2 / (1 + A ** 2)", "cell * (k * A - k * A * B)",
    "k * cell * (A + A * B)", "cell * k * A * B / (A + B)",
]  # fmt: skip
LEFT_OVER = ["cell * k * (A + B)", "cell * k / (1 + A)", "cell * (k + A)", "cell * k * 2 ** A", "cell * k * A ** 0"]


@pytest.mark.parametrize("law", VANISHING)
def test_a_law_that_vanishes_is_passed(law: str) -> None:
    assert messages("KIN004", one_reaction(law)) == []


@pytest.mark.parametrize("law", LEFT_OVER)
def test_a_law_that_does_not_vanish_is_found(law: str) -> None:
    (message,) = messages("KIN004", one_reaction(law))
    assert message.startswith("'R' runs at ")
    assert "without any 'A'" in message


def test_a_law_is_followed_through_rules_and_functions() -> None:
    def model(observable: str) -> str:
        return lines(
            cell("A", "B"),
            listed("Parameters", variable("v")),
            listed("Rules", rule("assignment", "v", observable)),
            reactions(reaction("R", "A", "B", "cell * v")),
        )

    assert messages("KIN001", model("2 * B")) != []
    assert messages("KIN001", model("2 * A")) == []
    assert messages("KIN004", model("2 * A")) == []
    assert messages("KIN004", model("2 * A + 1")) != []
    assert messages("KIN003", model("2 * A")) == []


def test_boundary_species_and_sources_may_stay_out_of_the_law() -> None:
    assert messages("KIN001", one_reaction("cell * k", a_species("A", boundaryCondition=True), "B")) == []
    assert messages("KIN001", lines(cell("A", "B"), K, reactions(reaction("R", "", "A", "cell * k")))) == []


@pytest.mark.parametrize(
    ("law", "wrong"),
    [
        ("cell * k * (A - B)", True),
        ("cell * k * A", False),
        ("cell * k * (2 * A - A)", False),
        ("cell * k * (0 - A)", True),
    ],
)
def test_direction_is_decided_by_numbers(law: str, wrong: bool) -> None:
    assert bool(messages("KIN005", one_reaction(law))) == wrong
    assert messages("KIN005", one_reaction(law, reversible=True)) == []


@pytest.mark.parametrize(
    ("trigger", "never"),
    [
        ("time > 5", False), ("time < 0", True), ("time >= t_on", False), ("5 > time", True), ("k > 2", True),
        ("(time > 3) and (time < 2)", True), ("(time > 3) and (time < 4)", False), ("obs > 2", False),
    ],
)  # fmt: skip
def test_triggers_of_time_and_constants_are_decided(trigger: str, never: bool) -> None:
    model = lines(
        listed("Parameters", variable("k", value=1, constant=True), variable("t_on", value=1e6, constant=True),
               variable("obs", value=0), variable("dose", value=0)),
        listed("Rules", rule("rate", "obs", "1")),
        listed("Events", event("give", trigger, dose="5")),
    )  # fmt: skip
    assert bool(messages("KIN016", model)) == never


def test_a_circle_is_told_in_full() -> None:
    model = lines(
        listed("Parameters", *(variable(n) for n in "abc")),
        listed("Rules", *(rule("assignment", x, f"2 * {y}") for x, y in ("ab", "bc", "ca"))),
    )
    assert messages("KIN013", model) == ["assignments in a circle: a -> b -> c -> a"]


def test_an_assignment_gives_the_value_that_is_missing() -> None:
    model = one_reaction("cell * q * A").replace("</listOfParameters>", f"{variable('q')}</listOfParameters>")
    assert messages("KIN012", model) == ["parameter 'q' is read, but has no value"]
    assert messages("KIN012", lines(model, listed("Rules", rule("assignment", "q", "2")))) == []


# -- logic -------------------------------------------------------------------------------------------------------


def test_a_sign_is_held_against_the_table_and_not_the_text() -> None:
    def signs(formula: str, **given: str) -> list[str]:
        model = logic("ABC", [transition("C", [an_input(n, s) for n, s in given.items()], [term(formula)])])
        return messages("QUAL002", model)

    assert signs("(A == 1) or not (B == 0)", A="positive", B="positive") == []
    assert signs("not ((A == 0) or (B == 1))", A="positive", B="negative") == []
    assert signs("(A == 1) and (B == 0)", A="negative", B="negative") == [
        "'A' is a negative input of 'tr_C', but raises its result"
    ]
    assert signs("((A == 1) and (B == 0)) or ((A == 0) and (B == 1))", A="positive", B="dual") == [
        "'A' is a positive input of 'tr_C', but both raises and lowers its result"
    ]


def test_an_input_that_cancels_out_is_found() -> None:
    model = logic(
        "ABC", [transition("C", [an_input("A"), an_input("B")], [term("(A == 1) and ((B == 1) or (B == 0))")])]
    )
    assert messages("QUAL001", model) == [
        "transition 'tr_C' lists 'B', but its result is the same whatever the level of it"
    ]


def test_many_levels_are_understood() -> None:
    species = [quantity("A", maxLevel=2), quantity("C", maxLevel=2)]
    up = [term("A >= 2", 2), term("A == 1", 1)]
    assert messages("QUAL002", logic(species, [transition("C", [an_input("A")], up)])) == []
    down = [term("A >= 2", 1), term("A == 1", 2)]
    (message,) = messages("QUAL002", logic(species, [transition("C", [an_input("A")], down)]))
    assert "both raises and lowers" in message
    assert messages("QUAL005", logic(species, [transition("C", [an_input("A")], [term("A == 3", 4)])])) == [
        "'tr_C' sets 'C' to 4 of 2",
        "'tr_C' asks for A == 3, but 'A' has 2 at the most",
    ]


def test_findings_of_one_cause_share_a_group() -> None:
    found = of_model("ANN021", cell("A", "B", "C"))
    assert len(found) == 3
    assert len({finding.group for finding in found}) == 1


def test_units_of_amount_matter_only_where_a_reaction_changes_the_species() -> None:
    def mixed(**more: object) -> str:
        made = a_species("B", substanceUnits="item", **more)
        return lines(cell(a_species("A", substanceUnits="mole"), made), K, reactions(reaction("R", "A", "B", "k * A")))

    assert messages("UNI008", mixed()) == ["in 'R', 'A' is in mole and 'B' in item"]
    assert messages("UNI008", mixed(boundaryCondition=True)) == []


def test_the_rounding_of_a_zero_depends_on_no_tolerance() -> None:
    ctx = context(b'<sbml xmlns="http://www.sbml.org/sbml/level3/version1/core" level="3" version="1"><model/></sbml>')

    def told(tight: float, loose: float) -> list[str]:
        values, other = ({"A": np.full(9, 50.0), "B": np.full(9, b)} for b in (tight, loose))
        return [f.message for f in Tolerance().check_run(ctx, Runs(values=values, loose=other))]

    assert told(4e-32, 0.0) == []
    assert told(2.0, 1.0) == ["1 values depend on the tolerance: 'B' by 50 %"]
