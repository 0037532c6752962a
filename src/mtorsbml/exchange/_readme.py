"""The text that a person finds in an archive: what lies in it, and how to open it."""

from __future__ import annotations

from collections.abc import Sequence

from mtorsbml.exchange.metadata import ArchiveMetadata
from mtorsbml.model.experiment import Experiment


def readme_text(
    model_id: str,
    experiments: Sequence[Experiment],
    metadata: ArchiveMetadata,
    *,
    logic: bool,
    claims: int = 0,
    untold: Sequence[str] = (),
) -> str:
    """The README of an archive, in Markdown.

    Args:
        model_id: Id of the model, which names the files.
        experiments: The experiments of the SED-ML file, at least one.
        metadata: What is told of the archive.
        logic: Whether the logic model is there as a `.bnet` file too.
        claims: How many arms of claims are experiments in a SED-ML file of their own.
        untold: Arms of claims that are not, and why.
    """
    lines = [f"# {metadata.title}", "", " ".join(metadata.description.split()), ""]
    lines += [f"By {', '.join(metadata.creators)}. Licence: {metadata.licence} <{metadata.licence_url}>", ""]
    lines += ["## Files", ""]
    lines += [f"- `{model_id}.xml`: the kinetic model, SBML Level 3 Version 1 core"]
    lines += [f"- `{model_id}_qual.xml`: the logic model, SBML Level 3 Version 1 with qual"]
    lines += [f"- `{model_id}.bnet`: the logic model in the BoolNet format"] if logic else []
    lines += [f"- `{model_id}.sedml`: the experiments on the kinetic model, SED-ML Level 1 Version 3"]
    if claims:
        lines += [f"- `claims/*.sedml`: {claims} arms of claims as experiments, `<claim>_control` and `_test`"]
        lines += [f"- `claims/*.toml`: the claims as `mtorsbml claims claims/*.toml --model {model_id}.xml` reads them"]
    lines += ["- `metadata.rdf`: title, licence, creators and sources, OMEX metadata", ""]
    lines += ["## Experiments", "", "Each is a set of changed parameters and one time course; times are minutes.", ""]
    for experiment in experiments:
        text = " ".join(f"{experiment.title}. {experiment.description}".split())
        lines.append(f"- `{experiment.id}`: {text.rstrip('. ')}.")
    if untold:
        lines += ["", "## Arms of claims that no schedule can tell", "", *(f"- {text}" for text in untold)]
    lines += ["", "## How to open it", ""]
    lines += _in_tellurium(model_id, metadata, claims)
    lines += [
        "COPASI takes one experiment at a time. Unless another is chosen, it is the first, and all plots show its run.",
        "From Python, name both the task and the model of the experiment:",
        "",
    ]
    first = experiments[0].id
    lines += [
        "    import COPASI",
        "    model = COPASI.CRootContainer.addDatamodel()",
        f'    choice = COPASI.SedmlImportOptions("task_{first}", "model_{first}")',
        f'    model.openCombineArchive("{metadata.archive}.omex", None, True, choice)',
        '    model.getTask("Time-Course").process(True)',
        "",
    ]
    if any(curve.scale not in (0, 1) for experiment in experiments for curve in experiment.curves):
        lines += ["COPASI draws curves undivided where the SED-ML file divides them by a reference value.", ""]
    return "\n".join(lines)


def _in_tellurium(model_id: str, metadata: ArchiveMetadata, claims: int) -> list[str]:
    """Tellurium runs every SED-ML file of an archive, master or not, and makes the model anew for each experiment."""
    lines = [
        "    from roadrunner import Config",
        "    import tellurium as te",
        "    Config.setValue(Config.LLVM_BACKEND, Config.LLJIT)  # compiles in seconds; the numbers are the same",
    ]
    if not claims:
        lines.append(f'    te.executeCombineArchive("{metadata.archive}.omex")')
        return ["Tellurium runs all experiments and draws their plots:", "", *lines, ""]
    return [
        "Tellurium runs the experiments and draws their plots once the archive is unpacked, and those of a claim with",
        f"its file, such as `claims/C024.sedml`. `te.executeCombineArchive` runs the {claims} arms of claims as well,",
        "some seconds each.",
        "",
        *lines,
        f'    te.executeSEDML("{model_id}.sedml", workingDir=".")',
        "",
    ]
