"""A text of BigQuery statements becomes the same statements with DuckDB SQL inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.datasets import Datasets
from forebay.engine.bigquery.tokenize import scan
from forebay.engine.bigquery.translate_statement import StatementTranslator
from forebay.errors import Problem, ProjectError, Source
from forebay.errors.span import Piece
from forebay.sql.parse import read_statements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.engine.bigquery.fragment import Fragment
    from forebay.sql.statement import Statement

_NOTHING: Final = Datasets()


@dataclass(frozen=True, slots=True)
class Translation:
    """A text in DuckDB's SQL.

    Parameters
    ----------
    source
        Its places are shown where they stand in the text that was translated.
    statements
        As they were written, in the same order.
    files
        The files that names of tables stand for, by the node that each becomes.

    """

    source: Source
    statements: tuple[Statement, ...]
    files: Mapping[str, str]


def translate(source: Source, datasets: Datasets = _NOTHING) -> Translation:
    """Return a text of BigQuery statements with DuckDB SQL inside.

    Raises
    ------
    ProjectError
        Everything that is wrong, as ``sql.parse`` does, and ``bigquery-construct`` for each
        construct that is not on the list of what is checked by value.

    Examples
    --------
    >>> from forebay.errors import Source
    >>> text = "CREATE TABLE `p.d.t` AS SELECT * EXCEPT (a) FROM b"
    >>> translate(Source("a.sql", text)).source.text
    'CREATE TABLE "d"."t" AS SELECT * EXCLUDE ("a") FROM "b"'

    """
    tokens, unreadable = scan(source)
    statements = read_statements(source, tokens, unreadable, "bigquery")
    fragments: list[Fragment] = []
    problems: list[Problem] = []
    files: dict[str, str] = {}
    position = 0
    for statement in statements:
        begin = source.text[position : statement.span.start]
        fragments.append((_blank(begin), None))
        translator = StatementTranslator(source, datasets, files)
        try:
            fragments += translator.statement(statement)
        except ProjectError as error:
            problems += error.problems
        fragments.append((";\n", None))
        position = statement.span.end
    if problems:
        raise ProjectError(*problems)
    return Translation(joined(source, fragments), statements, files)


def joined(source: Source, fragments: list[Fragment]) -> Source:
    """Return fragments as one text that knows where each part of it was written."""
    texts, pieces, position = [], [], 0
    for text, span in fragments:
        if span is not None:
            pieces.append(Piece(position, position + len(text), span))
        texts.append(text)
        position += len(text)
    whole = "".join(texts).rstrip().removesuffix(";")
    return Source(source.path, whole, tuple(pieces) or (Piece(0, len(whole), source.whole()),))


def _blank(text: str) -> str:
    """Return what stands between statements without its words: comments and semicolons."""
    return "".join(character if character == "\n" else "" for character in text)
