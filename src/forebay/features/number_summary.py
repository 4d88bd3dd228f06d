"""What is known of the numbers of a column, by way of exact sums."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Self

BITS: Final = 62  # of a rounded term; 2^64 of them fit into a HUGEINT
_MEDIAN_ROWS: Final = 250_000  # their middle is known to 0.1 % of the ranks, a standard deviation


@dataclass(frozen=True, slots=True)
class NumberStatistics:
    """What is known of a numeric column.

    Parameters
    ----------
    n_rows, n_null, n_nan, n_infinite
        Rows; rows that are NULL, NaN, infinite. Everything else is about the finite ones.
    minimum, maximum, mean, median
        None if no value is finite. The median is an observed value (the lower one of two); above
        a million rows, that of a million rows picked by the hash of their key.
    deviation
        The sample deviation, divided by n - 1; None for fewer than two values.

    """

    n_rows: int
    n_null: int
    n_nan: int = 0
    n_infinite: int = 0
    minimum: float | None = None
    maximum: float | None = None
    mean: float | None = None
    deviation: float | None = None
    median: float | None = None

    @property
    def n_finite(self) -> int:
        """Rows with a finite value."""
        return self.n_rows - self.n_null - self.n_nan - self.n_infinite

    @property
    def shift(self) -> int:
        """The power of two by which values are multiplied to be added: at most 2^62 in size."""
        return BITS - _exponent(self.minimum, self.maximum)

    @property
    def spread_exponent(self) -> int:
        """The power of two that no distance from the mean exceeds."""
        half = (self.mean or 0.0) / 2
        return _exponent((self.minimum or 0.0) / 2 - half, (self.maximum or 0.0) / 2 - half) + 1

    def with_mean(self, total: int | None) -> Self:
        """Add the mean.

        Parameters
        ----------
        total
            The sum of the finite values, each times 2^`shift` and rounded; None if there is none.

        """
        if total is None:
            return self
        mean = float(Fraction(total, self.n_finite) / Fraction(2) ** self.shift)
        low, high = self.minimum or mean, self.maximum or mean
        return replace(self, mean=max(low, min(high, mean)))

    def with_deviation(self, total: int | None) -> Self:
        """Add the deviation.

        Parameters
        ----------
        total
            The sum of squared distances from the mean, each distance divided by
            2^`spread_exponent`, each square times 2^62 and rounded; None if there is none.

        """
        if total is None or self.n_finite <= 1:
            return self
        variance = Fraction(total, (self.n_finite - 1) * 2**BITS)
        return replace(self, deviation=math.ldexp(math.sqrt(variance), self.spread_exponent))


def _exponent(low: float | None, high: float | None) -> int:
    """Return e such that every value between the two is at most 2^e in size."""
    largest = max(abs(low or 0.0), abs(high or 0.0))
    return max(-1000, math.frexp(largest)[1]) if largest else 0


def sampled(key: str, n_rows: int) -> str:
    """Return the condition that a row is one of those of which the median is that of many rows.

    Parameters
    ----------
    key
        A UBIGINT column with a hash.

    """
    return f"{key} % {max(1, -(-n_rows // _MEDIAN_ROWS))} = 0"
