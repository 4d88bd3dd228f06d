"""What a time replay is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine import Column
    from forebay.errors import Span
    from forebay.sql.statement import CreateModel, Expression
    from forebay.trust.mask import Mask


@dataclass(frozen=True, slots=True)
class AskedReplay:
    """The rows of a model and what of them is compared.

    Parameters
    ----------
    frame
        The name of the training frame in the world's workspace.
    features, key
        The columns that are compared, and those that identify a row (none: as bags).
    times
        The DATE and TIMESTAMP columns that PREDICT AT reads.
    label_masks
        The masks over what the label is made of: left out where rows are gone only for them.
    suspected
        Features that the search in the SQL could not decide about: they are compared once more
        with other labels in the rows that are predicted, and at more times.
    label
        The name of the label; empty: there is none.
    label_joins
        Where the relations stand that are joined for the label alone.

    """

    statement: CreateModel
    predict_at: Expression
    frame: str
    features: Sequence[Column]
    key: Sequence[Column]
    times: tuple[str, ...] = ()
    label_masks: frozenset[Mask] = frozenset()
    suspected: frozenset[str] = frozenset()
    label: str = ""
    label_joins: frozenset[Span] = frozenset()
