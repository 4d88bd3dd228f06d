"""What lies in the folder of a model version."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import duckdb
import pytest

from forebay.build import model_files
from forebay.build.gate_rows import gate_schema
from forebay.build.open_workspace import schema_of
from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.query.live_model import load_live_model

if TYPE_CHECKING:
    from tests.shop import Shop

TYPED = """
CREATE MODEL typed
OPTIONS (model_type = 'BOOSTED_TREE_CLASSIFIER', input_label_cols = ['channel'])
KEY (id) PREDICT AT NONE CARRY (code, told, second, large)
AS SELECT id, pages, bought, channel, md5(CAST(id AS VARCHAR))::UUID AS code,
  '[1]'::JSON AS told, "at"::TIMESTAMP_S AS second, id::HUGEINT AS large
FROM clean_visits;
"""


def test_gate_rows_keep_their_types_and_one_score_for_each_class(shop: Shop) -> None:
    shop.write("models/typed.sql", TYPED)
    shop.build()
    with shop.catalog() as catalog:
        version = catalog.versions.numbered("typed", 1)
    assert version is not None
    model = load_live_model(shop.root, version)
    assert model.gate is not None

    with DuckDBEngine().workspace(
        threads=1, memory_limit=None, readable=[shop.root], scratch=shop.root / "scratch"
    ) as workspace:
        schema = gate_schema(model, schema_of(version.columns))
        workspace.attach("gate", [model.gate], schema)
        found = workspace.describe("SELECT * FROM gate")
        ((n_rows, sums_to_one, code_is_its_own),) = workspace.rows(
            "SELECT count(*), bool_and(abs(list_sum(__score) - 1) < 1e-12 AND len(__score) = 3),"
            " bool_and(code = CAST(md5(CAST(id AS VARCHAR)) AS UUID)) FROM gate"
        )

    assert found == schema
    assert (n_rows, sums_to_one, code_is_its_own) == (model.facts["split"]["counts"]["gate"],) + (
        True,
    ) * 2


@pytest.mark.parametrize(("wanted", "share"), [(500, 0.21), (50_000, 1.0)])
def test_the_profile_is_of_a_sample_of_what_training_saw(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, wanted: int, share: float
) -> None:
    """500 of 2,345 rows: each is picked with the same chance, to three standard deviations."""
    monkeypatch.setattr(model_files, "_PROFILE_ROWS", wanted)
    shop.build("+converts")
    folder = next(shop.root.glob("**/converts/1"))
    counts = json.loads((folder / "model.json").read_text())["facts"]["split"]["counts"]

    pages = json.loads((folder / "profile.json").read_text())["pages"]

    n_seen = counts["train"] + counts["tune"]
    deviation = (share * (1 - share) * n_seen) ** 0.5
    assert sum(pages["counts"]) == pytest.approx(share * n_seen, abs=3 * deviation)


def test_golden_rows_are_the_first_hundred_by_key(shop: Shop) -> None:
    shop.build("+converts")

    golden = next(shop.root.glob("**/converts/1/golden.parquet"))
    count = duckdb.sql(f"SELECT count(*), count(__score) FROM '{golden}'").fetchall()

    assert count == [(100, 100)]
