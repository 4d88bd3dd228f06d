"""Compare the features of one prediction time with what they are in another world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forebay.engine.quote import literal, quote
from forebay.features.frame import PREDICT_AT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from forebay.engine import Column, Workspace
    from forebay.trust.asked_replay import AskedReplay

# Sums in another order differ by this much; nothing that is a leak does.
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class FeatureDifference:
    """A feature whose values differ.

    Parameters
    ----------
    rows
        How many rows differ.
    key
        The key of one of them, as text; empty where rows have no key.
    built, known
        Its value in the table that was built, and from what was known then; as text, None for NULL.

    """

    feature: str
    rows: int
    key: str
    built: str | None
    known: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing the rows of one prediction time gave.

    Parameters
    ----------
    rows
        Rows that were built.
    vanished, appeared
        Rows that are only there in one of the worlds: built, or known then.

    """

    rows: int
    vanished: int
    appeared: int
    differences: tuple[FeatureDifference, ...]


def compare_features(
    workspace: Workspace,
    text: str,
    asked: AskedReplay,
    features: Sequence[Column],
    cutoff: datetime,
) -> Comparison:
    """Compare the rows at the cutoff in the frame with those of `text`.

    With a key, rows are joined by it; without, each feature is compared as a bag of values, and a
    difference has no row to show.

    Parameters
    ----------
    text
        The model's AS SELECT in the other world, plain SQL.

    """
    then = f"CAST(({asked.predict_at.text}\n) AS TIMESTAMP) = {literal(cutoff)}"
    built = f"SELECT * FROM {quote(asked.frame)} WHERE {PREDICT_AT} = {literal(cutoff)}"
    known = (
        f"SELECT * FROM (\n{text}\n) WHERE {_column_filters(workspace, built, asked.times)}{then}"
    )
    if asked.key:
        return _by_key(workspace, (built, known), features, asked.key)
    return _as_bags(workspace, (built, known), features)


def _column_filters(workspace: Workspace, built: str, times: Sequence[str]) -> str:
    """Return what the rows at the cutoff have in common in the columns that PREDICT AT reads.

    It follows from the time itself, but engines push a column's own value down through joins, and
    an expression not: 20 times faster on flights.
    """
    if not times:
        return ""
    items = ", ".join(f"min({quote(name)}), max({quote(name)})" for name in times)
    ends: Any = workspace.rows(f"SELECT {items} FROM ({built})")[0]
    found = []
    for name, low, high in zip(times, ends[::2], ends[1::2], strict=True):
        if low is not None and low == high:
            found.append(f"{quote(name)} = {literal(low)} AND ")
        elif low is not None:
            found.append(f"{quote(name)} BETWEEN {literal(low)} AND {literal(high)} AND ")
    return "".join(found)


def _by_key(
    workspace: Workspace, sides: tuple[str, str], features: Sequence[Column], key: Sequence[Column]
) -> Comparison:
    shown = " || ', ' || ".join(
        f"{_text_literal(c.name)} || coalesce(CAST({quote(c.name)} AS VARCHAR), 'NULL')"
        for c in key
    )
    columns = ", ".join(quote(c.name) for c in (*key, *features))
    one, other = (f"SELECT {shown} AS __shown, {columns} FROM (\n{side}\n)" for side in sides)
    counts = [
        "count(b.__shown)",
        "count(*) FILTER (WHERE k.__shown IS NULL)",
        "count(*) FILTER (WHERE b.__shown IS NULL)",
    ]
    joined = " FROM b FULL JOIN k ON b.__shown = k.__shown"
    # A key that is not unique would join with itself; one of equal keys stands for all.
    first = "SELECT DISTINCT ON (__shown) *"
    sides_sql = f"WITH b AS ({first} FROM ({one})), k AS ({first} FROM ({other}))"
    # Mostly nothing differs, and to plan two figures for each feature takes longer than to run it.
    rows_of_both = [", ".join(f"{side}.{quote(c.name)}" for c in features) for side in "bk"]
    counts.append(
        "count(*) FILTER (WHERE b.__shown IS NOT NULL AND k.__shown IS NOT NULL"
        f" AND row({rows_of_both[0]}) IS DISTINCT FROM row({rows_of_both[1]}))"
    )
    seen: Any = workspace.rows(f"{sides_sql} SELECT {', '.join(counts)}{joined}")[0]
    n_rows, vanished, appeared, n_differing = seen
    if not n_differing:
        return Comparison(n_rows, vanished, appeared, ())
    items = []
    for column in features:
        name = quote(column.name)
        differs = _differs(f"b.{name}", f"k.{name}", column.type)
        both = f"b.__shown IS NOT NULL AND k.__shown IS NOT NULL AND {differs}"
        row = f"[b.__shown, CAST(b.{name} AS VARCHAR), CAST(k.{name} AS VARCHAR)]"
        items += [
            f"count(*) FILTER (WHERE {both})",
            f"min_by({row}, b.__shown) FILTER (WHERE {both})",
        ]
    rest: Any = workspace.rows(f"{sides_sql} SELECT {', '.join(items)}{joined}")[0]
    differences = [
        FeatureDifference(column.name, count, *row)
        for column, count, row in zip(features, rest[::2], rest[1::2], strict=True)
        if count
    ]
    return Comparison(n_rows, vanished, appeared, tuple(differences))


def _as_bags(
    workspace: Workspace, sides: tuple[str, str], features: Sequence[Column]
) -> Comparison:
    counts: Any = [workspace.rows(f"SELECT count(*) FROM (\n{side}\n)")[0][0] for side in sides]
    differences = []
    for column in features:
        value = _rounded(quote(column.name), column.type)
        one, other = (f"SELECT {value} AS v FROM (\n{side}\n)" for side in sides)
        gone: Any = workspace.rows(
            f"SELECT count(*), CAST(min(v) AS VARCHAR) FROM ({one} EXCEPT ALL {other})"
        )
        come: Any = workspace.rows(
            f"SELECT CAST(min(v) AS VARCHAR) FROM ({other} EXCEPT ALL {one})"
        )
        n_rows = gone[0][0] - max(0, counts[0] - counts[1])  # rows that vanished took values along
        if n_rows > 0:
            differences.append(FeatureDifference(column.name, n_rows, "", gone[0][1], come[0][0]))
    return Comparison(
        counts[0], max(0, counts[0] - counts[1]), max(0, counts[1] - counts[0]), tuple(differences)
    )


def _differs(one: str, other: str, kind: str) -> str:
    if kind not in {"DOUBLE", "FLOAT"}:
        return f"{one} IS DISTINCT FROM {other}"
    size = f"greatest(abs({one}), abs({other}))"
    close = f"abs({one} - {other}) <= {literal(TOLERANCE)} * {size}"
    return f"({one} IS DISTINCT FROM {other} AND NOT coalesce({close}, false))"


def _rounded(name: str, kind: str) -> str:
    return f"printf('%.8e', {name})" if kind in {"DOUBLE", "FLOAT"} else name


def _text_literal(name: str) -> str:
    return "'" + f"{name} = ".replace("'", "''") + "'"
