"""The scale on which a figure is nearly normal."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretching of the range of a figure to the whole line.

    Between two limits it is the logit, above a single one the logarithm, below a single one minus
    the logarithm of the distance, without limits the figure itself. Bounds made on it stay within
    the limits, and there the spread of a figure depends little on the figure.

    Parameters
    ----------
    low, high
        The limits; infinite where there is none.

    Examples
    --------
    >>> Scale(0.0, 1.0).stretched(0.5), Scale(0.0, math.inf).stretched(1.0)
    (0.0, 0.0)

    """

    low: float = -math.inf
    high: float = math.inf

    @property
    def is_whole_line(self) -> bool:
        """Whether there is no limit, so that nothing is stretched."""
        return math.isinf(self.low) and math.isinf(self.high)

    def holds(self, value: float) -> bool:
        """Return whether a value lies between the limits, where the scale is finite."""
        return self.low < value < self.high

    def stretched(self, value: float) -> float:
        """Return where a value lies on the scale."""
        left, right = value - self.low, self.high - value
        if math.isinf(left) and math.isinf(right):
            return value
        below = 0.0 if math.isinf(left) else math.log(left)
        return below - (0.0 if math.isinf(right) else math.log(right))

    def shrunk(self, place: float) -> float:
        """Return the value that lies at a place of the scale."""
        if self.is_whole_line:
            return place
        if math.isinf(self.high):
            return self.low + _exp(place)
        if math.isinf(self.low):
            return self.high - _exp(-place)
        return self.low + (self.high - self.low) / (1.0 + _exp(-place))

    def slope(self, value: float) -> float:
        """Return by how much the scale stretches at a value."""
        left, right = 1.0 / (value - self.low), 1.0 / (self.high - value)
        return left + right if left + right > 0 else 1.0

    def bend(self, value: float) -> float:
        """Return the change of the slope with the value, over the slope."""
        left, right = 1.0 / (value - self.low), 1.0 / (self.high - value)
        return right - left


def _exp(x: float) -> float:
    return math.exp(min(x, 709.0))  # above, a double overflows
