"""Things that only a column names which a model leaves out: the number of a person, of a panel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import quote
from forebay.trust.clustered_answers import ClusteredAnswers, Thing, clustered_answers
from forebay.trust.counts_time import is_calendar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.engine import Workspace

_NAMES: Final = re.compile(r"(^|_)(key|uuid|guid|code|no|nr|num|number)$|id$|num$")
_ONCE: Final = 0.99  # of the rows, so many are the only ones of their thing at their time


def left_out_things(
    workspace: Workspace, made: str, shown: Mapping[str, str], judged: str, label: str
) -> ClusteredAnswers | None:
    """Return a column that names things with several rows, one at a time; None if there is none.

    Parameters
    ----------
    made
        The name of a relation of the model's rows, with columns that it does not select.
    shown
        How those columns are called in the source.
    judged
        The condition of the rows that judge.
    label
        SQL of the answer as a number.

    """
    things = [name for name, own in shown.items() if _NAMES.search(own.casefold())]
    names = workspace.describe(f"SELECT * FROM {quote(made)}").names if things else ()
    times = [name for name in names if is_calendar(shown.get(name, name))]
    panels = [t for t in things if any(_is_panel(workspace, made, t, at) for at in times)]
    parts = (f"NOT {judged}", judged)
    found = clustered_answers(workspace, made, parts, [Thing((name,)) for name in panels], label)
    return found[0] if found else None


def _is_panel(workspace: Workspace, made: str, thing: str, time: str) -> bool:
    (row,) = workspace.rows(
        f"SELECT count(*), count(DISTINCT ({quote(thing)}, {quote(time)})) FROM {quote(made)}"
    )
    counted: Any = row
    return thing != time and bool(counted[1] >= _ONCE * counted[0] > 0)
