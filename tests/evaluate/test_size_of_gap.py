"""The size of a gap that is seen with an error: bias and variance by quadrature."""

import numpy as np
import pytest
from scipy import integrate
from scipy.stats import norm

from forebay.evaluate.size_of_gap import _CORRECTION, moments_of_size, size_of_gap


def mean_of(function, gap):
    return integrate.quad(
        lambda x: function(x) * norm.pdf(x - gap), gap - 9, gap + 9, points=[0.0], limit=400
    )[0]


@pytest.mark.parametrize("gap", [0.0, 0.5, 0.97, 1.5, 2.2, 3.7, 6.0, 12.0])
def test_the_moments_are_those_of_quadrature(gap):
    mean = mean_of(size_of_gap, gap)
    variance = mean_of(lambda x: size_of_gap(x) ** 2, gap) - mean**2

    found = moments_of_size(gap)

    assert found.mean == pytest.approx(mean, abs=2e-3)
    assert found.variance == pytest.approx(variance, abs=5e-3)
    assert moments_of_size(-gap) == found


def test_there_is_little_bias_and_a_bounded_variance_whatever_the_gap():
    gaps = np.linspace(0, 10, 401)
    found = [moments_of_size(gap) for gap in gaps]
    bias = np.array([m.mean for m in found]) - gaps

    assert -0.21 < bias.min() < bias.max() < 0.16
    assert max(m.variance for m in found) < 1.42**2


def test_its_numbers_are_those_that_minimise_bias_and_variance():
    """The weighted least squares of the docstring, to the digits that are written down."""
    x, gaps = np.linspace(-14, 14, 2_801), np.linspace(0, 8, 161)
    density = norm.pdf(x - gaps[:, None]) * (x[1] - x[0])
    parts = np.stack([x ** (2 * k) * np.exp(-(x**2) / (2 * 1.4**2)) for k in range(4)], axis=1)
    weight = np.where(gaps == 0, 20.0, 1.0)
    bias, small = np.sqrt(100 * weight), np.sqrt(weight @ density)
    system = np.concatenate([bias[:, None] * (density @ parts), small[:, None] * parts])
    aim = np.concatenate([bias * (gaps - density @ abs(x)), -small * abs(x)])

    numbers = np.linalg.lstsq(system, aim, rcond=None)[0]

    assert numbers == pytest.approx(_CORRECTION, rel=1e-4)
