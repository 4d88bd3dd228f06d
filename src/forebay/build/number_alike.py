"""Rows without a key that are alike by nature, told apart before they are split."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.build.training_frame import numbered_frame
from forebay.trust.equal_rows import COPIED
from forebay.trust.model_view import model_view
from forebay.trust.suspicions import suspicions

if TYPE_CHECKING:
    from forebay.build.model_work import ModelWork
    from forebay.build.training_frame import TrainingFrame
    from forebay.features.roles import Roles


def number_alike(
    work: ModelWork, frame: TrainingFrame, roles: Roles
) -> tuple[TrainingFrame, Roles]:
    """Return frame and roles in which each row stands for itself, if its rows are alike by nature.

    Rows that a join or a UNION repeats, as far as the SQL tells, stay together: a copy must not be
    trained on and judged on. So do those of models with a key, with groups, or without a label.
    """
    if roles.key or roles.groups or roles.label is None or _may_repeat(work):
        return frame, roles
    name = f"{work.walk.file_name(work.node)}-rows.parquet"
    found = numbered_frame(work.workspace, frame, work.walk.scratch / name)
    return (frame, roles) if found is None else (found, replace(roles, numbers=True))


def _may_repeat(work: ModelWork) -> bool:
    view = model_view(work.node, work.walk.traced(work.node))
    joins = view.relation.joins
    return (
        bool(view.relation.copies)
        or any(not join.unique for join in joins)
        or any(finding.name == COPIED for finding in suspicions(work.walk.project, work.node.key))
    )
