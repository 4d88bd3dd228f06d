"""What a build finds out about a model with a label, once it is trained and scored."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.build.audit.ages import ages
from forebay.build.audit.canary import canary
from forebay.build.audit.costs import costs
from forebay.build.audit.drawn_rows import at_most, draw_rows
from forebay.build.audit.explained import explained
from forebay.build.audit.importance import idle_features, importance
from forebay.build.audit.live_figure import live_figure
from forebay.build.audit.notices import audit_notices
from forebay.build.audit.proxies import proxies
from forebay.build.audit.quality import METRIC
from forebay.build.audit.simpler import simpler
from forebay.build.event import Noticed
from forebay.build.gate_rows import SCORED
from forebay.build.training_frame import frame_schema
from forebay.engine.quote import literal, quote
from forebay.errors import ForebayError
from forebay.features.frame import KEY, PREDICT_AT
from forebay.features.task import LABEL_TASKS
from forebay.gate.gap_metric import gap_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.build.audit.drawn_rows import DrawnRows
    from forebay.build.learn import Learned
    from forebay.build.model_work import ModelWork
    from forebay.query.live_model import LiveModel

AUDIT: Final = "audit"  # in the evidence of a version
_SAMPLE: Final = "__audited"
_TRAINED: Final = 12_000  # training rows from which small models learn
_JUDGED: Final = 30_000  # gate rows on which a simpler one is compared
_ROWS: Final = 10_000  # on which older ones are
_SHUFFLED: Final = 4_000  # of which features are shuffled
_CELLS: Final = 2_000_000  # of a matrix in memory: wide models are looked at on fewer rows
_LEAST: Final = 50  # judged rows, below which nothing is said


def audit_model(work: ModelWork, learned: Learned, model: LiveModel) -> dict[str, Any]:
    """Return what was found, as JSON keeps it, and tell what a person should act on.

    Everything is computed on bounded, seeded samples, so that it costs the same for a million rows
    as for a hundred thousand. What cannot be computed is left out: nothing here refuses a model.
    Empty for models without a label or without gate rows.

    Parameters
    ----------
    model
        With its facts, as it will be stored.

    """
    if model.task not in LABEL_TASKS or not learned.split.counts["gate"]:
        return {}
    began = time.monotonic()
    rows = learned.split.counts["gate"]
    most = _CELLS // max(1, len(model.features.columns))
    where = at_most("true", rows, min(_ROWS, most))
    judged = draw_rows(work.workspace, where, model.features, model.label)
    if min(len(judged.labels), most) < _LEAST:
        return {}
    sample = _sample(work, learned)
    found: dict[str, Any] = {"metric": METRIC[model.label.task], "rows": len(judged.labels)}

    def look(name: str, what: Callable[[], Any]) -> None:
        with suppress(ForebayError):  # rows that teach a small model nothing, a kind without parts
            found[name] = what()

    look("importance", lambda: _importance(model, judged.first(min(_SHUFFLED, most))))
    look("simpler", lambda: _json(simpler(work, learned, sample, at_most("true", rows, _JUDGED))))
    look("ages", lambda: [age.to_json() for age in ages(work, learned, sample, judged)])
    look("costs", lambda: costs(work, model.facts["lineage"]))
    look("explained", lambda: explained(model, judged))
    look("groups", lambda: _groups(work, learned, judged, where))
    look("age", lambda: _age(work, learned, model))
    look("canary", lambda: canary(work, learned))
    look("live", lambda: _json(live_figure(work, learned)))
    found["seconds"] = round(time.monotonic() - began, 3)
    for problem in audit_notices(work, found):
        work.walk.tell(Noticed(problem))
    return found


def _json(found: Any) -> Any:
    return found.to_json() if found is not None else None


def _sample(work: ModelWork, learned: Learned) -> str:
    """Write some training rows into a file: small models read it several times."""
    where = at_most(learned.split.where("train"), learned.split.counts["train"], _TRAINED)
    target = work.walk.scratch / f"{work.walk.file_name(work.node)}-audited.parquet"
    work.workspace.write(f"SELECT * FROM {quote(learned.frame.name)} WHERE {where}", target)
    work.workspace.attach(_SAMPLE, [target], frame_schema(learned.frame.schema, learned.roles))
    return _SAMPLE


def _importance(model: LiveModel, some: DrawnRows) -> dict[str, Any]:
    found = importance(model, some)
    return {
        "rows": len(some.labels),
        "worse": {feature: worse.to_json() for feature, worse in found.items()},
        "idle": list(idle_features(found, model.features)),
    }


def _groups(work: ModelWork, learned: Learned, judged: DrawnRows, where: str) -> dict[str, Any]:
    """Return the features that tell each column whose groups are compared by a standard."""
    columns = {
        standard.for_each
        for standard in work.statement.standards or ()
        if standard.for_each and gap_of(standard) is not None
    }
    found: dict[str, Any] = {}
    for column in sorted(columns):
        rows = work.workspace.rows(
            f"SELECT CAST(dense_rank() OVER (ORDER BY {quote(column)}) AS DOUBLE)"
            f" FROM {quote(SCORED)} WHERE {where} AND __label IS NOT NULL ORDER BY {KEY}"
        )
        groups = np.array([float(str(group)) for (group,) in rows])
        found[column] = proxies(judged, learned.model.features, groups)
    return found


def _age(work: ModelWork, learned: Learned, model: LiveModel) -> dict[str, Any] | None:
    """Return how many days the newest row is after the last one that was trained on."""
    until = model.facts.get("trained_until")
    if until is None:
        return None
    ((newest, days),) = work.workspace.rows(
        f"SELECT CAST(max({PREDICT_AT}) AS VARCHAR),"
        f" epoch(max({PREDICT_AT}) - CAST({literal(str(until))} AS TIMESTAMP)) / 86400e0"
        f" FROM {quote(learned.frame.name)}"
    )
    return {"trained_until": until, "newest": newest, "days": round(float(str(days)), 3)}
