"""``ML.VALIDATE_DATA_SKEW(MODEL m, data [, STRUCT(...)])``: what differs from the training rows.

One row for each raw column of the model that the data has, before TRANSFORM. What training saw is
kept with the version (``profile.json``), so that the training rows need not be there any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Schema
from forebay.engine.quote import quote
from forebay.errors import ProjectError
from forebay.features.task import LABEL_TASKS
from forebay.query.check_inputs import check_types, input_span
from forebay.query.data_comparison import (
    BUCKETS,
    COMPARISON_COLUMNS,
    COMPARISON_SETTINGS,
    LISTED,
    check_thresholds,
)
from forebay.query.function_shape import FunctionShape
from forebay.query.settings import settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forebay.query.signature import ModelSignature
    from forebay.query.spread import Spread
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(
    1,
    1,
    {**COMPARISON_SETTINGS, "enable_visualization_link": "boolean"},
    tasks=LABEL_TASKS | {"clustering", "reduction", "transform"},
)


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: ModelSignature) -> Schema:
    """Return the five columns."""
    if settings_of(call).get("enable_visualization_link") is True:
        raise ProjectError.of(
            "not-supported",
            "there is no page of Vertex AI that a link could lead to",
            call.settings_spans["enable_visualization_link"],
            hint="leave it out; the figures are in the other columns.",
        )
    (given,) = inputs
    check_types(given, signature, input_span(call))
    check_thresholds(call, [name for name, _ in _compared(given, signature)])
    return Schema(COMPARISON_COLUMNS)


def _compared(given: Schema, signature: ModelSignature) -> list[tuple[str, str]]:
    """Return the model's raw columns that the data has, with SQL for the value in training's type.

    Names are as the data writes them.
    """
    pairs = ((given.find(feature.name), feature.type) for feature in signature.features)
    return [
        (column.name, f"CAST({quote(column.name)} AS {kind})")
        for column, kind in pairs
        if column is not None
    ]


def run(stage: Stage) -> str:
    """Compare how the values are spread with what the version keeps."""
    from forebay.query.data_comparison import comparison_rows
    from forebay.query.literal_rows import literal_rows
    from forebay.query.spooled_input import spooled_input
    from forebay.query.training_profile import training_profile

    (given,) = stage.inputs
    columns = _compared(stage.workspace.describe(given.sql, given.at), stage.model.signature)
    profile = training_profile(stage.model)
    bases = [profile[name.casefold()] for name, _ in columns]
    expressions = [expression for _, expression in columns]
    studies = _spreads(stage, spooled_input(stage, 0), expressions, bases)
    names = (name for name, _ in columns)
    rows = comparison_rows(stage.call, zip(names, bases, studies, strict=True))
    return literal_rows(Schema(COMPARISON_COLUMNS), rows)


def _spreads(
    stage: Stage, rows: str, expressions: Sequence[str], bases: Sequence[Spread]
) -> Iterator[Spread]:
    """Yield how each expression is spread, in the way in which its base is."""
    from forebay.query.spread import NumberSpread, category_spread, number_spreads

    pairs = list(zip(expressions, bases, strict=True))
    numbers = [e for e, base in pairs if isinstance(base, NumberSpread)]
    found = iter(number_spreads(stage.workspace, rows, numbers, BUCKETS))
    for expression, base in pairs:
        if isinstance(base, NumberSpread):
            yield next(found)
        else:
            yield category_spread(
                stage.workspace, f"(SELECT {expression} AS v FROM {rows})", LISTED
            )
