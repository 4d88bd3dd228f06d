"""kill -9 at any instant: the old state or the new one (DESIGN 3; reliability 5.3, F1, F2, F8)."""

from __future__ import annotations

import importlib.util
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from forebay.catalog import Catalog, read_live, verify_files
from forebay.catalog.layout import catalog_file, data_root, live_file
from forebay.errors import EngineError

PROGRAM = Path(__file__).with_name("killed_build.py")
_spec = importlib.util.spec_from_file_location("killed_build", PROGRAM)
killed_build = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(killed_build)

OLD, NEW = "old", "new"


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """A folder in which the old state is published and nothing is open."""
    root = tmp_path_factory.mktemp("crashes") / "base"
    root.mkdir()
    killed_build.build(root, OLD)
    return root


def run_program(base, out, numbers):
    command = [sys.executable, str(PROGRAM), str(base), str(out), *map(str, numbers)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def mark_of(versions):
    """Return which state this is; fails if it is a mixture."""
    marks = {version.fingerprint.split()[1] for version in versions.values()}
    assert len(versions) == 3
    assert len(marks) == 1
    return marks.pop()


def check_state(root):
    """Look as a reader, then as the next process; return what is live."""
    seen = mark_of(read_live(root, "prod").versions)
    with Catalog(root) as catalog:
        live = catalog.live("prod")
        mark = mark_of(live)
        assert seen == mark or (seen == OLD and catalog.recovered.rewritten == ("prod",))
        assert dict(read_live(root, "prod").versions) == dict(live)
        for version in live.values():
            verify_files(root, version.files, contents=True)
        published = [e.node for e in catalog.ledger.entries() if e.event == "publish"]
        assert len(published) == (3 if mark == OLD else 6)
        states = sorted(v.state for v in catalog.versions.all())
        assert states.count("live") == 3
        assert states.count("superseded") == (0 if mark == OLD else 3)
    return mark


@pytest.mark.parametrize("kills", [40, pytest.param(400, marks=pytest.mark.slow_crash)])
def test_a_build_killed_anywhere_leaves_the_old_state_or_the_new(base, tmp_path, kills):
    lines = int(run_program(base, tmp_path, [0]))
    # Some instants in every part of the build, and more at its end, where it publishes.
    numbers = random.Random(7).sample(range(1, lines), kills // 2)
    numbers += random.Random(8).sample(range(lines * 3 // 4, lines), kills // 2)
    numbers = sorted(set(numbers))

    run_program(base, tmp_path, numbers)

    found = {}
    for number in numbers:
        root = tmp_path / str(number)
        found[number] = check_state(root)
        with Catalog(root) as catalog:
            before = {v.fingerprint for v in catalog.versions.all() if v.state == "built"}
        killed_build.build(root, NEW)
        assert check_state(root) == NEW if found[number] == OLD else True
        with Catalog(root) as catalog:
            every = [v.fingerprint for v in catalog.versions.all()]
            assert len(every) == len(set(every))  # nothing finished was built again
            assert before <= set(every)
            assert len(catalog.runs.unfinished()) == 0
    assert set(found.values()) == {OLD, NEW}
    in_order = [found[number] for number in numbers]
    assert in_order == sorted(in_order, key=[OLD, NEW].index)


def read_or_name(read, root):
    """Return what `read` gives, or the name of the engine error that it raises."""
    try:
        return read(root)
    except EngineError as error:
        return error.problems[0].name


def everything(root):
    """Read all that a catalog holds."""
    with Catalog(root) as catalog:
        return (
            dict(catalog.live("prod")),
            catalog.versions.all(),
            catalog.runs.all(),
            catalog.ledger.entries(),
            catalog.verdicts.all(),
            catalog.pins("prod"),
            catalog.environments(),
            dict(catalog.live_at("prod", 1)),
        )


@pytest.fixture(scope="module")
def published(base, tmp_path_factory):
    """The base after a second build and a rollback: every table has rows."""
    root = tmp_path_factory.mktemp("flips") / "published"
    shutil.copytree(base, root)
    killed_build.build(root, NEW)
    with Catalog(root) as catalog:
        catalog.rollback("prod", "m", "worse")
    return root


@pytest.mark.parametrize("flips", [150, pytest.param(4000, marks=pytest.mark.slow_crash)])
def test_a_flipped_bit_in_the_catalog_is_found_or_harmless(published, flips):
    truth = everything(published)
    path = catalog_file(published)
    good = path.read_bytes()
    chance = random.Random(11)
    # Zeros are free space, where a bit means nothing; look where something stands.
    used = [i for i, byte in enumerate(good) if byte]
    outcomes = {"harmless": 0, "found": 0}
    for _ in range(flips):
        bad = bytearray(good)
        bad[chance.choice(used)] ^= 1 << chance.randrange(8)
        for left in path.parent.glob("catalog.sqlite-*"):
            left.unlink()
        path.write_bytes(bad)
        outcome = read_or_name(everything, published)
        if outcome == truth:
            outcomes["harmless"] += 1
        else:
            assert outcome in {"damaged-catalog", "catalog-not-written"}
            outcomes["found"] += 1
    path.write_bytes(good)

    assert everything(published) == truth
    assert outcomes["found"] > flips // 2


def test_a_flipped_bit_in_the_file_for_readers_is_found_and_mended(published):
    path = live_file(published, "prod")
    good = path.read_bytes()
    chance = random.Random(13)
    for _ in range(150):
        bad = bytearray(good)
        bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
        path.write_bytes(bad)
        with pytest.raises(EngineError) as caught:
            read_live(published, "prod")
        assert caught.value.problems[0].name == "damaged-live-state"

    with Catalog(published) as catalog:
        assert catalog.recovered.rewritten == ("prod",)
    assert path.read_bytes() == good


@pytest.mark.parametrize("length", [0, 1, 100, 4096, 5000])
def test_a_truncated_catalog_is_found(published, tmp_path, length):
    root = tmp_path / "cut"
    shutil.copytree(published, root)
    path = catalog_file(root)
    path.write_bytes(path.read_bytes()[:length])

    if length == 0:  # as if it had been deleted: a new catalog
        with Catalog(root) as catalog:
            assert dict(catalog.live("prod")) == {}
        assert read_live(root, "prod").generation > 0
    else:
        with pytest.raises(EngineError, match="damaged"):
            Catalog(root)


def test_a_damaged_log_gives_a_committed_state_or_an_error(base, tmp_path):
    """A killed process leaves its write-ahead log; then a bit of it is flipped."""
    lines = int(run_program(base, tmp_path, [0]))
    late = range(lines - 100, lines, 10)
    run_program(base, tmp_path, late)
    logs = [data_root(tmp_path / str(number)) / "catalog.sqlite-wal" for number in late]
    log = [path for path in logs if path.exists()][-1]  # closing the catalog takes the log away
    killed, good = log.parent, log.read_bytes()
    chance = random.Random(17)
    outcomes = set()
    for number in range(40):
        root = tmp_path / f"log{number}"
        shutil.copytree(killed.parent, root)
        bad = bytearray(good)
        bad[chance.randrange(len(bad))] ^= 1 << chance.randrange(8)
        (data_root(root) / log.name).write_bytes(bad)
        (data_root(root) / "catalog.sqlite-shm").unlink(missing_ok=True)
        outcomes.add(read_or_name(live_mark, root))
    assert outcomes <= {NEW, "damaged-catalog"}
    assert "damaged-catalog" in outcomes


def live_mark(root):
    with Catalog(root) as catalog:
        return mark_of(catalog.live("prod"))


def test_a_write_that_the_system_refuses_leaves_the_old_state_or_the_new(base, tmp_path):
    """Reliability 5.3, F5: a disk that is full, here a limit on the size of files."""
    found = set()
    for limit in range(1_000, 200_000, 33_000):
        root = tmp_path / str(limit)
        shutil.copytree(base, root)
        code = (
            "import resource, signal, sys; from pathlib import Path;"
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
            f"sys.path.insert(0, {str(PROGRAM.parent)!r}); import killed_build;"
            "from forebay.errors import EngineError;"
            f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, resource.RLIM_INFINITY))\n"
            f"try: killed_build.build(Path({str(root)!r}), 'new')\n"
            "except EngineError as error: print(error.problems[0].name)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )
        assert done.stderr == ""
        assert done.stdout.strip() in {"", "catalog-not-written"}
        found.add((check_state(root), done.stdout.strip()))
        killed_build.build(root, NEW)
        assert live_mark(root) == NEW
    assert (OLD, "catalog-not-written") in found
    assert (NEW, "") in found
