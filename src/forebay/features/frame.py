"""The frame: the rows of a model's AS SELECT with what a split needs to know of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.protocol import Column
from forebay.features.key_hash import key_hash

if TYPE_CHECKING:
    from forebay.features.roles import Roles
    from forebay.sql.statement import Expression

KEY = "__key"
PREDICT_AT = "__predict_at"
LABEL_KNOWN_AT = "__label_known_at"
GROUP = "__group"
_NUMBER = "__number"  # of a row among those that are equal to it


def frame_columns(roles: Roles | None = None) -> tuple[Column, ...]:
    """Return the columns that ``frame_query`` puts in front of those of the AS SELECT.

    Without `roles`: those that are always there.
    """
    columns = [
        Column(KEY, "UBIGINT"),
        Column(PREDICT_AT, "TIMESTAMP"),
        Column(LABEL_KNOWN_AT, "TIMESTAMP"),
    ]
    if roles is not None and roles.groups:
        columns.append(Column(GROUP, "UBIGINT"))
    return tuple(columns)


def frame_query(roles: Roles, source: str) -> str:
    """Return the query that gives a model's rows with a few columns of ours in front.

    ``__key`` UBIGINT: the hash of the key, or of the whole row where there is no key: rows that are
    equal in every column then stay together, and their order does not matter, unless
    `roles.numbers` tells them apart (`numbered`). ``__predict_at`` and ``__label_known_at``
    TIMESTAMP, in UTC: the clauses of the model, NULL where there is none. ``__group`` UBIGINT, only
    if there are groups: their hash. Hashes are computed here, once, because MD5 costs a hundred
    times what the split costs else.

    Parameters
    ----------
    source
        A quoted relation name or a query in parentheses: the AS SELECT.

    """
    identity = roles.key or roles.columns
    group = f"{key_hash(roles.groups)} AS {GROUP}, " if roles.groups else ""
    query = (
        f"SELECT {key_hash(identity)} AS {KEY},"
        f" {_instant(roles.predict_at)} AS {PREDICT_AT},"
        f" {_instant(roles.label_known_at)} AS {LABEL_KNOWN_AT}, {group}*"
        f" FROM {source}"
    )
    return numbered(f"({query})") if roles.numbers else query


def numbered(framed: str) -> str:
    """Return the query of framed rows whose equal ones have keys of their own (SEMANTICS rule 10).

    The first keeps the hash of its content, the others have that of hash and number. Which of them
    is which does not matter, as they are equal in all that the model reads.
    """
    number = f"row_number() OVER (PARTITION BY {KEY} ORDER BY hash(f))"
    other = key_hash((Column(KEY, "UBIGINT"), Column(_NUMBER, "BIGINT")), "again")
    return (
        f"SELECT CASE WHEN {_NUMBER} = 1 THEN {KEY} ELSE {other} END AS {KEY},"
        f" * EXCLUDE ({KEY}, {_NUMBER}) FROM (SELECT *, {number} AS {_NUMBER} FROM {framed} AS f)"
    )


def _instant(expression: Expression | None) -> str:
    # The line end closes a comment that may stand at the end of the user's text.
    text = "NULL" if expression is None else f"({expression.text}\n)"
    return f"CAST({text} AS TIMESTAMP)"
