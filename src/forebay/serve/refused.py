"""A request that is not answered: its status and the reasons."""

from __future__ import annotations

from typing import Self

from forebay.errors import Problem


class RefusedError(Exception):
    """Ends the answering of one request; becomes a response with the problems in it.

    Parameters
    ----------
    status
        The HTTP status.

    """

    def __init__(self, status: int, *problems: Problem) -> None:
        self.status = status
        self.problems = problems
        super().__init__(status, *(problem.message for problem in problems))

    @classmethod
    def of(cls, status: int, name: str, message: str, *, detail: str = "", hint: str = "") -> Self:
        """Return the refusal for one problem."""
        return cls(status, Problem(name, message, None, detail, hint))
