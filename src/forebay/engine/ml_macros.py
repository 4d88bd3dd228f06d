"""Scalar ``ML.*`` functions that are plain SQL, as macros of every binder and workspace."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from forebay.engine.farm_fingerprint import FARM_FINGERPRINT
from forebay.engine.preprocessing_macros import PREPROCESSING_MACROS
from forebay.engine.vector_macros import VECTOR_MACROS

if TYPE_CHECKING:
    import duckdb

# `lambda x:` is the only spelling of a lambda that DuckDB 1.5 and 2.0 share. A NULL label asks for
# the entry whose label is NULL; a label that is not there gives NULL.
_PROBABILITY = (
    "CREATE OR REPLACE MACRO ml.probability(probs, label) AS"
    " list_extract(list_filter(probs, lambda p: p.label IS NOT DISTINCT FROM label), 1).prob"
)

# By name, in lower case: the statements that make a macro and those that it reads.
ML_MACROS: Final[dict[str, tuple[str, ...]]] = {
    "probability": (_PROBABILITY,),
    "farm_fingerprint": FARM_FINGERPRINT,
    **{name: (text,) for name, text in VECTOR_MACROS.items()},
    **{
        name: (*FARM_FINGERPRINT, text) if "ml.farm_fingerprint" in text else (text,)
        for name, text in PREPROCESSING_MACROS.items()
    },
}
_CALL: Final = re.compile(r"\bml\s*\.\s*(\w+)", re.IGNORECASE)

# Cursors share the macros of their connection's database, but each object has its own entry.
_declared: WeakKeyDictionary[duckdb.DuckDBPyConnection, set[str]] = WeakKeyDictionary()


def declare_ml_macros(connection: duckdb.DuckDBPyConnection, text: str) -> None:
    """Make the macros that a text may call: to make all of them takes half a second."""
    for name in _CALL.findall(text):
        key = name.lower()
        declared = _declared.setdefault(connection, set())
        if key not in ML_MACROS or key in declared:
            continue
        for statement in ("CREATE SCHEMA IF NOT EXISTS ml", *ML_MACROS[key]):
            connection.execute(statement)
        declared.add(key)
