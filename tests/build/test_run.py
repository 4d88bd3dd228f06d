"""What a build does and leaves alone, on a small project, end to end."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from forebay.build import event
from forebay.catalog import BuildLock
from forebay.errors import EngineError, ProjectError
from forebay.session import connect

if TYPE_CHECKING:
    from tests.shop import Shop

DOUBLED = """
CREATE TABLE per_channel AS SELECT channel, count(*) * 2 AS n FROM visits GROUP BY channel;
"""


def test_the_first_build_makes_everything_live_in_one_publication(shop: Shop) -> None:
    ended = shop.build()

    assert (ended.outcome, ended.exit_code) == ("done", 0)
    assert set(shop.live()) == {"visits", "clean_visits", "per_channel", "converts", "scored"}
    assert (ended.built, ended.trained, ended.failed) == (4, 1, 0)


def test_a_build_with_nothing_to_do_keeps_every_node(shop: Shop) -> None:
    shop.build()

    ended = shop.build()

    assert set(shop.outcomes().values()) == {"kept"}
    assert ended.last_line.startswith("done: built=0 kept=5 trained=0 refused=0")


def test_a_build_with_nothing_to_do_imports_neither_engine_nor_numpy(shop: Shop) -> None:
    """SEMANTICS 38."""
    shop.build()
    program = (
        "import sys, pathlib; from forebay.build import run, BuildRequest\n"
        "run(pathlib.Path(sys.argv[1]), BuildRequest(), lambda e: None)\n"
        "print(sorted({'duckdb', 'sqlglot', 'numpy', 'lightgbm', 'click'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, str(shop.root)], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_an_edited_comment_builds_nothing(shop: Shop) -> None:
    """SEMANTICS 7."""
    shop.build()
    path = shop.root / "tables/clean_visits.sql"
    path.write_text(path.read_text().replace("every visit", "each  visit"))

    ended = shop.build()

    assert (ended.built, ended.trained, ended.kept) == (0, 0, 5)


def test_an_edited_table_builds_exactly_what_reads_it(shop: Shop) -> None:
    """SEMANTICS 7."""
    shop.build()
    path = shop.root / "tables/clean_visits.sql"
    path.write_text(path.read_text().replace("pages, channel", "pages * 2 AS pages, channel"))

    shop.build()

    assert shop.outcomes() == {
        "visits": "kept",
        "per_channel": "kept",
        "clean_visits": "built",
        "converts": "trained",
        "scored": "built",
    }


def test_a_rebuild_with_the_same_content_stops_the_wave(shop: Shop) -> None:
    """SEMANTICS 7: downstream fingerprints use upstream content ids."""
    shop.build()
    path = shop.root / "tables/clean_visits.sql"
    path.write_text(path.read_text().replace("paid = 1 AS bought", "(paid = 1) AS bought"))

    shop.build()

    assert shop.outcomes()["clean_visits"] == "built"
    assert shop.outcomes()["converts"] == "kept"


def test_an_appended_row_rebuilds_its_dependants(shop: Shop) -> None:
    """SEMANTICS 13."""
    shop.build()
    with (shop.root / "visits.csv").open("a") as file:
        file.write("9999,2026-02-01,7,mail,1\n")

    shop.build()

    assert shop.outcomes()["visits"] == "read"
    assert shop.outcomes()["scored"] == "built"


def test_a_touched_file_with_the_same_bytes_builds_nothing(shop: Shop) -> None:
    """SEMANTICS 13: size and time first, then contents."""
    shop.build()
    path = shop.root / "visits.csv"
    path.write_bytes(path.read_bytes())

    ended = shop.build()

    assert (ended.built, ended.kept) == (0, 5)


def test_rows_in_and_out_reconcile_and_dropped_rows_can_be_read(shop: Shop) -> None:
    """SEMANTICS 35."""
    shop.build()

    with connect(shop.root) as fb:
        kept = fb.sql("SELECT count(*) FROM clean_visits").fetchone()
        dropped = fb.sql("SELECT count(*), min(constraints_broken[1]) FROM clean_visits__rejected")

        assert kept == (2980,)
        assert dropped.fetchone() == (20, "some_pages")


def test_a_failed_check_holds_back_the_table_and_what_reads_it_and_exits_1(shop: Shop) -> None:
    """SEMANTICS 2 and 6."""
    shop.build()
    before = shop.live()
    shop.visits(bad=900, seed=2)

    ended = shop.build()

    assert (ended.outcome, ended.exit_code) == ("failed", 1)
    assert shop.outcomes()["converts"] == "skipped"
    assert shop.live()["clean_visits"] == before["clean_visits"]
    assert shop.live()["per_channel"] == before["per_channel"] + 1


def test_rows_that_made_a_build_fail_are_kept_with_the_run(shop: Shop) -> None:
    shop.visits(bad=900)

    ended = shop.build()

    failed = list((shop.root / ".forebay/failed" / str(ended.run)).glob("*.parquet"))
    assert [path.name for path in failed] == ["clean_visits-failed.parquet"]


def test_all_or_nothing_publishes_nothing_if_anything_is_held_back(shop: Shop) -> None:
    """SEMANTICS 2."""
    shop.visits(bad=900)

    shop.build(all_or_nothing=True)

    assert shop.live() == {}


def test_a_failed_assertion_holds_back_what_it_reads(shop: Shop) -> None:
    shop.write("asserts.sql", "ASSERT (SELECT count(*) FROM per_channel) > 100 AS 'many channels';")

    ended = shop.build()

    assert ended.exit_code == 1
    assert "per_channel" not in shop.live()
    assert "scored" in shop.live()


def test_a_rolled_back_node_is_not_published_again_until_it_is_unpinned(shop: Shop) -> None:
    """SEMANTICS 3."""
    shop.build()
    shop.write("tables/per_channel.sql", DOUBLED)
    shop.build()
    with connect(shop.root) as fb:
        fb.rollback("per_channel", "twice as many")
    pinned = shop.build()
    held = shop.outcomes()["per_channel"]

    shop.build(unpin=("per_channel",))

    assert (pinned.exit_code, held) == (0, "held")
    assert shop.live()["per_channel"] == 2


def test_a_selection_leaves_everything_else_alone(shop: Shop) -> None:
    shop.build()
    shop.visits(seed=5)

    shop.build("visits", "per_channel")

    assert set(shop.outcomes()) == {"visits", "per_channel"}
    assert shop.live()["clean_visits"] == 1


def test_a_deleted_file_drops_its_node(shop: Shop) -> None:
    """SEMANTICS 5."""
    shop.build()
    (shop.root / "tables/scored.sql").unlink()

    shop.build()

    assert "scored" not in shop.live()


def test_a_new_environment_starts_from_prod_and_leaves_it_alone(shop: Shop) -> None:
    shop.build()
    shop.write("tables/per_channel.sql", DOUBLED)

    shop.build(env="dev")

    assert set(shop.outcomes().values()) == {"kept", "built"}
    assert shop.live()["per_channel"] == 1


def test_a_second_build_is_refused_at_once_and_named(shop: Shop) -> None:
    shop.build()

    with BuildLock(shop.root) as lock:
        lock.announce(41)
        with pytest.raises(EngineError, match="run 41") as caught:
            shop.build()

    assert caught.value.exit_code == 3


def test_a_failing_unit_test_of_a_changed_node_stops_the_build(shop: Shop) -> None:
    shop.write(
        "tests/t.sql",
        "CREATE TEST paid_is_bought FOR clean_visits WITH visits (id, pages, paid)"
        " AS (VALUES (1, 2, 1)) EXPECT (id, bought) AS (VALUES (1, FALSE));",
    )

    ended = shop.build()

    told = [e.result for e in shop.events if isinstance(e, event.TestFinished)]
    assert (ended.exit_code, shop.live()) == (1, {})
    assert [(d.column, d.expected, d.actual) for d in told[0].differences] == [
        ("bought", False, True)
    ]


def test_a_test_of_a_model_trains_on_its_fixtures_and_stores_nothing(shop: Shop) -> None:
    """SEMANTICS 36."""
    rows = ", ".join(
        f"({i}, {i % 2 * 10 + 1}, 'mail', {'TRUE' if i % 2 else 'FALSE'})" for i in range(40)
    )
    shop.write(
        "tests/m.sql",
        f"CREATE TEST many_pages_buy FOR converts WITH clean_visits (id, pages, channel, bought)"
        f" AS (VALUES {rows}) EXPECT (id, predicted_bought) AS (SELECT i, i % 2 = 1"
        " FROM range(40) t(i));",
    )

    with connect(shop.root) as fb:
        results = fb.test("converts")

    assert [(r.passed, r.message) for r in results] == [(True, "")]
    assert shop.live() == {}


def test_a_run_time_error_of_a_select_fails_its_node_with_exit_3_and_its_place(shop: Shop) -> None:
    """SEMANTICS 6."""
    shop.write(
        "tables/bad.sql", "CREATE TABLE bad AS SELECT CAST(channel AS BIGINT) AS c FROM visits;"
    )

    ended = shop.build()

    failed = next(
        e for e in shop.events if getattr(e, "node", "") == "bad" and hasattr(e, "problems")
    )
    assert (ended.outcome, ended.exit_code) == ("failed", 3)
    assert failed.problems[0].span is not None
    assert "scored" in shop.live()


def test_wrong_sql_stops_before_anything_runs(shop: Shop) -> None:
    """SEMANTICS 6: exit 2 only before anything ran."""
    shop.write("tables/bad.sql", "CREATE TABLE bad AS SELECT chanel FROM visits;")

    with pytest.raises(ProjectError, match="chanel") as caught:
        shop.build()

    assert caught.value.exit_code == 2
    assert shop.live() == {}


def test_a_view_flows_through_and_is_published(shop: Shop) -> None:
    """SEMANTICS 5."""
    shop.write(
        "views.sql", "CREATE VIEW mails AS SELECT * FROM clean_visits WHERE channel = 'mail';"
    )
    shop.write("n.sql", "CREATE TABLE n_mails AS SELECT count(*) AS n FROM mails;")
    shop.build()

    with connect(shop.root) as fb:
        by_view = fb.sql("SELECT count(*) FROM mails").fetchone()
        by_table = fb.sql("SELECT n FROM n_mails").fetchone()

    assert by_view == by_table


def test_the_same_data_gives_the_same_content_and_the_same_model_elsewhere(shop: Shop) -> None:
    """SEMANTICS 11."""
    shop.build()

    with connect(shop.root) as fb:
        compared = fb.verify()

    assert [c.node for c in compared if not c.is_same] == []


def test_a_reader_needs_no_more_than_the_live_file_and_the_data(shop: Shop) -> None:
    """SEMANTICS 16: a reader is not blocked by a writer that holds the catalog."""
    shop.build()
    writer = sqlite3.connect(shop.root / ".forebay/catalog.sqlite", isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")

    with connect(shop.root) as fb:
        found = fb.sql("SELECT count(*) FROM scored").fetchone()

    writer.execute("ROLLBACK")
    writer.close()
    assert found == (2980,)


@pytest.mark.parametrize(("action", "outcome"), [("WARN", "read"), ("FAIL", "failed")])
def test_a_source_that_is_not_fresh_is_told_or_held_back(shop: Shop, action: str, outcome: str):
    clause = f"FRESH WITHIN INTERVAL 1 DAY BY day {action};"
    shop.write(
        "sources/visits.sql", (shop.root / "sources/visits.sql").read_text().replace(";", clause)
    )

    shop.build("visits", as_of="2026-03-01")

    assert shop.outcomes()["visits"] == outcome
    assert shop.checks()["FRESH WITHIN BY day"] == ("warn" if action == "WARN" else "failed")


def test_columns_may_have_the_names_that_our_own_sql_uses(shop: Shop) -> None:
    shop.visits(n=1200)
    (shop.root / "tables/scored.sql").unlink()
    names = ("v", "n", "t", "x", "y", "k", "s", "p", "h", "g", "r", "c", "i", "value", "label")
    numbers = ", ".join(f"(id * {i + 3}) % 17 + pages AS {name}" for i, name in enumerate(names))
    for model_type in ("LOGISTIC_REG", "BOOSTED_TREE_CLASSIFIER"):
        for of in ("numbers", "texts"):
            columns = numbers if of == "numbers" else numbers.replace("pages AS", "pages || 'a' AS")
            shop.write(
                "models/converts.sql",
                f"CREATE MODEL converts OPTIONS (model_type = '{model_type}',"
                " input_label_cols = ['bought']) KEY (id) PREDICT AT NONE"
                " STANDARDS (roc_auc >= 0.1 POINT)"
                f" AS SELECT id, {columns}, bought FROM clean_visits;",
            )
            assert shop.build("+converts").trained == 1
