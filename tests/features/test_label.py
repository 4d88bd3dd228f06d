from __future__ import annotations

import pytest

from forebay.engine.protocol import Column
from forebay.errors import EngineError, ProjectError
from forebay.features.label import read_label


def read(world, sql, kind, *, classifies=True, where="true"):
    world.workspace.define_view("frame", f"SELECT {sql} AS y FROM range(100) r(i)")
    return read_label(world.workspace, "frame", where, Column("y", kind), classifies=classifies)


def test_the_higher_value_is_the_positive_class(world):
    """SEMANTICS 19."""
    assert read(world, "i % 2 = 0", "BOOLEAN").classes == ("false", "true")
    assert read(world, "CAST(2 + 8 * (i % 2) AS INTEGER)", "INTEGER").classes == ("2", "10")
    assert read(world, "['b', 'a'][1 + i % 2]", "VARCHAR").classes == ("a", "b")


def test_more_classes_are_ordered_by_their_own_type(world):
    found = read(world, "CAST(i % 12 AS INTEGER)", "INTEGER")

    assert found.task == "multiclass"
    assert found.classes == tuple(str(k) for k in range(12))


def test_the_index_of_a_class_is_what_is_learned_and_null_for_an_unseen_one(world):
    found = read(world, "['b', 'a', 'zz'][1 + i % 3]", "VARCHAR", where="y <> 'zz'")

    rows = world.workspace.rows(f"SELECT DISTINCT y, {found.index_sql()} FROM frame ORDER BY y")

    assert rows == [("a", 0.0), ("b", 1.0), ("zz", None)]


def test_one_class_is_nothing_to_tell_apart(world):
    with pytest.raises(EngineError, match=r"\[one-class\].* only one value"):
        read(world, "TRUE", "BOOLEAN")


def test_too_many_classes_are_no_classes(world):
    with pytest.raises(EngineError, match=r"\[too-many-classes\].* more than 50"):
        read(world, "i", "BIGINT")


def test_a_regression_predicts_numbers_only(world):
    with pytest.raises(ProjectError, match=r"\[label-type\].* predicts a number"):
        read(world, "'a'", "VARCHAR", classifies=False)
