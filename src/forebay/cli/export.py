"""``forebay export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from forebay.cli.asked import env_option
from forebay.cli.command import command
from forebay.export.query_options import QueryOptions

if TYPE_CHECKING:
    from forebay.cli.invocation import Invocation


@command("export")
@click.argument("name", metavar="NAME[@VERSION]")
@click.option("--to", required=True, metavar="FORMAT", help="sql, python, onnx, xgboost or mlflow.")
@click.option(
    "--output",
    "-o",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file, for mlflow a folder; by default below exports/NAME of the project.",
)
@click.option(
    "--dialect",
    metavar="SQL",
    help="For sql: duckdb (default), postgres, sqlite, snowflake, bigquery or spark.",
)
@click.option("--table", metavar="TABLE", help="For sql: the table that the query reads.")
@click.option(
    "--key",
    multiple=True,
    metavar="COLUMN",
    help="For sql: a column that tells rows apart, carried into the answer; may be repeated.",
)
@env_option()
def export(invocation: Invocation, name: str, **asked: Any) -> int:
    """Write a live model, its TRANSFORM included, for programs that are not Forebay.

    Before it is written, the file answers the stored rows of the version; where an answer differs,
    nothing is written.
    """
    from forebay.session import connect

    given = {key: asked[key] for key in ("dialect", "table", "key") if asked[key]}
    options = QueryOptions(**given) if given else None
    with connect(invocation.root, env=asked["env"]) as session:
        done = session.export(name, asked["to"], asked["target"], options=options)
    # The difference itself is the last bit of the machine's own exp: --json tells it.
    proven = f"rows_compared={done.rows} within={done.tolerance:g}"
    if done.proof:
        invocation.note(done.proof)
    invocation.answer(
        "exported",
        f"done: format={done.format} file={done.files[0]} {proven}",
        format=done.format,
        files=[str(path) for path in done.files],
        rows_compared=done.rows,
        largest_difference=done.difference,
        proof=done.proof,
    )
    return 0
