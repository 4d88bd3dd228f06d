"""Judgements on the same gate rows are counted, and prove less each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.build.event import Noticed
from forebay.catalog import Judgement
from forebay.catalog.looks import GateSet, next_look

if TYPE_CHECKING:
    from tests.shop import Shop


def looks(shop: Shop) -> list[str]:
    with shop.catalog() as catalog:
        return [e.reason for e in catalog.ledger.entries("converts") if e.event == "look"]


def test_another_standard_is_another_look_and_a_third_of_new_rows_begins_again(shop: Shop) -> None:
    shop.build()
    shop.standard(0.61)
    shop.build()
    again = shop.judged().verdict
    shop.visits(n=4500)
    shop.build()

    assert [text.split(" at")[0] for text in looks(shop)] == ["look 1", "look 2", "look 1"]
    assert (again.look, again.confidence) == (2, 0.95)
    assert shop.judged().verdict.look == 1


def test_a_build_with_nothing_to_do_looks_at_nothing(shop: Shop) -> None:
    shop.standard(0.999)
    shop.build()
    shop.build()

    assert len(looks(shop)) == 1


def test_the_fiftieth_look_promotes_nothing_and_warns_before(shop: Shop) -> None:
    shop.build()
    with shop.catalog() as catalog:
        version = catalog.versions.numbered("converts", 1)
        assert version is not None
        (first,) = [e for e in catalog.ledger.entries("converts") if e.event == "look"]
        keys = first.details["keys"]
        assert isinstance(keys, list)
        rows = GateSet(int(str(first.details["rows"])), tuple(int(k, 16) for k in keys))
        for _ in range(48):
            look = next_look(catalog.ledger.entries("converts"), rows)
            judgement = Judgement(version.id, f"j{look.number}", "PASS", "prod", 1, look=look)
            catalog.record_verdict(judgement)
    shop.standard(0.61)

    ended = shop.build()

    verdict = shop.judged().verdict
    assert (ended.exit_code, verdict.outcome, verdict.look) == (4, "NOT PROVEN", 50)
    assert [s.text for s in verdict.standards if s.outcome == "NOT PROVEN"] == ["holdout"]
    told = [e.problem.name for e in shop.events if isinstance(e, Noticed)]
    assert "gate-rows-worn" in told
