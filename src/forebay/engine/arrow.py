"""Arrow memory, both ways: batches that an engine gave, and columns that Forebay adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import nanoarrow as na  # type: ignore[import-untyped]
import numpy as np

from forebay.engine.column_library import column_library
from forebay.engine.column_memory import ColumnMemory
from forebay.errors import InternalError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.engine.protocol import Schema

_DTYPES: dict[str, type[np.generic]] = {
    "int8": np.int8,
    "int16": np.int16,
    "int32": np.int32,
    "int64": np.int64,
    "uint8": np.uint8,
    "uint16": np.uint16,
    "uint32": np.uint32,
    "uint64": np.uint64,
    "float": np.float32,
    "double": np.float64,
}
_OFFSETS: dict[str, type[np.generic]] = {"string": np.int32, "large_string": np.int64}
_LIST_OFFSETS: dict[str, type[np.generic]] = {"list": np.int32, "large_list": np.int64}


class ArrowBatch:
    """Some rows of a stream in the engine's own memory.

    Parameters
    ----------
    schema
        Names and engine types of the columns.
    array
        The nanoarrow struct array that the engine gave.
    start, n_rows
        Which of its rows; the engine's batches can be larger than what was asked for.

    """

    def __init__(self, schema: Schema, array: Any, start: int, n_rows: int) -> None:
        self._schema = schema
        self._array = array
        self._view = array.view()
        self._start = start
        self._n_rows = n_rows

    @property
    def schema(self) -> Schema:
        """Names and engine types."""
        return self._schema

    @property
    def n_rows(self) -> int:
        """How many rows; at least 1."""
        return self._n_rows

    def floats(self, column: int) -> NDArray[np.float64]:
        """Return a numeric or Boolean column, shape (n_rows,); NULL is NaN.

        A DOUBLE column without NULL is a read-only view of the engine's memory, not a copy.
        """
        values = self.values(column)
        valid = self.valid(column)
        if valid is None:
            return values.astype(np.float64, copy=False)
        return np.where(valid, values, np.nan).astype(np.float64, copy=False)

    def integers(self, column: int, *, null: int) -> NDArray[np.int64]:
        """Return an integer or Boolean column, shape (n_rows,); NULL is `null`."""
        values = self.values(column)
        if values.dtype.kind == "f":
            self._refuse(column, "integers")
        valid = self.valid(column)
        if valid is None:
            return values.astype(np.int64, copy=False)
        result = values.astype(np.int64, copy=True)
        result[~valid] = null
        return result

    def pairs(
        self, column: int
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """Return a column STRUCT(index BIGINT, value DOUBLE)[] as offsets, indexes and values."""
        child = self._view.child(column)
        if child.storage_type not in _LIST_OFFSETS:
            self._refuse(column, "pairs")
        begin = child.offset + self._view.offset + self._start
        stored = np.frombuffer(child.buffer(1), dtype=_LIST_OFFSETS[child.storage_type])
        offsets = stored[begin : begin + self._n_rows + 1].astype(np.int64)
        pairs = child.child(0)
        first, last = offsets[0] + pairs.offset, offsets[-1] + pairs.offset
        index, value = pairs.child(0), pairs.child(1)
        indexes = np.frombuffer(index.buffer(1), dtype=np.int64)
        values = np.frombuffer(value.buffer(1), dtype=np.float64)
        return (
            offsets - offsets[0],
            indexes[index.offset + first : index.offset + last],
            values[value.offset + first : value.offset + last],
        )

    def objects(self, column: int) -> list[object]:
        """Return a column as Python values; NULL is None. Slow: for small results only."""
        listed: list[object] = na.Array(self.child(column)).to_pylist()
        return listed

    def child(self, column: int) -> Any:
        """Return a column as an Arrow array, sharing the engine's memory."""
        begin = self._view.offset + self._start
        return self._array.child(column)[begin : begin + self._n_rows]

    def texts(self, column: int) -> tuple[NDArray[Any], NDArray[np.uint8]]:
        """Return a text column as offsets, shape (n_rows + 1,), and the bytes between them.

        The first offset says where the bytes begin: it need not be 0. What stands between the
        offsets of a NULL has no meaning.
        """
        child = self._view.child(column)
        dtype = _OFFSETS.get(child.storage_type)
        if dtype is None:
            self._refuse(column, "texts")
        begin = child.offset + self._view.offset + self._start
        offsets = np.frombuffer(child.buffer(1), dtype=dtype)[begin : begin + self._n_rows + 1]
        data = np.frombuffer(child.buffer(2), dtype=np.uint8)
        return offsets, data[offsets[0] : offsets[-1]]

    def values(self, column: int) -> NDArray[Any]:
        """Return a column of numbers or times in the engine's memory; NULLs have no meaning."""
        child = self._view.child(column)
        begin = child.offset + self._view.offset + self._start
        kind = child.storage_type
        if kind == "bool":
            return _bits(child.buffer(1), begin, self._n_rows)
        dtype = _DTYPES.get(kind)
        if dtype is None:
            self._refuse(column, "numbers")
        values = np.frombuffer(child.buffer(1), dtype=dtype)
        return values[begin : begin + self._n_rows]

    def fill(self, values: NDArray[np.float32], is_code: Sequence[bool], rows: slice) -> bool:
        """Write some rows of the first columns into a matrix; False if it must be done otherwise.

        NULL becomes NaN, as does a negative code; numbers are those of `floats` and `integers`.

        Parameters
        ----------
        values
            Shape (rows, columns); rows lie one after the other.
        is_code
            Of each column.
        rows
            Which rows of the batch.

        """
        library = column_library()
        if library is None:
            return False
        found = [self.memory(i) for i in range(len(is_code))]
        return library.fill([c.later(rows.start) for c in found], is_code, values)

    def memory(self, column: int) -> ColumnMemory:
        """Return where a column lies, for compiled code."""
        child = self._view.child(column)
        buffers = [child.buffer(i) for i in range(child.n_buffers)]
        address = [_address(buffer) for buffer in buffers]
        return ColumnMemory(
            child.storage_type,
            address[1],
            address[2] if len(address) > 2 else 0,  # noqa: PLR2004 - validity, offsets, bytes
            0 if child.null_count == 0 else address[0],
            child.offset + self._view.offset + self._start,
        )

    def valid(self, column: int) -> NDArray[np.bool_] | None:
        """Return which rows are not NULL; None if the column says that all are not."""
        child = self._view.child(column)
        if child.null_count == 0 or child.buffer(0).size_bytes == 0:
            return None
        return _bits(child.buffer(0), child.offset + self._view.offset + self._start, self._n_rows)

    def _refuse(self, column: int, wanted: str) -> None:
        found = self._schema.columns[column]
        message = f'column "{found.name}" of type {found.type} was read as {wanted} without a cast'
        raise InternalError.of("column-not-cast", message)


def _address(buffer: Any) -> int:
    if not buffer.size_bytes:
        return 0
    return int(np.frombuffer(buffer, dtype=np.uint8).ctypes.data)


def _bits(buffer: Any, begin: int, count: int) -> NDArray[np.bool_]:
    raw = np.frombuffer(buffer, dtype=np.uint8)
    first, last = begin // 8, (begin + count + 7) // 8
    bits = np.unpackbits(raw[first:last], bitorder="little")
    return bits[begin - first * 8 : begin - first * 8 + count].view(np.bool_)


def column_array(values: object) -> Any:
    """Return a new column as an Arrow array; a masked NumPy array's masked entries are NULL.

    Parameters
    ----------
    values
        Floats, integers or Booleans, shape (n_rows,), which are not copied unless they have to be
        (Booleans are packed into bits); or what `take` and `probability_list` made.

    """
    if not isinstance(values, np.ndarray):
        return na.c_array(values)
    validity = None
    if isinstance(values, np.ma.MaskedArray):
        mask = np.ma.getmaskarray(values)
        validity = _packed(~mask) if mask.any() else None
        values = values.data
    if values.dtype.kind == "b":
        return na.c_array_from_buffers(na.bool_(), len(values), [validity, _packed(values)])
    name = next((n for n, d in _DTYPES.items() if np.dtype(d) == values.dtype), None)
    if name is None:
        message = f"a column of NumPy type {values.dtype} has no Arrow form"
        raise InternalError.of("column-not-cast", message)
    data = np.ascontiguousarray(values)
    return na.c_array_from_buffers(_arrow_type(name), len(data), [validity, data])


def take(labels: Sequence[object], codes: NDArray[np.integer[Any]], label_type: str) -> Any:
    """Return the column ``labels[codes]`` as an Arrow array; a negative code is NULL.

    Parameters
    ----------
    labels
        The distinct values, at least one; none of them None.
    codes
        Positions in `labels`, shape (n_rows,).
    label_type
        The engine's type of the column: ``VARCHAR``, ``BOOLEAN``, an integer type or ``DOUBLE``.

    Examples
    --------
    >>> na.Array(take(["no", "yes"], np.array([1, 0, -1]), "VARCHAR")).to_pylist()
    ['yes', 'no', None]

    """
    codes = np.asarray(codes)
    missing = codes < 0
    validity = _packed(~missing) if missing.any() else None
    codes = np.where(missing, 0, codes)
    if label_type == "VARCHAR":
        return _take_texts([str(label) for label in labels], codes, validity)
    dtype = _LABEL_DTYPES.get(label_type)
    if dtype is None:
        message = f"a label column of type {label_type} was not cast to a plain type first"
        raise InternalError.of("column-not-cast", message)
    values = np.asarray(labels, dtype=dtype)[codes]
    array = np.ma.MaskedArray(values, mask=missing) if validity is not None else values
    return column_array(array)


_LABEL_DTYPES: dict[str, type[np.generic]] = {
    "BOOLEAN": np.bool_,
    "TINYINT": np.int8,
    "SMALLINT": np.int16,
    "INTEGER": np.int32,
    "BIGINT": np.int64,
    "UTINYINT": np.uint8,
    "USMALLINT": np.uint16,
    "UINTEGER": np.uint32,
    "UBIGINT": np.uint64,
    "FLOAT": np.float32,
    "DOUBLE": np.float64,
}


def _take_texts(
    labels: list[str], codes: NDArray[np.integer[Any]], validity: NDArray[np.uint8] | None
) -> Any:
    encoded = [label.encode() for label in labels]
    lengths = np.array([len(e) for e in encoded], dtype=np.int64)
    width = max(1, int(lengths.max()))
    table = np.frombuffer(b"".join(e.ljust(width, b"\0") for e in encoded), dtype=np.uint8)
    table = table.reshape(len(encoded), width)
    inside = np.arange(width) < lengths[:, None]
    data = table[codes][inside[codes]]
    offsets = np.zeros(len(codes) + 1, dtype=np.int64)
    np.cumsum(lengths[codes], out=offsets[1:])
    kind, dtype = (na.string(), np.int32) if offsets[-1] < 2**31 else (na.large_string(), np.int64)
    return na.c_array_from_buffers(kind, len(codes), [validity, offsets.astype(dtype), data])


def probability_list(
    labels: Sequence[object],
    label_type: str,
    probabilities: NDArray[np.float64],
    order: Literal["probability", "label"] = "probability",
) -> Any:
    """Return BigQuery ML's ``predicted_<label>_probs``: LIST<STRUCT<label, prob>> per row.

    Parameters
    ----------
    labels
        The classes, in the order of the columns of `probabilities`.
    label_type
        The engine's type of the label, see `take`.
    probabilities
        Shape (n_rows, n_classes), in [0, 1].
    order
        ``probability``: the most probable class first, equal ones in the order of `labels`;
        ``label``: always in the order of `labels`.

    Examples
    --------
    >>> column = probability_list([True, False], "BOOLEAN", np.array([[0.2, 0.8]]))
    >>> na.Array(column).to_pylist()
    [[{'label': False, 'prob': 0.8}, {'label': True, 'prob': 0.2}]]

    """
    n_rows, n_classes = probabilities.shape
    if order == "probability":
        codes = np.argsort(-probabilities, axis=1, kind="stable")
        sorted_probabilities = np.take_along_axis(probabilities, codes, axis=1)
    else:
        codes = np.broadcast_to(np.arange(n_classes), (n_rows, n_classes))
        sorted_probabilities = probabilities
    label = take(labels, codes.ravel(), label_type)
    prob = column_array(np.ascontiguousarray(sorted_probabilities, dtype=np.float64).ravel())
    struct = na.struct({"label": na.Schema(label.schema), "prob": na.float64()})
    entries = na.c_array_from_buffers(struct, n_rows * n_classes, [None], children=[label, prob])
    offsets = np.arange(0, n_rows * n_classes + 1, n_classes, dtype=np.int32)
    return na.c_array_from_buffers(na.list_(struct), n_rows, [None, offsets], children=[entries])


def lists(values: NDArray[np.float64]) -> Any:
    """Return the rows of a matrix of shape (n_rows, n_values) as LIST<DOUBLE>.

    Examples
    --------
    >>> na.Array(lists(np.array([[0.2, 0.8], [0.5, 0.5]]))).to_pylist()
    [[0.2, 0.8], [0.5, 0.5]]

    """
    n_rows, n_values = values.shape
    entries = column_array(np.ascontiguousarray(values, dtype=np.float64).ravel())
    offsets = np.arange(0, n_rows * n_values + 1, n_values, dtype=np.int32)
    kind = na.list_(na.float64())
    return na.c_array_from_buffers(kind, n_rows, [None, offsets], children=[entries])


def _packed(flags: NDArray[np.bool_]) -> NDArray[np.uint8]:
    return np.packbits(flags, bitorder="little")


def _arrow_type(name: str) -> Any:
    made = {"float": na.float32, "double": na.float64}.get(name) or getattr(na, name)
    return made()
