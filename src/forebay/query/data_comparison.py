"""What ML.VALIDATE_DATA_DRIFT and ML.VALIDATE_DATA_SKEW have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column
from forebay.errors import ProjectError, nearest
from forebay.query.setting_kind import Choice, column_fraction
from forebay.query.settings import settings_of
from forebay.query.spread import CategorySpread
from forebay.query.spread_distance import jensen_shannon_divergence, l_infinity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from forebay.query.setting_kind import SettingKind
    from forebay.query.spread import Spread
    from forebay.sql.statement import ModelCall

_JSD: Final = "JENSEN_SHANNON_DIVERGENCE"
_L_INFTY: Final = "L_INFTY"
_THRESHOLD: Final = 0.3
BUCKETS: Final = 10
LISTED: Final = 50  # values of a category that are counted one by one
COMPARISON_SETTINGS: Final[dict[str, SettingKind]] = {
    "categorical_default_threshold": "fraction",
    "categorical_metric_type": Choice((_L_INFTY, _JSD)),
    "numerical_default_threshold": "fraction",
    "numerical_metric_type": Choice((_JSD,)),
    "thresholds": "column_fractions",
}
COMPARISON_COLUMNS: Final = (
    Column("input", "VARCHAR"),
    Column("metric", "VARCHAR"),
    Column("threshold", "DOUBLE"),
    Column("value", "DOUBLE"),
    Column("is_anomaly", "BOOLEAN"),
)


def check_thresholds(call: ModelCall, compared: Sequence[str]) -> None:
    """Raise ProjectError if nothing is compared, or a threshold is for no column that is."""
    if not compared:
        raise ProjectError.of(
            "input-column",
            f"ML.{call.function} has no column to compare: none is on both sides",
            call.span,
            hint="columns are matched by name, without regard to case.",
        )
    known = {name.casefold() for name in compared}
    for name in _own_thresholds(call):
        if name not in known:
            meant = nearest(name, compared)
            raise ProjectError.of(
                "unknown-column",
                f'"thresholds" names the column "{name}", which is not compared',
                call.settings_spans["thresholds"],
                detail=f"these are: {', '.join(compared[:30])}.",
                hint=f'did you mean "{meant}"?' if meant else "",
            )


def comparison_rows(
    call: ModelCall, spreads: Iterable[tuple[str, Spread, Spread]]
) -> list[dict[str, object]]:
    """Return the answer: one row for each column.

    Parameters
    ----------
    spreads
        The name of each column, and how it is spread in the base and in the study.

    """
    settings = settings_of(call)
    own = _own_thresholds(call)
    rows: list[dict[str, object]] = []
    for name, base, study in spreads:
        kind = "categorical" if isinstance(base, CategorySpread) else "numerical"
        given = settings.get(f"{kind}_default_threshold")
        default = float(given) if isinstance(given, int | float) else _THRESHOLD
        threshold = own.get(name.casefold(), default)
        metric = str(settings.get("categorical_metric_type", _L_INFTY)).upper()
        match base, study:
            case CategorySpread(), CategorySpread() if metric == _L_INFTY:
                value = l_infinity(base, study)
            case _:
                metric, value = _JSD, jensen_shannon_divergence(base, study)
        rows.append(
            {
                "input": name,
                "metric": metric,
                "threshold": threshold,
                "value": value,
                "is_anomaly": value > threshold,
            }
        )
    return rows


def _own_thresholds(call: ModelCall) -> Mapping[str, float]:
    given = settings_of(call).get("thresholds", ())
    pairs = [column_fraction(item) for item in given] if isinstance(given, tuple) else []
    return {pair[0].casefold(): pair[1] for pair in pairs if pair is not None}
