"""What training saw of one raw column: a row of ML.FEATURE_INFO."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FeatureStatistics:
    """A raw column, before TRANSFORM, over the training rows.

    Parameters
    ----------
    minimum, maximum, mean, median, deviation
        Of the finite values of a number (of an instant: seconds since 1970); None for categories.
        The deviation is the sample's.
    category_count
        Distinct values that are not NULL; None for numbers.
    null_count
        Rows that are NULL.
    dimension
        The length of an ARRAY; None for anything else.

    """

    name: str
    null_count: int
    minimum: float | None = None
    maximum: float | None = None
    mean: float | None = None
    median: float | None = None
    deviation: float | None = None
    category_count: int | None = None
    dimension: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the statistics as JSON values; floats as text, in their shortest exact form."""
        return {k: repr(v) if isinstance(v, float) else v for k, v in asdict(self).items()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> FeatureStatistics:
        """Return the statistics that ``to_json`` wrote."""
        floats = {"minimum", "maximum", "mean", "median", "deviation"}
        read: dict[str, Any] = {
            k: float(v) if k in floats and v is not None else v for k, v in data.items()
        }
        return cls(**read)
