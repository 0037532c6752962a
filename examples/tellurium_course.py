"""A course of the lysosomal gate in Tellurium: GATOR1 four times as fast, and what becomes of active mTORC1.

Needs: pip install 'mtorsbml[interop,plot]'. Writes tellurium_course.png.
"""

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
import tellurium as te

import mtorsbml

model = te.loadSBMLModel(str(mtorsbml.path("lysosomal_gate")))
shown = ["mTORC1_act", "mTORC1_lys", "Rag_on"]
model.timeCourseSelections = ["time", *(f"[{name}]" for name in shown)]
model["kcat_GATOR1_RagAB"] *= 4
course = model.simulate(0, 60, 121)

figure, panel = plt.subplots(figsize=(6, 3.5), layout="constrained")
for column, name in enumerate(shown, start=1):
    panel.plot(course[:, 0], course[:, column] / course[0, column], label=name)
panel.set(xlabel="time [min]", ylabel="level [its resting level]", ylim=(0, None))
panel.legend(frameon=False)
figure.savefig("tellurium_course.png", dpi=120)
print(f"mTORC1_act after an hour: {course[-1, 1] / course[0, 1]:.3f} of its resting level")
