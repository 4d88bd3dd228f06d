"""Data signatures (SEMANTICS 13)."""

from __future__ import annotations

import os
import time

import pytest

from forebay.catalog import signatures
from forebay.errors import EngineError

OLD = time.time_ns() - 3_600_000_000_000


@pytest.fixture
def source(root):
    def write(name, text, mtime_ns=OLD):
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        os.utime(path, ns=(mtime_ns, mtime_ns))
        return path

    return write


@pytest.fixture
def reads(monkeypatch):
    """Count the files whose contents are read."""
    seen = []
    real = signatures.file_sha256
    monkeypatch.setattr(
        signatures, "file_sha256", lambda path: seen.append(path.name) or real(path)
    )
    return seen


def test_an_unchanged_file_is_not_read_again(catalog, source, reads):
    paths = [source("data/a.csv", "1"), source("data/b.csv", "2")]
    first = catalog.signatures.sign(paths)

    second = catalog.signatures.sign(paths)

    assert first == second
    assert reads == ["a.csv", "b.csv"]
    assert [one.path for one in first.files] == ["data/a.csv", "data/b.csv"]


def test_another_size_or_time_is_read_again_and_another_content_is_seen(catalog, source, reads):
    path = source("a.csv", "1")
    first = catalog.signatures.sign([path])

    touched = catalog.signatures.sign([source("a.csv", "1", OLD + 1)])
    changed = catalog.signatures.sign([source("a.csv", "2", OLD + 2)])

    assert reads == ["a.csv"] * 3
    assert touched.digest == first.digest
    assert changed.digest != first.digest


def test_a_change_within_two_seconds_of_the_signature_is_not_missed(catalog, source):
    """A file that changes twice within one tick of the clock keeps its size and time."""
    now = time.time_ns()
    path = source("a.csv", "1", now)
    first = catalog.signatures.sign([path])

    source("a.csv", "2", now)

    assert catalog.signatures.sign([path]).digest != first.digest


def test_the_order_and_the_names_of_files_count(catalog, source):
    a, b = source("a.csv", "1"), source("b.csv", "1")

    digests = {catalog.signatures.sign(files).digest for files in ([a], [b], [a, b], [b, a], [])}

    assert len(digests) == 5


def test_a_file_that_does_not_hold_still_is_an_error(catalog, source, monkeypatch):
    path = source("a.csv", "1")
    real = signatures.file_sha256

    def grow(file):
        digest = real(file)
        file.write_text(file.read_text() + "1")
        return digest

    monkeypatch.setattr(signatures, "file_sha256", grow)

    with pytest.raises(EngineError) as caught:
        catalog.signatures.sign([path])
    assert caught.value.problems[0].name == "source-changed"


def test_a_change_after_the_signature_is_seen_by_its_stat(catalog, source):
    path = source("a.csv", "1")
    signature = catalog.signatures.sign([path])
    assert catalog.signatures.changed(signature) == ()

    source("a.csv", "12")

    assert catalog.signatures.changed(signature) == ("a.csv",)


def test_a_missing_file_is_named(catalog, root):
    with pytest.raises(EngineError) as caught:
        catalog.signatures.sign([root / "data" / "none.csv"])

    (problem,) = caught.value.problems
    assert (problem.name, problem.message) == ("source-missing", '"data/none.csv" is not there')
