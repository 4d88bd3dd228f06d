"""The compiled library gives the bits of NumPy, for any forest, rows, threads and instructions."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.algorithms.compiled_library import build_script, compiled
from tests.algorithms.made_up_forests import made_up_forest, odd_rows, tall_forest, wide_forest

from forebay.algorithms import forest_scorer, installed_library
from forebay.algorithms.forest_library import ForestLibrary
from forebay.algorithms.forest_scorer import ForestScorer
from forebay.algorithms.sound_library import scores_as_numpy

ROWS = (1, 3, 8, 63, 64, 65, 700)
PROPERTY = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(params=["plain C", "AVX2", "AVX-512"])
def library(request):
    found = ForestLibrary(compiled(), ["plain C", "AVX2", "AVX-512"].index(request.param))
    if found.instructions != request.param:
        pytest.skip(f"this processor has no {request.param}")
    return found


def require_same(forest, columns, library, threads=1):
    scorer = ForestScorer(forest, library=library)
    assert scorer.scored_by == f"compiled, {library.instructions}"
    ours = scorer.score(columns, threads=threads)
    theirs = ForestScorer(forest, library="none").score(columns)
    assert ours.shape == theirs.shape
    assert ours.tobytes() == theirs.tobytes()


@PROPERTY
@given(
    rng=st.integers(0, 2**32).map(np.random.default_rng),
    described=st.fixed_dictionaries(
        {
            "kind": st.sampled_from([np.float32, np.float64]),
            "most_leaves": st.sampled_from([1, 2, 31, 256, 700]),
            "n_outputs": st.sampled_from([1, 3]),
            "deep": st.booleans(),
        }
    ),
    n_rows=st.sampled_from(ROWS),
)
def test_any_forest_gives_the_bits_of_numpy(library, rng, described, n_rows):
    forest = made_up_forest(rng, **described)

    require_same(forest, odd_rows(rng, forest, n_rows), library)


@pytest.mark.parametrize("height", [11, 17])
def test_thresholds_beyond_a_byte_and_beyond_sixteen_bits_are_told_apart(library, height):
    rng = np.random.default_rng(1)
    forest = tall_forest(height, rng)
    at = np.concatenate([forest.threshold, np.nextafter(forest.threshold, np.float32(2))])

    require_same(forest, [rng.permutation(at).astype(np.float64)[:5_000]], library)


def test_small_trees_with_many_thresholds_are_told_apart(library):
    rng = np.random.default_rng(2)
    forest = wide_forest(2, 1_000, rng)  # about 1,000 thresholds for each feature

    require_same(forest, [*rng.normal(size=(2, 5_000))], library)


def test_hundreds_of_features_are_scored(library):
    rng = np.random.default_rng(3)
    forest = wide_forest(700, 2_000, rng)

    require_same(forest, [*rng.normal(size=(700, 1_000))], library)


def test_threads_and_blocks_never_change_a_bit(library, monkeypatch):
    rng = np.random.default_rng(4)
    forest = made_up_forest(rng, n_trees=30, most_leaves=400, n_outputs=3)
    columns = odd_rows(rng, forest, 5_000)
    whole = ForestScorer(forest, library=library).score(columns)

    monkeypatch.setattr(forest_scorer, "BLOCK_ROWS", 301)

    for threads in (1, 4):
        again = ForestScorer(forest, library=library).score(columns, threads=threads)
        assert again.tobytes() == whole.tobytes()
    require_same(forest, columns, library, threads=4)


@pytest.mark.parametrize("kind", ["f8", "f4", "f2", "i8", "i4", "i2", "i1", "u1", "u4", "?", ">f8"])
def test_columns_of_any_type_and_step_are_read(library, kind):
    rng = np.random.default_rng(5)
    forest = made_up_forest(rng, n_trees=20)
    wide = rng.integers(-2, 90, (400, forest.n_features)).astype(kind)

    for columns in ([*wide.T], [np.ascontiguousarray(column) for column in wide.T]):
        require_same(forest, columns, library)


def test_categories_as_numbers_are_read_as_numpy_reads_them(library):
    rng = np.random.default_rng(6)
    forest = made_up_forest(rng, n_trees=20)
    odd = [np.nan, -0.5, -1.0, 3.9, 31.0, 32.0, 95.0, 96.0, 5e9]
    columns = [*odd_rows(rng, forest, 500)[:-1], rng.choice(odd, 500)]

    require_same(forest, columns, library)


def test_what_the_library_cannot_hold_is_scored_by_numpy(library):
    rng = np.random.default_rng(7)
    forest = made_up_forest(rng)
    forest.threshold[~forest.is_set] = np.nan
    scorer = ForestScorer(forest, library=library)

    assert scorer.scored_by == "NumPy, as the compiled library cannot hold the model"
    columns = odd_rows(rng, forest, 300)
    theirs = ForestScorer(forest, library="none").score(columns)
    assert scorer.score(columns).tobytes() == theirs.tobytes()


def test_a_library_that_scores_in_another_way_is_noticed(tmp_path):
    compiled()  # skips without a compiler
    sources = tmp_path / "sources"
    shutil.copytree(build_script().SOURCES, sources)
    codes = sources / "forest_codes.h"
    assert "1e-35f" in codes.read_text()
    codes.write_text(codes.read_text().replace("1e-35f", "1e-37f"))

    wrong = ForestLibrary(build_script().build(tmp_path, sources=sources))

    assert not scores_as_numpy(wrong)
    assert scores_as_numpy(ForestLibrary(compiled()))


def test_without_a_library_that_loads_there_is_numpy(tmp_path, monkeypatch):
    broken = tmp_path / "forest.so"
    for content in (None, b"not a library"):
        if content:
            broken.write_bytes(content)
        monkeypatch.setattr(installed_library, "INSTALLED", broken)
        installed_library.installed_library.cache_clear()
        try:
            scorer = ForestScorer(made_up_forest(np.random.default_rng(8)))
        finally:
            installed_library.installed_library.cache_clear()
        assert scorer.scored_by == "NumPy, as no compiled library is installed"
