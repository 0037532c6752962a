"""The report and the run that writes it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from mtorsbml import _library, run
from mtorsbml.errors import MtorsbmlError, UsageError
from mtorsbml.model.experiment import Curve, Experiment
from mtorsbml.model.vocabulary import Citation, Evidence
from mtorsbml.report import assemble
from mtorsbml.report.content import Check, ClaimNote, ClaimRow, CoverageRow, ModelRow, Report, TotalRow
from mtorsbml.report.page import html
from mtorsbml.simulate.results import TimeCourse

EXPERIMENT = Experiment(
    id="step",
    title="A step <of> something",
    description="Something & more.",
    model="mtor",
    changes=(("Drug_t_on", 30.0), ("Drug_step", 100.0), ("Other", 2.5)),
    shown_from=20.0,
    end=120.0,
    points=10,
    curves=(Curve(id="A", label="first"), Curve(id="B", label="second (/10)", scale=10.0)),
    evidence=Evidence(
        interactions=(7, 8),
        citations=(
            Citation(label="One 2001", doi="10.1/x"),
            Citation(label="Two 2002", pmid="5"),
            Citation(label="Three"),
        ),
    ),
)
COURSE = TimeCourse(
    time=np.linspace(20, 120, 11),
    columns=("A", "B"),
    values=np.column_stack([np.linspace(0, 5, 11), np.linspace(50, 0, 11)]),
    units={"time": "min", "A": "nmol/l", "B": "nmol/l"},
)
UNITS: Mapping[str, str] = {"Drug_t_on": "min", "Drug_step": "nmol/l", "Other": "1"}


@pytest.fixture
def picture() -> str:
    pytest.importorskip("matplotlib")
    from mtorsbml.report.plots import picture

    return picture(EXPERIMENT, COURSE)


def page(picture: str = "<svg></svg>", *, passed: bool = True) -> str:
    return html(
        Report(
            title="Models & checks",
            version="1.2.3",
            introduction="What this is.",
            models=(
                ModelRow(
                    id="mtor", title="All", counts={"species": 12, "logic nodes": 3}, fixed_points="1", findings=0,
                    archive="archives/mtor.omex",
                ),
            ),
            checks=(Check(name="holds", passed=True, detail="0"), Check(name="may fail", passed=passed, detail="<x>")),
            experiments=(assemble.section(EXPERIMENT, picture, UNITS.__getitem__),),
            totals=(TotalRow(id="mTOR", amount=15.0, strayed=1e-12),),
            totals_run="Over two days.",
            claims=(ClaimRow(module="gate", claims=3, passed=4, known=1, undecided=0, bad=0),),
            claim_notes=(ClaimNote(id="C999", statement="It falls.", state="logic: known failure", why="too small"),),
            coverage=(CoverageRow(module="gate", rows=20, modelled=17, excluded=3, bad=0),),
            entities="174 of 330.",
            tools=(("numpy", "2.0"),),
        )
    )  # fmt: skip


class Reader(HTMLParser):
    """Collects what a page loads, its links, and its text; checks that every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in {"script", "link", "img", "iframe", "object"} or "src" in values:
            self.loads.append(tag)
        if tag == "a":
            self.links.append(values.get("href") or "")
        if tag not in {"meta", "br", "path", "use", "rect"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.text += data


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader


# -- the page ----------------------------------------------------------------------------------------------------


def test_the_page_needs_nothing_but_itself(picture: str) -> None:
    text = page(picture)
    reader = read(text)
    assert reader.loads == []
    assert reader.open == []
    assert "@import" not in text
    assert not re.search(r"url\(\s*['\"]?http", text)
    assert text.count("<style") == 1


def test_the_page_shows_everything_it_is_given() -> None:
    reader = read(page())
    for part in ("Models & checks", "A step <of> something", "Something & more.", "rows 7, 8 of", "174 of 330.", "<x>"):
        assert part in reader.text
    for part in (
        "Over two days.",
        "1.0e-12",
        "numpy 2.0",
        "mtorsbml 1.2.3",
        "C999",
        "Drug_step = 100 nmol/l",
        "Other = 2.5",
    ):
        assert part in reader.text
    assert "Other = 2.5 1" not in reader.text
    outside = [link for link in reader.links if not link.startswith("#")]
    assert outside == ["archives/mtor.omex", "https://doi.org/10.1/x", "https://pubmed.ncbi.nlm.nih.gov/5/"]
    assert "Three" in reader.text


def test_a_failed_check_is_seen_at_the_top() -> None:
    assert "all 2 checks passed" in page()
    failed = page(passed=False)
    assert "1 of 2 checks failed" in failed
    assert "checks passed" not in failed


def test_equal_reports_give_equal_pages(picture: str) -> None:
    from mtorsbml.report import plots

    assert page(plots.picture(EXPERIMENT, COURSE)) == page(picture)


def test_a_command_repeats_the_experiment() -> None:
    command = assemble.section(EXPERIMENT, "", UNITS.__getitem__).command
    assert command == (
        "mtorsbml simulate mtor --set Drug_t_on=30 --set Drug_step=100 --set Other=2.5 --start 20 --duration 120 "
        "--select A,B -o step.png"
    )


# -- pictures ----------------------------------------------------------------------------------------------------


def test_a_picture_names_its_curves_units_and_what_is_switched(picture: str) -> None:
    for part in ("first", "second (/10)", "[nmol/l], scaled as named", "time after the step [min]", "shaded: Drug"):
        assert part in picture
    assert picture.startswith("<svg")
    assert "width=" not in picture[: picture.index(">")]
    assert "viewBox" in picture[: picture.index(">")]


def test_a_picture_without_a_step_counts_time_from_zero() -> None:
    pytest.importorskip("matplotlib")
    from dataclasses import replace

    from mtorsbml.report.plots import picture

    plain = replace(EXPERIMENT, changes=(), curves=(Curve(id="A", label="first"),))
    drawn = picture(plain, COURSE)
    assert "time [min]" in drawn
    assert "shaded" not in drawn
    assert "scaled" not in drawn


# -- the run -----------------------------------------------------------------------------------------------------


STEPS = ("build", "cover", "validate", "merge", "rest", "simulate", "conserve", "logic", "claim", "export")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Each step passes at once."""
    for name in STEPS:
        monkeypatch.setattr(run._Job, name, lambda _job: (True, "nothing done"))
    return monkeypatch


def test_a_run_in_which_all_holds_ends_with_0(quick: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert run.main_job(tmp_path / "deep" / "build") == 0
    assert "all 10 checks passed" in (tmp_path / "deep" / "build" / "report.html").read_text(encoding="utf-8")


def test_a_failed_check_ends_with_1_and_the_other_steps_follow(
    quick: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_job: object) -> tuple[bool, str]:
        raise MtorsbmlError("gate.xml: cannot be flattened")

    quick.setattr(run._Job, "merge", broken)
    quick.setattr(run._Job, "logic", lambda _job: (False, "a node moves"))
    assert run.main_job(tmp_path) == 1
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "2 of 10 checks failed" in text
    assert "gate.xml: cannot be flattened" in text
    said = capsys.readouterr().err
    assert "2 of 10 checks failed" in said
    assert said.count("ok") == 8


def test_wrong_use_stops_a_run_before_it_starts(quick: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=r"archives: cannot be made"):
        run.main_job(tmp_path / "file")
    quick.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(UsageError, match=r"install it with: pip install 'mtorsbml\[plot\]'"):
        run.main_job(tmp_path / "build")


def test_experiments_totals_rest_and_logic_of_the_real_models(quick: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    quick.undo()
    for name in ("build", "validate", "merge", "export"):
        quick.setattr(run._Job, name, lambda _job: (True, "not done here"))
    few = tmp_path / "claims"
    few.mkdir()
    shutil.copy(_library.CLAIMS / "mtorc2_assembly.toml", few)
    quick.setattr(_library, "CLAIMS", few)
    assert run.main_job(tmp_path) == 0
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    reader = read(text)
    from mtorsbml.pathway.experiments import EXPERIMENTS

    for experiment in EXPERIMENTS:
        assert experiment.title in reader.text
    assert '<td class="id">mtorc2_assembly</td><td class="n">4</td><td class="n">6</td>' in text
    for total in ("mTOR", "Raptor", "S6K1", "FKBP12"):
        assert f'<td class="id">{total}</td>' in text
    assert reader.loads == []


def test_trajectories_that_differ_are_seen() -> None:
    other = TimeCourse(time=COURSE.time, columns=COURSE.columns, values=COURSE.values * (1, 1.001), units=COURSE.units)
    apart = {name: worst for worst, name in run._apart(other, COURSE)}
    assert apart["A"] == 0
    assert apart["B"] == pytest.approx(1e-3)
    strays = {name: worst for worst, name in run._strays(COURSE)}
    assert strays["B"] == 1.0
