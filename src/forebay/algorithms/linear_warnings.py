"""What a person should know of a linear model's training, as problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

_LISTED = 5


def not_converged(limit: int, what: str) -> Problem:
    """Return the warning that the loss was still falling when max_iterations ended training."""
    return Problem(
        "not-converged",
        f"training ended after {limit:,} {what} while the loss was still falling",
        detail="max_iterations is the highest number of them.",
        hint="raise max_iterations, or set l2_reg.",
        severity="warning",
    )


def diverged(rate: float, number: int) -> Problem:
    """Return the error that a constant learning rate made the loss grow without limit."""
    return Problem(
        "training-diverged",
        f"the loss grew without limit: learn_rate {rate:g} is too high",
        detail=f"after {number + 1} iterations it is no number any more.",
        hint="set a lower learn_rate, or leave learn_rate_strategy out: LINE_SEARCH finds a rate.",
    )


def separated(names: Sequence[str]) -> Problem:
    """Return the warning that some features tell classes apart without error.

    Parameters
    ----------
    names
        The columns whose weights grow without limit; may be empty.

    """
    listed = ", ".join(f'"{name}"' for name in names[:_LISTED])
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    who = f"{listed}{more}" if names else "the features together"
    return Problem(
        "separated-classes",
        f"{who} can tell classes apart without any error in the training rows",
        detail="the weights of such columns have no best value: they grow until training stops.",
        hint="look whether a column gives the answer away; l2_reg gives finite weights.",
        severity="warning",
    )
