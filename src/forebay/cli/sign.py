"""``forebay sign``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from forebay.cli.asked import env_option
from forebay.cli.command import command

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation


@command("sign")
@click.argument("names", nargs=-1, metavar="[NAME[@VERSION]]...")
@click.option("--all", "every", is_flag=True, help="All models that are live.")
@click.option(
    "--key",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="An Ed25519 private key (PEM); FOREBAY_KEY_PASSWORD opens an encrypted one.",
)
@env_option()
def sign(
    invocation: Invocation, names: tuple[str, ...], *, every: bool, key: Path, env: str | None
) -> int:
    """Sign versions of models, so that a server can ask for it.

    NAME is the live version; late_arrival@8 another one. What is signed is the list of the
    version's files with their SHA-256, in the layout of OpenSSF Model Signing, in a file beside
    them, and of a live version that it is live: sign again after a promotion or a rollback.
    [serve] of forebay.toml says whose signatures are needed.
    """
    from forebay.session import connect

    with connect(invocation.root, env=env) as session:
        signed = session.sign(
            *names, every=every, key=key, password=os.environ.get("FOREBAY_KEY_PASSWORD")
        )
    for label, file in signed.items():
        invocation.note(f"{label}  {file}")
    invocation.answer(
        "signed",
        f"done: signed={len(signed)}",
        versions={label: str(file) for label, file in signed.items()},
    )
    return 0
