"""A candidate against the model that serves, on rows that neither of them was trained on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.shop import MODEL

if TYPE_CHECKING:
    from tests.shop import Shop

COMPARED = MODEL.replace("roc_auc >= {floor}", "roc_auc >= champion - 0.05")


def test_the_first_model_has_no_champion_and_the_comparison_is_void(shop: Shop) -> None:
    """SEMANTICS 26."""
    shop.write("models/converts.sql", COMPARED)

    ended = shop.build()

    verdict = shop.judged().verdict
    assert (ended.exit_code, verdict.champion) == (0, "no champion")
    assert [s.outcome for s in verdict.standards] == ["VOID"]


def test_a_redesigned_model_is_compared_with_the_champion_on_the_same_rows(shop: Shop) -> None:
    """SEMANTICS 27: scored from its own stored SELECT, joined by key."""
    shop.write("models/converts.sql", COMPARED)
    shop.build()
    shop.write("models/converts.sql", COMPARED.replace("pages, channel, bought", "pages, bought"))

    shop.build()

    verdict = shop.judged().verdict
    standard = verdict.standards[0]
    assert (verdict.champion, standard.outcome) == ("v1", "PASS")
    assert standard.champion_value is not None
    assert standard.champion_value > (standard.value or 1.0)
    assert shop.live()["converts"] == 2


def test_a_worse_model_is_refused_and_the_champion_stays(shop: Shop) -> None:
    shop.write("models/converts.sql", COMPARED)
    shop.build()
    shop.write(
        "models/converts.sql", COMPARED.replace("pages, channel, bought", "id % 7 AS pages, bought")
    )

    ended = shop.build()

    assert ended.exit_code == 4
    assert shop.judged().verdict.standards[0].outcome == "FAIL"
    assert shop.live()["converts"] == 1


def test_rows_that_the_champion_was_trained_on_are_left_out_of_the_comparison(shop: Shop) -> None:
    """SEMANTICS 27."""
    shop.write("models/converts.sql", COMPARED)
    shop.build()
    other_seed = COMPARED.replace("OPTIONS (", "OPTIONS (seed = 7, ")
    shop.write("models/converts.sql", other_seed)

    shop.build()

    verdict = shop.judged().verdict
    with shop.catalog() as catalog:
        version = catalog.versions.numbered("converts", 2)
    assert version is not None
    assert int(str(version.details["n_dropped"])) > 0
    assert verdict.standards[0].n_rows + int(str(version.details["n_dropped"])) == verdict.gate_rows


def test_another_label_is_a_new_target_that_only_a_person_can_promote(shop: Shop) -> None:
    """SEMANTICS 27."""
    shop.build()
    shop.write(
        "models/converts.sql",
        MODEL.format(floor=0.5)
        .replace("channel, bought", "channel, (pages > 9) AS bought")
        .replace("PREDICT", "ALLOW LEAKAGE (pages) BECAUSE 'another target is needed' PREDICT"),
    )

    ended = shop.build()

    assert shop.judged().verdict.champion == "new target"
    assert ended.exit_code == 4
    assert shop.live()["converts"] == 1


def test_a_champion_that_cannot_read_the_new_input_blocks_its_readers_without_an_error(
    shop: Shop,
) -> None:
    """SEMANTICS 1: BLOCKED, and the old version stays."""
    shop.build()
    table = shop.root / "tables/clean_visits.sql"
    renamed = table.read_text().replace("pages, channel", "pages AS clicks, channel")
    table.write_text(renamed.replace("EXPECT (pages > 0)", "EXPECT (clicks > 0)"))
    shop.write(
        "models/converts.sql", MODEL.format(floor=0.999).replace("id, pages,", "id, clicks,")
    )

    ended = shop.build()

    assert (ended.exit_code, ended.failed) == (4, 0)
    assert shop.outcomes()["scored"] == "skipped"
    assert shop.live()["scored"] == 1
    assert shop.judged().verdict.champion.startswith("not comparable: ")
