"""The order of columns means nothing: a column is its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.kit.bench import PLAIN, differ, numbers
from forebay.kit.subject import FEATURES, Asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.kit.bench import Answer, Bench

# Sums are added in another order.
_TOLERANCE: Final = 1e-6
# An algorithm that draws columns draws other ones: as if by another seed, give or take.
_DRAWS: Final = 2.0


def permuted_columns(bench: Bench) -> str:
    """Ask with the columns in another order, then train with them so.

    The answers of the same model are the same to the bit. Those of the other one are the same to
    1e-6 in the mean, or differ no more than twice as much as those of another seed.
    """
    other = Asked("rows", tuple(reversed(FEATURES)))
    expected = bench.plain()
    wrong = differ(bench.answers(other, PLAIN), expected)
    if wrong:
        return f"asked with columns in another order: {wrong}"
    bench.must_train(other)
    found = _distance(bench.answers(other), expected)
    if found <= _TOLERANCE:
        return ""
    bench.must_train(Asked(options={"seed": 43}))
    by_seed = _distance(bench.answers(), expected)
    if found <= _DRAWS * by_seed:
        return ""
    return (
        f"trained with columns in another order: answers differ by {found:.3g} in the mean, "
        f"by another seed they differ by {by_seed:.3g}"
    )


def _distance(found: Sequence[Answer], expected: Sequence[Answer]) -> float:
    """Return the mean difference of the numbers of two sets of answers.

    Those of one answer are compared in ascending order: columns may come in another one.
    """
    differences = [
        abs(one - other)
        for a, b in zip(found, expected, strict=True)
        for one, other in zip(sorted(numbers(a)), sorted(numbers(b)), strict=True)
    ]
    return sum(differences) / len(differences)
