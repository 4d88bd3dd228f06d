"""The rows of a source from which the rows of a model come: one prediction each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.engine.quote import quote
from forebay.trust.columns_read import columns_read
from forebay.trust.cutoff_variable import CUTOFF

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.project import Project
    from forebay.sql.statement import Expression


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where in a source the rows with one prediction time are.

    Parameters
    ----------
    key
        The node key of the source.
    condition
        A Boolean over its rows: the row is predicted at the cutoff.
    label_columns
        Its columns that the label is made of, folded: not hidden in these rows (SEMANTICS 33).

    """

    key: str
    condition: str
    label_columns: frozenset[str]


def find_anchor(
    project: Project,
    origins: Mapping[str, tuple[str, ...]],
    predict_at: Expression,
    label: str | None,
) -> Anchor | None:
    """Return the anchor of a model; None if its prediction time is not one source's own.

    Each column that PREDICT AT reads must be made of exactly one column, all of one source. That a
    column is passed on as it is, is taken for granted: where it is not, no row is found, labels
    stay hidden, and rows that vanish for it are looked at again without.

    Parameters
    ----------
    origins
        By column of the model's AS SELECT, what it is made of (``table.column``).

    """
    folded = {name.casefold(): made_of for name, made_of in origins.items()}
    pieces, sources = [], set()
    read = columns_read(predict_at, folded)
    for place, token in enumerate(predict_at.tokens):
        if place not in read:
            pieces.append(token.text)
            continue
        made_of = folded[read[place]]
        if len(made_of) != 1:
            return None
        table, _, column = made_of[0].rpartition(".")
        sources.add(table.casefold())
        pieces.append(quote(column))
    if len(sources) != 1:
        return None
    key = sources.pop()
    node = project.nodes.get(key)
    if node is None or node.kind != "source":
        return None
    label_columns = {
        origin.rpartition(".")[2].casefold()
        for origin in folded.get((label or "").casefold(), ())
        if origin.rpartition(".")[0].casefold() == key
    }
    condition = f"(CAST(({' '.join(pieces)}) AS TIMESTAMP) = getvariable('{CUTOFF}'))"
    return Anchor(key, condition, frozenset(label_columns))
