"""A row of a table for each code of a category, in an ONNX graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.export.onnx_nodes import OnnxNodes


def onnx_rows_of_codes(nodes: OnnxNodes, codes: str, table: NDArray[Any]) -> str:
    """Add nodes that look codes up; return the result, shape (n_rows, n_columns).

    Parameters
    ----------
    codes
        int64, shape (n_rows, 1).
    table
        One row for each code, and a last one for whatever is no code.

    """
    last = nodes.constant([[len(table) - 1]], "int64")
    zero = nodes.constant([[0]], "int64")
    is_none = nodes.add("Less", codes, zero)
    index = nodes.add("Where", is_none, last, nodes.add("Min", codes, last))
    flat = nodes.add("Squeeze", index, nodes.constant([1], "int64"))
    return nodes.add("Gather", nodes.constant(table, "float64"), flat, axis=0)
