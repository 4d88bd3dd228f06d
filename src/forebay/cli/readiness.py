"""``forebay readiness``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.cli.asked import env_option
from forebay.cli.command import command

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation
    from forebay.cli.screen import Style
    from forebay.session.readiness import Readiness


@command("readiness")
@env_option()
def readiness(invocation: Invocation, env: str | None) -> int:
    """Score the project by the ML Test Score: 28 tests, each with its evidence.

    Breck et al. (2017). Each test gives 0, 0.5 (by hand or in part) or 1 (automatic); the final
    score is the least of the four sections.
    """
    from forebay.session import connect
    from forebay.session.readiness.score import SECTIONS

    with connect(invocation.root, env=env) as session:
        found = session.readiness()
    sums = {str(section): found.sum_of(section) for section in SECTIONS}
    words = " ".join(f"{section}={points:g}" for section, points in sums.items())
    last_line = f"done: score={found.final:g} {words} of=7"
    if invocation.json:
        values = {"tests": found.tests, "sections": sums, "score": found.final, "band": found.band}
        invocation.answer("readiness", last_line, **values)
        return 0
    _show(invocation, found)
    invocation.answer("readiness", last_line)
    return 0


def _show(invocation: Invocation, found: Readiness) -> None:
    from forebay.cli.value_text import escaped
    from forebay.session.readiness.score import NOTHING, SECTIONS

    screen = invocation.screen
    for section in SECTIONS:
        tests = [test for test in found.tests if test.section == section]
        points = f"{found.sum_of(section):g} of 7"
        screen.line(screen.paint(f"{section}: {points}", "strong"))
        for test in tests:
            style: Style = "good" if test.points == 1 else "doubt" if test.points else "dim"
            screen.line(f"  {screen.paint(f'{test.points:<3g}', style)}  {test.id}  {test.name}")
            screen.line(f"           {escaped(test.evidence)}")
            if test.todo and test.todo != NOTHING:
                screen.line(f"           to do: {escaped(test.todo)}")
    screen.line(f"{found.final:g}: {found.band}")
