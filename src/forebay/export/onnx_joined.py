"""The code of texts that are joined, such as a feature cross, in an ONNX graph.

Operators that join texts came later than what is written. None is needed: a category is taken
apart in every way in which the parts can give it, each part is looked up by itself, and a table of
all combinations has the code.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from forebay.features.expression import Constant, Input, Text
from forebay.features.value_kind import value_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forebay.export.onnx_nodes import OnnxNodes
    from forebay.features.expression import Expression

_MOST_COMBINATIONS: Final = 4_000_000  # of 4 bytes each, in the file
_WHOLE: Final = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT"})


class _Lookups(Protocol):
    """What is asked of the writer of expressions, which itself asks for joined texts."""

    @property
    def nodes(self) -> OnnxNodes: ...
    @property
    def given(self) -> dict[str, str]: ...
    def of_text(self, tensor: str, categories: Sequence[str], null_code: int | None) -> str: ...
    def of_number(self, tensor: str, categories: Sequence[str], null_code: int | None) -> str: ...


@dataclass(frozen=True, slots=True)
class _Column:
    """A part of the text that a raw column gives."""

    name: str
    is_text: bool


def onnx_joined(
    writer: _Lookups, parts: Sequence[Expression], categories: Sequence[str], null_code: int | None
) -> str | None:
    """Add the nodes of a lookup of joined texts; return int64 codes, None if they are not written.

    Parameters
    ----------
    parts
        Columns of texts or whole numbers, and constant texts between them.

    """
    read = [_part(part) for part in parts]
    columns = [part for part in read if isinstance(part, _Column)]
    if None in read or not columns:
        return None
    ways = [list(_taken_apart(category, read)) for category in categories]
    words = [sorted({way[i] for found in ways for way in found}) for i in range(len(columns))]
    sizes = [len(known) + 1 for known in words]  # the last is any other
    if prod(sizes) > _MOST_COMBINATIONS:
        return None
    table = np.full(sizes, -1, np.int32)
    for code, found in enumerate(ways):
        for way in found:
            table[tuple(known.index(w) for known, w in zip(words, way, strict=True))] = code
    return _looked_up(writer, columns, words, table, null_code)


def _looked_up(
    writer: _Lookups,
    columns: Sequence[_Column],
    words: Sequence[Sequence[str]],
    table: np.ndarray[tuple[int, ...], np.dtype[np.int32]],
    null_code: int | None,
) -> str:
    nodes = writer.nodes
    index = nodes.constant([[0]], "int64")
    is_null = []
    for column, known, size in zip(columns, words, table.shape, strict=True):
        tensor = writer.given[column.name.casefold()]
        place = (writer.of_text if column.is_text else writer.of_number)(tensor, known, None)
        is_null.append(
            writer.of_text(tensor, [""], None) if column.is_text else nodes.add("IsNaN", tensor)
        )
        none = nodes.add("Less", place, nodes.constant([[0]], "int64"))
        place = nodes.add("Where", none, nodes.constant([[size - 1]], "int64"), place)
        index = nodes.add("Mul", index, nodes.constant([[size]], "int64"))
        index = nodes.add("Add", index, place)
    flat = nodes.add("Squeeze", index, nodes.constant([1], "int64"))
    found = nodes.add("Gather", nodes.constant(table.reshape(-1, 1), "int32"), flat, axis=0)
    code = nodes.add("Cast", found, to=7)
    if null_code is None:
        return code
    for null, column in zip(is_null, columns, strict=True):
        zero = nodes.constant([[0]], "int64")
        gone = nodes.add("Equal", null, zero) if column.is_text else null
        code = nodes.add("Where", gone, nodes.constant([[null_code]], "int64"), code)
    return code


def _part(expression: Expression) -> _Column | str | None:
    """Return a column, or a text that is constant; None for anything else."""
    match expression:
        case Constant(str(text)):
            return text
        case Text(Constant(str(text)), "plain"):
            return text
        case Input(name, kind) | Text(Input(name, kind), "plain") if value_kind(kind) == "text":
            return _Column(name, is_text=True)
        case Text(Input(name, kind), "plain") if kind.upper() in _WHOLE:
            return _Column(name, is_text=False)
        case _:
            return None


def _taken_apart(text: str, parts: Sequence[_Column | str | None]) -> Iterator[tuple[str, ...]]:
    """Yield the texts of the columns for each way in which the parts give a text.

    An empty text is NULL in a graph, and a number is printed in one way only.
    """
    if not parts:
        if not text:
            yield ()
        return
    first, *rest = parts
    if isinstance(first, str):
        if text.startswith(first):
            yield from _taken_apart(text[len(first) :], rest)
        return
    for end in range(1, len(text) + 1):
        word = text[:end]
        if isinstance(first, _Column) and (first.is_text or _is_printed(word)):
            yield from ((word, *more) for more in _taken_apart(text[end:], rest))


def _is_printed(word: str) -> bool:
    """Return whether a text is how a whole number is printed."""
    digits = word.removeprefix("-")
    return digits.isascii() and digits.isdigit() and str(int(word)) == word
