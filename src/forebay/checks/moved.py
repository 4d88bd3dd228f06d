"""An error in SQL that we put around a person's text, moved to its place in that text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.errors import ForebayError, Problem, Span


def moved(error: ForebayError, prefix: int, length: int, at: Span) -> ForebayError:
    """Return the same error with every place moved into the person's text.

    Parameters
    ----------
    error
        Raised for ``<prefix><text><suffix>``, given to the engine without a span.
    prefix, length
        The lengths of our prefix and of the person's text, in characters.
    at
        Where the person's text stands. Places outside of it become all of it.

    """
    return type(error)(*(_moved(problem, prefix, length, at) for problem in error.problems))


def _moved(problem: Problem, prefix: int, length: int, at: Span) -> Problem:
    span = problem.span
    if span is None or span.start < prefix or span.end > prefix + length:
        return replace(problem, span=at)
    return replace(problem, span=at.part(span.start - prefix, span.end - prefix))
