"""Follow one row through a live model: its values, where they come from, what each adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forebay.catalog import read_live
from forebay.engine.quote import literal, quote
from forebay.errors import ProjectError, Source, nearest
from forebay.features.task import LABEL_TASKS
from forebay.query.live_model import load_live_model
from forebay.session.query_live import query_live

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.query.live_model import LiveModel

_ALL: int = 10_000  # features; more are no explanation


@dataclass(frozen=True, slots=True)
class FeatureStep:
    """One feature of the row.

    Parameters
    ----------
    sources
        The source columns that it is made of.
    matrix
        What the model sees of it: numbers, or the codes of categories.
    adds
        What it adds to the raw prediction.

    """

    name: str
    value: object
    sources: tuple[str, ...]
    matrix: tuple[float | int, ...]
    adds: float


@dataclass(frozen=True, slots=True)
class ExplainedRow:
    """One row and how its answer came to be: baseline + what all features add = raw.

    Parameters
    ----------
    raw
        The raw prediction: log-odds of the predicted class, its score, or the number.
    probability
        Of the predicted class; None for numbers.
    features
        What adds most, or takes most away, first.

    """

    version: str
    key: tuple[str, ...]
    predicted: object
    probability: float | None
    baseline: float
    raw: float
    features: tuple[FeatureStep, ...]


def explain_row(root: Path, env: str, name: str, key: tuple[str, ...]) -> ExplainedRow:
    """Return how a live model answers one row of its own SELECT, step by step.

    Parameters
    ----------
    key
        A value for each column of the model's KEY, in its order, as text.

    Raises
    ------
    ProjectError
        ``unknown-model``; ``not-supported`` for a model without a label or a KEY; ``bad-arguments``
        for another number of values; ``no-such-row``.

    """
    live = read_live(root, env)
    version = live.find(name)
    if version is None or version.kind != "model":
        models = [v.node for v in live.versions.values() if v.kind == "model"]
        near = nearest(name, models)
        raise ProjectError.of(
            "unknown-model",
            f'no model "{name}" is live in "{env}"',
            hint=f'did you mean "{near}"?' if near else "forebay models lists them.",
        )
    model = load_live_model(root, version)
    columns = [str(column) for column in model.facts.get("key", ())]
    _check(model, columns, key)
    where = " AND ".join(
        f"CAST({quote(column)} AS VARCHAR) = {literal(value)}"
        for column, value in zip(columns, key, strict=True)
    )
    rows = f"SELECT * FROM (\n{model.facts['query']}\n) WHERE {where} LIMIT 1"
    text = (
        f"SELECT * FROM ML.EXPLAIN_PREDICT(MODEL {quote(version.node)}, (\n{rows}\n),"
        f" STRUCT({_ALL} AS top_k_features))"
    )
    result = query_live(root, env, Source("<explain>", text))
    try:
        names, found = list(result.columns), result.fetchall()
    finally:
        result.close()
    if not found:
        quoted = ", ".join(f'"{value}"' for value in key)
        raise ProjectError.of(
            "no-such-row",
            f'the key {quoted} is that of no row of "{version.node}"',
            detail=f"its KEY is ({', '.join(columns)}), over the tables that are live.",
            hint=f"look one up in the rows that it is made of: forebay show {version.node}.",
        )
    return _explained(model, version.label, key, dict(zip(names, found[0], strict=True)))


def _check(model: LiveModel, columns: list[str], key: tuple[str, ...]) -> None:
    if model.task not in LABEL_TASKS or not columns:
        what = "has no label" if model.task not in LABEL_TASKS else "has no KEY"
        raise ProjectError.of(
            "not-supported",
            f'"{model.name}" {what}, so no single row of it can be explained',
            hint="ask: SELECT * FROM ML.EXPLAIN_PREDICT(MODEL ..., (SELECT ...)).",
        )
    if len(key) != len(columns):
        raise ProjectError.of(
            "bad-arguments",
            f'the KEY of "{model.name}" has {len(columns)} columns, not {len(key)}',
            hint=f"give a value for each of: {', '.join(columns)}.",
        )


def _explained(
    model: LiveModel, version: str, key: tuple[str, ...], row: dict[str, Any]
) -> ExplainedRow:
    folded = {name.casefold(): value for name, value in row.items()}
    values = {c.name: folded[c.name.casefold()] for c in model.features.inputs}
    matrix = model.features.row(values)
    lineage = model.facts.get("lineage", {})
    adds = {
        str(one["feature"]).casefold(): float(one["attribution"])
        for one in folded["top_feature_attributions"]
    }
    steps = [
        FeatureStep(
            name,
            value,
            tuple(lineage.get(name, ())),
            tuple(
                seen
                for seen, column in zip(matrix, model.features.columns, strict=True)
                if (column.raw_name or column.name).casefold() == name.casefold()
            ),
            adds.get(name.casefold(), 0.0),
        )
        for name, value in values.items()
    ]
    probability = folded.get("probability")
    return ExplainedRow(
        version,
        key,
        folded[model.label.predicted.casefold()],
        None if probability is None else float(probability),
        float(folded["baseline_prediction_value"]),
        float(folded["prediction_value"]),
        tuple(sorted(steps, key=lambda step: (-abs(step.adds), step.name))),
    )
