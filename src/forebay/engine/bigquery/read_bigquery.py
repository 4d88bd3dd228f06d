"""A text of BigQuery SQL becomes statements that everything else here reads."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from forebay.engine.bigquery.translate import translate
from forebay.sql.parse import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.engine.bigquery.datasets import Datasets
    from forebay.errors import Source
    from forebay.sql.statement import Statement


@dataclass(frozen=True, slots=True)
class BigQueryText:
    """What a text says.

    Parameters
    ----------
    statements
        With DuckDB SQL inside; each keeps what was written, which fingerprints read (SEMANTICS 7).
    files
        The files that names of tables stand for, by the node that each becomes.

    """

    statements: tuple[Statement, ...]
    files: Mapping[str, str]


def read_bigquery(source: Source, datasets: Datasets) -> BigQueryText:
    """Return the statements of a text.

    Raises
    ------
    ProjectError
        With every problem, each at its place in the text.

    """
    translation = translate(source, datasets)
    translated = parse(translation.source)
    statements = tuple(
        _remembering(*pair) for pair in zip(translated, translation.statements, strict=True)
    )
    return BigQueryText(statements, translation.files)


def _remembering(statement: Statement, written: Statement) -> Statement:
    if not hasattr(statement, "written"):  # a query, or a change: nothing that is kept
        return statement
    return cast("Statement", dataclasses.replace(cast("Any", statement), written=written))
