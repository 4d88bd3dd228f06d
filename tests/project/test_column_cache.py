import os
import time

import pytest

from forebay.engine import Column, Schema
from forebay.engine.source_spec import DeclaredColumn, SourceSpec
from forebay.project.column_cache import ColumnCache

FOUND = (Schema((Column("a", "BIGINT"), Column("b", "VARCHAR"))), ())
HOUR_AGO = time.time() - 3600


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,x\n")
    os.utime(path, (HOUR_AGO, HOUR_AGO))
    return path


@pytest.fixture
def cache(tmp_path):
    return ColumnCache(tmp_path)


def _spec(file, columns=None):
    return SourceSpec("t", "CSV", (file,), ("a.csv",), columns)


def _refuse():
    raise AssertionError("the file was read again")


def test_a_file_that_stays_as_it_is_is_looked_at_once(cache, file):
    cache.columns(_spec(file), lambda: FOUND)

    assert cache.columns(_spec(file), _refuse) == FOUND


def test_every_text_of_an_inferred_column_was_looked_at(cache, file):
    cache.columns(_spec(file), lambda: FOUND)

    assert cache.checked(_spec(file)) == {("a", "BIGINT"), ("b", "VARCHAR")}


def test_texts_of_a_column_with_a_declared_type_were_not_looked_at(cache, file):
    spec = _spec(file, (DeclaredColumn("A", "BIGINT"),))
    cache.columns(spec, lambda: FOUND)

    assert cache.checked(spec) == {("b", "VARCHAR")}


def test_a_file_that_was_written_since_was_not_looked_at(cache, file):
    cache.columns(_spec(file), lambda: FOUND)
    os.utime(file, (HOUR_AGO + 1, HOUR_AGO + 1))

    assert not cache.checked(_spec(file))


def test_a_file_as_new_as_the_look_at_it_may_have_been_written_again(cache, file):
    """SEMANTICS 13: a time within two seconds proves nothing."""
    os.utime(file)
    cache.columns(_spec(file), lambda: FOUND)

    assert not cache.checked(_spec(file))


def test_a_file_that_is_gone_was_not_looked_at(cache, file):
    cache.columns(_spec(file), lambda: FOUND)
    spec = _spec(file)
    file.unlink()

    assert not cache.checked(spec)
