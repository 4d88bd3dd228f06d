"""A model that begins with its live version, and can be built again all the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.shop import MODEL

from forebay.build.event import StepFinished
from forebay.session import connect

if TYPE_CHECKING:
    from tests.shop import Shop

WARM = MODEL.format(floor=0.6).replace(
    "'LOGISTIC_REG',",
    "'LOGISTIC_REG', warm_start = TRUE, ls_init_learn_rate = 1, max_iterations = 3,"
    " early_stop = FALSE,",
)


def document(shop: Shop, number: int) -> Any:
    path = shop.root / ".forebay" / "models" / "converts" / str(number) / "model.json"
    return json.loads(path.read_text())


def test_the_first_training_begins_anew_and_the_second_with_the_live_version(shop: Shop) -> None:
    shop.write("models/converts.sql", WARM)
    shop.build()
    first = document(shop, 1)
    shop.visits(n=3100)

    shop.build()

    second = document(shop, 2)
    runs = [row["training_run"] for row in second["model"]["training_info"]]
    assert (first["facts"]["warm_start"], runs) == (None, [0, 0, 0, 1, 1, 1])
    assert second["facts"]["warm_start"]["number"] == 1


def test_a_warm_start_is_built_again_from_the_same_version(shop: Shop) -> None:
    """SEMANTICS 11: `verify` begins with what the live version began with."""
    shop.write("models/converts.sql", WARM)
    shop.build()
    shop.visits(n=3100)
    shop.build()

    with connect(shop.root) as fb:
        found = {one.node: one.is_same for one in fb.verify()}

    assert found["converts"]


def test_a_version_that_was_begun_with_is_not_collected(shop: Shop) -> None:
    shop.write("models/converts.sql", WARM)
    shop.build()
    for n in (3100, 3200, 3300):
        shop.visits(n=n)
        shop.build()

    with shop.catalog() as catalog:
        version = catalog.versions.numbered("converts", 4)

    assert version is not None
    assert version.details["warm_start"] == 3


def test_another_column_is_an_error_that_says_what_differs(shop: Shop) -> None:
    shop.write("models/converts.sql", WARM)
    shop.build()
    (shop.root / "tables" / "scored.sql").unlink()
    shop.write("models/converts.sql", WARM.replace("id, pages,", "id, pages, id % 3 AS part,"))

    ended = shop.build(drop=True)

    (failed,) = (e for e in shop.events if isinstance(e, StepFinished) and e.problems)
    problem = failed.problems[0]
    assert (ended.exit_code, problem.name) == (3, "warm-start-mismatch")
    assert "part BIGINT" in problem.detail
    assert shop.live()["converts"] == 1
