"""Intervals around predictions of numbers: their coverage is counted."""

from __future__ import annotations

import math

import numpy as np
import pytest

from forebay.algorithms.conformal_interval import (
    ConformalInterval,
    conformal_interval,
    interval_arrays,
)

NO_EDGES = np.empty(0)


def test_the_width_is_the_error_of_the_rank_that_the_theorem_names() -> None:
    """Lei and others (2018), algorithm 2: the ceil((n + 1) level)-th smallest absolute error."""
    errors = np.sort(np.random.default_rng(1).random(100))
    interval = ConformalInterval(NO_EDGES, (errors,))

    for level in (0.28, 0.5, 0.8, 0.9, 0.95, 0.99):
        rank = math.ceil(101 * level - 1e-9)
        assert interval.half_widths(level) == (errors[rank - 1],)
    assert interval.half_widths(0.995) == (math.inf,)
    assert interval.highest_level == pytest.approx(100 / 101)


@pytest.mark.parametrize("level", [0.8, 0.9])
@pytest.mark.parametrize("n", [100, 600])
def test_new_rows_lie_inside_as_often_as_promised_whatever_the_model(n: int, level: float) -> None:
    """On average over samples from level to level + 1 / (rows of a bin + 1), here to 3 errors."""
    random = np.random.default_rng(int(n * level))
    samples, shares = 400, []
    for _ in range(samples):
        x = random.gamma(2, 2, 2 * n)
        y = x + random.standard_t(3, 2 * n) * x  # heavy tails, more noise for larger values
        predicted = 0.7 * x + 1.0  # a poor model
        found = conformal_interval(predicted[:n], y[:n], random.gamma(2, 1.4, 500) + 1, level)
        widths = np.array(found.half_widths(level))
        half = widths[np.searchsorted(found.edges, predicted[n:], "right")]
        shares.append((np.abs(y[n:] - predicted[n:]) <= half).mean())
    error = float(np.std(shares)) / math.sqrt(samples)
    assert level - 3 * error <= np.mean(shares) <= level + 1 / 101 + 3 * error


def test_bins_make_small_predictions_narrow_and_keep_the_share_in_each() -> None:
    random = np.random.default_rng(3)
    x = random.uniform(1, 10, 12_000)
    y = x + random.normal(0, 1, 12_000) * x / 5
    found = conformal_interval(x[:4_000], y[:4_000], x[4_000:5_000], 0.9)
    plain = ConformalInterval(NO_EDGES, (np.sort(np.abs(y[:4_000] - x[:4_000])),))

    places = np.searchsorted(found.edges, x[5_000:], "right")
    inside = np.abs(y[5_000:] - x[5_000:])
    shares = [
        (inside[places == i] <= width).mean() for i, width in enumerate(found.half_widths(0.9))
    ]
    alike = [(inside[places == i] <= plain.half_widths(0.9)[0]).mean() for i in range(10)]

    assert len(shares) == 10
    assert found.half_widths(0.9)[0] < 0.4 * found.half_widths(0.9)[-1]
    # 700 rows of a bin and 400 it is measured on: 1.9 points, one standard deviation.
    assert shares == pytest.approx([0.9] * 10, abs=0.06)
    assert max(alike) == 1.0
    assert min(alike) < 0.75


def test_every_bin_has_the_rows_that_the_level_needs() -> None:
    random = np.random.default_rng(4)
    x = random.normal(0, 1, 3_000)
    for level in (0.5, 0.9, 0.999):
        found = conformal_interval(x, x + random.normal(0, 1, 3_000), x[:100], level)
        assert found.highest_level > level
        assert min(map(len, found.errors)) >= min(200, 3_000)


def test_predictions_that_are_all_alike_are_one_bin() -> None:
    same = np.full(1_000, 2.5)

    found = conformal_interval(same, np.arange(1_000.0), same, 0.9)

    assert len(found.errors) == 1
    assert found.rows == 1_000


def test_what_is_stored_is_read_again() -> None:
    random = np.random.default_rng(5)
    x = random.normal(0, 1, 1_000)
    found = conformal_interval(x, x * 2, x, 0.9)
    model = {"weights": np.array([1.0])}

    own, again = interval_arrays(model | found.arrays())

    assert again is not None
    assert list(own) == ["weights"]
    assert again.half_widths(0.8) == found.half_widths(0.8)
    assert interval_arrays(model) == (model, None)


@pytest.mark.parametrize("damage", ["interval_edges", "interval_errors", "interval_rows"])
def test_what_is_not_whole_is_not_read(damage: str) -> None:
    x = np.random.default_rng(6).normal(0, 1, 1_000)
    arrays = conformal_interval(x, x * 2, x, 0.9).arrays()
    shorter = arrays | {damage: arrays[damage][::-1]}
    missing = {name: array for name, array in arrays.items() if name != damage}

    if damage != "interval_rows":
        with pytest.raises(ValueError, match="in order"):
            interval_arrays(shorter)
    with pytest.raises(ValueError, match="whole"):
        interval_arrays(missing)
