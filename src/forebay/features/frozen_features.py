"""Features with every constant inside: what training fixed and prediction repeats."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from forebay.engine.protocol import Column
from forebay.engine.quote import quote
from forebay.errors import EngineError
from forebay.features.category_place import category_place
from forebay.features.evaluate_row import evaluate_row
from forebay.features.expression import Input
from forebay.features.expression_json import from_json, to_json
from forebay.features.feature_statistics import FeatureStatistics
from forebay.features.matrix_column import MatrixColumn, array_columns
from forebay.features.render_sql import render_sql
from forebay.features.transform_output import TransformColumn, TransformOutput

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
        How they are computed: one for each of `columns`, but only one for all columns of an array
        (see ``MatrixColumn.position``).
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

    def select_list(self, *, as_places: bool = False) -> list[str]:
        """Return SQL for each expression, named __f0, __f1, ...

        Each is a DOUBLE, an integer code, or an array STRUCT(index, value)[] of several matrix
        columns, over the raw columns by name, cast to their recorded types.

        Parameters
        ----------
        as_places
            Instead of codes, which place a category has; see ``category_place``. Not for features
            with arrays.

        """
        if as_places:
            pairs = zip(self.columns, self.expressions, strict=True)
            made = [
                category_place(e, len(c.categories)) if c.kind == "category" else render_sql(e)
                for c, e in pairs
            ]
        else:
            made = [render_sql(e) for e in self.expressions]
        return [f"{sql} AS __f{i}" for i, sql in enumerate(made)]

    def matrix_query(
        self, source: str, *, carried: Sequence[tuple[str, str]] = (), as_places: bool = False
    ) -> str:
        """Return a query that gives __f0, __f1, ... and then columns of the source itself.

        The raw columns are cast once, below everything else, so that SQL of the user inside a
        feature also sees the recorded types.

        Parameters
        ----------
        source
            SQL in FROM position, without WHERE: a quoted name or a query in parentheses.
        carried
            Pairs of an SQL expression over the source and the name to carry it under.
        as_places
            See ``select_list``.

        """
        return self._over(source, self.select_list(as_places=as_places), carried)

    def transform_query(
        self, source: str, outputs: Sequence[TransformOutput], carried: Sequence[tuple[str, str]]
    ) -> str:
        """Return a query that gives columns of the TRANSFORM clause, then others of the source.

        Parameters
        ----------
        source, carried
            See ``matrix_query``.
        outputs
            Some of `outputs` of these features.

        """
        made = [f"{render_sql(o.expression)} AS {quote(o.name)}" for o in outputs]
        roles = [
            Column(o.expression.name, o.column.type)
            for o in outputs
            if o.column.is_role and isinstance(o.expression, Input)
        ]
        return self._over(source, made, carried, roles)

    def _over(
        self,
        source: str,
        made: Sequence[str],
        carried: Sequence[tuple[str, str]],
        roles: Sequence[Column] = (),
    ) -> str:
        known = {c.name.casefold(): c for c in (*self.inputs, *roles)}.values()
        recorded = [f"CAST({quote(c.name)} AS {c.type}) AS {quote(c.name)}" for c in known]
        kept = [f"{sql} AS __carried_{i}" for i, (sql, _) in enumerate(carried)]
        given = [f"__carried_{i} AS {quote(name)}" for i, (_, name) in enumerate(carried)]
        return (
            f"SELECT {', '.join([*made, *given])}"
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
        named = self._named(values)
        found: list[float | int] = []
        for expression, width in zip(self.expressions, self._widths(), strict=True):
            value = evaluate_row(expression, named)
            if width is None:
                found.append(float("nan") if value is None else cast("float | int", value))
            else:
                found += _dense(cast("list[dict[str, Any]]", value), width)
        return found

    @property
    def transform_columns(self) -> tuple[TransformColumn, ...]:
        """The columns of the TRANSFORM clause; empty without one."""
        return tuple(output.column for output in self.outputs)

    def transformed_row(self, values: Mapping[str, object]) -> dict[str, object]:
        """Return the columns of the TRANSFORM clause for one raw row, as ML.TRANSFORM gives them.

        The label and other columns that prediction does not need are left out.

        Parameters
        ----------
        values
            See ``row``.

        """
        named = self._named(values)
        return {
            o.name: evaluate_row(o.expression, named) for o in self.outputs if not o.column.is_role
        }

    def _named(self, values: Mapping[str, object]) -> dict[str, object]:
        by_key = {name.casefold(): value for name, value in values.items()}
        return {
            c.name: by_key[c.name.casefold()] for c in self.inputs if c.name.casefold() in by_key
        }

    def _widths(self) -> list[int | None]:
        """Return for each expression how many matrix columns its array has; None if it has none."""
        widths: list[int | None] = []
        for column in self.columns:
            if column.position:
                widths[-1] = column.position + 1
            else:
                widths.append(None if column.position is None else 1)
        return widths

    def to_json(self) -> dict[str, Any]:
        """Return everything as JSON values that a person can read."""
        return {
            "inputs": [{"name": c.name, "type": c.type} for c in self.inputs],
            "matrix": [_column_json(c, self.columns) for c in self.columns if not c.position],
            "expressions": [to_json(expression) for expression in self.expressions],
            "statistics": [s.to_json() for s in self.statistics],
            "notices": list(self.notices),
            "transform": [
                {
                    "name": output.name,
                    "type": output.column.type,
                    "is_role": output.column.is_role,
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
                columns=tuple(chain.from_iterable(_columns(c) for c in data["matrix"])),
                expressions=tuple(from_json(e) for e in data["expressions"]),
                statistics=tuple(FeatureStatistics.from_json(s) for s in data["statistics"]),
                notices=tuple(data["notices"]),
                outputs=tuple(
                    TransformOutput(
                        TransformColumn(o["name"], o["type"], o["is_role"]),
                        from_json(o["expression"]),
                    )
                    for o in data["transform"]
                ),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise EngineError.of(
                "damaged-model",
                "the features of the model cannot be read",
                detail=f"{error!r}.",
                hint="restore the version, or train it again: forebay build --force MODEL.",
            ) from error


def _column_json(column: MatrixColumn, columns: Sequence[MatrixColumn]) -> dict[str, Any]:
    if column.position == 0:
        width = sum(c.group == column.group and c.position is not None for c in columns)
        return {"array": column.group, "raw_name": column.raw_name, "width": width}
    return {
        "name": column.name,
        "kind": column.kind,
        "raw_name": column.raw_name,
        "group": column.group,
        "center": column.center.hex(),
        "scale": column.scale.hex(),
        "categories": list(column.categories),
    }


def _columns(data: dict[str, Any]) -> tuple[MatrixColumn, ...]:
    if "array" in data:
        return array_columns(data["array"], data["raw_name"], data["width"])
    column = MatrixColumn(
        name=data["name"],
        kind=data["kind"],
        categories=tuple(data["categories"]),
        center=float.fromhex(data["center"]),
        scale=float.fromhex(data["scale"]),
        raw_name=data["raw_name"],
        group=data["group"],
    )
    return (column,)


def _dense(pairs: list[dict[str, Any]], width: int) -> list[float]:
    values = [0.0] * width
    for pair in pairs:
        values[pair["index"]] = pair["value"]
    return values
