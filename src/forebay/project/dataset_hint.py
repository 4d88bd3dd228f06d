"""What to add to ``[datasets]`` for a name of BigQuery that means nothing here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forebay.errors import Span


def dataset_hint(span: Span) -> str:
    """Return the hint for a table that is not there, named with a dataset in BigQuery SQL.

    Empty for a name without one, and in DuckDB SQL.

    Examples
    --------
    >>> from forebay.errors import Source
    >>> from forebay.errors.span import Piece
    >>> written = Source("a.sql", "`p.shop.t`").whole()
    >>> dataset_hint(Source("a.sql", '"shop"."t"', (Piece(0, 10, written),)).whole())
    'add to [datasets] of forebay.toml, or to datasets of connect(): "p.shop.t" = "data/t.csv".'

    """
    if not span.source.pieces:
        return ""
    name = span.written.text.replace("`", "").strip()
    if "." not in name or any(character.isspace() for character in name):
        return ""
    if "INFORMATION_SCHEMA" in name.upper().split("."):
        return "there is no INFORMATION_SCHEMA; see `forebay ls` and `forebay models`."
    table = name.rpartition(".")[2]
    line = f'"{name}" = "data/{table}.csv"'
    return f"add to [datasets] of forebay.toml, or to datasets of connect(): {line}."
