from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from forebay.project.cache import read_outline
from forebay.project.make_outline import make_outline

if TYPE_CHECKING:
    from conftest import Shop

INFERRED = "CREATE EXTERNAL TABLE orders OPTIONS (uris = ['data/*.csv']);"


def test_the_outline_that_is_kept_is_the_one_that_was_made(shop: Shop) -> None:
    """SEMANTICS 38."""
    shop.write(
        {
            "w.sql": "CREATE MODEL w OPTIONS (model_type = 'LINEAR_REG', "
            "input_label_cols = ['n_orders']) AS SELECT * FROM customers;"
        }
    )
    project = shop.keep()

    kept = read_outline(shop.root)

    assert kept == make_outline(project)
    assert kept.warnings[0].render() == project.warnings[0].render()


def test_nothing_is_kept_before_a_project_was_sound(shop: Shop) -> None:
    shop.write({"a.sql": "CREATE TABLE a AS SELECT nonsense;"})

    assert shop.problems()

    assert read_outline(shop.root) is None


@pytest.mark.parametrize(
    "files",
    [
        {"tables/customers.sql": "CREATE TABLE customers AS SELECT 1 AS customer;"},
        {"new.sql": "-- nothing yet"},
        {"models/big.sql": None},
        {"forebay.toml": "threads = 1"},
        {".forebay/cache/project.json": "{}"},
        {".forebay/cache/project.json": '{"key": '},
        {".forebay/cache/project.json": b"\xff\x00"},
        {".forebay/cache/project.json": None},
    ],
)
def test_any_change_of_the_files_means_to_validate_again(
    shop: Shop, files: dict[str, str | bytes | None]
) -> None:
    """SEMANTICS 38: the key is the bytes of the files and the versions."""
    shop.keep()
    assert read_outline(shop.root) is not None

    shop.write(files)

    assert read_outline(shop.root) is None


def test_a_touched_file_of_sql_is_no_change(shop: Shop) -> None:
    shop.keep()

    os.utime(shop.root / "tables/customers.sql", (1, 1))

    assert read_outline(shop.root) is not None


def test_another_version_of_a_library_means_to_validate_again(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SEMANTICS 38."""
    shop.keep()

    monkeypatch.setattr("forebay.project.cache.installed", lambda: {"duckdb": "9.9.9"})

    assert read_outline(shop.root) is None


def test_data_of_declared_columns_may_change_freely(shop: Shop) -> None:
    shop.keep()

    shop.write({"data/orders.csv": "id,customer,amount,placed_at,note\n"})

    assert read_outline(shop.root) is not None


@pytest.mark.parametrize("change", ["content", "new file"])
def test_data_that_columns_were_inferred_from_must_not_change(shop: Shop, change: str) -> None:
    """SEMANTICS 39: inference is cached by signature."""
    shop.write({"sources/orders.sql": INFERRED})
    shop.keep()
    assert read_outline(shop.root) is not None

    name = "data/orders.csv" if change == "content" else "data/more.csv"
    shop.write({name: "id,customer,amount,placed_at,note\n1,1,abc,2026-01-01,x\n"})

    assert read_outline(shop.root) is None


def test_columns_are_not_inferred_twice_from_the_same_files(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SEMANTICS 39."""
    shop.write({"sources/orders.sql": INFERRED})
    before = shop.keep()
    monkeypatch.setattr("forebay.project.source_columns._INFER", "nothing:here")
    shop.write({"new.sql": "CREATE VIEW v AS SELECT * FROM orders;"})

    after = shop.keep()

    assert after.nodes["orders"].schema == before.nodes["orders"].schema


def test_a_folder_that_cannot_be_written_is_validated_each_time(shop: Shop) -> None:
    (shop.root / ".forebay").write_text("in the way")

    assert list(shop.keep().nodes) == ["orders", "customers", "big"]
    assert read_outline(shop.root) is None


def test_a_plan_with_nothing_to_do_imports_neither_engine_nor_numbers(shop: Shop) -> None:
    """SEMANTICS 38, and rule 10 of ARCHITECTURE.md."""
    shop.keep()
    program = (
        "import sys, pathlib\n"
        "from forebay.project import read_outline\n"
        "from forebay.plan import make, PlanState\n"
        f"assert read_outline(pathlib.Path({str(shop.root)!r})) is not None\n"
        "heavy = {'duckdb', 'sqlglot', 'numpy', 'click', 'lightgbm', 'nanoarrow'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.strip() == "[]"
