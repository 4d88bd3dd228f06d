"""What is live and has no file any more (SEMANTICS rule 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem, ProjectError
from forebay.plan.step import Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.plan.state import PlanState
    from forebay.project.outline import ProjectOutline


def drops(
    outline: ProjectOutline, state: PlanState, steps: Sequence[Step], *, anyway: bool
) -> list[Step]:
    """Return a step for each live name whose CREATE statement is gone, in order of name.

    Raises
    ------
    ProjectError
        ``live-dependants``: something that stays live was built from it, and not `anyway`.

    """
    gone = sorted(key for key in state.live if key not in outline.nodes)
    stay = {s.node.casefold() for s in steps if s.action in {"keep", "held", "still_refused"}}
    found, problems = [], []
    for key in gone:
        readers = [
            state.names.get(other, other)
            for other in sorted(stay)
            if other in state.live and key in state.live[other].inputs
        ]
        name = state.names.get(key, key)
        if readers and not anyway:
            problems.append(
                Problem(
                    "live-dependants",
                    f'"{name}" has no file any more, but live "{readers[0]}" was built from it',
                    detail=f"live versions built from it: {', '.join(readers)}.",
                    hint="bring the file back, or drop it all the same: forebay build --drop.",
                )
            )
        notes = (f"live {', '.join(readers)} stays as it is",) if readers else ()
        found.append(Step(name, "drop", "file deleted", notes=notes))
    if problems:
        raise ProjectError(*problems)
    return found
