"""The prediction times at which features are computed again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.engine.quote import quote
from forebay.features.frame import PREDICT_AT

if TYPE_CHECKING:
    from datetime import datetime

    from forebay.engine import Workspace

CUTOFFS = 8
CUTOFFS_OF_SUSPECTED = 40  # suspicion adds cutoffs (SEMANTICS 32)
LEAST_OF_SINGLE_ROWS = 8  # as many are compared before a budget ends it
# Where hardly any rows share a time; five single rows found every leak of twelve views.
CUTOFFS_OF_SINGLE_ROWS = 20
_FEW_ROWS = 3


def cutoffs(
    workspace: Workspace, frame: str, *, at_least: int = CUTOFFS
) -> tuple[tuple[datetime, int], ...]:
    """Return prediction times that occur and how many rows each has (SEMANTICS 32).

    The times are cut into strata of equally many; of each the one that most rows share is taken,
    the earliest among equals. They come in an order in which any first part is spread over all of
    time, because a budget may end the replay.

    Parameters
    ----------
    frame
        The name of the training frame.
    at_least
        How many strata; more where a time has fewer than three rows on average.

    """
    source = f"FROM {quote(frame)} WHERE {PREDICT_AT} IS NOT NULL"
    found: Any = workspace.rows(f"SELECT count(*), count(DISTINCT {PREDICT_AT}) {source}")
    n_rows, n_times = found[0]
    if not n_times:
        return ()
    strata = at_least
    if n_rows < _FEW_ROWS * n_times:
        strata = max(at_least, CUTOFFS_OF_SINGLE_ROWS)
    rows: Any = workspace.rows(
        f"WITH times AS (SELECT {PREDICT_AT} AS t, count(*) AS n {source} GROUP BY ALL),"
        f" parted AS (SELECT t, n, ntile({strata}) OVER (ORDER BY t) AS part FROM times),"
        " ranked AS (SELECT t, n, part, row_number() OVER"
        " (PARTITION BY part ORDER BY n DESC, t) AS place FROM parted)"
        " SELECT t, n FROM ranked WHERE place = 1 ORDER BY part"
    )
    return tuple(rows[place] for place in _spread(len(rows)))


def _spread(count: int) -> list[int]:
    """Return 0 to `count` - 1 so that each first part is spread.

    Examples
    --------
    >>> _spread(5)
    [0, 4, 2, 1, 3]

    """
    width = max(1, (count - 1).bit_length())
    order = sorted(range(2**width), key=lambda number: int(f"{number:0{width}b}"[::-1], 2))
    within = [number for number in order if number < count]
    return [0, count - 1, *(n for n in within if n not in {0, count - 1})] if count > 1 else [0]
