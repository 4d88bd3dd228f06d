"""A model is looked at for leaks while it is trained, and refused all the same."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from tests.trust.orders import SETTINGS, Orders, orders

from forebay.build import BuildRequest, run
from forebay.build.event import Progress
from forebay.catalog import Catalog

if TYPE_CHECKING:
    from forebay.build import Event

__all__ = ["orders"]


def with_threads(project: Orders, threads: int) -> None:
    project.write("forebay.toml", SETTINGS.replace("threads = 1", f"threads = {threads}"))


@pytest.mark.parametrize("threads", [1, 2])
def test_a_leak_stops_the_model_though_it_was_trained_meanwhile(
    orders: Orders, threads: int
) -> None:
    with_threads(orders, threads)
    orders.model("refund")
    ended = orders.build()
    (leak,) = orders.leaks()
    assert '"refund" of "comes_back"' in leak.message
    assert (ended.exit_code, ended.outcome, ended.trained) == (1, "failed", 0)
    with Catalog(orders.root) as catalog:
        assert not catalog.versions.of("comes_back")


def test_with_one_thread_a_leak_is_found_before_anything_is_trained(orders: Orders) -> None:
    orders.model("refund")
    orders.build()
    stages = [event.stage for event in orders.events if isinstance(event, Progress)]
    assert "replay" in stages
    assert "train" not in stages


@pytest.mark.parametrize("threads", [1, 2])
def test_a_leak_is_told_rather_than_what_else_is_wrong_with_the_rows(
    orders: Orders, threads: int
) -> None:
    with_threads(orders, threads)
    orders.model(query="SELECT id, made_at, amount, refund, true AS is_returned FROM orders")
    assert orders.build().exit_code == 1
    assert len(orders.leaks()) == 1


def test_the_model_does_not_depend_on_what_is_done_beside_it(orders: Orders) -> None:
    """SEMANTICS 11: its hash is the same with one thread and with two."""
    orders.model("amount % 7 AS digit")
    found = []
    for threads in (1, 2):
        with_threads(orders, threads)
        orders.build()
        ended = run(orders.root, BuildRequest(force=("comes_back",)), lambda _: None)
        assert ended.outcome == "done"
        with Catalog(orders.root) as catalog:
            found.append(catalog.live("prod")["comes_back"].content_id)
    assert found[0] == found[1]


def test_an_interrupted_training_ends_what_is_done_beside_it(orders: Orders) -> None:
    with_threads(orders, 2)
    orders.model()
    orders.build("orders")

    def interrupt(event: Event) -> None:
        if isinstance(event, Progress) and event.stage == "fit":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(orders.root, BuildRequest(), interrupt)
    assert not [t for t in threading.enumerate() if t.name.startswith("examine")]
    assert run(orders.root, BuildRequest(), lambda _: None).trained == 1
