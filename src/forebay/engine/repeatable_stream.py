"""One Arrow array as a stream that may be asked for more than once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import nanoarrow as na  # type: ignore[import-untyped]


@dataclass(frozen=True, slots=True, eq=False)
class RepeatableStream:
    """Gives a new stream each time: DuckDB 1.5 asks what is registered more than once.

    Parameters
    ----------
    array
        Of a STRUCT: the columns of a table.

    """

    array: Any

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return a stream of the one array."""
        return na.ArrayStream(self.array).__arrow_c_stream__(requested_schema)
