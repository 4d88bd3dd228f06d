"""Every leak that the SQL of a project shows, and what is waived of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.errors import Problem
from forebay.sql.statement import CreateModel
from forebay.trust.column_rules import column_rules
from forebay.trust.is_left_to_build import is_left_to_build
from forebay.trust.model_view import ModelView, model_view
from forebay.trust.rules.answer import answer
from forebay.trust.rules.around import around
from forebay.trust.rules.judged import judged
from forebay.trust.rules.known import known
from forebay.trust.rules.named import named
from forebay.trust.rules.rows import rows
from forebay.trust.trace_project import trace_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from forebay.project import Project
    from forebay.trust.finding import Finding
    from forebay.trust.lineage import Lineage

_RULES: Final[tuple[Callable[[ModelView], Iterable[Finding]], ...]] = (
    answer, known, around, rows, named,
)  # fmt: skip


def lint(project: Project, lineage: Lineage | None = None) -> tuple[Problem, ...]:
    """Return the leaks of every model, without those that a waiver allows.

    Parameters
    ----------
    project
        Validated: every name resolves and every SELECT binds.
    lineage
        Of the same project, if it was traced already.

    Returns
    -------
    tuple
        Errors and warnings, each with its place; unused waivers are warnings. What no rule can
        prove and the replay decides is not among them: ``suspicions``.

    """
    if not any(isinstance(node.statement, CreateModel) for node in project.nodes.values()):
        return ()
    lineage = lineage or trace_project(project)
    problems: list[Problem] = []
    for key, node in project.nodes.items():
        is_model = isinstance(node.statement, CreateModel) and key in lineage.relations
        if is_model and key not in lineage.unread:
            view = model_view(node, lineage)
            problems += _judged(view, [*_findings(view, project)], project)
    problems += column_rules(project, lineage)
    return tuple(dict.fromkeys([*_unread(project, lineage), *problems]))


def _findings(view: ModelView, project: Project) -> Iterator[Finding]:
    yield from features_findings(view)
    yield from judged(view, project)


def features_findings(view: ModelView) -> Iterator[Finding]:
    """Yield what the rules find in the features and rows of a model, waived or not."""
    for rule in _RULES:
        yield from rule(view)


def _judged(view: ModelView, findings: list[Finding], project: Project) -> Iterator[Problem]:
    """Yield what is not waived, then the waivers that nothing needs."""
    waived = {
        column.casefold() for waiver in view.statement.allow_leakage for column in waiver.columns
    }
    needed: set[str] = set()
    for finding in findings:
        names = {name.casefold() for name in finding.columns}
        needed |= names & waived
        if not names <= waived and not is_left_to_build(finding, view, project):
            yield finding.problem()
    # The checks of the build read waivers of features too: whether one is needed, only they know.
    statement = view.statement
    named = (*view.features, view.label or "", *statement.key, *statement.carry)
    needed |= {name.casefold() for name in named}
    for waiver in view.statement.allow_leakage:
        unused = [c for c in waiver.columns if c.casefold() not in needed]
        if unused:
            yield Problem(
                "unused-waiver",
                f'nothing about "{unused[0]}" has to be allowed',
                waiver.span,
                detail="it is no feature of the model, and not its label, so nothing leaks by it.",
                hint="delete the clause, or the column from it.",
                severity="warning",
            )


def _unread(project: Project, lineage: Lineage) -> Iterator[Problem]:
    """Yield a warning for each query above a model that could not be followed."""
    for key in sorted(lineage.unread):
        node = project.nodes[key]
        if node.model_ancestor or node.kind == "model":
            yield Problem(
                "not-traced",
                f'the columns of "{node.name}" cannot be followed to their sources',
                node.statement.name.span,
                detail="its SQL runs, but the search for leaks cannot read it.",
                hint="write it in simpler SQL, or check by hand that no feature tells the answer.",
                severity="warning",
            )
