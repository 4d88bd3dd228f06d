"""The macros of ours that a text needs and a connection does not have yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.macros import BIGQUERY_MACROS
from forebay.engine.ml_macros import ML_MACROS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# By schema and name: a macro as it stands behind CREATE MACRO.
_MACROS: Final[Mapping[str, Mapping[str, str]]] = {"bq": BIGQUERY_MACROS, "ml": ML_MACROS}
_CALL: Final = re.compile(r"\b(bq|ml)\s*\.\s*(\w+)\s*\(", re.IGNORECASE)


def missing_macros(text: str, defined: set[str]) -> Iterator[str]:
    """Yield a CREATE MACRO for each, those first that others use.

    To make all of them takes DuckDB 2.0 a third of a second, and most texts need none.

    Parameters
    ----------
    defined
        The names that are there; what is yielded is added to it.

    Examples
    --------
    >>> [text[:26] for text in missing_macros("SELECT bq.day(a), bq.mod(b, 2)", {"bq.mod"})]
    ['CREATE OR REPLACE MACRO bq', 'CREATE OR REPLACE MACRO bq']

    """
    for schema, name in _CALL.findall(text):
        key = f"{schema}.{name}".lower()
        macro = _MACROS[schema.lower()].get(name.lower())
        if macro is not None and key not in defined:
            _, _, body = macro.partition(" AS ")
            yield from missing_macros(body, defined)
            defined.add(key)
            yield f"CREATE OR REPLACE MACRO {macro}"
