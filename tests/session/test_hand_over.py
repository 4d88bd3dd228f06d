"""What cannot come in or go out is an error that says what can."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from forebay.errors import ProjectError
from forebay.session import connect


@pytest.fixture
def session():
    with connect() as session:
        yield session


def test_what_is_no_table_cannot_be_registered(session):
    with pytest.raises(ProjectError) as raised:
        session.register("numbers", 5)

    assert raised.value.problems[0].name == "not-registrable"


def test_a_frame_needs_its_library_and_says_so(session, monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    result = session.sql("SELECT 1 AS x")

    with pytest.raises(ProjectError) as raised:
        result.pl()

    assert raised.value.problems[0].name == "library-missing"
    assert result.fetchall() == [(1,)]


def test_rows_cannot_be_written_into_a_folder_that_is_not_there(session, tmp_path):
    session.register("points", {"x": np.arange(3)})

    with pytest.raises(ProjectError) as raised:
        session.sql("SELECT * FROM points").write(tmp_path / "missing" / "x.csv", "csv")

    assert raised.value.problems[0].name == "file-not-written"
