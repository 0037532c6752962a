"""The logic model of the lysosomal gate in MaBoSS: how often mTORC1 is active, with and without what the Rags need.

Needs: pip install cmaboss. Leaves the model in the folder maboss.
"""

from pathlib import Path

import cmaboss

from mtorsbml.exchange.outgoing import export_model

network, settings = export_model("lysosomal_gate", "maboss", Path("maboss"))


def share(node, configuration):
    """In what share of 1000 runs a node is on in the end."""
    result = cmaboss.MaBoSSSim(str(network), str(configuration)).run()
    fixed_points = result.get_fp_table().values()
    return sum(probability for probability, state in fixed_points if node in state.split(" -- "))


starved = Path("maboss") / "starved.cfg"
starved.write_text(settings.read_text().replace("v_ATPase.istate = 1;", "v_ATPase.istate = 0;"))
at_rest, without = share("mTORC1_act", settings), share("mTORC1_act", starved)
print(f"mTORC1_act is on in {at_rest:.0%} of the runs at rest, and in {without:.0%} without the V-ATPase")
