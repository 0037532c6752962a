"""MaBoSS, a second reader of SBML-qual, loads each logic model and ends where AEON says that it rests."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from mtorsbml import repository
from mtorsbml.simulate.logic import LogicModel

pytestmark = pytest.mark.interop

# A process of its own: MaBoSS ends the process where it does not like a file. Its builds differ in the nodes they take.
CHILD = """
import importlib, json, sys
path, nodes = sys.argv[1], int(sys.argv[2])
build = "cmaboss" if nodes <= 64 else f"cmaboss_{next(n for n in (128, 256, 512, 1024) if n >= nodes)}n"
maboss = importlib.import_module(build)
simulation = maboss.MaBoSSSim(path, use_sbml_names=False)
simulation.update_parameters(sample_count=10, max_time=500, time_tick=50, thread_count=1)
result = simulation.run()
print(json.dumps({"nodes": sorted(simulation.get_nodes()), "ends": list(result.get_fp_table().values())}))
"""


def maboss(path: Path, nodes: int) -> dict[str, list[object]]:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path), str(nodes)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[object]] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("name", repository.models())
def test_maboss_reads_the_file_and_rests_where_aeon_does(name: str) -> None:
    if importlib.util.find_spec("cmaboss") is None:
        pytest.skip("NOT CHECKED by MaBoSS: cmaboss is not installed (pip install 'mtorsbml[dev]')")
    path = repository.path(name, "qual")
    aeon = LogicModel.load(path)
    start = dict(aeon.initial)
    (attractor,) = aeon.attractors(start=start)
    assert attractor.size == 1
    found = maboss(path, len(aeon.nodes))
    assert found["nodes"] == sorted(aeon.nodes)
    ((share, state),) = found["ends"]
    assert share == 1.0
    on = {node for node in aeon.nodes if attractor[node] == "on"}
    assert set(str(state).split(" -- ")) == on


@pytest.mark.parametrize(
    "change", [{"AminoAcids": False}, {"Insulin": False, "GrowthFactors": False}, {"Torin1": True}]
)
def test_maboss_follows_the_merged_model_to_the_same_end(change: dict[str, bool], tmp_path: Path) -> None:
    """From the fed state with an input turned, MaBoSS and AEON come to the same fixed point of `mtor`."""
    if importlib.util.find_spec("cmaboss") is None:
        pytest.skip("NOT CHECKED by MaBoSS: cmaboss is not installed (pip install 'mtorsbml[dev]')")
    text = repository.path("mtor", "qual").read_text(encoding="utf-8")
    for node, level in change.items():
        old, new = (f'qual:initialLevel="{int(value)}"' for value in (not level, level))
        head, mark, tail = text.partition(f'qual:id="{node}"')
        assert mark
        end = tail.index(">")
        assert old in tail[:end]
        text = head + mark + tail[:end].replace(old, new) + tail[end:]
    turned = tmp_path / "turned.xml"
    turned.write_text(text, encoding="utf-8")
    aeon = LogicModel.load(turned)
    (attractor,) = aeon.attractors(start=dict(aeon.initial))
    assert attractor["mTORC1_act"] == "off"
    ((share, state),) = maboss(turned, len(aeon.nodes))["ends"]
    assert share == 1.0
    assert set(str(state).split(" -- ")) == {node for node in aeon.nodes if attractor[node] == "on"}
