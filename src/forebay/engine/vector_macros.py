"""``ML.DISTANCE`` and ``ML.LP_NORM``: scalar functions of vectors, as macros."""

from __future__ import annotations

from typing import Final

_A: Final = "CAST(vector1 AS DOUBLE[])"
_B: Final = "CAST(vector2 AS DOUBLE[])"
# Element by element, so that both have the same length: the engine's own distance checks it.
_MANHATTAN: Final = (
    f"CASE WHEN list_distance({_A}, {_B}) IS NOT NULL THEN coalesce(list_sum(list_transform("
    f"list_zip({_A}, {_B}), lambda __pair: abs(__pair[1] - __pair[2]))), 0e0) END"
)
# A vector of zeros has no direction: NaN, which DuckDB 1.5 does not give. The engine's own distance
# is asked first, because it refuses vectors of different lengths.
_COSINE: Final = (
    f"CASE WHEN list_cosine_distance({_A}, {_B}) IS NULL THEN NULL"
    f" WHEN list_inner_product({_A}, {_A}) = 0 OR list_inner_product({_B}, {_B}) = 0"
    f" THEN CAST('nan' AS DOUBLE) ELSE list_cosine_distance({_A}, {_B}) END"
)
_DISTANCE: Final = (
    "ml.distance(vector1, vector2, type := 'EUCLIDEAN') AS"
    " CASE upper(type)"
    f" WHEN 'EUCLIDEAN' THEN list_distance({_A}, {_B})"
    f" WHEN 'COSINE' THEN {_COSINE}"
    f" WHEN 'MANHATTAN' THEN {_MANHATTAN}"
    " ELSE error('the type of ML.DISTANCE is EUCLIDEAN, MANHATTAN or COSINE') END"
)

_SIZES: Final = "list_transform(CAST(vector AS DOUBLE[]), lambda __x: abs(__x))"
_LP_NORM: Final = (
    "ml.lp_norm(vector, degree) AS CASE"
    " WHEN vector IS NULL THEN NULL"
    " WHEN degree = 0 THEN CAST(len(list_filter(CAST(vector AS DOUBLE[]), lambda __x: __x <> 0))"
    " AS DOUBLE)"
    f" WHEN isinf(CAST(degree AS DOUBLE)) AND degree > 0 THEN coalesce(list_max({_SIZES}), 0e0)"
    f" WHEN degree >= 1 THEN coalesce(list_max({_SIZES}) * pow(list_sum(list_transform({_SIZES},"
    f" lambda __x: pow(__x / nullif(list_max({_SIZES}), 0), degree))), 1e0 / degree), 0e0)"
    " ELSE error('the degree of ML.LP_NORM is 0, or 1 or more') END"
)

VECTOR_MACROS: Final[dict[str, str]] = {"distance": _DISTANCE, "lp_norm": _LP_NORM}
