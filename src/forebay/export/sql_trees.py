"""Trees as SQL: shallow ones as a column of CASE each, deep ones as a table of nodes to walk."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.export.plain_model import Trees
    from forebay.export.plain_trees import PlainTrees
    from forebay.export.sql_dialect import SqlDialect
    from forebay.export.sql_layers import SqlLayers

DEEPEST: Final = 12  # beyond it a CASE is nested deeper than some parsers go
_COLUMNS: Final = 400  # engines allow from 1,600 columns on


def is_walked(trees: PlainTrees, dialect: SqlDialect) -> bool:
    """Whether trees are written as a table of nodes."""
    return len(trees.left) > dialect.most_splits or int(trees.depths().max(initial=0)) > DEEPEST


def add_trees(
    layers: SqlLayers, learned: Trees, codes: Sequence[bool], identity: Sequence[str]
) -> None:
    """Add parts whose last one has the sums, s0, s1, ..., of the features f0, f1, ...

    Parameters
    ----------
    codes
        Whether a feature holds codes of categories.
    identity
        The columns that tell rows apart; used where trees are walked.

    """
    _add_numbers(layers, codes)
    if is_walked(learned.trees, layers.dialect):
        _add_walk(layers, learned, codes, identity)
        return
    trees, d = learned.trees, layers.dialect
    n = trees.n_outputs
    columns: list[tuple[str, str]] = []
    sums = [[d.number(learned.base_score)] for _ in range(n)]
    for output in range(n):
        own = list(range(output, len(trees.root), n))
        size = max(1, math.ceil(len(own) * n / _COLUMNS))
        for start in range(0, len(own), size):
            texts = [_case(trees, int(trees.root[t]), d, codes) for t in own[start : start + size]]
            name = f"t{len(columns)}"
            columns.append(("\n      + ".join(texts), name))
            sums[output].append(name)
    layers.add("forebay_trees", columns)
    layers.add("forebay_sums", [(" + ".join(sum_), f"s{i}") for i, sum_ in enumerate(sums)])


def _add_numbers(layers: SqlLayers, codes: Sequence[bool]) -> None:
    """Add what nodes compare: n<i>, a number or NULL, and f<i>, a code."""
    d = layers.dialect
    columns = []
    for i, is_code in enumerate(codes):
        if is_code:
            columns += [(f"f{i}", f"f{i}"), (f"CASE WHEN f{i} >= 0 THEN f{i} END", f"n{i}")]
        elif d.has_nan:
            columns.append((f"CASE WHEN {d.is_nan(f'f{i}')} THEN NULL ELSE f{i} END", f"n{i}"))
        else:
            columns.append((f"f{i}", f"n{i}"))
    layers.add("forebay_numbers", columns)


def _case(trees: PlainTrees, at: int, d: SqlDialect, codes: Sequence[bool]) -> str:
    if at < 0:
        return d.number(float(trees.leaf[~at]))
    left = _case(trees, int(trees.left[at]), d, codes)
    right = _case(trees, int(trees.right[at]), d, codes)
    return f"CASE WHEN {_goes_left(trees, at, d, codes)} THEN {left} ELSE {right} END"


def _goes_left(trees: PlainTrees, node: int, d: SqlDialect, codes: Sequence[bool]) -> str:
    feature, in_set = int(trees.feature[node]), trees.sets[node]
    if in_set is not None:
        if not codes[feature]:
            raise ProjectError.of(
                "not-supported",
                "a tree has a set of categories over a number, which is not written as SQL",
                hint="export Python.",
            )
        return _is_in(f"f{feature}", in_set, d) if in_set else "1 = 0"
    name, cut = f"n{feature}", float(trees.cut[node])
    below = f"{name} IS NOT NULL" if cut == math.inf else f"{name} <= {_cut(d, cut)}"
    near = d.number(trees.near_zero)
    zero = f"{name} BETWEEN -{near} AND {near}" if trees.zero_is_missing[node] else ""
    if trees.missing_left[node]:
        return f"{below} OR {name} IS NULL" + (f" OR {zero}" if zero else "")
    return f"{below} AND NOT ({zero})" if zero else below


def _is_in(code: str, in_set: Sequence[int], d: SqlDialect) -> str:
    if d.name != "duckdb":
        return f"{code} IN ({', '.join(map(str, in_set))})"
    # DuckDB plans a join for a long IN: 100 trees took 19 s and more than 4 GB. A place that the
    # list does not have is NULL, which no CASE takes.
    members = set(in_set)
    places = ", ".join("1" if place in members else "0" for place in range(max(members) + 1))
    return f"CAST('[{places}]' AS BOOLEAN[])[{code} + 1]"


def _cut(d: SqlDialect, cut: float) -> str:
    # PostgreSQL reads such a literal as NUMERIC and compares it as float64, exactly.
    if d.name == "postgres" and math.isfinite(cut):
        return float.__repr__(cut)
    return d.number(cut)


def _add_walk(
    layers: SqlLayers, learned: Trees, codes: Sequence[bool], identity: Sequence[str]
) -> None:
    trees, d = learned.trees, layers.dialect
    numbers = layers.last
    _add_tables(layers, trees)
    rows = ", ".join(f"f.{name}" for name in identity)
    own = ", ".join(f"w.{name}" for name in identity)
    same = " AND ".join(f"f.{name} = w.{name}" for name in identity)
    value = _chosen(trees, "n", [True] * len(codes))
    # A leaf has no node: -1 - its number.
    below = (
        f"CASE WHEN n.is_set = 1 THEN CASE WHEN s.code IS NOT NULL THEN n.lft ELSE n.rgt END"
        f" WHEN {value} IS NULL OR (n.zero_is_missing = 1 AND {value} BETWEEN"
        f" -{d.number(trees.near_zero)} AND {d.number(trees.near_zero)})"
        " THEN CASE WHEN n.missing_left = 1 THEN n.lft ELSE n.rgt END"
        f" WHEN {value} <= n.cut THEN n.lft ELSE n.rgt END"
    )
    code = _chosen(trees, "f", codes)
    sets = f"LEFT JOIN forebay_sets s ON s.node = n.node AND s.code = {code}"
    start = f"SELECT {rows}, r.part, r.root AS place FROM {numbers} f CROSS JOIN forebay_roots r"
    if d.is_recursive:
        layers.is_recursive = True
        # Snowflake's syntax has a list of columns there, and BigQuery's has none.
        columns = "" if d.name == "bigquery" else f"({', '.join([*identity, 'part', 'place'])})"
        layers.add_text(
            f"forebay_walk{columns} AS (\n  {start}\n  UNION ALL\n  SELECT {own}, w.part, {below}\n"
            f"  FROM forebay_walk w JOIN forebay_nodes n ON n.node = w.place"
            f" JOIN {numbers} f ON {same}\n  {sets}\n)",
            "forebay_walk",
        )
    else:
        _unroll(layers, start, own, below, f"JOIN {numbers} f ON {same}\n  {sets}", trees)
    base = d.number(learned.base_score)
    sums = ", ".join(
        f"{base} + sum(CASE WHEN w.part = {i} THEN l.value ELSE {d.number(0.0)} END) AS s{i}"
        for i in range(trees.n_outputs)
    )
    layers.add_text(
        f"forebay_added AS (\n  SELECT {own}, {sums}\n  FROM {layers.last} w"
        f" JOIN forebay_leaves l ON l.leaf = w.place\n  GROUP BY {own}\n)",
        "forebay_added",
    )
    kept = [*(f"f.{name}" for name in layers.carried)]
    named = ", ".join([*kept, *(f"w.s{i}" for i in range(trees.n_outputs))])
    layers.add_text(
        f"forebay_sums AS (\n  SELECT {named}\n  FROM {numbers} f"
        f" JOIN forebay_added w ON {same}\n)",
        "forebay_sums",
    )


def _unroll(
    layers: SqlLayers, start: str, own: str, below: str, joins: str, trees: PlainTrees
) -> None:
    """Walk as many levels as the deepest tree has, each a part of its own."""
    layers.add_text(f"forebay_walk_0 AS (\n  {start}\n)", "forebay_walk_0")
    for level in range(int(trees.depths().max(initial=0))):
        layers.add_text(
            f"forebay_walk_{level + 1} AS (\n  SELECT {own}, w.part,"
            f" CASE WHEN w.place < 0 THEN w.place ELSE {below} END AS place\n  FROM {layers.last} w"
            f" LEFT JOIN forebay_nodes n ON n.node = w.place {joins}\n)",
            f"forebay_walk_{level + 1}",
        )


def _chosen(trees: PlainTrees, letter: str, usable: Sequence[bool]) -> str:
    """Return the value of the feature that a node looks at, a float64."""
    used = sorted(set(trees.feature.tolist()))
    whens = [f"WHEN {i} THEN f.{letter}{i}" for i in used if usable[i]]
    return f"CASE n.feature {' '.join(whens)} END" if whens else "NULL"


def _add_tables(layers: SqlLayers, trees: PlainTrees) -> None:
    d = layers.dialect
    nodes = [
        [
            str(node), str(int(trees.feature[node])), d.number(float(trees.cut[node])),
            str(int(trees.missing_left[node])), str(int(trees.zero_is_missing[node])),
            str(int(trees.sets[node] is not None)), str(int(trees.left[node])),
            str(int(trees.right[node])),
        ]
        for node in range(len(trees.left))
    ]  # fmt: skip
    columns = (
        "node", "feature", "cut", "missing_left", "zero_is_missing", "is_set", "lft", "rgt",
    )  # fmt: skip
    layers.add_values("forebay_nodes", columns, nodes)
    roots = [
        [str(tree), str(tree % trees.n_outputs), str(int(root))]
        for tree, root in enumerate(trees.root)
    ]
    layers.add_values("forebay_roots", ("tree", "part", "root"), roots)
    leaves = [[str(~leaf), d.number(float(value))] for leaf, value in enumerate(trees.leaf)]
    layers.add_values("forebay_leaves", ("leaf", "value"), leaves)
    sets = [[str(node), str(code)] for node, codes in enumerate(trees.sets) for code in codes or ()]
    layers.add_values("forebay_sets", ("node", "code"), sets or [["-1", "-1"]])
