"""What is read from LightGBM's text, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from forebay.algorithms.forest import round_down_to_float32
from forebay.algorithms.lightgbm_text import read_lightgbm_text
from forebay.errors import InternalError


def test_another_version_of_the_text_is_refused():
    with pytest.raises(InternalError, match="not of version 4"):
        read_lightgbm_text("tree\nversion=v5\n\nTree=0\n")


def test_linear_leaves_are_refused():
    with pytest.raises(InternalError, match="linear leaves"):
        read_lightgbm_text("version=v4\n\nTree=0\nis_linear=1\nend of trees")


def test_no_float32_is_parted_from_its_side_by_rounding_thresholds():
    rng = np.random.RandomState(0)
    special = [0.0, -0.0, 1e300, -1e300, np.inf, -np.inf, 1e-46, -1e-46, 3.5e38, 0.1]
    thresholds = np.concatenate([special, rng.randn(500), np.exp(rng.uniform(-99, 99, 500))])

    rounded = round_down_to_float32(thresholds)

    with np.errstate(over="ignore"):
        above = np.nextafter(rounded, np.float32(np.inf))
        below = np.nextafter(rounded, np.float32(-np.inf))
    for x in (rounded, above, below):
        np.testing.assert_array_equal(x <= rounded, x.astype(np.float64) <= thresholds)
