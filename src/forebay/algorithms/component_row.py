"""Where one matrix row stands among principal components, without arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forebay.algorithms.principal_components import PrincipalComponents

    ScoresOf = Callable[[Sequence[Any]], list[float]]

_MOST_TERMS: Final = 600  # components times columns; with more of them arrays are faster


def component_row(model: PrincipalComponents) -> ScoresOf | None:
    """Return the function that gives the coordinates of ``PrincipalComponents.score``, bit for bit.

    The squares behind them are left out: ML.PREDICT does not tell them. None where arrays are as
    good.
    """
    k = model.n_components
    if k * len(model.size) > _MOST_TERMS:
        return None
    columns = [
        (is_category, float(model.unit[i]), model.own(i).T.tolist())
        for i, is_category in enumerate(model.is_category.tolist())
    ]

    def scores(row: Sequence[Any]) -> list[float]:
        at = [0.0] * k
        for given, (is_category, unit, own) in zip(row, columns, strict=True):
            if is_category:
                if 0 <= given < len(own):
                    at = [one + other for one, other in zip(at, own[given], strict=True)]
            else:
                value = given * unit
                at = [one + value * place for one, place in zip(at, own[0], strict=True)]
        return at

    return scores
