"""Rules for columns hold by lineage, whatever a column is called further down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.shop import SETTINGS, Shop, shop

from forebay.build.event import CheckFinished
from forebay.catalog.close_to_others import is_closed
from forebay.errors import ProjectError
from forebay.trust.load_project import load_project

if TYPE_CHECKING:
    from forebay.errors import Problem

__all__ = ["shop"]

MODEL = """
CREATE MODEL converts OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['bought'])
KEY (id) PREDICT AT NONE STANDARDS (roc_auc >= 0.6)
AS SELECT id, {item}, bought FROM clean_visits;
"""


def rules(shop: Shop, text: str) -> None:
    shop.write("forebay.toml", f"{SETTINGS}\n[columns]\n{text}\n")


def errors(shop: Shop) -> list[Problem]:
    try:
        load_project(shop.root)
    except ProjectError as error:
        return [p for p in error.problems if p.severity == "error"]
    return []


@pytest.mark.parametrize(
    "item",
    [
        "pages",
        "pages AS depth",
        "sqrt(pages) + 1 AS depth",
        "max(pages) OVER (PARTITION BY id) AS most",
    ],
)
def test_what_is_made_of_a_forbidden_column_is_no_feature(shop: Shop, item: str) -> None:
    rules(shop, 'never_features = ["visits.pages"]')
    shop.write("models/converts.sql", MODEL.format(item=item))
    (shop.root / "tables/scored.sql").unlink()

    (problem,) = [p for p in errors(shop) if p.name == "forbidden-feature"]

    assert 'is made of "visits.pages"' in problem.message
    assert problem.span is not None
    assert "pages" in problem.span.text


def test_a_forbidden_column_may_choose_rows_and_carry_a_role(shop: Shop) -> None:
    rules(shop, 'never_features = ["visits.pages", "visits.id"]')
    text = MODEL.format(item="channel").replace("clean_visits;", "clean_visits WHERE pages < 15;")
    shop.write("models/converts.sql", text)

    assert errors(shop) == []


def test_a_private_column_reaches_no_model_and_no_scored_table(shop: Shop) -> None:
    rules(shop, 'private = ["visits.id"]')

    found = errors(shop)

    assert {p.name for p in found} == {"private-column"}
    assert [p.message for p in found] == [
        'column "id" of model "converts" is made of "visits.id"',
        'column "id" of scored table "scored" is made of "visits.id"',
    ]


def test_a_private_column_may_stand_in_tables_that_ask_no_model(shop: Shop) -> None:
    rules(shop, 'private = ["visits.channel"]')
    shop.write("models/converts.sql", MODEL.format(item="pages"))

    assert errors(shop) == []


def test_a_column_that_no_source_has_is_an_error_with_the_nearest(shop: Shop) -> None:
    rules(shop, 'private = ["visits.chanel"]')

    (problem,) = errors(shop)

    assert problem.name == "bad-setting"
    assert problem.hint == 'did you mean "visits.channel"?'


def test_private_values_are_hidden_in_failing_rows_and_others_cannot_enter(shop: Shop) -> None:
    rules(shop, 'private = ["visits.pages"]')
    shop.write("models/converts.sql", MODEL.format(item="channel"))
    shop.root.joinpath(".forebay").mkdir(mode=0o755, exist_ok=True)

    shop.build()

    (failing,) = [
        e.result for e in shop.events
        if isinstance(e, CheckFinished) and e.result.label == "some_pages"
    ]  # fmt: skip
    shown = dict(zip(failing.columns, zip(*failing.sample, strict=True), strict=True))
    assert set(shown["pages"]) == {"(private)"}
    assert is_closed(shop.root)
    with shop.catalog() as catalog:
        kept = catalog.live("prod")["clean_visits"].details["checks"]
    assert "(private)" in str(kept)


def test_without_rules_nothing_is_closed(shop: Shop) -> None:
    shop.root.joinpath(".forebay").mkdir(mode=0o755)
    shop.build()

    assert not is_closed(shop.root)
