"""Time courses relative to where they start, for looking at quantities of different size in one picture."""

from __future__ import annotations

from mtorsbml.simulate.results import TimeCourse

OF_START = "relative to start"


def relative_to_start(course: TimeCourse) -> TimeCourse:
    """Divide each column by its first value; a column that starts at 0 stays as it is, in its own unit."""
    import numpy as np

    first = course.values[0]
    divisors = np.where(first != 0, first, 1.0)
    units = {
        name: OF_START if start != 0 else course.units.get(name, "")
        for name, start in zip(course.columns, first.tolist(), strict=True)
    }
    return TimeCourse(
        time=course.time,
        columns=course.columns,
        values=course.values / divisors,
        units={"time": course.units.get("time", ""), **units},
    )
