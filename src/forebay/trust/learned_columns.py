"""Which columns of a model's AS SELECT it learns from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.sql.statement import CreateModel


def learned_columns(
    statement: CreateModel, names: Iterable[str], features: Iterable[str]
) -> frozenset[str]:
    """Return the columns, folded, that features are made of; with TRANSFORM, those it names.

    What TRANSFORM does not let through can tell a model nothing. The label may be among them.

    Parameters
    ----------
    names
        All columns of the AS SELECT.
    features
        Those that are features where there is no TRANSFORM.

    """
    if statement.transform is None:
        return frozenset(name.casefold() for name in features)
    wanted: set[str] = set()
    for item in statement.transform:
        if item.expression is None:
            left_out = {name.casefold() for name in item.except_columns}
            wanted |= {name.casefold() for name in names} - left_out
        else:
            wanted |= {t.value.casefold() for t in item.expression.tokens}
    roles = {name.casefold() for name in (*statement.key, *statement.carry)}
    return frozenset(wanted) - roles
