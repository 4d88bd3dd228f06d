"""Scalar ``ML.*`` functions that are plain SQL, as macros of every binder and workspace."""

from __future__ import annotations

from typing import Final

from forebay.engine.preprocessing_macros import PREPROCESSING_MACROS
from forebay.engine.tfdv_macros import TFDV_MACROS
from forebay.engine.vector_macros import VECTOR_MACROS

# `lambda x:` is the only spelling of a lambda that DuckDB 1.5 and 2.0 share. A NULL label asks for
# the entry whose label is NULL; a label that is not there gives NULL.
_PROBABILITY: Final = (
    "ml.probability(probs, label) AS"
    " list_extract(list_filter(probs, lambda p: p.label IS NOT DISTINCT FROM label), 1).prob"
)

# By name, in lower case, as they stand behind CREATE MACRO.
ML_MACROS: Final[dict[str, str]] = {
    "probability": _PROBABILITY,
    **VECTOR_MACROS,
    **PREPROCESSING_MACROS,
    **TFDV_MACROS,
}
