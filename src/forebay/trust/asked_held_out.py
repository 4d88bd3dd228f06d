"""What a replay without some rows is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from forebay.engine import Column


@dataclass(frozen=True, slots=True)
class AskedHeldOut:
    """The rows of a model and what of them is compared.

    Parameters
    ----------
    text
        Returns the AS SELECT in the present world, plain SQL, with witnesses.
    framed
        The same with the columns that a split reads.
    judged
        The condition of the rows that judge, over `framed`.
    label
        The column of the label.
    features
        The columns that are compared.
    context
        Columns of the same text that are of the row alone, by which it is recognised.
    unturned
        Those of them that are made of no answer.
    links
        By column of the text, the column of the source that it seems to be: of the thing that a
        row is of, or of its row.
    carried
        The same of its row.
    key
        Columns that identify a row; none: its context does.
    orders
        By name, expressions over the source that may put its rows in an order of time.
    answers
        The columns of the source that hold answers, folded.
    is_chosen
        Which rows judge is written.
    others
        Where rows cannot be taken away: the columns that are turned instead in those that judge.
    values
        The columns of the source that are no key, folded.
    by_label
        Rows may be chosen by their answers.
    is_ahead
        The answer is of later rows, too: what is of the row itself is known.
    is_seen
        A row with other values is not recognised: some of its context are values of its own.
    turnable
        The features that are compared where answers are others.
    together
        Suspected features of things whose rows the split keeps together.

    """

    text: Callable[[], str]
    framed: Callable[[], str]
    judged: str
    label: str
    features: Sequence[Column]
    context: Sequence[Column]
    unturned: Sequence[Column]
    links: Mapping[str, str]
    carried: Mapping[str, str]
    key: Sequence[Column]
    orders: Mapping[str, str]
    answers: frozenset[str]
    is_chosen: bool
    others: frozenset[str]
    values: frozenset[str]
    by_label: bool
    is_ahead: bool
    is_seen: bool
    turnable: frozenset[str]
    together: frozenset[str]
