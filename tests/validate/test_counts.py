"""Nothing that libSBML says is lost: its messages are counted against the findings."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import libsbml
import pytest

from mtorsbml import repository
from mtorsbml.validate import runner
from mtorsbml.validate.findings import Options

BIOMODELS = Path(__file__).parents[3] / "shared" / "biomodels"
ABOUT_ITSELF = 1090106


def said(path: Path) -> Counter[str]:
    """What libSBML says by itself: all it logs on reading and checking."""
    document = libsbml.readSBML(str(path))
    document.checkConsistency()
    codes = (document.getError(i).getErrorId() for i in range(document.getNumErrors()))
    return Counter(f"SBML{code}" for code in codes if code != ABOUT_ITSELF)


def found(report: runner.FileReport) -> Counter[str]:
    counts: Counter[str] = Counter()
    for finding in report.findings:
        if finding.code.startswith("SBML"):
            counts[finding.code] += finding.count
    return counts


@pytest.mark.skipif(not BIOMODELS.is_dir(), reason="../shared/biomodels is not there: published models are not checked")
@pytest.mark.parametrize("profile", ["default", "strict"])
def test_published_models(profile: str) -> None:
    paths = sorted(BIOMODELS.glob("*.xml"))
    reports = runner.validate(paths, options=Options(profile=profile))  # type: ignore[arg-type]
    for path, report in zip(paths, reports, strict=True):
        assert found(report) == said(path)
        assert report.kind == "core"
        assert not any(f.code.startswith("XML02") for f in report.findings)
        problems = [f for f in report.findings if f.code in {"SBML10501", "SBML99505"}]
        assert {f.severity for f in problems} <= {"error" if profile == "strict" else "warning"}


def test_a_broken_model_of_each_kind(tmp_path: Path) -> None:
    paths = []
    for formalism, old, new in (
        ("core", 'compartment="cytosol"', 'compartment="nowhere"'),
        ("qual", 'qual:qualitativeSpecies="', 'qual:qualitativeSpecies="no_'),
        ("comp", "comp:idRef=", "comp:idReff="),
    ):
        text = repository.path("feedback_crosstalk", formalism).read_text(encoding="utf-8")
        assert old in text
        paths.append(tmp_path / f"{formalism}.xml")
        paths[-1].write_text(text.replace(old, new))
    for path, report in zip(paths, runner.validate(paths, options=Options()), strict=True):
        assert sum(found(report).values()) > 0
        assert found(report) == said(path)
