"""``ML.TFDV_DESCRIBE(data [, STRUCT(3 AS top_k)])``: ML.DESCRIBE_DATA as TensorFlow has it.

One row with one column of JSON: a ``DatasetFeatureStatisticsList`` in the JSON form of protocol
buffers (camelCase names, 64-bit integers as texts), which TensorFlow Data Validation and Facets
read. Message and field names: tensorflow/metadata, ``statistics.proto``.
"""

from __future__ import annotations

import itertools
import json
import math
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import literal
from forebay.query.check_inputs import input_span
from forebay.query.described_column import described_columns
from forebay.query.function_shape import FunctionShape
from forebay.query.setting_kind import Whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.query.described_column import DescribedColumn
    from forebay.query.spread import NumberSpread
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

_DEFAULTS: Final = {
    "top_k": 1,
    "num_histogram_buckets": 10,
    "num_quantiles_histogram_buckets": 10,
    "num_values_histogram_buckets": 10,
    "num_rank_histogram_buckets": 50,
}
SHAPE: Final = FunctionShape(
    1,
    1,
    {
        "top_k": Whole(1, 10_000),
        "num_histogram_buckets": Whole(1, 1_000),
        "num_quantiles_histogram_buckets": Whole(1, 1_000),
        "num_values_histogram_buckets": Whole(1, 1_000),
        "num_rank_histogram_buckets": Whole(1, 10_000),
    },
    tasks=frozenset(),
    model="none",
)
_COLUMN: Final = "dataset_feature_statistics_list"
_WHOLE: Final = "INT"


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: None) -> Schema:
    """Return the one column."""
    del signature
    described_columns(inputs[0], input_span(call))
    return Schema((Column(_COLUMN, "JSON"),))


def run(stage: Stage) -> str:
    """Describe each column in the engine, and write the figures as one document."""
    from forebay.query.spooled_input import spooled_input

    (given,) = stage.inputs
    schema = stage.workspace.describe(given.sql, given.at)
    rows = spooled_input(stage, 0)
    ((n,),) = stage.workspace.rows(f"SELECT count(*) FROM {rows}")
    columns = described_columns(schema, input_span(stage.call))
    features = [_feature(stage, column, rows) for column in columns]
    document = {"datasets": [{"numExamples": str(n), "features": features}]}
    text = json.dumps(document, ensure_ascii=False, allow_nan=False)
    return f"SELECT CAST({literal(text)} AS JSON) AS {_COLUMN}"


def _setting(stage: Stage, name: str) -> int:
    value = stage.settings.get(name, _DEFAULTS[name])
    return value if isinstance(value, int) else _DEFAULTS[name]


def _feature(stage: Stage, column: DescribedColumn, rows: str) -> dict[str, Any]:
    from forebay.query.functions.describe_data import Wanted, described

    top, ranked = _setting(stage, "top_k"), _setting(stage, "num_rank_histogram_buckets")
    parts = _setting(stage, "num_quantiles_histogram_buckets")
    lengths = _setting(stage, "num_values_histogram_buckets")
    found = described(stage, column, rows, Wanted(parts, lengths, max(top, ranked)))
    common = _common(found, lengths)
    feature: dict[str, Any] = {"path": {"step": [column.name]}}
    if column.is_number:
        is_whole = _WHOLE in column.type.upper()
        statistics = _numbers(stage, column, rows, found)
        return feature | {
            "type": "INT" if is_whole else "FLOAT",
            "numStats": {"commonStats": common, **statistics},
        }
    values = [(str(v["value"]), int(v["count"])) for v in found["top_values"]]
    return feature | {
        "type": "STRING",
        "stringStats": {
            "commonStats": common,
            "unique": str(found["unique"]),
            "topValues": [{"value": v, "frequency": float(n)} for v, n in values[:top]],
            "avgLength": found["avg_string_length"] or 0.0,
            "rankHistogram": {
                "buckets": [
                    {
                        "lowRank": str(rank),
                        "highRank": str(rank),
                        "label": value,
                        "sampleCount": float(count),
                    }
                    for rank, (value, count) in enumerate(values[:ranked])
                ]
            },
        },
    }


def _common(found: dict[str, Any], parts: int) -> dict[str, Any]:
    """Return CommonStatistics: how many rows have values, and how many each has."""
    known = int(found["num_rows"]) - int(found["num_nulls"])
    shortest, longest, total = 1, 1, known
    bounds: Sequence[int] = [1] * (parts + 1)
    if "array_length_quantiles" in found:
        shortest, longest = found["min_array_length"] or 0, found["max_array_length"] or 0
        total, bounds = int(found["total_array_length"]), found["array_length_quantiles"] or []
    return {
        "numNonMissing": str(known),
        "numMissing": str(found["num_nulls"]),
        "minNumValues": str(shortest if known else 0),
        "maxNumValues": str(longest if known else 0),
        "avgNumValues": total / known if known else 0.0,
        "totNumValues": str(total),
        "numValuesHistogram": _quantiles(bounds if known else [], known),
    }


def _quantiles(bounds: Sequence[float], n: int) -> dict[str, Any]:
    """Return a histogram whose buckets have the same count."""
    pairs = list(itertools.pairwise(bounds))
    return {
        "buckets": [
            {"lowValue": float(a), "highValue": float(b), "sampleCount": n / len(pairs)}
            for a, b in pairs
        ],
        "type": "QUANTILES",
    }


def _numbers(
    stage: Stage, column: DescribedColumn, rows: str, found: dict[str, Any]
) -> dict[str, Any]:
    """Return NumericStatistics; what there is no finite value for is left out."""
    from forebay.query.spread import number_spreads

    buckets = _setting(stage, "num_histogram_buckets")
    (spread,) = number_spreads(stage.workspace, column.values(rows), ["v"], buckets)
    finite = sum(spread.counts)
    statistics: dict[str, Any] = {
        "numZeros": str(found["num_zeros"]),
        "histograms": [_standard(spread), _quantiles(found["quantiles"] or [], finite)],
    }
    if not finite:
        return statistics
    # TensorFlow divides by n, ML.DESCRIBE_DATA by n - 1.
    deviation = (found["stddev"] or 0.0) * math.sqrt((finite - 1) / finite)
    return statistics | {
        "mean": found["mean"],
        "stdDev": deviation,
        "min": spread.low,
        "median": found["median"],
        "max": spread.high,
    }


def _standard(spread: NumberSpread) -> dict[str, Any]:
    """Return a histogram of equal widths; infinite values have buckets of their own."""
    edges = list(itertools.pairwise(spread.edges))
    buckets: list[dict[str, Any]] = [
        {"lowValue": a, "highValue": b, "sampleCount": float(n)}
        for (a, b), n in zip(edges, spread.counts, strict=True)
    ]
    if spread.lowest:
        end = {"lowValue": "-Infinity", "highValue": spread.low}
        buckets.insert(0, end | {"sampleCount": float(spread.lowest)})
    if spread.highest:
        end = {"lowValue": spread.high, "highValue": "Infinity"}
        buckets.append(end | {"sampleCount": float(spread.highest)})
    return {"numNan": str(spread.nan), "buckets": buckets, "type": "STANDARD"}
