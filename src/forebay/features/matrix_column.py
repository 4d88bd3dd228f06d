"""One column of the numeric matrix that an algorithm sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """What one matrix column holds and where it came from.

    Parameters
    ----------
    name
        The feature's name, unique in the matrix.
    kind
        ``number``: a DOUBLE. Linear models get it standardised, ``(x - center) / scale``, NULL as
        0; trees get it raw, NULL as NaN. ``category``: an integer code, an index of `categories`,
        -1 for a value not seen in training (and for NULL, unless NULL is one of `categories`).
    categories
        The known categories in order of their code; empty for numbers.
    center, scale
        How a number was standardised; 0 and 1 when it was not.
    raw_name
        The column of the query that it comes from; empty if it is `name` itself.
    group
        What several matrix columns of one raw column have in common; empty if there is none.
    position
        Which index of an array of pairs (see ``features.operations``) a number is; the columns of
        one array follow each other, from 0, and a query gives them as one. None: a column of its
        own.

    """

    name: str
    kind: Literal["number", "category"]
    categories: tuple[str, ...] = ()
    center: float = 0.0
    scale: float = 1.0
    raw_name: str = ""
    group: str = ""
    position: int | None = None


def array_columns(name: str, raw_name: str, width: int) -> tuple[MatrixColumn, ...]:
    """Return the matrix columns of an array of `width` numbers.

    Examples
    --------
    >>> [column.name for column in array_columns("words", "text", 2)]
    ['words[0]', 'words[1]']

    """
    return tuple(
        MatrixColumn(f"{name}[{i}]", "number", raw_name=raw_name, group=name, position=i)
        for i in range(width)
    )
