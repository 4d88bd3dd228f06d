"""Problems in the order in which a person goes through the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.errors import Problem


def in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Return problems by file and place, each once; what has no place stands first.

    Examples
    --------
    >>> from forebay.errors import Problem, Source
    >>> text = Source("a.sql", "SELECT 1").whole()
    >>> both = [Problem("x", "later", text.part(7, 8)), Problem("x", "first", text.part(0, 6))]
    >>> [problem.message for problem in in_order(both)]
    ['first', 'later']

    """

    def place(problem: Problem) -> tuple[str, int]:
        return (problem.span.source.path, problem.span.start) if problem.span else ("", 0)

    return sorted(dict.fromkeys(problems), key=place)
