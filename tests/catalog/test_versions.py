"""Versions are manifests that are found again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forebay.catalog import Catalog, DataFile, Version
from forebay.catalog.manifest import from_manifest, to_manifest
from forebay.errors import EngineError


def test_a_version_comes_back_as_it_was_recorded(make, catalog, root):
    """SEMANTICS 15: a version is a manifest: files with size, hash and rows."""
    rejected = make.file("orders__rejected")
    added = make.add(
        "shop.Orders",
        rejected=(rejected,),
        rejected_columns=(("a", "INTEGER"), ("constraints_broken", "VARCHAR[]")),
        inputs={"raw": 7},
        seconds=1.5,
        details={"view": "SELECT 'é'", "deep": [{"x": None}]},
    )
    catalog.close()

    with Catalog(root) as again:
        found = again.versions.of("SHOP.orders")

    assert found == (added,)
    assert (added.id, added.number, added.state, added.label) == (1, 1, "built", "shop.Orders@1")


def test_numbers_count_for_each_node_and_are_never_used_twice(make, catalog):
    numbers = [make.add(node).number for node in ("a", "b", "A", "a")]

    assert numbers == [1, 1, 2, 3]
    assert catalog.versions.next_number("a") == 4


@pytest.mark.parametrize("state", ["built", "live", "superseded"])
def test_a_finished_node_is_found_again_by_its_fingerprint(make, catalog, state):
    """DESIGN 3: the next build repeats no finished node."""
    version = make.add("t", "f1")
    if state != "built":
        make.publish(version)
    if state == "superseded":
        make.publish(make.add("t", "f2"))

    found = catalog.versions.find("T", "f1")

    assert found == replace(version, state=state)
    assert catalog.versions.find("t", "f9") is None


def test_a_version_whose_file_is_gone_or_short_is_not_used_again(make, catalog, root):
    version = make.add("t", "f1")

    (root / ".forebay" / version.files[0].path).write_text("x")

    assert catalog.versions.find("t", "f1") is None


def test_a_version_cannot_be_recorded_before_its_files_are_there(make):
    missing = DataFile("tables/t/data/none.parquet", 4, "0" * 64, 1)

    with pytest.raises(EngineError) as caught:
        make.add("t", files=(missing,))

    assert caught.value.problems[0].name == "damaged-file"


def test_a_path_out_of_the_data_folder_is_refused(make):
    outside = DataFile("../../etc/passwd", 4, "0" * 64, 1)

    with pytest.raises(EngineError, match="leads out of the data folder"):
        make.add("t", files=(outside,))


TEXT = st.text(max_size=8)
FILES = st.lists(st.builds(DataFile, TEXT, st.integers(0, 9), TEXT, st.integers(0, 9)), max_size=2)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    node=st.text(min_size=1, max_size=8),
    files=FILES.map(tuple),
    columns=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    details=st.dictionaries(TEXT, st.one_of(st.none(), st.floats(allow_nan=False), TEXT)),
)
def test_a_manifest_loses_nothing(node, files, columns, details):
    version = Version(1, node, "model", 3, "f", files=files, columns=columns, details=details)

    assert from_manifest(to_manifest(version)) == version
