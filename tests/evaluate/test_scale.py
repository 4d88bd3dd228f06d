"""Scales against SciPy's logit and against numerical derivatives."""

import math

import pytest
from scipy import special

from forebay.evaluate.scale import Scale

SCALES = [Scale(), Scale(0.0, 1.0), Scale(-1.0, 1.0), Scale(0.0, math.inf), Scale(-math.inf, 1.0)]


@pytest.mark.parametrize("value", [1e-6, 0.2, 0.5, 0.999])
def test_between_0_and_1_it_is_the_logit_of_scipy(value):
    scale = Scale(0.0, 1.0)

    assert scale.stretched(value) == pytest.approx(special.logit(value))
    assert scale.shrunk(special.logit(value)) == pytest.approx(value)


def test_with_one_limit_it_is_the_logarithm_of_the_distance():
    assert Scale(0.0, math.inf).stretched(math.e) == pytest.approx(1.0)
    assert Scale(-math.inf, 1.0).stretched(1.0 - math.e) == pytest.approx(-1.0)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("value", [0.001, 0.3, 0.99])
def test_shrinking_undoes_stretching_and_order_is_kept(scale, value):
    assert scale.shrunk(scale.stretched(value)) == pytest.approx(value)
    assert scale.stretched(value + 1e-4) > scale.stretched(value)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("value", [0.1, 0.5, 0.8])
def test_slope_and_bend_are_the_derivatives(scale, value):
    step = 1e-4
    below, here, above = (scale.stretched(value + k * step) for k in (-1, 0, 1))

    slope = (above - below) / (2 * step)
    assert scale.slope(value) == pytest.approx(slope, rel=1e-6)
    assert scale.bend(value) == pytest.approx(
        (above - 2 * here + below) / step**2 / slope, abs=1e-4
    )


@pytest.mark.parametrize("scale", SCALES[1:])
def test_no_place_lies_beyond_the_limits(scale):
    for place in (-1e6, -50.0, 50.0, 1e6):
        assert scale.low <= scale.shrunk(place) <= scale.high


def test_the_limits_themselves_are_not_on_the_scale():
    assert [Scale(0.0, 1.0).holds(v) for v in (0.0, 0.5, 1.0)] == [False, True, False]
