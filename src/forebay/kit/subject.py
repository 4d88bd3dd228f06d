"""The model type that is checked, and how it is asked for in SQL."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import literal, quote, quote_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.algorithms.model_task import ModelTask

CATEGORY: Final = "colour"
FEATURES: Final = ("x1", "x2", "x3", CATEGORY)
N_ROWS: Final = 300


def rows_of(n_rows: int, category: str = "['blue', 'green', 'red'][1 + id * 31 % 3]") -> str:
    """Return a query of so many rows: ``id``, the features, ``amount`` and ``answer``.

    The numbers lie evenly in [0, 1), by multiples of a prime: the same on every machine. ``amount``
    and ``answer`` follow from the features, ``answer`` with a few exceptions.
    """
    return f"""(
        SELECT *,
            3 * x1 - x1 * x2 + id * 31 % 3 + 0.1 * x3 AS amount,
            CASE WHEN (x1 + 0.3 * (id * 31 % 3) + 0.2 * x3 > 0.8) = (id % 23 > 0)
                THEN 'yes' ELSE 'no' END AS answer
        FROM (
            SELECT id,
                (id * 7919 + 13) % 10007 / 10007e0 AS x1,
                (id * 104729 + 7) % 10009 / 10009e0 AS x2,
                (id * 1299709 + 3) % 10037 / 10037e0 AS x3,
                {category} AS {CATEGORY}
            FROM range({n_rows}) AS numbers(id)
        )
    )"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a training is made of, where it is not the usual.

    Parameters
    ----------
    rows
        A relation in SQL that has ``id``, the features and the label.
    features
        Their names, in order; those that begin with ``colour`` are categories.
    label
        The name of the label; empty: the subject's own.
    options
        More options, by name.
    others
        Columns of the relation that the options name.

    """

    rows: str = "rows"
    features: tuple[str, ...] = FEATURES
    label: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """A model type under check.

    Parameters
    ----------
    options
        The options that it needs beside the label and the split.

    """

    model_type: str
    task: ModelTask
    options: Mapping[str, Any]

    @property
    def label(self) -> str:
        """The column to predict; empty if there is none."""
        return {"regression": "amount", "classification": "answer"}.get(self.task, "")

    def create(self, model: str, asked: Asked) -> str:
        """Return CREATE MODEL."""
        label = asked.label or self.label
        options: dict[str, object] = {
            "model_type": self.model_type,
            "data_split_method": "NO_SPLIT",
        }
        options |= {"input_label_cols": [label]} if label else {}
        options |= {**self.options, **asked.options}
        columns = ["id", *asked.features, *asked.others, *([label] if label else [])]
        written = ", ".join(f"{name} = {_option(value)}" for name, value in options.items())
        return (
            f"CREATE OR REPLACE MODEL {quote(model)} {self._transform(asked.features)}"
            f" OPTIONS ({written}) KEY (id) PREDICT AT NONE"
            f" AS SELECT {quote_list(columns)} FROM {asked.rows}"
        )

    def ask(self, model: str, asked: Asked) -> str:
        """Return the query of the model's answers, in the order of ``id``."""
        function = "ML.TRANSFORM" if self.task == "transform" else "ML.PREDICT"
        columns = quote_list(["id", *asked.features])
        rows = f"SELECT {columns} FROM {asked.rows} ORDER BY id"
        return f"SELECT * FROM {function}(MODEL {quote(model)}, ({rows}))"

    def _transform(self, features: tuple[str, ...]) -> str:
        if self.task != "transform":
            return ""
        made = [
            f"ML.{'LABEL_ENCODER' if name.startswith(CATEGORY) else 'STANDARD_SCALER'}"
            f"({quote(name)}) OVER () AS made_{i}"
            for i, name in enumerate(features)
        ]
        return f"TRANSFORM ({', '.join(made)})"


def _option(value: object) -> str:
    """Return a value as OPTIONS reads it: a number is no expression there."""
    return float.__repr__(value) if isinstance(value, float) else literal(value)
