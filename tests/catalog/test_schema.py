"""The format of the state is a number; newer ones are refused, older ones migrated."""

from __future__ import annotations

import sqlite3

import pytest

from forebay.catalog import Catalog, schema
from forebay.catalog.layout import catalog_file
from forebay.errors import ProjectError


def test_state_of_a_newer_forebay_is_refused_and_left_alone(make, catalog, root):
    make.publish(make.add("t"))
    catalog.close()
    connection = sqlite3.connect(catalog_file(root))
    connection.execute("UPDATE state_format SET format = 99")
    connection.commit()
    connection.close()
    before = catalog_file(root).read_bytes()

    with pytest.raises(ProjectError) as caught:
        Catalog(root)

    assert caught.value.problems[0].name == "newer-state"
    assert catalog_file(root).read_bytes() == before


def test_older_state_is_copied_aside_and_migrated(make, catalog, root, monkeypatch):
    make.publish(make.add("t"))
    catalog.close()
    monkeypatch.setattr(schema, "FORMAT", 2)
    monkeypatch.setitem(schema.MIGRATIONS, 1, lambda c: c.execute("CREATE TABLE news (a)"))

    with Catalog(root) as again:
        assert again.live("prod")["t"].number == 1
        assert again._store.rows("SELECT count(*) FROM news") == [(0,)]

    aside = sqlite3.connect(root / ".forebay" / "catalog.sqlite.format-1")
    assert aside.execute("SELECT format FROM state_format").fetchall() == [(1,)]
    aside.close()


def test_a_migration_that_fails_changes_nothing(make, catalog, root, monkeypatch):
    make.publish(make.add("t"))
    catalog.close()

    def fail(connection):
        connection.execute("DROP TABLE pins")
        raise RuntimeError("power cut")

    monkeypatch.setitem(schema.MIGRATIONS, 1, fail)
    with monkeypatch.context() as patch:
        patch.setattr(schema, "FORMAT", 2)
        with pytest.raises(RuntimeError):
            Catalog(root)

    with Catalog(root) as again:
        assert again.pins("prod") == ()
