"""Rows that are alike since there are few ways to be, and not since they were copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from forebay.engine.protocol import Workspace

# Contents that come five times each; triples of which so many should be there, and how many of
# them must be: contents are not equally likely, which makes more of them.
_FEW_CONTENTS: Final = 0.2
_MEASURABLE: Final = 5.0
_LEAST_NATURE: Final = 0.3


def alike_by_nature(workspace: Workspace, contents: str) -> bool:
    """Return whether rows are alike as draws from a limited set of contents are.

    Of S equally likely contents, each drawn L times on average, S L exp(-L) come once, half of L
    times as many twice and a third of L times as many as those three times (Poisson). So with n1
    and n2 seen, 2/3 n2^2 / n1 come three times. Copies of rows come twice and hardly ever more.

    Parameters
    ----------
    contents
        A query of one column ``h``: a hash of what each row holds.

    """
    found: Any = workspace.rows(
        "SELECT count(*), sum(n), count(*) FILTER (WHERE n = 1), count(*) FILTER (WHERE n = 2),"
        f" count(*) FILTER (WHERE n > 2) FROM (SELECT count(*) AS n FROM ({contents}) GROUP BY h)"
    )
    different, rows, once, twice, more = (int(n or 0) for n in found[0])
    if different <= _FEW_CONTENTS * rows:
        return rows > 0
    expected = 2 / 3 * twice**2 / max(1, once)
    return expected >= _MEASURABLE and more >= _LEAST_NATURE * expected
