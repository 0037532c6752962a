"""The logic model of the lysosomal gate in MaBoSS: how often mTORC1 is active, with and without what the Rags need.

Needs: pip install cmaboss 'mtorsbml[plot]'. Leaves the model in the folder maboss, and writes maboss_run.png.
"""

from pathlib import Path

import cmaboss
import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt

from mtorsbml.exchange.outgoing import export_model

network, settings = export_model("lysosomal_gate", "maboss", Path("maboss"))


def share(node, result):
    """In what share of 1000 runs a node is on in the end."""
    return sum(probability for probability, state in result.get_fp_table().values() if node in state.split(" -- "))


starved = Path("maboss") / "starved.cfg"
starved.write_text(settings.read_text().replace("v_ATPase.istate = 1;", "v_ATPase.istate = 0;"))
rest, without = (cmaboss.MaBoSSSim(str(network), str(configuration)).run() for configuration in (settings, starved))
print(
    f"mTORC1_act is on in {share('mTORC1_act', rest):.0%} of the runs at rest, and in "
    f"{share('mTORC1_act', without):.0%} without the V-ATPase"
)

shares, times, nodes, _ = without.get_nodes_probtraj()
figure, panel = plt.subplots(figsize=(6, 3.5), layout="constrained")
for node in ("Ragulator", "Rag_on", "mTORC1_lys", "mTORC1_act"):
    panel.plot(times[:20], shares[:20, nodes.index(node)], label=node)
panel.set(xlabel="time [updates of a node]", ylabel="on without the V-ATPase [share of runs]", ylim=(0, None))
panel.legend(frameon=False)
figure.savefig("maboss_run.png", dpi=120)
