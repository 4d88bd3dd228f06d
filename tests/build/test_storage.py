"""Versions and catalog where the settings say (SEMANTICS rule 15)."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.shop import SETTINGS

from forebay import connect
from forebay.errors import EngineError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.shop import Shop

WHERE = SETTINGS + 'storage = "{0}/data"\ncatalog = "{0}/state/shop.sqlite"\n'


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder outside of any project."""
    return tmp_path_factory.mktemp("elsewhere")


def test_tables_models_and_catalog_lie_where_the_settings_say(shop: Shop, elsewhere: Path) -> None:
    (shop.root / "forebay.toml").write_text(WHERE.format(elsewhere))

    shop.build()

    assert (elsewhere / "state" / "shop.sqlite").exists()
    assert (elsewhere / "data" / "live" / "prod.json").exists()
    assert any((elsewhere / "data" / "tables").rglob("*.parquet"))
    assert any((elsewhere / "data" / "models").rglob("model.json"))
    left = {path.name for path in (shop.root / ".forebay").iterdir()}
    assert left <= {"cache", ".gitignore"}


def test_two_checkouts_share_one_state(shop: Shop, elsewhere: Path, tmp_path: Path) -> None:
    (shop.root / "forebay.toml").write_text(WHERE.format(elsewhere))
    shop.build()
    other = tmp_path / "other"
    shutil.copytree(shop.root, other, ignore=shutil.ignore_patterns(".forebay"))

    with connect(other) as fb:
        built = fb.build().built
        [(rows,)] = fb.sql("SELECT count(*) FROM visits").fetchall()

    assert (built, rows) == (0, 3000)


def test_a_storage_of_another_catalog_is_refused_and_nothing_is_lost(
    shop: Shop, elsewhere: Path
) -> None:
    (shop.root / "forebay.toml").write_text(WHERE.format(elsewhere))
    shop.build()
    files = sorted(path for path in (elsewhere / "data").rglob("*") if path.is_file())
    text = WHERE.format(elsewhere).replace("shop.sqlite", "other.sqlite")
    (shop.root / "forebay.toml").write_text(text)

    with pytest.raises(EngineError) as caught:
        shop.build()

    assert caught.value.problems[0].name == "storage-taken"
    assert sorted(path for path in (elsewhere / "data").rglob("*") if path.is_file()) == files


def test_a_folder_that_was_there_gets_no_gitignore(shop: Shop, elsewhere: Path) -> None:
    text = SETTINGS + f'catalog = "{elsewhere}/shop.sqlite"\n'
    (shop.root / "forebay.toml").write_text(text)

    shop.build()

    assert not (elsewhere / ".gitignore").exists()
