"""A fit with pyPESTO: rates of a model, and a scale for each readout, from measurements.

Needs: pip install 'mtorsbml[fit,plot]'. As it stands, two rates of the lysosomal gate from noisy measurements that the
model itself made, one readout of them without a unit. With your own data, in the tables of docs/interoperability.md,
the noise of each value given:

    python examples/fit_with_pypesto.py growth_factor blots.tsv conditions.tsv k_off_Insulin_IR,k_receptor_recycling

Leaves the PEtab problem in the folder problem, and writes fit_with_pypesto.png: dots are measured, lines are fitted.
"""

import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import petab.v1 as petab
import pypesto.optimize
from pypesto.C import ROADRUNNER_SIMULATION
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
values = task.unscale_parameters(dict(zip(problem.x_names, fitted, strict=True)))
for name, value in values.items():
    print(f"{name}: {task.parameter_df.loc[name, 'nominalValue']:.3g}, fitted {value:.3g}")

courses = likelihood.call_unprocessed(fitted, (0,), "mode_fun", True)[ROADRUNNER_SIMULATION]
seen = task.measurement_df.groupby(["observableId", "simulationConditionId"], sort=False)
names = list(dict.fromkeys(name for name, _ in seen.groups))
figure, panels = plt.subplots(1, len(names), figsize=(3.2 * len(names), 3), layout="constrained", squeeze=False)
for (name, condition), rows in seen:
    panel = panels[0, names.index(name)]
    dots = panel.plot(rows["time"], rows["measurement"], "o", markersize=4, label=condition)
    panel.plot(courses[condition]["time"], courses[condition][name], color=dots[0].get_color())
    panel.set(title=name.removeprefix("obs_"), xlabel="time [min]", ylim=(0, None))
panels[0, 0].set_ylabel("measured, fitted")
panels[0, 0].legend(frameon=False, fontsize="small")
figure.savefig("fit_with_pypesto.png", dpi=120)
