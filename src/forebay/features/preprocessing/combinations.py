"""POLYNOMIAL_EXPAND, FEATURE_CROSS and NGRAMS: features made of several."""

from __future__ import annotations

from itertools import combinations, combinations_with_replacement
from typing import TYPE_CHECKING, Final

from forebay.engine.quote import quote
from forebay.features.expression import Apply, Arithmetic, Constant, MakeStruct, Number, Text
from forebay.features.preprocessing.function import Parameter, Preprocessing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.features.expression import Expression
    from forebay.features.preprocessing.function import FunctionCall, Part, TrainingRows

_MOST_FEATURES: Final = 10


def _products(call: FunctionCall) -> list[tuple[str, Sequence[Part]]]:
    """Return name and factors of each product; the order is that of BigQuery ML: f1, f1_f1, ..."""
    found = [
        ("_".join(part.name for part in parts), parts)
        for degree in range(1, call.integer("degree") + 1)
        for parts in combinations_with_replacement(call.parts, degree)
    ]
    order = {part.name: i for i, part in enumerate(call.parts)}
    return sorted(found, key=lambda pair: [order[part.name] for part in pair[1]])


def _expand(call: FunctionCall, training: TrainingRows) -> Expression:
    del training
    return MakeStruct(tuple((name, _product(parts)) for name, parts in _products(call)))


def _product(parts: Sequence[Part]) -> Expression:
    result: Expression = Number(parts[0].value)
    for part in parts[1:]:
        result = Arithmetic("*", result, Number(part.value))
    return result


def _crosses(call: FunctionCall) -> list[tuple[str, Sequence[Part]]]:
    return [
        ("_".join(part.name for part in parts), parts)
        for degree in range(2, call.integer("degree") + 1)
        for parts in combinations(call.parts, degree)
    ]


def _cross(call: FunctionCall, training: TrainingRows) -> Expression:
    del training
    return MakeStruct(tuple((name, _joined(parts)) for name, parts in _crosses(call)))


def _joined(parts: Sequence[Part]) -> Expression:
    texts: list[Expression] = []
    for part in parts:
        texts += [Constant("_"), Text(part.value)]
    return Apply("joined", tuple(texts[1:]))


def _struct(fields: Sequence[tuple[str, Sequence[Part]]], kind: str) -> str:
    return f"STRUCT({', '.join(f'{quote(name)} {kind}' for name, _ in fields)})"


def _check_parts(call: FunctionCall) -> None:
    if len(call.parts) > _MOST_FEATURES:
        raise call.wrong(
            f"ML.{call.function} takes at most {_MOST_FEATURES} features, and has {len(call.parts)}"
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


COMBINATIONS: Final[dict[str, Preprocessing]] = {
    "POLYNOMIAL_EXPAND": Preprocessing(
        "number fields",
        lambda call: _struct(_products(call), "DOUBLE"),
        _expand,
        (Parameter("degree", "integer", 2, lowest=1, highest=4),),
        _check_parts,
    ),
    "FEATURE_CROSS": Preprocessing(
        "category fields",
        lambda call: _struct(_crosses(call), "VARCHAR"),
        _cross,
        (Parameter("degree", "integer", 2, lowest=2, highest=4),),
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
