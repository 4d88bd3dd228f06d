"""Relations in a workspace, models parsed from text, and their features fitted."""

from __future__ import annotations

from itertools import combinations

import pytest

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.errors import Source
from forebay.features import fit, frame_query, plan_split, resolve_roles
from forebay.features.part import PARTS
from forebay.sql.parse import parse

ENGINE = DuckDBEngine()


class World:
    """A workspace with a source relation, and models over it."""

    def __init__(self, workspace):
        self.workspace = workspace

    def source(self, text):
        self.workspace.define_view("source", text)

    def roles(self, clauses, query="SELECT * FROM source", **rest):
        self.statement = parse(Source("models/m.sql", f"CREATE MODEL m {clauses} AS {query}"))[0]
        return resolve_roles(self.statement, self.workspace.describe(query), **rest)

    def frame(self, clauses, query="SELECT * FROM source"):
        roles = self.roles(clauses, query)
        self.workspace.define_view("frame", frame_query(roles, f"({query})"))
        return roles

    def split(self, clauses, **rest):
        made = plan_split(self.workspace, "frame", self.frame(clauses), **rest)
        self.require_conditions(made)
        return made

    def require_conditions(self, split):
        """Of each split that a test makes, its conditions hold just where its parts are named."""
        wanted = [(part,) for part in PARTS] + list(combinations(PARTS, 2)) + [PARTS]
        wrong = ", ".join(
            f"count(*) FILTER (WHERE {split.where(*parts)} IS DISTINCT FROM"
            f" (({split.part_sql}) IN ({', '.join(repr(part) for part in parts)})))"
            for parts in wanted
        )
        found = self.workspace.rows(f"SELECT {wrong} FROM frame")[0]
        assert not any(found), [parts for parts, n in zip(wanted, found, strict=True) if n]

    def fit(self, clauses, encoding="linear", where="true"):
        roles = self.frame(clauses)
        transform = self.statement.transform
        return fit(self.workspace, "frame", where, roles, transform=transform, encoding=encoding)

    def parts(self, split, columns="id"):
        rows = self.workspace.rows(f"SELECT {columns}, {split.part_sql} FROM frame")
        return {row[0] if len(row) == 2 else row[:-1]: row[-1] for row in rows}

    def matrix(self, features, order="__key"):
        text = features.matrix_query('"frame"', carried=[(order, "o")])
        return [row[:-1] for row in self.workspace.rows(f"{text} ORDER BY o")]


@pytest.fixture
def open_world(tmp_path):
    opened = []

    def open_one(threads=2):
        workspace = ENGINE.workspace(
            threads=threads,
            memory_limit="512MB",
            readable=[tmp_path],
            scratch=tmp_path / f"scratch{len(opened)}",
        )
        opened.append(workspace)
        return World(workspace)

    yield open_one
    for workspace in opened:
        workspace.close()


@pytest.fixture
def world(open_world):
    return open_world()
