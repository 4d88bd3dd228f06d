"""What a model has learned as SQL over its features f0, f1, ...: the numbers p0, p1, ..."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from forebay.export.plain_model import Directions, Points, Trees, Weights
from forebay.export.sql_operations import exp_sql
from forebay.export.sql_trees import add_trees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.algorithms.link import Link
    from forebay.export.plain_model import PlainModel, Rows
    from forebay.export.sql_dialect import SqlDialect
    from forebay.export.sql_layers import SqlLayers

# Beyond this a logistic share is 0 or 1 to 300 digits, and some engines refuse the exponent.
_FAR: Final = 700.0


def add_scores(
    layers: SqlLayers, learned: PlainModel, codes: Sequence[bool], identity: Sequence[str]
) -> int:
    """Add parts whose last one has the numbers of a row; return how many they are.

    Values or shares of classes; squared distances to centroids; coordinates. A number that is not
    finite is NULL.
    """
    d = layers.dialect
    match learned:
        case Trees():
            add_trees(layers, learned, codes, identity)
            return _add_linked(layers, learned.link, learned.trees.n_outputs)
        case Weights(link, intercept, columns):
            n = len(intercept)
            parts = [_weighted(d, f"f{i}", *column) for i, column in enumerate(columns)]
            sums = [[d.number(intercept[o]), *(part[o] for part in parts)] for o in range(n)]
            layers.add("forebay_sums", [(_sum(terms), f"s{o}") for o, terms in enumerate(sums)])
            return _add_linked(layers, link, n)
        case Points():
            _add_squares(layers, learned)
            return learned.n_clusters
        case Directions(n, columns):
            parts = []
            for i, (is_code, unit, own) in enumerate(columns):
                name = f"f{i}" if is_code else f"(f{i} * {d.number(unit)})"
                transposed = tuple(zip(*own, strict=True))
                parts.append(_weighted(d, name, is_code, transposed))
            sums = [[part[o] for part in parts] for o in range(n)]
            layers.add(
                "forebay_scores", [(finite(d, _sum(t)), f"p{o}") for o, t in enumerate(sums)]
            )
            return n
        case None:
            return 0
        case _ as never:
            assert_never(never)


def finite(dialect: SqlDialect, value: str) -> str:
    """Return a float64, NULL where it is not finite."""
    most = dialect.number(1.7976931348623157e308)
    return f"CASE WHEN abs({value}) <= {most} THEN {value} END"


def _sum(terms: Sequence[str]) -> str:
    return "\n      + ".join(terms)


def _weighted(d: SqlDialect, name: str, is_code: bool, weights: Rows) -> list[str]:  # noqa: FBT001
    """Return for each output what a column adds."""
    if not is_code:
        return [f"{name} * {d.number(weight)}" for weight in weights[0]]
    n = len(weights[0]) if weights else 1
    return [_by_code(d, name, [row[o] for row in weights], 0.0) for o in range(n)]


def _by_code(d: SqlDialect, name: str, values: Sequence[float], unknown: float) -> str:
    otherwise = d.number(unknown)
    if not values:
        return otherwise
    whens = " ".join(f"WHEN {code} THEN {d.number(v)}" for code, v in enumerate(values))
    return f"CASE {name} {whens} ELSE {otherwise} END"


def _add_linked(layers: SqlLayers, link: Link, n: int) -> int:
    d = layers.dialect
    names = [f"s{i}" for i in range(n)]
    if d.has_nan:
        known = [(f"CASE WHEN {d.is_nan(s)} THEN NULL ELSE {s} END", s) for s in names]
        layers.add("forebay_known", known)
    match link:
        case "identity":
            made = names
        case "exp":
            made = [exp_sql(d, s) for s in names]
        case "logistic":
            made = [logistic_sql(d, s) for s in names]
        case "softmax":
            made = _add_softmax(layers, names)
        case "share":
            made = [_clipped(d, s) for s in names]
        case "shares":
            made = _add_shares(layers, names)
        case _ as never:
            assert_never(never)
    layers.add("forebay_scores", [(finite(d, sql), f"p{i}") for i, sql in enumerate(made)])
    return n


def logistic_sql(d: SqlDialect, s: str) -> str:
    """Return 1 / (1 + exp(-s)) of a number that is mentioned more than once."""
    one, far = d.number(1.0), d.number(_FAR)
    return (
        f"CASE WHEN {s} > {far} THEN {one} WHEN {s} < -{far} THEN {d.number(0.0)}"
        f" ELSE {one} / ({one} + exp(-{s})) END"
    )


def _add_softmax(layers: SqlLayers, names: Sequence[str]) -> list[str]:
    d = layers.dialect
    layers.add("forebay_most", [*((s, s) for s in names), (greatest(d, names), "most")])
    far, zero = d.number(_FAR), d.number(0.0)
    terms = [
        (f"CASE WHEN {s} - most < -{far} THEN {zero} ELSE exp({s} - most) END", f"e{i}")
        for i, s in enumerate(names)
    ]
    layers.add("forebay_terms", terms)
    total = " + ".join(name for _, name in terms)
    return [f"({name} / ({total}))" for _, name in terms]


def greatest(dialect: SqlDialect, names: Sequence[str]) -> str:
    """Return the greatest of several numbers."""
    return f"{'max' if dialect.name == 'sqlite' else 'greatest'}({', '.join(names)})"


def _clipped(d: SqlDialect, s: str) -> str:
    zero, one = d.number(0.0), d.number(1.0)
    return f"CASE WHEN {s} < {zero} THEN {zero} WHEN {s} > {one} THEN {one} ELSE {s} END"


def _add_shares(layers: SqlLayers, names: Sequence[str]) -> list[str]:
    d = layers.dialect
    layers.add("forebay_shares", [(_clipped(d, s), f"c{i}") for i, s in enumerate(names)])
    clipped = [f"c{i}" for i in range(len(names))]
    total = f"({' + '.join(clipped)})"
    alike = d.number(1.0 / len(names))
    return [f"CASE WHEN {total} = 0 THEN {alike} ELSE {c} / {total} END" for c in clipped]


def _add_squares(layers: SqlLayers, learned: Points) -> None:
    d = layers.dialect
    own = [
        (f"f{i}" if is_code else f"f{i} * {d.number(scale)} + {d.number(center)}", f"v{i}")
        for i, (is_code, scale, center, _) in enumerate(learned.columns)
    ]
    layers.add("forebay_values", own)
    if learned.is_cosine:
        _add_angles(layers, learned)
        return
    made = []
    for cluster in range(learned.n_clusters):
        terms = []
        for i, (is_code, _, _, points) in enumerate(learned.columns):
            if is_code:
                terms.append(_by_code(d, f"v{i}", points[cluster][:-1], points[cluster][-1]))
            else:
                apart = f"(v{i} - {d.number(points[cluster][0])})"
                terms.append(f"{apart} * {apart}")
        made.append((finite(d, f"({_sum(terms)})"), f"p{cluster}"))
    layers.add("forebay_scores", made)


def _add_angles(layers: SqlLayers, learned: Points) -> None:
    d = layers.dialect
    squares, dots = [], [[] for _ in range(learned.n_clusters)]  # type: ignore[var-annotated]
    for i, (is_code, _, _, points) in enumerate(learned.columns):
        if is_code:
            n = len(points[0])
            known = f"CASE WHEN v{i} >= 0 AND v{i} < {n} THEN {d.number(1.0)}"
            squares.append(f"{known} ELSE {d.number(0.0)} END")
        else:
            squares.append(f"v{i} * v{i}")
        for cluster, dot in enumerate(dots):
            own = points[cluster]
            if is_code:
                dot.append(_by_code(d, f"v{i}", own, 0.0))
            else:
                dot.append(f"v{i} * {d.number(own[0])}")
    columns = [(f"sqrt({_sum(squares)})", "length")]
    columns += [(_sum(dot), f"dot{i}") for i, dot in enumerate(dots)]
    layers.add("forebay_dots", columns)
    zero = d.number(0.0)
    cosines = [
        (f"CASE WHEN length = {zero} THEN {zero} ELSE dot{i} / length END", f"cos{i}")
        for i in range(len(dots))
    ]
    layers.add("forebay_cosines", cosines)
    one, minus = d.number(1.0), d.number(-1.0)

    def apart(cosine: str) -> str:
        """Return 1 - cosine within 0 and 2; NaN, which is above every number, is NULL."""
        return (
            f"CASE WHEN {cosine} > {one} AND NOT ({_not_a_number(d, cosine)}) THEN {zero}"
            f" WHEN {cosine} < {minus} THEN {d.number(2.0)}"
            f" ELSE {finite(d, f'({one} - {cosine})')} END"
        )

    made = [(apart(f"cos{i}"), f"p{i}") for i in range(len(dots))]
    layers.add("forebay_scores", made)


def _not_a_number(d: SqlDialect, value: str) -> str:
    return d.is_nan(value) if d.has_nan else f"{value} IS NULL"
