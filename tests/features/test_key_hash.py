from __future__ import annotations

import hashlib

from forebay.engine.protocol import Column
from forebay.features.key_hash import key_hash


def test_the_hash_of_a_key_is_the_end_of_the_md5_of_its_text(world):
    """Python's own MD5 is the truth: the hash must be the same in every version of an engine."""
    columns = [Column("id", "BIGINT"), Column("name", "VARCHAR")]
    rows = "(VALUES (7::BIGINT, 'Åse'), (-1, NULL)) t(id, name)"

    found = world.workspace.rows(f"SELECT {key_hash(columns, 'salt')} FROM {rows}")

    texts = ["salt|7|4:Åse", "salt|-1|~"]
    digests = [hashlib.md5(text.encode(), usedforsecurity=False).digest() for text in texts]
    assert [row[0] for row in found] == [int.from_bytes(d[8:], "little") for d in digests]
