"""Every check on what is live, with the rows that did not pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.session.report.markup import Markup, el, join, table
from forebay.session.report.node_section import checks_of
from forebay.session.report.value_words import count, share

if TYPE_CHECKING:
    from forebay.session.report.facts import Facts

_TONES = {"ok": "good", "dropped": "doubt", "warn": "doubt", "failed": "bad"}
_HEADER = ("node", "check", "verdict", "rows", "not passed", "share", "limit", "where")


def check_section(facts: Facts) -> Markup:
    """Return the table of checks, then samples of failing rows.

    Freshness of sources is a check like any other and stands among them.
    """
    found = [
        (version.node, check)
        for key in facts.order()
        if (version := facts.live.versions.get(key)) is not None
        for check in checks_of(version)
    ]
    if not found:
        words = "No check was declared on what is live."
        return el("section", el("h2", "Checks"), el("p", words, class_="quiet"), id="checks")
    rows = [_row(node, check) for node, check in found]
    samples = [_sample(node, check) for node, check in found if check.get("failing")]
    return el(
        "section", el("h2", "Checks"), table(_HEADER, rows, "lllrrrll"), *samples, id="checks"
    )


def _row(node: str, check: dict[str, Any]) -> tuple[Markup | str, ...]:
    verdict = str(check.get("verdict"))
    failing, rows = check.get("failing", 0), check.get("rows", 0)
    nulls = check.get("null_passed", 0)
    label = join(
        (
            str(check.get("label", "")),
            el("small", f" {count(nulls)} passed as NULL") if nulls else None,
            el("small", f" {check['message']}") if check.get("message") else None,
        )
    )
    return (
        node,
        label,
        el("span", verdict, class_=f"pill {_TONES.get(verdict, 'doubt')}"),
        count(rows),
        count(failing),
        share(failing, rows) if failing else "-",
        str(check.get("limit") or "-"),
        el("code", str(check.get("span") or "")),
    )


def _sample(node: str, check: dict[str, Any]) -> Markup | None:
    columns, sample = check.get("columns") or [], check.get("sample") or []
    if not sample:
        return None
    failing = check.get("failing", len(sample))
    rows = [["NULL" if value is None else str(value) for value in row] for row in sample]
    shown = f", {len(sample)} shown" if failing > len(sample) else ""
    words = f"{count(failing)} row{'s' * (failing != 1)}{shown}"
    title = el("h3", f"{node}: {check.get('label')} ", el("small", words))
    return el("div", title, table([str(c) for c in columns], rows), class_="sample")
