"""The test with shuffled labels: where nothing can be learned, nothing may seem to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.errors import Span
    from forebay.trust.area import Area

_ERRORS = 2.0  # standard errors above chance
_TIMES = 3  # in a row: once in twenty happens by chance


def exceeds_chance(areas: Sequence[Area]) -> bool:
    """Whether every one of some shuffles was judged better than chance."""
    return all(one.value > 0.5 + _ERRORS * one.standard_error for one in areas)


def learns_noise(areas: Sequence[Area], model: str, span: Span) -> Problem | None:
    """Return an error if three shuffles in a row were judged better than chance; else None."""
    if len(areas) < _TIMES or not exceeds_chance(areas):
        return None
    shown = ", ".join(f"{one.value:.3f}" for one in areas)
    return Problem(
        "learns-noise",
        f'with its labels shuffled, "{model}" still seems to learn something',
        span,
        detail=f"small models trained on shuffled labels have a ROC AUC of {shown} on the judged"
        " rows, and 0.5 is all there is: rows of both parts have something in common that only"
        " they share.",
        hint="look for copies of rows and for ids that stand on both sides of the split.",
    )
