"""Keep private values out of what a build tells and remembers of failing rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from forebay.checks.outcome import CheckResult
    from forebay.project import Project

_HIDDEN: Final = "(private)"


def private_names(project: Project) -> frozenset[str]:
    """Return the folded names of all columns that are private, or made of private ones.

    Private is what ``[columns] private`` names. An assertion shows columns of a query of its own,
    so names are what counts, wherever they stand.
    """
    if not project.settings.columns.private:
        return frozenset()
    from forebay.trust.column_rules import private_columns
    from forebay.trust.trace_project import trace_project

    return frozenset().union(*private_columns(project, trace_project(project)).values())


def hide_private(result: CheckResult, private: frozenset[str]) -> CheckResult:
    """Return the result of a check with its private values hidden."""
    places = {i for i, name in enumerate(result.columns) if name.casefold() in private}
    if not places:
        return result
    sample = tuple(
        tuple(_HIDDEN if i in places else value for i, value in enumerate(row))
        for row in result.sample
    )
    return replace(result, sample=sample)
