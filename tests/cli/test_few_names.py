"""A list of nodes stays readable however many there are."""

from __future__ import annotations

from forebay.cli.few_names import few_names


def test_thirty_one_names_are_all_written_and_thirty_two_are_not() -> None:
    names = [f"n{i}" for i in range(32)]

    assert few_names(names[:31]).split(", ") == names[:31]
    assert few_names(names).split(", ") == [*names[:30], "and 2 more"]
