"""The order-free checksum of a table's values (SEMANTICS 7), as SQL."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from forebay.engine.quote import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine.protocol import Column, Schema

_PLAIN = re.compile(
    r"U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|BOOLEAN|DATE|TIME|TIMESTAMP(?:_S|_MS|_NS)?"
    r"|DECIMAL\(\d+,\s*\d+\)|UUID"
)


def sums_query(text: str, schema: Schema) -> str:
    """Return SQL that gives rows and two sums: one row of the relation is one 128-bit number.

    Every value becomes a canonical text, so that no two rows of one schema share a text: numbers
    and times as they print, floats as DOUBLE with one zero and one NaN, texts with their length in
    front, nested values as JSON with its length, NULL as ``~``. The MD5 of a row's text is cut in
    two 64-bit numbers, each summed exactly; sums do not depend on the order of rows, and equal rows
    count as often as they occur.
    """
    values = ", ".join(_canonical(column) for column in schema.columns)
    row = f"concat_ws('|', {values})" if values else "''"
    return (
        "SELECT count(*), sum(CAST(m & 18446744073709551615 AS HUGEINT)),"
        " sum(CAST(m >> 64 AS HUGEINT))"
        f" FROM (SELECT md5_number({row}) AS m FROM (\n{text}\n))"
    )


def content_id_of(schema: Schema, rows: int, sums: Sequence[int | None]) -> str:
    """Return the checksum, 64 hex digits, of a schema, a number of rows and the two sums.

    Examples
    --------
    >>> from forebay.engine.protocol import Column, Schema
    >>> a = content_id_of(Schema((Column("x", "BIGINT"),)), 0, (None, None))
    >>> b = content_id_of(Schema((Column("x", "DOUBLE"),)), 0, (None, None))
    >>> len(a), a == b
    (64, False)

    """
    columns = [[column.name, column.type] for column in schema.columns]
    modular = [str((s or 0) % 2**64) for s in sums]
    told = json.dumps(["content-id-1", columns, rows, modular], ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _canonical(column: Column) -> str:
    name, kind = quote(column.name), column.type.upper()
    if kind in {"DOUBLE", "FLOAT"}:
        # -0.0 + 0.0 is 0.0; -nan prints differently from nan.
        plain = f"CAST(CAST({name} AS DOUBLE) + 0.0::DOUBLE AS VARCHAR)"
        return f"CASE WHEN isnan({name}) THEN 'nan' ELSE coalesce({plain}, '~') END"
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"coalesce(CAST({name} AT TIME ZONE 'UTC' AS VARCHAR), '~')"
    if _PLAIN.fullmatch(kind):
        return f"coalesce(CAST({name} AS VARCHAR), '~')"
    text = f"CAST({name} AS VARCHAR)"
    if kind == "BLOB":
        text = f"hex({name})"
    elif kind.endswith("]") or kind.startswith(("STRUCT", "MAP", "UNION")):
        text = f"CAST(to_json({name}) AS VARCHAR)"
    return f"coalesce(strlen({text}) || ':' || {text}, '~')"
