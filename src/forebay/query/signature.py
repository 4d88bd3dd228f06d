"""What can be said of a model before it exists: enough to bind every query that calls it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from forebay.engine.protocol import Column

Task: TypeAlias = Literal["binary", "multiclass", "regression"]


@dataclass(frozen=True, slots=True)
class ModelSignature:
    """A model as its callers see it.

    Parameters
    ----------
    task
        What it predicts. A classifier whose classes are not known yet counts as ``binary``.
    features
        The raw columns that a prediction needs, with the types of the AS SELECT.
    classes
        The classes as text, ascending; empty if they are not known yet, or for regression.

    """

    name: str
    model_type: str
    task: Task
    label: str
    label_type: str
    features: tuple[Column, ...]
    classes: tuple[str, ...] = ()
