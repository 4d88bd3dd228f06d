"""Judge a CREATE MODEL before anything is trained: options, roles, clauses, standards."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from forebay.algorithms.model_task import has_label, model_task
from forebay.algorithms.options import OPTION_RULES, validate_options
from forebay.algorithms.vizier_search import missing_optimiser
from forebay.algorithms.xgboost_reasons import missing_xgboost
from forebay.errors import Problem, ProjectError, nearest
from forebay.features.check_features import check_features
from forebay.features.roles import resolve_roles
from forebay.features.value_kind import value_kind
from forebay.gate.check_standards import check_standards
from forebay.project.check_series import check_series
from forebay.project.clauses import check_time, unknown_column
from forebay.project.holiday_names import holiday_names
from forebay.project.model_target import model_target, task_of
from forebay.project.model_tuned import model_tuned
from forebay.project.unread_parts import unread_parts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from forebay.engine import Binder, Column, Schema
    from forebay.errors import Span
    from forebay.features.roles import Roles
    from forebay.features.task import Task
    from forebay.features.transform_output import TransformColumn
    from forebay.query.target import Target
    from forebay.query.tuned import Tuned
    from forebay.sql.statement import CreateModel

# The columns of the AS SELECT, under a name that no project can take.
AS_SELECT: Final = "__forebay_as_select"


@dataclass(slots=True)
class ModelFound:
    """What is known of a model once its statement was judged.

    ``roles`` is None if its columns could not be told apart; ``values`` is empty if its model type
    is not known; ``features`` are the names of what it learns from (SEMANTICS rule 10), made of the
    columns ``inputs``; ``transform`` are the columns that its TRANSFORM clause gives; ``target`` is
    None where roles or model type are not known.
    """

    roles: Roles | None = None
    values: dict[str, Any] = field(default_factory=dict)
    features: tuple[str, ...] = ()
    inputs: tuple[Column, ...] = ()
    transform: tuple[TransformColumn, ...] = ()
    target: Target | None = None
    tuned: Tuned | None = None
    problems: list[Problem] = field(default_factory=list)


def check_model(
    model: CreateModel, schema: Schema, binder: Binder, primary_key: Sequence[str] = ()
) -> ModelFound:
    """Return the roles and options of a model and all that is wrong with its statement.

    Parameters
    ----------
    schema
        The columns of its AS SELECT.
    primary_key
        Columns that identify its rows when it has no KEY (SEMANTICS rule 10).

    """
    found = ModelFound()
    found.values, found.problems = model_options(model)
    found.problems += missing_optimiser(found.values, model.options)
    found.problems += missing_xgboost(found.values, model.options)
    kind = model_task(str(found.values.get("model_type", "")))
    labelled = has_label(kind)
    found.problems += unread_parts(model, has_series=kind == "forecast")
    if kind == "forecast":
        found.problems += check_series(model, found.values)
    # What is wrong with an option is said by the table of options already; and whether a model type
    # that is not there needs a label is not known.
    said = [p.span for p in found.problems if p.span is not None]
    try:
        found.roles, planned = check_features(
            model, schema, binder, primary_key=primary_key, labelled=labelled
        )
    except ProjectError as error:
        found.problems += [
            p if p.span is not None else replace(p, span=model.name.span)
            for p in error.problems
            if not _is_inside(p.span, said) and (found.values or p.name != "no-label")
        ]
        with suppress(ProjectError):
            found.roles = resolve_roles(model, schema, primary_key=primary_key, labelled=labelled)
    else:
        found.features = tuple(feature.name for feature in planned.features)
        found.inputs = planned.inputs
        found.transform = tuple(output.column for output in planned.outputs)
    found.problems += [
        p
        for p in model_clauses(model, schema, binder)
        if kind != "forecast" or p.name != "no-predict-at"  # its time is that of its series
    ]
    if found.values:
        task = task_of(found.values["model_type"])
        if task == "transform" and model.transform is None:
            found.problems.append(_transform_needed(model))
        level = found.values.get("prediction_interval_level")
        has_interval = task == "forecast" or level is not None
        found.problems += check_standards(
            model.standards or (), task, schema.names, has_interval=has_interval
        )
        if found.roles is not None and (task != "forecast" or found.roles.series is not None):
            found.target = _target(found.values, found.roles, model)
            found.tuned = model_tuned(found.values, model.options)
            found.problems += _label_type(found.roles.label, task, model)
    return found


def _target(values: Mapping[str, Any], roles: Roles, model: CreateModel) -> Target:
    is_forecast = task_of(values["model_type"]) == "forecast"
    named = holiday_names(values, model.custom_holiday) if is_forecast else ()
    return model_target(values, roles, named)


def _transform_needed(model: CreateModel) -> Problem:
    return Problem(
        "transform-needed",
        f'model "{model.name.text}" keeps a TRANSFORM clause, and has none',
        model.name.span,
        hint="add TRANSFORM (ML.STANDARD_SCALER(x) OVER () AS x, ...).",
    )


def _is_inside(span: Span | None, others: Sequence[Span]) -> bool:
    return span is not None and any(s.start <= span.start < s.end for s in others)


def model_clauses(model: CreateModel, schema: Schema, binder: Binder) -> list[Problem]:
    """Return what is wrong with the times and waivers of a model."""
    binder.declare_table(AS_SELECT, schema)
    return [*_times(model, binder), *_waivers(model, schema)]


def model_options(model: CreateModel) -> tuple[dict[str, Any], list[Problem]]:
    """Return the options of a model, defaults included, and what is wrong with them."""
    option = model.options.get("model_type")
    if option is None:
        return {}, [
            Problem(
                "missing-model-type",
                f'model "{model.name.text}" has no model_type',
                model.name.span,
                detail=_misspelt(model.options),
                hint=f"add OPTIONS (model_type = '...'): {', '.join(OPTION_RULES)}.",
            )
        ]
    if not isinstance(option.value, str):
        return {}, [
            Problem(
                "bad-option",
                f'option "model_type" cannot be {option.value_span.text}',
                option.value_span,
                hint="model_type takes a text.",
            )
        ]
    return validate_options(option.value, model.options)


def _label_type(label: Column | None, task: Task, model: CreateModel) -> list[Problem]:
    if label is None:
        return []
    kind = value_kind(label.type)
    option = model.options.get("input_label_cols") or model.options.get("labels")
    span = option.value_span if option is not None else model.name.span
    if task == "regression" and kind != "number":
        message = f'a regression predicts a number, and "{label.name}" is {label.type}'
        hint = "use a classifier, or cast the label to a number."
    elif task != "regression" and kind not in {"number", "boolean", "text", "day"}:
        message = f'"{label.name}" of type {label.type} cannot be a class'
        hint = "make it a BOOLEAN, a text or an integer."
    else:
        return []
    return [Problem("label-type", message, span, hint=hint)]


def _misspelt(names: Sequence[str] | Any) -> str:
    near = nearest("model_type", names)
    return f'it has an option "{near}".' if near else ""


def _times(model: CreateModel, binder: Binder) -> list[Problem]:
    problems: list[Problem] = []
    at = model.predict_at
    if at is None:
        problems.append(
            Problem(
                "no-predict-at",
                f'model "{model.name.text}" does not say when its predictions are made',
                model.name.span,
                hint="add PREDICT AT and a time, or PREDICT AT NONE if there is none.",
                severity="warning",
            )
        )
    elif at.expression is not None:
        problems += check_time(AS_SELECT, at.expression, binder, "PREDICT AT")
    if model.label_known_at is not None:
        problems += check_time(AS_SELECT, model.label_known_at, binder, "LABEL KNOWN AT")
    return [_renamed(problem, model) for problem in problems]


def _renamed(problem: Problem, model: CreateModel) -> Problem:
    """Say "the query of model m" where the binder says our own name for it."""
    theirs = f'the query of model "{model.name.text}"'
    return Problem(
        problem.name,
        problem.message.replace(f'table "{AS_SELECT}"', theirs),
        problem.span,
        problem.detail.replace(f'"{AS_SELECT}"', "it"),
        problem.hint,
        problem.severity,
    )


def _waivers(model: CreateModel, schema: Schema) -> list[Problem]:
    owner = f"the query of model {model.name.text}"
    return [
        unknown_column(column, owner, schema.names, waiver.span)
        for waiver in model.allow_leakage
        for column in waiver.columns
        if schema.find(column) is None
    ]
