"""``forebay test``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from forebay.cli.command import command

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation


@command("test")
@click.argument("select", nargs=-1, metavar="[SELECT]...")
def test(invocation: Invocation, select: tuple[str, ...]) -> int:
    """Run the unit tests of the SQL; SELECT names the tested nodes.

    The number of tests found is always told: a file that nobody reads must not look like success.
    """
    from forebay.cli.render_tests import tests_summary, unit_test_lines, unlisted_inputs
    from forebay.session import connect

    with connect(invocation.root) as session:
        results = session.test(*select)
    failed = [result for result in results if not result.passed]
    if not invocation.json:
        for result in failed if invocation.quiet else results:
            for line in unit_test_lines(result, invocation.screen):
                invocation.screen.line(line)
        for line in (tests_summary(results), *unlisted_inputs(results)):
            invocation.note(line)
        if not results:
            invocation.note("no tests were found: a CREATE TEST proves what a SELECT does")
    word = "failed" if failed else "done"
    invocation.answer(
        "tested",
        f"{word}: tests={len(results)} passed={len(results) - len(failed)} failed={len(failed)}",
        results=results,
    )
    return 1 if failed else 0
