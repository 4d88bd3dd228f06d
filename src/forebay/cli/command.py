"""A command of the program: click's, with the options that every command takes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from forebay.cli.invocation import Invocation

if TYPE_CHECKING:
    from collections.abc import Callable


class ForebayCommand(click.Command):
    """A command that also takes ``-C``, ``--json`` and ``-q`` behind its name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += common_options()


def common_options() -> list[click.Parameter]:
    """Return the options that stand before or after a command's name."""
    return [
        click.Option(
            ["-C", "folder"],
            type=click.Path(path_type=Path),
            metavar="DIR",
            expose_value=False,
            callback=_noted(lambda invocation, value: setattr(invocation, "folder", value)),
            help="The project folder.",
        ),
        click.Option(
            ["--json"],
            is_flag=True,
            expose_value=False,
            callback=_noted(lambda invocation, _: setattr(invocation, "json", True)),
            help="Answer in JSON, one object a line.",
        ),
        click.Option(
            ["-q", "--quiet"],
            is_flag=True,
            expose_value=False,
            callback=_noted(lambda invocation, _: setattr(invocation, "quiet", True)),
            help="Only what did not go well, and the last line.",
        ),
    ]


def _noted(
    note: Callable[[Invocation, Any], None],
) -> Callable[[click.Context, click.Parameter, Any], None]:
    def callback(context: click.Context, _: click.Parameter, value: Any) -> None:
        if value not in (None, False):
            note(context.find_object(Invocation) or context.ensure_object(Invocation), value)

    return callback


def command(name: str) -> Callable[[Callable[..., int]], click.Command]:
    """Make a function a command; it gets the Invocation first and returns the exit code."""

    def decorate(function: Callable[..., int]) -> click.Command:
        return click.command(name, cls=ForebayCommand)(click.pass_obj(function))

    return decorate
