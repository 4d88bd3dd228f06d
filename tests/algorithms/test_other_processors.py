"""Another processor computes the bits of this one: ARM with NEON, compiled here, emulated."""

from __future__ import annotations

import shutil
import struct
import subprocess

import numpy as np
import pytest
from tests.algorithms.compiled_library import ROOT, compiled
from tests.algorithms.made_up_forests import made_up_forest, odd_rows

from forebay.algorithms.forest_library import ForestLibrary
from forebay.algorithms.forest_tables import ForestTables
from forebay.algorithms.node_views import NodeViews
from forebay.algorithms.part_tables import PartTables
from forebay.algorithms.tree_paths import TreePaths

COMPILER, EMULATOR = "aarch64-linux-gnu-gcc", "qemu-aarch64"
NATIVE = ROOT / "src" / "forebay" / "algorithms" / "native"


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """The library and a program around it, for ARM; FOREBAY's own flags but static."""
    if not (shutil.which(COMPILER) and shutil.which(EMULATOR)):
        pytest.skip(f"{COMPILER} or {EMULATOR} is not installed")
    folder = tmp_path_factory.mktemp("arm")
    flags = ["-std=c11", "-O3", "-ffp-contract=off", "-Wall", "-Wno-psabi", "-static"]
    flags += ["-DFOREST_ROWS=forest_rows_plain", "-DFOREST_PARTS=forest_parts_plain"]
    sources = [NATIVE / f"{name}.c" for name in ("forest", "forest_rows", "forest_parts")]
    sources.append(ROOT / "tests" / "algorithms" / "other_processor.c")
    target = folder / "program"
    words = [COMPILER, *flags, f"-I{NATIVE}", *map(str, sources), "-lm", "-o", str(target)]
    subprocess.run(words, check=True)
    return target


def told(tables):
    names = [name for name, _ in tables._struct._fields_]
    numbers = [tables.numbers[name] for name in names if name in tables.numbers]
    arrays = [array(tables.arrays[name]) for name in names if name in tables.arrays]
    return struct.pack(f"{len(numbers)}q", *numbers) + b"".join(arrays)


def array(values):
    data = np.ascontiguousarray(values).tobytes()
    return struct.pack("q", len(data)) + data


def answer(program, given):
    done = subprocess.run([EMULATOR, str(program)], input=given, capture_output=True, check=True)
    return done.stdout.decode().strip()


@pytest.mark.parametrize("kind", [np.float32, np.float64])
@pytest.mark.parametrize("most_leaves", [31, 700])
@pytest.mark.parametrize("n_rows", [3, 70, 500])
def test_scores_have_the_same_bits(program, kind, most_leaves, n_rows):
    rng = np.random.default_rng(most_leaves + n_rows)
    forest = made_up_forest(rng, kind=kind, most_leaves=most_leaves, n_outputs=2)
    columns = [np.asarray(c) for c in odd_rows(rng, forest, n_rows)]
    columns = [c.astype(np.float64 if c.dtype.kind == "f" else np.int64) for c in columns]
    tables, out = ForestTables.of(forest), np.zeros((2, n_rows))
    assert ForestLibrary(compiled(), 0).add_to(out, tables, columns)

    given = struct.pack("4q", 0, n_rows, len(columns), out.nbytes) + told(tables)
    for column in columns:
        given += struct.pack("q", 0 if column.dtype.kind == "f" else 2) + array(column)
    assert answer(program, given + array(out)) == "same"
    assert answer(program, given + array(out + 1)) == "different"


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_parts_have_the_same_bits(program, kind):
    rng = np.random.default_rng(5)
    forest = made_up_forest(rng, kind=kind, most_leaves=60, n_outputs=2)
    columns = odd_rows(rng, forest, 90)
    tables = PartTables.of(forest, [TreePaths.of(forest, t) for t in range(forest.n_trees)])
    views, codes = NodeViews(forest).of(columns, 90)
    out = np.zeros((2, forest.n_features, 90))
    assert ForestLibrary(compiled(), 0).add_parts(out, tables, views, codes)

    given = struct.pack("4q", 1, 90, len(columns), out.nbytes) + told(tables)
    given += array(views) + array(codes)
    assert answer(program, given + array(out)) == "same"
