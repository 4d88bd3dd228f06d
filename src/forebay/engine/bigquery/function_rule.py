"""How a function of BigQuery is said in DuckDB."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Chapter: TypeAlias = Literal[
    "conditional",
    "numbers",
    "texts",
    "dates and times",
    "arrays",
    "JSON",
    "aggregates",
    "windows",
    "written out",
]


@dataclass(frozen=True, slots=True)
class FunctionRule:
    """One row of the table of functions whose values are checked.

    Parameters
    ----------
    name
        BigQuery's, in upper case.
    duckdb
        By the number of arguments the DuckDB text, in which ``{0}`` is the first argument; or what
        writes it, given the `Renderer` and the `Call`.
    shown
        The DuckDB text as the documents show it.

    """

    name: str
    chapter: Chapter
    duckdb: Mapping[int, str] | Callable[..., str]
    shown: str
    takes_distinct: bool = False
    takes_order: bool = False
    takes_nulls: bool = False


def rule(name: str, chapter: Chapter, **texts: str) -> FunctionRule:
    """Return the rule of a function with a fixed text for each number of arguments: ``a2="..."``.

    Examples
    --------
    >>> rule("ABS", "numbers", a1="abs({0})").shown
    'abs({0})'

    """
    by_count = {int(key[1:]): text for key, text in texts.items()}
    return FunctionRule(name, chapter, by_count, " or ".join(by_count.values()))
