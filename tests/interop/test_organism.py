"""The organism in COPASI: the hierarchical file as it is, and the flattened one, against libRoadRunner."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.interop import engines

from mtorsbml import repository
from mtorsbml.simulate.ode import OdeModel

HOURS = 12 * 60.0
NAMES = ("Glucose_plasma", "Insulin_plasma", "AA_plasma", "liver__mTORC1_act", "muscle__mTORC1_act", "fat__Akt_act")

pytestmark = pytest.mark.skipif(bool(engines.missing("copasi")), reason=engines.missing("copasi"))


@pytest.fixture(scope="module")
def flat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("organism") / "flat.xml"
    place.write_text(repository.flat("organism"), encoding="utf-8")
    return place


@pytest.mark.parametrize("which", ["comp", "flat"])
def test_copasi_runs_half_a_day_with_breakfast(which: str, flat: Path) -> None:
    """The same numbers as libRoadRunner to 1e-5, across the event of a meal."""
    file = flat if which == "flat" else repository.path("organism")
    theirs = engines.time_course("copasi", file, {}, HOURS, 13)
    ours = OdeModel.load(flat).simulate(duration=HOURS, points=13, select=NAMES, rtol=1e-9)
    for name in NAMES:
        assert theirs[name] == pytest.approx(ours[name], rel=1e-5), name
