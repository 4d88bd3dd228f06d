"""Features with every constant inside: what training fixed and prediction repeats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from forebay.engine.protocol import Column
from forebay.engine.quote import quote
from forebay.errors import EngineError
from forebay.features.evaluate_row import evaluate_row
from forebay.features.expression_json import from_json, to_json
from forebay.features.feature_statistics import FeatureStatistics
from forebay.features.matrix_column import MatrixColumn
from forebay.features.render_sql import render_sql
from forebay.features.transform_output import TransformOutput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.features.expression import Expression


@dataclass(frozen=True, slots=True)
class FrozenFeatures:
    """How raw columns become the matrix that a model sees (SEMANTICS 24).

    Parameters
    ----------
    inputs
        The raw columns that prediction needs, with the types that training saw.
    columns
        What the matrix columns are.
    expressions
        How each of them is computed; one for each of `columns`.
    statistics
        One for each of `inputs`: ML.FEATURE_INFO.
    notices
        What a person should know: columns left out, categories without a code, ...
    outputs
        The columns of the TRANSFORM clause as it names them; empty without one.

    """

    inputs: tuple[Column, ...]
    columns: tuple[MatrixColumn, ...]
    expressions: tuple[Expression, ...]
    statistics: tuple[FeatureStatistics, ...] = ()
    notices: tuple[str, ...] = ()
    outputs: tuple[TransformOutput, ...] = ()

    def select_list(self) -> list[str]:
        """Return SQL for each matrix column, named __f0, __f1, ...: DOUBLE, or INTEGER codes.

        It reads the raw columns by name, cast to their recorded types.
        """
        return [f"{render_sql(e)} AS __f{i}" for i, e in enumerate(self.expressions)]

    def matrix_query(self, source: str, *, carried: Sequence[tuple[str, str]] = ()) -> str:
        """Return a query that gives __f0, __f1, ... and then columns of the source itself.

        The raw columns are cast once, below everything else, so that SQL of the user inside a
        feature also sees the recorded types.

        Parameters
        ----------
        source
            SQL in FROM position, without WHERE: a quoted name or a query in parentheses.
        carried
            Pairs of an SQL expression over the source and the name to carry it under.

        """
        recorded = [f"CAST({quote(c.name)} AS {c.type}) AS {quote(c.name)}" for c in self.inputs]
        kept = [f"{sql} AS __carried_{i}" for i, (sql, _) in enumerate(carried)]
        given = [f"__carried_{i} AS {quote(name)}" for i, (_, name) in enumerate(carried)]
        return (
            f"SELECT {', '.join([*self.select_list(), *given])}"
            f" FROM (SELECT {', '.join([*recorded, *kept])} FROM {source})"
        )

    def row(self, values: Mapping[str, object]) -> list[float | int]:
        """Return the matrix row for one raw row, bit for bit as the engine computes it.

        Parameters
        ----------
        values
            Raw columns by name, without regard to case; see ``evaluate_row``. None is NULL.

        Returns
        -------
        list
            A float for a number (NaN for NULL), an int for a category.

        """
        by_key = {name.casefold(): value for name, value in values.items()}
        named = {
            c.name: by_key[c.name.casefold()] for c in self.inputs if c.name.casefold() in by_key
        }
        found = (evaluate_row(expression, named) for expression in self.expressions)
        return [float("nan") if v is None else cast("float | int", v) for v in found]

    def to_json(self) -> dict[str, Any]:
        """Return everything as JSON values that a person can read."""
        return {
            "inputs": [{"name": c.name, "type": c.type} for c in self.inputs],
            "matrix": [
                {
                    "name": column.name,
                    "kind": column.kind,
                    "raw_name": column.raw_name,
                    "group": column.group,
                    "center": column.center.hex(),
                    "scale": column.scale.hex(),
                    "categories": list(column.categories),
                    "expression": to_json(expression),
                }
                for column, expression in zip(self.columns, self.expressions, strict=True)
            ],
            "statistics": [s.to_json() for s in self.statistics],
            "notices": list(self.notices),
            "transform": [
                {
                    "name": output.name,
                    "type": output.type,
                    "is_role": output.is_role,
                    "expression": to_json(output.expression),
                }
                for output in self.outputs
            ],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> FrozenFeatures:
        """Return the features that ``to_json`` wrote; EngineError ``damaged-model`` otherwise."""
        try:
            return cls(
                inputs=tuple(Column(c["name"], c["type"]) for c in data["inputs"]),
                columns=tuple(_column(c) for c in data["matrix"]),
                expressions=tuple(from_json(c["expression"]) for c in data["matrix"]),
                statistics=tuple(FeatureStatistics.from_json(s) for s in data["statistics"]),
                notices=tuple(data["notices"]),
                outputs=tuple(
                    TransformOutput(
                        o["name"], o["type"], from_json(o["expression"]), is_role=o["is_role"]
                    )
                    for o in data.get("transform", ())
                ),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise EngineError.of(
                "damaged-model", "the features of the model cannot be read", detail=f"{error!r}."
            ) from error


def _column(data: dict[str, Any]) -> MatrixColumn:
    return MatrixColumn(
        name=data["name"],
        kind=data["kind"],
        categories=tuple(data["categories"]),
        center=float.fromhex(data["center"]),
        scale=float.fromhex(data["scale"]),
        raw_name=data["raw_name"],
        group=data["group"],
    )
