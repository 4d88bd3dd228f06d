"""What makes no series."""

from __future__ import annotations

import numpy as np
import pytest

from forebay.algorithms.regular_series import NotASeriesError, regular_series


def test_values_whose_squares_are_infinite_make_no_series() -> None:
    days = np.arange(30, dtype=np.int64) * 86_400_000_000
    with pytest.raises(NotASeriesError, match=r"values beyond 1e\+150"):
        regular_series(days, np.full(30, -2e150), "AUTO_FREQUENCY", 1000)
    assert regular_series(days, np.full(30, 1e150), "AUTO_FREQUENCY", 1000).values[0] == 1e150
