"""How many rows a model keeps to calibrate scores or to measure intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def calibration_share(options: Mapping[str, Any]) -> float:
    """Return the share of the rows outside the gate part that are for calibration; 0 for none.

    Parameters
    ----------
    options
        What ``validate_options`` returned.

    Examples
    --------
    >>> calibration_share({"calibration_method": "PLATT", "calibration_fraction": 0.1})
    0.1
    >>> calibration_share({"prediction_interval_level": None, "calibration_fraction": 0.1})
    0.0

    """
    asked = options.get("calibration_method", "NONE") != "NONE"
    if asked or options.get("prediction_interval_level") is not None:
        return float(options.get("calibration_fraction", 0.0))  # series have no such rows
    return 0.0
