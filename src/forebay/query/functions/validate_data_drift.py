"""``ML.VALIDATE_DATA_DRIFT(base, study [, STRUCT(...)] [, MODEL m])``: what has changed.

One row for each column that both have. With a model, only the columns that it reads are compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.errors import ProjectError
from forebay.features.task import LABEL_TASKS
from forebay.query.check_inputs import input_span
from forebay.query.data_comparison import (
    BUCKETS,
    COMPARISON_COLUMNS,
    COMPARISON_SETTINGS,
    LISTED,
    check_thresholds,
)
from forebay.query.described_column import described_columns
from forebay.query.function_shape import FunctionShape
from forebay.query.setting_kind import Whole
from forebay.query.settings import settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.query.described_column import DescribedColumn
    from forebay.query.signature import ModelSignature
    from forebay.query.spread import Spread
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

_MOST_BUCKETS: Final = 1000
# BigQuery ML takes them, and they change nothing that it answers.
_WITHOUT_EFFECT: Final = ("num_quantiles_histogram_buckets", "num_values_histogram_buckets")
SHAPE: Final = FunctionShape(
    2,
    2,
    {
        "num_histogram_buckets": Whole(1, _MOST_BUCKETS),
        "num_rank_histogram_buckets": Whole(1, 10_000),
        **dict.fromkeys(_WITHOUT_EFFECT, Whole(1, _MOST_BUCKETS)),
        **COMPARISON_SETTINGS,
    },
    tasks=LABEL_TASKS | {"clustering", "reduction", "transform"},
    model="optional",
)
_LINK: Final = Column("visualization_link", "VARCHAR")


def output_schema(
    call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature | None
) -> Schema:
    """Return the five columns, and with a model ``visualization_link``."""
    for name in _WITHOUT_EFFECT:
        if name in settings_of(call):
            raise ProjectError.of(
                "not-supported",
                f'"{name}" changes nothing that ML.{call.function} answers',
                call.settings_spans[name],
                hint="leave it out; num_histogram_buckets is what numbers are compared by.",
            )
    base, study = inputs
    pairs = _pairs(call, base, study, signature)
    check_thresholds(call, [old.name for old, _ in pairs])
    return Schema((*COMPARISON_COLUMNS, _LINK) if signature else COMPARISON_COLUMNS)


def _pairs(
    call: ModelCall, base: Schema, study: Schema, signature: ModelSignature | None
) -> list[tuple[DescribedColumn, DescribedColumn]]:
    """Return the columns that both have, in the order of the base."""
    wanted = {f.name.casefold() for f in signature.features} if signature else None
    given = [_only(schema, wanted) for schema in (base, study)]
    old, new = (described_columns(s, input_span(call, i)) for i, s in enumerate(given))
    later = {column.name.casefold(): column for column in new}
    pairs = [(c, later[c.name.casefold()]) for c in old if c.name.casefold() in later]
    for before, after in pairs:
        if before.is_number != after.is_number:
            raise ProjectError.of(
                "input-column",
                f'"{after.name}" is {after.type}, and in the base it is {before.type}',
                input_span(call, 1),
                detail="numbers are compared with numbers, categories with categories.",
                hint=f"cast it: CAST({after.name} AS {before.type}) AS {after.name}.",
            )
    return pairs


def _only(schema: Schema, wanted: set[str] | None) -> Schema:
    kept = (c for c in schema.columns if wanted is None or c.name.casefold() in wanted)
    return Schema(tuple(kept))


def run(stage: Stage) -> str:
    """Compare how the values are spread."""
    from forebay.query.data_comparison import comparison_rows
    from forebay.query.literal_rows import literal_rows
    from forebay.query.spooled_input import spooled_input

    model = stage.given_model.signature if stage.given_model is not None else None
    base, study = (stage.workspace.describe(given.sql, given.at) for given in stage.inputs)
    pairs = _pairs(stage.call, base, study, model)
    old, new = (spooled_input(stage, i) for i in (0, 1))
    before = _spreads(stage, old, [pair[0] for pair in pairs])
    after = _spreads(stage, new, [pair[1] for pair in pairs])
    names = [pair[0].name for pair in pairs]
    rows = comparison_rows(stage.call, zip(names, before, after, strict=True))
    columns = (*COMPARISON_COLUMNS, _LINK) if model else COMPARISON_COLUMNS
    return literal_rows(Schema(columns), rows)


def _spreads(stage: Stage, rows: str, columns: list[DescribedColumn]) -> Iterator[Spread]:
    """Yield how each column is spread; all numbers that stand in rows are read together."""
    from forebay.query.spread import category_spread, number_spreads

    buckets, listed = (
        int(value) if isinstance(value := stage.settings.get(name), int) else default
        for name, default in (
            ("num_histogram_buckets", BUCKETS),
            ("num_rank_histogram_buckets", LISTED),
        )
    )
    single = [c for c in columns if c.is_number and c.shape == "scalar"]
    found = number_spreads(stage.workspace, rows, [c.expression for c in single], buckets)
    known = dict(zip((c.name for c in single), found, strict=True))
    for column in columns:
        if column.name in known:
            yield known[column.name]
        elif column.is_number:
            yield number_spreads(stage.workspace, column.values(rows), ["v"], buckets)[0]
        else:
            yield category_spread(stage.workspace, column.values(rows), listed)
