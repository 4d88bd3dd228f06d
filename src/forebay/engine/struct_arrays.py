"""Batches of an engine with new columns beside them, as Arrow arrays of structs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nanoarrow as na  # type: ignore[import-untyped]

from forebay.engine.arrow import ArrowBatch, column_array

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forebay.engine.protocol import Batch


def struct_arrays(
    batches: Iterable[tuple[Sequence[tuple[str, object]], Batch | None]],
) -> Iterator[Any]:
    """Yield one struct array per batch: the new columns, then the engine's own."""
    schema = None
    for named, batch in batches:
        columns = [(name, column_array(values)) for name, values in named]
        if isinstance(batch, ArrowBatch):
            own = batch.schema.names
            columns += [(name, batch.child(i)) for i, name in enumerate(own)]
        n_rows = len(columns[0][1])
        if schema is None:
            fields = {name: na.Schema(array.schema) for name, array in columns}
            schema = na.c_schema(na.struct(fields))
        children = [array for _, array in columns]
        yield na.c_array_from_buffers(schema, n_rows, [None], children=children)
