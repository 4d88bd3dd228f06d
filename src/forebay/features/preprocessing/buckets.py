"""BUCKETIZE, QUANTILE_BUCKETIZE and HASH_BUCKETIZE."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.features.expression import Apply, Case, Compare, Constant, IsNull, Number, Text
from forebay.features.preprocessing.function import Parameter, Preprocessing
from forebay.features.preprocessing.learned import measured, quantiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.features.expression import Expression
    from forebay.features.preprocessing.function import FunctionCall, TrainingRows

_FORMATS: Final = ("bucket_names", "bucket_ranges", "bucket_ranges_json")
_FORMAT: Final = Parameter("output_format", "word", "bucket_names", _FORMATS)


def _bucketize(call: FunctionCall, training: TrainingRows) -> Expression:
    del training
    splits = call.numbers("array_split_points")
    return buckets(call, splits[1:-1] if call.arguments["exclude_boundaries"] else splits)


def _check_splits(call: FunctionCall) -> None:
    splits = call.numbers("array_split_points")
    if not splits or list(splits) != sorted(set(splits)):
        raise call.wrong("BUCKETIZE takes an array of ascending numbers")


def _quantile_bucketize(call: FunctionCall, training: TrainingRows) -> Expression:
    n = call.integer("num_buckets")
    splits = quantiles(call, training, [i / n for i in range(1, n)])
    ends = measured(call, training)
    inner = {s for s in splits if s is not None and s not in {ends.minimum, ends.maximum}}
    return buckets(call, sorted(inner))


def buckets(call: FunctionCall, splits: Sequence[float]) -> Expression:
    """Return the name of the bucket [low, high) that a number is in; NULL is in none."""
    number = Number(call.value)
    names = bucket_names(splits, call.word("output_format"))
    branches: list[tuple[Expression, Expression]] = [(IsNull(number), Constant(None))]
    branches += [
        (Compare("<", number, Constant(float(split))), Constant(name))
        for split, name in zip(splits, names, strict=False)
    ]
    return Case(tuple(branches), Constant(names[-1]))


def bucket_names(splits: Sequence[float], form: str) -> list[str]:
    """Return the names of the buckets that split points make, one more than there are points.

    Examples
    --------
    >>> bucket_names([2, 2.5], "bucket_ranges")
    ['(-inf, 2)', '[2, 2.5)', '[2.5, +inf)']

    """
    if form == "bucket_names":
        return [f"bin_{i}" for i in range(1, len(splits) + 2)]
    texts = [_shown(split) for split in splits]
    if form == "bucket_ranges":
        begins = ["(-inf", *(f"[{text}" for text in texts)]
        return [f"{a}, {b})" for a, b in zip(begins, [*texts, "+inf"], strict=True)]
    pairs = zip(["-Infinity", *texts], [*texts, "Infinity"], strict=True)
    return [f'{{"start": "{a}", "end": "{b}"}}' for a, b in pairs]


def _shown(number: float) -> str:
    """Return a split point as BigQuery ML prints it: a whole number without a point."""
    text = repr(number)
    return text.removesuffix(".0")


def _hash_bucketize(call: FunctionCall, training: TrainingRows) -> Expression:
    del training
    hashed = Apply("farm_fingerprint", (Text(call.value),))
    n = call.integer("hash_bucket_size")
    return Apply("hash_bucket", (hashed, Constant(n))) if n else hashed


def _varchar(_: FunctionCall) -> str:
    return "VARCHAR"


BUCKETS: Final[dict[str, Preprocessing]] = {
    "BUCKETIZE": Preprocessing(
        "number",
        _varchar,
        _bucketize,
        (
            Parameter("array_split_points", "numbers"),
            Parameter("exclude_boundaries", "boolean", default=False),
            _FORMAT,
        ),
        _check_splits,
    ),
    "QUANTILE_BUCKETIZE": Preprocessing(
        "number",
        _varchar,
        _quantile_bucketize,
        (Parameter("num_buckets", "integer", lowest=2), _FORMAT),
    ),
    "HASH_BUCKETIZE": Preprocessing(
        "category",
        lambda _: "BIGINT",
        _hash_bucketize,
        (Parameter("hash_bucket_size", "integer", lowest=0),),
    ),
}
