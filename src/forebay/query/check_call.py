"""Check the arguments of an ``ML.*`` call before anything runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem, ProjectError, nearest
from forebay.features.label import Label
from forebay.query.check_task import check_task
from forebay.query.setting_kind import fits, takes
from forebay.query.settings import settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.query.function_shape import FunctionShape
    from forebay.query.signature import ModelSignature
    from forebay.sql.statement import ModelCall, ModelReference


def model_of(call: ModelCall, shape: FunctionShape) -> ModelReference | None:
    """Return the model of a call; None if it may go without and does.

    Raises
    ------
    ProjectError
        ``missing-model``, or ``unknown-argument`` for a model that the function does not take.

    """
    if call.model is None and shape.model == "required":
        raise ProjectError.of(
            "missing-model",
            f"ML.{call.function} needs a model",
            call.span,
            hint=f"write ML.{call.function}(MODEL name, ...).",
        )
    if call.model is not None and shape.model == "none":
        raise ProjectError.of(
            "unknown-argument",
            f"ML.{call.function} takes no model",
            call.model.name.span,
            hint=f"leave it out: ML.{call.function}({', '.join(_inputs_of(shape))}).",
        )
    return call.model


def check_call(call: ModelCall, shape: FunctionShape, signature: ModelSignature | None) -> None:
    """Raise ProjectError with everything that is wrong with the arguments of a call.

    ``not-supported`` for a model of another task; ``argument-count``, ``unknown-argument``,
    ``missing-argument``, ``bad-argument``, ``threshold-needs-two-classes``.

    Parameters
    ----------
    signature
        Of the model of the call; None if it has none.

    """
    if signature is not None:
        check_task(call, shape, signature)
    problems = [*_inputs(call, shape), *_settings(call, shape, signature), *_needed(call, shape)]
    if problems:
        raise ProjectError(*problems)


def _inputs(call: ModelCall, shape: FunctionShape) -> Iterator[Problem]:
    n = len(call.inputs)
    if shape.fewest <= n <= shape.most:
        return
    model = ["MODEL m"] if shape.model == "required" else []
    yield Problem(
        "argument-count",
        f"ML.{call.function} takes {_count_words(shape)}, and {n} are given",
        call.span,
        hint=f"write ML.{call.function}({', '.join([*model, *_inputs_of(shape)])}).",
    )


def _inputs_of(shape: FunctionShape) -> list[str]:
    return ["(SELECT ...)"] * shape.most


def _count_words(shape: FunctionShape) -> str:
    words = {0: "no table", 1: "one table or query", 2: "two tables or queries"}[shape.most]
    return words if shape.fewest == shape.most else f"at most {words}"


def _needed(call: ModelCall, shape: FunctionShape) -> Iterator[Problem]:
    given = settings_of(call)
    known = shape.settings or {}
    for name in shape.needed:
        if name not in given:
            yield Problem(
                "missing-argument",
                f'ML.{call.function} needs "{name}"',
                call.span,
                hint=f"write {name} => ...: {takes(known[name])}.",
            )


def _settings(
    call: ModelCall, shape: FunctionShape, signature: ModelSignature | None
) -> Iterator[Problem]:
    known = shape.settings or {}
    for name, value in settings_of(call).items():
        span = call.settings_spans.get(name, call.span)
        kind = known.get(name)
        if name in (shape.refused or {}):
            message = f'"{name}" of ML.{call.function} is not supported'
            yield Problem("not-supported", message, span, hint=(shape.refused or {})[name])
        elif kind is None:
            meant = nearest(name, known)
            has = ", ".join(known) or "none"
            yield Problem(
                "unknown-argument",
                f'ML.{call.function} has no setting "{name}"',
                span,
                detail=f"its settings are: {has}.",
                hint=f'did you mean "{meant}"?' if meant else "",
            )
        elif not fits(value, kind):
            message = f'"{name}" of ML.{call.function} takes {takes(kind)}'
            yield Problem("bad-argument", message, span, hint="write such a value.")
        elif signature is not None:
            yield from _of_model(call, name, shape, signature)


def _of_model(
    call: ModelCall, name: str, shape: FunctionShape, signature: ModelSignature
) -> Iterator[Problem]:
    """Refuse a setting that the model of the call does not have."""
    span = call.settings_spans.get(name, call.span)
    if signature.task not in (shape.only or {}).get(name, shape.tasks):
        message = f'"{name}" of ML.{call.function} is not for a {signature.model_type}'
        yield Problem("bad-argument", message, span, hint="leave it out.")
    elif (shape.settings or {}).get(name) == "trial" and signature.tuned is None:
        message = f'"{name}" is for tuned models, and "{signature.name}" is none'
        yield Problem("bad-argument", message, span, hint="leave it out.")
    elif (shape.settings or {}).get(name) == "level" and signature.interval_level is None:
        message = f'"{name}" is for models with intervals, and "{signature.name}" has none'
        hint = "leave it out, or train with prediction_interval_level."
        yield Problem("bad-argument", message, span, hint=hint)
    elif name in shape.two_classes and signature.task != "binary":
        yield Problem(
            "threshold-needs-two-classes",
            f'"{name}" is for models with two classes, and "{signature.name}" has'
            f" {_n_classes(signature)}",
            span,
            hint="leave it out.",
        )


def _n_classes(signature: ModelSignature) -> int | str:
    """Return how many classes a model has, as far as it has some."""
    target = signature.target
    return (len(target.classes) or "none") if isinstance(target, Label) else "none"
