"""What a query must know of a model before it runs; standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.errors import InternalError
from forebay.features.label import Label
from forebay.query.target import Forecasts

if TYPE_CHECKING:
    from forebay.engine.protocol import Column
    from forebay.features.task import Task
    from forebay.features.transform_output import TransformColumn
    from forebay.query.target import Target
    from forebay.query.tuned import Tuned


@dataclass(frozen=True, slots=True)
class ModelSignature:
    """A model's name, type and columns.

    Parameters
    ----------
    target
        What it answers with. Before training a classifier is ``binary`` and its classes are not
        known: only the data says how many there are.
    features
        The raw columns that a prediction needs, with the types that training saw.
    transform
        The columns that its TRANSFORM clause gives; empty without one.
    tuned
        How its options were tuned; None if they were not.
    interval_level
        The share of rows for which its prediction intervals are made; None if it has none.

    """

    name: str
    model_type: str
    target: Target
    features: tuple[Column, ...]
    transform: tuple[TransformColumn, ...] = ()
    tuned: Tuned | None = None
    interval_level: float | None = None

    @property
    def task(self) -> Task:
        """What it is for."""
        return self.target.task

    @property
    def labelled(self) -> Label:
        """The label.

        Functions that read it are for models with a label only (``FunctionShape.tasks``), so that
        no person meets another model here.
        """
        if not isinstance(self.target, Label):
            raise InternalError.of("unlabelled-model", f'"{self.name}" is a {self.model_type}')
        return self.target

    @property
    def forecasts(self) -> Forecasts:
        """The series; functions that read it are for models of series only."""
        if not isinstance(self.target, Forecasts):
            raise InternalError.of("no-series", f'"{self.name}" is a {self.model_type}')
        return self.target

    @property
    def label(self) -> str:
        """The name of the label column."""
        return self.labelled.name

    @property
    def label_type(self) -> str:
        """The engine's type of the label column."""
        return self.labelled.type

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes as text, ascending; empty for regression, and before training."""
        return self.labelled.classes

    @property
    def predicted(self) -> str:
        """The column that holds the prediction: ``predicted_<label>``.

        Examples
        --------
        >>> from forebay.features.label import Label
        >>> price = Label("price", "DOUBLE", "regression")
        >>> ModelSignature("m", "LINEAR_REG", price, ()).predicted
        'predicted_price'

        """
        return self.labelled.predicted

    @property
    def known_classes(self) -> tuple[str, ...]:
        """The classes, also before training where the type says what they are; else empty."""
        return self.labelled.known_classes
