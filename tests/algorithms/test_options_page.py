"""The page of options is the table of options."""

from __future__ import annotations

import os
from pathlib import Path

from forebay.algorithms import OPTION_RULES

PAGE = Path(__file__).parents[2] / "docs" / "options.md"


def test_the_page_of_options_is_the_table():
    """Write it anew with FOREBAY_BLESS=1."""
    page = options_page()
    if os.environ.get("FOREBAY_BLESS"):
        PAGE.write_text(page)

    assert PAGE.read_text() == page


def options_page():
    lines = [
        "# Options of CREATE MODEL",
        "",
        "Names and defaults are BigQuery ML's; where an option or a default is ours, it is said.",
        "An option that is accepted acts; any other is an error that says what to do instead.",
    ]
    for model_type, rules in OPTION_RULES.items():
        lines += ["", f"## {model_type}", "", "| option | default | read by | how it acts |"]
        lines += ["|---|---|---|---|"]
        for rule in rules:
            if rule.is_supported:
                words = "".join(f"; {word} is not supported" for word, _ in rule.refused)
                lines.append(
                    f"| `{rule.name}` | {shown(rule.default)} | {rule.layer} | {rule.acts}{words} |"
                )
        lines += ["", "Not supported:", "", "| option | instead |", "|---|---|"]
        lines += [f"| `{rule.name}` | {rule.instead} |" for rule in rules if not rule.is_supported]
    return "\n".join(lines) + "\n"


def shown(value):
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    return str(list(value)) if isinstance(value, tuple) else str(value)
