"""Rows that are made batch by batch, read once by a statement of the engine."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from forebay.engine.arrow_stream import ArrowStream
from forebay.engine.quote import quote
from forebay.engine.struct_arrays import struct_arrays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    import duckdb

    from forebay.engine.protocol import Batch

NEW_BATCHES = "new_batches"


def copy_batches(
    cursor: duckdb.DuckDBPyConnection,
    batches: Iterable[tuple[Sequence[tuple[str, object]], Batch | None]],
    copy: Callable[[Path], int],
) -> Callable[[Path], int]:
    """Return what runs `copy` while the cursor has the batches as ``new_batches``.

    Parameters
    ----------
    batches
        See ``Workspace.write_batches``; at least one.

    """
    arrays = struct_arrays(batches)
    first = next(arrays)
    stream = ArrowStream(first.schema, chain([first], arrays))

    def fill(temporary: Path) -> int:
        try:
            cursor.register(NEW_BATCHES, stream)
            return copy(temporary)
        except Exception:
            if stream.error is not None:
                raise stream.error from None
            raise
        finally:
            cursor.unregister(NEW_BATCHES)

    return fill


def named_before(queries: Sequence[tuple[str, str]]) -> str:
    """Return a WITH clause that gives queries names; each is read once, none is kept.

    Examples
    --------
    >>> named_before([("a", "FROM new_batches")])
    'WITH "a" AS NOT MATERIALIZED (FROM new_batches) '

    """
    named = ", ".join(f"{quote(name)} AS NOT MATERIALIZED ({sql})" for name, sql in queries)
    return f"WITH {named} " if named else ""
