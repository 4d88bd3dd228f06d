"""The column to predict: its type, and for classifiers its classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.engine.quote import literal, quote
from forebay.errors import EngineError, ProjectError
from forebay.features.value_kind import value_kind

if TYPE_CHECKING:
    from forebay.engine.protocol import Column, Workspace
    from forebay.features.task import LabelTask

MOST_CLASSES = 50  # BigQuery ML's limit for LOGISTIC_REG; ours for every classifier
_TWO = 2


@dataclass(frozen=True, slots=True)
class Label:
    """What is predicted.

    Parameters
    ----------
    type
        The engine's type of the label column.
    classes
        The classes of a classifier as text, ascending in their own type; with two, the second is
        the positive one (TRUE, or the higher value). Empty for regression, and before training.

    """

    name: str
    type: str
    task: LabelTask
    classes: tuple[str, ...] = ()

    @property
    def predicted(self) -> str:
        """The column that holds a prediction: ``predicted_<label>``.

        Examples
        --------
        >>> Label("price", "DOUBLE", "regression").predicted
        'predicted_price'

        """
        return f"predicted_{self.name}"

    @property
    def known_classes(self) -> tuple[str, ...]:
        """The classes, also before training where the type says what they are; else empty."""
        if self.task != "regression" and not self.classes and self.type == "BOOLEAN":
            return ("false", "true")
        return self.classes

    @property
    def n_classes(self) -> int:
        """0 for regression."""
        return len(self.classes)

    def index_sql(self) -> str:
        """Return SQL for what an algorithm learns: the value, or the index of the class, a DOUBLE.

        A class that training did not see is NULL.

        Examples
        --------
        >>> Label("y", "BOOLEAN", "binary", ("false", "true")).index_sql()
        'CASE "y" WHEN false THEN 0e0 WHEN true THEN 1e0 END'

        """
        column = quote(self.name)
        if self.task == "regression":
            return f"CAST({column} AS DOUBLE)"
        whens = " ".join(f"WHEN {self.class_sql(i)} THEN {i}e0" for i in range(len(self.classes)))
        return f"CASE {column} {whens} END"

    def class_sql(self, index: int) -> str:
        """Return SQL for a class as a value of the label's type."""
        text = self.classes[index]
        if self.type == "BOOLEAN":
            return text
        return literal(text) if self.type == "VARCHAR" else f"CAST({literal(text)} AS {self.type})"


def read_label(
    workspace: Workspace, frame: str, train_where: str, column: Column, *, classifies: bool
) -> Label:
    """Return the label with the classes that occur in the training rows.

    Raises
    ------
    EngineError
        ``one-class``, ``too-many-classes``: the data does not fit a classifier.
    ProjectError
        ``label-type``: the type cannot be predicted.

    """
    kind = value_kind(column.type)
    if not classifies:
        if kind != "number":
            raise ProjectError.of(
                "label-type",
                f'a regression predicts a number, and "{column.name}" is {column.type}',
                hint="use a classifier, or cast the label to a number.",
            )
        return Label(column.name, column.type, "regression")
    if kind not in {"number", "boolean", "text", "day"}:
        raise ProjectError.of(
            "label-type",
            f'"{column.name}" of type {column.type} cannot be a class',
            hint="make it a BOOLEAN, a text or an integer.",
        )
    return _classes(workspace, frame, train_where, column)


def _classes(workspace: Workspace, frame: str, train_where: str, column: Column) -> Label:
    name = quote(column.name)
    found = workspace.rows(
        f"SELECT CAST({name} AS VARCHAR) FROM {quote(frame)} WHERE {train_where}"
        f" AND {name} IS NOT NULL GROUP BY {name} ORDER BY {name} LIMIT {MOST_CLASSES + 1}"
    )
    classes = tuple(str(row[0]) for row in found)
    if len(classes) > MOST_CLASSES:
        raise EngineError.of(
            "too-many-classes",
            f'"{column.name}" has more than {MOST_CLASSES} values in the training rows',
            detail=f"the first are {', '.join(classes[:5])}.",
            hint="predict a number with a regressor, or group the values into fewer classes.",
        )
    if len(classes) < _TWO:
        only = f" ({classes[0]})" if classes else ""
        raise EngineError.of(
            "one-class",
            f'"{column.name}" has only one value{only} in the training rows',
            detail="there is nothing to tell apart.",
            hint="look at the filter of the model's query, and at the split.",
        )
    task: LabelTask = "binary" if len(classes) == _TWO else "multiclass"
    return Label(column.name, column.type, task, classes)
