"""Publish: one transaction, one file for readers (SEMANTICS 2, 16)."""

from __future__ import annotations

import json
import sqlite3

import pytest

from forebay.catalog import Catalog, LedgerEntry, read_live, store
from forebay.catalog.layout import catalog_file, live_file
from forebay.errors import EngineError, InternalError, ProjectError


def test_names_switch_together_and_readers_see_it(make, catalog, root):
    a, b = make.add("a"), make.add("B", inputs={"a": 1})

    make.publish(a, b)

    live = read_live(root, "prod")
    assert (live.generation, live.run) == (1, 1)
    assert live.find("A").label == "a@1"
    assert live.find("b").inputs == {"a": 1}
    assert live.find("nobody") is None
    assert dict(live.versions) == dict(catalog.live("prod"))


def test_what_was_live_is_superseded_unless_it_is_live_elsewhere(make, catalog):
    one = make.add("t", "f1")
    make.publish(one)
    catalog.publish("dev", make.begin(), {})
    make.publish(make.add("t", "f2"))

    states = [v.state for v in catalog.versions.of("t")]

    assert states == ["live", "live"]  # dev started from prod and still points to the first
    make.env = "dev"
    make.publish(catalog.versions.of("t")[1])
    assert [v.state for v in catalog.versions.of("t")] == ["superseded", "live"]


def test_a_name_is_taken_away(make, catalog):
    make.publish(make.add("a"), make.add("b"))

    catalog.publish("prod", make.begin(), {"A": None})

    assert make.live() == {"b": 1}
    assert [e.event for e in catalog.ledger.entries("a")] == ["publish", "drop"]


def test_nothing_is_switched_if_one_version_cannot_be(make, catalog, root):
    make.publish(make.add("a", "f1"), make.add("b", "f1"))
    good = make.add("a", "f2")

    with pytest.raises(InternalError):
        catalog.publish("prod", 2, {"a": good.id, "b": 999})

    assert make.live() == {"a": 1, "b": 1}
    assert read_live(root, "prod").generation == 1
    assert len(catalog.ledger.entries()) == 3  # the environment, a, b


def test_each_switch_has_one_row_in_the_ledger(make, catalog):
    a, b = make.add("a"), make.add("b")

    catalog.publish(
        "prod",
        5,
        {"a": a.id, "b": b.id},
        [LedgerEntry("prod", "publish", "a", 1, "because", run=5)],
    )

    rows = [(e.event, e.node, e.number, e.reason, e.run) for e in catalog.ledger.entries()]
    assert rows[1:] == [("publish", "b", 1, "", 5), ("publish", "a", 1, "because", 5)]
    assert all(e.actor and e.at for e in catalog.ledger.entries())


def test_a_new_environment_starts_from_prod_and_copies_nothing(make, catalog, root):
    """SEMANTICS C: environments are pointers."""
    make.publish(make.add("a"), make.add("b"))
    files = set((root / ".forebay" / "tables").rglob("*.parquet"))

    assert make.live("dev") == {"a": 1, "b": 1}
    assert read_live(root, "dev").find("a").number == 1
    dev = make.add("b", "f2")
    catalog.publish("dev", make.begin(), {"b": dev.id})

    assert make.live("dev") == {"a": 1, "b": 2}
    assert make.live("prod") == {"a": 1, "b": 1}
    more = set((root / ".forebay" / "tables").rglob("*.parquet")) - files
    assert more == {root / ".forebay" / dev.files[0].path}


def test_an_environment_that_follows_does_not_follow_any_more(make, catalog):
    make.publish(make.add("a", "f1"))
    catalog.publish("dev", make.begin(), {"b": make.add("b").id})

    make.publish(make.add("a", "f2"))

    assert (make.live("dev")["a"], make.live("prod")["a"]) == (1, 2)


def test_the_state_after_any_run_can_be_named(make, catalog):
    """SEMANTICS 18: fb.at(run=41) fixes a state."""
    first = make.publish(make.add("a", "f1"))
    second = make.publish(make.add("a", "f2"), make.add("b"))
    catalog.rollback("prod", "a", "wrong")

    def at(run):
        return {key: v.number for key, v in catalog.live_at("prod", run).items()}

    assert at(first) == {"a": 1}
    assert at(second) == {"a": 2, "b": 1}
    assert at(0) == {}


def test_the_ledger_cannot_be_changed_or_deleted(make, root):
    """DESIGN 3.6: an append-only ledger."""
    make.publish(make.add("a"))
    connection = sqlite3.connect(catalog_file(root))

    for sql in ("UPDATE ledger SET reason = 'x'", "DELETE FROM ledger", "DELETE FROM switches"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(sql)
    connection.close()


def test_a_ledger_row_changed_behind_its_back_is_found(make, root, catalog):
    make.publish(make.add("a"), make.add("b"))
    connection = sqlite3.connect(catalog_file(root))
    connection.execute("DROP TRIGGER ledger_is_never_changed")
    connection.execute("UPDATE ledger SET actor = 'somebody else' WHERE id = 2")
    connection.commit()
    connection.close()

    with pytest.raises(EngineError, match="row 2 of the ledger"):
        catalog.ledger.entries()


def test_a_reader_works_in_a_folder_that_cannot_be_written(make, root, catalog):
    """SEMANTICS 16: read-only readers use live/<env>.json alone."""
    make.publish(make.add("a"))
    catalog.close()
    for path in (root / ".forebay").iterdir():
        if path.name != "live":
            path.rename(root / path.name)  # nothing else is needed, not even the catalog
    (root / ".forebay" / "live").chmod(0o555)

    live = read_live(root, "prod")

    assert live.find("a").number == 1


def test_nothing_was_ever_published_in_a_fresh_folder(root):
    live = read_live(root, "prod")

    assert (live.generation, dict(live.versions)) == (0, {})
    assert not (root / ".forebay").exists()


def test_asking_for_prod_where_only_dev_was_published_is_said(make, root):
    make.env = "dev"
    make.publish(make.add("a"))

    with pytest.raises(EngineError) as caught:
        read_live(root, "prod")

    assert caught.value.problems[0].name == "nothing-published"


def test_recovery_writes_the_file_that_a_dead_process_did_not(make, root, catalog):
    """SEMANTICS 16: the catalog is the truth and recovery rewrites the file."""
    make.publish(make.add("a", "f1"))
    old = live_file(root, "prod").read_bytes()
    make.publish(make.add("a", "f2"))
    new = live_file(root, "prod").read_bytes()
    catalog.close()

    for stale in (old, b"", new[:-7], None):
        if stale is None:
            live_file(root, "prod").unlink()
        else:
            live_file(root, "prod").write_bytes(stale)
        with Catalog(root) as again:
            assert again.recovered.rewritten == ("prod",)
        assert live_file(root, "prod").read_bytes() == new
    with Catalog(root) as again:
        assert again.recovered.rewritten == ()


def test_a_file_of_the_future_means_that_the_catalog_lost_something(make, root, catalog):
    make.publish(make.add("a", "f1"))
    catalog.close()
    backup = catalog_file(root).read_bytes()
    with Catalog(root) as later:
        make.catalog = later
        make.publish(make.add("a", "f2"))
    catalog_file(root).write_bytes(backup)

    with pytest.raises(EngineError, match='readers of "prod" see generation 2'):
        Catalog(root)


def test_a_new_catalog_takes_over_old_files_of_another_one(make, root, catalog):
    for fingerprint in ("f1", "f2", "f3"):
        make.publish(make.add("a", fingerprint))
    catalog.close()
    for path in (root / ".forebay").glob("catalog.sqlite*"):
        path.unlink()

    with Catalog(root) as fresh:
        make.catalog = fresh
        assert read_live(root, "prod").generation == 3  # readers keep what they had
        make.publish(make.add("a", "f4"))

    assert read_live(root, "prod").generation == 1


def test_two_processes_never_put_an_old_state_back(make, root, catalog):
    other = Catalog(root)
    make.publish(make.add("a", "f1"))
    version = make.add("a", "f2")

    other.publish("prod", 9, {"a": version.id})
    catalog._environments.refresh("prod")

    assert json.loads(live_file(root, "prod").read_bytes())["state"]["generation"] == 2
    other.close()


def test_a_withdrawn_version_is_not_published(make, catalog):
    """SEMANTICS 3: not again until its definition changes, and new data changes no definition."""
    make.publish(make.add("a", "f1"))
    make.publish(make.add("a", "f2"))
    catalog.rollback("prod", "a", "wrong numbers")
    new_data = make.add("a", "f3")

    for version in (catalog.versions.numbered("a", 2), new_data):
        with pytest.raises(ProjectError) as caught:
            catalog.publish("prod", 3, {"a": version.id})
        assert caught.value.problems[0].name == "withdrawn"
    make.definition = "d2"
    make.publish(make.add("a", "f4"))

    assert make.live() == {"a": 4}
    assert catalog.pins("prod") == ()


def test_a_process_that_writes_for_ever_is_named_not_waited_for(make, root, monkeypatch):
    version = make.add("a")
    monkeypatch.setattr(store, "_BUSY_TIMEOUT_S", 0.05)
    writer = sqlite3.connect(catalog_file(root), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")

    with Catalog(root) as impatient, pytest.raises(EngineError) as caught:
        impatient.publish("prod", 1, {"a": version.id})
    writer.close()

    assert caught.value.problems[0].name == "catalog-busy"
    assert make.live() == {}


def test_a_reader_is_not_blocked_while_somebody_writes(make, root):
    make.publish(make.add("a"))
    writer = sqlite3.connect(catalog_file(root), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")

    assert read_live(root, "prod").find("a").number == 1
    assert make.live() == {"a": 1}
    writer.close()
