"""A verdict on one standard, in a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forebay.gate.evidence_floor import round_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.gate.verdict import StandardVerdict

_COMPARISON = re.compile(r"\s*(>=|<=|>|<)\s*")
_CLAUSES = re.compile(
    r"\s+(FOR\s+EACH\b|FOR\s+[\d.]+\s+PERCENT\b|WARN\b|POINT\b).*$", re.IGNORECASE
)


def explain(verdict: StandardVerdict) -> str:
    """Return the verdict on one line, as a person would say it.

    Examples
    --------
    >>> from forebay.gate.verdict import StandardVerdict
    >>> explain(StandardVerdict("roc_auc >= 0.68", "NOT PROVEN", 0.69, 0.674, 0.68, 6000,
    ...                         rows_needed=15000))
    'roc_auc 0.690, surely above 0.674, needs 0.680: NOT PROVEN (about 9,000 more rows)'

    """
    metric, operator, right = parts(verdict.text)
    if verdict.slice:
        metric = f"{metric}[{verdict.slice}]"
    if operator == "":
        return _sentence([verdict.text], verdict)
    if verdict.value is None and verdict.outcome in {"VOID", "NOT PROVEN"}:
        return _sentence([f"{metric} {operator} {right}"], verdict)
    if " PERCENT " in f" {verdict.text.upper()} ":
        return _sentence(_share_words(verdict), verdict)
    words = [f"{metric} {number(verdict.value)}"]
    base = 0.0
    if "champion" in right and verdict.champion_value is not None and verdict.value is not None:
        base = verdict.champion_value
        change = signed(verdict.value - base)
        words.append(f"champion {number(base)}, change {change}")
    elif "baseline" in right and verdict.baseline_value is not None:
        words.append(f"baseline {number(verdict.baseline_value)}")
    show: Callable[[float | None], str] = signed if base else number
    if verdict.slice:
        return _sentence([*words, *_slice_words(verdict, operator, show, base)], verdict)
    if verdict.bound is not None:
        words.append(f"{_certainty(verdict, operator)} {show(verdict.bound - base)}")
    if verdict.needs is not None:
        words.append(f"needs {show(verdict.needs - base)}")
    return _sentence(words, verdict)


def parts(text: str) -> tuple[str, str, str]:
    """Return left side, comparison and right side of a standard, without its clauses.

    Examples
    --------
    >>> parts("roc_auc >= 0.60 FOR EACH origin")
    ('roc_auc', '>=', '0.60')

    """
    found = _COMPARISON.search(text)
    if found is None:
        return text, "", ""
    right = _CLAUSES.sub("", text[found.end() :])
    return text[: found.start()], found.group(1), right


def number(value: float | None) -> str:
    """Return a figure with three decimals, four digits if it is large or small; ``-`` for None.

    Examples
    --------
    >>> number(0.69), number(12345.678), number(0.0001234), number(None)
    ('0.690', '12,346', '0.0001234', '-')

    """
    if value is None:
        return "-"
    size = abs(value)
    if size >= 10_000:  # noqa: PLR2004 - four digits
        return f"{value:,.0f}"
    if size >= 10:  # noqa: PLR2004
        return f"{value:.4g}"
    return f"{value:.3f}" if size >= 0.001 or value == 0 else f"{value:.4g}"  # noqa: PLR2004


def signed(value: float | None) -> str:
    """Return a difference with its sign.

    Examples
    --------
    >>> signed(0.012), signed(-0.012)
    ('+0.012', '-0.012')

    """
    if value is None:
        return "-"
    return f"{value:+.3f}" if abs(value) < 10 else f"{value:+,.4g}"  # noqa: PLR2004


def _certainty(verdict: StandardVerdict, operator: str) -> str:
    upwards = operator in {">=", ">"}
    if verdict.outcome == "FAIL":
        upwards = not upwards
    return "surely above" if upwards else "surely below"


def _slice_words(
    verdict: StandardVerdict, operator: str, show: Callable[[float | None], str], base: float
) -> list[str]:
    if verdict.needs is None:
        return []
    worse = "below" if operator in {">=", ">"} else "above"
    needs = show(verdict.needs - base)
    if verdict.bound is None:
        return [f"needs {needs}"]
    if verdict.outcome == "FAIL":
        return [f"surely {worse} {show(verdict.bound - base)}", f"needs {needs}"]
    return [f"not significantly {worse} {needs}"]


def _share_words(verdict: StandardVerdict) -> list[str]:
    share = "-" if verdict.value is None else f"{verdict.value:.1%}"
    return [f"{verdict.text}: holds for {share} of rows", f"needs {verdict.needs:.1%}"]


def _sentence(words: list[str], verdict: StandardVerdict) -> str:
    asides = [verdict.note] if verdict.note else []
    if verdict.outcome == "NOT PROVEN" and verdict.rows_needed is not None:
        more = round_up(max(1, verdict.rows_needed - verdict.n_rows))
        asides.append(f"about {more:,} more rows")
    aside = f" ({'; '.join(asides)})" if asides else ""
    warn = " (warning only)" if verdict.warn and verdict.outcome in {"FAIL", "NOT PROVEN"} else ""
    return f"{', '.join(words)}: {verdict.outcome}{aside}{warn}"
