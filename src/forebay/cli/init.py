"""``forebay init``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from forebay.cli.command import command
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation


@command("init")
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--from",
    "from_files",
    multiple=True,
    metavar="GLOB",
    help="Your own files, such as 'data/*.csv': a source for each; may repeat.",
)
@click.option("--example", metavar="NAME", help="The example of that name, such as flights.")
def init(
    invocation: Invocation, directory: Path, from_files: tuple[str, ...], example: str | None
) -> int:
    """Make a project in DIR, from your own files or the example.

    No file that exists is changed.
    """
    if from_files and example:
        raise ProjectError.of(
            "bad-arguments",
            "--from and --example exclude each other",
            hint="give your own files or the name of an example.",
        )
    from forebay.project.scaffold import scaffold

    made = scaffold(directory, from_files, example)
    for path in made.files:
        invocation.note(f"wrote   {path}")
    for note in made.notes:
        invocation.note(note)
    invocation.answer(
        "initialised",
        f"done: files={len(made.files)}",
        files=[str(path) for path in made.files],
        notes=made.notes,
    )
    return 0
