"""Numbers whose product is the label are found, and no others."""

from __future__ import annotations

import pytest

from forebay.evaluate.exact_product_of import exact_product_of


@pytest.fixture
def asked(workspaces):
    workspace = workspaces(2)[0]

    def answer(y: str, *, rows: int = 400) -> tuple[str, ...]:
        columns = ", ".join(
            f"0.5 + (hash(i, {k}) % 9973) / 1000.0 AS {name}" for k, name in enumerate("abcd")
        )
        made = f"SELECT {columns} FROM range({rows}) AS r(i)"
        relation = f"(SELECT *, b - 5 AS around, {y} AS y FROM ({made}))"
        return exact_product_of(workspace, relation, ["a", "b", "c", "around"], "y")

    return answer


@pytest.mark.parametrize(
    ("y", "parts"),
    [
        ("a * b", ("a", "b")),
        ("100 * a / c", ("a", "c")),
        ("a / (b * b)", ("a", "b")),
        ("round(a * b * c, 3)", ("a", "b", "c")),
    ],
)
def test_the_fewest_columns_that_multiply_are_named(asked, y, parts):
    assert asked(y) == parts


@pytest.mark.parametrize("y", ["a * b + 0.3 * d", "a * b * d", "d", "a * around", "NULL::DOUBLE"])
def test_what_is_no_product_is_none(asked, y):
    assert asked(y) == ()


def test_few_rows_are_met_by_any_product(asked):
    assert asked("a * b", rows=30) == ()
