"""Operations on arrays: of numbers, of texts, and of the (index, value) pairs of encoders."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from forebay.features.operations.double_operations import DOUBLE_OPERATIONS
from forebay.features.operations.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Pair = dict[str, Any]

_power = DOUBLE_OPERATIONS["power"].value


def _numbers(values: Iterable[Any]) -> list[float | None]:
    return [None if value is None else float(value) for value in values]


def _added(terms: Iterable[float]) -> float:
    total = 0.0  # not sum(), which newer Pythons compensate: the engine adds one by one
    for term in terms:
        total += term
    return total


def _norm(values: Sequence[float], p: float) -> float:
    if p == 0:
        return _added(1.0 for value in values if value != 0)
    if math.isinf(p):
        return max((abs(value) for value in values), default=0.0)
    if p == 1:
        return _added(abs(value) for value in values)
    if p == 2:  # noqa: PLR2004 - the usual one
        return math.sqrt(_added(value * value for value in values))
    return float(_power(_added(_power(abs(value), p) for value in values), 1.0 / p))


def _norm_sql(values: str, p: float) -> str:
    if p == 0:
        ones = f"list_transform({values}, lambda __v: CASE WHEN __v <> 0 THEN 1e0 ELSE 0e0 END)"
        return f"list_sum({ones})"
    if math.isinf(p):
        return f"list_max(list_transform({values}, lambda __v: abs(__v)))"
    if p == 1:
        return f"list_sum(list_transform({values}, lambda __v: abs(__v)))"
    if p == 2:  # noqa: PLR2004 - the usual one
        return f"sqrt(list_sum(list_transform({values}, lambda __v: __v * __v)))"
    power, root = (f"CAST('{value!r}' AS DOUBLE)" for value in (p, 1.0 / p))
    return f"pow(list_sum(list_transform({values}, lambda __v: pow(abs(__v), {power}))), {root})"


def normalize(p: float) -> Operation:
    """Return the operation that divides the numbers of an array by their p-norm."""

    def sql(values: str) -> str:
        # The inner lambda would compute the norm anew for each number: it is bound to a name.
        scaled = (
            f"list_transform({values}, lambda __v: CASE WHEN __n = 0 THEN __v ELSE __v / __n END)"
        )
        return f"list_transform([{_norm_sql(values, p)}], lambda __n: {scaled})[1]"

    def value(values: Sequence[float | None]) -> list[float | None]:
        n = _norm([v for v in values if v is not None], p)
        return [v if v is None or n == 0 else v / n for v in values]

    return Operation(
        "numbers", f"divided by the norm of degree {p:g}; a norm of 0 leaves it", sql, value
    )


def _ngrams(tokens: Sequence[str | None], low: int, high: int, separator: str) -> list[str]:
    words = [token for token in tokens if token is not None]
    return [
        separator.join(words[start : start + n])
        for start in range(len(words))
        for n in range(low, min(high, len(words) - start) + 1)
    ]


def _ngrams_sql(tokens: str, low: str, high: str, separator: str) -> str:
    words = f"list_filter({tokens}, lambda __w: __w IS NOT NULL)"
    one = f"array_to_string(list_slice(__a, __i + 1, __i + __n), {separator})"
    longest = f"least({high}, len(__a) - __i) + 1"
    some = f"list_transform(range({low}, {longest}), lambda __n: {one})"
    every = f"flatten(list_transform(range(len(__a)), lambda __i: {some}))"
    return f"list_transform([{words}], lambda __a: {every})[1]"


def _pairs(counts: Iterable[tuple[int, float]]) -> list[Pair]:
    return [{"index": index, "value": value} for index, value in sorted(counts)]


def _pairs_sql(codes: str, value: str) -> str:
    """Return SQL for one pair for each code that occurs; `value` reads ``__e.value``, its count."""
    counted = f"map_entries(list_aggregate({codes}, 'histogram'))"
    return (
        f"coalesce(list_transform({counted},"
        f" lambda __e: {{'index': __e.key, 'value': {value}}}), [])"
    )


def _present(codes: Sequence[int]) -> list[Pair]:
    return _pairs((code, 1.0) for code in set(codes))


def _counts(codes: Sequence[int]) -> list[Pair]:
    return _pairs((code, float(n)) for code, n in Counter(codes).items())


def _tf_idf(codes: Sequence[int], idf: Sequence[float]) -> list[Pair]:
    n = float(len(codes))
    return _pairs((code, count / n * idf[code]) for code, count in Counter(codes).items())


def _tf_idf_sql(codes: str, idf: str) -> str:
    share = f"CAST(__e.value AS DOUBLE) / CAST(len({codes}) AS DOUBLE)"
    return _pairs_sql(codes, f"{share} * list_extract({idf}, __e.key + 1)")


def _one_hot_sql(code: str, dropped: str) -> str:
    return f"[{{'index': {code}, 'value': CASE WHEN {code} = {dropped} THEN 0e0 ELSE 1e0 END}}]"


def _one_hot(code: int, dropped: int) -> list[Pair]:
    return _pairs([(code, 0.0 if code == dropped else 1.0)])


ARRAY_OPERATIONS: Final[dict[str, Operation]] = {
    "numbers": Operation(
        "numbers",
        "an array of numbers as one of float64",
        lambda a: f"CAST({a} AS DOUBLE[])",
        _numbers,
    ),
    "numbers_of": Operation(
        "numbers",
        "an array of these numbers",
        lambda *a: f"[{', '.join(a)}]",
        lambda *a: list(a),
        strict=False,
    ),
    "texts_of": Operation(
        "texts",
        "an array of these texts",
        lambda *a: f"[{', '.join(a)}]",
        lambda *a: list(a),
        strict=False,
    ),
    "ngrams": Operation(
        "texts",
        "b to c neighbours of a at a time, joined by d; NULLs are skipped",
        _ngrams_sql,
        _ngrams,
    ),
    "one_hot": Operation(
        "sparse",
        "one pair: the code with 1, or with 0 if it is the dropped one",
        _one_hot_sql,
        _one_hot,
    ),
    "multi_hot": Operation(
        "sparse",
        "each code that occurs, with 1",
        lambda codes: _pairs_sql(codes, "1e0"),
        _present,
    ),
    "counts": Operation(
        "sparse",
        "each code that occurs, with how often",
        lambda codes: _pairs_sql(codes, "CAST(__e.value AS DOUBLE)"),
        _counts,
    ),
    "tf_idf": Operation(
        "sparse",
        "each code that occurs, with its share of the codes times its number in b",
        _tf_idf_sql,
        _tf_idf,
    ),
}  # fmt: skip
