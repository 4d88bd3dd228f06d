"""kill -9 at any instant: the old generation or the new (DESIGN 3; reliability 5.3, F1 and F2)."""

from __future__ import annotations

import importlib.util
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from forebay.build.event import Noticed, StepStarted
from forebay.catalog import Catalog

PROGRAM = Path(__file__).with_name("killed_build.py")
_spec = importlib.util.spec_from_file_location("crash_shop", PROGRAM.with_name("shop.py"))
shop = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(shop)


@dataclass(frozen=True)
class Scene:
    """A project whose old generation is live and whose files are new.

    Parameters
    ----------
    seen
        What readers see in each generation.
    new_ids
        The content ids of the new generation.
    boundaries, seconds
        How many boundaries the build of the new generation crosses, and how long it takes.

    """

    base: Path
    seen: dict[str, dict[str, object]]
    new_ids: dict[str, str]
    boundaries: int
    seconds: float


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kill")
    base = folder / "base"
    shop.write(base, shop.OLD)
    ended, _ = shop.build(base)
    assert ended.exit_code == 0
    old = shop.seen(base)
    shop.write(base, shop.NEW)
    count, seconds, exit_code = run_program(base, folder, ["0"]).split()
    assert exit_code == "0"
    new = shop.seen(folder / "0")
    assert [name for name in old if old[name] == new[name]] == []
    seen, ids = {shop.OLD: old, shop.NEW: new}, shop.content_ids(folder / "0")
    return Scene(base, seen, ids, int(count), float(seconds))


def run_program(base, out, cases):
    command = [sys.executable, str(PROGRAM), str(base), str(out), *cases]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def generation(scene, root):
    """Return which generation readers see; fails if it is neither."""
    found = shop.seen(root)
    names = [name for name, seen in scene.seen.items() if seen == found]
    assert names, f"a mixture of generations in {root.name}: {found}"
    return names[0]


def finished_nodes(root):
    """Return what the killed run had finished and not published."""
    with Catalog(root) as catalog:
        return {version.key for version in catalog.versions.all() if version.state == "built"}


def recover(scene, root):
    """Look at what a killed build left, build again; return which generation was live before."""
    case = root.name
    between = generation(scene, root)
    finished = finished_nodes(root)

    ended, events = shop.build(root)

    worked = {e.node for e in events if isinstance(e, StepStarted) and e.action != "reuse"}
    judged = {e.node for e in events if isinstance(e, StepStarted) and e.action == "judge"}
    assert ended.exit_code == 0, case
    assert shop.content_ids(root) == scene.new_ids, case
    assert finished & (worked - judged) == set(), f"{case}: finished nodes were built again"
    with Catalog(root) as catalog:
        marks = [(v.key, v.fingerprint) for v in catalog.versions.all()]
        assert len(marks) == len(set(marks)), case
        assert catalog.runs.unfinished() == ()
    assert not list((root / ".forebay/scratch").iterdir()), case
    shutil.rmtree(root)
    return between


def kill_all(scene, folder, cases):
    """Kill a build at every case, then recover; return what was live after each kill."""
    cases = list(cases)
    run_program(scene.base, folder, cases)
    return {case: recover(scene, folder / case) for case in cases}


def tell(kills, found):
    """Print the figures; pytest -s shows them."""
    sys.stdout.write(f"{kills}: {found.count(shop.OLD)} old, {found.count(shop.NEW)} new\n")


def test_a_build_killed_at_a_boundary_leaves_one_generation_and_repeats_nothing(scene, tmp_path):
    """F1, F2: some boundaries of every part, the last ones among them; the slow suite has all."""
    spread = range(1, scene.boundaries + 1, scene.boundaries // 6)
    cases = sorted({*spread, scene.boundaries - 8, scene.boundaries})

    found = kill_all(scene, tmp_path, map(str, cases))

    in_order = list(found.values())
    assert in_order == sorted(in_order, key=[shop.OLD, shop.NEW].index)
    assert set(in_order) == {shop.OLD, shop.NEW}


@pytest.mark.slow_crash
def test_a_build_killed_at_every_boundary_leaves_one_generation_and_repeats_nothing(
    scene, tmp_path
):
    """F1, F2."""
    found = kill_all(scene, tmp_path, [str(k) for k in range(1, scene.boundaries + 1)])

    in_order = list(found.values())
    tell(f"{len(found)} boundaries", in_order)
    assert in_order == sorted(in_order, key=[shop.OLD, shop.NEW].index)
    assert set(in_order) == {shop.OLD, shop.NEW}


@pytest.mark.parametrize("kills", [12, pytest.param(200, marks=pytest.mark.slow_crash)])
def test_a_build_killed_at_any_instant_leaves_one_generation_and_repeats_nothing(
    scene, tmp_path, kills
):
    """F1."""
    draw = random.Random(kills)
    cases = [f"t{draw.uniform(0, scene.seconds * 1.05):.4f}" for _ in range(kills)]

    found = kill_all(scene, tmp_path, cases)

    in_order = list(found.values())
    tell(f"{kills} instants", in_order)
    assert shop.OLD in in_order


def test_the_run_of_a_killed_build_is_closed_and_its_lock_taken_over_with_a_notice(scene, tmp_path):
    run_program(scene.base, tmp_path, [str(scene.boundaries // 2)])
    root = tmp_path / str(scene.boundaries // 2)

    ended, events = shop.build(root)

    (notice,) = [e.problem for e in events if isinstance(e, Noticed)]
    assert notice.name == "stale-lock"
    assert "run 2 ended without giving the lock back" in notice.message
    with Catalog(root) as catalog:
        assert [run.outcome for run in catalog.runs.all()] == ["done", "killed", "done"]
    assert ended.run == 3
