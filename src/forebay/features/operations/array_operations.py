"""Operations on arrays: of numbers, of texts, and of the (index, value) pairs of encoders."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from forebay.errors import EngineError
from forebay.features.operations.double_operations import DOUBLE_OPERATIONS
from forebay.features.operations.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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


def _sum_sql(values: str, term: str) -> str:
    return f"list_sum(list_transform({values}, lambda __v: {term}))"


def _normalizing(norm: Callable[..., str], degree: float | None) -> Operation:
    """Return the operation that divides the numbers of an array by their norm."""

    def sql(values: str, *p: str) -> str:
        # The inner lambda would compute the norm anew for each number: it is bound to a name.
        scaled = "CASE WHEN __n = 0 THEN __v ELSE __v / __n END"
        every = f"list_transform({values}, lambda __v: {scaled})"
        return f"list_transform([{norm(values, *p)}], lambda __n: {every})[1]"

    def value(values: Sequence[float | None], *p: float) -> list[float | None]:
        known = [v for v in values if v is not None]
        n = _norm(known, *p) if degree is None else _norm(known, degree)
        return [v if v is None or n == 0 else v / n for v in values]

    told = "b" if degree is None else f"{degree:g}"
    return Operation(
        "numbers", f"divided by the norm of degree {told}; a norm of 0 leaves it", sql, value
    )


_NORMALIZERS: Final = {
    "normalize_0": _normalizing(
        lambda a: _sum_sql(a, "CASE WHEN __v <> 0 THEN 1e0 WHEN __v = 0 THEN 0e0 END"), 0.0
    ),
    "normalize_1": _normalizing(lambda a: _sum_sql(a, "abs(__v)"), 1.0),
    "normalize_2": _normalizing(lambda a: f"sqrt({_sum_sql(a, '__v * __v')})", 2.0),
    "normalize_inf": _normalizing(
        lambda a: f"list_max(list_transform({a}, lambda __v: abs(__v)))", math.inf
    ),
    "normalize": _normalizing(
        lambda a, p: f"pow({_sum_sql(a, f'pow(abs(__v), {p})')}, 1e0 / {p})", None
    ),
}


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
    share = "CAST(__e.value AS DOUBLE) / CAST(len(__c) AS DOUBLE)"
    pairs = _pairs_sql("__c", f"{share} * list_extract({idf}, __e.key + 1)")
    # The codes have a name, as they would be looked up again for each of them.
    return f"list_transform([{codes}], lambda __c: {pairs})[1]"


def _pairs_of_sql(values: str, width: str, fill: str) -> str:
    value = f"coalesce(list_extract({values}, __i + 1), {fill})"
    every = f"list_transform(range({width}), lambda __i: {{'index': __i, 'value': {value}}})"
    told = f"'an array has ' || len({values}) || ' numbers, and in training it had ' || {width}"
    return f"CASE WHEN len({values}) <> {width} THEN error({told}) ELSE {every} END"


def _pairs_of(values: Sequence[float | None] | None, width: int, fill: float) -> list[Pair]:
    given = [None] * width if values is None else values
    if len(given) != width:
        raise EngineError.of(
            "array-length",
            f"an array has {len(given)} numbers, and in training it had {width}",
            hint="give arrays as long as in training.",
        )
    return [
        {"index": i, "value": fill if value is None else value} for i, value in enumerate(given)
    ]


def _known_pairs_sql(pairs: str, width: str) -> str:
    # Of several pairs with one index the last counts, as where a matrix is filled with them.
    fits = f"__p.index >= 0 AND __p.index < {width} AND __p.value IS NOT NULL"
    cast = f'CAST({pairs} AS STRUCT("index" BIGINT, "value" DOUBLE)[])'
    return f"coalesce(list_filter({cast}, lambda __p: {fits}), [])"


def _known_pairs(pairs: Sequence[Pair | None] | None, width: int) -> list[Pair]:
    return [
        {"index": int(pair["index"]), "value": float(pair["value"])}
        for pair in pairs or ()
        if pair is not None
        and pair["index"] is not None
        and 0 <= pair["index"] < width
        and pair["value"] is not None
    ]


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
    **_NORMALIZERS,
    "pairs_of": Operation(
        "sparse",
        "each of the b numbers with its index from 0, c for NULL; another length is an error",
        _pairs_of_sql,
        _pairs_of,
        strict=False,
    ),
    "known_pairs": Operation(
        "sparse",
        "the pairs whose index is from 0 and below b, once each, with a value",
        _known_pairs_sql,
        _known_pairs,
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
