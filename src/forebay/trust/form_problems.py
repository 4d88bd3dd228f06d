"""What is said of features that hold the label in another form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem
from forebay.trust.feature_hint import feature_hint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.errors import Span
    from forebay.features.label import Label
    from forebay.trust.few_factors import FewFactors
    from forebay.trust.settled_answers import Settled
    from forebay.trust.two_that_tell import TwoThatTell

_SIGNS = {"+": "sum", "-": "difference", "/": "ratio"}


def settled_problem(found: Settled, label: Label, span: Span, rows: int) -> Problem:
    """Return what is said of values that settle the answer; `rows` were looked at."""
    value = "NULL" if found.value is None else found.value
    where = f'"{found.feature}" {"is not" if found.is_all_but else "is"} {value}'
    odd = f", but for {found.odd:,}," if found.odd else ""
    often = "nearly always" if found.odd else "always"
    return Problem(
        "suspicious-feature",
        f'where {where}, "{label.name}" is {often} {_answer(found, label)}',
        span,
        detail=f"so it is in all{odd} of {found.rows:,} such rows among {rows:,} training rows, of"
        f" which {found.usually:.0%} have another answer: it is filled in when, or because, the"
        " outcome is known, or a rule settles these rows.",
        hint=f"{feature_hint(found.feature)} If a rule settles these rows, they need no model, and"
        " make its figures look better than they are: leave them out by WHERE.",
    )


def _answer(found: Settled, label: Label) -> str:
    """Return what the answer always is."""
    if not label.n_classes:
        return f"{found.answer:g}"
    return label.classes[int(found.answer) ^ found.is_never]


def pair_problem(found: TwoThatTell, label: str, span: Span) -> dict[str, Problem]:
    """Return, by the first of them, what is said of two features that tell the classes apart."""
    first, second = found.first, found.second
    return {
        first: Problem(
            "suspicious-feature",
            f'"{first}" {found.sign} "{second}" tells "{label}" without error',
            span,
            detail=f"their {_SIGNS[found.sign]} separates the classes in all {found.rows:,}"
            " training rows that were looked at, and neither does alone: the label compares them.",
            hint=_of_several([first, second]),
        )
    }


def sum_problem(
    parts: Sequence[str], label: str, span: Span, rows: int, *, is_product: bool = False
) -> dict[str, Problem]:
    """Return, by the first of them, what is said of features that make the label together."""
    listed = ", ".join(parts)
    what = (
        "product of features, each to a power"
        if is_product
        else "sum of features, each times a number"
    )
    return {
        parts[0]: Problem(
            "suspicious-feature",
            f'"{label}" is a {what}: {listed}',
            span,
            detail=f"it is that in (nearly) all of {rows:,} training rows that were looked at: who"
            " knows them knows the answer.",
            hint=_of_several(parts),
        )
    }


def factor_problem(found: FewFactors, label: str, span: Span) -> Problem:
    """Return what is said of a feature that is the label in another unit."""
    return Problem(
        "suspicious-feature",
        f'"{label}" is "{found.feature}" times a factor that "{found.told_by}" tells',
        span,
        detail=f"it is that, with {found.factors} factors, in {found.rows:,} of {found.of_rows:,}"
        " training rows: it is the same amount in other units.",
        hint=_of_several([found.feature, found.told_by]),
    )


def _of_several(parts: Sequence[str]) -> str:
    listed = ", ".join(parts)
    return (
        f"are they there when the prediction is made? If not: SELECT * EXCLUDE ({listed})."
        f" If they are, it needs no model; else: ALLOW LEAKAGE ({parts[0]}) BECAUSE '...'."
    )
