"""Ask a new version the rows that were answered last, before it answers anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.errors import EngineError, ForebayError

if TYPE_CHECKING:
    from forebay.serve.engine_rows import EngineRows
    from forebay.serve.loaded_model import LoadedModel

_LEAST: Final = 20  # rows, before a share of them means anything
_MOST_CHANGED: Final = 0.5


@dataclass(frozen=True, slots=True)
class Shadowed:
    """What came of it.

    Parameters
    ----------
    rows
        How many live rows both versions answered.
    changed
        The share of rows that get another class; of numbers always 0.
    largest
        The largest difference of two scores.

    """

    rows: int
    changed: float = 0.0
    largest: float = 0.0

    @property
    def words(self) -> str:
        """One line for people."""
        changed = f"{self.changed:.1%} answered otherwise, " if self.changed else ""
        return f"asked {self.rows} live rows first: {changed}scores differ by {self.largest:.3g}"


def shadow(before: LoadedModel, after: LoadedModel, engine: EngineRows) -> Shadowed:
    """Ask a version the last rows that its predecessor answered, and compare the two.

    Rows without a column that the new version needs cannot be asked; then there are 0.

    Raises
    ------
    EngineError
        ``canary-failed``: it has no finite score for a row for which the old one had, breaks, or
        decides otherwise for more than half of 20 rows or more. The old version goes on.

    """
    needed = [column.name for column in after.live.features.inputs]
    rows = [row for row in list(before.recent) if all(name in row for name in needed)]
    if not rows or before.live.task != after.live.task:
        return Shadowed(0)
    old = before.scores(rows, engine)
    try:
        new = after.scores([{name: row[name] for name in needed} for row in rows], engine)
    except (ForebayError, ArithmeticError, TypeError, ValueError, LookupError) as error:
        raise _failed(after, f"it breaks on a live row: {error}") from error
    if old.shape != new.shape:
        return Shadowed(0)  # other classes: nothing to compare
    lost = int((np.isfinite(old) & ~np.isfinite(new)).any(axis=1).sum())
    if lost:
        raise _failed(after, f"it has no finite score for {lost} of {len(rows)} live rows")
    changed = float(np.mean(_decided(before, old) != _decided(after, new)))
    if len(rows) >= _LEAST and changed > _MOST_CHANGED:
        raise _failed(after, f"it decides otherwise for {changed:.0%} of {len(rows)} live rows")
    known = np.isfinite(old) & np.isfinite(new)
    largest = float(np.abs(old - new)[known].max(initial=0.0))
    return Shadowed(len(rows), changed, largest)


def _decided(model: LoadedModel, scores: Any) -> Any:
    match model.live.task:
        case "binary":
            return scores[:, 0] > model.live.threshold
        case "multiclass":
            return scores.argmax(axis=1)
        case _:
            return np.zeros(len(scores), np.intp)


def _failed(model: LoadedModel, why: str) -> EngineError:
    return EngineError.of(
        "canary-failed",
        f'"{model.name}@{model.number}" is not picked up: {why}',
        detail="the version before it goes on answering.",
        hint="roll back, or look at the version: forebay why.",
    )
