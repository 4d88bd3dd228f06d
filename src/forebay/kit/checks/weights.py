"""A row counts by its weight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.kit.subject import FEATURES, N_ROWS, Asked

if TYPE_CHECKING:
    from forebay.kit.bench import Bench

_HEAVY: Final = 1000
_MOST: Final = 0.9


def weights(bench: Bench) -> str:
    """Train on rows of which each second says otherwise, and let those weigh 1,000 times as much.

    The label depends on the row's number alone, so that only the weight can decide.
    """
    label = bench.subject.label
    classifies = bench.subject.task == "classification"
    light, heavy = ("'no'", "'yes'") if classifies else ("1e0", "2e0")
    said = f"(SELECT * REPLACE (CASE WHEN id % 2 = 1 THEN {heavy} ELSE {light} END AS {label}), "
    weight = f"CASE WHEN id % 2 = 1 THEN {_HEAVY} ELSE 1 END AS w FROM rows)"
    asked = Asked(said + weight, FEATURES, "", {"instance_weight_col": "w"}, ("w",))
    bench.must_train(asked)
    wanted = heavy.strip("'") if classifies else 1.5
    decided = sum(
        row[0] == wanted if classifies else row[0] is not None and row[0] > wanted
        for row in bench.answers()
    )
    if decided < _MOST * N_ROWS:
        return f"rows of weight {_HEAVY:,} decide {decided} of {N_ROWS} answers"
    return ""
