"""Counts of values that training never had: numbers out of its range, NULL where none was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.features.value_kind import value_kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.features.frozen_features import FrozenFeatures


class UnusualNumbers:
    """How many values of each column were outside of what the training rows had.

    They are answered like any other; who runs the server sees them in ``/metrics``.

    Attributes
    ----------
    out_of_range
        By column that is a number: values below the least or above the largest of training.
    missing
        By column of which no training row was NULL: how many are.

    Examples
    --------
    >>> from forebay.engine.protocol import Column
    >>> from forebay.features.feature_statistics import FeatureStatistics
    >>> from forebay.features.frozen_features import FrozenFeatures
    >>> of_x = FeatureStatistics("x", 0, minimum=0.0, maximum=10.0)
    >>> unusual = UnusualNumbers(FrozenFeatures((Column("x", "DOUBLE"),), (), (), (of_x,)))
    >>> unusual.add([{"x": 4.0}, {"x": -1.0}, {"x": None}])
    >>> unusual.out_of_range, unusual.missing
    ({'x': 1}, {'x': 1})

    """

    def __init__(self, features: FrozenFeatures) -> None:
        known = {statistics.name.casefold(): statistics for statistics in features.statistics}
        self._ranges: list[tuple[str, float, float]] = []
        self.out_of_range: dict[str, int] = {}
        self.missing: dict[str, int] = {}
        for column in features.inputs:
            statistics = known.get(column.name.casefold())
            if statistics is None:
                continue
            low, high = statistics.minimum, statistics.maximum
            if low is not None and high is not None and value_kind(column.type) == "number":
                self._ranges.append((column.name, low, high))
                self.out_of_range[column.name] = 0
            if not statistics.null_count:
                self.missing[column.name] = 0
        self._complete = tuple(self.missing)

    def add(self, rows: Sequence[Mapping[str, object]]) -> None:
        """Count the rows of a request, by the names of the model."""
        for row in rows:
            for name, low, high in self._ranges:
                value = row[name]
                if value is not None and not low <= value <= high:  # type: ignore[operator]
                    self.out_of_range[name] += 1
            for name in self._complete:
                if row[name] is None:
                    self.missing[name] += 1
