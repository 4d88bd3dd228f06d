"""What the live version of a model of series expected of the candidate's held-out points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.build.champion import SCORES, Champion, label_definition
from forebay.build.learn_series import HELD_OUT, NUMBERED, SEEN
from forebay.build.measure_interval import INTERVAL
from forebay.engine.quote import quote
from forebay.query.forecast_rows import forecast_rows
from forebay.query.live_model import load_live_model
from forebay.query.series_files import HISTORY_SCHEMA, SERIES, gate_series_schema, series_schema
from forebay.query.target import Forecasts

if TYPE_CHECKING:
    from forebay.build.learn import Learned
    from forebay.build.model_work import ModelWork
    from forebay.engine import Workspace
    from forebay.features.series_roles import SeriesRoles
    from forebay.query.live_model import LiveModel

_SERIES: Final = "__champion_series"
_SEEN: Final = "__champion_history"
_FORECASTS: Final = "__champion_forecasts"
_GATE: Final = "__champion_gate"
_LEVEL: Final = 0.95  # of bounds that nobody reads here
# The candidate's points with the number that their series has for the champion.
_POINTS: Final = "__champion_points"


def find_series_champion(work: ModelWork, learned: Learned) -> Champion:
    """Attach what the live version expected of the held-out points, where it had not seen them.

    Of a point after its last one that is what it forecasts. Of an earlier point it is what was
    expected when the version was judged itself: by its first training, which ended before the
    point. Points of which it says neither are left out and counted.
    """
    live = work.walk.live.get(work.node.key)
    if live is None:
        return Champion("no champion")
    model = load_live_model(work.walk.root, live)
    identity, target = live.label, model.signature.target
    columns = learned.model.signature.forecasts.columns
    if not isinstance(target, Forecasts) or target.columns.data.name != columns.data.name:
        return Champion("new target", identity=identity)
    about = model.facts["label_definition"]  # empty in versions from before it was kept
    if about and about != label_definition(work.statement, columns.data.name):
        return Champion("new target", identity=identity)
    if (target.columns.ids, target.columns.timestamp) != (columns.ids, columns.timestamp):
        return Champion("not comparable: other series or times", identity=identity)
    _attach(work, model, columns)
    if not _is_same_data(work.workspace):
        return Champion("not comparable: its series have other values", identity=identity)
    dropped = _attach_scores(work, model, columns, f"{live.number}")
    return Champion(
        f"v{live.number}",
        compared=True,
        same_code=live.details.get("definition") == work.node.definition,
        n_dropped=dropped,
        identity=identity,
    )


def _attach(work: ModelWork, model: LiveModel, columns: SeriesRoles) -> None:
    """Attach the champion's files, and the candidate's points by the champion's numbers."""
    workspace = work.workspace
    files = [model.series] if model.series is not None else []
    workspace.attach(_SERIES, files, series_schema(columns))
    workspace.attach(_SEEN, [model.history] if model.history is not None else [], HISTORY_SCHEMA)
    workspace.attach(_GATE, [model.gate] if model.gate is not None else [],
                     gate_series_schema(columns, has_interval=INTERVAL in model.facts))  # fmt: skip
    workspace.define_view(
        _POINTS,
        f"SELECT h.{SERIES}, h.moment, h.actual, c.{SERIES} AS theirs FROM {HELD_OUT} AS h"
        f" JOIN {NUMBERED} AS n ON n.{SERIES} = h.{SERIES}"
        f" JOIN {_SERIES} AS c ON {_same('n', 'c', columns)}",
    )


def _same(left: str, right: str, columns: SeriesRoles) -> str:
    pairs = [
        f"{left}.{quote(c.name)} IS NOT DISTINCT FROM {right}.{quote(c.name)}" for c in columns.ids
    ]
    return " AND ".join(pairs) or "true"


def _is_same_data(workspace: Workspace) -> bool:
    """Whether most points that both know have the same value: data may be revised here and there.

    A query that counts weeks instead of days has the same words for its column.
    """
    ((known, same),) = workspace.rows(
        "SELECT count(*), count(*) FILTER (WHERE abs(p.actual - s.value)"
        f" <= 1e-9 * greatest(abs(p.actual), abs(s.value))) FROM {_POINTS} AS p"
        f" JOIN {_SEEN} AS s ON s.{SERIES} = p.theirs AND s.moment = p.moment"
        " WHERE NOT s.is_filled"
    )
    return 2 * int(str(same)) >= int(str(known))


def _attach_scores(work: ModelWork, model: LiveModel, columns: SeriesRoles, number: str) -> int:
    """Attach what was expected, by the candidate's series and moment; return how many it lacks."""
    workspace, walk = work.workspace, work.walk
    last = f"SELECT {SERIES}, max(moment) AS moment FROM {_SEEN} GROUP BY ALL"
    # As many points as any series has gone on for, not as many as could be forecast.
    ((steps,),) = workspace.rows(
        f"SELECT max(n) FROM (SELECT count(*) AS n FROM {SEEN} AS h"
        f" JOIN {NUMBERED} AS n ON n.{SERIES} = h.{SERIES}"
        f" JOIN {_SERIES} AS c ON {_same('n', 'c', columns)}"
        f" JOIN ({last}) AS l ON l.{SERIES} = c.{SERIES} AND h.moment > l.moment"
        f" GROUP BY c.{SERIES})"
    )
    horizon = min(int(str(steps or 0)), model.signature.forecasts.horizon)
    forecasts = f"(SELECT NULL::BIGINT AS {SERIES}, NULL::BIGINT AS moment, NULL::DOUBLE AS value)"
    if horizon:
        target = walk.scratch / f"{walk.file_name(work.node)}-v{number}-forecasts.parquet"
        forecast_rows(workspace, model, target, name=_FORECASTS, horizon=horizon, level=_LEVEL)
        forecasts = _FORECASTS
    moment = f"epoch_us(g.{quote(columns.timestamp.name)})"
    workspace.define_view(
        SCORES,
        f"SELECT p.{SERIES}, p.moment, coalesce(f.value, g.__score) AS expected FROM {_POINTS} AS p"
        f" LEFT JOIN {forecasts} AS f ON f.{SERIES} = p.theirs AND f.moment = p.moment"
        f" LEFT JOIN {_GATE} AS g ON g.__block = p.theirs AND {moment} = p.moment",
    )
    ((lacking,),) = workspace.rows(
        f"SELECT (SELECT count(*) FROM {HELD_OUT})"
        f" - (SELECT count(*) FROM {SCORES} WHERE expected IS NOT NULL)"
    )
    return int(str(lacking))
