"""What a written file answers for the golden rows, against the answers that are stored."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.engine import Column, Schema
from forebay.engine.quote import quote, quote_list
from forebay.errors import EngineError
from forebay.query.live_model import GOLDEN_FILE
from forebay.query.score import SCORE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from forebay.engine.protocol import Workspace
    from forebay.export.formats import Format
    from forebay.query.live_model import LiveModel

_ROWS: Final = "__export_golden"


def compared(
    format_: Format, data: bytes, model: LiveModel, stored: tuple[Path, Workspace]
) -> tuple[int, float]:
    """Return how many rows were answered, and the largest difference.

    Parameters
    ----------
    data
        The written file.
    stored
        The folder of the version, and a workspace without relations that begin with ``__export``.

    Returns
    -------
    tuple
        The difference is relative to the largest stored number, or absolute where that is below 1;
        infinite where the two are of another kind. Numbers that are not finite are alike: what
        ML.PREDICT shows of them is NULL.

    Raises
    ------
    EngineError
        ``parity``: the version keeps no rows.

    """
    folder, workspace = stored
    names, types = _answers(model)
    file = folder / GOLDEN_FILE
    told = [Column(n, t) for n, t in zip(names, types, strict=True)]
    schema = Schema((*told, *model.features.inputs))
    workspace.attach(_ROWS, [file] if file.exists() else [], schema)
    try:
        before = list(workspace.rows(f"SELECT {quote_list(names)} FROM {quote(_ROWS)}"))
        if not before:
            raise EngineError.of(
                "parity",
                f'nothing can prove an export of "{model.name}": its version keeps no rows',
                hint="build it again with --force.",
            )
        after = format_.answers(data, model, workspace, _ROWS)
    finally:
        workspace.drop(_ROWS)
    if model.task == "transform":
        return len(before), _apart(before, list(after))
    numbers: NDArray[Any] = np.array(before, np.float64)
    if model.task == "reduction":  # the squares behind the coordinates are for ML.DETECT_ANOMALIES
        numbers = numbers[:, : after.shape[1]]
    return len(before), _difference(numbers, np.asarray(after, np.float64))


def _answers(model: LiveModel) -> tuple[list[str], list[str]]:
    """Return the columns of the stored answers and their types."""
    if model.task == "transform":
        outputs = [output for output in model.features.outputs if not output.is_role]
        return [f"{SCORE}_{i}" for i in range(len(outputs))], [o.type for o in outputs]
    n = model.scorer.n_outputs
    return [SCORE] if n == 1 else [f"{SCORE}_{i}" for i in range(n)], ["DOUBLE"] * n


def _difference(before: NDArray[np.float64], after: NDArray[np.float64]) -> float:
    is_number = np.isfinite(before)
    if after.shape != before.shape or not np.array_equal(np.isfinite(after), is_number):
        return math.inf
    if not is_number.any():
        return 0.0
    known, found = before[is_number], after[is_number]
    largest = max(1.0, float(np.abs(known).max()))
    return float(np.abs(found - known).max()) / largest


def _apart(before: Sequence[Any], after: Sequence[Any]) -> float:
    """Return the largest difference of two lists of values of any types."""
    if len(before) != len(after):
        return math.inf
    return max((_one(b, a) for b, a in zip(before, after, strict=True)), default=0.0)


def _one(before: object, after: object) -> float:  # noqa: PLR0911 - one line for each kind
    match before, after:
        case bool(), (bool() | int()):
            return 0.0 if before == after else math.inf
        case ((int() | float()), (int() | float())) if not isinstance(after, bool):
            if not math.isfinite(before):
                return math.inf if math.isfinite(after) else 0.0
            return abs(after - before) / max(1.0, abs(before))
        case float(), None:
            return math.inf if math.isfinite(before) else 0.0
        case dict(), dict() if before.keys() == after.keys():
            return max((_one(before[key], after[key]) for key in before), default=0.0)
        case ((list() | tuple()), (list() | tuple())):
            return _apart(before, after)
        case _:
            return 0.0 if before == after else math.inf
