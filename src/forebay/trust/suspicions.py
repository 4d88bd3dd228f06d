"""What the search in the SQL of a model could not decide, and leaves to the replay in the build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.sql.statement import CreateModel
from forebay.trust.is_left_to_build import is_left_to_build
from forebay.trust.lint import features_findings
from forebay.trust.model_view import model_view
from forebay.trust.trace_project import trace_project

if TYPE_CHECKING:
    from forebay.project import Project
    from forebay.trust.finding import Finding
    from forebay.trust.lineage import Lineage


def suspicions(project: Project, key: str, lineage: Lineage | None = None) -> tuple[Finding, ...]:
    """Return the findings about a model that the lint has not told.

    Each names the features that it is about. A build refuses the model for one unless the replay
    has compared these features and found no difference.

    Parameters
    ----------
    key
        Of the model.
    lineage
        Of the project, if it was traced already.

    """
    node = project.nodes[key]
    lineage = lineage or trace_project(project)
    if not isinstance(node.statement, CreateModel) or key not in lineage.relations:
        return ()
    if key in lineage.unread:
        return ()
    view = model_view(node, lineage)
    found = [f for f in features_findings(view) if is_left_to_build(f, view, project)]
    waived = {c.casefold() for waiver in view.statement.allow_leakage for c in waiver.columns}
    return tuple(f for f in found if not {name.casefold() for name in f.columns} <= waived)
