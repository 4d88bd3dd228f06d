"""Random rows and constraints against a naive judge written in Python."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forebay.checks import apply
from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.errors import Source
from forebay.sql import parse

SMALL = st.one_of(st.none(), st.integers(-2, 3))
ROWS = st.lists(st.tuples(SMALL, SMALL, SMALL), max_size=12)
RULES = st.lists(
    st.sampled_from(
        [
            ("a NOT NULL", "not_null"),
            ("CHECK (b > 0)", "check"),
            ("EXPECT (b > 0)", "expect"),
            ("FOREIGN KEY (a) REFERENCES parent (k)", "references"),
            ("PRIMARY KEY (a)", "primary_key"),
            ("UNIQUE (a, b)", "unique"),
        ]
    ),
    min_size=1,
    max_size=4,
    unique=True,
)
ACTIONS = st.sampled_from(["", "ON VIOLATION WARN", "drop"])
LIMITS = st.sampled_from(["LIMIT 100 PERCENT", "LIMIT 2 ROWS", "LIMIT 30 PERCENT", ""])
PARENT = (0, 1, 2)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("checks")
    workspace = DuckDBEngine().workspace(
        threads=1, memory_limit=None, readable=[folder], scratch=folder / "scratch"
    )
    workspace.define_view("parent", "SELECT * FROM (VALUES (0), (1), (2), (NULL)) AS t(k)")
    yield workspace
    workspace.close()


def rank(row, by):
    texts = [(value is None, str(value)) for value in row]
    return (row[by] is None, row[by] or 0, texts)


def breaking(rows, kind, keeps):
    """Return the positions of the rows that break a rule, the plain way."""
    keys = {"primary_key": (0,), "unique": (0, 1)}.get(kind)
    if keys is not None:
        with_null = {i for i, row in enumerate(rows) if any(row[k] is None for k in keys)}
        groups = {}
        for i, row in enumerate(rows):
            if i not in with_null:
                groups.setdefault(tuple(row[k] for k in keys), []).append(i)
        broken = set(with_null) if kind == "primary_key" else set()
        for group in groups.values():
            if len(group) > 1:
                best = min(group, key=lambda i: rank(rows[i], 2))
                broken |= set(group) - ({best} if keeps else set())
        return broken
    tests = {
        "not_null": lambda r: r[0] is None,
        "check": lambda r: r[1] is not None and r[1] <= 0,
        "expect": lambda r: r[1] is None or r[1] <= 0,
        "references": lambda r: r[0] is not None and r[0] not in PARENT,
    }
    return {i for i, row in enumerate(rows) if tests[kind](row)}


def judged(failing, n_rows, action, limit):
    if not failing:
        return "ok"
    if action == "":
        return "failed"
    default = "LIMIT 1 PERCENT" if action == "drop" else ""
    _, *amount = (limit or default or "LIMIT 100 PERCENT").split()
    allowed = float(amount[0]) if amount[1] == "ROWS" else float(amount[0]) * n_rows / 100
    if failing > allowed + 1e-9:
        return "failed"
    return "warn" if "WARN" in action else "dropped"


@settings(max_examples=120, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(rows=ROWS, rules=RULES, data=st.data())
def test_rows_in_are_rows_out_plus_rows_rejected(workspace, rows, rules, data):
    """SEMANTICS 35: rows(SELECT) = rows(t) + rows(t__rejected), and each count is the naive one."""
    texts, chosen = [], []
    for text, kind in rules:
        action, limit = data.draw(ACTIONS), data.draw(LIMITS)
        is_key = kind in {"primary_key", "unique"}
        clause = f"{action} {limit}" if "WARN" in action else action
        if action == "drop":
            clause = f"ON VIOLATION {'KEEP FIRST BY c' if is_key else 'DROP ROW'} {limit}"
        texts.append(f"{text} {clause}")
        chosen.append((kind, action, limit))
    sql = f"CREATE TABLE t (*, {', '.join(texts)}) AS SELECT 1 AS x"
    columns = parse(Source("t.sql", sql))[0].columns
    values = ", ".join(str(row).replace("None", "NULL") for row in rows)
    query = (
        f"SELECT CAST(a AS INTEGER) AS a, CAST(b AS INTEGER) AS b, CAST(c AS INTEGER) AS c"
        f" FROM (VALUES {values or '(1, 1, 1)'}) AS t(a, b, c) WHERE {'true' if rows else 'false'}"
    )
    workspace.define_view("staged", query)

    checked = apply(workspace, "t", "staged", workspace.describe(query), columns)

    broken = [breaking(rows, kind, action == "drop") for kind, action, _ in chosen]
    verdicts = [
        judged(len(found), len(rows), action, limit)
        for found, (_, action, limit) in zip(broken, chosen, strict=True)
    ]
    assert [result.failing for result in checked.results] == [len(found) for found in broken]
    assert [result.verdict for result in checked.results] == verdicts
    dropped = set().union(
        *(found for found, (_, action, _) in zip(broken, chosen, strict=True) if action == "drop")
    )
    counts = checked.reconciliation
    assert (counts.rows_in, counts.rows_dropped) == (len(rows), len(dropped))
    assert counts.rows_in == counts.rows_out + counts.rows_dropped
    if "failed" in verdicts:
        failed = set().union(*(f for f, v in zip(broken, verdicts, strict=True) if v == "failed"))
        assert Counter(r[:3] for r in workspace.rows(checked.failed)) == Counter(
            rows[i] for i in failed
        )
    else:
        accepted = workspace.rows(checked.accepted or "SELECT * FROM staged")
        rejected = workspace.rows(checked.rejected) if checked.rejected else []
        assert Counter(accepted) == Counter(r for i, r in enumerate(rows) if i not in dropped)
        assert Counter(r[:3] for r in rejected) == Counter(rows[i] for i in dropped)
        assert Counter(accepted) + Counter(r[:3] for r in rejected) == Counter(rows)
