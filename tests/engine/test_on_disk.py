import hashlib

import pytest

from forebay.engine.on_disk import OnDisk
from forebay.errors import EngineError


def test_size_and_hash_are_those_of_the_bytes(tmp_path):
    file = tmp_path / "a.parquet"
    file.write_bytes(b"rows" * 1000)

    assert OnDisk(file).result() == (4000, hashlib.sha256(b"rows" * 1000).hexdigest())


def test_a_file_that_was_begun_may_be_moved_once_its_hash_is_known(tmp_path):
    file = tmp_path / "a.parquet"
    file.write_bytes(b"rows")
    on_disk = OnDisk(file)
    on_disk.begin()
    found = on_disk.result()
    file.rename(tmp_path / "b.parquet")

    assert on_disk.result() == found


def test_a_file_that_is_gone_is_told_where_it_is_asked_for(tmp_path):
    on_disk = OnDisk(tmp_path / "gone.parquet")
    on_disk.begin()

    with pytest.raises(EngineError) as raised:
        on_disk.result()

    assert raised.value.problems[0].name == "unreadable-file"
