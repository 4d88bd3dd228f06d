"""The prediction log: one schema for batch prediction and serving (SEMANTICS 19)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from forebay.catalog.store import Store


@dataclass(frozen=True, slots=True)
class Prediction:
    """One row that a model answered.

    Parameters
    ----------
    key
        The row's key as text; several columns are joined as a JSON list.
    predicted_at
        UTC, ISO 8601.
    node, version
        The model and the number of its version.
    inputs, output
        The raw input columns and the output columns, as JSON values.

    """

    key: str
    predicted_at: str
    node: str
    version: int
    inputs: Mapping[str, object]
    output: Mapping[str, object]


class Predictions:
    """The prediction log of one catalog."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def log(self, predictions: Iterable[Prediction]) -> None:
        """Keep predictions, all or none of them."""
        with self._store.transaction():
            self._store.run_many(
                "INSERT INTO predictions (key, predicted_at, node_key, version, inputs, output)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                _rows(predictions),
            )

    def of(self, node: str, since: str = "") -> tuple[Prediction, ...]:
        """Return the predictions of a model from a time on (UTC, ISO 8601), oldest first."""
        rows = self._store.rows(
            "SELECT key, predicted_at, node_key, version, inputs, output FROM predictions"
            " WHERE node_key = ? AND predicted_at >= ? ORDER BY predicted_at, id",
            (node.casefold(), since),
        )
        return tuple(
            Prediction(key, at, name, version, json.loads(inputs), json.loads(output))
            for key, at, name, version, inputs, output in rows
        )


def _rows(predictions: Iterable[Prediction]) -> Iterator[tuple[object, ...]]:
    for one in predictions:
        yield (
            *(one.key, one.predicted_at, one.node.casefold(), one.version),
            *(json.dumps(dict(one.inputs)), json.dumps(dict(one.output))),
        )
