"""How the engine itself computes the scores of a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from forebay.engine.quote import literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

# The engine's parser allows 1,000 levels of an expression, and a sum is one level a term.
_TERMS_AT_ONCE: Final = 100
NOT_A_NUMBER: Final = literal(float("nan"))


@dataclass(frozen=True, slots=True)
class SqlScores:
    """Plain SQL over the matrix columns ``__f0``, ``__f1``, ... of a row.

    A column of categories holds places, not codes: see ``category_place``.

    Parameters
    ----------
    layers
        Columns with their SQL; that of a later layer may name columns of the earlier ones.
    scores
        SQL for each of the outputs of ``MatrixModel.score``, over the columns of all layers; NaN,
        not NULL, where the model's own score is NaN.

    """

    layers: tuple[tuple[tuple[str, str], ...], ...]
    scores: tuple[str, ...]

    def over(self, source: str) -> str:
        """Return SQL in FROM position that gives all columns of the source and of the layers.

        Parameters
        ----------
        source
            SQL in FROM position.

        """
        for layer in self.layers:
            columns = ", ".join(f"{sql} AS {name}" for name, sql in layer)
            source = f"(SELECT *, {columns} FROM {source})"
        return source


def sums(
    starts: Sequence[str], terms: Sequence[Sequence[str]], prefix: str
) -> tuple[list[tuple[tuple[str, str], ...]], list[str]]:
    """Return layers in which sums are added up, term after term from the left, and their names.

    Parameters
    ----------
    starts
        What each sum begins with.
    terms
        For each step, SQL of what it adds to each of the sums.
    prefix
        What the names of the columns begin with.

    """
    names, layers = list(starts), []
    for first in range(0, max(1, len(terms)), _TERMS_AT_ONCE):
        part = terms[first : first + _TERMS_AT_ONCE]
        totals = [" + ".join([name, *(step[i] for step in part)]) for i, name in enumerate(names)]
        names = [f"{prefix}{i}_{first}" for i in range(len(starts))]
        layers.append(tuple(zip(names, totals, strict=True)))
    return layers, names


def of_place(place: str, values: NDArray[np.float64], unknown: float = 0.0) -> str:
    """Return SQL for the value of a category by its place (see ``category_place``).

    A list is one constant however long it is; branches of a CASE would be tried one by one.

    Examples
    --------
    >>> import numpy as np
    >>> of_place("__f0", np.array([0.5, 0.25]))
    "CAST('[0.0, 0.5, 0.25, 0.0]' AS DOUBLE[])[__f0]"

    """
    numbers = ", ".join(map(float.__repr__, [unknown, *values.tolist(), unknown]))
    return f"CAST('[{numbers}]' AS DOUBLE[])[{place}]"
