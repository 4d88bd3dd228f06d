"""The order-free checksum of a table's values (SEMANTICS 7)."""

from __future__ import annotations

import hashlib
import json
import re
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from forebay.engine.quote import quote
from forebay.engine.row_digests import row_digests

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.engine.arrow import ArrowBatch
    from forebay.engine.protocol import Column, Schema

BATCH_ROWS = 32_768  # a column of a batch stays in the processor's cache
_THREADS = 2  # NumPy lets them run side by side; a third would wait for the interpreter
_AHEAD = 4  # batches that wait to be digested
_NUMBER_OF_64_BITS = re.compile(
    r"U?(?:TINYINT|SMALLINT|INTEGER|BIGINT)|BOOLEAN|DATE|TIME|TIMESTAMP(?:_S|_MS|_NS)?"
    r"|TIMESTAMP WITH TIME ZONE|DOUBLE"
)
_LONGEST_TEXT = 64


def canonical_query(text: str, schema: Schema) -> str:
    """Return SQL for the rows of a query in the forms that `content_id` takes.

    Numbers and times of at most 64 bits stay as they are, FLOAT becomes DOUBLE, everything else a
    text: numbers as they print, nested values as JSON, bytes in hexadecimal digits. A text of more
    than 64 bytes becomes ``md5:`` and its MD5.
    """
    values = ", ".join(f"{_canonical(c)} AS c{i}" for i, c in enumerate(schema.columns))
    return f"SELECT {values} FROM (\n{text}\n)"


def content_id(schema: Schema, batches: Iterable[ArrowBatch]) -> str:
    """Return the checksum of rows, 64 hex digits.

    The digests of the rows are summed modulo 2^64, so the order of rows does not count, and equal
    rows count as often as they occur.

    Parameters
    ----------
    schema
        Names and types of the columns, which count too.
    batches
        The rows of ``canonical_query``.

    Examples
    --------
    >>> from forebay.engine.protocol import Column, Schema
    >>> a = content_id(Schema((Column("x", "BIGINT"),)), [])
    >>> b = content_id(Schema((Column("x", "DOUBLE"),)), [])
    >>> len(a), a == b
    (64, False)

    """
    rows = total = 0
    with ThreadPoolExecutor(_THREADS, thread_name_prefix="digest") as pool:
        waiting: deque[Future[int]] = deque()
        for batch in batches:
            rows += batch.n_rows
            waiting.append(pool.submit(_sum, batch))
            if len(waiting) > _AHEAD:
                total += waiting.popleft().result()
        total += sum(future.result() for future in waiting)
    columns = [[column.name, column.type] for column in schema.columns]
    told = json.dumps(["content-id-2", columns, rows, str(total % 2**64)], ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _sum(batch: ArrowBatch) -> int:
    return int(row_digests(batch).sum())


def _canonical(column: Column) -> str:
    name, kind = quote(column.name), column.type.upper()
    if _NUMBER_OF_64_BITS.fullmatch(kind):
        return f"CAST({name} AS {kind})"  # which a column of nothing but NULL needs
    if kind == "FLOAT":
        return f"CAST({name} AS DOUBLE)"
    text = f"CAST({name} AS VARCHAR)"
    if kind == "BLOB":
        text = f"hex({name})"
    elif kind.endswith("]") or kind.startswith(("STRUCT", "MAP", "UNION")):
        text = f"CAST(to_json({name}) AS VARCHAR)"
    elif kind == "VARCHAR":
        text = name
    return f"CASE WHEN strlen({text}) > {_LONGEST_TEXT} THEN 'md5:' || md5({text}) ELSE {text} END"
