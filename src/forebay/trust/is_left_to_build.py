"""Whether the search in the SQL leaves a finding to the build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.trust.judged_source import judged_source

if TYPE_CHECKING:
    from forebay.project import Project
    from forebay.trust.finding import Finding
    from forebay.trust.model_view import ModelView


def is_left_to_build(finding: Finding, view: ModelView, project: Project) -> bool:
    """Return whether a finding has no proof and a replay decides: in time, or without some rows."""
    if not finding.suspects:
        return False
    return view.is_replayed(finding.suspects) or judged_source(view, project) is not None
