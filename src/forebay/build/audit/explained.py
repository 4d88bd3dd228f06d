"""Whether what explains single rows adds up to what is answered for them (I5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.query.explained_rows import RowExplainer

if TYPE_CHECKING:
    from forebay.build.audit.drawn_rows import DrawnRows
    from forebay.query.live_model import LiveModel

_ROWS: Final = 20
_CLOSE: Final = 1e-6  # of the raw score; attributions are sums of many small numbers


def explained(model: LiveModel, rows: DrawnRows) -> dict[str, Any]:
    """Explain some rows and add up: baseline and parts must be the raw score that is answered.

    Returns
    -------
    dict
        ``rows``: how many were explained; ``apart``: how many do not add up.

    """
    some = [column[:_ROWS] for column in rows.columns]
    found = RowExplainer(model, model.threshold).predicted(some)
    sums = found.baseline + found.parts.sum(axis=1)
    close = np.isclose(sums, found.value, rtol=_CLOSE, atol=_CLOSE) | np.isnan(found.output)
    return {"rows": len(sums), "apart": int((~close).sum())}
