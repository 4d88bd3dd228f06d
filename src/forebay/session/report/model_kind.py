"""What a model does, in words, as its card says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from forebay.features.label import Label
from forebay.query.target import Clusters, Components, Forecasts, Imported, Transformed
from forebay.session.report.value_words import figure

if TYPE_CHECKING:
    from forebay.query.live_model import LiveModel


def model_kind(model: LiveModel) -> tuple[str, str]:
    """Return a heading and what stands below it."""
    target = model.signature.target
    match target:
        case Label():
            words = f"{target.name} ({target.type})"
            if model.positive:
                words += f", positive: {model.positive}, above {figure(model.threshold)}"
            return "Predicts", words
        case Clusters():
            return "Groups rows", f"into {model.clusters.n_clusters} clusters"
        case Components():
            return "Reduces rows", f"to {target.count} numbers"
        case Imported():
            names = ", ".join(o.name for o in target.outputs)
            return "Answers with", f"{names}; not judged: there are no rows with a label"
        case Transformed():
            return "Transforms rows", ", ".join(o.name for o in model.features.outputs)
        case Forecasts():
            columns, n = target.columns, model.forecaster.n_series
            series = "one series" if not columns.ids else f"{n:,} series"
            if (sums := model.forecaster.sums) is not None:
                series += f" and {sums.n_sums:,} sums of them"
            return (
                "Forecasts",
                f"{columns.data.name} of {series}, at most {target.horizon:,} points",
            )
        case _:
            assert_never(target)
