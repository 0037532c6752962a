"""Draws the pictures of the documentation through the public interface: `python scripts/pictures.py [folder]`.

Needs: pip install 'mtorsbml[plot]'. Takes about a minute; without a folder the pictures go to docs/images.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import matplotlib as mpl
import numpy as np

import mtorsbml

mpl.use("Agg")
from matplotlib import pyplot as plt

IMAGES = Path(__file__).parents[1] / "docs" / "images"
COLOURS = ("#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7")
"""After Okabe and Ito: people with any colour vision can tell them apart."""
HOUR, DAY = 60.0, 1440.0
STYLE = {
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.alpha": 0.3,
    "lines.linewidth": 2,
}


def reactivation(path: Path) -> None:
    """Active mTORC1 in two days without amino acids: the wild type and three knockouts, each after a month of rest."""
    mtor = mtorsbml.load("mtor")
    knockouts = {"wild type": "", "SLC38A9 lost": "SLC38A9", "ATG7 lost": "ATG7", "NUFIP1 lost": "NUFIP1"}
    figure, axes = plt.subplots(figsize=(8.4, 3.8))
    start = 30 * DAY
    for colour, (label, gene) in zip(COLOURS, knockouts.items(), strict=False):
        changes = {"AminoAcids_t_on": start, "AminoAcids_step": 0.0, **({f"{gene}_total": 0.0} if gene else {})}
        course = mtor.simulate(changes, start=start - HOUR, duration=start + 2 * DAY, points=981, select=["mTORC1_act"])
        level = course["mTORC1_act"] / course["mTORC1_act"][0]
        axes.plot((course.time - start) / HOUR, level, colour, label=label, linestyle="--" if gene == "ATG7" else "-")
    axes.set(xlim=(-1, 48), ylim=(0, 1.05), xlabel="hours without amino acids", ylabel="active mTORC1, of that before")
    axes.legend(frameon=False)
    _save(figure, path)


def day_of_meals(path: Path) -> None:
    """The sixth day of three meals: what plasma does, and mTORC1 in each tissue."""
    tissues = {"muscle": "mTORC1_muscle", "liver": "mTORC1_liver", "white fat": "mTORC1_WAT"}
    plasma = {"glucose": "Glucose_plasma", "amino acids": "AA_plasma", "insulin": "Insulin_plasma"}
    course = mtorsbml.simulate(
        "organism", start=5 * DAY, duration=6 * DAY, points=481, select=[*plasma.values(), *tissues.values()]
    )
    figure, panels = plt.subplots(2, 1, figsize=(8.4, 6.0), sharex=True)
    hours = (course.time - 5 * DAY) / HOUR
    for axes, lines in zip(panels, (plasma, tissues), strict=True):
        for colour, (label, name) in zip(COLOURS[1:], lines.items(), strict=False):
            axes.plot(hours, course[name] / course[name].mean(), colour, label=label)
        for meal in (8, 13, 19):
            axes.axvline(meal, color="0.6", linestyle=":", linewidth=1)
        axes.legend(frameon=False, loc="upper left")
        axes.set_ylim(bottom=0)
    panels[0].set(ylabel="in plasma, of the day's mean")
    panels[1].set(ylabel="active mTORC1, of the day's mean", xlabel="hour of the day (meals at the dotted lines)")
    panels[1].set(xlim=(0, 24), xticks=range(0, 25, 3))
    _save(figure, path)


def leucine_threshold(path: Path) -> None:
    """Active mTORC1 two hours after leucine was changed, over what Sestrin2 sees, at four amounts of Sestrin2."""
    mtor = mtorsbml.load("mtor")
    media = np.concatenate([[0.0], np.geomspace(3e3, 1e7, 40)])
    figure, axes = plt.subplots(figsize=(8.4, 4.2))
    arms = {
        f"{fold:g} times the usual Sestrin2" if fold != 1 else "usual Sestrin2": {
            "Sestrin2_total": fold * mtor.default("Sestrin2_total")
        }
        for fold in (0.5, 1, 2, 4)
    }
    arms["5 times the usual Kd"] = {"Kd_Sestrin2_Leu": 5 * mtor.default("Kd_Sestrin2_Leu")}
    for colour, (label, changes) in zip(COLOURS, arms.items(), strict=True):
        rest = mtor.steady_state(changes).state
        select = ["Leu", "mTORC1_act"]
        runs = [
            mtor.simulate({**changes, "Leu_ext": x}, begin=rest, duration=2 * HOUR, points=2, select=select, rtol=1e-6)
            for x in media
        ]
        seen = np.array([run.final("Leu") for run in runs]) / 1000
        active = np.array([run.final("mTORC1_act") for run in runs]) / mtor.default("mTORC1_act")
        axes.plot(seen, active, colour, label=label, linestyle="--" if "Kd" in label else "-")
        half = (active[0] + active[-1]) / 2
        axes.plot(np.exp(np.interp(half, active, np.log(seen))), half, "o", color=colour)
    axes.set(xscale="log", xlim=(1, 3000), ylim=(0, 1.25))
    axes.set(xlabel="leucine that Sestrin2 sees [umol/l]", ylabel="active mTORC1, of the fed level")
    axes.legend(frameon=False, title="dots: half-way between none and plenty")
    _save(figure, path)


PICTURES: dict[str, Callable[[Path], None]] = {
    "reactivation.png": reactivation,
    "day_of_meals.png": day_of_meals,
    "leucine_threshold.png": leucine_threshold,
}


def _save(figure: plt.Figure, path: Path) -> None:
    figure.tight_layout()
    figure.savefig(path, dpi=100, metadata={"Software": None})
    plt.close(figure)


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
    with plt.rc_context(STYLE):
        for name, draw in PICTURES.items():
            draw(folder / name)
            sys.stdout.write(f"{folder / name}\n")
