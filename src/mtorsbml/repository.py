"""The repository of model files: where they lie, and how they are made from the modules and kept from drifting."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from mtorsbml._files import write_atomic
from mtorsbml.errors import MtorsbmlError, UsageError, nearest

if TYPE_CHECKING:
    from mtorsbml.exchange.metadata import ArchiveMetadata
    from mtorsbml.model.vocabulary import Model

Formalism = Literal["core", "qual", "comp"]
FORMALISMS: Final[tuple[Formalism, ...]] = ("core", "qual", "comp")

_PACKAGE: Final = Path(__file__).parent
_ENDINGS: Final = (".xml", ".bnet")
_SETTLED: Final = 1e-8
"""Two resting states are the same if no level differs by more than this, relative to the larger of the two."""
_NOTHING: Final = 1e-12
"""Levels below this are written as 0 [nmol/l]; it is a millionth of one molecule in a cell."""
_MOST_ROUNDS: Final = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class BuiltFile:
    """A file as the modules make it: its place below the folder of models, and its content."""

    place: str
    data: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Drift:
    """A file that is not what the modules make: drifted, missing or superfluous.

    `line` is the number of the first line that differs; `found` and `expected` are that line.
    """

    place: str
    what: Literal["drifted", "missing", "superfluous"]
    line: int = 0
    found: str = ""
    expected: str = ""

    def __str__(self) -> str:
        if self.what != "drifted":
            return f"{self.place}: {self.what}"
        return f"{self.place}: drifted at line {self.line}: found {self.found!r}, expected {self.expected!r}"


# -- where the files are -----------------------------------------------------------------------------------------


def root() -> Path:
    """The folder of the model files: inside an installed package, or `models/sbml` of a checkout."""
    inside = _PACKAGE / "models"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "models" / "sbml"


def is_checkout() -> bool:
    """Whether this is a checkout, whose models may be written anew, and not an installed package."""
    return not (_PACKAGE / "models").is_dir() and (_PACKAGE.parents[1] / "pyproject.toml").is_file()


def models() -> tuple[str, ...]:
    """Ids of all models: the merged one first, then the modules."""
    from mtorsbml.pathway import library

    return library.model_ids()


def assemblies() -> tuple[str, ...]:
    """Ids of the models that are made of several cells: hierarchical and kinetic only."""
    from mtorsbml.pathway import organism

    return (organism.ID,)


def formalisms(model: str) -> tuple[Formalism, ...]:
    """The formalisms in which a model is there, the usual one first.

    Raises:
        UsageError: There is no such model.
    """
    known = (*models(), *assemblies())
    if model not in known:
        raise UsageError(f"there is no model '{model}'{nearest(model, known)}")
    return ("comp",) if model in assemblies() else FORMALISMS


def path(model: str, formalism: str = "") -> Path:
    """The SBML file of a model.

    Args:
        model: Its id, such as `mtor` or `lysosomal_gate`.
        formalism: `core` (kinetic), `qual` (logical) or `comp` (kinetic, as a hierarchy); without it `core`, or `comp`
            for a model of several cells.

    Raises:
        UsageError: There is no such model or formalism, or the file was not built.
    """
    there = formalisms(model)
    formalism = formalism or there[0]
    if formalism not in FORMALISMS:
        raise UsageError(f"there is no formalism '{formalism}'; take one of {', '.join(FORMALISMS)}")
    if formalism not in there:
        raise UsageError(
            f"'{model}' is there as {', '.join(there)} only, not as {formalism}: it is made of several cells; "
            f"for one flat file run: mtorsbml export {model} --to sbml"
        )
    found = root() / formalism / f"{model}.xml"
    if not found.is_file():
        raise UsageError(f"{found}: the file is missing; make it with: mtorsbml build")
    return found


def locate(model: str, formalism: str = "") -> Path:
    """The file that is meant by an id of the repository or by a path.

    Raises:
        UsageError: It is neither.
    """
    if model in (*models(), *assemblies()):
        return path(model, formalism)
    given = Path(model)
    if given.exists() or given.suffix or len(given.parts) > 1:
        return given
    raise UsageError(f"there is no model or file '{model}'{nearest(model, (*models(), *assemblies()))}")


def source(model: str, formalism: str = "", variant: str = "") -> Path | str:
    """What is to be read: the file of `locate`, or the SBML text of a model with variants.

    Raises:
        UsageError: The model or a variant is unknown, variants do not go together, or the model is a file.
    """
    place = locate(model, formalism)
    return sbml(model, formalism or "core", variant) if variant.strip() else place


def sbml(model: str, formalism: str = "core", variant: str = "") -> str:
    """The SBML text of a model, made from the modules.

    Raises:
        UsageError: As `with_variant`, or there is no such formalism.
        MtorsbmlError: The model cannot be written.
    """
    if model in assemblies():
        return _assembled(model, formalism, variant)
    return text(with_variant(model, variant), _formalism(formalism))


def _assembled(model: str, formalism: str, variant: str) -> str:
    """A model of several cells: flat where somebody asks for core, else the hierarchy."""
    if variant.strip():
        raise UsageError(
            f"'{model}' takes no variant as a file; set what `mtorsbml variants {variant} --model {model}` prints"
        )
    if formalism == "qual":
        raise UsageError(f"'{model}' has no logical model; take '{models()[0]}'")
    return flat(model) if formalism == "core" else path(model).read_text(encoding="utf-8")


def with_variant(model: str, variant: str) -> Model:
    """A model of the repository with some variants, whose names have `+` between them; none, no change.

    Raises:
        UsageError: The model or a variant is unknown, variants do not go together, or the model is a file.
    """
    from mtorsbml.pathway import variants

    if model not in models() and Path(model).exists():
        raise UsageError(f"{model}: a file has no variants; take a model of the repository, such as {models()[0]}")
    return variants.model_with(model, variant)


def _formalism(name: str) -> Formalism:
    for known in FORMALISMS:
        if name == known:
            return known
    raise UsageError(f"there is no formalism '{name}'; take one of {', '.join(FORMALISMS)}")


# -- how they are made -------------------------------------------------------------------------------------------


def text(model: Model, formalism: Formalism) -> str:
    """A model as SBML text.

    Raises:
        MtorsbmlError: The model cannot be written.
    """
    from mtorsbml.pathway import library
    from mtorsbml.pathway.metadata import model_metadata

    metadata = model_metadata(model)
    if formalism == "core":
        from mtorsbml.sbml.core import core_sbml

        return core_sbml(model, metadata)
    if formalism == "qual":
        from mtorsbml.sbml.qual import qual_sbml

        return qual_sbml(model, metadata)
    from mtorsbml.sbml.comp import comp_module_sbml, comp_sbml

    if len(model.modules) == 1:
        return comp_module_sbml(model, metadata)
    return comp_sbml(model, {m.id: library.standalone(m.id) for m in model.modules}, metadata)


def built() -> Iterator[BuiltFile]:
    """Make all files in memory, in the order of the models.

    Raises:
        MtorsbmlError: A model cannot be made.
    """
    from mtorsbml.exchange.bnet import bnet_text
    from mtorsbml.pathway import library, organism

    for name in library.model_ids():
        model = library.model(name)
        for formalism in FORMALISMS:
            yield BuiltFile(place=f"{formalism}/{name}.xml", data=text(model, formalism).encode())
        yield BuiltFile(place=f"qual/{name}.bnet", data=bnet_text(model).encode())
    yield BuiltFile(place=f"comp/{organism.ID}.xml", data=organism_text().encode())


def organism_text() -> str:
    """The organism as SBML text with the package comp."""
    from mtorsbml.pathway import organism
    from mtorsbml.pathway.metadata import model_metadata
    from mtorsbml.sbml.instances import assembly_sbml

    whole = organism.assembly()
    return assembly_sbml(whole, model_metadata(whole.part))


def flat(model: str) -> str:
    """A kinetic model as one flat SBML text, for tools that do not read the package comp.

    Raises:
        UsageError: There is no such model, or its file is missing.
        MtorsbmlError: The file cannot be flattened.
    """
    from mtorsbml.sbml import read

    # Our own files are validated when they are built; libSBML would take 20 s for it here.
    return read.flatten(path(model), validate=False)


def build(out: Path | None = None) -> list[BuiltFile]:
    """Make all files and write those that differ from what is there.

    Args:
        out: The folder to write to; without it, that of the checkout.

    Returns:
        The files that were written.

    Raises:
        MtorsbmlError: A model cannot be made.
        UsageError: A file cannot be written, or this is an installed package and no folder is given.
    """
    folder = _folder(out)
    changed = [file for file in built() if _content(folder / file.place) != file.data]
    for file in changed:
        target = folder / file.place
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"{target.parent}: cannot be made ({error.strerror or error})") from None
        write_atomic(target, file.data)
    return changed


def check(out: Path | None = None) -> list[Drift]:
    """Compare the files with what the modules make.

    Args:
        out: The folder to look in; without it, that of the installed package or the checkout.

    Raises:
        MtorsbmlError: A model cannot be made.
    """
    folder = root() if out is None else out
    expected = {file.place: file.data for file in built()}
    drifts = [drift for place, data in expected.items() if (drift := _compare(folder / place, place, data))]
    there = (file for name in FORMALISMS for file in sorted((folder / name).glob("*")) if file.suffix in _ENDINGS)
    places = (file.relative_to(folder).as_posix() for file in there)
    return drifts + [Drift(place=place, what="superfluous") for place in places if place not in expected]


def _folder(out: Path | None) -> Path:
    if out is not None:
        return out
    if not is_checkout():
        raise UsageError("this is an installed package, whose files stay as they are; name a folder with --out")
    return root()


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _compare(file: Path, place: str, data: bytes) -> Drift | None:
    found = _content(file)
    if found == data:
        return None
    if found is None:
        return Drift(place=place, what="missing")
    old, new = found.decode(errors="replace").split("\n"), data.decode().split("\n")
    line = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    there, expected = ("".join(lines[line : line + 1]).strip() for lines in (old, new))
    return Drift(place=place, what="drifted", line=line + 1, found=there, expected=expected)


def merge(modules: Sequence[str], output: Path, formalism: str = "core") -> None:
    """Join some modules into a model and write it.

    Args:
        modules: Ids of the modules.
        output: The file to write, whose name without its ending becomes the id of the model if it can.
        formalism: `core`, `qual` or `comp`.

    Raises:
        UsageError: A module or the formalism is unknown, or the file cannot be written.
    """
    from mtorsbml.model.vocabulary import SID
    from mtorsbml.pathway import library

    known = _formalism(formalism)
    identifier = output.stem if SID.match(output.stem) else "merged"
    write_atomic(output, text(library.merge(modules, identifier=identifier), known).encode())


# -- what travels with them --------------------------------------------------------------------------------------


def archive_metadata(model: Model) -> ArchiveMetadata:
    """What people and machines are told of the COMBINE archive of a model; its dates are those of the release."""
    from mtorsbml.exchange.metadata import ArchiveMetadata
    from mtorsbml.pathway.metadata import processes, source

    return ArchiveMetadata(
        archive=model.id,
        title=model.title,
        description=model.notes,
        processes=processes(model),
        sources=(source(),),
    )


def archive(name: str, variant: str = "") -> bytes:
    """The COMBINE archive of a model: kinetic and logic model, experiments, metadata; equal models give equal bytes.

    Args:
        name: Id of the model.
        variant: Names of variants with `+` between them.

    Raises:
        UsageError: There is no such model or variant, or variants do not go together.
        MtorsbmlError: An experiment does not fit the model.
    """
    from mtorsbml._library import claim_experiments, claim_files
    from mtorsbml.exchange.bnet import bnet_text
    from mtorsbml.exchange.omex import build_archive
    from mtorsbml.pathway.readouts import experiments_on

    if name in assemblies():
        raise UsageError(f"'{name}' has no logical model, and so no archive; run: mtorsbml export {name} --to sbml")
    model = with_variant(name, variant)
    core = text(model, "core")
    # The arms of the claims have variants of their own.
    claims, untold = ((), ()) if variant else claim_experiments(name, core)
    return build_archive(
        model.id,
        core,
        text(model, "qual"),
        bnet_text(model),
        [replace(experiment, model=model.id) for experiment in experiments_on(name)],
        archive_metadata(model),
        claims=claims,
        untold=untold,
        claim_files={} if variant else claim_files(name),
    )


# -- the resting state -------------------------------------------------------------------------------------------


def refresh_resting_state() -> int:
    """Compute the table of resting levels anew, from the merged model, until it is its own fixed point, and write it.

    Modules read fed levels from the table, so they are made anew from each new table. The table stays as it is if the
    model rests where the table says, so that a second run changes no byte.

    Returns:
        How many rounds it took; 0 if the table was right.

    Raises:
        MtorsbmlError: The model does not come to rest, or the table does not settle.
        UsageError: The table cannot be written.
    """
    from mtorsbml.pathway import library

    if not is_checkout():
        raise UsageError("this is an installed package, whose resting levels stay as they are; clone the repository")
    rounds = 0
    for _ in range(_MOST_ROUNDS):
        more = _settle_table()
        if not more:
            _refresh_organism()
            return rounds
        rounds += more
        library.resting_state.cache_clear()
        library.modules.cache_clear()
    raise MtorsbmlError(f"the resting state does not settle in {_MOST_ROUNDS} tables; has it two states of rest?")


def _settle_table() -> int:
    """Bring the merged model to rest, with the modules as the table makes them; write the table if that moves it.

    Returns:
        How many rounds it took; 0 if the model rests where the table says.
    """
    from mtorsbml.pathway import library

    levels: Mapping[str, float] = library.resting_state()
    found, units = _rest(levels)
    rounds = 0
    while not _same(found, levels) and rounds <= _MOST_ROUNDS:
        rounds += 1
        levels = found
        found, units = _rest(levels)
    if rounds:
        lines = [f"{name}\t{level!r}\t{units[name]}" for name, level in levels.items()]
        table = "\n".join(["id\tvalue\tunit", *lines, ""])
        write_atomic(_PACKAGE / "pathway" / "resting_state.tsv", table.encode())
    return rounds


def _refresh_organism() -> None:
    """Write the fed state of the tissues of the organism anew; it follows from the table of resting levels."""
    from mtorsbml.pathway import organism

    place = _PACKAGE / "pathway" / "organism_state.tsv"
    text = organism.table(*organism.settled())
    if _content(place) != text.encode():
        write_atomic(place, text.encode())
        organism.fed_state.cache_clear()


def _rest(levels: Mapping[str, float]) -> tuple[dict[str, float], Mapping[str, str]]:
    """Where the merged model rests when it starts from these levels, to twelve digits."""
    from mtorsbml.pathway import library
    from mtorsbml.simulate.ode import OdeModel

    rest = OdeModel.load(text(library.merged(levels), "core")).steady_state()
    tidy = {name: float(f"{value:.12g}") if abs(value) > _NOTHING else 0.0 for name, value in rest.values.items()}
    return tidy, rest.units


def _same(found: Mapping[str, float], levels: Mapping[str, float]) -> bool:
    return found.keys() == levels.keys() and all(
        math.isclose(value, levels[name], rel_tol=_SETTLED, abs_tol=_NOTHING) for name, value in found.items()
    )
