"""Arrays that a person hands over, as columns of a table."""

from __future__ import annotations

from datetime import date, datetime

import duckdb
import numpy as np
import pytest

from forebay.engine.register import write_data
from forebay.errors import ProjectError


def read(tmp_path, **columns):
    write_data(columns, tmp_path / "given.parquet")
    with duckdb.connect() as connection:
        found = connection.execute(f"FROM '{tmp_path / 'given.parquet'}'")
        types = [str(column[1]) for column in found.description]
        return types, found.fetchall()


def test_days_and_instants_are_dates_and_timestamps_and_not_a_time_is_null(tmp_path):
    types, rows = read(
        tmp_path,
        day=np.array(["2024-01-01", "NaT", "1969-12-31"], dtype="datetime64[D]"),
        time=np.array(["2024-01-01T10:11:12.5", "NaT", "1969-12-31T23:59"], dtype="datetime64[ns]"),
    )

    assert types == ["DATE", "TIMESTAMP"]
    assert rows == [
        (date(2024, 1, 1), datetime(2024, 1, 1, 10, 11, 12, 500_000)),  # noqa: DTZ001
        (None, None),
        (date(1969, 12, 31), datetime(1969, 12, 31, 23, 59)),  # noqa: DTZ001
    ]


def test_numbers_of_any_width_and_byte_order_keep_their_values(tmp_path):
    _, rows = read(
        tmp_path,
        half=np.array([0.5, 2], np.float16),
        big=np.array([1, -2], ">i4"),
        small=np.array([1, 255], np.uint8),
    )

    assert rows == [(0.5, 1, 1), (2.0, -2, 255)]


def test_a_column_that_cannot_be_taken_is_named(tmp_path):
    with pytest.raises(ProjectError, match='column "x" of NumPy type complex128') as caught:
        write_data({"x": np.array([1j])}, tmp_path / "given.parquet")

    assert caught.value.problems[0].name == "not-registrable"
