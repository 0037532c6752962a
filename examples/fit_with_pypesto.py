"""A fit with pyPESTO: two rates of the lysosomal gate, from noisy measurements that the model itself made.

Needs: pip install 'mtorsbml[fit]'. Leaves the PEtab problem in the folder problem; put your own table in the place of
measurements.tsv to fit your own data.
"""

from pathlib import Path

import numpy as np
import petab.v1 as petab
import pypesto.optimize
from pypesto.objective.roadrunner import PetabImporterRR

import mtorsbml
from mtorsbml.exchange.outgoing import export_model

RATES = ("k_Rheb_activation", "k_mTORC1_act_exit")
SHOWN = ("mTORC1_act", "mTORC1_lys", "Rag_on")
NOISE = 0.02

# The condition `trial` of the problem makes GATOR1 ten times as fast.
course = mtorsbml.simulate("lysosomal_gate", {"kcat_GATOR1_RagAB": 2.5}, duration=60, points=13, select=list(SHOWN))
random = np.random.default_rng(1)
rows = ["observableId\tsimulationConditionId\tmeasurement\ttime\tnoiseParameters"]
for name in SHOWN:
    for time, level in zip(course.time, course[name], strict=True):
        sigma = NOISE * float(np.max(course[name]))
        rows.append(f"{name}\ttrial\t{level + random.normal(0, sigma):.6g}\t{time:g}\t{sigma:.6g}")
Path("measurements.tsv").write_text("\n".join(rows) + "\n")
export_model(
    "lysosomal_gate", "petab", Path("problem"), measurements=Path("measurements.tsv"), estimate=",".join(RATES)
)

importer = PetabImporterRR(petab.Problem.from_yaml("problem/lysosomal_gate.yaml"))
problem = importer.create_problem()
result = pypesto.optimize.minimize(
    problem,
    optimizer=pypesto.optimize.ScipyOptimizer(method="Nelder-Mead"),
    n_starts=2,
    progress_bar=False,
)
best = dict(zip(problem.x_names, result.optimize_result.x[0], strict=True))
parameters = petab.Problem.from_yaml("problem/lysosomal_gate.yaml").parameter_df
for name in RATES:
    print(f"{name}: fitted {10 ** best[name]:.3f}, true {parameters.loc[name, 'nominalValue']:.3f}")
