"""Folder names (SEMANTICS 5)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from forebay.catalog.layout import folder_name, live_file, table_folder


@settings(max_examples=200, deadline=None, derandomize=True)
@given(name=st.text(min_size=1, max_size=40))
@example(name="..")
@example(name="a/../../b")
@example(name="con\x00")
@example(name="é" * 4000)
def test_a_folder_name_is_one_plain_part_of_a_path(name):
    encoded = folder_name(name)

    assert encoded.isascii()
    assert 0 < len(encoded) <= 180
    assert encoded not in {".", ".."}
    assert not set(encoded) & set('/\\\0 :*?"<>|')


@settings(max_examples=200, deadline=None, derandomize=True)
@given(a=st.text(min_size=1, max_size=6), b=st.text(min_size=1, max_size=6))
def test_two_names_share_a_folder_only_if_they_are_one_name(a, b):
    assert (folder_name(a) == folder_name(b)) == (a.casefold() == b.casefold())


def test_long_names_stay_apart():
    names = {folder_name("a" * length) for length in range(170, 400)}

    assert len(names) == 230


@pytest.mark.parametrize(("env", "other"), [("dev", "Dev"), ("a/b", "a%2Fb")])
def test_two_environments_never_share_a_file(env, other):
    assert live_file(Path("/p"), env) != live_file(Path("/p"), other)


def test_tables_lie_where_the_design_says():
    assert table_folder(Path("/p"), "Shop.Orders") == Path("/p/.forebay/tables/shop.orders/data")
