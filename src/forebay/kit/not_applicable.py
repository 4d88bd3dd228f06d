"""Which checks do not apply to which tasks, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from forebay.algorithms.model_task import ModelTask

_NO_LABEL: Final = "it learns without a label"
_NO_WEIGHTS: Final = "instance_weight_col is an option of models with a label: each row counts once"

# A check that is listed here does not pass: tests/kit/test_check_algorithm.py runs them all.
NOT_APPLICABLE: Final[dict[tuple[ModelTask, str], str]] = {
    ("clustering", "one_class"): _NO_LABEL,
    ("clustering", "weights"): _NO_WEIGHTS,
    ("reduction", "one_class"): _NO_LABEL,
    ("reduction", "weights"): _NO_WEIGHTS,
    ("transform", "one_class"): _NO_LABEL,
    ("transform", "weights"): _NO_WEIGHTS,
}

# Tasks whose rows or training are of another kind: no check of the kit says anything about them.
OTHER_TASKS: Final[dict[ModelTask, str]] = {
    "forecast": "it learns from series in time, not from rows of features",
    "imported": "it is not trained here",
}
