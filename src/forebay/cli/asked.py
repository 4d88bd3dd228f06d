"""What a person asked a build to do, from the options of a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from forebay.build.request import BuildRequest


def build_options(function: Callable[..., int]) -> Callable[..., int]:
    """Add the arguments that ``build`` and ``plan`` share."""
    for option in reversed(
        (
            click.argument("select", nargs=-1, metavar="[SELECT]..."),
            env_option(),
            click.option("--as-of", metavar="TIME", help="What getvariable('as_of') gives."),
            click.option(
                "--var",
                "variables",
                multiple=True,
                metavar="NAME=VALUE",
                help="What getvariable('NAME') gives; may repeat.",
            ),
            click.option(
                "--force",
                multiple=True,
                metavar="NAME",
                help="Build this node though nothing changed; may repeat.",
            ),
            click.option(
                "--drop", is_flag=True, help="Drop nodes that live nodes were built from."
            ),
            click.option(
                "--upgrade", is_flag=True, help="Rebuild what other library versions built."
            ),
            click.option(
                "--unpin",
                multiple=True,
                metavar="NAME",
                help="Let a rolled-back node be published again; may repeat.",
            ),
            click.option(
                "--locked",
                is_flag=True,
                help="Refuse other libraries, SQL or data than forebay.lock has.",
            ),
            click.option(
                "--all-or-nothing", is_flag=True, help="Publish nothing if anything is held back."
            ),
        )
    ):
        function = option(function)
    return function


def env_option() -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Return the option that names an environment."""
    return click.option("--env", metavar="NAME", help="The environment; default_env if not given.")


def build_request(asked: Mapping[str, Any]) -> BuildRequest:
    """Return the request that the options of ``build_options`` make.

    Raises
    ------
    ProjectError
        ``bad-arguments``: a ``--var`` without ``=``, or given twice.

    """
    from forebay.build.request import BuildRequest

    return BuildRequest(**{**asked, "variables": _variables(asked["variables"])})


def _variables(given: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in given:
        name, separator, value = text.partition("=")
        if not separator or not name:
            raise ProjectError.of(
                "bad-arguments", f'"{text}" is no variable', hint="write --var name=value."
            )
        if name in found:
            raise ProjectError.of(
                "bad-arguments",
                f'the variable "{name}" is given twice',
                hint="leave one of them out.",
            )
        found[name] = value
    return found
