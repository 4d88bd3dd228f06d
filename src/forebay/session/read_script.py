"""All statements of a script are read before the first one runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.bigquery.expand_functions import expand_functions
from forebay.engine.bigquery.script_step import (
    Block,
    Choice,
    CreateFunction,
    ForEach,
    Loop,
    SqlStatement,
)
from forebay.errors import ProjectError
from forebay.project.read_statements import read_statements
from forebay.session.script_functions import ScriptFunctions
from forebay.session.script_variables import with_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from forebay.engine.bigquery.expand_functions import SqlFunction
    from forebay.engine.bigquery.script_step import ScriptStep
    from forebay.errors import Problem, Source
    from forebay.project.settings import Settings

# What a handler may read has no value yet; any text will do.
_SYSTEM = {"@@error.message": "''", "@@error.statement_text": "''"}


def read_script(
    source: Source,
    steps: Sequence[ScriptStep],
    settings: Settings,
    functions: Mapping[str, SqlFunction],
) -> None:
    """Raise ProjectError with everything that can be seen to be wrong before anything runs."""
    known = ScriptFunctions(functions)
    problems: list[Problem] = []
    for step in _all(steps):
        try:
            if isinstance(step, CreateFunction):
                known.take(source, step)
            elif isinstance(step, SqlStatement):
                taken = {t.start for t in step.tokens if t.text.casefold() in _SYSTEM}
                said = with_values(source, step.tokens, _SYSTEM, taken, step.left_out)
                read_statements(expand_functions(said, known.known), settings)
        except ProjectError as error:
            problems += error.problems
    if problems:
        raise ProjectError(*problems)


def _all(steps: Sequence[ScriptStep]) -> Iterator[ScriptStep]:
    """Yield steps and those inside of them, in the order of the text."""
    for step in steps:
        yield step
        match step:
            case Block():
                yield from _all(step.steps)
                yield from _all(step.handler or ())
            case Choice():
                for branch in step.branches:
                    yield from _all(branch.steps)
                yield from _all(step.otherwise)
            case Loop() | ForEach():
                yield from _all(step.steps)
            case _:
                pass
