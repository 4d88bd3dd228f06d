"""A verdict from the plain values that ``to_json`` made."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from forebay.gate.verdict import StandardVerdict, Verdict, Waiver

if TYPE_CHECKING:
    from collections.abc import Mapping


def verdict_from_json(content: Mapping[str, Any]) -> Verdict:
    """Return the verdict; fields of a newer Forebay that this one does not know are left out.

    Examples
    --------
    >>> from forebay.gate.to_json import verdict_to_json
    >>> verdict = Verdict("PASS", (StandardVerdict("r2_score > 0", "PASS", .5, .4, 0., 900),), 900)
    >>> verdict_from_json(verdict_to_json(verdict)) == verdict
    True

    """
    standards = tuple(StandardVerdict(**_known(StandardVerdict, s)) for s in content["standards"])
    waivers = tuple(
        Waiver(tuple(waiver["columns"]), waiver["reason"])
        for waiver in content.get("waivers", ())  # verdicts from before have none
    )
    return Verdict(**{**_known(Verdict, content), "standards": standards, "waivers": waivers})


def _known(kind: type, content: Mapping[str, Any]) -> dict[str, Any]:
    names = {f.name for f in fields(kind)}
    return {name: value for name, value in content.items() if name in names}
