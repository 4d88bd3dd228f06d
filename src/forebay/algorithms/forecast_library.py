"""The libraries of the extra `forecast`: looked for before anything runs, imported by training."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from forebay.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.errors import Span


def missing_libraries(at: Span | None, *, holidays: bool) -> Iterator[Problem]:
    """Yield ``library-missing`` for each library that a forecast needs; nothing is imported."""
    needed = {"statsmodels": "model_type ARIMA_PLUS"}
    if holidays:
        needed["holidays"] = "holiday_region"
    for library, what in needed.items():
        if find_spec(library) is None:
            yield Problem(
                "library-missing",
                f'{what} needs the library "{library}", which is not installed',
                at,
                hint="pip install 'forebay[forecast]'.",
            )
