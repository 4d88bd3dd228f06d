"""A masked text becomes a tree, by sqlglot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.errors import ProjectError

if TYPE_CHECKING:
    from sqlglot import exp

    from forebay.errors import Span


def parse_tree(text: str, span: Span, offset: int = 0) -> exp.Expr:
    """Return the tree of one query.

    Parameters
    ----------
    text
        Masked, with `offset` characters of ours before it.
    span
        Where it stands, without those.

    Raises
    ------
    ProjectError
        ``syntax`` with the place that sqlglot names.

    """
    import sqlglot
    from sqlglot.errors import ParseError, TokenError

    try:
        trees = sqlglot.parse(text, read="bigquery")
    except ParseError as error:
        told = error.errors[0] if error.errors else {}
        place = _place(text, span, offset, told)
        raise ProjectError.of(
            "syntax",
            "this is no BigQuery SQL",
            place,
            detail=_detail(told),
            hint="look at the words before the place.",
        ) from error
    except (TokenError, RecursionError, ValueError) as error:
        raise ProjectError.of(
            "syntax", "this is no BigQuery SQL", span, hint="look at the words before the place."
        ) from error
    if len(trees) != 1 or trees[0] is None:
        raise ProjectError.of(
            "not-a-query", "one query belongs here", span, hint="write one SELECT."
        )
    return trees[0]


def _place(text: str, span: Span, offset: int, told: dict[str, object]) -> Span:
    line, column, mark = told.get("line"), told.get("col"), str(told.get("highlight") or "")
    if not isinstance(line, int) or not isinstance(column, int):
        return span
    lines = text.split("\n")
    # sqlglot names the column after the word that it did not expect.
    end = sum(len(part) + 1 for part in lines[: line - 1]) + column - offset
    start = max(0, end - max(1, len(mark)))
    length = span.end - span.start
    return span.part(min(start, max(0, length - 1)), min(max(end, start + 1), length))


def _detail(told: dict[str, object]) -> str:
    words = str(told.get("description") or "").split("\n", 1)[0].strip().rstrip(".")
    return f"The parser says: {words}." if words and "ƒ" not in words else ""
