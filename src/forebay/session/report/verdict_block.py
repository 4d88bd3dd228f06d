"""The verdict on one version: what it was judged by, on how many rows, with what result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never, cast

from forebay.gate import verdict_from_json, verdict_table
from forebay.session.report.markup import Markup, el, join, table
from forebay.session.report.value_words import count, figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.catalog import Version
    from forebay.gate import StandardVerdict, Verdict

NOT_JUDGED = "not judged"
TONES = {"PASS": "good", "FAIL": "bad", "NOT PROVEN": "doubt", "VOID": "quiet"}


def verdict_of(version: Version) -> Verdict | None:
    """Return the verdict that is kept with a version; None if it was never judged."""
    kept = version.details.get("verdict")
    if not isinstance(kept, dict) or "standards" not in kept:
        return None
    return verdict_from_json(cast("Mapping[str, Any]", kept))


def outcome_of(verdict: Verdict) -> str:
    """Return the outcome as the card heads it: a version that only serves was not judged."""
    is_served = verdict.basis == "serves" and verdict.outcome == "PASS"
    return NOT_JUDGED if is_served else verdict.outcome


def verdict_block(version: Version) -> Markup:
    """Return the table of standards, what was not met in words, and the slices."""
    verdict = verdict_of(version)
    if verdict is None:
        return el("p", "It was not judged: there is no verdict.", class_="quiet")
    lines = list(zip(verdict_table(verdict), verdict.standards, strict=True))
    compared = any(row.champion != "-" for row, _ in lines)
    rows = [
        (
            *(row.metric, row.standard),
            *((row.champion,) if compared else ()),
            *(row.candidate, figure(standard.bound)),
            *((row.change,) if compared else ()),
            pill(row.outcome),
        )
        for row, standard in lines
        if not standard.slice
    ]
    champion = f"champion {verdict.champion}" if verdict.champion[:1] == "v" else "champion"
    header = ["metric", "standard", f"v{version.number}", "bound", "outcome"]
    if compared:
        header = [*header[:2], champion, *header[2:4], "change", "outcome"]
    words = [el("li", row.explanation) for row, s in lines if s.outcome not in {"PASS", "VOID"}]
    slices = [standard for standard in verdict.standards if standard.slice]
    return join(
        (
            _basis(verdict),
            table(header, rows, "llrrrrl" if compared else "llrrl"),
            el("ul", *words, class_="why") if words else None,
            _slices(slices) if slices else None,
            el("p", f"{verdict.calibration}.", class_="quiet") if verdict.calibration else None,
            el("p", f"It serves: {verdict.served}.", class_="quiet") if verdict.served else None,
        )
    )


def _basis(verdict: Verdict) -> Markup | None:
    """Say where a verdict rests on less than held-out rows with a label."""
    match verdict.basis:
        case "gate rows":
            return None
        case "training rows":
            words = "Judged on the rows that it was trained on: no split was asked for."
        case "serves":
            words = (
                "Not judged: there is no label to compare its answers with, and no standard. It was"
                " loaded by the hashes of its files and gave its stored answers again."
            )
        case _:
            assert_never(verdict.basis)
    return el("p", words, class_="quiet")


def pill(outcome: str) -> Markup:
    """Return an outcome in its colour."""
    return el("span", outcome, class_=f"pill {TONES.get(outcome, 'quiet')}")


def _slices(slices: list[StandardVerdict]) -> Markup:
    rows = [
        (s.slice, s.text, figure(s.value), figure(s.bound), count(s.n_rows), pill(s.outcome))
        for s in slices
    ]
    header = ("slice", "standard", "value", "bound", "gate rows", "outcome")
    return join((el("h4", "Slices"), table(header, rows, "llrrrl")))
