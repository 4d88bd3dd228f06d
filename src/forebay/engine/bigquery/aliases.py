"""Names that a SELECT list gives, and the clauses in which they may be used."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlglot import exp

    from forebay.engine.bigquery.renderer import Renderer


def aliases_of(select: exp.Expr) -> Mapping[str, exp.Expr]:
    """Return what each alias of a SELECT list stands for, by key."""
    return {
        item.alias.casefold(): item.this
        for item in select.expressions
        if type(item).__name__ == "Alias"
    }


@contextmanager
def inlining(renderer: Renderer, aliases: Mapping[str, exp.Expr]) -> Iterator[None]:
    """Write the expression of an alias where its name stands without a table."""
    outer, renderer.inlined = renderer.inlined, aliases
    try:
        yield
    finally:
        renderer.inlined = outer
