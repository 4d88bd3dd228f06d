"""Garbage collection (SEMANTICS 17)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from forebay.catalog import Judgement, verify_files
from forebay.catalog.layout import data_root, failed, model_folder

NOW = datetime.now(UTC)
LATER = NOW + timedelta(days=2)


def collect(catalog, keep_versions=1, at=LATER):
    """Mark, and delete after the grace period."""
    first = catalog.gc(keep_versions, at)
    assert first.deleted == ()
    return catalog.gc(keep_versions, at + timedelta(hours=2))


def numbers(catalog, node):
    return [version.number for version in catalog.versions.of(node)]


def test_superseded_versions_are_marked_then_deleted_after_an_hour(make, catalog, root):
    for mark in ("f1", "f2", "f3"):
        make.publish(make.add("t", mark))
    path = root / ".forebay" / catalog.versions.of("t")[0].files[0].path

    first = catalog.gc(1, LATER)
    too_early = catalog.gc(1, LATER + timedelta(minutes=59))
    assert path.exists()
    last = catalog.gc(1, LATER + timedelta(hours=1))

    assert [v.number for v in first.marked] == [1, 2]
    assert too_early.deleted == ()
    assert [v.number for v in last.deleted] == [1, 2]
    assert last.freed_bytes == 4
    assert not path.exists()
    assert numbers(catalog, "t") == [3]


def test_the_last_published_versions_are_kept(make, catalog):
    for mark in range(5):
        make.publish(make.add("t", f"f{mark}"))

    collect(catalog, keep_versions=3)

    assert numbers(catalog, "t") == [3, 4, 5]


def test_what_was_superseded_today_is_kept(make, catalog):
    for mark in range(3):
        make.publish(make.add("t", f"f{mark}"))

    report = catalog.gc(1, NOW + timedelta(hours=23))

    assert report.marked == ()


def test_everything_live_anywhere_and_its_inputs_are_kept(make, catalog):
    raw = make.add("raw", "r1")
    make.publish(raw, make.add("t", "f1", inputs={"raw": raw.id}))
    catalog.publish("dev", make.begin(), {})
    catalog.runs.finish(2, "done", 0)
    for mark in ("2", "3"):
        make.publish(make.add("raw", f"r{mark}"), make.add("t", f"f{mark}"))

    collect(catalog)

    assert numbers(catalog, "raw") == [1, 3]
    assert numbers(catalog, "t") == [1, 3]


def test_built_versions_of_the_last_unfinished_run_are_kept(make, catalog):
    run = make.begin()
    make.add("t", "f1", run=run)
    assert collect(catalog).deleted == ()

    catalog.runs.finish(run, "killed", 130)
    assert collect(catalog).deleted == ()
    catalog.runs.finish(make.begin(), "done", 0)

    assert [v.state for v in collect(catalog).deleted] == ["orphan"]


def test_refused_candidates_are_kept_a_week(make, catalog):
    candidate = make.add("m", "f1", kind="model", run=0)
    catalog.record_verdict(Judgement(candidate.id, "j", "FAIL", "prod"))
    catalog.runs.finish(make.begin(), "done", 0)

    assert collect(catalog, at=NOW + timedelta(days=6)).deleted == ()
    assert len(collect(catalog, at=NOW + timedelta(days=8)).deleted) == 1


def test_a_marked_version_that_is_needed_again_is_kept(make, catalog):
    make.publish(make.add("t", "f1"))
    make.publish(make.add("t", "f2"))
    catalog.gc(1, LATER)

    catalog.promote("prod", "t", 1, "it was right")
    report = catalog.gc(2, LATER + timedelta(hours=3))

    assert report.deleted == ()
    assert numbers(catalog, "t") == [1, 2]


def test_a_file_shared_by_two_versions_stays_while_one_needs_it(make, catalog, root):
    shared = make.file("t", "shared")
    make.publish(make.add("t", "f1", files=(shared,)))
    make.publish(make.add("t", "f2", files=(shared, make.file("t", "new"))))

    collect(catalog)

    verify_files(root, catalog.versions.of("t")[0].files, contents=True)


def test_numbers_are_not_used_again_after_a_deletion(make, catalog):
    make.publish(make.add("t", "f1"))
    candidate = make.add("t", "f2")
    catalog.runs.finish(make.begin(), "done", 0)

    collect(catalog)

    assert catalog.versions.with_id(candidate.id) is None
    assert make.add("t", "f3").number == 3


def test_what_dead_runs_left_is_removed(make, catalog, root):
    make.publish(make.add("t", "f1"))
    junk = [
        make.file("t", "unnamed"),
        model_folder(root, "m", 3) / "model.json",
        data_root(root) / "scratch" / "7" / "half.parquet",
        data_root(root) / "live" / ".prod.json.123.tmp",
    ]
    junk[0] = data_root(root) / junk[0].path
    for path in junk:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")

    report = catalog.gc(1, NOW)

    assert not any(path.exists() for path in junk)
    assert report.freed_bytes == 2
    assert make.live() == {"t": 1}
    verify_files(root, catalog.live("prod")["t"].files)


@pytest.mark.parametrize(("days", "there"), [(6, True), (8, False)])
def test_rows_of_failed_runs_are_kept_a_week(catalog, root, days, there):
    folder = failed(root, 3)
    folder.mkdir(parents=True)
    (folder / "t.parquet").write_text("rows")

    catalog.gc(1, datetime.now(UTC) + timedelta(days=days))

    assert folder.exists() is there
