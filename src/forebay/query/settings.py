"""Check the arguments of an ``ML.*`` call before anything runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem, ProjectError, nearest
from forebay.features.label import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forebay.query.function_shape import FunctionShape, SettingKind
    from forebay.query.signature import ModelSignature
    from forebay.sql.statement import ModelCall, OptionValue

_KIND_WORDS: dict[SettingKind, str] = {
    "boolean": "TRUE or FALSE",
    "share": "a number from 0 to 1",
    "shares": "a list of numbers from 0 to 1, such as [0.1, 0.5]",
    "trial": "the number of a trial, from 1",
}


def settings_of(call: ModelCall) -> Mapping[str, OptionValue]:
    """Return what STRUCT(...) and ``name => value`` say, together."""
    return {**call.settings, **call.named}


def check_call(call: ModelCall, shape: FunctionShape, signature: ModelSignature) -> None:
    """Raise ProjectError with everything that is wrong with the arguments of a call.

    ``argument-count``, ``unknown-argument``, ``bad-argument``, ``threshold-needs-two-classes``.
    """
    problems = [*_inputs(call, shape), *_settings(call, shape, signature)]
    if problems:
        raise ProjectError(*problems)


def _inputs(call: ModelCall, shape: FunctionShape) -> Iterator[Problem]:
    n = len(call.inputs)
    if shape.fewest <= n <= shape.most:
        return
    if shape.most == 0:
        takes = "no table"
    elif shape.fewest == shape.most:
        takes = "one table or query"
    else:
        takes = "at most one table or query"
    yield Problem(
        "argument-count",
        f"ML.{call.function} takes {takes}, and {n} are given",
        call.span,
        hint=f"write ML.{call.function}(MODEL m{', (SELECT ...)' if shape.most else ''}).",
    )


def _settings(
    call: ModelCall, shape: FunctionShape, signature: ModelSignature
) -> Iterator[Problem]:
    known = shape.settings or {}
    for name, value in settings_of(call).items():
        span = call.settings_spans.get(name, call.span)
        kind = known.get(name)
        if kind is None:
            meant = nearest(name, known)
            has = ", ".join(known) or "none"
            yield Problem(
                "unknown-argument",
                f'ML.{call.function} has no setting "{name}"',
                span,
                detail=f"its settings are: {has}.",
                hint=f'did you mean "{meant}"?' if meant else "",
            )
        elif not _fits(value, kind):
            message = f'"{name}" of ML.{call.function} takes {_KIND_WORDS[kind]}'
            yield Problem("bad-argument", message, span)
        elif signature.task not in (shape.only or {}).get(name, shape.tasks):
            message = f'"{name}" of ML.{call.function} is not for a {signature.model_type}'
            yield Problem("bad-argument", message, span, hint="leave it out.")
        elif kind == "trial" and signature.tuned is None:
            message = f'"{name}" is for tuned models, and "{signature.name}" is none'
            yield Problem("bad-argument", message, span, hint="leave it out.")
        elif name in shape.two_classes and signature.task != "binary":
            yield Problem(
                "threshold-needs-two-classes",
                f'"{name}" is for models with two classes, and "{signature.name}" has'
                f" {_n_classes(signature)}",
                span,
                hint="leave it out.",
            )


def _fits(value: OptionValue, kind: SettingKind) -> bool:
    match kind:
        case "boolean":
            return isinstance(value, bool)
        case "share":
            return (
                isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
            )
        case "trial":
            return isinstance(value, int) and not isinstance(value, bool) and value > 0
        case "shares":
            return isinstance(value, tuple) and all(_fits(item, "share") for item in value)


def _n_classes(signature: ModelSignature) -> int | str:
    """Return how many classes a model has, as far as it has some."""
    target = signature.target
    return (len(target.classes) or "none") if isinstance(target, Label) else "none"
