"""The same course in COPASI, through basico; COPASI's own file of the model is left beside it.

Needs: pip install 'mtorsbml[interop,plot]'. Writes copasi_course.cps, which COPASI's
window opens, and copasi_course.png.
"""

import basico
import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt

import mtorsbml

basico.load_model(str(mtorsbml.path("lysosomal_gate")))
# COPASI calls things by their names; the ids of the file stand beside them.
parameters = basico.get_parameters()
rate = parameters[parameters["sbml_id"] == "kcat_GATOR1_RagAB"]
basico.set_parameters(rate.index[0], exact=True, initial_value=4 * float(rate["initial_value"].iloc[0]))
course = basico.run_time_course(duration=60, intervals=120, use_sbml_id=True, r_tol=1e-8, a_tol=1e-10)
basico.save_model("copasi_course.cps")
active = course["mTORC1_act"]
print(f"mTORC1_act after an hour: {active.iloc[-1] / active.iloc[0]:.3f} of its resting level")

figure, panel = plt.subplots(figsize=(6, 3.5), layout="constrained")
for name in ("mTORC1_act", "mTORC1_lys"):
    panel.plot(course.index, course[name], label=name)
panel.set(xlabel="time [min]", ylabel="level [nmol/l]", ylim=(0, None))
panel.legend(frameon=False)
figure.savefig("copasi_course.png", dpi=120)
