"""The macros of ``bq`` that a text needs and a connection does not have yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.macros import BIGQUERY_MACROS

if TYPE_CHECKING:
    from collections.abc import Iterator

_CALL: Final = re.compile(r"\bbq\.(\w+)\(")


def missing_macros(text: str, defined: set[str]) -> Iterator[str]:
    """Yield a CREATE MACRO for each, those first that others use.

    To make all of them takes DuckDB 2.0 a fifth of a second, and most texts need none.

    Parameters
    ----------
    defined
        The names that are there; what is yielded is added to it.

    Examples
    --------
    >>> [text[:26] for text in missing_macros("SELECT bq.day(a), bq.mod(b, 2)", {"mod"})]
    ['CREATE OR REPLACE MACRO bq', 'CREATE OR REPLACE MACRO bq']

    """
    for name in _CALL.findall(text) if "bq." in text else ():
        if name not in defined and name in BIGQUERY_MACROS:
            _, _, body = BIGQUERY_MACROS[name].partition(" AS ")
            yield from missing_macros(body, defined)
            defined.add(name)
            yield f"CREATE OR REPLACE MACRO {BIGQUERY_MACROS[name]}"
