"""What a build found out about a version beside its verdict, as terms and words of its card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.session.report.value_words import count, figure

if TYPE_CHECKING:
    from collections.abc import Mapping


def audit_pairs(audit: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the terms and what is said of each; nothing of versions that were not audited."""
    metric = str(audit.get("metric", ""))
    pairs = []
    idle = (audit.get("importance") or {}).get("idle")
    if idle:
        pairs.append(("Features that change nothing", ", ".join(idle)))
    if other := audit.get("simpler"):
        better = _between(other["gain"])
        pairs.append((f"Better than {other['model_type']} by", f"{better} {metric}"))
    if ages := [age for age in audit.get("ages") or () if age["loss"]]:
        days = ages[-1]["days"] - audit["ages"][0]["days"]
        told = f"{_between(ages[-1]['loss'])} {metric}, of a small model {days:.0f} days older"
        pairs.append(("What age costs", told))
    if live := audit.get("live"):
        told = (
            f"v{live['version']}: {figure(live['promised'])} when judged, {figure(live['reached'])}"
            f" on {count(live['rows'])} rows that came since"
        )
        pairs.append(("The version before, live", told))
    if beside := audit.get("canary"):
        told = f"{beside.get('changed', 0.0):.1%} of {count(beside['rows'])} rows decided otherwise"
        pairs.append((f"Beside v{beside['version']}", told))
    for column, told_by in (audit.get("groups") or {}).items():
        others = ", ".join(name for name in told_by if name.casefold() != column.casefold())
        pairs.append((f"What tells {column}", others or "no other feature"))
    return pairs


def _between(found: list[float]) -> str:
    value, lower, upper = found
    return f"{value:+.4f} ({lower:+.4f} to {upper:+.4f})"
