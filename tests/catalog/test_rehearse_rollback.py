"""A rehearsed rollback is all of a rollback, and then nothing of it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from tests.shop import shop

from forebay.catalog import layout
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from tests.shop import Shop

__all__ = ["shop"]


def test_it_says_what_would_move_and_leaves_everything_as_it_was(shop: Shop) -> None:
    shop.build()
    shop.visits(seed=5)
    shop.build()
    live = layout.live_file(shop.root, "prod")
    before = hashlib.sha256(live.read_bytes()).hexdigest()
    with shop.catalog() as catalog:
        ledger = catalog.ledger.entries()
        moved = catalog.rehearse_rollback("prod", "clean_visits")

        assert {(m.withdrawn.label, m.target.label if m.target else "") for m in moved} >= {
            ("clean_visits@2", "clean_visits@1"),
            ("converts@2", "converts@1"),
        }
        assert catalog.ledger.entries() == ledger
        assert catalog.pins("prod") == ()
        assert catalog.live("prod")["converts"].number == 2
        real = catalog.rollback("prod", "clean_visits", "it is time")
    assert {m.withdrawn.label for m in real} == {m.withdrawn.label for m in moved}
    assert hashlib.sha256(live.read_bytes()).hexdigest() != before


def test_where_nothing_was_live_before_it_says_so(shop: Shop) -> None:
    shop.build()

    with shop.catalog() as catalog, pytest.raises(ProjectError) as raised:
        catalog.rehearse_rollback("prod", "converts")

    assert raised.value.problems[0].name == "no-rollback-target"
