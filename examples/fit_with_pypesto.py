"""A fit with pyPESTO: rates of a model, and a scale for each readout, from measurements.

Needs: pip install 'mtorsbml[fit]'. As it stands, two rates of the lysosomal gate from noisy measurements that the model
itself made, the levels of one blot without a unit. Your own data, in the tables that docs/interoperability.md tells of:

    python examples/fit_with_pypesto.py growth_factor blots.tsv conditions.tsv k_off_Insulin_IR,k_receptor_recycling

Leaves the PEtab problem in the folder problem.
"""

import sys
from pathlib import Path

import numpy as np
import petab.v1 as petab
import pypesto.optimize
from pypesto.objective.roadrunner import PetabImporterRR

import mtorsbml
from mtorsbml.exchange.outgoing import export_model

RATES = ("k_Rheb_activation", "k_mTORC1_act_exit")
SHOWN = {"mTORC1_act": "", "mTORC1_lys": "", "Rag_on": "relative"}
NOISE, EXPOSURE = 0.02, 3.0


def invent(model: str, target: Path) -> None:
    """Measurements of the condition `trial` of the problem, which makes GATOR1 ten times as fast."""
    course = mtorsbml.simulate(model, {"kcat_GATOR1_RagAB": 2.5}, duration=60, points=13, select=list(SHOWN))
    random = np.random.default_rng(1)
    rows = ["observableId\tsimulationConditionId\tmeasurement\ttime\tnoiseParameters\tunit"]
    for name, unit in SHOWN.items():
        levels = course[name] * (EXPOSURE if unit else 1)
        sigma = NOISE * float(np.max(levels))
        for time, level in zip(course.time, levels, strict=True):
            rows.append(f"{name}\ttrial\t{level + random.normal(0, sigma):.6g}\t{time:g}\t{sigma:.6g}\t{unit}")
    target.write_text("\n".join(rows) + "\n")


if len(sys.argv) > 1:
    model, measurements, conditions, rates = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
else:
    model, measurements, conditions, rates = "lysosomal_gate", Path("measurements.tsv"), None, ",".join(RATES)
    invent(model, measurements)
export_model(model, "petab", Path("problem"), measurements=measurements, conditions=conditions, estimate=rates)

task = petab.Problem.from_yaml(f"problem/{model}.yaml")
shipped = np.array(task.x_nominal_scaled)
importer = PetabImporterRR(task)
likelihood = importer.create_objective()
# What made the invented measurements is what is shipped, so the fit begins elsewhere then.
problem = importer.create_problem(likelihood, x_guesses=[shipped] if conditions else None)
result = pypesto.optimize.minimize(
    problem,
    optimizer=pypesto.optimize.ScipyOptimizer(method="Nelder-Mead", options={"fatol": 0.01, "adaptive": True}),
    n_starts=1 if conditions else 2,
    progress_bar=False,
)
fitted = result.optimize_result.x[0]


def misfit(x: np.ndarray) -> float:
    """Squared distance to the measurements, each in units of its noise."""
    sigma = task.measurement_df["noiseParameters"].astype(float)
    return 2 * float(likelihood(x)) - float(np.log(2 * np.pi * sigma**2).sum())


print(
    f"misfit of {len(task.measurement_df)} measurements: {misfit(shipped):.1f} as shipped, {misfit(fitted):.1f} fitted"
)
for name, value, before in zip(problem.x_names, fitted, shipped, strict=True):
    print(f"{name}: {10**before:.3g}, fitted {10**value:.3g}")
