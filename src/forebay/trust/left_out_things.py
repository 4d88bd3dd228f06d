"""Things that only a column names which a model leaves out: the number of a person, of a panel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from forebay.trust.change import JUDGED, USED
from forebay.trust.clustered_answers import ClusteredAnswers, Thing, clustered_answers
from forebay.trust.counts_time import is_calendar
from forebay.trust.rows_at_times import rows_at_times

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from forebay.engine import Workspace

_NAMES: Final = re.compile(r"(^|_)(key|uuid|guid|code|no|nr|num|number)$|id$|num$")
_TIMES: Final = frozenset({"term", "semester", "trimester", "round", "visit", "session"})


def left_out_things(
    workspace: Workspace, source: str, names: Sequence[str], selected: Collection[str], label: str
) -> ClusteredAnswers | None:
    """Return a column that names things with several rows, one at a time; None if there is none.

    Parameters
    ----------
    source
        The name of a relation of rows of a source, with `USED` and `JUDGED`.
    names
        Its columns.
    selected
        Those that the model has, folded.
    label
        SQL of the answer as a number.

    """
    folded = {name.casefold(): name for name in names}
    things = [folded[n] for n in folded if _NAMES.search(n) and n not in selected]
    times = [folded[n] for n in folded if is_calendar(n) or n in _TIMES]
    panels = [t for t in things if _is_panel(workspace, source, t, times)]
    parts = (f"{USED} AND NOT {JUDGED}", f"{USED} AND {JUDGED}")
    found = clustered_answers(workspace, source, parts, [Thing((name,)) for name in panels], label)
    return found[0] if found else None


def _is_panel(workspace: Workspace, source: str, thing: str, times: Sequence[str]) -> bool:
    others = [at for at in times if at != thing]
    return bool(others) and rows_at_times(workspace, source, thing, others, USED).is_panel
