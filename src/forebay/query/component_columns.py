"""What ML.PREDICT says of a row with a reduction: its coordinates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.protocol import Column
from forebay.engine.quote import quote
from forebay.errors import ProjectError
from forebay.query.settings import settings_of

if TYPE_CHECKING:
    from forebay.engine.protocol import Schema
    from forebay.query.live_model import LiveModel
    from forebay.query.signature import ModelSignature
    from forebay.query.stage import Stage
    from forebay.query.target import Components
    from forebay.sql.statement import ModelCall


def component_columns(call: ModelCall, target: Components) -> tuple[Column, ...]:
    """Return ``principal_component_1`` and so on.

    Raises
    ------
    ProjectError
        ``components-unknown``: only training tells how many there are.

    """
    if target.count is None:
        raise ProjectError.of(
            "components-unknown",
            f"the columns of ML.{call.function} are the components of the model, whose number is"
            " not known before it is trained",
            call.span,
            detail="pca_explained_variance_ratio leaves it to the data.",
            hint="write num_principal_components, or ask ML.GENERATE_EMBEDDING for a list.",
        )
    return tuple(Column(f"principal_component_{i + 1}", "DOUBLE") for i in range(target.count))


def kept_columns(call: ModelCall, given: Schema, signature: ModelSignature) -> tuple[Column, ...]:
    """Return the data's columns that stay: all that are no features, or all if asked for."""
    if settings_of(call).get("keep_original_columns") is True:
        return given.columns
    features = {column.name.casefold() for column in signature.features}
    return tuple(column for column in given.columns if column.name.casefold() not in features)


def component_sql(model: LiveModel) -> list[str]:
    """Return SQL for each coordinate of a scored row; NaN where it has a number not finite."""
    from forebay.query.score import SCORE

    return [f"{SCORE}_{i}" for i in range(model.components.n_components)]


def predict_components(stage: Stage, target: Components) -> str:
    """Score the data; return the query over what was written.

    A row with a number that is not finite has no coordinates: they are NULL.
    """
    signature = stage.model.signature
    given = stage.workspace.describe(stage.inputs[0].sql, stage.inputs[0].at)
    kept = kept_columns(stage.call, given, signature)
    scored = stage.scored(
        [column.name for column in kept], n_outputs=stage.model.components.n_components
    )
    named = zip(component_sql(stage.model), component_columns(stage.call, target), strict=True)
    columns = [
        f"CASE WHEN isfinite({sql}) THEN {sql} END AS {quote(column.name)}" for sql, column in named
    ]
    columns += [quote(column.name) for column in scored.columns]
    return f"SELECT {', '.join(columns)} FROM {quote(scored.name)}"
