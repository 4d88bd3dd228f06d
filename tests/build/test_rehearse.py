"""Every build that replaces a model takes it back once, and nobody sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.build import BuildRequest, run
from forebay.build.event import Judged, Noticed
from forebay.catalog import layout

if TYPE_CHECKING:
    from tests.shop import Shop

    from forebay.build import Event


def rehearsed(shop: Shop) -> Any:
    with shop.catalog() as catalog:
        return catalog.runs.all()[-1].summary.get("rehearsed")


def test_a_model_that_replaces_another_is_taken_back_to_it_and_it_answers(shop: Shop) -> None:
    shop.build()
    first = rehearsed(shop)
    shop.build(force=("converts",))

    assert first == []
    assert rehearsed(shop) == [{"node": "converts", "to": 1, "rows": 100, "problems": ""}]
    assert shop.live()["converts"] == 2
    with shop.catalog() as catalog:
        assert not [e for e in catalog.ledger.entries() if e.event == "rollback"]
        assert catalog.pins("prod") == ()


def test_a_version_that_is_damaged_is_no_way_back_and_that_is_told(shop: Shop) -> None:
    shop.build()
    file = layout.model_folder(shop.root, "converts", 1) / "golden.parquet"
    told: list[str] = []

    def damage(event: Event) -> None:
        if isinstance(event, Judged):  # the live version was asked for its scores already
            file.chmod(0o644)
            file.write_bytes(file.read_bytes()[:-1] + b"x")
        if isinstance(event, Noticed):
            told.append(event.problem.name)

    run(shop.root, BuildRequest(force=("converts",)), damage)

    assert "no-way-back" in told
    assert rehearsed(shop)[0]["problems"]
    assert shop.live()["converts"] == 2
