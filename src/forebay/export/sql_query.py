"""A model as one query of a dialect, which needs nothing but the table of the rows."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.errors import Problem, ProjectError
from forebay.export.plain_model import Trees, plain_model
from forebay.export.sql_arrays import SqlArrays
from forebay.export.sql_calibration import add_calibration
from forebay.export.sql_columns import sql_columns
from forebay.export.sql_dialect import DIALECTS
from forebay.export.sql_expression import SqlWriter
from forebay.export.sql_inputs import input_sql, table_sql
from forebay.export.sql_layers import SqlLayers
from forebay.export.sql_parity import NUMBERED, parsed, run_in_duckdb, run_in_sqlite
from forebay.export.sql_scores import add_scores
from forebay.export.sql_trees import is_walked
from forebay.export.unknown_keys import unknown_keys
from forebay.sql.is_exported import MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.engine.protocol import Workspace
    from forebay.export.plain_model import PlainModel
    from forebay.export.query_options import QueryOptions
    from forebay.export.sql_columns import SqlColumns
    from forebay.export.sql_dialect import SqlDialect
    from forebay.features.expression import Expression
    from forebay.query.live_model import LiveModel

_ROW: Final = "forebay_row"  # the number of a row, where nothing else tells rows apart
_PARITY_ROW: Final = "forebay_parity_row"
_MOST_PARSED: Final = 50_000  # bytes; more take the parser longer than everything else together


@dataclass(frozen=True, slots=True)
class SqlQuery:
    """Writes queries; a ``Format``."""

    options: QueryOptions
    FILE = "model.sql"
    TOLERANCE = 1e-9

    @property
    def dialect(self) -> SqlDialect:
        """The dialect."""
        return DIALECTS[self.options.dialect]

    def proof(self, data: bytes) -> str:
        """Return what was run before `data` was written, and what was not."""
        d = self.dialect
        if d.parity:
            return f"run in {d.parity}"
        parsed_too = "was parsed" if len(data) <= _MOST_PARSED else "is too long to be parsed here"
        return (
            f"the same model as SQL of DuckDB was run in DuckDB; the SQL of {d.name} {parsed_too}"
            " and was not run"
        )

    def write(self, model: LiveModel) -> bytes:
        """Return the query.

        Raises
        ------
        ProjectError
            ``not-supported``, ``engine-only``, ``missing-option``, ``bad-arguments``: everything
            that is wrong.

        """
        problems = unknown_keys(model, self.options)
        try:
            text, _ = _written(model, self.options)
        except ProjectError as error:
            raise ProjectError(*problems, *error.problems) from error
        if problems:
            raise ProjectError(*problems)
        data, most = text.encode(), self.dialect.takes_bytes
        if most and len(data) > most:
            raise ProjectError.of(
                "not-supported",
                f'"{model.name}" as a query has {len(data):,} bytes, and'
                f" {self.options.dialect} takes {most:,}",
                hint="make fewer or smaller trees, or export Python or ONNX.",
            )
        return data

    def about(self, model: LiveModel) -> dict[str, bytes]:
        """Return no further file."""
        del model
        return {}

    def answers(self, data: bytes, model: LiveModel, workspace: Workspace, rows: str) -> Any:
        """Return what the query answers, in SQLite for its own dialect and in DuckDB for others."""
        if not self.dialect.parity and len(data) <= _MOST_PARSED:
            parsed(data.decode(), self.options.dialect)
        dialect = "sqlite" if self.options.dialect == "sqlite" else "duckdb"
        given = replace(self.options, dialect=dialect, table=NUMBERED, key=(_PARITY_ROW,))
        text, columns = _written(model, given)
        run = run_in_sqlite if dialect == "sqlite" else run_in_duckdb
        found = run(text, model.features.inputs, workspace, rows, (_PARITY_ROW,))
        if columns is None:
            return [row[:-1] for row in found]
        return _numbers(found, columns, model)

    def given_answers(self, text: str, model: LiveModel, workspace: Workspace, rows: str) -> Any:
        """Return what a text that was written before answers, in the order of the rows.

        Raises
        ------
        ProjectError
            ``not-supported`` for a dialect that is not run here, ``missing-option`` for a query
            whose rows nothing tells apart.

        """
        d, key = self.dialect, self.options.key
        if not d.parity:
            raise ProjectError.of(
                "not-supported",
                f"the SQL of {d.name} is not run here",
                hint="replay the same model as SQL of duckdb or sqlite, or as Python.",
            )
        inputs = model.features.inputs
        own = {column.name.casefold() for column in inputs}
        free = [name for name in key if name.casefold() not in own]
        if not free or model.task == "transform":
            raise ProjectError.of(
                "missing-option",
                "the query has no column of its own that tells rows apart",
                hint="export it with --key and a column that is no feature: --key id.",
            )
        source = f"FROM {table_sql(d, self.options.table)}\n"
        if source not in text:
            raise ProjectError.of(
                "not-supported",
                "the query is not as Forebay wrote it",
                hint="write it anew: forebay export.",
            )
        run = run_in_sqlite if d.name == "sqlite" else run_in_duckdb
        numbered = text.replace(source, f"FROM {d.quoted(NUMBERED)}\n", 1)
        found = run(numbered, inputs, workspace, rows, tuple(free))
        _, columns = _written(model, self.options)
        assert columns is not None  # noqa: S101 - no TRANSFORM_ONLY
        # The key stands last, in the order in which it was asked for.
        place = len(columns.made) + key.index(free[0])
        return _numbers(sorted(found, key=lambda row: row[place]), columns, model)


def _numbers(
    found: Sequence[tuple[Any, ...]], columns: SqlColumns, model: LiveModel
) -> NDArray[np.float64]:
    numbers = np.array([[row[i] for i in columns.numbers] for row in found], np.float64)
    return _nearest(numbers, model) if model.task == "clustering" else numbers


def _nearest(distances: NDArray[np.float64], model: LiveModel) -> NDArray[np.float64]:
    n = model.clusters.n_nearest
    order = np.argsort(distances, axis=1, kind="stable")[:, :n]
    found = np.concatenate([order + 1.0, np.take_along_axis(distances, order, axis=1)], axis=1)
    found[np.isnan(distances).any(axis=1)] = np.nan
    return found


def _written(model: LiveModel, options: QueryOptions) -> tuple[str, SqlColumns | None]:
    """Return the query, and its columns; None for TRANSFORM_ONLY."""
    d = DIALECTS[options.dialect]
    problems: list[Problem] = []
    learned: PlainModel = None
    try:
        learned = plain_model(model)
    except ProjectError as error:
        problems += error.problems
    is_long = isinstance(learned, Trees) and is_walked(learned.trees, d)
    if is_long and not d.numbers_rows and not options.key:
        problems.append(
            Problem(
                "missing-option",
                f'the trees of "{model.name}" are deep: {d.name} walks them by the key of a row',
                hint="name the columns that tell rows apart: --key id.",
            )
        )
    keys = tuple(f"k{i}" for i in range(len(options.key)))
    numbered = (_ROW,) if is_long and d.numbers_rows else ()
    layers = SqlLayers(d, ())
    _add_rows(layers, model, options, numbered, problems)
    layers.carried = (*numbered, *keys)
    named = _add_features(layers, model, problems)
    if problems:
        raise ProjectError(*problems)
    kept = [f"{k} AS {d.quoted(name)}" for k, name in zip(keys, options.key, strict=True)]
    if model.task == "transform":
        return _headed(model, options, layers.query([*named, *kept])), None
    codes = [column.kind == "category" for column in model.features.columns]
    n = add_scores(layers, learned, codes, numbered or keys)
    if model.calibration is not None:
        add_calibration(layers, model.calibration)
    columns = sql_columns(model, d, n)
    if columns.best:
        layers.add(
            "forebay_best", [*((f"p{i}", f"p{i}") for i in range(n)), (columns.best, "best")]
        )
    made = [f"{sql} AS {d.quoted(name)}" for sql, name in columns.made]
    return _headed(model, options, layers.query([*made, *kept])), columns


def _add_rows(
    layers: SqlLayers,
    model: LiveModel,
    options: QueryOptions,
    numbered: Sequence[str],
    problems: list[Problem],
) -> None:
    d = layers.dialect
    columns = [("row_number() OVER ()", name) for name in numbered]
    columns += [(d.quoted(name), f"k{i}") for i, name in enumerate(options.key)]
    for i, column in enumerate(model.features.inputs):
        try:
            columns.append((input_sql(d, column), f"i{i}"))
        except ProjectError as error:
            problems += error.problems
    try:
        table = table_sql(d, options.table)
    except ProjectError as error:
        problems += error.problems
        return
    layers.add("forebay_rows", columns, source=table)


def _add_features(layers: SqlLayers, model: LiveModel, problems: list[Problem]) -> list[str]:
    """Add the features f0, f1, ...; return the columns of a TRANSFORM_ONLY with their names."""
    d = layers.dialect
    given = {c.name.casefold(): f"i{i}" for i, c in enumerate(model.features.inputs)}
    writer = SqlWriter(d, given)
    columns: list[tuple[str, str]] = []
    named = []
    told: set[str] = set()
    for i, (name, expression, position) in enumerate(_expressions(model)):
        found = _wrong(writer, expression, position, columns, f"f{i}")
        if name not in told:  # once for all places of an array
            problems += [replace(p, message=f'feature "{name}": {p.message}') for p in found]
        told.update(name for _ in found)
        named.append(f"f{i} AS {d.quoted(name)}")
    rows, joins = layers.last, []
    for i, (text, categories) in enumerate(writer.lookups):
        codes: dict[str, int] = {}
        for code, category in enumerate(categories):
            codes.setdefault(category, code)
        values = [[d.string(category), str(code)] for category, code in codes.items()]
        layers.add_values(f"forebay_codes_{i}", ("category", "code"), values)
        joins.append(f"\n  LEFT JOIN forebay_codes_{i} d{i} ON d{i}.category = {text}")
    layers.add("forebay_features", columns, source=rows + "".join(joins))
    return named


def _wrong(
    writer: SqlWriter,
    expression: Expression,
    position: int | None,
    columns: list[tuple[str, str]],
    name: str,
) -> Sequence[Problem]:
    """Write an expression as another of `columns`; return what is wrong with it.

    Parameters
    ----------
    position
        Of an array: which of its numbers.

    """
    try:
        if position is None:
            columns.append((writer.sql(expression), name))
        else:
            columns.append((SqlArrays(writer).place(expression, position), name))
    except ProjectError as error:
        return error.problems
    return ()


def _expressions(model: LiveModel) -> list[tuple[str, Expression, int | None]]:
    """Return for each column a name, its expression and its place in an array."""
    if model.task == "transform":
        return [(o.name, o.expression, None) for o in model.features.outputs if not o.is_role]
    found: list[tuple[str, Expression, int | None]] = []
    expressions = iter(model.features.expressions)
    for column in model.features.columns:
        expression = found[-1][1] if column.position else next(expressions)
        found.append((column.group or column.name, expression, column.position))
    return found


def _headed(model: LiveModel, options: QueryOptions, query: str) -> str:
    """Return a query below what it is and, for whoever runs it again, what it reads."""
    name = model.name.replace("\n", " ")
    told = json.dumps(
        {"dialect": options.dialect, "table": options.table, "key": list(options.key)}
    )
    return (
        f"-- {model.signature.model_type} {name}, version {model.number}, as SQL of"
        f" {options.dialect}{MARK}\n-- {told}\n{query}"
    )
