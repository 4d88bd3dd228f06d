"""Train one model of a tuning, and take the figure by which it is compared with the others."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from forebay.algorithms import load_algorithm, load_matrix_algorithm, validate_options
from forebay.algorithms.tuning_options import TUNING_OPTIONS
from forebay.build.training_options import training_options
from forebay.engine.quote import quote, quote_list
from forebay.errors import ForebayError, InternalError
from forebay.evaluate.figures import figures
from forebay.evaluate.scored_rows import ScoredRows
from forebay.features.task import LABEL_TASKS
from forebay.query.live_model import LiveModel
from forebay.query.matrix_figures import matrix_figures
from forebay.query.score import SCORE, score
from forebay.query.trial import Trial
from forebay.query.trials import keep_model
from forebay.sql.statement import Option

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from forebay.algorithms import Model, OnProgress, StoredModel
    from forebay.algorithms.matrix_protocol import MatrixModel
    from forebay.build.material import Material
    from forebay.build.model_work import ModelWork
    from forebay.engine import Workspace

_LABEL = "__label"
_OF_TUNING = frozenset(rule.name for rule in TUNING_OPTIONS)


@dataclass(frozen=True, slots=True)
class TrialRun:
    """One trial before it ran; `values` are those of the options that vary."""

    work: ModelWork
    material: Material
    values: Mapping[str, Any]
    number: int
    folder: Path
    on_progress: OnProgress
    threads: int


def run_trial(run: TrialRun, workspace: Workspace) -> Trial:
    """Train in a workspace that sees the frame, keep the model in the folder, return the trial."""
    signature = run.material.signature
    options, problems = validate_options(signature.model_type, _written(run))
    if problems:
        reason = problems[0].message
        return Trial(run.number, run.values, None, None, None, "INFEASIBLE", reason)
    try:
        trained, iterations, figure, eval_loss = _tried(run, workspace, options)
    except ForebayError as error:
        if any(problem.name == "interrupted" for problem in error.problems):
            raise
        return Trial(run.number, run.values, None, None, None, "FAILED", error.problems[0].message)
    training_loss = iterations[-1]["loss"]
    if not math.isfinite(figure):
        name = signature.tuned.objective if signature.tuned is not None else ""
        part = "tune" if signature.task in LABEL_TASKS else "training"
        reason = f"{name} is not defined on the {part} rows"
        return Trial(run.number, run.values, None, training_loss, eval_loss, "FAILED", reason)
    keep_model(run.folder, run.number, trained)
    return Trial(run.number, run.values, figure, training_loss, eval_loss, "SUCCEEDED")


def _tried(
    run: TrialRun, workspace: Workspace, options: Mapping[str, Any]
) -> tuple[StoredModel, list[dict[str, Any]], float, float | None]:
    """Return the model, its iterations, the metric of the tuning, and the loss on other rows."""
    signature = run.material.signature
    data = replace(run.material.data, workspace=workspace)
    how: Any = {
        "seed": int(options["seed"]),
        "threads": run.threads,
        "on_progress": run.on_progress,
    }
    if signature.task in LABEL_TASKS:
        values = training_options(options, signature.labelled)
        model = load_algorithm(signature.model_type).train(data, values, **how)
        return model, model.training_info(), *_figures(run, workspace, model)
    clusters = load_matrix_algorithm(signature.model_type).train(data, options, **how)
    return clusters, clusters.training_info(), _of_clusters(run, workspace, clusters), None


def _written(run: TrialRun) -> dict[str, Option]:
    """Return the options of the statement with one value for each that varies, and no tuning."""
    written = run.work.statement.options
    options = {name: option for name, option in written.items() if name not in _OF_TUNING}
    for name, value in run.values.items():
        at = written.get(name, written["num_trials"])
        options[name] = Option(name, value, at.span, at.value_span)
    return options


def _of_clusters(run: TrialRun, workspace: Workspace, trained: MatrixModel) -> float:
    """Return the metric of the tuning on the training rows: no label tells how others fare."""
    material, work = run.material, run.work
    model = LiveModel(material.signature, material.number, material.features, trained)
    name = f"__trial_{run.number}"
    target = work.walk.scratch / f"{work.walk.file_name(work.node)}{name}.parquet"
    rows = f"SELECT * FROM {quote(material.frame.name)} WHERE {material.split.where('train')}"
    scored = score(workspace, model, rows, target, name=name, carried=[])
    found, _ = matrix_figures(workspace, model, scored.name)
    workspace.drop(name)
    target.unlink(missing_ok=True)
    return found["davies_bouldin_index"]


def _figures(run: TrialRun, workspace: Workspace, trained: Model) -> tuple[float, float | None]:
    """Return the metric of the tuning and the loss, on the tune rows."""
    material, work = run.material, run.work
    signature, tuned = material.signature, material.signature.tuned
    if tuned is None:
        raise InternalError.of("not-tuned", f'nothing of "{signature.name}" varies')
    label = signature.labelled
    model = LiveModel(signature, material.number, material.features, trained)
    inputs = quote_list([column.name for column in signature.features])
    name = f"__trial_{run.number}"
    target = work.walk.scratch / f"{work.walk.file_name(work.node)}{name}.parquet"
    scored = score(
        workspace,
        model,
        f"SELECT CAST({label.index_sql()} AS DOUBLE) AS {_LABEL}, {inputs}"
        f" FROM {quote(material.frame.name)} WHERE {material.split.where('tune')}",
        target,
        name=name,
        carried=[_LABEL],
        as_lists=True,
    )
    rows = ScoredRows(
        workspace, quote(scored.name), label.task, label.classes, score=SCORE, label=_LABEL
    )
    loss = "mean_squared_error" if label.task == "regression" else "log_loss"
    found = figures(rows, [tuned.objective, loss])
    workspace.drop(name)
    target.unlink(missing_ok=True)
    return found[tuned.objective], found[loss] if math.isfinite(found[loss]) else None
