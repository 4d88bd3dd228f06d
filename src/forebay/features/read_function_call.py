"""A call of a preprocessing function with its arguments read and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from forebay.errors import ProjectError, Span, nearest
from forebay.features.expression import Apply, Constant
from forebay.features.preprocessing import PREPROCESSING, FunctionCall
from forebay.features.preprocessing.function import TAKES_WORDS, Part
from forebay.features.value_kind import value_kind
from forebay.sql.scalar_call import at_commas
from forebay.sql.struct_argument import struct_argument

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.engine.protocol import Column
    from forebay.errors import Source
    from forebay.features.expression import Expression
    from forebay.features.preprocessing.function import Argument, Parameter, Takes
    from forebay.sql.scalar_call import ScalarCall
    from forebay.sql.token import Token


class ReadValue(Protocol):
    """An expression and the engine's type of it."""

    @property
    def expression(self) -> Expression: ...

    @property
    def type(self) -> str: ...


class Reader(Protocol):
    """What reads the expressions inside a call."""

    @property
    def source(self) -> Source: ...

    def find(self, name: str) -> Column | None: ...

    def value(self, tokens: Sequence[Token]) -> ReadValue: ...


_NULL = Constant(None)


def read_function_call(call: ScalarCall, reader: Reader) -> FunctionCall:
    """Return a call with its arguments.

    Raises
    ------
    ProjectError
        ``transform-argument`` for an argument that is missing, too many or of another kind; what is
        wrong inside the first one.

    """
    function = PREPROCESSING[call.function]
    if not call.arguments:
        message = f"ML.{call.function} needs {TAKES_WORDS[function.takes]}"
        raise ProjectError.of(
            "transform-argument", message, call.span, hint="write it between the brackets."
        )
    value, *rest = call.arguments
    arguments = _arguments(call, function.parameters, rest, reader.source)
    if function.takes in {"number fields", "category fields"}:
        parts = tuple(
            _part(call, name, tokens, reader)
            for name, tokens in struct_argument(call, value, reader)
        )
        read = FunctionCall(call.function, _NULL, "", parts, arguments, call.span)
    else:
        found = reader.value(value)
        expression, kind = _fitting(call, function.takes, found, _place(reader.source, value))
        read = FunctionCall(call.function, expression, kind, (), arguments, call.span)
    function.check(read)
    return read


def _part(call: ScalarCall, name: str, tokens: Sequence[Token], reader: Reader) -> Part:
    takes: Takes = "number" if PREPROCESSING[call.function].takes == "number fields" else "category"
    found = reader.value(tokens)
    expression, kind = _fitting(call, takes, found, _place(reader.source, tokens))
    return Part(name, expression, kind)


def _place(source: Source, tokens: Sequence[Token]) -> Span:
    return Span(source, tokens[0].start, tokens[-1].end)


def _fitting(
    call: ScalarCall, takes: Takes, found: ReadValue, place: Span
) -> tuple[Expression, str]:
    """Return the first argument as what the function takes; ProjectError if it is none."""
    kind = value_kind(found.type)
    is_category = kind in {"text", "boolean", "day"} or (kind == "number" and "INT" in found.type)
    fits = {
        "number": kind in {"number", "boolean"},
        "category": is_category,
        "value": is_category or kind == "number",
        "numbers": kind == "numbers",
        "texts": kind == "texts",
    }[takes]
    if not fits:
        raise ProjectError.of(
            "transform-argument",
            f"ML.{call.function} needs {TAKES_WORDS[takes]}, and this is {found.type}",
            place,
            hint="cast it: CAST(... AS VARCHAR)." if takes == "category" else "",
        )
    if takes == "numbers":
        return Apply("numbers", (found.expression,)), "DOUBLE[]"
    return found.expression, found.type


def _arguments(
    call: ScalarCall,
    parameters: Sequence[Parameter],
    given: Sequence[Sequence[Token]],
    source: Source,
) -> Mapping[str, Argument]:
    if len(given) > len(parameters):
        names = ", ".join(p.name for p in parameters) or "nothing"
        raise ProjectError.of(
            "transform-argument",
            f"ML.{call.function} has more arguments than it takes",
            _place(source, given[len(parameters)]),
            detail=f"after the first one it takes {names}.",
            hint="leave the last ones out.",
        )
    found: dict[str, Argument] = {}
    for i, parameter in enumerate(parameters):
        if i < len(given):
            place = _place(source, given[i])
            found[parameter.name] = _checked(call, parameter, _literal(given[i]), place)
        elif parameter.default is None:
            raise ProjectError.of(
                "transform-argument",
                f"ML.{call.function} needs {parameter.name}: {parameter.words}",
                call.span,
                hint="write it after the first argument.",
            )
        else:
            found[parameter.name] = parameter.default
    return found


def _literal(tokens: Sequence[Token]) -> Argument | None:
    """Return the value of a literal; None if the tokens are none."""
    texts = [token.upper for token in tokens]
    found: Argument | None = None
    match tokens:
        case [token] if token.kind == "string":
            found = token.value
        case [token] if token.kind == "number":
            found = _number(token.text)
        case [token] if token.upper in {"TRUE", "FALSE"}:
            found = token.upper == "TRUE"
        case [sign, token] if sign.text == "-" and token.kind == "number":
            number = _number(token.text)
            found = None if number is None else -number
        case [_, _, token, _, _, _] if texts[:2] == ["CAST", "("] and texts[3] == "AS":
            found = _literal([token])
        case [_, *rest] if texts[0] == "ARRAY" and rest:
            found = _literal(rest)
        case [_, *items, _] if texts[0] == "[" and texts[-1] == "]":
            values = [_literal(part) for part in at_commas(items) if part]
            found = None if None in values else tuple(v for v in values if v is not None)
    return found


def _number(text: str) -> int | float | None:
    try:
        return int(text) if text.isdecimal() else float(text)
    except ValueError:
        return None


def _checked(
    call: ScalarCall, parameter: Parameter, value: Argument | None, place: Span
) -> Argument:
    if value is None or not _fits(parameter, value):
        hint = ""
        if parameter.kind == "word" and isinstance(value, str):
            meant = nearest(value, parameter.choices)
            hint = f"did you mean '{meant}'?" if meant else ""
        raise ProjectError.of(
            "transform-argument",
            f"{parameter.name} of ML.{call.function} takes {parameter.words}",
            place,
            hint=hint,
        )
    if parameter.kind == "word" and isinstance(value, str):
        return value.lower()
    return value


def _fits(parameter: Parameter, value: Argument) -> bool:
    match parameter.kind:
        case "boolean":
            return isinstance(value, bool)
        case "text":
            return isinstance(value, str)
        case "word":
            return isinstance(value, str) and value.lower() in parameter.choices
        case "integer":
            low = parameter.lowest if parameter.lowest is not None else value
            high = parameter.highest if parameter.highest is not None else value
            return _is_number(value, int) and low <= value <= high  # type: ignore[operator]
        case "numbers":
            items = value if isinstance(value, tuple) else (value,)
            return bool(items) and all(_is_number(item, int | float) for item in items)
        case "degree":
            return _is_number(value, int | float) or isinstance(value, str)


def _is_number(value: object, kind: object) -> bool:
    return isinstance(value, kind) and not isinstance(value, bool)  # type: ignore[arg-type]
