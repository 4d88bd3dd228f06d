from __future__ import annotations

import pytest

from forebay.plan.reasons import column_changes, file_changes, size
from forebay.plan.state import SourceFile


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ([("a", "INTEGER")], [("a", "INTEGER")], ""),
        ([("a", "INTEGER")], [("A", "INTEGER"), ("b", "DATE")], "+1 column: b"),
        ([("a", "INTEGER"), ("b", "DATE")], [("b", "DATE")], "-1 column: a"),
        ([("a", "INTEGER")], [("a", "BIGINT")], "a INTEGER -> BIGINT"),
        ([("z", "DATE")], [(c, "DATE") for c in "abcde"], "+5 columns: a, b, c, ...; -1 column: z"),
        ([], [("a", "INTEGER")], ""),
    ],
)
def test_columns_that_came_or_went_are_named(old, new, said) -> None:
    assert column_changes(old, new) == said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({"d/a.csv": (1, "x")}, {"d/a.csv": (1, "x")}, ""),
        ({"d/a.csv": (1_000, "x")}, {"d/a.csv": (2_500_000, "y")}, " (a.csv 1.0 kB -> 2.5 MB)"),
        ({"d/a.csv": (5, "x")}, {"d/a.csv": (5, "y")}, " (a.csv has other content, 5 B)"),
        ({"a": (1, "x")}, {"b": (1, "x")}, " (b new, a gone)"),
        ({}, {"a": (1, "x")}, ""),
        (
            {"a": (1, "x")},
            dict.fromkeys("abcde", (1, "y")),
            " (a has other content, 1 B, b new, c new, 2 more files)",
        ),
    ],
)
def test_files_that_came_or_went_are_named(old, new, said) -> None:
    before, after = (
        [SourceFile(path, size, digest) for path, (size, digest) in files.items()]
        for files in (old, new)
    )

    assert file_changes(before, after) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 B"), (999, "999 B"), (1_000, "1.0 kB"), (12_100_000, "12.1 MB"), (3e9, "3.0 GB")],
)
def test_sizes_are_told_in_powers_of_a_thousand(number, said) -> None:
    assert size(number) == said
