"""``forebay predict``."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from forebay.cli.asked import env_option
from forebay.cli.command import command
from forebay.errors import ProjectError, require_writable

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation
    from forebay.session.result import Result

_INPUTS = ("csv", "json", "parquet")
_OUTPUTS = ("csv", "json", "parquet")


@command("predict")
@click.argument("name", metavar="NAME[@VERSION]")
@click.option(
    "--input",
    "given",
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="The rows: .csv, .json (one object a line) or .parquet; - is standard input.",
)
@click.option(
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="Where the answers go; standard output if not given.",
)
@click.option(
    "--input-format", type=click.Choice(_INPUTS), help="If the name of FILE says nothing."
)
@click.option(
    "--output-format", type=click.Choice(_OUTPUTS), help="By default by the end of FILE, else csv."
)
@env_option()
def predict(invocation: Invocation, name: str, **asked: Any) -> int:
    """Answer with a live model for the rows of a file.

    As ML.PREDICT: the predicted columns, then those of the file. Values that do not fit the model's
    types are errors with their line; nothing is written then.
    """
    from forebay.session import connect

    target: Path | None = asked["target"]
    to_screen = target is None or str(target) == "-"
    wanted = asked["output_format"] or (
        "csv" if to_screen else _ending(target, _OUTPUTS, "--output-format")
    )
    if target is not None and not to_screen:
        require_writable(target)
    folder = Path(tempfile.mkdtemp(prefix="forebay-"))
    try:
        file, format_ = _file(asked["given"], asked["input_format"], folder)
        with connect(invocation.root, env=asked["env"]) as session:
            result = session.predict(name, file, format_)
            if target is not None and not to_screen:
                rows = result.write(target, wanted)
                invocation.answer("written", f"done: rows={rows} file={target}", rows=rows)
                return 0
            _print(invocation, result, wanted, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def _file(given: Path, wanted: str | None, folder: Path) -> tuple[Path, str]:
    """Return the file with the rows, standard input being kept in one, and its format."""
    if str(given) == "-":
        format_ = wanted or "csv"
        from forebay.session.predict_file import STDIN

        file = folder / f"{STDIN}.{format_}"
        with file.open("wb") as kept:
            shutil.copyfileobj(sys.stdin.buffer, kept)
        return file, format_
    if not given.is_file():
        what = "is a folder" if given.is_dir() else "does not exist"
        raise ProjectError.of("bad-arguments", f'"{given}" {what}', hint="name a file with rows.")
    return given, wanted or _ending(given, (*_INPUTS, "jsonl", "ndjson"), "--input-format")


def _ending(file: Path | None, known: tuple[str, ...], option: str) -> str:
    ending = file.suffix.lstrip(".").lower() if file is not None else ""
    if ending not in known:
        raise ProjectError.of(
            "bad-arguments",
            f'the name "{file}" does not say what format it has',
            hint=f"add {option}, one of {', '.join(known)}.",
        )
    return ending


def _print(invocation: Invocation, result: Result, wanted: str, folder: Path) -> None:
    """Write the rows to standard output, through a file: they may be more than fit into memory."""
    path = folder / f"answers.{wanted}"
    result.write(path, wanted)
    if wanted == "parquet":
        with path.open("rb") as rows:
            shutil.copyfileobj(rows, sys.stdout.buffer)
        return
    with path.open(encoding="utf-8", newline="") as lines:
        for line in lines:
            invocation.screen.line(line.rstrip("\r\n"))
