from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mtorsbml.simulate._network import Network

MATRICES = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(-2, 2))
)


def _rank(matrix: np.ndarray) -> int:
    """Rank by exact elimination, column by column."""
    rows = [[Fraction(int(x)) for x in row] for row in matrix]
    rank = 0
    for j in range(matrix.shape[1]):
        pivot = next((i for i in range(rank, len(rows)) if rows[i][j]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for i in range(rank + 1, len(rows)):
            factor = rows[i][j] / rows[rank][j]
            rows[i] = [a - factor * b for a, b in zip(rows[i], rows[rank], strict=True)]
        rank += 1
    return rank


@given(MATRICES)
def test_totals_span_the_left_null_space(matrix):
    totals = Network(matrix.astype(float)).totals
    assert totals.shape == (len(matrix) - _rank(matrix), len(matrix))
    np.testing.assert_allclose(totals @ matrix, 0, atol=1e-12)
    assert np.linalg.matrix_rank(totals) == len(totals)


@given(MATRICES.flatmap(lambda m: st.tuples(st.just(m), arrays(float, len(m), elements=st.floats(0, 1e3)))))
def test_every_species_gets_a_positive_scale_that_covers_its_start(case):
    matrix, amounts = case
    scale = Network(matrix.astype(float)).attainable(amounts, np.ones(len(matrix)))
    assert (scale > 0).all()
    assert (scale >= amounts).all()


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ([100.0, 7.0, 0.0, 0.0], [100.0, 7.0, 7.0, 7.0]),  # A + B -> AB -> ABp
        ([100.0, 0.0, 0.0, 0.0], [100.0, 100.0, 100.0, 100.0]),  # B knocked out: the scale of the others
    ],
)
def test_a_complex_reaches_what_its_scarcest_part_allows(amounts, expected):
    matrix = np.array([[-1, 0], [-1, 0], [1, -1], [0, 1]], dtype=float)
    assert Network(matrix).attainable(np.array(amounts), np.ones(4)).tolist() == expected


def test_scales_follow_stoichiometry_and_volume():
    dimer = np.array([[-2.0], [1.0]])
    assert Network(dimer).attainable(np.array([10.0, 0.0]), np.ones(2)).tolist() == [10.0, 5.0]
    made_of_nothing = np.array([[0.0], [1.0]])
    scale = Network(made_of_nothing).attainable(np.array([3e-12, 0.0]), np.array([1e-12, 1e-15]))
    assert scale == pytest.approx([3e-12, 3e-15])


def test_what_decay_has_left_counts_as_nothing():
    fed_from_outside = np.array([[0.0], [1.0]])
    scale = Network(fed_from_outside).attainable(np.array([3.0, 9.5e-164]), np.ones(2))
    assert scale.tolist() == [3.0, 3.0]


def test_an_amplifying_loop_ends():
    loop = np.array([[-1.0, 1.0], [2.0, -1.0]])  # A -> 2 B, B -> A
    assert np.isfinite(Network(loop).attainable(np.array([1.0, 0.0]), np.ones(2))).all()
