"""What is said of features that tell the label all by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem
from forebay.trust.feature_hint import feature_hint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.errors import Span
    from forebay.trust.feature_power import FeaturePower

# Measured on real leaks and on honest models: a feature above the first is the label in another
# form, one above the second, or far above all others, deserves a look.
CERTAIN_AREA, SUSPECT_AREA = 0.99, 0.95
OUTSTANDING_AREA, OUTSTANDING_LEAD = 0.90, 0.10
CERTAIN_VARIANCE, SUSPECT_VARIANCE = 0.9999, 0.98
SUSPECT_NULLS = 0.90


def power_problems(
    powers: Sequence[FeaturePower], label: str, n_classes: int, span: Span, rows: int
) -> dict[str, Problem]:
    """Return, by feature, an error or warning for each that is too good to be true.

    Parameters
    ----------
    n_classes
        0 for a regression.
    rows
        On how many training rows the powers were measured.

    """
    values = sorted((p for p in powers if p.of == "value"), key=lambda p: -p.power)
    found: dict[str, Problem] = {}
    for place, one in enumerate(values):
        following = values[place + 1].power if place + 1 < len(values) else None
        severity = _severity(one.power, following if place == 0 else None, n_classes)
        if severity:
            found[one.feature] = _by_itself(
                one, following, (label, n_classes, rows), span, severity
            )
    for one in powers:
        told = found.get(one.feature)
        if one.of == "order" and (told is None or told.severity != "error"):
            found[one.feature] = _by_order(one, label, rows, span)
        if one.of == "null" and one.power >= SUSPECT_NULLS and one.feature not in found:
            certain = one.power >= CERTAIN_AREA
            found[one.feature] = _by_nulls(one, label, rows, span, certain=certain)
    return found


def _severity(power: float, following: float | None, n_classes: int) -> str:
    if n_classes == 0:
        certain, suspect = CERTAIN_VARIANCE, SUSPECT_VARIANCE
    else:
        certain, suspect = CERTAIN_AREA, SUSPECT_AREA
        leads = following is not None and power - following >= OUTSTANDING_LEAD
        if power >= OUTSTANDING_AREA and leads:
            suspect = OUTSTANDING_AREA
    if power >= certain:
        return "error"
    return "warning" if power >= suspect else ""


def _by_itself(
    one: FeaturePower,
    following: float | None,
    asked: tuple[str, int, int],
    span: Span,
    severity: str,
) -> Problem:
    label, n_classes, rows = asked
    measure = "ROC AUC" if n_classes else "share of the variance"
    rest = f"; the next feature has {following:.3f}" if following is not None else ""
    return Problem(
        "suspicious-feature",
        f'"{one.feature}" alone tells "{label}" almost perfectly',
        span,
        detail=f"by itself it has a {measure} of {one.power:.4f} on {rows:,} training rows{rest}.",
        hint=feature_hint(one.feature),
        severity="error" if severity == "error" else "warning",
    )


def _by_order(one: FeaturePower, label: str, rows: int, span: Span) -> Problem:
    return Problem(
        "suspicious-feature",
        f'"{one.feature}" is "{label}" in another form',
        span,
        detail=f"it puts all {rows:,} training rows that were looked at in the order of"
        f' "{label}": only what is made of it does.',
        hint=feature_hint(one.feature),
    )


def _by_nulls(one: FeaturePower, label: str, rows: int, span: Span, *, certain: bool) -> Problem:
    return Problem(
        "suspicious-feature",
        f'whether "{one.feature}" is NULL almost tells "{label}"',
        span,
        detail=f"by itself that has a ROC AUC of {one.power:.4f} on {rows:,} training rows: it is"
        " filled in when, or because, the outcome is known.",
        hint=feature_hint(one.feature),
        severity="error" if certain else "warning",
    )
