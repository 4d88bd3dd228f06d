"""What a query must know of a model before it runs; standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from forebay.engine.protocol import Column

Task: TypeAlias = Literal["binary", "multiclass", "regression"]


@dataclass(frozen=True, slots=True)
class ModelSignature:
    """A model's name, type and columns.

    Parameters
    ----------
    task
        Before training a classifier is ``binary``: only the data says how many classes there are.
    label_type
        The engine's type of the label column.
    features
        The raw columns that a prediction needs, with the types that training saw.
    classes
        The classes as text, ascending; empty for regression, and before training.

    """

    name: str
    model_type: str
    task: Task
    label: str
    label_type: str
    features: tuple[Column, ...]
    classes: tuple[str, ...] = ()

    @property
    def predicted(self) -> str:
        """The column that holds the prediction: ``predicted_<label>``.

        Examples
        --------
        >>> ModelSignature("m", "LINEAR_REG", "regression", "price", "DOUBLE", ()).predicted
        'predicted_price'

        """
        return f"predicted_{self.label}"

    @property
    def known_classes(self) -> tuple[str, ...]:
        """The classes, also before training where the type says what they are; else empty."""
        if self.task != "regression" and not self.classes and self.label_type == "BOOLEAN":
            return ("false", "true")
        return self.classes
