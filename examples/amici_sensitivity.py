"""What active mTORC1 on the lysosome depends on: sensitivities of the course of the gate, by AMICI's forward equations.

Needs: pip install 'mtorsbml[amici,plot]', a C++ compiler and BLAS; it compiles for a minute. Writes
amici_sensitivity.png.
"""

import os
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

# AMICI builds with the ninja that stands beside this Python.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])

from amici.importers.sbml import SbmlImporter
from amici.sim import sundials

import mtorsbml

NAME, SHOWN = "gate_with_sensitivities", "mTORC1_act"
folder = Path(NAME).resolve()
SbmlImporter(str(mtorsbml.path("lysosomal_gate"))).sbml2amici(NAME, folder, verbose=False)
model = sundials.import_model_module(NAME, folder).get_model()
parameters, states = list(model.get_free_parameter_ids()), list(model.get_state_ids())
# What happens after GATOR1 becomes four times as fast.
rate = parameters.index("kcat_GATOR1_RagAB")
values = np.array(model.get_free_parameters())
values[rate] *= 4
model.set_free_parameters(values)
model.set_timepoints(np.linspace(0, 60, 61))

solver = model.create_solver()
solver.set_relative_tolerance(1e-9)
solver.set_absolute_tolerance(1e-12)
solver.set_sensitivity_order(sundials.SensitivityOrder.first)
solver.set_sensitivity_method(sundials.SensitivityMethod.forward)
result = sundials.run_simulation(model, solver)
column = states.index(SHOWN)
# Relative change of the level for a relative change of the parameter: 1 is as much, -1 the other way.
relative = result.sx[:, :, column] * values / result.x[:, column, None]
strongest = np.argsort(-np.abs(relative).max(axis=0))[:6]

figure, panel = plt.subplots(figsize=(6.5, 3.5), layout="constrained")
for i in strongest:
    panel.plot(result.t, relative[:, i], label=parameters[i])
panel.set(xlabel="time [min]", ylabel=f"relative sensitivity of {SHOWN}")
panel.legend(frameon=False, fontsize="small", bbox_to_anchor=(1.01, 1), loc="upper left")
figure.savefig("amici_sensitivity.png", dpi=120)
print(f"{SHOWN} at the end is most sensitive to: {', '.join(parameters[i] for i in strongest)}")
print(f"kcat_GATOR1_RagAB: {relative[-1, rate]:.4f}")
