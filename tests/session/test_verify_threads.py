"""No hash depends on the folder or on how many threads work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.shop import Shop, shop

from forebay.cli import main
from forebay.session import connect

if TYPE_CHECKING:
    import pytest

__all__ = ["shop"]

TREES = "model_type = 'BOOSTED_TREE_CLASSIFIER', max_iterations = 5"


def test_a_rebuild_elsewhere_with_three_threads_has_the_hashes_of_one(shop: Shop) -> None:
    path = shop.root / "models/converts.sql"
    path.write_text(path.read_text().replace("model_type = 'LOGISTIC_REG'", TREES))
    shop.build()  # the settings say one thread

    with connect(shop.root) as session:
        found = session.verify(threads=3)

    assert {one.node for one in found} >= {"clean_visits", "converts", "scored"}
    assert all(one.is_same for one in found), found


def test_no_thread_at_all_is_a_wrong_command(
    shop: Shop, capsys: pytest.CaptureFixture[str]
) -> None:
    shop.build()

    assert main(["-C", str(shop.root), "verify", "--threads", "0"]) == 2
    assert "--threads" in capsys.readouterr().err
