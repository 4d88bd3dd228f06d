"""The group of all commands; a command's file is imported when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from forebay.cli.command import common_options
from forebay.cli.command_table import COMMANDS
from forebay.cli.other_words import OTHER_COMMANDS
from forebay.errors import ProjectError, nearest

_HELP = """Forebay: machine learning in production, from a git folder of plain SQL.

Tables and models are nodes of one graph. A build reads the sources, checks every table, trains
every model, judges it against the standards written beside it, and publishes what passes.
"""
_EPILOG = """Exit codes: 0 yes; 1 a check or test failed; 2 the project or command is wrong, nothing
ran; 3 the engine or a source failed; 4 published, but a model is refused; 70 a bug in Forebay;
130 interrupted."""


class CommandGroup(click.Group):
    """Lists commands from a table and imports one only to call it."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names in the order in which a person meets them."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        found: click.Command = getattr(import_module(module), attribute)
        return found

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; one that does not exist is an error with the nearest name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise ProjectError.of(
                "unknown-command", f'there is no command "{args[0]}"', hint=_meant(args[0])
            )
        return super().resolve_command(ctx, args)


def _meant(word: str) -> str:
    if word in OTHER_COMMANDS:
        return f"here it is {OTHER_COMMANDS[word]}."
    near = nearest(word, COMMANDS)
    return f'did you mean "{near}"?' if near else "`forebay --help` lists them."


def _print_version(context: click.Context, _: click.Parameter, value: Any) -> None:
    if not value or context.resilient_parsing:
        return
    # It costs a sixth of a start, for the one option that needs it.
    from importlib.metadata import PackageNotFoundError, version

    try:
        click.echo(f"forebay {version('forebay')}")
    except PackageNotFoundError:  # run from a folder, without being installed
        click.echo("forebay, not installed")
    context.exit()


group = CommandGroup(
    "forebay",
    help=_HELP,
    epilog=_EPILOG,
    params=[
        *common_options(),
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_print_version,
            help="Print the version.",
        ),
    ],
    subcommand_metavar="COMMAND [ARGS]...",
)
