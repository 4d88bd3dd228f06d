"""The start of the program: no exception leaves it, and every way out has its exit code."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from forebay.cli.command_group import group
from forebay.cli.invocation import Invocation
from forebay.cli.other_words import OTHER_OPTIONS
from forebay.cli.screen import Screen
from forebay.cli.typed_place import typed_place
from forebay.errors import EngineError, ForebayError, Problem, nearest, system_error

if TYPE_CHECKING:
    from collections.abc import Sequence

_WRONG: Final = 2
_BUG: Final = 70
_INTERRUPTED: Final = 130
_OBJECTS: Final = 50_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code.

    Whatever a person can cause ends in problems and a last line on standard error. Anything else
    is a bug: it is said so, and the traceback goes to a file.
    """
    if arguments is None:
        # Nearly all that a command makes lives to its end; looking for circles after every 700
        # objects takes a twentieth of a build.
        gc.set_threshold(_OBJECTS, 20, 50)
    words = sys.argv[1:] if arguments is None else list(arguments)
    invocation = Invocation(Screen.of_process())
    try:
        return _call(invocation, words)
    except (KeyboardInterrupt, click.exceptions.Abort):
        invocation.screen.error_line("interrupted: what was live stays live")
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of the output, such as `head`, has seen enough.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - a crash must never look like a "no"
        return _failed(invocation, error, words)


def _failed(invocation: Invocation, error: Exception, words: Sequence[str]) -> int:
    match error:
        case ForebayError():
            placed = [typed_place(problem, words) for problem in error.problems]
            return _end(invocation, placed, error.exit_code)
        case click.ClickException():
            return _end(invocation, [typed_place(_of_click(error), words)], _WRONG)
        case OSError():
            return _end(invocation, system_error(error).problems, EngineError.exit_code)
        case _:
            return _end(invocation, [_of_bug(invocation, error)], _BUG)


def _call(invocation: Invocation, words: Sequence[str]) -> int:
    try:
        code = group.main(
            args=list(words), prog_name="forebay", standalone_mode=False, obj=invocation
        )
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return _WRONG
    return code if isinstance(code, int) else 0


def _end(invocation: Invocation, problems: Sequence[Problem], exit_code: int) -> int:
    errors = [problem for problem in problems if problem.severity == "error"]
    many = f"{len(errors)} error{'' if len(errors) == 1 else 's'}"
    paths = {problem.span.source.path for problem in errors if problem.span is not None}
    files = f" in {len(paths)} files" if len(paths) > 1 else ""
    if exit_code == _WRONG:
        last_line = f"invalid: {many}{files}, nothing was run"
    else:
        last_line = f"failed: {many}{files}"
    if invocation.json:
        from forebay.cli.render_json import failure_json

        invocation.screen.line(failure_json(exit_code, last_line, problems))
        return exit_code
    for number, problem in enumerate(problems):
        if number:
            invocation.screen.error_line("")
        invocation.screen.problem(problem)
    invocation.screen.error_line(last_line)
    return exit_code


def _of_click(error: click.ClickException) -> Problem:
    """Return click's complaint in our own form."""
    message = error.format_message().rstrip(".")
    hint = "`--help` behind the command lists what there is."
    if isinstance(error, click.UsageError) and error.ctx is not None:
        hint = f"`{error.ctx.command_path} --help` lists what there is."
    if isinstance(error, click.NoSuchOption):
        message = f'there is no option "{error.option_name}"'
        if error.option_name in OTHER_OPTIONS:
            hint = f"{OTHER_OPTIONS[error.option_name]}."
        elif error.possibilities:
            near = nearest(error.option_name, error.possibilities) or min(error.possibilities)
            hint = f'did you mean "{near}"?'
    elif isinstance(error, click.MissingParameter) and error.param is not None:
        hint = f"{_usage(error.param, error.ctx)}; {hint}"
    return Problem("bad-arguments", message[:1].lower() + message[1:], hint=hint)


def _usage(missing: click.Parameter, context: click.Context | None) -> str:
    """Return how the parameter that is missing is written."""
    if context is None:
        return f"write {missing.name}"
    if isinstance(missing, click.Option):
        return f"write {missing.opts[0]} {missing.make_metavar(context)}"
    pieces = [p for p in context.command.collect_usage_pieces(context) if p != "[OPTIONS]"]
    return f"write {' '.join((context.command_path, *pieces))}"


def _of_bug(invocation: Invocation, error: Exception) -> Problem:
    from forebay.cli.bug_file import write_bug_file

    problem = Problem(
        "bug",
        "this is a bug in Forebay, not in your project",
        detail=f"{type(error).__name__}: {error}".split("\n", 1)[0],
    )
    path = write_bug_file(invocation.root, error)
    if path is None:
        return problem
    return replace(problem, hint=f"please report it with the file {_short(path)}.")


def _short(path: Path) -> str:
    with suppress(ValueError):
        return str(path.relative_to(Path.cwd()))
    return str(path)
