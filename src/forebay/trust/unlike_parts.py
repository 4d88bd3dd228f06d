"""What is said when judged rows can be told from training rows (adversarial validation)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.errors import Span
    from forebay.trust.area import Area

TOLD_AREA, REFUSED_AREA = 0.60, 0.75
MOST_NAMED = 3


def unlike_parts(found: Area, features: Sequence[str], model: str, span: Span) -> Problem | None:
    """Return an error or warning if a small model tells the two parts apart; None if it cannot.

    Only for splits that should give equal parts: parts in order of time differ as time goes on.

    Parameters
    ----------
    features
        What tells them apart, the best first.

    """
    if found.lower <= TOLD_AREA:
        return None
    named = list(features[:MOST_NAMED])
    listed = ", ".join(f'"{name}"' for name in named)
    return Problem(
        "unlike-parts",
        f'the rows that judge "{model}" are unlike those it learns from',
        span,
        detail=f"a small model tells them apart with a ROC AUC of {found.value:.3f} (surely above"
        f" {found.lower:.3f}; 0.5 is chance), mostly by {listed}.",
        hint="look at how the split was made; if the parts must differ, leave these columns out or"
        f" say ALLOW LEAKAGE ({', '.join(named)}) BECAUSE '...'.",
        severity="error" if found.lower > REFUSED_AREA else "warning",
    )
