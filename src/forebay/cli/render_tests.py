"""Unit tests: what failed, cell by cell, and how many there were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.cli.render_table import table_lines
from forebay.cli.value_text import escaped, plural, value_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.checks.outcome import TestResult
    from forebay.cli.screen import Screen

_MOST = 10


def unit_test_lines(result: TestResult, screen: Screen) -> list[str]:
    """Return the lines of one test; one line if it passed.

    ::

        FAILED  test late_is_late (tests/departures.sql:1:1)
          row  column   expected  got
            2  is_late  TRUE      FALSE
    """
    word = screen.paint("ok", "good") if result.passed else screen.paint("FAILED", "bad")
    lines = [f"{word}  test {result.name} ({result.span.place})"]
    if result.empty_inputs and not result.passed:
        lines.append(f"  empty inputs: {', '.join(result.empty_inputs)}")
    if result.passed:
        return lines
    if result.message:
        lines += [f"  {line}" for line in result.message.splitlines()]
    if result.differences:
        rows = [
            (cell.row, cell.column, value_text(cell.expected), value_text(cell.actual))
            for cell in result.differences[:_MOST]
        ]
        lines += table_lines(("row", "column", "expected", "got"), rows, indent="  ")
        lines += _more(len(result.differences), "difference")
    for title, found in (
        ("expected and did not come", result.missing),
        ("came and was not expected", result.unexpected),
    ):
        if found:
            lines.append(f"  {title}: {plural(len(found), 'row')}")
            lines += table_lines(result.columns, found[:_MOST], indent="    ")
            lines += _more(len(found), "row")
    return lines


def tests_summary(results: Sequence[TestResult]) -> str:
    """Return ``3 tests passed``, or ``1 of 4 tests failed``."""
    failed = sum(not result.passed for result in results)
    if failed:
        return f"{failed} of {plural(len(results), 'test')} failed"
    return f"{plural(len(results), 'test')} passed"


def unlisted_inputs(results: Sequence[TestResult]) -> list[str]:
    """Return a line for each test that left inputs of its node empty (SEMANTICS 36)."""
    return [
        f"  note: test {result.name} leaves empty: {escaped(', '.join(result.empty_inputs))}"
        for result in results
        if result.empty_inputs and result.passed
    ]


def _more(count: int, noun: str) -> list[str]:
    return [f"  ... {plural(count - _MOST, noun)} more"] if count > _MOST else []
