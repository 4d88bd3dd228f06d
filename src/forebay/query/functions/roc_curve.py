"""``ML.ROC_CURVE``: how many are found and how many are false alarms, by threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.protocol import Column, Schema
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.query.call_context import CallContext
    from forebay.query.signature import ModelSignature
    from forebay.sql.statement import ModelCall

SETTINGS: frozenset[str] = frozenset()
INPUTS = (0, 1)
SCHEMA = Schema(
    (
        *(Column(name, "DOUBLE") for name in ("threshold", "recall", "false_positive_rate")),
        *(
            Column(name, "BIGINT")
            for name in ("true_positives", "false_positives", "true_negatives", "false_negatives")
        ),
    )
)


def output_schema(call: ModelCall, inputs: Sequence[Schema], signature: ModelSignature) -> Schema:  # noqa: ARG001
    """Return the seven columns of the curve."""
    _refuse_others(call, signature.task)
    return SCHEMA


def run(call: ModelCall, inputs: Sequence[str], context: CallContext) -> str:
    """Compute the points in the engine: at most 100 thresholds, from the quantiles of the scores."""
    from forebay.query.evaluated_rows import evaluated_rows

    _refuse_others(call, context.model.label.task)
    return curve_sql(evaluated_rows(call, inputs, context).relation)


def curve_sql(relation: str) -> str:
    """Return the query of the curve over a relation with ``label`` (0 or 1) and ``score``."""
    return (
        "WITH r AS (SELECT CAST(label AS INTEGER) AS y, score AS s"
        f" FROM {relation} AS given WHERE label IS NOT NULL AND score IS NOT NULL),"
        " cuts AS (SELECT DISTINCT unnest(quantile_disc(s,"
        " list_transform(range(1, 100), lambda i: i / 100.0))) AS threshold FROM r),"
        " counted AS (SELECT threshold,"
        " count(*) FILTER (y = 1 AND s >= threshold) AS tp,"
        " count(*) FILTER (y = 0 AND s >= threshold) AS fp,"
        " count(*) FILTER (y = 0 AND s < threshold) AS tn,"
        " count(*) FILTER (y = 1 AND s < threshold) AS fn"
        " FROM r, cuts GROUP BY threshold)"
        " SELECT CAST(threshold AS DOUBLE) AS threshold,"
        " CAST(tp AS DOUBLE) / nullif(tp + fn, 0) AS recall,"
        " CAST(fp AS DOUBLE) / nullif(fp + tn, 0) AS false_positive_rate,"
        " tp AS true_positives, fp AS false_positives, tn AS true_negatives, fn AS false_negatives"
        " FROM counted ORDER BY threshold DESC"
    )


def _refuse_others(call: ModelCall, task: str) -> None:
    if task != "binary":
        raise ProjectError.of(
            "not-two-classes", "a ROC curve is for a classifier of two classes", call.span
        )
