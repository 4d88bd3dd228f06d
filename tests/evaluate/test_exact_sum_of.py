"""Numbers that add up to the label are found, and no others."""

from __future__ import annotations

import numpy as np
import pytest

from forebay.evaluate.exact_sum_of import exact_sum_of


@pytest.fixture
def workspace(workspaces):
    return workspaces(2)[0]


@pytest.fixture
def asked(workspace):
    def answer(y: str, *, rows: int = 400) -> tuple[str, ...]:
        query = (
            "SELECT a, b, c, d, b > 0 AS flag, 7 AS same FROM (SELECT"
            + ", ".join(
                f" sqrt(-2 * ln((hash(i, {k}) % 99991 + 1) / 100000.0))"
                f" * cos(2 * pi() * (hash(i, {k}, 1) % 99991) / 99991) AS {name}"
                for k, name in enumerate("abcd")
            )
            + f" FROM range({rows}) AS r(i))"
        )
        relation = f"(SELECT *, {y} AS y FROM ({query}))"
        return exact_sum_of(workspace, relation, ["a", "b", "c", "flag", "same"], "y")

    return answer


@pytest.mark.parametrize(
    ("y", "parts"),
    [
        ("3 * a + b", ("a", "b")),
        ("a - 2 * c + 5", ("a", "c")),
        ("round(a + b, 2)", ("a", "b")),
        ("a + 2 * CAST(flag AS INTEGER)", ("a", "flag")),
        # Two rows of 400 have an error of their own.
        ("a + b + CASE WHEN c > 2.6 THEN 4 ELSE 0 END", ("a", "b")),
    ],
)
def test_the_fewest_columns_that_add_up_are_named(asked, y, parts):
    assert asked(y) == parts


@pytest.mark.parametrize("y", ["a + b + 0.02 * d", "a * b", "d", "7", "NULL::DOUBLE"])
def test_what_is_only_near_to_a_sum_is_none(asked, y):
    assert asked(y) == ()


def test_few_rows_are_met_by_any_sum(asked):
    assert asked("a + b", rows=30) == ()


def test_the_share_is_that_of_least_squares(workspace):
    """Near the limit numpy's own fit agrees: 0.0071 ** 2 is half of one in ten thousand."""
    random = np.random.default_rng(5)
    a, e = random.standard_normal((2, 5000))
    for size, wanted in ((0.0065, ("a", "b")), (0.0078, ())):
        b = random.standard_normal(5000)
        y = (a + b) / np.sqrt(2) + size * e
        design = np.column_stack([a, b, np.ones(5000)])
        rest = y - design @ np.linalg.lstsq(design, y, rcond=None)[0]
        assert (1 - rest.var() / y.var() >= 0.999_95) == bool(wanted)
        values = ", ".join(
            f"({p!r}, {q!r}, {r!r})"
            for p, q, r in zip(a.tolist(), b.tolist(), y.tolist(), strict=True)
        )
        relation = f"(VALUES {values}) AS t(a, b, y)"
        assert exact_sum_of(workspace, f"(SELECT * FROM {relation})", ["a", "b"], "y") == wanted
