"""How a column is kept out of the features of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.sql.statement import CreateModel, Expression


def left_out(names: Sequence[str], statement: CreateModel, of: str = "") -> str:
    """Return the SQL that leaves columns out: EXCLUDE, or CARRY where the model's times read them.

    ``LABEL KNOWN AT left_at + air_time * INTERVAL 1 MINUTE`` reads a number, which is a feature
    unless the model only carries it; it cannot be left out of the SELECT. `of` is what follows the
    columns of a SELECT.
    """
    at = statement.predict_at
    times = (at.expression if at is not None else None, statement.label_known_at)
    if not any(_reads(time, names) for time in times if time is not None):
        return f"SELECT * EXCLUDE ({', '.join(names)}){of}"
    return f"CARRY ({', '.join(names)}), as the times of the model read it"


def _reads(time: Expression, names: Sequence[str]) -> bool:
    words = {token.value.casefold() for token in time.tokens if token.kind in {"word", "quoted"}}
    return any(name.casefold() in words for name in names)
