"""``forebay sql``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from forebay.cli.asked import env_option
from forebay.cli.command import command
from forebay.errors import ProjectError, require_writable

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation

_FORMATS = ("table", "csv", "json", "parquet")


@command("sql")
@click.argument("text", required=False, metavar="[QUERY]")
@click.option(
    "-f",
    "file",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="Read the query from a file; - is standard input.",
)
@click.option(
    "--format",
    "wanted",
    type=click.Choice(_FORMATS),
    help="How rows are written; by default by the end of FILE, else as a table.",
)
@click.option(
    "-o",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the rows to a file.",
)
@env_option()
def sql(
    invocation: Invocation,
    text: str | None,
    file: Path | None,
    wanted: str | None,
    target: Path | None,
    env: str | None,
) -> int:
    """Answer QUERY over what is live; ML.* functions may stand in it.

    All names are resolved at once: the answer is of one published state from start to end.
    """
    query = _query(text, file)
    chosen = _format(invocation, wanted, target)
    if target is not None:
        require_writable(target)
    from forebay.session import connect

    with connect(invocation.root, env=env) as session:
        result = session.sql(query)
        if target is not None:
            rows = result.write(target, chosen)
            invocation.answer("written", f"done: rows={rows} file={target}", rows=rows)
            return 0
        from forebay.cli.render_rows import csv_lines, json_lines, table_of_rows

        writer = {"csv": csv_lines, "json": json_lines, "table": table_of_rows}[chosen]
        for line in writer(result.columns, result.fetchall()):
            invocation.screen.line(line)
    return 0


def _query(text: str | None, file: Path | None) -> str:
    if (text is None) == (file is None):
        raise ProjectError.of(
            "bad-arguments",
            "one query is needed",
            hint='forebay sql "SELECT ...", or forebay sql -f query.sql.',
        )
    if file is None:
        return text or ""
    if str(file) == "-":
        return sys.stdin.read()
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ProjectError.of(
            "bad-arguments",
            f'"{file}" is not UTF-8 text',
            detail=f"byte {error.start + 1} is no letter of it.",
            hint="save it as UTF-8.",
        ) from error
    except OSError as error:
        raise ProjectError.of(
            "bad-arguments",
            f'"{file}" cannot be read',
            detail=f"the system says: {error.strerror}.",
            hint="name a file that holds one query.",
        ) from error


def _format(invocation: Invocation, wanted: str | None, target: Path | None) -> str:
    if target is not None:
        by_name = target.suffix.lstrip(".").lower().replace("jsonl", "json")
        chosen = wanted or by_name
        if chosen not in {"csv", "json", "parquet"}:
            raise ProjectError.of(
                "bad-arguments",
                f'"{target}" does not say its format',
                hint="add --format csv, json or parquet.",
            )
        return chosen
    if wanted == "parquet":
        raise ProjectError.of(
            "bad-arguments", "Parquet cannot be written to a terminal", hint="add -o FILE."
        )
    return "json" if invocation.json else wanted or "table"
