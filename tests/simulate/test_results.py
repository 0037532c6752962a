from __future__ import annotations

import math
import resource
import sys
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from mtorsbml.errors import UsageError
from mtorsbml.simulate import _plot
from mtorsbml.simulate.results import SteadyState, TimeCourse


@pytest.fixture
def course():
    return TimeCourse(
        time=np.array([0.0, 0.1, 30.0]),
        columns=("A", "B", "n"),
        values=np.array([[0.1, 1e-300, 1.0], [1 / 3, 2.0, 1.0], [1e20, -0.0, 1.0]]),
        units={"time": "min", "A": "nmol/l", "B": "nmol/l", "n": "1"},
    )


def test_columns_are_asked_for_by_id(course):
    assert course["B"].tolist() == [1e-300, 2.0, 0.0]
    assert course.final("A") == 1e20
    assert "B" in course
    assert "b" not in course
    assert len(course) == 3
    with pytest.raises(UsageError, match=r"the time course has no column 'a'; did you mean 'A'\?"):
        course["a"]


def test_between_time_points_values_lie_on_a_straight_line(course):
    assert course.at(0.1) == {"A": 1 / 3, "B": 2.0, "n": 1.0}
    assert course.at(0.05)["B"] == pytest.approx(1.0)
    for outside in (-1e-9, 30.1, math.nan):
        with pytest.raises(UsageError, match="lies outside the time course, which runs from 0 to 30"):
            course.at(outside)


def test_nothing_in_it_can_be_changed(course):
    for array in (course.time, course.values, course["A"]):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 5.0
    with pytest.raises(TypeError):
        course.units["A"] = "mol"
    with pytest.raises(AttributeError):
        course.columns = ()


def test_it_does_not_follow_the_arrays_that_it_was_made_from():
    values = np.ones((2, 1))
    course = TimeCourse(time=np.array([0.0, 1.0]), columns=("A",), values=values, units={})
    values[:] = 7
    assert course.final("A") == 1.0


def test_shapes_must_agree():
    with pytest.raises(ValueError, match=r"\(2, 1\) values for \(3,\) times and 1 columns"):
        TimeCourse(time=np.arange(3.0), columns=("A",), values=np.ones((2, 1)), units={})


# -- tables ----------------------------------------------------------------------------------------------------------


def test_a_table_has_units_and_numbers_that_read_back(course, tmp_path):
    course.to_csv(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == (
        "time [min],A [nmol/l],B [nmol/l],n [1]\n"
        "0.0,0.1,1e-300,1.0\n"
        "0.1,0.3333333333333333,2.0,1.0\n"
        "30.0,1e+20,-0.0,1.0\n"
    )
    read = np.loadtxt(tmp_path / "a.csv", delimiter=",", skiprows=1)
    np.testing.assert_array_equal(read[:, 1:], course.values)


def test_a_folder_that_is_missing_is_named(course, tmp_path):
    with pytest.raises(UsageError, match=r"gone/a.csv: the folder \S+gone does not exist; make it first"):
        course.to_csv(tmp_path / "gone" / "a.csv")


def test_a_full_disk_leaves_the_old_file_and_nothing_else(course, tmp_path):
    import signal

    target = tmp_path / "a.csv"
    target.write_text("old")
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50, old[1]))
    try:
        with pytest.raises(UsageError, match=r"a.csv: cannot be written \(File too large\)"):
            course.to_csv(target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
        signal.signal(signal.SIGXFSZ, handler)
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


# -- pictures --------------------------------------------------------------------------------------------------------


def _texts(path):
    return ["".join(node.itertext()).strip() for node in ET.parse(path).iter("{http://www.w3.org/2000/svg}text")]


def test_a_picture_names_ids_units_and_time(course, tmp_path):
    pytest.importorskip("matplotlib")
    course.plot(tmp_path / "a.svg", title="An experiment")
    texts = _texts(tmp_path / "a.svg")
    for text in ("A", "B", "n", "[nmol/l]", "value (no unit)", "time [min]", "An experiment"):
        assert text in texts


def test_only_what_is_asked_for_is_drawn(course, tmp_path):
    pytest.importorskip("matplotlib")
    course.plot(tmp_path / "a.svg", ["B"])
    texts = _texts(tmp_path / "a.svg")
    assert "B" in texts
    assert "A" not in texts


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_the_same_course_gives_the_same_bytes(course, tmp_path, ending):
    pytest.importorskip("matplotlib")
    for name in ("a", "b"):
        course.plot(tmp_path / f"{name}.{ending}")
    assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


@pytest.mark.parametrize(
    ("unit", "span", "expected"),
    [
        ("min", 120.0, ("min", 1.0)),
        ("min", 2880.0, ("h", 60.0)),
        ("min", 30 * 1440.0, ("d", 1440.0)),
        ("min", 0.5, ("s", 1 / 60)),
        ("s", 120.0, ("s", 1.0)),
        ("s", 600.0, ("min", 60.0)),
        ("", 600.0, ("", 1.0)),
    ],
)
def test_time_is_drawn_in_a_unit_that_is_easy_to_read(unit, span, expected):
    assert _plot.time_axis(unit, span) == pytest.approx(expected)


def test_of_many_columns_those_that_change_most_are_drawn():
    values = np.ones((2, 30))
    changing = [1, 4, 5, 7, 11, 13, 17, 19, 22, 23, 25, 29]
    values[1, changing] = np.linspace(1e-6, 1e6, 12)
    course = TimeCourse(time=np.array([0.0, 1.0]), columns=tuple(f"x{i}" for i in range(30)), values=values, units={})
    assert _plot.most_changing(course) == tuple(f"x{i}" for i in changing)


def test_wrong_pictures_are_refused(course, tmp_path, monkeypatch):
    with pytest.raises(UsageError, match=r"a picture ends in one of .png, .svg, .pdf, not in '.jpg'"):
        course.plot(tmp_path / "a.jpg")
    with pytest.raises(UsageError, match="no column 'C'"):
        course.plot(tmp_path / "a.png", ["C"])
    with pytest.raises(UsageError, match="there is nothing to draw"):
        course.plot(tmp_path / "a.png", [])
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r"pictures need matplotlib; install it with: pip install 'mtorsbml\[plot\]'"):
        course.plot(tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []


def test_a_steady_state_cannot_be_changed():
    rest = SteadyState(values={"A": 1.0}, residual=0.0, time=1.0, polished=False, units={"A": "nmol/l"})
    with pytest.raises(TypeError):
        rest.values["A"] = 2.0
    assert rest["A"] == 1.0
