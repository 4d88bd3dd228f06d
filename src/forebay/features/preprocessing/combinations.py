"""POLYNOMIAL_EXPAND, FEATURE_CROSS and NGRAMS: features made of several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.quote import quote
from forebay.features.expression import Apply, Arithmetic, Constant, MakeStruct, Number, Text
from forebay.features.preprocessing.function import Parameter, Preprocessing
from forebay.sql.combined_features import DEGREES, MOST_FEATURES, combined_features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.features.expression import Expression
    from forebay.features.preprocessing.function import FunctionCall, Part, TrainingRows


def _combined(call: FunctionCall) -> list[tuple[str, Sequence[Part]]]:
    """Return name and parts of each field."""
    names = [part.name for part in call.parts]
    return [
        ("_".join(names[place] for place in places), [call.parts[place] for place in places])
        for places in combined_features(call.function, names, call.integer("degree"))
    ]


def _expand(call: FunctionCall, training: TrainingRows) -> Expression:
    del training
    return MakeStruct(tuple((name, _product(parts)) for name, parts in _combined(call)))


def _product(parts: Sequence[Part]) -> Expression:
    result: Expression = Number(parts[0].value)
    for part in parts[1:]:
        result = Arithmetic("*", result, Number(part.value))
    return result


def _cross(call: FunctionCall, training: TrainingRows) -> Expression:
    del training
    return MakeStruct(tuple((name, _joined(parts)) for name, parts in _combined(call)))


def _joined(parts: Sequence[Part]) -> Expression:
    texts: list[Expression] = []
    for part in parts:
        texts += [Constant("_"), Text(part.value)]
    return Apply("joined", tuple(texts[1:]))


def _struct(fields: Sequence[tuple[str, Sequence[Part]]], kind: str) -> str:
    return f"STRUCT({', '.join(f'{quote(name)} {kind}' for name, _ in fields)})"


def _check_parts(call: FunctionCall) -> None:
    if len(call.parts) > MOST_FEATURES:
        raise call.wrong(
            f"ML.{call.function} takes at most {MOST_FEATURES} features, and has {len(call.parts)}"
        )
    if call.function == "FEATURE_CROSS" and len(call.parts) < 2:  # noqa: PLR2004 - a cross
        raise call.wrong("a cross needs two features or more")


def _ngrams(call: FunctionCall, training: TrainingRows) -> Expression:
    del training
    sizes = [Constant(int(size)) for size in _sizes(call)]
    return Apply("ngrams", (call.value, *sizes, Constant(call.word("separator"))))


def _sizes(call: FunctionCall) -> tuple[int | float, int | float]:
    given = call.numbers("range")
    return given[0], given[-1]


def _check_sizes(call: FunctionCall) -> None:
    given = call.numbers("range")
    is_range = len(given) in {1, 2} and all(size == int(size) and size >= 1 for size in given)
    if not is_range or given[0] > given[-1]:
        raise call.wrong("the range of NGRAMS is [fewest, most] tokens, from 1", "such as [1, 2].")


def _degree(function: str) -> Parameter:
    low, high = DEGREES[function]
    return Parameter("degree", "integer", 2, lowest=low, highest=high)


COMBINATIONS: Final[dict[str, Preprocessing]] = {
    "POLYNOMIAL_EXPAND": Preprocessing(
        "number fields",
        lambda call: _struct(_combined(call), "DOUBLE"),
        _expand,
        (_degree("POLYNOMIAL_EXPAND"),),
        _check_parts,
    ),
    "FEATURE_CROSS": Preprocessing(
        "category fields",
        lambda call: _struct(_combined(call), "VARCHAR"),
        _cross,
        (_degree("FEATURE_CROSS"),),
        _check_parts,
    ),
    "NGRAMS": Preprocessing(
        "texts",
        lambda _: "VARCHAR[]",
        _ngrams,
        (Parameter("range", "numbers"), Parameter("separator", "text", " ")),
        _check_sizes,
    ),
}
