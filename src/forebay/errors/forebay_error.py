"""The three exceptions, told apart by what the reader does next.

::

    ForebayError
      ProjectError    your files or your command are wrong: edit them     exit 2
      EngineError     the engine or a source failed: its words follow     exit 3
      InternalError   a bug in Forebay: report it                         exit 70

A "no" (a failed check, a missed standard) is a value, never an exception.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from forebay.errors.problem import Problem

if TYPE_CHECKING:
    from forebay.errors.span import Span


class ForebayError(Exception):
    """An exception that carries every problem found, not only the first."""

    exit_code: ClassVar[int] = 70

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n\n".join(problem.render() for problem in problems))

    @classmethod
    def of(
        cls, name: str, message: str, span: Span | None = None, *, detail: str = "", hint: str = ""
    ) -> Self:
        """Return the exception for one problem.

        Examples
        --------
        >>> print(ProjectError.of("no-project", 'no forebay.toml in "."'))
        error[no-project]: no forebay.toml in "."

        """
        return cls(Problem(name, message, span, detail, hint))


class ProjectError(ForebayError):
    """The files or the command are wrong: edit them."""

    exit_code: ClassVar[int] = 2


class EngineError(ForebayError):
    """The engine or a source refused or failed: its own words follow."""

    exit_code: ClassVar[int] = 3


class InternalError(ForebayError):
    """A bug in Forebay: report it."""

    exit_code: ClassVar[int] = 70
