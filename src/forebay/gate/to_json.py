"""A verdict as plain values, for the catalog."""

from __future__ import annotations

import math
from dataclasses import fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.gate.verdict import Verdict


def verdict_to_json(verdict: Verdict) -> dict[str, object]:
    """Return a verdict as values that ``json.dumps`` takes.

    Places in files are left out; figures that are not finite become None.
    """
    content = _plain(verdict)
    content["standards"] = [_plain(standard) for standard in verdict.standards]
    content["waivers"] = [
        {"columns": list(waiver.columns), "reason": waiver.reason} for waiver in verdict.waivers
    ]
    return content


def _plain(value: object) -> dict[str, object]:
    content = {f.name: getattr(value, f.name) for f in fields(value)}  # type: ignore[arg-type]
    content.pop("span", None)
    return {
        name: None if isinstance(item, float) and not math.isfinite(item) else item
        for name, item in content.items()
    }
