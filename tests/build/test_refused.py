"""What a refusal changes and what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.session import connect

if TYPE_CHECKING:
    from tests.shop import Shop


def test_an_unreachable_standard_refuses_without_training_and_the_champion_serves(
    shop: Shop,
) -> None:
    """SEMANTICS 1, 4 and 8."""
    shop.build()
    shop.standard(0.999)

    ended = shop.build()

    assert (ended.outcome, ended.exit_code, ended.trained) == ("refused", 4, 0)
    assert shop.judged().verdict.outcome == "FAIL"
    with connect(shop.root) as fb:
        answer = fb.sql("SELECT count(*) FROM ML.PREDICT(MODEL converts, TABLE clean_visits)")
        assert answer.fetchone() == (2980,)


def test_a_refusal_stands_and_is_told_again_without_training(shop: Shop) -> None:
    """SEMANTICS 4."""
    shop.standard(0.999)
    first = shop.build()

    second = shop.build()

    assert (second.exit_code, second.trained) == (4, 0)
    assert shop.judged().again
    assert shop.judged().first_run == first.run


def test_after_a_refused_retraining_new_rows_are_scored_with_the_champion(shop: Shop) -> None:
    """SEMANTICS 1."""
    shop.build()
    shop.standard(0.999)
    shop.visits(n=3500, seed=3)

    ended = shop.build()

    assert (ended.exit_code, ended.trained) == (4, 1)
    assert shop.outcomes()["scored"] == "built"
    assert shop.live()["converts"] == 1
    with connect(shop.root) as fb:
        assert fb.sql("SELECT count(*) FROM scored").fetchone() == (3480,)


def test_without_a_champion_a_refusal_blocks_what_reads_the_model(shop: Shop) -> None:
    """SEMANTICS 1."""
    shop.standard(0.999)

    shop.build()

    assert "scored" not in shop.live()
    assert "converts has no live version; v1 was refused" in shop_note(shop, "scored")


def test_too_few_gate_rows_are_not_proven_and_say_how_many_are_needed(shop: Shop) -> None:
    """SEMANTICS 25 and 26."""
    shop.visits(n=700)

    shop.build()

    standard = shop.judged().verdict.standards[0]
    assert standard.outcome == "NOT PROVEN"
    assert standard.rows_needed is not None
    assert standard.rows_needed > standard.n_rows


def test_promote_overrides_a_refusal_and_is_kept_in_the_ledger(shop: Shop) -> None:
    """SEMANTICS 28."""
    shop.standard(0.999)
    shop.build()

    with connect(shop.root) as fb:
        fb.promote("converts@1", "we need it for the launch")

    assert shop.live()["converts"] == 1
    with shop.catalog() as catalog:
        last = catalog.ledger.entries("converts")[-1]
    assert (last.event, last.reason) == ("promote", "we need it for the launch")


def shop_note(shop: Shop, node: str) -> str:
    """What the last build said of a node."""
    return next(
        e.note for e in shop.events if getattr(e, "node", "") == node and hasattr(e, "note")
    )


def test_another_confidence_judges_again_and_trains_nothing(shop: Shop) -> None:
    """SEMANTICS 8; reliability 3.2, 3: confidence = 0 is the point rule, printed as such."""
    shop.standard(0.5)
    shop.build("+converts")
    model = (shop.root / "models/converts.sql").read_text()
    value = shop.judged().verdict.standards[0].value
    assert value is not None

    # Just below the point, where no bound of 95 % is.
    model = model.replace("['bought'])", "['bought'], confidence = 0)")
    shop.write("models/converts.sql", model.replace("0.5)", f"{value - 0.001:.4f})"))
    ended = shop.build("+converts")

    verdict = shop.judged().verdict
    assert (ended.exit_code, ended.trained) == (0, 0)
    assert shop.outcomes()["converts"] == "judged"
    assert verdict.confidence == 0
    assert verdict.standards[0].note == "no confidence"
